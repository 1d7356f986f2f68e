//! A hamlet without any network: files on a stick. In Survey Solutions and DHIS2 a supervisor's tablet or a portable
//! server takes the work over, and is then the one thing that may be lost; a parcel of ours is only a copy, and the
//! phone keeps everything until the server's own receipt, however it comes.

use crate::door::{app, record, row_of, waiting, work};
use crate::street::{MAI, Street};
use std::fs;
use std::path::{Path, PathBuf};
use tungnha_tests::{CommandLine, text as argument};

/// A machine by itself: the server's data without a server, a stick in between. The line leads nowhere.
struct Cut {
    street: Street,
    mai: CommandLine,
}

impl Cut {
    fn off() -> Self {
        let mut street = Street::new();
        let mai = street.volunteer(MAI);
        street.area.stop();
        Self { street, mai }
    }

    fn says(&self, nth: usize) -> String {
        let one = self.street.person(&self.mai, nth);
        record(&self.mai, &one.id, "vneid", 1, "activated")
    }

    /// The phone writes a parcel to the stick.
    fn out(&self, name: &str) -> PathBuf {
        let parcel = self
            .street
            .area
            .path()
            .join(format!("{name}.tungnha-parcel"));
        self.mai.run(&["courier", "out", argument(&parcel)]);
        parcel
    }

    /// The office answers it.
    fn answered(&self, parcel: &Path) -> PathBuf {
        let answered = self.street.area.desk(&["courier", argument(parcel)]);
        PathBuf::from(answered["replies"][0]["reply"].as_str().expect("a reply"))
    }

    /// The phone takes a reply in; gives how many deltas had waited for it.
    fn taken(&self, reply: &Path) -> u64 {
        let taken = self.mai.run(&["courier", "in", argument(reply)]);
        taken["sent"].as_u64().expect("a count")
    }

    /// The network is back, and all is as it would have been: `claims` items wait.
    fn healed(mut self, claims: usize) {
        self.street.area.serve();
        self.street.all_agree(&[&self.mai, &self.street.police]);
        assert_eq!(waiting(&self.street.police).len(), claims);
        assert_eq!(self.street.at_server(MAI), [claims as u64]);
    }
}

#[test]
fn an_evening_goes_there_and_its_receipt_back_by_hand() {
    let cut = Cut::off();
    cut.says(0);
    cut.says(1);
    // Somebody else's news comes back on the same stick.
    let one = cut.street.person(&cut.street.police, 2);
    assert_eq!(app(&row_of(&cut.mai, &one.id), "vneid")["next"], "register");
    record(&cut.street.police, &one.id, "vneid", 1, "approved");
    let of_police = cut.street.area.path().join("police.tungnha-parcel");
    cut.street
        .police
        .run(&["courier", "out", argument(&of_police)]);
    cut.answered(&of_police);

    let parcel = cut.out("mai");
    assert_eq!(work(&cut.mai, "unsent"), 2, "sent is not applied");
    let reply = cut.answered(&parcel);
    assert_eq!(cut.taken(&reply), 2);
    assert_eq!(
        (work(&cut.mai, "unsent"), work(&cut.mai, "received")),
        (0, 2)
    );
    assert_eq!(
        app(&row_of(&cut.mai, &one.id), "vneid")["next"],
        "activate_level1"
    );
    cut.healed(2);
}

#[test]
fn parcels_and_replies_come_twice_late_and_in_any_order() {
    for later_first in [true, false] {
        let cut = Cut::off();
        cut.says(0);
        let monday = cut.out("monday");
        cut.says(1);
        let tuesday = cut.out("tuesday");
        let replies = match later_first {
            true => [cut.answered(&tuesday), cut.answered(&monday)],
            false => [cut.answered(&monday), cut.answered(&tuesday)],
        };
        // The same parcel again, by another hand.
        let again = cut.street.area.path().join("again.tungnha-parcel");
        fs::copy(&monday, &again).expect("copied");
        let third = cut.answered(&again);
        // Monday's second statement waits for Tuesday's reply.
        let first = cut.taken(&replies[0]);
        assert_eq!(first, if later_first { 2 } else { 1 });
        assert_eq!(cut.taken(&replies[0]), 0, "twice");
        assert_eq!(cut.taken(&replies[1]), 2 - first);
        assert_eq!(cut.taken(&third), 0);
        assert_eq!(work(&cut.mai, "unsent"), 0);
        // Long after: news of another day, taken for what it is.
        cut.says(2);
        assert_eq!(cut.taken(&replies[0]), 0);
        assert_eq!(work(&cut.mai, "unsent"), 1);
        cut.healed(3);
    }
}

#[test]
fn a_lost_stick_loses_nothing() {
    for reply_lost in [true, false] {
        let cut = Cut::off();
        cut.says(0);
        let lost = cut.out("lost");
        if reply_lost {
            fs::remove_file(cut.answered(&lost)).expect("there");
        }
        fs::remove_file(&lost).expect("there");
        cut.says(1);
        assert_eq!(work(&cut.mai, "unsent"), 2);
        let reply = cut.answered(&cut.out("next"));
        assert_eq!(cut.taken(&reply), 2);
        cut.healed(2);
    }
}

/// A stick with a bad block: what is cut or changed is refused and named, the next one is answered all the same.
#[test]
fn a_damaged_file_is_refused_and_blocks_no_other() {
    let cut = Cut::off();
    cut.says(0);
    let whole = cut.out("whole");
    let bytes = fs::read(&whole).expect("the parcel");
    let half = cut.street.area.path().join("half.tungnha-parcel");
    fs::write(&half, &bytes[..bytes.len() / 2]).expect("written");
    let changed = cut.street.area.path().join("changed.tungnha-parcel");
    let mut other = bytes.clone();
    let middle = other.len() / 2;
    other[middle] ^= 1;
    fs::write(&changed, &other).expect("written");
    let order = [
        "courier",
        argument(&half),
        argument(&changed),
        argument(&whole),
    ];
    let answered = cut.street.area.try_desk(&order).document();
    assert_eq!(
        answered["refused"].as_array().map(Vec::len),
        Some(2),
        "{answered}"
    );
    let reply = PathBuf::from(answered["replies"][0]["reply"].as_str().expect("a reply"));

    let bytes = fs::read(&reply).expect("the reply");
    let bad = cut.street.area.path().join("bad.tungnha-reply");
    for length in [bytes.len() / 2, bytes.len() - 1, 20] {
        fs::write(&bad, &bytes[..length]).expect("written");
        assert_eq!(
            cut.mai.refused(&["courier", "in", argument(&bad)]),
            "not_for_this_device"
        );
    }
    assert_eq!(work(&cut.mai, "unsent"), 1);
    assert_eq!(cut.taken(&reply), 1);
    cut.healed(1);
}
