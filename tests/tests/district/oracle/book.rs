//! What the server has and who may see it, by the plain law alone; and what a device's file shows.

use crate::device::{Device, id};
use crate::office::{Mark, mark};
use crate::world::{World, named};
use std::collections::{BTreeMap, BTreeSet};
use tungnha_core::body::Visibility;
use tungnha_core::fold::{Ledger, State};
use tungnha_core::record::{Record, Value};
use tungnha_core::{Body, Delta, DeltaId, Incarnation, MemberId, RegisterKey, Slot, Subject};
use tungnha_server::desk::Desk;
use tungnha_server::grants::visibility;
use tungnha_server::key::Key;

/// The book as the plain law reads it.
pub struct Book {
    pub records: BTreeMap<DeltaId, Record>,
    pub marks: BTreeMap<DeltaId, Mark>,
    /// Who may hold each statement that counts.
    pub visibility: BTreeMap<DeltaId, Visibility>,
    pub ledger: Ledger,
    state: State,
    /// Whether the server was ever restored from a backup.
    restored: bool,
    /// The household, resident or hamlet that each statement hangs on.
    subjects: BTreeMap<DeltaId, DeltaId>,
    /// The hamlet of each thing; absent for what is everybody's.
    places: BTreeMap<DeltaId, Option<DeltaId>>,
}

/// Where something belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Everybody,
    Hamlet(DeltaId),
    /// Nobody can say: what it is about has not come.
    Unknown,
}

/// What a member may see.
pub struct Sight {
    pub hamlets: Option<BTreeSet<DeltaId>>,
    pub visibility: Visibility,
    pub revoked: bool,
}

/// (a register's subject, its slot's code) → its heads, the shown one first, the others in their order of names.
pub type Registers = BTreeMap<(DeltaId, u32), Vec<DeltaId>>;

/// Registers whose subject is a statement: they stand where that hangs, or are everybody's when it hangs on nothing.
const OF_STATEMENTS: [Slot; 12] = [
    Slot::Fact,
    Slot::Review,
    Slot::Answer,
    Slot::Membership,
    Slot::Assignment,
    Slot::Organisation,
    Slot::Figure,
    Slot::DeskHours,
    Slot::Target,
    Slot::TargetRow,
    Slot::TargetDue,
    Slot::TargetPrint,
];

impl Sight {
    pub fn of(world: &World, member: MemberId) -> Self {
        let office = &world.office;
        let txn = office.server().storage().read().expect("a view");
        let mut desk = Desk::reading(txn.as_ref(), office.no).expect("a desk");
        let grant = desk.grant_of(member).expect("a grant");
        let hamlets = txn.hamlets(office.no, member).expect("read");
        let present = hamlets.into_iter().filter(|row| row.ended_at.is_none());
        let hamlets = present
            .map(|row| desk.id(row.hamlet).expect("a name"))
            .collect();
        Self {
            hamlets: (!grant.whole_book).then_some(hamlets),
            visibility: visibility(grant.role),
            revoked: grant.revoked_at.is_some(),
        }
    }

    pub fn covers(&self, place: Place) -> bool {
        match (&self.hamlets, place) {
            (None, _) | (_, Place::Everybody | Place::Unknown) => true,
            (Some(hamlets), Place::Hamlet(hamlet)) => hamlets.contains(&hamlet),
        }
    }
}

