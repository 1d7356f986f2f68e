//! What is held at the server, seen and decided by an officer: what was said beside what stands now.

use crate::device::need_office;
use crate::disagreement::{Desk, source};
use crate::payload::*;
use crate::review::{official, person, person_of_review};
use crate::{ApiError, Device, ErrorCode, convert, said};
use tungnha_core::words::{App, Role};
use tungnha_core::{Body, Delta, DeltaId, HeldReason, Subject};
use tungnha_protocol::held::{
    self as wire, HeldBecame, HeldDecision, HeldDelta, HeldPlace, HeldUnable, HeldWord,
    MAX_HELD_DECIDED, MAX_HELD_PAGE, MAX_HELD_WORDS_BYTES,
};
use tungnha_store::Txn;
use tungnha_store::read::RegisterRow;
use tungnha_sync::held::Wanted;

impl Device {
    pub(crate) fn held(&self, args: HeldFilter) -> Result<HeldPage, ApiError> {
        self.ask_held(None, wanted(&args)?)
    }

    pub(crate) fn decide_held(&self, args: DecideHeld) -> Result<HeldPage, ApiError> {
        let bad = |what: &str| ApiError::new(ErrorCode::BadInput, what);
        let ids = args.ids.iter().map(|id| convert::delta_id(id));
        let deltas: Vec<_> = ids
            .map(|id| id.map(Into::into))
            .collect::<Result<_, ApiError>>()?;
        if deltas.is_empty() || deltas.len() > MAX_HELD_DECIDED {
            return Err(bad("ids"));
        }
        let word = match args.decision.as_str() {
            "admit" => HeldWord::Admit,
            "reject" => {
                let words = args.words.unwrap_or_default().trim().to_owned();
                if words.is_empty() {
                    return Err(bad("words"));
                }
                if words.len() > MAX_HELD_WORDS_BYTES {
                    return Err(ErrorCode::TooLong.into());
                }
                HeldWord::Reject { words }
            }
            "reassign" if deltas.len() > 1 => return Err(bad("ids")),
            "reassign" => {
                let to = args.to.as_deref().map(convert::delta_id).transpose()?;
                let to = to.map(Into::into);
                HeldWord::Reassign { to }
            }
            _ => return Err(bad("decision")),
        };
        self.ask_held(Some(HeldDecision { deltas, word }), wanted(&args.filter)?)
    }

    fn ask_held(
        &self,
        decision: Option<HeldDecision>,
        wanted: Wanted,
    ) -> Result<HeldPage, ApiError> {
        self.read(|txn| need_office(txn).map(drop))?;
        let opened = self.opened()?;
        let mut line = self.line()?;
        let page = tungnha_sync::held::held(&opened.writer, &mut line, decision, wanted);
        self.line_worked(&line);
        let page = page?;
        self.read(|txn| shown(txn, page))
    }
}

fn wanted(filter: &HeldFilter) -> Result<Wanted, ApiError> {
    let bad = |what: &str| ApiError::new(ErrorCode::BadInput, what);
    let reason = match &filter.reason {
        None => None,
        Some(name) => {
            let mut all = HeldReason::ALL.iter();
            let found = all.find(|reason| reason.name() == name);
            Some(found.ok_or_else(|| bad("reason"))?.code())
        }
    };
    Ok(Wanted {
        reason,
        after: filter.after.as_deref().map(read_place).transpose()?,
        limit: u16::try_from(filter.limit).map_or(MAX_HELD_PAGE, |n| n.clamp(1, MAX_HELD_PAGE)),
    })
}

fn place_text(place: HeldPlace) -> String {
    format!("{}/{}", place.received_at, DeltaId::from(place.delta))
}

fn read_place(text: &str) -> Result<HeldPlace, ApiError> {
    let bad = || ApiError::new(ErrorCode::BadInput, "after");
    let (received_at, delta) = text.split_once('/').ok_or_else(bad)?;
    Ok(HeldPlace {
        received_at: received_at.parse().map_err(|_| bad())?,
        delta: convert::delta_id(delta)?.into(),
    })
}

fn shown(txn: &Txn<'_>, page: wire::HeldPage) -> Result<HeldPage, ApiError> {
    let desk = Desk::of(txn)?;
    let mut items = Vec::with_capacity(page.items.len());
    for held in page.items {
        items.push(item(txn, &desk, held)?);
    }
    let count = |count: &wire::HeldCount| FilterCount {
        value: reason_name(count.reason).into(),
        count: count.deltas,
    };
    Ok(HeldPage {
        items,
        total: page.counts.iter().map(|count| count.deltas).sum(),
        reasons: page.counts.iter().map(count).collect(),
        next: page.next.map(place_text),
        decided: page.decided.into_iter().map(outcome).collect(),
    })
}

/// A reason of a newer server is none that this program knows.
fn reason_name(code: u8) -> &'static str {
    HeldReason::from_code(code).map_or("unknown", HeldReason::name)
}

