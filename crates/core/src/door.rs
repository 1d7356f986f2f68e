//! What a list shows of a door: a pure function over what was said of its people and its visits. It depends on
//! the campaign's frame and never on the hour, so that a replica may keep the answer until something is said.

use crate::account::{AppView, NextStep, Statement, Token, is_done};
use crate::birth::{BirthDate, Certainty};
use crate::campaign::CampaignFrame;
use crate::desk::{self, Kept};
use crate::time::Instant;
use crate::words::{App, Eligibility, Outcome, ResidentState};

/// Two visits within so many seconds by two members: they did not know of one another.
const A_DAY: i64 = 86_400;

/// A person of a door, as much as a tally needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Occupant {
    /// Living here, moved, dead.
    pub state: ResidentState,
    /// What the police decided, else that somebody proposes "not eligible".
    pub eligibility: Option<Eligibility>,
    /// As precisely as this replica knows it.
    pub birth: Option<BirthDate>,
    /// The shown head of every account register, by app.
    pub statements: Vec<(App, Statement)>,
    /// What was agreed, by purpose, and what came of it.
    pub appointments: Vec<Kept>,
}

/// A visit of a door.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Call {
    /// What happened.
    pub outcome: Outcome,
    /// Effective time.
    pub at: Instant,
    /// When to come back.
    pub come_back_at: Option<Instant>,
    /// Who, by any number that tells members apart; absent when unknown.
    pub by: Option<i64>,
    /// No receipt yet.
    pub unsent: bool,
}

/// The last visit, as a list shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastCall {
    /// What happened.
    pub outcome: Outcome,
    /// Effective time.
    pub at: Instant,
    /// When to come back.
    pub come_back_at: Option<Instant>,
}

/// A number of people for every app.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AppCounts([u32; App::ALL.len()]);

impl AppCounts {
    /// The number for `app`.
    pub fn of(&self, app: App) -> u32 {
        let each = App::ALL.iter().zip(self.0);
        each.filter(|(known, _)| **known == app)
            .map(|(_, count)| count)
            .sum()
    }

    /// The number for `app`, to be changed; `None` for none of [`App::ALL`], which cannot be.
    pub fn of_mut(&mut self, app: App) -> Option<&mut u32> {
        let mut each = App::ALL.iter().zip(&mut self.0);
        each.find(|(known, _)| **known == app)
            .map(|(_, count)| count)
    }
}

/// What a list shows of a door.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DoorTally {
    /// People living here and to be visited.
    pub people: u32,
    /// People living here of whom the campaign asks something, to be visited or not.
    pub asked: u32,
    /// Of `people`, those who still lack something.
    pub lacking: u32,
    /// People living here who still lack each app, to be visited or not.
    pub lacking_app: AppCounts,
    /// Of `people`, those with a claim that waits or is not borne out.
    pub claimed: u32,
    /// Of `people`, those whose VNeID level is approved and not activated.
    pub approved_not_activated: u32,
    /// Of `people`, those who missed an appointment since the last visit and have no later one.
    pub missed: u32,
    /// The last visit since the campaign began.
    pub last: Option<LastCall>,
    /// Two members were here within one day.
    pub visited_twice: bool,
    /// The last visit, or a statement about somebody to be visited, has no receipt yet.
    pub unsent: bool,
}

impl DoorTally {
    /// Adds up a door. `calls` are its visits, the last first; those before the campaign's first day do not
    /// count. Without a frame nothing is asked of anybody.
    pub fn of(frame: Option<&CampaignFrame>, occupants: &[Occupant], calls: &[Call]) -> Self {
        let from = frame.map_or(Instant(0), |frame| frame.starts.start());
        let counting: Vec<&Call> = calls.iter().filter(|call| call.at >= from).collect();
        let last = counting.first();
        let mut tally = Self {
            visited_twice: counting.windows(2).any(|two| match two {
                [later, earlier] => later.by != earlier.by && later.at.0 - earlier.at.0 < A_DAY,
                _ => false,
            }),
            unsent: last.is_some_and(|call| call.unsent),
            last: last.map(|call| LastCall {
                outcome: call.outcome,
                at: call.at,
                come_back_at: call.come_back_at,
            }),
            ..Self::default()
        };
        for person in occupants {
            if person.state == ResidentState::Living {
                tally.add(frame, person);
            }
        }
        tally
    }

    fn add(&mut self, frame: Option<&CampaignFrame>, person: &Occupant) {
        let views = frame.map_or_else(Vec::new, |frame| {
            frame.views(person.birth, &person.statements)
        });
        let any = |is: fn(&AppView) -> bool| u32::from(views.iter().any(is));
        self.asked += any(|view| view.token != Token::NotNeeded);
        for view in views.iter().filter(|view| view.lacking()) {
            if let Some(count) = self.lacking_app.of_mut(view.app) {
                *count += 1;
            }
        }
        if person.eligibility == Some(Eligibility::DoNotVisit) {
            return;
        }
        self.people += 1;
        self.lacking += any(AppView::lacking);
        self.claimed += any(|view| view.token == Token::Claimed);
        self.approved_not_activated += any(|view| {
            let activate = matches!(
                view.next,
                NextStep::ActivateLevel1 | NextStep::ActivateLevel2
            );
            activate && view.token != Token::NotNeeded
        });
        // Whoever was there since knows of it.
        let last = self.last.map(|call| call.at);
        self.missed += u32::from(
            desk::missed(&person.appointments, &views)
                .iter()
                .any(|one| {
                    one.outcome
                        .is_some_and(|(_, said)| last.is_none_or(|last| last < said))
                }),
        );
        self.unsent |= views.iter().any(|view| view.unsent);
    }

