//! Two residents who are one person count once wherever people are counted, and stand under the name of the one who
//! stays.

use crate::book::{Author, Phone, Roll, claim, now};
use serde_json::{Value, json};
use tungnha_core::body::{
    Account, Appointment, Eligibility, IneligibleReason, Membership, Obstacle, Organisation,
    Residency, Sameness, Session, Taught, WalkIn,
};
use tungnha_core::words::{
    self, App, AppointmentPurpose, Group, Lesson, ObstacleReason, OrganisationKind, ResidentState,
    Role, Source, Stage, VenueKind,
};
use tungnha_core::{DeltaId, Instant};

/// Mai of the first hamlet and Hòa of the second: everything is said of both, and more of the second.
struct Twins {
    police: Phone,
    roll: Roll,
    merger: Author,
    organisation: DeltaId,
}

fn said(roll: &Roll, author: &mut Author) {
    let [mai, hoa] = roll.people;
    let [first, _] = roll.hamlets;
    let tomorrow = |minutes: i64| Instant(now().day().start().0 + 86_400 + minutes * 60);
    for (resident, minutes) in [(mai, 9 * 60), (hoa, 10 * 60)] {
        author.says(claim(resident, App::Ihanoi, Stage::LoggedIn));
        author.says(Taught {
            resident,
            lesson: Lesson::PortalLogin,
            app: None,
        });
        author.says(Appointment {
            resident,
            purpose: AppointmentPurpose::VneidLevel2,
            at: Some(tomorrow(minutes)),
            place: None,
        });
    }
    author.says(Appointment {
        resident: hoa,
        purpose: AppointmentPurpose::CardAndLevel2,
        at: Some(tomorrow(11 * 60)),
        place: None,
    });
    author.says(Obstacle {
        resident: hoa,
        reason: ObstacleReason::OldPhone,
        app: None,
    });
    author.says(Residency {
        resident: hoa,
        state: ResidentState::MovedOut,
        source: Source::VolunteerClaim,
    });
    let session = author.says(Session {
        hamlet: first,
        venue: VenueKind::Market,
        place: "Chợ".into(),
        starts: now().plus(-7200),
        ends: None,
        of: None,
    });
    for resident in [mai, hoa] {
        author.says(WalkIn {
            resident,
            session,
            home: None,
        });
    }
}

impl Twins {
    fn new() -> Self {
        let (police, roll) = (Phone::new(Role::Police), Roll::new());
        let [mai, hoa] = roll.people;
        let mut an = Author::new(2, "Vũ Văn An", Role::Volunteer);
        said(&roll, &mut an);
        let mut merger = Author::new(4, "Lê Thị Hạnh", Role::Police);
        let organisation = merger.says(Organisation {
            of: None,
            name: "Trường THCS".into(),
            sort: OrganisationKind::School,
            contact: None,
            size: None,
        });
        for resident in [mai, hoa] {
            merger.says(Membership {
                of: None,
                resident,
                organisation,
                category: Group::Teacher,
                since: None,
                until: None,
                excused: None,
            });
            merger.says(Account {
                level: 2,
                source: Source::OfficialList,
                ..claim(resident, App::Vneid, Stage::Activated)
            });
        }
        merger.says(Eligibility {
            resident: hoa,
            standing: words::Eligibility::DoNotVisit,
            coarse: None,
        });
        merger.says(IneligibleReason {
            resident: hoa,
            reason: words::IneligibleReason::Abroad,
        });
        for author in [&roll.office, &an, &merger] {
            police.take(author);
        }
        Self {
            police,
            roll,
            merger,
            organisation,
        }
    }

    /// One person from now on, or two again.
    fn merge(&mut self, same: bool) {
        let [mai, hoa] = self.roll.people;
        let at = now().plus(if same { -600 } else { -300 });
        self.merger.says_at(
            at,
            Sameness {
                resident: hoa,
                other: mai,
                same,
            },
        );
        self.police.take(&self.merger);
    }

    fn call(&self, name: &str, args: Value) -> Value {
        self.police.call(name, args)
    }

    /// Everybody whom the desk expects tomorrow: (name, purpose).
    fn booked(&self) -> Vec<(String, String)> {
        let (y, m, d) = tungnha_core::time::Day(now().day().0 + 1).ymd();
        let day = format!("{y:04}-{m:02}-{d:02}");
        let page = self.call(
            "desk_day",
            json!({ "desk": "police", "day": day, "find": null }),
        );
        let people = page["outside"].as_array().expect("people").iter();
        let text = |value: &Value| value.as_str().expect("a word").to_owned();
        people
            .map(|one| (text(&one["name"]), text(&one["purpose"])))
            .collect()
    }

