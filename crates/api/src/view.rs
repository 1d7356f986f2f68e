//! From rows to cards: what a screen shows of a person and a door.

use crate::ApiError;
use crate::answer::{answer_card, taught_card};
use crate::convert;
use crate::payload::{
    AbsenceCard, AppCard, AppointmentCard, Choice, DoorCard, ObstacleCard, PersonCard, TaughtCard,
};
use crate::status::corrected;
use tungnha_core::account::{AppView, Flag, NextStep, Token};
use tungnha_core::body::{Account, DeskHours};
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::desk::{self, Booked, Kept};
use tungnha_core::rights;
use tungnha_core::words::{App, AppointmentPurpose, Role, Source, Stage};
use tungnha_core::{Instant, MemberId, house};
use tungnha_store::read::{AppointmentRow, DoorRow, ObstacleRow, ResidentRow};
use tungnha_store::{Key, Txn};

/// What views need to know besides the rows.
pub(crate) struct Frame {
    /// The campaign, if any has arrived.
    pub campaign: Option<CampaignFrame>,
    /// The member's role.
    pub role: Role,
    /// This device's member.
    pub member: MemberId,
    /// When it is read, seconds, corrected as the last sync taught: what expires is over by then.
    pub now: i64,
    /// The hours of desks, for what is to be brought.
    hours: Vec<DeskHours>,
    /// Whether apps say what may be recorded: half of the bytes of a card, and a list has no use for it.
    lists_choices: bool,
}

impl Frame {
    /// As of `now` by this device's clock.
    pub(crate) fn of(txn: &Txn<'_>, now: Instant) -> Result<Self, ApiError> {
        let grant = txn.grant()?;
        Ok(Self {
            now: corrected(txn, now).0,
            campaign: txn.campaign()?,
            role: crate::device::role(&grant)?,
            member: grant.member.into(),
            hours: txn.desk_hours()?.into_iter().map(|row| row.hours).collect(),
            lists_choices: true,
        })
    }

    /// For a list that is asked for at every keystroke.
    pub(crate) fn without_choices(self) -> Self {
        Self {
            lists_choices: false,
            ..self
        }
    }

    /// The apps as the campaign's frame makes them look for this person, in the door flow's order.
    pub(crate) fn apps(&self, person: &ResidentRow) -> Vec<AppView> {
        let Some(campaign) = &self.campaign else {
            return Vec::new();
        };
        let accounts = person.accounts.iter();
        let said: Vec<_> = accounts.map(|row| (row.app, row.statement)).collect();
        campaign.views(person.best_birth(), &said)
    }

