//! Whatever of a person is typed finds the person, and the index is that of a file made anew, whatever happened
//! before.

use crate::field::{agrees, delta, take};
use crate::people::{found_by, household, identity, o, other, person, resident, with};
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;
use tungnha_core::body::Retract;
use tungnha_core::{Delta, Instant, name};
use tungnha_store::FoundBy;

/// One letter wrong at `place` of a word: other, missing, one too many, or swapped with the next.
fn mistyped(word: &str, place: Index, letter: char, edit: u8) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = place.index(letters.len());
    match edit {
        0 => letters[place] = letter,
        1 => drop(letters.remove(place)),
        2 => letters.insert(place, letter),
        _ if place + 1 < letters.len() => letters.swap(place, place + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn everybody_is_found_by_whatever_is_typed(
        people in prop::collection::vec(person(), 1..24),
        whom in any::<Index>(),
        swapped in any::<bool>(),
        place in any::<Index>(),
        letter in prop::char::range('a', 'z'),
        edit in 0u8..4,
    ) {
        let folder = TempDir::new().expect("a folder");
        let mut store = with(&folder, &people);
        let at = whom.index(people.len());
        let person = &people[at];
        let folded = name::fold(&person.name);
        let mut found = |text: &str| found_by(&mut store, at, text);

        let ends = folded.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends {
            let text = &folded[..end];
            prop_assert!(found(text).is_some(), "{text} / {}", person.name);
            let joined = text.replace(' ', "");
            prop_assert!(found(&joined).is_some(), "{joined} / {}", person.name);
        }
        prop_assert_eq!(found(&person.name), Some(FoundBy::Name));
        prop_assert_eq!(found(&person.name.to_uppercase()), Some(FoundBy::Name));
        if swapped {
            let mut words: Vec<&str> = folded.split(' ').collect();
            words.reverse();
            prop_assert!(found(&words.join(" ")).is_some());
        }
        for (n, word) in folded.split(' ').enumerate() {
            if word.chars().count() >= 4 && word.chars().all(char::is_alphanumeric) {
                let wrong = mistyped(word, place, letter, edit);
                prop_assert!(found(&wrong).is_some(), "{wrong} / {}", person.name);
                let mut whole: Vec<&str> = folded.split(' ').collect();
                whole[n] = &wrong;
                let whole = whole.join(" ");
                prop_assert!(found(&whole).is_some(), "{whole} / {}", person.name);
            }
        }

        let house = person.house.to_lowercase();
        for text in [house.clone(), format!("so {house}"), format!("số nhà {house}"), format!("sn{house}")] {
            prop_assert!(found(&text).is_some(), "{text} / {}", person.house);
        }
        if !person.lane.is_empty() {
            let lane = name::fold(person.lane);
            prop_assert_eq!(found(&lane), Some(FoundBy::House), "{}", lane);
            let both = format!("{lane} so {house}");
            prop_assert_eq!(found(&both), Some(FoundBy::House), "{}", both);
        }
        for digits in 2..=4 {
            let end = &person.last4[4 - digits..];
            prop_assert!(found(end).is_some(), "{end}");
            let with_name = format!("{} {end}", folded.split(' ').next_back().unwrap_or_default());
            prop_assert!(found(&with_name).is_some(), "{with_name}");
        }
    }

    #[test]
    fn the_index_is_that_of_a_file_made_anew(
        people in prop::collection::vec(person(), 1..6),
        steps in prop::collection::vec((0u8..6, any::<Index>(), person()), 1..24),
        cuts in prop::collection::vec(any::<Index>(), 0..4),
    ) {
        let folder = TempDir::new().expect("a folder");
        let mut store = with(&folder, &people);
        let mut said: Vec<Delta> = Vec::new();
        for (counter, (what, about, new)) in (1..).zip(steps) {
            let at = about.index(people.len()) as u32;
            let (home, who) = (o(2 * at + 2), o(2 * at + 3));
            let body = match what {
                0 => resident(Some(who), home, &new.name, &new.last4),
                1 => household(Some(home), new.lane, &new.house),
                2 => resident(None, home, &new.name, &new.last4),
                3 => identity(who, &new.last4),
                4 => resident(Some(who), o(2 + 2 * about.index(people.len()) as u32), &new.name, &new.last4),
                _ => {
                    let target = said.get(about.index(said.len().max(1))).map_or(who, |delta| delta.id);
                    Retract { target }.into()
                }
            };
            let mut delta = delta(other(counter), body);
            delta.stamped = Instant(100 + i64::from(counter));
            said.push(delta);
        }
        // In several pages, some of them twice.
        let mut seq = 1;
        for cut in cuts.iter().map(|cut| cut.index(said.len())).chain([said.len()]) {
            seq += 1;
            take(&mut store, &said[..cut], seq);
        }
        agrees(&mut store);
    }
}
