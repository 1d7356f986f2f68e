//! Seeds that found something once, each with a sentence of what it was.

macro_rules! seeds {
    ($($(#[$what:meta])* $name:ident $seed:literal)*) => {$(
        $(#[$what])*
        #[test]
        fn $name() {
            crate::run($seed);
        }
    )*};
}
seeds! {
    /// Somebody left a door, unseen by a device that still held the old words, and then the door moved into a
    /// hamlet of the device: the person seemed to come along, and the closing check repaired it.
    who_left_a_door_does_not_come_along_with_it 197
    /// The same about a resident whom the device itself had added: own words stay, so the check failed every day.
    an_own_resident_who_left_does_not_come_along 223
    /// One copy's receipted work was lost with a restored office, which then took the other copy's words under the
    /// same counters; the first copy never handed in its own again.
    a_copy_and_a_restored_office 281
    /// Somebody moved into an own door that stands in a hamlet no longer granted, and stayed in the file.
    who_moves_into_an_own_door_outside_leaves 323
    /// An old courier's reply brought the receipt of an earlier life of the office after that of the present one.
    a_receipt_comes_late 1050
    /// Residents left a household of which nothing was left, and devices that had dropped them with it never got
    /// what hangs on them again.
    who_leaves_a_withdrawn_household_comes_whole 1936
    /// What a restored office said was in its backup was another copy's, and the bytes of one's own were freed.
    a_backup_of_the_other_copy_frees_nothing 933
    /// What supersedes a place was not fed wherever the superseded one had been, which was shown there for ever.
    a_place_is_superseded_wherever_it_was_told 744
    /// A restored office took another copy's words under a name that this device had given up; the device took the
    /// old words of that name for its own, and no check could mend them.
    words_of_another_copy_under_an_earlier_name 1108
    /// Another copied file that met a restored office, and once showed other heads than the office.
    another_copy_and_a_restored_office 1523
}