    /// The appointments of this person that were missed and that nothing took the place of.
    pub(crate) fn missed(&self, person: &ResidentRow) -> Vec<Kept> {
        let kept: Vec<Kept> = person
            .appointments
            .iter()
            .map(AppointmentRow::kept)
            .collect();
        match kept.iter().any(|one| one.outcome.is_some()) {
            true => desk::missed(&kept, &self.apps(person)),
            false => Vec::new(),
        }
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
            absence: match &person.absence {
                Some((reason, place, until)) => Some(AbsenceCard {
                    reason: reason.name().into(),
                    place: place.clone(),
                    until: until.map(convert::day),
                    own: own(txn, person.absence_key)?,
                }),
                None => None,
            },
            notice: person.notice.map(|n| n.name().into()),
            notice_own: own(txn, person.notice_key)?,
            disputed: person.disputed,
            eligibility: person.eligibility.map(|e| e.name().into()),
            proposal_own: own(txn, person.proposal)?,
            proposal_refused: person.proposal_refused.clone(),
            claimed_state: person.claimed_state.map(|(state, _)| state.name().into()),
            claimed_state_own: own(txn, person.claimed_state.map(|(_, key)| key))?,
            obstacles: obstacles(txn, person)?,
            appointments: self.appointments(txn, person)?,
            taught: taught(txn, person)?,
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

    fn appointments(
        &self,
        txn: &Txn<'_>,
        person: &ResidentRow,
    ) -> Result<Vec<AppointmentCard>, ApiError> {
        let missed = self.missed(person);
        let card = |row: &AppointmentRow| {
            let booked = row.at.map(|at| Booked {
                purpose: row.purpose,
                at: Instant(at),
                place: row.place.as_deref(),
            });
            Ok(AppointmentCard {
                id: txn.id(row.key)?.to_string(),
                purpose: row.purpose.name().into(),
                at: row.at,
                place: row.place.clone(),
                bring: booked.and_then(|one| desk::bring(&self.hours, &one).map(str::to_owned)),
                expected: row.at.is_some() && !self.knows_hours(row.purpose),
                attendance: row.outcome.map(|(outcome, _)| outcome.name().into()),
                missed: missed.iter().any(|one| one.purpose == row.purpose),
                own: txn.is_own(row.key)?,
                unsent: row.unsent,
            })
        };
        person.appointments.iter().map(card).collect()
    }

    /// Whether anybody typed hours at which people come for this.
    fn knows_hours(&self, purpose: AppointmentPurpose) -> bool {
        let mut hours = self.hours.iter();
        hours.any(|one| desk::serves(&self.hours, one, purpose))
    }

    /// What this member may record, the recommended first.
    fn choices(
        &self,
        resident: Key,
        view: &AppView,
        txn: &Txn<'_>,
    ) -> Result<Vec<Choice>, ApiError> {
        let none = view.next == NextStep::NotOfAge || self.role == Role::Inspector;
        if none || !self.lists_choices {
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

    /// The door's card.
    pub(crate) fn door(&self, txn: &Txn<'_>, door: DoorRow) -> Result<DoorCard, ApiError> {
        let DoorRow { household, tally } = door;
        let given = household
            .handed_to
            .filter(|(_, _, until)| *until > self.now);
        Ok(DoorCard {
            id: txn.id(household.key)?.to_string(),
            side: house::side(&household.house).map(|side| side.name().into()),
            lane: household.lane,
            house: household.house,
            head: household.head,
            people: tally.people,
            lacking: tally.lacking,
            claimed: tally.claimed,
            approved_not_activated: tally.approved_not_activated,
            last_outcome: tally.last.map(|last| last.outcome.name().into()),
            come_back_at: tally.last.and_then(|last| last.come_back_at).map(|at| at.0),
            done: tally.done(),
            unsent: tally.unsent,
            handed_to_me: given.as_ref().is_some_and(|given| given.0 == self.member),
            handed_to: given.map(|(_, name, _)| name),
            missed: tally.missed,
            unreached: tally.unreached,
            visited_twice: tally.visited_twice,
            venue: household.venue,
        })
    }
}

/// The id of `key` if this device said it, to undo it.
fn own(txn: &Txn<'_>, key: Option<Key>) -> Result<Option<String>, ApiError> {
    match key {
        Some(key) if txn.is_own(key)? => Ok(Some(txn.id(key)?.to_string())),
        _ => Ok(None),
    }
}

fn obstacles(txn: &Txn<'_>, person: &ResidentRow) -> Result<Vec<ObstacleCard>, ApiError> {
    let card = |row: &ObstacleRow| {
        Ok(ObstacleCard {
            id: txn.id(row.key)?.to_string(),
            reason: row.reason.name().into(),
            app: row.app.map(|app| app.name().into()),
            at: row.at,
            own: txn.is_own(row.key)?,
            unsent: row.unsent,
            answer: row
                .answer
                .as_ref()
                .map(|row| answer_card(txn, row))
                .transpose()?,
        })
    };
    person.obstacles.iter().map(card).collect()
}

fn taught(txn: &Txn<'_>, person: &ResidentRow) -> Result<Vec<TaughtCard>, ApiError> {
    let rows = person.taught.iter();
    rows.map(|row| taught_card(txn, row)).collect()
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
