//! The inbox on an officer's device: what is held within the officer's scope, page by page, and decided in the
//! officer's name. It is the same inbox and the same decisions as at the server itself.

use super::admit::readable;
use super::{Author, Decision, InInbox, Made, Ruling, Unable};
use crate::acceptance::officer;
use crate::apply::Moment;
use crate::desk::Desk;
use crate::exchange::ServeError;
use crate::judge::{Footing, Wanted};
use crate::key::Key;
use crate::server::Server;
use crate::storage::{DeviceRow, GrantRow, HeldRow, Result};
use std::collections::{BTreeMap, HashMap, HashSet};
use tungnha_core::{DeltaId, HeldReason, Instant, MemberId, Verdict};
use tungnha_protocol::SignedHeldRequest;
use tungnha_protocol::hash::SaltSeed;
use tungnha_protocol::held::{
    HeldBecame, HeldCount, HeldDecision, HeldDelta, HeldOutcome, HeldPage, HeldPlace, HeldRequest,
    HeldUnable, HeldWord, MAX_HELD_RECORD_BYTES,
};
use tungnha_protocol::limits::VERSION;

/// Records of one page stop after the one with which they exceed this.
const PAGE_BYTES: usize = 1 << 20;

impl Server {
    /// Answers an officer's device at `now`: decides first if it asks so, all of it in one transaction, then gives
    /// what is held. `seed` is 16 random bytes, for a reassignment.
    pub fn held(
        &self,
        body: &[u8],
        now: Instant,
        seed: SaltSeed,
    ) -> std::result::Result<HeldPage, ServeError> {
        let signed = SignedHeldRequest::from_bytes(body)?;
        let asked = signed.request()?;
        if asked.version != VERSION {
            return Err(ServeError::Version(asked.version));
        }
        let Some(decision) = &asked.decision else {
            let txn = self.storage().read()?;
            let (device, grant) = officer(txn.as_ref(), &signed, asked.incarnation)?;
            let mut desk = Desk::reading(txn.as_ref(), device.book)?;
            let mut reach = Reach::of(&desk, &grant)?;
            return Ok(desk.inbox_page(&mut reach, &asked)?);
        };
        let txn = self.storage().write()?;
        let (device, grant) = officer(txn.as_ref(), &signed, asked.incarnation)?;
        let mut desk = Desk::applying(txn.as_ref(), device.book)?;
        let mut reach = Reach::of(&desk, &grant)?;
        let identity = self.keys().identity();
        let moment = Moment { now, identity };
        let decided = desk.decide_named(&mut reach, decision, seed, &moment)?;
        let page = desk.inbox_page(&mut reach, &asked)?;
        let changed = desk.finish()?;
        txn.commit()?;
        self.changed(changed);
        Ok(HeldPage { decided, ..page })
    }
}

/// What of the inbox an officer sees and decides.
struct Reach {
    officer: GrantRow,
    /// The hamlets of the present grant; nothing where it is the whole book.
    hamlets: Option<HashSet<Key>>,
    /// Whether an author's whole scope lies within the officer's, as far as it was asked.
    covered: HashMap<MemberId, bool>,
}

impl Reach {
    fn of(desk: &Desk<'_>, officer: &GrantRow) -> Result<Self> {
        let hamlets = match officer.whole_book {
            true => None,
            false => {
                let rows = desk.txn.hamlets(desk.book, officer.member)?.into_iter();
                let present = rows.filter(|row| row.ended_at.is_none());
                Some(present.map(|row| row.hamlet).collect())
            }
        };
        Ok(Self {
            officer: *officer,
            hamlets,
            covered: HashMap::new(),
        })
    }

    const fn is_whole(&self) -> bool {
        self.hamlets.is_none()
    }

    /// What hangs on a hamlet is for whoever has that hamlet, wherever its author works. What hangs on nothing that
    /// is known is for whoever has everything that its author has.
    fn covers(&mut self, desk: &mut Desk<'_>, held: &InInbox) -> Result<bool> {
        let Some(hamlets) = &self.hamlets else {
            return Ok(true);
        };
        let named = desk.hamlets_named(held)?;
        if !named.is_empty() {
            return Ok(named.is_subset(hamlets));
        }
        let author = held.receipt.member;
        if let Some(covered) = self.covered.get(&author) {
            return Ok(*covered);
        }
        let covered = desk.covers(&self.officer, author)?;
        self.covered.insert(author, covered);
        Ok(covered)
    }

