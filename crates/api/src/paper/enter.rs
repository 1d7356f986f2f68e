//! Lines of a sheet into statements: what the volunteer saw, said by whoever types it, and that it came from paper.

use super::cells::{Column, columns};
use super::page::{card, days, page, people};
use super::prior::{Prior, Said, What};
use super::sheet::Sheet;
use super::want::{Want, wants};
use crate::device::need_office;
use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::BTreeMap;
use tungnha_core::body::{Retract, Visit};
use tungnha_core::words::{Outcome, Role};
use tungnha_core::{Body, DeltaId, Instant, MemberId, rights, time::Day};
use tungnha_store::read::{ResidentRow, Scope};
use tungnha_store::{Key, Txn};

/// A walker's name is at most so many characters.
const LONGEST_NAME: usize = 120;
/// Where the campaign does not say when an evening ends.
const EVENING_HOUR: u8 = 21;

impl Device {
    pub(crate) fn type_walk_sheet(&self, args: NewTyped) -> Result<SheetTyped, ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            let role = need_office(txn)?;
            let sheet = Sheet::of(txn, &args.sheet)?;
            let frame = Frame::of(txn, now)?.without_choices();
            let day = convert::read_day(&args.day)?;
            let (first, today) = days(txn, &sheet, now);
            if day < first || day > today {
                return Err(ApiError::new(ErrorCode::BadInput, "day"));
            }
            let name = args.walker.trim();
            if name.is_empty() || name.chars().count() > LONGEST_NAME {
                return Err(ApiError::new(ErrorCode::BadInput, "walker"));
            }
            let member = args.member.as_deref().map(convert::member).transpose()?;
            let wants = wants(&args, sheet.lines().len(), &columns(&frame), now)?;
            let mut typing = Typing {
                txn,
                role,
                people: people(txn, &sheet)?,
                prior: Prior::of(txn, &sheet)?,
                at: walked_at(txn, &frame, day, today, now)?,
                sheet,
                frame,
                now,
                day,
                over: args.over,
                walker: (member, name.to_owned()),
                walked: None,
                said: 0,
                taken_back: 0,
                left: Vec::new(),
            };
            typing.enter(&wants)?;
            let Typing {
                said,
                taken_back,
                left,
                ..
            } = typing;
            let sheet = Sheet::of(txn, &args.sheet)?;
            Ok(SheetTyped {
                said,
                taken_back,
                left,
                page: page(txn, &sheet, now)?,
            })
        })
    }
}

/// The clock at which to say what was seen on `day`: now, or late on that evening.
fn walked_at(
    txn: &Txn<'_>,
    frame: &Frame,
    day: Day,
    today: Day,
    now: Instant,
) -> Result<Instant, ApiError> {
    if day == today {
        return Ok(now);
    }
    let hour = frame
        .campaign
        .as_ref()
        .map_or(EVENING_HOUR, |c| c.hour_to)
        .saturating_sub(1);
    let evening = day.start().plus(i64::from(hour) * 3600);
    Ok(evening.plus(-txn.clock_offset()?))
}

/// Typing in, as it goes.
pub(super) struct Typing<'t, 'c> {
    pub(super) txn: &'t Txn<'c>,
    pub(super) role: Role,
    pub(super) frame: Frame,
    pub(super) sheet: Sheet,
    pub(super) people: Vec<Option<ResidentRow>>,
    pub(super) prior: BTreeMap<u16, Prior>,
    /// When what is typed was seen, by this device's clock.
    pub(super) at: Instant,
    pub(super) now: Instant,
    pub(super) day: Day,
    pub(super) over: bool,
    pub(super) walker: (Option<MemberId>, String),
    /// The statement that says who walked, once something was typed.
    pub(super) walked: Option<DeltaId>,
    pub(super) said: u32,
    pub(super) taken_back: u32,
    pub(super) left: Vec<LineLeft>,
}

/// The visits of a door by their outcome: what stands or was said for it.
pub(super) type Visits = Vec<(Outcome, Option<DeltaId>)>;

impl Typing<'_, '_> {
    fn enter(&mut self, wants: &BTreeMap<u16, Want>) -> Result<(), ApiError> {
        let mut doors: Vec<Key> = Vec::new();
        for line in wants.keys() {
            match self.person(*line).map(|person| person.household) {
                Some(home) if !doors.contains(&home) => doors.push(home),
                Some(_) => {}
                None => self.left.push(left(*line, "gone", None)),
            }
        }
        for door in doors {
            // A line of this door that was typed before stands beside those given now.
            let lines = (1_u16..).zip(&self.people).filter(|(_, person)| {
                person
                    .as_ref()
                    .is_some_and(|person| person.household == door)
            });
            let lines: Vec<(u16, Want)> = lines
                .filter_map(|(line, _)| {
                    let again = || self.prior.get(&line).map(Want::again);
                    Some((line, wants.get(&line).cloned().or_else(again)?))
                })
                .collect();
            let visits = self.visits(door, &lines)?;
            for (line, want) in &lines {
                self.line(*line, want, &visits)?;
            }
        }
        Ok(())
    }