fn item(txn: &Txn<'_>, desk: &Desk, held: HeldDelta) -> Result<HeldItem, ApiError> {
    let id = DeltaId::from(held.delta);
    let delta = held.record.as_deref();
    let delta = delta.and_then(|record| Delta::from_bytes(id, record).ok());
    let card = HeldItem {
        id: id.to_string(),
        kind: "unreadable".into(),
        reason: reason_name(held.reason).into(),
        received_at: held.received_at,
        said_at: None,
        clock_doubtful: false,
        by: held.name,
        role: Role::from_code(held.role)
            .map_or("volunteer", Role::name)
            .into(),
        organisation: held.organisation,
        device_name: held.device_name,
        about: said::nothing(),
        app: None,
        level: None,
        source: None,
        says: Vec::new(),
        stands: Vec::new(),
        person: None,
        official: None,
        points_at: None,
    };
    match delta {
        Some(delta) => read(txn, desk, &delta, card),
        None => Ok(card),
    }
}

/// The same with what a readable statement says, beside what stands now.
fn read(txn: &Txn<'_>, desk: &Desk, delta: &Delta, card: HeldItem) -> Result<HeldItem, ApiError> {
    let said_at = delta.stamped.0;
    let app = said::app_of(txn, &delta.body)?;
    let stands = standing(txn, delta)?;
    let heads = stands.as_ref().map_or(&[][..], |stands| &stands.heads);
    let bodies: Vec<&Body> = std::iter::once(&delta.body)
        .chain(heads.iter().map(|head| &head.delta.body))
        .collect();
    let mut says = said::side_by_side(txn, &bodies)?.into_iter();
    let own = says.next().unwrap_or_default();
    let mut beside = Vec::with_capacity(heads.len());
    for (head, says) in heads.iter().zip(says) {
        beside.push(desk.head(txn, head, says)?);
    }
    let resident = match delta.subject() {
        Subject::Resident(id) => txn.find_key(id)?,
        _ => None,
    };
    // What was told of somebody who is not here stands for itself.
    let person = match resident {
        Some(key) => person(txn, key).ok(),
        None => None,
    };
    let list = match (&person, app) {
        (Some(person), Some((app, _))) => official(person, app),
        _ => None,
    };
    Ok(HeldItem {
        kind: delta.body.name().into(),
        said_at: Some(said_at),
        clock_doubtful: desk.doubts_clock(said_at, Some(card.received_at)),
        about: said::about(txn, delta)?,
        app: app.map(|(app, _): (App, u8)| app.name().into()),
        level: app.map(|(_, level)| level),
        source: registers_source(delta),
        says: own,
        stands: beside,
        person: match person {
            Some(person) => Some(person_of_review(txn, &person)?),
            None => None,
        },
        official: list,
        points_at: points_at(delta).map(str::to_owned),
        ..card
    })
}

/// What stands in the place that the statement would take.
fn standing(txn: &Txn<'_>, delta: &Delta) -> Result<Option<RegisterRow>, ApiError> {
    match delta.registers().first() {
        Some(register) => Ok(txn.register_of(register)?),
        None => Ok(None),
    }
}

fn registers_source(delta: &Delta) -> Option<String> {
    let registers = delta.registers();
    let slot = registers.first()?.slot;
    source(slot).map(|source| source.name().into())
}

/// The sort of thing of which another could take the place of what it is said of.
fn points_at(delta: &Delta) -> Option<&'static str> {
    if !delta.body.clone().point(delta.id) {
        return None;
    }
    match (&delta.body, delta.subject()) {
        (Body::Household(_), _) | (_, Subject::Hamlet(_)) => Some("hamlet"),
        (Body::Resident(_), _) | (_, Subject::Household(_)) => Some("household"),
        (_, Subject::Resident(_)) => Some("resident"),
        _ => None,
    }
}

fn outcome(outcome: wire::HeldOutcome) -> HeldOutcome {
    let (became, why) = match outcome.became {
        HeldBecame::Admitted => ("admitted", None),
        HeldBecame::Rejected => ("rejected", None),
        HeldBecame::Reassigned(_) => ("reassigned", None),
        HeldBecame::Held(reason) => ("held", Some(reason_name(reason))),
        HeldBecame::Unable { why, .. } => ("unable", Some(unable(why))),
    };
    HeldOutcome {
        id: DeltaId::from(outcome.delta).to_string(),
        became: became.into(),
        why: why.map(str::to_owned),
    }
}

const fn unable(why: HeldUnable) -> &'static str {
    match why {
        HeldUnable::NotHeld => "not_held",
        HeldUnable::Unreadable => "unreadable",
        HeldUnable::UnknownKind => "unknown_kind",
        HeldUnable::UnknownSubject => "unknown_subject",
        HeldUnable::LeansOnHeld => "leans_on_held",
        HeldUnable::NoWords => "no_words",
        HeldUnable::NoOtherPlace => "no_other_place",
        HeldUnable::RoleMayNot => "role_may_not",
        HeldUnable::NotYours => "not_yours",
        HeldUnable::OutOfScope => "out_of_scope",
    }
}
