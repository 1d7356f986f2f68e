//! From rows to cards: what a screen shows of a person and a door.

use crate::ApiError;
use crate::convert;
use crate::payload::{AbsenceCard, AppCard, Choice, DoorCard, PersonCard};
use std::collections::HashMap;
use tungnha_core::account::{AppView, Flag, NextStep, Token};
use tungnha_core::birth::Certainty;
use tungnha_core::body::Account;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::rights;
use tungnha_core::words::{App, Outcome, ResidentState, Role, Source, Stage};
use tungnha_store::read::{HouseholdRow, ResidentRow, VisitRow};
use tungnha_store::{Key, Txn};

/// What views need to know besides the rows.
pub(crate) struct Frame {
    /// The campaign, if any has arrived.
    pub campaign: Option<CampaignFrame>,
    /// The member's role.
    pub role: Role,
}

impl Frame {
    pub(crate) fn of(txn: &Txn<'_>) -> Result<Self, ApiError> {
        Ok(Self {
            campaign: txn.campaign()?,
            role: crate::device::role(&txn.grant()?)?,
        })
    }

    /// The apps as the campaign's frame makes them look for this person, in the door flow's order.
    pub(crate) fn apps(&self, person: &ResidentRow) -> Vec<AppView> {
        let Some(campaign) = &self.campaign else {
            return Vec::new();
        };
        let mut level2 = false;
        campaign
            .apps
            .iter()
            .map(|asked| {
                let age = campaign
                    .asks(asked.app, person.best_birth())
                    .unwrap_or(Certainty::No);
                let view = AppView::of(asked.app, &person.statements(asked.app), age, level2);
                level2 |= asked.app == App::Vneid && view.level == 2 && is_done(&view);
                view
            })
            .collect()
    }

    /// When visits begin to count for this campaign, seconds.
    pub(crate) fn from(&self) -> i64 {
        self.campaign.as_ref().map_or(0, |c| c.starts.start().0)
    }

    /// The person's card. Ids of own statements come from `txn`.
    pub(crate) fn person(
        &self,
        txn: &Txn<'_>,
        person: &ResidentRow,
    ) -> Result<PersonCard, ApiError> {
        let mut apps = Vec::new();
        for view in self.apps(person) {
            apps.push(self.app_card(txn, person, view)?);
        }
        Ok(PersonCard {
            id: txn.id(person.key)?.to_string(),
            household: txn.id(person.household)?.to_string(),
            name: person.name.clone(),
            birth_year: person.best_birth().map(|b| b.year()),
            sex: person.sex.map(|s| s.name().into()),
            last4: person.last4.clone(),
            state: person.state.name().into(),
            apps,
            absence: person
                .absence
                .as_ref()
                .map(|(reason, place, until)| AbsenceCard {
                    reason: reason.name().into(),
                    place: place.clone(),
                    until: until.map(convert::day),
                }),
            notice: person.notice.map(|n| n.name().into()),
            disputed: person.disputed,
        })
    }

    fn app_card(
        &self,
        txn: &Txn<'_>,
        person: &ResidentRow,
        view: AppView,
    ) -> Result<AppCard, ApiError> {
        let mut own = None;
        for row in person.accounts.iter().filter(|row| row.app == view.app) {
            if txn.is_own(row.key)? && row.statement.source != Source::OfficialList {
                own = Some(txn.id(row.key)?.to_string());
            }
        }
        Ok(AppCard {
            app: view.app.name().into(),
            level: view.level,
            stage: view.stage.name().into(),
            token: token(view.token).into(),
            unsent: view.unsent,
            next: next(view.next).into(),
            flags: view.flags.iter().map(|f| flag(*f).to_owned()).collect(),
            own,
            returned_because: person
                .accounts
                .iter()
                .filter(|row| row.app == view.app)
                .find_map(|row| row.reason.clone()),
            choices: self.choices(person.key, &view, txn)?,
        })
    }

    /// What this member may record, the recommended first.
    fn choices(
        &self,
        resident: Key,
        view: &AppView,
        txn: &Txn<'_>,
    ) -> Result<Vec<Choice>, ApiError> {
        if view.next == NextStep::NotOfAge || self.role == Role::Inspector {
            return Ok(Vec::new());
        }
        let resident = txn.id(resident)?;
        let source = source(self.role, false);
        let levels: &[u8] = if view.app == App::Vneid {
            &[1, 2]
        } else {
            &[0]
        };
        let recommended = match view.next {
            NextStep::ActivateLevel2 => Some((2, Stage::Activated)),
            NextStep::ActivateLevel1 => Some((1, Stage::Activated)),
            NextStep::Register => Some((1, Stage::DossierCollected)),
            NextStep::Install | NextStep::VneidFirst => Some((0, Stage::Installed)),
            NextStep::CreateAccount => Some((0, Stage::AccountCreated)),
            NextStep::LogIn => Some((0, Stage::LoggedIn)),
            _ => None,
        };
        let mut choices: Vec<(u8, Stage)> = Vec::new();
        for level in levels {
            for stage in Stage::ALL {
                let account = Account {
                    resident,
                    app: view.app,
                    level: *level,
                    source,
                    stage: *stage,
                    as_of: None,
                    approved_on: None,
                    visit: None,
                };
                if rights::can_be_said(&account) && *stage != Stage::NotRegistered {
                    choices.push((*level, *stage));
                }
            }
        }
        choices.sort_by_key(|choice| Some(*choice) != recommended);
        Ok(choices
            .into_iter()
            .map(|(level, stage)| Choice {
                level,
                stage: stage.name().into(),
            })
            .collect())
    }

