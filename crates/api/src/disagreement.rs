//! Several people said different things: all of it is kept, a person sees it side by side and settles it.

use crate::device::{Who, role};
use crate::payload::*;
use crate::review::reviews;
use crate::{ApiError, Device, ErrorCode, convert, said};
use tungnha_core::body::Settle;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::words::{App, Role, Source};
use tungnha_core::{Body, DeltaId, Slot, rights};
use tungnha_store::read::{HeadRow, RegisterRow};
use tungnha_store::{Key, Txn};

const A_PAGE: u32 = 100;

impl Device {
    pub(crate) fn disagreements(
        &self,
        args: DisagreementFilter,
    ) -> Result<DisagreementPage, ApiError> {
        self.read(|txn| {
            let desk = Desk::of(txn)?;
            let hamlet = args.hamlet.as_deref().map(|id| convert::key(txn, id));
            let hamlet = hamlet.transpose()?;
            let mut registers = Vec::new();
            for register in txn.disagreements()? {
                // Nobody's queue holds what is another's to settle.
                let shown = !desk.settles() || desk.may_settle(txn, &register)?;
                if shown && (hamlet.is_none() || hamlet == place(txn, &register)?) {
                    registers.push(register);
                }
            }
            let total = registers.len() as u32;
            if let Some(after) = &args.after {
                let last = read_id(txn, after)?;
                registers.retain(|register| place_in_order(register) > last);
            }
            let limit = args.limit.unwrap_or(A_PAGE).clamp(1, 500) as usize;
            let more = registers.len() > limit;
            registers.truncate(limit);
            let next = registers.last().filter(|_| more).map(id);
            let mut items = Vec::with_capacity(registers.len());
            for register in &registers {
                items.push(desk.card(txn, register)?);
            }
            Ok(DisagreementPage { items, total, next })
        })
    }

    pub(crate) fn settle(&self, args: NewSettle) -> Result<SettleSaved, ApiError> {
        if args.over.is_empty() || args.over.len() > tungnha_core::record::MAX_IDS {
            return Err(ApiError::new(ErrorCode::BadInput, "over"));
        }
        let stands = convert::delta_id(&args.stands)?;
        let over = args.over.iter().map(|id| convert::delta_id(id));
        let over: Vec<DeltaId> = over.collect::<Result<_, _>>()?;
        self.write(|txn| {
            let desk = Desk::of(txn)?;
            if !desk.settles() {
                return Err(ErrorCode::NotAllowed.into());
            }
            if txn.statement(stands)?.is_none() {
                return Err(ApiError::new(ErrorCode::NotFound, "id"));
            }
            let heads: Vec<DeltaId> = [stands].into_iter().chain(over.iter().copied()).collect();
            // A late head, a settlement by somebody else: what the person decided about is not so any more.
            let register = txn.register_of_heads(&heads)?.ok_or(ErrorCode::Conflict)?;
            if !desk.may_settle(txn, &register)? {
                return Err(ErrorCode::NotAllowed.into());
            }
            let settle = Settle { stands, over };
            let id = txn.say(settle.into(), self.0.host.now())?;
            Ok(SettleSaved { id: id.to_string() })
        })
    }
}

/// Who looks.
pub(crate) struct Desk {
    campaign: Option<CampaignFrame>,
    role: Role,
    who: Who,
    me: String,
}

impl Desk {
    pub(crate) fn of(txn: &Txn<'_>) -> Result<Self, ApiError> {
        let grant = txn.grant()?;
        Ok(Self {
            campaign: txn.campaign()?,
            role: role(&grant)?,
            who: Who::of(txn)?,
            me: grant.name,
        })
    }

    /// Whether this role settles anything.
    const fn settles(&self) -> bool {
        matches!(self.role, Role::Police | Role::Office)
    }

    /// Whoever settles could have said it and, for an account, is the app's reviewer (D-46): so the server
    /// judges.
    fn may_settle(&self, txn: &Txn<'_>, register: &RegisterRow) -> Result<bool, ApiError> {
        if !self.settles() {
            return Ok(false);
        }
        let app = app_of(txn, register)?;
        let may_say = |head: &HeadRow| rights::may_assert(self.role, &head.delta.body);
        Ok(register.heads.first().is_some_and(may_say)
            && app.is_none_or(|(app, _)| reviews(self.campaign.as_ref(), &self.who, app)))
    }

