//! Who stands where, over everything that a file holds, and what may leave it.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use std::collections::{BTreeSet, HashMap, HashSet};
use tungnha_core::record::{Record, Value};
use tungnha_core::{Body, Delta, DeltaId, Incarnation};
use uuid::Uuid;

/// The ledger with the places of its things.
pub(super) struct Roll {
    deltas: HashMap<Key, Delta>,
    numbers: HashMap<Incarnation, i64>,
    /// A resident's household, a household's hamlet: as shown, or as last said of what is withdrawn.
    above: HashMap<Key, Key>,
    hamlets: BTreeSet<Key>,
    granted: BTreeSet<Key>,
    own: BTreeSet<i64>,
    unsent: Vec<Key>,
}

/// The place of a delta within its record at which the kind's own fields begin.
const OWN_FIELDS: u8 = 3;

impl Roll {
    /// Reads everything: only when something stands outside.
    pub fn read(txn: &Txn<'_>, granted: BTreeSet<Key>) -> Result<Self, StoreError> {
        let mut roll = Self {
            deltas: HashMap::new(),
            numbers: HashMap::new(),
            hamlets: BTreeSet::new(),
            above: HashMap::new(),
            granted,
            own: txn.numbers_here()?,
            unsent: Vec::new(),
        };
        let mut statement = txn.sql("SELECT uuid, number FROM incarnation")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let incarnation = Incarnation(Uuid::from_bytes(row.get(0)?));
            roll.numbers.insert(incarnation, row.get(1)?);
        }
        let mut statement = txn.sql("SELECT key, standing, authored FROM delta ORDER BY key")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let key: Key = row.get(0)?;
            let authored = row.get_ref(2)?.as_blob().map_err(StoreError::corrupt)?;
            let record = Record::from_bytes(authored).map_err(StoreError::corrupt)?;
            let delta = Delta::keeping(txn.id(key)?, &record);
            if row.get::<_, i64>(1)? == 0 {
                roll.unsent.push(key);
            }
            match &delta.body {
                Body::Hamlet(b) => {
                    roll.hamlets.extend(roll.key(b.of.unwrap_or(delta.id)));
                }
                Body::Household(b) => roll.stands(b.of.unwrap_or(delta.id), b.hamlet),
                Body::Resident(b) => roll.stands(b.of.unwrap_or(delta.id), b.household),
                _ => {}
            }
            roll.deltas.insert(key, delta);
        }
        for sql in [
            "SELECT key, hamlet FROM household",
            "SELECT key, household FROM resident",
        ] {
            let mut statement = txn.sql(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                roll.above.insert(row.get(0)?, row.get(1)?);
            }
        }
        Ok(roll)
    }

    /// The key of `id`, also of a thing whose first words are not here; `None` for one of which this file has
    /// never heard.
    fn key(&self, id: DeltaId) -> Option<Key> {
        let number = self.numbers.get(&id.incarnation)?;
        Some(Key::new(*number, id.counter))
    }

    fn delta(&self, id: DeltaId) -> Option<&Delta> {
        self.deltas.get(&self.key(id)?)
    }

    fn stands(&mut self, thing: DeltaId, above: DeltaId) {
        if let (Some(thing), Some(above)) = (self.key(thing), self.key(above)) {
            self.above.insert(thing, above);
        }
    }

    /// Whether anything waits for a receipt.
    pub fn has_unsent(&self) -> bool {
        !self.unsent.is_empty()
    }

    /// The hamlets that are granted.
    pub fn granted(&self) -> &BTreeSet<Key> {
        &self.granted
    }

    /// The foreign deltas all of whose things stand outside, without those that bear on own words and those
    /// about a thing that unsent work is about.
    pub fn leaving(&self) -> Vec<(Key, &Delta)> {
        let bearing = self.bearing_on_own();
        let (about, above) = self.kept();
        let stays = |thing: &Key| {
            above.contains(thing) || self.way_up(*thing).any(|place| about.contains(&place))
        };
        self.deltas
            .iter()
            .filter(|(key, _)| !bearing.contains(key))
            .filter(|(_, delta)| {
                let things = self.things(delta);
                !things.is_empty()
                    && !things
                        .iter()
                        .any(|thing| self.is_inside(*thing) || stays(thing))
            })
            .map(|(key, delta)| (*key, delta))
            .collect()
    }

    /// As [`Self::leaving`], only of things that are known to stand in a hamlet.
    pub fn leaving_known(&self) -> Vec<(Key, &Delta)> {
        let stands = |thing: &Key| {
            let mut places = self.way_up(*thing);
            places.any(|place| self.hamlets.contains(&place))
        };
        let mut leaving = self.leaving();
        leaving.retain(|(_, delta)| self.things(delta).iter().all(stands));
        leaving
    }

    /// Own deltas, whatever else is in a register with one, and what decides on any of these, withdraws or
    /// settles it: without them, what was said here long ago would look like the last word.
    fn bearing_on_own(&self) -> HashSet<Key> {
        let own = |key: &Key| self.own.contains(&key.number());
        let spoken: HashSet<(DeltaId, u32)> = self
            .deltas
            .iter()
            .filter(|(key, _)| own(key))
            .flat_map(|(_, delta)| delta.registers())
            .map(|register| (register.subject, register.slot.code()))
            .collect();
        let mut bearing: HashSet<Key> = self
            .deltas
            .iter()
            .filter(|(key, delta)| {
                let mut registers = delta.registers().into_iter();
                own(key) || registers.any(|r| spoken.contains(&(r.subject, r.slot.code())))
            })
            .map(|(key, _)| *key)
            .collect();
        loop {
            let before = bearing.len();
            for (key, delta) in &self.deltas {
                let mut answered = answered(&delta.body).into_iter();
                if answered.any(|id| self.key(id).is_some_and(|key| bearing.contains(&key))) {
                    bearing.insert(*key);
                }
            }
            if bearing.len() == before {
                return bearing;
            }
        }
    }

    /// (what unsent work is about, and all that hangs on it stays; what that hangs on, which stays itself)
    fn kept(&self) -> (BTreeSet<Key>, BTreeSet<Key>) {
        let (mut about, mut above) = (BTreeSet::new(), BTreeSet::new());
        let unsent = self.unsent.iter().filter_map(|key| self.deltas.get(key));
        for delta in unsent {
            for thing in self.things(delta) {
                above.extend(self.way_up(thing));
                about.insert(thing);
            }
            // A new door of a hamlet is about itself, and names the hamlet.
            let named = delta.leans_on().and_then(|id| self.key(id));
            above.extend(named.into_iter().flat_map(|key| self.way_up(key)));
        }
        (about, above)
    }

    /// A thing, and what it stands in.
    fn way_up(&self, thing: Key) -> impl Iterator<Item = Key> {
        // A resident, a household, a hamlet: no way is longer.
        std::iter::successors(Some(thing), |key| self.above.get(key).copied()).take(3)
    }

    fn is_inside(&self, thing: Key) -> bool {
        self.way_up(thing)
            .any(|place| self.granted.contains(&place))
    }

    /// The hamlets, households and residents that a delta speaks of; nothing for the campaign's frame and
    /// for what speaks of deltas that are not here.
    fn things(&self, delta: &Delta) -> Vec<Key> {
        match &delta.body {
            Body::Review(b) => self.things_of(&b.claims),
            Body::Settle(b) => self.things_of(b.over.iter().chain([&b.stands])),
            Body::Retract(b) => match self.delta(b.target) {
                // Nothing withdraws a withdrawal, so this ends.
                Some(Delta {
                    body: Body::Retract(_),
                    ..
                })
                | None => Vec::new(),
                Some(target) => self.things(target),
            },
            Body::Unknown(record) => {
                let own_fields = record.fields.iter().filter(|(tag, _)| *tag >= OWN_FIELDS);
                let named = own_fields.flat_map(|(_, value)| match value {
                    Value::Id(id) => vec![*id],
                    Value::Ids(ids) => ids.clone(),
                    Value::Int(_) | Value::Text(_) => Vec::new(),
                });
                named
                    .filter_map(|id| self.key(id))
                    .filter(|key| self.is_thing(*key))
                    .collect()
            }
            _ => self.thing(delta).into_iter().collect(),
        }
    }

    /// What the named deltas speak of, as far as they are here.
    fn things_of<'a>(&self, ids: impl IntoIterator<Item = &'a DeltaId>) -> Vec<Key> {
        ids.into_iter()
            .filter_map(|id| self.thing(self.delta(*id)?))
            .collect()
    }

    /// The thing that a delta speaks of which does not speak of other deltas.
    fn thing(&self, delta: &Delta) -> Option<Key> {
        let thing = delta.subject().thing()?;
        // A thing of which nobody has spoken here stands nowhere: what is said of it is outside too.
        Some(self.key(thing).unwrap_or(Key::NOWHERE))
    }

    fn is_thing(&self, key: Key) -> bool {
        self.hamlets.contains(&key) || self.above.contains_key(&key)
    }
}

/// What a decision, a settlement or a withdrawal speaks of.
fn answered(body: &Body) -> Vec<DeltaId> {
    match body {
        Body::Review(b) => b.claims.clone(),
        Body::Settle(b) => b.over.iter().chain([&b.stands]).copied().collect(),
        Body::Retract(b) => vec![b.target],
        _ => Vec::new(),
    }
}
