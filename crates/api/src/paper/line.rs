//! One line of the paper: what is said of the person, beside what was typed of it before and what phones said.

use super::cells::{Cell, cells, is_for_guardian};
use super::enter::{Typing, Visits, left};
use super::prior::{Prior, What};
use super::want::Want;
use crate::ApiError;
use crate::record::NOTICE_TEXT;
use std::collections::BTreeSet;
use tungnha_core::DeltaId;
use tungnha_core::account::Token;
use tungnha_core::body::{Absence, Account, Notice, Retract, Typed};
use tungnha_core::words::{AbsenceReason, Agreement, Outcome, Source};
use tungnha_store::read::ResidentRow;

/// How a tick stands to what is known already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Known: nothing to say.
    Same,
    /// A phone said something else.
    Differs,
    /// The campaign does not ask it of this person.
    NotAsked,
    /// To be said.
    Free,
}

impl Typing<'_, '_> {
    /// Says what is new on the line, and takes back what is no longer on it.
    pub(super) fn line(&mut self, line: u16, want: &Want, visits: &Visits) -> Result<(), ApiError> {
        let (Some(person), Some(resident)) = (
            self.person(line).cloned(),
            self.sheet.lines().get(usize::from(line) - 1).copied(),
        ) else {
            return Ok(());
        };
        let prior = self.prior.get(&line).cloned().unwrap_or_default();
        let mut said: BTreeSet<DeltaId> = BTreeSet::new();
        let happened = want.outcome.map(|(outcome, _)| outcome);
        let visit = visits
            .iter()
            .find(|(outcome, _)| Some(*outcome) == happened);
        said.extend(visit.and_then(|(_, id)| *id));

        let away = happened == Some(Outcome::Absent) && visit.is_none();
        said.extend(self.absence(line, resident, &person, &prior, away)?);
        // Who did not want to, while others of the house were met, said so for themselves.
        let unwilling = happened == Some(Outcome::Refused) && visit.is_none();
        let agrees = want.agrees.or(unwilling.then_some(false));
        said.extend(self.notice(line, resident, &person, &prior, agrees)?);
        let stands = person.notice.filter(|_| prior.notice().is_none());
        let agreed = agrees.unwrap_or(matches!(
            stands,
            Some(Agreement::Agreed | Agreement::ByGuardian)
        ));
        said.extend(self.accounts(
            line,
            resident,
            &person,
            &prior,
            want,
            agreed,
            visit.and_then(|(_, id)| *id),
        )?);
        self.typed(line, resident, &prior, want, said)
    }

    /// That this person was away, where nothing better is known.
    fn absence(
        &mut self,
        line: u16,
        resident: DeltaId,
        person: &ResidentRow,
        prior: &Prior,
        away: bool,
    ) -> Result<Vec<DeltaId>, ApiError> {
        let before = prior.said.iter().find(|said| said.what == What::Absence);
        match before {
            Some(said) if away => Ok(vec![said.id]),
            Some(said) => self.let_go(line, said),
            None if away && person.absence.is_none() => {
                let absence = Absence {
                    resident,
                    reason: AbsenceReason::Unknown,
                    place: None,
                    until: None,
                };
                Ok(vec![self.say(absence.into())?])
            }
            None => Ok(Vec::new()),
        }
    }

