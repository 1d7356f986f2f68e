//! A device: the real encrypted file and what its owner has said on it.

use crate::chance::Chance;
use crate::disk::Disk;
use crate::office::{Mark, mark};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use tungnha_core::record::Record;
use tungnha_core::{Body, DeltaId, Incarnation, Instant};
use tungnha_protocol::SignedGrant;
use tungnha_store::{Identity, Store, StoreError, Txn};

/// The database inside a device's folder.
pub const DATABASE: &str = "device.db";

/// A device.
pub struct Device {
    /// What the trace calls it.
    pub name: String,
    /// Whose: the place in the world's list.
    pub owner: usize,
    /// Its files.
    pub disk: Disk,
    /// Its clock: the true time plus this.
    pub clock_off: i64,
    /// What was said on this file, by its marks. It goes with the file.
    pub memory: BTreeSet<Mark>,
    /// Copies that somebody made of its folder, with what had been said by then.
    pub copies: Vec<(Disk, BTreeSet<Mark>)>,
    key: [u8; 32],
    open: Option<Open>,
}

struct Open {
    store: Mutex<Store>,
    raw: Connection,
}

impl Device {
    /// A new file for an enrolled device.
    pub fn create(
        name: String,
        owner: usize,
        folder: &Path,
        key: [u8; 32],
        identity: &Identity,
        grant: &SignedGrant,
    ) -> Self {
        std::fs::create_dir_all(folder).expect("a folder");
        let disk = Disk {
            folder: folder.to_owned(),
            name: DATABASE,
        };
        let mut store = Store::create(&disk.database(), &key).expect("a new file");
        store
            .write(|txn| {
                txn.set_identity(identity)?;
                txn.set_grant(grant)
            })
            .expect("enrolled");
        drop(store);
        let mut device = Self {
            name,
            owner,
            disk,
            clock_off: 0,
            memory: BTreeSet::new(),
            copies: Vec::new(),
            key,
            open: None,
        };
        device.reopen();
        device
    }

    /// The same file in another folder, in the hands of the same person.
    pub fn twin(&self, name: String, folder: &Path) -> Self {
        let mut twin = Self {
            name,
            owner: self.owner,
            disk: self.disk.copy(folder),
            clock_off: self.clock_off,
            memory: self.memory.clone(),
            copies: Vec::new(),
            key: self.key,
            open: None,
        };
        twin.reopen();
        twin
    }

    /// The program is ended, however, and started again.
    pub fn reopen(&mut self) {
        self.open = None;
        let path = self.disk.database();
        let store = Store::open(&path, &self.key).expect("the file opens");
        let raw = Connection::open(&path).expect("the file is there");
        let hex: String = self.key.iter().map(|byte| format!("{byte:02x}")).collect();
        raw.execute_batch(&format!(
            "PRAGMA key = \"x'{hex}'\"; PRAGMA query_only = ON;"
        ))
        .expect("the key fits");
        let store = Mutex::new(store);
        self.open = Some(Open { store, raw });
    }

    /// From now on its files are those in `disk`, where `memory` had been said.
    pub fn go_on_from(&mut self, disk: Disk, memory: BTreeSet<Mark>) {
        self.open = None;
        let _ = std::fs::remove_dir_all(&self.disk.folder);
        self.disk = disk;
        self.memory = memory;
        self.reopen();
    }

    /// Keeps a copy of its folder.
    pub fn keep_copy(&mut self, to: &Path) {
        let copy = self.disk.copy(to);
        self.copies.push((copy, self.memory.clone()));
    }

    fn open(&self) -> &Open {
        self.open.as_ref().expect("it is open")
    }

    /// The file as a sync takes it.
    pub fn store(&self) -> &Mutex<Store> {
        &self.open().store
    }

    /// The file as it is, past everything that the product says of it.
    pub fn raw(&self) -> &Connection {
        &self.open().raw
    }

