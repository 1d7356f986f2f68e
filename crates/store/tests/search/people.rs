//! People who do not exist, and what finds them.

use crate::field::{OFFICE, delta, hamlet, id, phone, take};
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;
use tungnha_core::body::{Household, Identity, Resident};
use tungnha_core::{Body, DeltaId, Incarnation};
use tungnha_store::{Found, FoundBy, Key, Store};
use uuid::Uuid;

const FAMILIES: &[&str] = &[
    "Nguyễn", "Trần", "Đặng", "Lê", "Hoàng", "Rơ Mah", "Siu", "Đỗ", "Ngô",
];
const MIDDLES: &[&str] = &["Văn", "Thị", "Thị Thanh", "Hữu", "Ngọc"];
const GIVEN: &[&str] = &[
    "An",
    "Tú",
    "Ý",
    "Hoà",
    "Hòa",
    "Hoa",
    "Phương",
    "Thuý",
    "Lý",
    "Lí",
    "Quý",
    "Đức",
    "H'Blưk",
    "Trường",
    "Nghĩa",
    "Dung",
    "Dũng",
    "Khuyên",
];
const LANES: &[&str] = &["", "Ngõ 5", "Ngách 5/12", "Đường Lê Lợi", "Xóm Đình"];

pub fn o(counter: u32) -> DeltaId {
    id(OFFICE, counter)
}

pub fn household(of: Option<DeltaId>, lane: &str, house: &str) -> Body {
    Household {
        of,
        hamlet: o(1),
        lane: Some(lane.into()).filter(|lane: &String| !lane.is_empty()),
        house: Some(house.into()),
        head: None,
        code: None,
        venue: None,
    }
    .into()
}

pub fn resident(of: Option<DeltaId>, household: DeltaId, name: &str, last4: &str) -> Body {
    Resident {
        of,
        household,
        name: name.into(),
        birth_year: None,
        sex: None,
        last4: Some(last4.into()),
        position: None,
    }
    .into()
}

/// Somebody behind a door of their own.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub last4: String,
    pub lane: &'static str,
    pub house: String,
}

pub fn person() -> impl Strategy<Value = Person> {
    let name = (select(FAMILIES), select(MIDDLES), select(GIVEN));
    let house = prop_oneof!["[1-9][0-9]?", "[1-9][0-9]?[AB]", "[1-9]/[1-9][0-9]"];
    (name, "[0-9]{4}", select(LANES), house).prop_map(
        |((family, middle, given), last4, lane, house)| Person {
            name: format!("{family} {middle} {given}"),
            last4,
            lane,
            house,
        },
    )
}

/// A file with these people; the residents are the deltas 3, 5, 7, …
pub fn with(folder: &TempDir, people: &[Person]) -> Store {
    let mut store = phone(folder);
    let mut deltas = vec![delta(o(1), hamlet("Thôn Một"))];
    for (at, person) in (1..).zip(people) {
        deltas.push(delta(
            o(2 * at),
            household(None, person.lane, &person.house),
        ));
        let body = resident(None, o(2 * at), &person.name, &person.last4);
        deltas.push(delta(o(2 * at + 1), body));
    }
    take(&mut store, &deltas, 1);
    store
}

pub fn find(store: &mut Store, text: &str) -> Vec<Found> {
    store.read(|txn| txn.find(text, 200)).expect("read")
}

/// By what resident number `at` of [`with`] is found.
pub fn found_by(store: &mut Store, at: usize, text: &str) -> Option<FoundBy> {
    let key = key(store, o(2 * at as u32 + 3));
    let found = find(store, text);
    found
        .iter()
        .find(|one| one.resident == key)
        .map(|one| one.by)
}

pub fn key(store: &mut Store, id: DeltaId) -> Key {
    store
        .read(|txn| txn.find_key(id))
        .expect("read")
        .expect("a key")
}

/// The names found, as the screen shows them.
pub fn names(store: &mut Store, text: &str) -> Vec<String> {
    let keys = find(store, text);
    store
        .read(|txn| {
            keys.iter()
                .map(|one| Ok(txn.name_of(one.resident)?.unwrap_or_default()))
                .collect()
        })
        .map_err(|error: tungnha_store::StoreError| error)
        .expect("read")
}

pub fn list(of: &[(&str, &str, &'static str, &str)]) -> Vec<Person> {
    of.iter()
        .map(|(name, last4, lane, house)| Person {
            name: (*name).into(),
            last4: (*last4).into(),
            lane,
            house: (*house).into(),
        })
        .collect()
}

pub fn identity(resident: DeltaId, last4: &str) -> Body {
    Identity {
        resident,
        birth: None,
        personal_id: Some(format!("00109000{last4}")),
        phones: None,
        residence: None,
        legacy_id9: None,
    }
    .into()
}

/// Somebody else's delta.
pub fn other(counter: u32) -> DeltaId {
    id(Incarnation(Uuid::from_u128(51)), counter)
}