    /// Whether something may be said of the thing `id` in this officer's name; what is not in the book is for the
    /// judge to refuse.
    fn has(&self, desk: &mut Desk<'_>, id: DeltaId) -> Result<bool> {
        let Some(hamlets) = &self.hamlets else {
            return Ok(true);
        };
        let place = match desk.known_key(id)? {
            Some(key) => desk.place(key)?,
            None => None,
        };
        Ok(place.is_none_or(|place| hamlets.contains(&place.hamlet)))
    }
}

impl Desk<'_> {
    /// The hamlets of everything that a held statement names and that is in the book.
    fn hamlets_named(&mut self, held: &InInbox) -> Result<HashSet<Key>> {
        let Ok(delta) = readable(held) else {
            return Ok(HashSet::new());
        };
        let known = self.known_of(&delta)?;
        let mut wanted = Wanted::default();
        wanted.add(&delta);
        let things = wanted.things.into_iter();
        let stand = things.filter_map(|thing| match known.footing(thing) {
            Some(Footing::Stands { hamlet, .. }) => Some(hamlet),
            _ => None,
        });
        let mut hamlets: HashSet<Key> = stand.collect();
        // What has no place yet says nothing about where it will be, and what is held itself has none.
        hamlets.remove(&Key::NOWHERE);
        let deltas = wanted.deltas.into_iter();
        let fed = deltas.filter_map(|delta| known.written(delta).map(|w| w.hamlet));
        hamlets.extend(fed.filter(|hamlet| *hamlet > Key::NONE));
        Ok(hamlets)
    }

    fn inbox_page(&mut self, reach: &mut Reach, asked: &HeldRequest) -> Result<HeldPage> {
        let mut rows = self.txn.held(self.book)?;
        if !reach.is_whole() {
            let mut reached = Vec::with_capacity(rows.len());
            for row in rows {
                let held = self.held_row(row.key, row.reason)?;
                if reach.covers(self, &held)? {
                    reached.push(row);
                }
            }
            rows = reached;
        }
        let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
        for row in &rows {
            *counts.entry(row.reason.code()).or_default() += 1;
        }
        let after = match asked.after {
            Some(place) => Some((place.received_at, self.known_key(place.delta.into())?)),
            None => None,
        };
        // A key is missing only where the server lost it in a restore: then the second begins anew.
        rows.retain(|row| {
            asked.reason.is_none_or(|code| row.reason.code() == code)
                && after.is_none_or(|after| (row.received_at.0, Some(row.key)) > after)
        });
        let devices = self.txn.devices(self.book)?;
        let devices: HashMap<u32, &DeviceRow> = devices.iter().map(|d| (d.number, d)).collect();
        let (mut items, mut bytes) = (Vec::new(), 0);
        let mut rows = rows.into_iter().peekable();
        while items.len() < usize::from(asked.limit)
            && bytes < PAGE_BYTES
            && let Some(row) = rows.next()
        {
            let device = devices.get(&row.key.number()).map(|d| d.name.as_str());
            let item = self.held_delta(&row, device)?;
            bytes += item.record.as_ref().map_or(0, |record| record.len());
            items.push(item);
        }
        let last = items.last().filter(|_| rows.peek().is_some());
        let next = last.map(|last| HeldPlace {
            received_at: last.received_at,
            delta: last.delta,
        });
        let counts = counts.into_iter();
        Ok(HeldPage {
            next,
            items,
            counts: counts
                .map(|(reason, deltas)| HeldCount { reason, deltas })
                .collect(),
            decided: Vec::new(),
        })
    }

    fn held_delta(&mut self, row: &HeldRow, device: Option<&str>) -> Result<HeldDelta> {
        let held = self.held_row(row.key, row.reason)?;
        let author = self.txn.member(self.book, held.receipt.member)?;
        let (name, organisation) = author.map_or_else(Default::default, |author| {
            (author.name, author.organisation)
        });
        let record = held.row.bytes;
        Ok(HeldDelta {
            delta: held.id.into(),
            reason: row.reason.code(),
            received_at: row.received_at.0,
            member: held.receipt.member.into(),
            name,
            organisation,
            role: held.receipt.role.code(),
            device_name: device.unwrap_or_default().to_owned(),
            record: (record.len() <= MAX_HELD_RECORD_BYTES).then(|| record.into()),
        })
    }

    /// Decides about what was named, in that order; what was decided together with another is not decided again.
    fn decide_named(
        &mut self,
        reach: &mut Reach,
        decision: &HeldDecision,
        seed: SaltSeed,
        moment: &Moment<'_>,
    ) -> Result<Vec<HeldOutcome>> {
        let officer = (reach.officer.member, reach.officer.role);
        let member = self.txn.member(self.book, officer.0)?;
        let by = member.map(|member| member.name).unwrap_or_default();
        let author = Author {
            by: &by,
            words: None,
            officer: Some(officer),
        };
        let said = match &decision.word {
            HeldWord::Admit => Decision::Admit,
            HeldWord::Reject { words } => Decision::Reject {
                words: words.clone(),
            },
            HeldWord::Reassign { to } => Decision::Reassign {
                to: to.map(DeltaId::from),
                seed,
            },
        };
        let mut outcomes: Vec<HeldOutcome> = Vec::new();
        let mut done: HashSet<DeltaId> = HashSet::new();
        for id in decision.deltas.iter().copied().map(DeltaId::from) {
            if !done.insert(id) {
                continue;
            }
            match self.decide_within(reach, id, &said, author, moment)? {
                Ruling::Made(made) => {
                    done.extend(made.iter().map(|one| one.id));
                    outcomes.extend(made.iter().map(outcome));
                }
                Ruling::Unable(why) => outcomes.push(HeldOutcome {
                    delta: id.into(),
                    became: unable(why),
                }),
            }
        }
        Ok(outcomes)
    }

    fn decide_within(
        &mut self,
        reach: &mut Reach,
        id: DeltaId,
        decision: &Decision,
        author: Author<'_>,
        moment: &Moment<'_>,
    ) -> Result<Ruling> {
        let Some(held) = self.in_inbox(id)? else {
            return Ok(Ruling::Unable(Unable::NotHeld));
        };
        let mut reached = reach.covers(self, &held)?;
        if let Decision::Reassign { to: Some(to), .. } = decision {
            reached &= reach.has(self, *to)?;
        }
        match reached {
            true => self.decide_held(held, decision, author, moment),
            false => Ok(Ruling::Unable(Unable::OutOfScope)),
        }
    }
}