impl Book {
    pub fn of(world: &World) -> Self {
        let office = &world.office;
        let txn = office.server().storage().read().expect("a view");
        let mut desk = Desk::reading(txn.as_ref(), office.no).expect("a desk");
        let mut name = |key: Key| (key != Key::NONE).then(|| desk.id(key).expect("a name"));
        let mut book = Self {
            records: BTreeMap::new(),
            marks: BTreeMap::new(),
            visibility: BTreeMap::new(),
            ledger: Ledger::new(None),
            state: State::default(),
            restored: office.restored > 0,
            subjects: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        let rows = txn.deltas_after(office.no, Key::NONE, usize::MAX >> 1);
        for row in rows.expect("read") {
            let id = name(row.key).expect("a name");
            let record = Record::from_bytes(&row.bytes).expect("a record");
            if let Ok(delta) = Delta::from_record(id, &record) {
                book.ledger.add(delta);
            }
            if let Some(subject) = name(row.subject) {
                book.subjects.insert(id, subject);
            }
            if row.seq.is_some() {
                book.visibility.insert(id, row.visibility);
            }
            book.marks.insert(id, mark(&record));
            book.records.insert(id, record);
        }
        for receipt in txn.admissions(office.no).expect("read") {
            let admission = receipt.signed.admission();
            book.ledger.admit(admission.expect("a receipt"));
        }
        for place in txn.places(office.no).expect("read") {
            let subject = name(place.subject).expect("a name");
            book.places.insert(subject, name(place.hamlet));
        }
        book.state = book.ledger.state();
        book
    }

    pub fn registers(&self) -> Registers {
        let registers = self.state.registers.iter().map(|(register, heads)| {
            let mut heads = heads.clone();
            heads[1..].sort_unstable();
            ((register.subject, register.slot.code()), heads)
        });
        registers.collect()
    }

    pub fn place_of(&self, (subject, slot): &(DeltaId, u32)) -> Place {
        // A claim's decision stands where its person lives, a visit where its door is.
        let by_statement = OF_STATEMENTS.iter().any(|of| of.code() == *slot);
        if !by_statement {
            return self.place_at(*subject);
        }
        match self.subjects.get(subject) {
            Some(thing) => self.place_at(*thing),
            None if self.is_everybodys(*subject) => Place::Everybody,
            None => Place::Unknown,
        }
    }

    /// Whether the statement counts and is about the book itself.
    fn is_everybodys(&self, id: DeltaId) -> bool {
        let delta = self.ledger.deltas().get(&id);
        let of_book = |delta: &Delta| {
            delta.subject() == Subject::Frame && !matches!(delta.body, Body::Unknown(_))
        };
        self.visibility.contains_key(&id) && delta.is_some_and(of_book)
    }

    /// Who may see a register with these heads.
    pub fn restricted(&self, heads: &[DeltaId]) -> Visibility {
        let seen = heads.iter().filter_map(|head| self.visibility.get(head));
        seen.copied().max().unwrap_or(Visibility::Open)
    }

    fn place_at(&self, thing: DeltaId) -> Place {
        match self.places.get(&thing) {
            Some(Some(hamlet)) if self.is_shown(thing) => Place::Hamlet(*hamlet),
            Some(None) => Place::Everybody,
            _ => Place::Unknown,
        }
    }

    /// Whether anything is left of what was said of a thing and of what it stands in.
    fn is_shown(&self, thing: DeltaId) -> bool {
        let head = |slot| {
            let register = RegisterKey {
                subject: thing,
                slot,
            };
            let heads = self.state.registers.get(&register)?;
            self.ledger.deltas().get(heads.first()?)
        };
        let slots = [Slot::Hamlet, Slot::Household, Slot::Resident];
        match slots.into_iter().find_map(head).map(|delta| &delta.body) {
            Some(Body::Hamlet(_)) => true,
            Some(Body::Household(b)) => self.is_shown(b.hamlet),
            Some(Body::Resident(b)) => self.is_shown(b.household),
            _ => false,
        }
    }

    /// Whether the statement `id` says what `said` said, whatever its names are now.
    pub fn says(&self, id: DeltaId, said: &Record, names: &[Option<Mark>]) -> bool {
        let here = &self.records[&id];
        let words = |record: &Record| -> Vec<(u8, Value)> {
            let plain = record
                .fields
                .iter()
                .filter(|(_, value)| !matches!(value, Value::Id(_) | Value::Ids(_)));
            plain.cloned().collect()
        };
        let mut before: Vec<Mark> = names.iter().flatten().copied().collect();
        let mut now: Vec<Mark> = named(here)
            .filter_map(|id| self.marks.get(&id).copied())
            .collect();
        before.sort_unstable();
        now.sort_unstable();
        let (known, count) = (now.len(), named(here).count());
        // What was lost with a phone has no mark here any more; and what a restored office lost may come back
        // under another name, when another copy of the file was faster.
        let comparable = known == count && before.len() == names.len() && !self.restored;
        let same_names = if comparable {
            before == now
        } else {
            names.len() == count
        };
        here.kind == said.kind && words(here) == words(said) && same_names
    }

    /// Of the statements in a file: what was said on it, whatever else was said in the same registers, and what
    /// decides on any of these, withdraws or settles it.
    pub fn own_work(&self, ids: &[DeltaId], own: &BTreeSet<Incarnation>) -> BTreeSet<DeltaId> {
        let deltas = || ids.iter().filter_map(|id| self.ledger.deltas().get(id));
        let said = deltas().filter(|delta| own.contains(&delta.id.incarnation));
        let registers: BTreeSet<RegisterKey> = said.flat_map(Delta::registers).collect();
        let mut work: BTreeSet<DeltaId> = deltas()
            .filter(|delta| delta.registers().iter().any(|r| registers.contains(r)))
            .map(|delta| delta.id)
            .collect();
        work.extend(ids.iter().filter(|id| own.contains(&id.incarnation)));
        loop {
            let before = work.len();
            let answers =
                deltas().filter(|delta| answered(delta).iter().any(|id| work.contains(id)));
            let answers: Vec<DeltaId> = answers.map(|delta| delta.id).collect();
            work.extend(answers);
            if work.len() == before {
                return work;
            }
        }
    }

    /// Where the things stand that a statement speaks of; nowhere for what nobody can place.
    pub fn places_of(&self, id: DeltaId) -> Vec<Place> {
        let Some(delta) = self.ledger.deltas().get(&id) else {
            return Vec::new();
        };
        let named = answered(delta);
        if named.is_empty() {
            let thing = self.subjects.get(&id);
            let places = thing.map(|thing| self.place_at(*thing)).into_iter();
            return places.chain(self.said_places(delta)).collect();
        }
        let places: Vec<Vec<Place>> = named.iter().map(|id| self.places_of(*id)).collect();
        if places.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        places.concat()
    }
}

impl Book {
    /// Where a household or a resident was ever said to be: whoever may see that hamlet is told.
    fn said_places(&self, delta: &Delta) -> Vec<Place> {
        if !matches!(delta.body, Body::Household(_) | Body::Resident(_)) {
            return Vec::new();
        }
        let register = delta.registers();
        let others = self.ledger.deltas().values();
        others
            .filter(|other| other.registers() == register)
            .filter_map(|other| match &other.body {
                Body::Household(b) => Some(b.hamlet),
                Body::Resident(b) => Some(b.household),
                _ => None,
            })
            .map(|place| self.place_at(place))
            .collect()
    }
}

/// What a statement decides on, withdraws or settles.
pub fn answered(delta: &Delta) -> Vec<DeltaId> {
    match &delta.body {
        Body::Review(b) => b.claims.clone(),
        Body::Settle(b) => [&b.over[..], &[b.stands]].concat(),
        Body::Retract(b) => vec![b.target],
        _ => Vec::new(),
    }
}

/// The registers of a device's file.
pub fn registers(device: &Device) -> Registers {
    let rows = device.all(
        "SELECT s.uuid, e.subject & 4294967295, e.slot, i.uuid, e.key & 4294967295
         FROM register_entry e JOIN incarnation s ON s.number = e.subject >> 32
         JOIN incarnation i ON i.number = e.key >> 32 WHERE e.head > 0 ORDER BY e.head",
        |row| Ok(((id(row, 0)?, row.get(2)?), id(row, 3)?)),
    );
    let mut registers = Registers::new();
    for (register, head) in rows {
        registers.entry(register).or_default().push(head);
    }
    for heads in registers.values_mut() {
        heads[1..].sort_unstable();
    }
    registers
}
