//! Houses of the sample by the state of their people, as a device lists them.

use serde_json::Value;

/// One person of a house, with the apps in the campaign's order.
#[derive(Clone)]
pub struct Person {
    pub id: String,
    pub name: String,
    /// Each app's name and its next step.
    pub apps: Vec<(String, String)>,
    household: String,
    living: bool,
}

/// What one tap brings to its end at the door.
const RECORDED: [&str; 6] = [
    "activate_level1",
    "activate_level2",
    "install",
    "create_account",
    "log_in",
    "vneid_first",
];
const AT_POLICE: &str = "appointment_level2";

impl Person {
    fn of(row: &Value) -> Self {
        let person = &row["person"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let apps = person["apps"].as_array().expect("apps");
        Self {
            id: text(&person["id"]),
            name: text(&person["name"]),
            apps: apps
                .iter()
                .map(|app| (text(&app["app"]), text(&app["next"])))
                .collect(),
            household: text(&person["household"]),
            living: person["state"] == "living",
        }
    }

    fn next(&self, app: &str) -> &str {
        let found = self.apps.iter().find(|(name, _)| name == app);
        found.map_or("", |(_, next)| next)
    }

    /// Whether VNeID takes an appointment with the police.
    pub fn needs_police(&self) -> bool {
        self.next("vneid") == AT_POLICE
    }

    fn is_adult(&self) -> bool {
        !["", "not_of_age", "check_age"].contains(&self.next("etax"))
    }

    fn to_do(&self) -> usize {
        let to_do = |next: &str| RECORDED.contains(&next) || next == AT_POLICE;
        self.apps.iter().filter(|(_, next)| to_do(next)).count()
    }
}

/// The houses of four living adults that `tungnha list` gives.
fn fours(list: &Value) -> Vec<Vec<Person>> {
    let mut houses: Vec<Vec<Person>> = Vec::new();
    for row in list["people"].as_array().expect("people") {
        let person = Person::of(row);
        let home = houses
            .iter_mut()
            .find(|people| people[0].household == person.household);
        match home {
            Some(people) => people.push(person),
            None => houses.push(vec![person]),
        }
    }
    houses.retain(|people| {
        people.len() == 4 && people.iter().all(|one| one.living && one.is_adult())
    });
    houses
}

/// A house of four where every app of everybody is still to do; at most one of them needs the police for VNeID.
pub fn full(list: &Value) -> Vec<Person> {
    let all_to_do = |people: &Vec<Person>| {
        let police = people.iter().filter(|one| one.needs_police()).count();
        police <= 1 && people.iter().all(|one| one.to_do() == 3)
    };
    fours(list)
        .into_iter()
        .find(all_to_do)
        .expect("the seed gives such a house")
}

/// A house of four adults, one of whom needs the police, and all of whom have something to do.
pub fn mixed(list: &Value) -> Vec<Person> {
    let some_to_do = |people: &Vec<Person>| {
        let police = people.iter().filter(|one| one.needs_police()).count();
        police == 1 && people.iter().all(|one| one.to_do() > 0)
    };
    fours(list)
        .into_iter()
        .find(some_to_do)
        .expect("the seed gives such a house")
}
