//! What a list shows of a door: a pure function over what was said of its people and its visits. It depends on
//! the campaign's frame and never on the hour, so that a replica may keep the answer until something is said.

use crate::account::{AppView, NextStep, Statement, Token, is_done};
use crate::birth::{BirthDate, Certainty};
use crate::campaign::CampaignFrame;
use crate::desk::{self, Kept};
use crate::time::Instant;
use crate::words::{Agreement, App, Eligibility, Outcome, ResidentState, Source};

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
    /// The answer to the notice; absent while nobody was asked.
    pub notice: Option<Agreement>,
    /// Somebody said that the person is away, and nobody took it back.
    pub absent: bool,
    /// Somebody said at a door that the person moved away or died; the police have not decided.
    pub claimed_gone: bool,
}

impl Occupant {
    /// Whether the campaign has yet to come to this person (`domain.md` D-47: people not yet reached), whose apps
    /// look like `views`. Nobody goes again to those who lack nothing, who refused, or of whom something waits
    /// for the police (a move, a death, a proposal). Of the others, whoever stands absent is to be come back to,
    /// whatever was said before; and so is everybody of whom a door has heard nothing: no answer to the notice, no
    /// claim, no word of the person's own, no appointment.
    pub fn is_unreached(&self, views: &[AppView]) -> bool {
        let nobody_goes = self.state != ResidentState::Living
            || self.claimed_gone
            || self.notice == Some(Agreement::Refused)
            || matches!(
                self.eligibility,
                Some(Eligibility::DoNotVisit | Eligibility::Proposed)
            )
            || !views.iter().any(AppView::lacking);
        if nobody_goes {
            return false;
        }
        let heard = self.notice.is_some()
            || !self.appointments.is_empty()
            || self.statements.iter().any(|(_, said)| {
                matches!(
                    said.source,
                    Source::VolunteerClaim | Source::CitizenStatement
                )
            });
        self.absent || !heard
    }
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
    /// Of `people`, those whom a visit that met somebody has not reached: still to be come back to, though the
    /// door is no untouched one. 0 where the last visit did not meet anybody.
    pub unreached: u32,
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
        let met = self.last.is_some_and(|call| call.outcome == Outcome::Met);
        self.unreached += u32::from(met && person.is_unreached(&views));
        self.unsent |= views.iter().any(|view| view.unsent);
    }

    /// Done for the campaign: the last visit needs no return, and nobody missed an appointment since. People whom
    /// it has not reached (`unreached`) are counted beside it.
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
mod tests;