    fn notice(
        &mut self,
        line: u16,
        resident: DeltaId,
        person: &ResidentRow,
        prior: &Prior,
        agrees: Option<bool>,
    ) -> Result<Vec<DeltaId>, ApiError> {
        let yes = |agreement: Agreement| agreement != Agreement::Refused;
        let before = prior
            .said
            .iter()
            .find(|said| matches!(said.what, What::Notice(_)));
        let mut kept = Vec::new();
        if let Some(said) = before {
            if let What::Notice(one) = said.what
                && agrees == Some(yes(one))
            {
                return Ok(vec![said.id]);
            }
            kept = self.let_go(line, said)?;
        }
        let Some(agrees) = agrees.filter(|_| kept.is_empty()) else {
            return Ok(kept);
        };
        match person.notice.filter(|_| before.is_none()) {
            Some(one) if yes(one) == agrees => return Ok(kept),
            Some(_) if !self.over => {
                self.left.push(left(line, "differs", None));
                return Ok(kept);
            }
            _ => {}
        }
        let agreement = match (agrees, is_for_guardian(person.best_birth(), self.now)) {
            (false, _) => Agreement::Refused,
            (true, true) => Agreement::ByGuardian,
            (true, false) => Agreement::Agreed,
        };
        Ok(vec![
            self.say(
                Notice {
                    resident,
                    agreement,
                    text_version: NOTICE_TEXT,
                }
                .into(),
            )?,
        ])
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one line of the paper in its parts"
    )]
    fn accounts(
        &mut self,
        line: u16,
        resident: DeltaId,
        person: &ResidentRow,
        prior: &Prior,
        want: &Want,
        agreed: bool,
        visit: Option<DeltaId>,
    ) -> Result<Vec<DeltaId>, ApiError> {
        let mut said = Vec::new();
        for before in &prior.said {
            match before.what {
                What::Account(column) if want.marks.contains(&column) && agreed => {
                    said.push(before.id)
                }
                What::Account(_) => said.extend(self.let_go(line, before)?),
                _ => {}
            }
        }
        let cells = cells(&self.frame, person);
        for mark in &want.marks {
            let before = prior.marks().any(|column| column == *mark);
            let cell = cells.iter().find(|cell| cell.column == *mark);
            let refused = match cell {
                _ if !agreed => Some("no_consent"),
                _ if before => continue,
                None => Some("not_asked"),
                Some(cell) => match self.stands(person, cell) {
                    Stands::Same => continue,
                    Stands::NotAsked => Some("not_asked"),
                    Stands::Differs if !self.over => Some("differs"),
                    Stands::Differs | Stands::Free => None,
                },
            };
            if let Some(reason) = refused {
                self.left.push(left(line, reason, Some(*mark)));
                continue;
            }
            let account = Account {
                resident,
                app: mark.app,
                level: mark.level,
                source: Source::VolunteerClaim,
                stage: mark.stage(),
                as_of: None,
                approved_on: None,
                visit,
            };
            said.push(self.say(account.into())?);
        }
        Ok(said)
    }

    /// How a tick stands to what is known already.
    fn stands(&self, person: &ResidentRow, cell: &Cell) -> Stands {
        let claim = cell
            .column
            .rows(person)
            .find(|row| row.statement.source == Source::VolunteerClaim);
        let stage = claim.map(|row| row.statement.stage);
        let returned = claim.is_some_and(|row| row.statement.decision.is_some())
            && cell.token == Token::Returned;
        match stage {
            // A claim that was returned is done again on purpose.
            _ if returned => Stands::Free,
            Some(stage) if stage == cell.column.stage() => Stands::Same,
            _ if cell.done => Stands::Same,
            _ if cell.token == Token::NotNeeded => Stands::NotAsked,
            Some(_) => Stands::Differs,
            None => Stands::Free,
        }
    }

    /// That the line was typed, in the place of what was said of it before.
    fn typed(
        &mut self,
        line: u16,
        resident: DeltaId,
        prior: &Prior,
        want: &Want,
        said: BTreeSet<DeltaId>,
    ) -> Result<(), ApiError> {
        let before: BTreeSet<DeltaId> = prior
            .typed
            .iter()
            .flat_map(|row| &row.typed.said)
            .copied()
            .collect();
        let empty = *want == Want::default() && said.is_empty();
        if (empty && prior.typed.is_empty())
            || (!prior.typed.is_empty() && before == said && !empty)
        {
            return Ok(());
        }
        for row in &prior.typed {
            if self.txn.is_own(row.key)? {
                let target = self.txn.id(row.key)?;
                self.txn.say(Retract { target }.into(), self.now)?;
            }
        }
        if empty {
            return Ok(());
        }
        let sheet = self.walked()?;
        let typed = Typed {
            resident,
            sheet,
            line,
            said: said.into_iter().collect(),
        };
        self.checked(typed.into(), self.now)?;
        Ok(())
    }
}