    /// Says what happened at the door, once for each outcome. Where somebody was met, whoever was away is an absence of
    /// that person and no visit in vain.
    fn visits(&mut self, door: Key, lines: &[(u16, Want)]) -> Result<Visits, ApiError> {
        let of = |outcome| {
            lines
                .iter()
                .filter_map(|(_, want)| want.outcome)
                .find(|one| one.0 == outcome)
        };
        let met: Vec<_> = [Outcome::Met, Outcome::ComeBack]
            .into_iter()
            .filter_map(of)
            .collect();
        let wanted = match met.is_empty() {
            false => met,
            true => [Outcome::Refused, Outcome::Absent]
                .into_iter()
                .find_map(of)
                .into_iter()
                .collect(),
        };
        let mut before: Vec<(u16, Said)> = Vec::new();
        for (line, _) in lines {
            for said in self
                .prior
                .get(line)
                .into_iter()
                .flat_map(|prior| &prior.said)
            {
                if matches!(said.what, What::Visit(..))
                    && before.iter().all(|(_, one)| one.id != said.id)
                {
                    before.push((*line, *said));
                }
            }
        }
        let mut visits = Visits::new();
        for (outcome, back) in &wanted {
            let same = |said: &Said| said.what == What::Visit(*outcome, *back);
            if let Some((_, said)) = before.iter().find(|(_, said)| same(said)) {
                visits.push((*outcome, Some(said.id)));
            }
        }
        for (line, said) in before {
            if visits.iter().all(|(_, id)| *id != Some(said.id))
                && !self.take_back(line, &said)?
                && let What::Visit(outcome, _) = said.what
            {
                visits.push((outcome, Some(said.id)));
            }
        }
        for (outcome, come_back_at) in wanted {
            if visits.iter().any(|(one, _)| *one == outcome) {
                continue;
            }
            // The phone said the same of that day: once is enough.
            let known = self
                .txn
                .visits(Scope::Household(door))?
                .into_iter()
                .any(|visit| visit.outcome == outcome && Instant(visit.at).day() == self.day);
            let id = match known {
                true => None,
                false => Some(
                    self.say(
                        Visit {
                            household: self.txn.id(door)?,
                            outcome,
                            come_back_at: come_back_at.map(Instant),
                            note: None,
                        }
                        .into(),
                    )?,
                ),
            };
            visits.push((outcome, id));
        }
        Ok(visits)
    }

    /// The statement that says who walked: one that stands, or a new one.
    pub(super) fn walked(&mut self) -> Result<DeltaId, ApiError> {
        if let Some(id) = self.walked {
            return Ok(id);
        }
        let (member, name) = &self.walker;
        let known = self
            .sheet
            .rows()
            .rev()
            .find(|row| row.sheet.name.as_ref() == Some(name) && row.sheet.member == *member);
        let id = match known {
            Some(row) => self.txn.id(row.key)?,
            None => self.checked(self.sheet.walked_by(*member, name).into(), self.now)?,
        };
        self.walked = Some(id);
        Ok(id)
    }

    /// Takes back what is no longer on the line; gives it where that is somebody else's to do.
    pub(super) fn let_go(&mut self, line: u16, said: &Said) -> Result<Vec<DeltaId>, ApiError> {
        Ok(match self.take_back(line, said)? {
            true => Vec::new(),
            false => vec![said.id],
        })
    }

    /// Whether it could.
    pub(super) fn take_back(&mut self, line: u16, said: &Said) -> Result<bool, ApiError> {
        if !said.own {
            let mark = match said.what {
                What::Account(column) => Some(column),
                _ => None,
            };
            self.left.push(left(line, "not_yours", mark));
            return Ok(false);
        }
        self.txn.say(Retract { target: said.id }.into(), self.now)?;
        self.taken_back += 1;
        Ok(true)
    }

    /// Says what was seen, on the evening when it was.
    pub(super) fn say(&mut self, body: Body) -> Result<DeltaId, ApiError> {
        self.said += 1;
        self.checked(body, self.at)
    }

    pub(super) fn checked(&self, body: Body, at: Instant) -> Result<DeltaId, ApiError> {
        match rights::may_assert(self.role, &body) {
            true => Ok(self.txn.say(body, at)?),
            false => Err(ErrorCode::NotAllowed.into()),
        }
    }

    pub(super) fn person(&self, line: u16) -> Option<&ResidentRow> {
        self.people.get(usize::from(line).checked_sub(1)?)?.as_ref()
    }
}

/// What of a line was not taken in.
pub(super) fn left(line: u16, reason: &str, mark: Option<Column>) -> LineLeft {
    LineLeft {
        line,
        reason: reason.into(),
        mark: mark.map(card),
    }
}