    fn card(&self, txn: &Txn<'_>, register: &RegisterRow) -> Result<Disagreement, ApiError> {
        let shown = register.heads.first().ok_or(ErrorCode::Internal)?;
        let bodies: Vec<&Body> = register.heads.iter().map(|h| &h.delta.body).collect();
        let mut heads = Vec::with_capacity(bodies.len());
        for (head, says) in register.heads.iter().zip(said::side_by_side(txn, &bodies)?) {
            heads.push(self.head(txn, head, says)?);
        }
        let app = app_of(txn, register)?;
        let app = match register.register.slot {
            Slot::CampaignApp(app) => Some((app, 0)),
            _ => app,
        };
        let about = match (register.register.slot, &shown.delta.body) {
            // A decision may name many claims: this one is about the subject's.
            (Slot::Review, _) => match txn.statement(register.register.subject)? {
                Some(claim) => said::about(txn, &claim)?,
                None => said::about(txn, &shown.delta)?,
            },
            _ => said::about(txn, &shown.delta)?,
        };
        Ok(Disagreement {
            id: id(register),
            kind: shown.delta.body.name().into(),
            app: app.map(|(app, _)| app.name().into()),
            level: app.map(|(_, level)| level),
            source: source(register.register.slot).map(|source| source.name().into()),
            about,
            heads,
            may_settle: self.may_settle(txn, register)?,
        })
    }

    /// Whether the author's clock was clearly wrong.
    pub(crate) fn doubts_clock(&self, said_at: i64, received_at: Option<i64>) -> bool {
        said::is_clock_doubtful(said_at, received_at, self.campaign.as_ref())
    }

    /// A head of a register beside others, with what it says.
    pub(crate) fn head(
        &self,
        txn: &Txn<'_>,
        head: &HeadRow,
        says: Vec<SaidField>,
    ) -> Result<HeadCard, ApiError> {
        let said_at = head.delta.stamped.0;
        Ok(HeadCard {
            id: head.delta.id.to_string(),
            says,
            // One's own has no author before its receipt.
            by: head.by.clone().unwrap_or_else(|| self.me.clone()),
            role: head.role.unwrap_or(self.role).name().into(),
            organisation: head.organisation.clone(),
            said_at,
            received_at: head.received_at,
            unsent: head.received_at.is_none(),
            own: txn.is_own(head.key)?,
            clock_doubtful: self.doubts_clock(said_at, head.received_at),
            shown: head.shown,
        })
    }
}

/// The app and level that an account or a decision on a claim is about: whose reviewer settles it.
fn app_of(txn: &Txn<'_>, register: &RegisterRow) -> Result<Option<(App, u8)>, ApiError> {
    match register.register.slot {
        Slot::Account(app, level, _) => Ok(Some((app, level))),
        Slot::Review => said::app_of_claim(txn, register.register.subject),
        _ => Ok(None),
    }
}

/// The source that a register is of, if it is of one.
pub(crate) const fn source(slot: Slot) -> Option<Source> {
    match slot {
        Slot::Account(_, _, source) | Slot::Residency(source) => Some(source),
        _ => None,
    }
}

/// The hamlet in which a register's subject stands.
fn place(txn: &Txn<'_>, register: &RegisterRow) -> Result<Option<Key>, ApiError> {
    let thing = match register.register.slot {
        Slot::Review => match txn.statement(register.register.subject)?.map(|d| d.body) {
            Some(Body::Account(b)) => txn.find_key(b.resident)?,
            Some(Body::Residency(b)) => txn.find_key(b.resident)?,
            _ => None,
        },
        _ => Some(register.subject),
    };
    match thing {
        Some(thing) => Ok(txn.hamlet_of(thing)?),
        None => Ok(None),
    }
}

/// Where a register stands in the order of the list.
fn place_in_order(register: &RegisterRow) -> (Key, u32) {
    (register.subject, register.register.slot.code())
}

/// A register's name in lists: its subject and its slot's number.
fn id(register: &RegisterRow) -> String {
    let slot = register.register.slot.code();
    format!("{}/{slot:x}", register.register.subject)
}

fn read_id(txn: &Txn<'_>, text: &str) -> Result<(Key, u32), ApiError> {
    let bad = || ApiError::new(ErrorCode::BadInput, "after");
    let (subject, slot) = text.split_once('/').ok_or_else(bad)?;
    let slot = u32::from_str_radix(slot, 16).map_err(|_| bad())?;
    Ok((convert::key(txn, subject)?, slot))
}