    /// (claimed iHanoi, listed VNeID 2) of the book and of the second hamlet.
    fn figures(&self) -> [u64; 3] {
        let page = self.call("figures", json!({}));
        let measures = page["measures"].as_array().expect("measures");
        let of = |app: &str, level: u64| {
            let mut found = measures
                .iter()
                .filter(|one| one["app"] == app && one["level"] == level);
            found
                .find(|one| one["stage"] == "logged_in" || one["stage"] == "activated")
                .expect("a measure")
        };
        let number = |value: &Value| value.as_u64().expect("a number");
        let second = of("ihanoi", 0)["hamlets"]
            .as_array()
            .expect("hamlets")
            .iter()
            .find(|one| one["name"] == "Thôn Bằng Lợi")
            .map_or(0, |one| number(&one["figures"]["claimed"]));
        [
            number(&of("ihanoi", 0)["total"]["claimed"]),
            number(&of("vneid", 2)["total"]["listed"]),
            second,
        ]
    }

    fn taught(&self) -> u64 {
        let rows = self.call("taught_counts", json!({}));
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row["portal_login"].as_u64().unwrap_or_default())
            .sum()
    }

    fn members(&self) -> (u64, usize) {
        let groups = self.call("groups", json!({}));
        let of = json!({ "organisation": self.organisation.to_string(), "category": null });
        let members = self.call("group_members", of);
        (
            groups[0]["members"].as_u64().expect("a number"),
            members.as_array().expect("members").len(),
        )
    }

    fn compared(&self) -> u64 {
        let rows = self.call("compare_official", json!({ "app": "vneid", "level": 2 }));
        let rows = rows["hamlets"].as_array().expect("hamlets").iter();
        rows.map(|row| row["official"].as_u64().expect("a number"))
            .sum()
    }

    /// Of whom the first obstacle and the news of moving are told, and who the list of the ineligible has, why.
    fn told(&self) -> (Value, Value, String) {
        let open =
            json!({ "show": "open", "hamlet": null, "reason": null, "offset": 0, "limit": 9 });
        let news = json!({ "hamlet": null, "volunteer": null, "app": null, "state": "residency",
            "too_old": null, "after": null, "offset": 0, "limit": 9 });
        let list = json!({ "list": "ineligible", "hamlet": null, "limit": 9 });
        let list = self.call("list_preview", list);
        (
            self.call("obstacles", open)["items"][0]["name"].clone(),
            self.call("review_list", news)["items"][0]["person"]["name"].clone(),
            list["groups"].to_string(),
        )
    }

    fn walk_ins(&self) -> Value {
        self.call("sessions", json!({}))[0]["people"].clone()
    }
}

#[test]
fn whoever_gave_way_counts_once_under_the_name_of_the_one_who_stays() {
    let mut twins = Twins::new();
    let (mai, hoa) = ("Nguyễn Thị Mai", "Trần Văn Hòa");
    let apart = |twins: &Twins| {
        assert_eq!(twins.booked().len(), 3);
        assert_eq!(twins.figures(), [2, 2, 1]);
        assert_eq!((twins.taught(), twins.compared()), (2, 2));
        assert_eq!(twins.members(), (2, 2));
        assert_eq!(twins.walk_ins(), 2);
        let (obstacle, news, list) = twins.told();
        assert_eq!((obstacle, news), (json!(hoa), json!(hoa)));
        assert!(list.contains(hoa) && !list.contains(mai), "{list}");
    };
    apart(&twins);
    twins.merge(true);
    // Of the two appointments for one purpose the one of her who stays holds; the other purpose is kept.
    let booked = twins.booked();
    assert!(booked.iter().all(|(name, _)| name == mai), "{booked:?}");
    assert_eq!(booked.len(), 2);
    assert_eq!(twins.figures(), [1, 1, 0]);
    assert_eq!((twins.taught(), twins.compared()), (1, 1));
    assert_eq!(twins.members(), (1, 1));
    assert_eq!(twins.walk_ins(), 1);
    let (obstacle, news, list) = twins.told();
    assert_eq!((obstacle, news), (json!(mai), json!(mai)));
    assert!(
        list.contains(mai) && list.contains("đi nước ngoài"),
        "{list}"
    );
    assert!(!list.contains(hoa), "{list}");
    twins.merge(false);
    apart(&twins);
}

/// What comes of an appointment that was made for the one who gave way is found again, at the desk and at the door.
#[test]
fn the_desk_closes_an_appointment_of_one_who_gave_way() {
    let mut twins = Twins::new();
    twins.merge(true);
    let (y, m, d) = tungnha_core::time::Day(now().day().0 + 1).ymd();
    let day = json!({ "desk": "police", "day": format!("{y:04}-{m:02}-{d:02}"), "find": null });
    let page = twins.call("desk_day", day.clone());
    let card = page["outside"]
        .as_array()
        .expect("people")
        .iter()
        .find(|one| one["purpose"] == "card_and_level2")
        .expect("hers")
        .clone();
    let came = json!({ "appointments": [card["appointment"]], "outcome": "came" });
    twins.call("attend", came);
    assert_eq!(twins.call("desk_day", day)["came"], 1);
    let door = json!({ "household": twins.roll.household.to_string() });
    let door = twins.call("door", door);
    let appointments = door["people"][0]["appointments"]
        .as_array()
        .expect("a list");
    assert!(
        appointments
            .iter()
            .any(|one| one["purpose"] == "card_and_level2" && one["attendance"] == "came"),
        "{appointments:?}"
    );
}