    /// Reads.
    pub fn read<T>(&self, work: impl FnOnce(&Txn<'_>) -> Result<T, StoreError>) -> T {
        let mut store = self.store().lock().expect("nobody panicked");
        let done = store.read(work);
        done.unwrap_or_else(|error| panic!("{} is read: {error}", self.name))
    }

    /// Changes something.
    pub fn write<T>(&self, work: impl FnOnce(&Txn<'_>) -> Result<T, StoreError>) -> T {
        let mut store = self.store().lock().expect("nobody panicked");
        let done = store.write(work);
        done.unwrap_or_else(|error| panic!("{} is written: {error}", self.name))
    }

    /// Says `body`, at the first moment from `now` on that nobody has used as a mark.
    pub fn say(&self, body: Body, now: Instant, used: &mut BTreeSet<Mark>) -> (DeltaId, Mark) {
        self.write(|txn| {
            let off = txn.clock_offset()?;
            let mark = (now.0 + off..)
                .find(|mark| used.insert(*mark))
                .expect("time goes on");
            let id = txn.say(body, Instant(mark - off))?;
            Ok((id, mark))
        })
    }

    /// Its present name.
    pub fn incarnation(&self) -> Incarnation {
        self.read(|txn| Ok(txn.identity()?.incarnation))
    }

    /// Every name it ever had.
    pub fn incarnations(&self) -> BTreeSet<Incarnation> {
        let mut names = BTreeSet::from([self.incarnation()]);
        let sql = "SELECT i.uuid FROM reissue r JOIN incarnation i ON i.number IN (r.incarnation, r.before)";
        names.extend(self.all(sql, |row| {
            Ok(Incarnation(uuid::Uuid::from_bytes(row.get(0)?)))
        }));
        names
    }

    /// What waits for a receipt, by its marks.
    pub fn unsent(&self) -> BTreeSet<Mark> {
        let waiting = self.all("SELECT authored FROM delta WHERE standing = 0", |row| {
            row.get::<_, Vec<u8>>(0)
        });
        let records = waiting.iter().map(|bytes| Record::from_bytes(bytes));
        records
            .map(|record| mark(&record.expect("a record")))
            .collect()
    }

    /// A statement as it stands in the file.
    pub fn record(&self, id: DeltaId) -> Option<Record> {
        let mut statement = self
            .raw()
            .prepare_cached(
                "SELECT authored FROM delta
                 WHERE key = (SELECT number << 32 | ?2 FROM incarnation WHERE uuid = ?1)",
            )
            .expect("SQL");
        let found: Option<Vec<u8>> = statement
            .query_row((id.incarnation.0.as_bytes(), id.counter), |row| row.get(0))
            .optional()
            .expect("read");
        found.map(|bytes| Record::from_bytes(&bytes).expect("a record"))
    }

    /// The mark of a statement in the file.
    pub fn mark(&self, id: DeltaId) -> Option<Mark> {
        self.record(id).as_ref().map(mark)
    }

    /// Some thing of a folded table, by the name of its first statement.
    pub fn any(&self, table: &str, chance: &mut Chance) -> Option<DeltaId> {
        let count = self.count(&format!("SELECT count(*) FROM {table}"));
        if count == 0 {
            return None;
        }
        let nth = chance.below(count as usize);
        let sql = format!(
            "SELECT i.uuid, t.key & 4294967295
             FROM (SELECT key FROM {table} ORDER BY key LIMIT 1 OFFSET {nth}) t
             JOIN incarnation i ON i.number = t.key >> 32"
        );
        self.all(&sql, |row| id(row, 0)).pop()
    }

    /// One number.
    pub fn count(&self, sql: &str) -> i64 {
        let counted = self.raw().query_row(sql, [], |row| row.get(0));
        counted.unwrap_or_else(|error| panic!("{}: {sql}: {error}", self.name))
    }

    /// Every row.
    pub fn all<T>(
        &self,
        sql: &str,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Vec<T> {
        let mut statement = self.raw().prepare_cached(sql).expect("SQL");
        let rows = statement.query_map([], row).expect("read");
        rows.collect::<rusqlite::Result<_>>().expect("read")
    }

    /// Everything in the file in the order of its keys, for whoever looks into a run that failed.
    pub fn dump(&self) -> Vec<String> {
        let mut lines = self.all(
            "SELECT i.uuid, d.key & 4294967295, d.standing, d.received_at, d.role, d.authored FROM delta d
             JOIN incarnation i ON i.number = d.key >> 32 ORDER BY d.key",
            |row| {
                let record = Record::from_bytes(&row.get::<_, Vec<u8>>(5)?);
                let standing: (i64, Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?, row.get(4)?);
                let said = record.map(|r| (r.kind, r.fields));
                Ok(format!("{:?} {standing:?} {said:?}", id(row, 0)?))
            },
        );
        lines.extend(self.all(
            "SELECT i.uuid, a.first, a.last, a.received_at, a.role, a.held, a.receipt IS NOT NULL
             FROM admission a JOIN incarnation i ON i.number = a.incarnation",
            |row| {
                let range = (id(row, 0)?, row.get::<_, u32>(2)?);
                let (at, role, held): (i64, i64, Vec<u8>) = (row.get(3)?, row.get(4)?, row.get(5)?);
                let own: bool = row.get(6)?;
                Ok(format!(
                    "{range:?} received {at}, role {role}, held {held:?}, own {own}"
                ))
            },
        ));
        lines.extend(self.all(
            "SELECT i.uuid, s.key & 4294967295, s.why, s.authored FROM set_aside s
             JOIN incarnation i ON i.number = s.key >> 32 ORDER BY s.key",
            |row| {
                let said =
                    Record::from_bytes(&row.get::<_, Vec<u8>>(3)?).map(|r| (r.kind, r.fields));
                let why: i64 = row.get(2)?;
                Ok(format!("set aside for {why}: {:?} {said:?}", id(row, 0)?))
            },
        ));
        lines
    }
}

/// The name in columns `at` (the incarnation's) and `at` + 1 (the counter).
pub fn id(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<DeltaId> {
    let incarnation = Incarnation(uuid::Uuid::from_bytes(row.get(at)?));
    Ok(DeltaId::new(incarnation, row.get(at + 1)?))
}
