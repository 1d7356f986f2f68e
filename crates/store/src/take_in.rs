//! What the server sends: pages, admissions, members, the story of a sync.

use crate::apply::StoredStanding;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use std::collections::HashMap;
use tungnha_core::{Admission, DeltaId, Incarnation, Verdict};
use tungnha_protocol::Page;
use tungnha_protocol::wire::Bytes16;

/// One attempt to sync, as a person would tell it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SyncStory {
    /// When it began, seconds.
    pub at: i64,
    /// `done`, or the code of what went wrong.
    pub outcome: String,
    /// Deltas receipted.
    pub sent: u32,
    /// Deltas received.
    pub received: u32,
    /// Requests made.
    pub requests: u32,
    /// Bytes of bodies sent.
    pub bytes_up: u32,
    /// Bytes of bodies received.
    pub bytes_down: u32,
}

/// The admissions that a page's deltas stand by, with the numbers of their members.
pub(crate) type Ranges = HashMap<Incarnation, Vec<(Admission, i64)>>;

impl Txn<'_> {
    /// Takes in a page whole, with the cursor. Gives how many deltas it held. Deltas that are here
    /// already change nothing; what only a newer program understands is kept and waits for one.
    pub fn take_page(&self, page: &Page) -> Result<u32, StoreError> {
        let rows = page.rows().map_err(StoreError::corrupt)?;
        let ranges = self.take_admissions(page)?;
        for (id, record) in &rows {
            self.apply(*id, record, self.standing_in(&ranges, *id)?)?;
        }
        self.leave_set_aside()?;
        self.set_cursor(&page.cursor)?;
        Ok(rows.len() as u32)
    }

    /// Keeps the members and admissions of a page. An earlier admission may be here already, of a time when the
    /// delta was not needed: the earliest decides, whenever the delta itself comes.
    pub(crate) fn take_admissions(&self, page: &Page) -> Result<Ranges, StoreError> {
        let mut names: HashMap<Bytes16, i64> = HashMap::new();
        for member in &page.members {
            let number =
                self.member_number(member.id, &member.name, member.organisation.as_deref())?;
            names.insert(member.id, number);
        }
        let mut ranges = Ranges::new();
        for wire in &page.admissions {
            let admission = Admission::try_from(wire.clone()).map_err(StoreError::corrupt)?;
            let member = match names.get(&wire.member) {
                Some(number) => *number,
                None => self.member_known(wire.member)?,
            };
            self.keep_admission(&admission, member, None)?;
            ranges.insert(admission.incarnation, Vec::new());
        }
        let book = self.book()?;
        for (incarnation, kept) in &mut ranges {
            *kept = self.admissions_of(book, *incarnation)?;
        }
        Ok(ranges)
    }

    /// How a delta of a page stands.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when none of them admits it.
    pub(crate) fn standing_in(
        &self,
        ranges: &Ranges,
        id: DeltaId,
    ) -> Result<StoredStanding, StoreError> {
        let about = ranges.get(&id.incarnation).into_iter().flatten();
        let by = about
            .filter(|(a, _)| a.verdict(id.counter) == Some(Verdict::Admitted))
            .min_by_key(|(a, _)| (a.received_at, a.role.code(), a.member));
        let (admission, member) =
            by.ok_or_else(|| StoreError::corrupt("a delta came without an admission"))?;
        Ok(self.standing_by(admission, *member, id.counter))
    }

    /// The standing that `admission` gives delta `counter`.
    pub(crate) fn standing_by(
        &self,
        admission: &Admission,
        member: i64,
        counter: u32,
    ) -> StoredStanding {
        match admission.verdict(counter) {
            Some(Verdict::Held(reason)) => StoredStanding::held(reason),
            _ => StoredStanding::admitted(admission.received_at, member, admission.role),
        }
    }

    pub(crate) fn keep_admission(
        &self,
        admission: &Admission,
        member: i64,
        receipt: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        let held: Vec<u8> = admission
            .held
            .iter()
            .flat_map(|(counter, reason)| {
                let mut bytes = counter.to_be_bytes().to_vec();
                bytes.push(reason.code());
                bytes
            })
            .collect();
        self.sql(
            "INSERT INTO admission
                (incarnation, first, last, received_at, member, role, held, receipt)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (incarnation, first, last, received_at, held)
             DO UPDATE SET receipt = coalesce(excluded.receipt, receipt)",
        )?
        .execute(params![
            self.number(admission.incarnation)?,
            admission.first,
            admission.last,
            admission.received_at.0,
            member,
            admission.role.code(),
            held,
            receipt
        ])?;
        Ok(())
    }

    /// Keeps the story of a sync for the screen that tells it.
    pub fn tell_sync(&self, story: &SyncStory) -> Result<(), StoreError> {
        self.sql(
            "INSERT INTO sync_story
                (at, outcome, sent, received, requests, bytes_up, bytes_down, speaker)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            story.at,
            story.outcome,
            story.sent,
            story.received,
            story.requests,
            story.bytes_up,
            story.bytes_down,
            self.speaker.get().0
        ])?;
        Ok(())
    }

    /// The last syncs, the last first.
    pub fn sync_stories(&self, limit: u32) -> Result<Vec<SyncStory>, StoreError> {
        let stories = self
            .sql(
                "SELECT at, outcome, sent, received, requests, bytes_up, bytes_down
                 FROM sync_story WHERE speaker = ?2 ORDER BY id DESC LIMIT ?1",
            )?
            .query_map(params![limit, self.speaker.get().0], |row| {
                Ok(SyncStory {
                    at: row.get(0)?,
                    outcome: row.get(1)?,
                    sent: row.get(2)?,
                    received: row.get(3)?,
                    requests: row.get(4)?,
                    bytes_up: row.get(5)?,
                    bytes_down: row.get(6)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(stories)
    }

    /// The highest own counter, 0 before anything was said.
    pub fn own_highest(&self) -> Result<u32, StoreError> {
        let own = self.own_number()?;
        let key: Option<i64> = self
            .sql("SELECT max(key) FROM delta WHERE key BETWEEN ?1 AND ?2")?
            .query_row(params![Key::new(own, 0), Key::new(own, u32::MAX)], |row| {
                row.get(0)
            })?;
        Ok(key.map_or(0, |key| Key(key).counter()))
    }
}
