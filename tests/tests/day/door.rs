//! What the stories do at doors and at desks, in their words.

use serde_json::Value;
use tungnha_tests::CommandLine;

/// The rows of a list document.
pub fn each<'a>(document: &'a Value, list: &str) -> &'a [Value] {
    let rows = document[list].as_array();
    rows.unwrap_or_else(|| panic!("no {list} in {document}"))
}

/// The text of a field.
pub fn text<'a>(of: &'a Value, field: &str) -> &'a str {
    let text = of[field].as_str();
    text.unwrap_or_else(|| panic!("no text {field} in {of}"))
}

/// A resident with the household, as `list` names them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    pub id: String,
    pub household: String,
    pub name: String,
}

impl Named {
    pub fn of(row: &Value) -> Self {
        let person = &row["person"];
        Self {
            id: text(person, "id").to_owned(),
            household: text(person, "household").to_owned(),
            name: text(person, "name").to_owned(),
        }
    }
}

/// People of the device whose VNeID asks for `next`, one a household.
pub fn who_needs(device: &CommandLine, next: &str) -> Vec<Named> {
    let list = device.run(&["list", "--lacking", "vneid"]);
    let mut people: Vec<Named> = Vec::new();
    for row in each(&list, "people") {
        let named = Named::of(row);
        let at_home = people.iter().any(|one| one.household == named.household);
        if app(row, "vneid")["next"] == next && !at_home {
            people.push(named);
        }
    }
    people
}

/// The row of one resident in the device's list.
pub fn row_of(device: &CommandLine, resident: &str) -> Value {
    let list = device.run(&["list"]);
    let found = each(&list, "people")
        .iter()
        .find(|row| row["person"]["id"] == resident);
    found.expect("the device has the resident").clone()
}

/// One app of a row of the list.
pub fn app<'a>(row: &'a Value, app: &str) -> &'a Value {
    let apps = each(&row["person"], "apps");
    let found = apps.iter().find(|card| card["app"] == app);
    found.unwrap_or_else(|| panic!("{app} is not asked of {row}"))
}

/// Records a stage and gives the claim's id.
pub fn record(device: &CommandLine, resident: &str, app: &str, level: u8, stage: &str) -> String {
    let level = level.to_string();
    let order = [
        "record", resident, "--app", app, "--level", &level, "--stage", stage,
    ];
    text(&device.run(&order), "id").to_owned()
}

/// The items that wait for the reviewer.
pub fn waiting(police: &CommandLine) -> Vec<Value> {
    each(&police.run(&["review"]), "items").to_vec()
}

/// The ids of an item's claims.
pub fn claims(item: &Value) -> Vec<&str> {
    let ids = each(item, "claims").iter();
    ids.map(|id| id.as_str().expect("an id")).collect()
}

/// How many of the device's own deltas are where.
pub fn work(device: &CommandLine, where_: &str) -> u64 {
    let status = device.run(&["status"]);
    status["work"][where_].as_u64().expect("a count")
}

/// Everything that the list shows, by resident, without what is the device's own affair: ids of own
/// statements, what may be recorded, what is unsent.
pub fn shown(device: &CommandLine) -> Vec<Value> {
    let list = device.run(&["list"]);
    let mut rows = each(&list, "people").to_vec();
    for row in &mut rows {
        for card in row["person"]["apps"].as_array_mut().into_iter().flatten() {
            let fields = card.as_object_mut().expect("a card");
            fields.retain(|name, _| !matches!(name.as_str(), "own" | "unsent" | "choices"));
        }
    }
    rows.sort_by_key(|row| text(&row["person"], "id").to_owned());
    rows
}

/// The device's tables are what its deltas say.
pub fn verified(device: &CommandLine) {
    assert_eq!(device.run(&["verify"])["agrees"], true);
}