    /// Done for the campaign: the last visit needs no return, and nobody missed an appointment since.
    pub fn done(&self) -> bool {
        self.missed == 0 && self.last.is_some_and(|call| is_closing(call.outcome))
    }
}

/// After these a door needs no return in this campaign.
const fn is_closing(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Met | Outcome::Refused | Outcome::MovedOut | Outcome::NotFound
    )
}

impl CampaignFrame {
    /// The apps as they look for somebody born at `birth`, in the door flow's order.
    pub fn views(&self, birth: Option<BirthDate>, said: &[(App, Statement)]) -> Vec<AppView> {
        let mut level2 = false;
        let mut about = Vec::with_capacity(said.len());
        self.apps
            .iter()
            .map(|asked| {
                let age = self.asks(asked.app, birth).unwrap_or(Certainty::No);
                about.clear();
                about.extend(
                    said.iter()
                        .filter(|(app, _)| *app == asked.app)
                        .map(|s| s.1),
                );
                let view = AppView::of(asked.app, &about, age, level2);
                level2 |= asked.app == App::Vneid && view.level == 2 && is_done(view.stage);
                view
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{AskedApp, Reviewer};
    use crate::time::Day;
    use crate::words::{AppointmentPurpose, Attendance, Role, Source, Stage};

    fn frame() -> CampaignFrame {
        CampaignFrame {
            title: String::new(),
            theme: None,
            starts: Day(10),
            ends: Day(20),
            hour_from: 0,
            hour_to: 24,
            close_at: Instant(0),
            reference_date: Day::from_ymd(2026, 11, 1).expect("a day"),
            practice: false,
            apps: vec![AskedApp {
                app: App::Vneid,
                minimum_age: 14,
                reviewer: Reviewer::of_role(Role::Police),
                figure_owner: None,
                links: Vec::new(),
            }],
            milestones: Vec::new(),
            contact: None,
        }
    }

    fn occupant(year: u16, stage: Stage) -> Occupant {
        Occupant {
            state: ResidentState::Living,
            eligibility: None,
            birth: BirthDate::from_year(year),
            statements: vec![(
                App::Vneid,
                Statement {
                    level: 2,
                    source: Source::OfficialList,
                    stage,
                    decision: None,
                    unsent: false,
                    disputed: false,
                },
            )],
            appointments: Vec::new(),
        }
    }

    fn call(outcome: Outcome, hours: i64, by: i64) -> Call {
        Call {
            outcome,
            at: Instant(Day(10).start().0 + hours * 3600),
            come_back_at: None,
            by: Some(by),
            unsent: false,
        }
    }

    #[test]
    fn who_is_not_to_be_visited_is_asked_and_not_counted() {
        let spared = Occupant {
            eligibility: Some(Eligibility::DoNotVisit),
            ..occupant(1970, Stage::Approved)
        };
        let moved = Occupant {
            state: ResidentState::MovedOut,
            ..occupant(1970, Stage::Approved)
        };
        let child = occupant(2020, Stage::NotRegistered);
        let people = [occupant(1970, Stage::Approved), spared, moved, child];
        let tally = DoorTally::of(Some(&frame()), &people, &[]);
        assert_eq!((tally.people, tally.asked), (2, 2));
        assert_eq!((tally.lacking, tally.approved_not_activated), (1, 1));
        assert_eq!(tally.lacking_app.of(App::Vneid), 2);
        assert_eq!(tally.lacking_app.of(App::Etax), 0);
        assert_eq!(DoorTally::of(None, &people, &[]).asked, 0);
    }

    #[test]
    fn the_last_visit_of_the_campaign_decides() {
        let early = call(Outcome::Met, -1, 1);
        let tally = DoorTally::of(Some(&frame()), &[], &[early]);
        assert_eq!((tally.last, tally.done()), (None, false));
        let tally = DoorTally::of(Some(&frame()), &[], &[call(Outcome::Absent, 1, 1), early]);
        assert!(tally.last.is_some() && !tally.done() && !tally.visited_twice);
        let tally = DoorTally::of(Some(&frame()), &[], &[call(Outcome::Refused, 2, 1)]);
        assert!(tally.done());
    }

    #[test]
    fn whoever_missed_an_appointment_is_to_be_come_back_to() {
        let missed_at = |hours: i64| Kept {
            purpose: AppointmentPurpose::VneidLevel2,
            at: Some(Instant(Day(10).start().0)),
            outcome: Some((
                Attendance::Missed,
                Instant(Day(10).start().0 + hours * 3600),
            )),
        };
        let person = |hours| Occupant {
            appointments: vec![missed_at(hours)],
            ..occupant(1970, Stage::NotRegistered)
        };
        let visit = [call(Outcome::Met, 20, 1)];
        let tally = |hours| DoorTally::of(Some(&frame()), &[person(hours)], &visit);
        assert_eq!((tally(30).missed, tally(30).done()), (1, false));
        // Somebody was there since.
        assert_eq!((tally(10).missed, tally(10).done()), (0, true));
        let spared = Occupant {
            eligibility: Some(Eligibility::DoNotVisit),
            ..person(30)
        };
        assert!(DoorTally::of(Some(&frame()), &[spared], &visit).done());
    }

    #[test]
    fn two_members_within_one_day_did_not_know() {
        let visits = |hours, by| [call(Outcome::Met, hours, by), call(Outcome::Met, 1, 1)];
        let twice =
            |hours, by| DoorTally::of(Some(&frame()), &[], &visits(hours, by)).visited_twice;
        assert!(twice(20, 2));
        assert!(!twice(20, 1));
        assert!(!twice(25, 2));
    }
}