    /// Doors with their people and visits, in the order of `households`.
    pub(crate) fn doors(
        &self,
        txn: &Txn<'_>,
        households: &[HouseholdRow],
        people: &[ResidentRow],
        visits: &[VisitRow],
    ) -> Result<Vec<DoorCard>, ApiError> {
        let mut by_door: HashMap<Key, Vec<&ResidentRow>> = HashMap::new();
        for person in people {
            by_door.entry(person.household).or_default().push(person);
        }
        let mut last: HashMap<Key, &VisitRow> = HashMap::new();
        for visit in visits.iter().filter(|v| v.at >= self.from()) {
            last.entry(visit.household).or_insert(visit);
        }
        households
            .iter()
            .map(|h| {
                let people = by_door.remove(&h.key).unwrap_or_default();
                self.door(txn, h, &people, last.get(&h.key).copied())
            })
            .collect()
    }

    fn door(
        &self,
        txn: &Txn<'_>,
        household: &HouseholdRow,
        people: &[&ResidentRow],
        last: Option<&VisitRow>,
    ) -> Result<DoorCard, ApiError> {
        let mut card = DoorCard {
            id: txn.id(household.key)?.to_string(),
            lane: household.lane.clone(),
            house: household.house.clone(),
            head: household.head.clone(),
            people: 0,
            lacking: 0,
            claimed: 0,
            approved_not_activated: 0,
            last_outcome: last.map(|v| v.outcome.name().into()),
            come_back_at: last.and_then(|v| v.come_back_at),
            done: last.is_some_and(|v| is_closing(v.outcome)),
            unsent: last.is_some_and(|v| v.unsent),
        };
        for person in people.iter().filter(|p| p.state == ResidentState::Living) {
            let views = self.apps(person);
            card.people += 1;
            card.lacking += u32::from(views.iter().any(AppView::lacking));
            card.claimed += u32::from(views.iter().any(|v| v.token == Token::Claimed));
            card.approved_not_activated += u32::from(is_approved_not_activated(&views));
            card.unsent |= views.iter().any(|v| v.unsent);
        }
        Ok(card)
    }
}

/// After these a door needs no return in this campaign.
pub(crate) const fn is_closing(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Met | Outcome::Refused | Outcome::MovedOut | Outcome::NotFound
    )
}

pub(crate) fn is_approved_not_activated(views: &[AppView]) -> bool {
    views.iter().any(|v| {
        v.token != Token::NotNeeded
            && matches!(v.next, NextStep::ActivateLevel1 | NextStep::ActivateLevel2)
    })
}

fn is_done(view: &AppView) -> bool {
    tungnha_core::account::is_done(view.stage)
}

/// The source class in which a member of `role` speaks.
pub(crate) const fn source(role: Role, citizen_statement: bool) -> Source {
    match (role, citizen_statement) {
        (_, true) => Source::CitizenStatement,
        (Role::Police | Role::Office, false) => Source::PoliceEntry,
        (_, false) => Source::VolunteerClaim,
    }
}

pub(crate) const fn token(token: Token) -> &'static str {
    match token {
        Token::None => "none",
        Token::Returned => "returned",
        Token::Claimed => "claimed",
        Token::Confirmed => "confirmed",
        Token::NotNeeded => "not_needed",
    }
}

const fn next(next: NextStep) -> &'static str {
    match next {
        NextStep::Done => "done",
        NextStep::NotOfAge => "not_of_age",
        NextStep::CheckAge => "check_age",
        NextStep::ActivateLevel2 => "activate_level2",
        NextStep::ActivateLevel1 => "activate_level1",
        NextStep::Register => "register",
        NextStep::AppointmentLevel2 => "appointment_level2",
        NextStep::AwaitApproval => "await_approval",
        NextStep::VneidFirst => "vneid_first",
        NextStep::Install => "install",
        NextStep::CreateAccount => "create_account",
        NextStep::LogIn => "log_in",
        NextStep::DoAgain => "do_again",
    }
}

pub(crate) const fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Disputed => "disputed",
        Flag::AheadOfList => "ahead_of_list",
        Flag::BehindList => "behind_list",
        Flag::TooYoung => "too_young",
    }
}
