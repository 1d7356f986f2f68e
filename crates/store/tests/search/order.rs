//! Who comes first, and who is not found.

use crate::field::{self, agrees, delta, take};
use crate::people::{Person, found_by, identity, list, names, o, other, resident, with};
use tempfile::TempDir;
use tungnha_core::name;
use tungnha_store::{FoundBy, Store, StoreError};

#[test]
fn who_is_meant_most_comes_first() {
    let folder = TempDir::new().expect("a folder");
    let people = list(&[
        ("Lê Thị Hoàn", "1111", "Ngõ 5", "1"),
        ("Trần Văn Hòa", "2222", "Ngõ 5", "2"),
        ("Bùi Thị Hoa", "3333", "Ngõ 5", "3"),
        ("Lê Hoà Bình", "4417", "Ngõ 6", "12A"),
        ("Đặng Thị Hóa", "5555", "", "17"),
        ("Đặng Thị Hoè", "6666", "", "9"),
    ]);
    let mut store = with(&folder, &people);
    // Whole words before beginnings, each by given name; short words are not taken for others.
    assert_eq!(
        names(&mut store, "hoa")[..5],
        [
            "Lê Hoà Bình",
            "Bùi Thị Hoa",
            "Trần Văn Hòa",
            "Đặng Thị Hóa",
            "Lê Thị Hoàn"
        ]
    );
    // With its marks, wherever the tone stands.
    for text in ["hòa", "hoà"] {
        assert_eq!(
            names(&mut store, text)[..2],
            ["Lê Hoà Bình", "Trần Văn Hòa"],
            "{text}"
        );
    }
    // A short word is never taken for another.
    assert!(names(&mut store, "he").is_empty());
    assert_eq!(names(&mut store, "an"), Vec::<String>::new());
    // Some digits are a house and an end of an id.
    assert_eq!(names(&mut store, "17"), ["Đặng Thị Hóa", "Lê Hoà Bình"]);
    assert_eq!(found_by(&mut store, 3, "417"), Some(FoundBy::Id));
    assert_eq!(found_by(&mut store, 3, "12a"), Some(FoundBy::House));
    assert_eq!(found_by(&mut store, 3, "binh 12"), Some(FoundBy::House));
    assert_eq!(found_by(&mut store, 3, "6/12a"), Some(FoundBy::House));
    assert_eq!(found_by(&mut store, 3, "ngo 6"), Some(FoundBy::House));
    assert_eq!(found_by(&mut store, 3, "ngo 5"), None);
    assert_eq!(found_by(&mut store, 3, "bimh"), Some(FoundBy::Similar));
    assert_eq!(names(&mut store, "-- ?"), Vec::<String>::new());
}

#[test]
fn a_keyboard_without_its_vietnamese_finds_whom_it_means() {
    let folder = TempDir::new().expect("a folder");
    let people = list(&[
        ("Đặng Thị Hòa", "1111", "Ngõ 5", "1"),
        ("Đặng Thị Hóa", "2222", "Ngõ 5", "2"),
        ("Nguyễn Văn Thường", "3333", "Ngõ 5", "3"),
        ("Lưu Thị Hoan", "4417", "Ngõ 6", "12A"),
    ]);
    let mut store = with(&folder, &people);
    for text in [
        "ddawngj thij hoaf",
        "DDAWNGJ THIJ HOAF",
        "d9a85ng thi5 hoa2",
        "hoaf dangdwj",
    ] {
        // With its tone first, then without.
        let found = names(&mut store, text);
        assert_eq!(found[..2], ["Đặng Thị Hòa", "Đặng Thị Hóa"], "{text}");
    }
    // Key by key, as far as it has come: never nobody.
    for text in ["nguyeenx vawn thuwowngf", "nguye64n va8n thu7o7ng2"] {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends.skip_while(|end| *end < 6) {
            let found = names(&mut store, &text[..end]);
            assert_eq!(
                found.first().map(String::as_str),
                Some("Nguyễn Văn Thường"),
                "{}",
                &text[..end]
            );
        }
    }
    assert_eq!(
        found_by(&mut store, 3, "luuw hoan 12a"),
        Some(FoundBy::House)
    );
    assert_eq!(found_by(&mut store, 3, "luuw"), Some(FoundBy::Name));
    // A lane stays a lane.
    assert_eq!(
        names(&mut store, "ngo5")[..2],
        ["Đặng Thị Hòa", "Đặng Thị Hóa"]
    );
}

#[test]
fn a_whole_id_is_compared_where_this_device_may_hold_it() {
    let folder = TempDir::new().expect("a folder");
    let people = list(&[
        ("Lê Thị An", "4417", "", "1"),
        ("Lê Thị Bình", "4417", "", "2"),
    ]);
    let mut store = with(&folder, &people);
    // All that is known of both agrees with the card.
    for (at, text) in [(0, "004417"), (1, "001 090 004 417")] {
        assert_eq!(
            found_by(&mut store, at, text),
            Some(FoundBy::Similar),
            "{text}"
        );
    }
    take(&mut store, &[delta(other(1), identity(o(3), "4417"))], 2);
    for text in ["04417", "001090004417", "001 090 004 417"] {
        assert_eq!(found_by(&mut store, 0, text), Some(FoundBy::Id), "{text}");
    }
    assert_eq!(found_by(&mut store, 0, "994417"), None);
}

#[test]
fn a_limit_takes_the_first_of_the_list_by_given_name() {
    let folder = TempDir::new().expect("a folder");
    let given = ["Xuân", "Anh", "Ý", "Đức", "An", "Dung"];
    let people: Vec<Person> = (0..120)
        .map(|n| Person {
            name: format!("Nguyễn Văn {}", given[n % given.len()]),
            last4: format!("{n:04}"),
            lane: "",
            house: n.to_string(),
        })
        .collect();
    let mut store = with(&folder, &people);
    for text in ["n", "nguyen", "nguyễn v"] {
        let found = store.read(|txn| txn.find(text, 50)).expect("read");
        let names: Vec<String> = found
            .iter()
            .map(|one| {
                store
                    .read(|txn| txn.name_of(one.resident))
                    .expect("read")
                    .expect("a name")
            })
            .collect();
        let count = |given: &str| names.iter().filter(|name| name.ends_with(given)).count();
        assert_eq!(
            (count(" An"), count(" Anh"), count(" Dung")),
            (20, 20, 10),
            "{text}"
        );
        assert!(names.is_sorted_by_key(|name| name::sort_key(name)));
    }
}

#[test]
fn another_connection_knows_the_new_words() {
    let folder = TempDir::new().expect("a folder");
    let mut store = with(&folder, &list(&[("Lê Thị An", "4417", "", "1")]));
    let mut reader =
        Store::open_reader(&folder.path().join("device.db"), &[9; 32]).expect("a reader");
    assert!(names(&mut reader, "khuyne").is_empty());
    let new = resident(None, o(2), "Lê Thị Khuyên", "0001");
    take(&mut store, &[delta(other(1), new)], 2);
    assert_eq!(names(&mut reader, "khuyne"), ["Lê Thị Khuyên"]);
    // Words of a transaction that did not come about are not believed.
    let done = store.write(|txn| {
        txn.take_page(&field::page(
            &[delta(other(2), resident(None, o(2), "Lê Quỳnh", "2"))],
            3,
        ))?;
        assert_eq!(txn.search("quyhn")?.len(), 1);
        Err::<(), _>(StoreError::NotEnrolled)
    });
    field::crash(done);
    assert!(names(&mut store, "quyhn").is_empty());
    agrees(&mut store);
}