fn outcome(made: &Made) -> HeldOutcome {
    HeldOutcome {
        delta: made.id.into(),
        became: match (made.verdict, made.again) {
            (Verdict::Admitted, _) => HeldBecame::Admitted,
            (Verdict::Held(_), Some(again)) => HeldBecame::Reassigned(again.into()),
            (Verdict::Held(HeldReason::Rejected), None) => HeldBecame::Rejected,
            (Verdict::Held(reason), None) => HeldBecame::Held(reason.code()),
        },
    }
}

fn unable(why: Unable) -> HeldBecame {
    let on = match why {
        Unable::LeansOnHeld(id) => Some(id.into()),
        _ => None,
    };
    let why = match why {
        Unable::NotHeld => HeldUnable::NotHeld,
        Unable::Unreadable => HeldUnable::Unreadable,
        Unable::UnknownKind => HeldUnable::UnknownKind,
        Unable::UnknownSubject => HeldUnable::UnknownSubject,
        Unable::LeansOnHeld(_) => HeldUnable::LeansOnHeld,
        Unable::NoWords => HeldUnable::NoWords,
        Unable::NoOtherPlace => HeldUnable::NoOtherPlace,
        Unable::RoleMayNot => HeldUnable::RoleMayNot,
        Unable::NotYours => HeldUnable::NotYours,
        Unable::OutOfScope => HeldUnable::OutOfScope,
    };
    HeldBecame::Unable { why, on }
}
