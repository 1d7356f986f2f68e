//! Who speaks from this file. A phone's has one; several officers of one office may keep one file together, each
//! with an incarnation, a signing key, a grant and an outbox of their own.
//!
//! What is the file's stands in `meta` by its name: the book, the server, the cursor. What is a speaker's stands
//! there by the same name as ever for whom the file was made, and by `name@number` for each who came later.

use crate::error::StoreError;
use crate::key::Key;
use crate::meta::{DEVICE_SEED, INCARNATION, MEMBER};
use crate::store::{Store, Txn};
use rusqlite::params;
use std::borrow::Cow;
use std::collections::BTreeSet;
use tungnha_core::words::Role;
use tungnha_core::{DeltaId, MemberId};
use tungnha_protocol::{Cursor, Grant};

/// One of those who speak from a file: 0 for whom it was made, else the number of the member on this device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Speaker(pub u32);

impl Speaker {
    /// For whom the file was made.
    pub const FIRST: Self = Self(0);
}

/// Whether the speaker has to begin anew, because a colleague set the cursor back, or has once done so. Nothing for
/// whom the server may take for a device that begins, which the file was before anybody shared it.
const ANEW: &str = "begins_anew";
const BEGUN: &[u8] = &[0];
const TO_BEGIN: &[u8] = &[1];
/// No life of a server counts so far, so it answers from the beginning.
const NO_LIFE: u32 = u32::MAX;

impl Store {
    /// Takes the signing key of the file's first speaker out of it, whose vault has it from now on, and overwrites
    /// where it stood.
    pub fn forget_seed(&mut self) -> Result<(), StoreError> {
        self.connection()
            .pragma_update(None, "secure_delete", true)?;
        self.write(|txn| {
            txn.sql("DELETE FROM meta WHERE name = ?1")?
                .execute(params![DEVICE_SEED])?;
            Ok::<_, StoreError>(())
        })?;
        // Another connection may be reading: then the log is emptied when the file is next closed.
        self.connection()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

impl Txn<'_> {
    /// The name under which the speaker's own value stands.
    fn own_name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        name_of(self.speaker.get(), name)
    }

    pub(crate) fn put_own(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.put(&self.own_name(name), value)
    }

    pub(crate) fn get_own(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(&self.own_name(name))
    }

    /// Everybody who speaks from this file, the first first; nobody before enrolment.
    pub fn speakers(&self) -> Result<Vec<Speaker>, StoreError> {
        let mut speakers: Vec<Speaker> = self
            .sql("SELECT name FROM meta WHERE name = ?1 OR name GLOB ?1 || '@*'")?
            .query_map(params![INCARNATION], |row| row.get::<_, String>(0))?
            .map(|name| {
                let name = name?;
                Ok(match name.split_once('@') {
                    None => Some(Speaker::FIRST),
                    Some((_, number)) => number.parse().ok().map(Speaker),
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?
            .into_iter()
            .flatten()
            .collect();
        speakers.sort_unstable();
        Ok(speakers)
    }

    /// Whether several speak from this file.
    pub fn is_shared(&self) -> Result<bool, StoreError> {
        Ok(self.speakers()?.len() > 1)
    }

    /// Those who speak from this file beside this one.
    pub(crate) fn colleagues(&self) -> Result<Vec<Speaker>, StoreError> {
        let mut speakers = self.speakers()?;
        speakers.retain(|speaker| *speaker != self.speaker.get());
        Ok(speakers)
    }

    /// Does `work` with the words of `speaker` as own. It can sign nothing.
    pub(crate) fn speaking_as<T>(
        &self,
        speaker: Speaker,
        work: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let before = self.speaker.replace(speaker);
        self.numbers.borrow_mut().forget_own();
        let done = work();
        self.speaker.set(before);
        self.numbers.borrow_mut().forget_own();
        done
    }

    /// Does `work` once for everybody who speaks from this file.
    pub(crate) fn as_each<T>(
        &self,
        mut work: impl FnMut() -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let speakers = self.speakers()?;
        let each = speakers.into_iter();
        each.map(|speaker| self.speaking_as(speaker, &mut work))
            .collect()
    }

    /// The numbers of all incarnations that anybody who speaks from this file has had: what they said never leaves
    /// it by itself.
    pub(crate) fn numbers_here(&self) -> Result<BTreeSet<i64>, StoreError> {
        Ok(self
            .as_each(|| self.own_numbers())?
            .into_iter()
            .flatten()
            .collect())
    }

    /// How much waits for a receipt, whoever said it.
    pub fn unsent_here(&self) -> Result<u32, StoreError> {
        Ok(self
            .sql("SELECT count(*) FROM delta WHERE standing <> 1 AND standing = 0")?
            .query_row([], |row| row.get(0))?)
    }

    /// How much waits of each who speaks from this file.
    pub fn unsent_of_each(&self) -> Result<Vec<(Speaker, u32)>, StoreError> {
        self.as_each(|| Ok((self.speaker.get(), self.outbox()?.unsent)))
    }

    /// Whose own words these are until their receipt says so: nobody's name is needed in a file of one speaker.
    pub(crate) fn unsent_author(&self) -> Result<Option<i64>, StoreError> {
        if !self.is_shared()? {
            return Ok(None);
        }
        self.member_known(self.member()?.into()).map(Some)
    }

    /// What waits in a file that was one speaker's so far is signed with its author's name.
    pub(crate) fn name_unsent(&self) -> Result<(), StoreError> {
        let member = self.member_known(self.member()?.into())?;
        let own = self.own_keys("key")?;
        let waiting: Vec<Key> = self
            .sql(&format!(
                "SELECT key FROM delta INDEXED BY delta_waiting
                 WHERE standing <> 1 AND standing = 0 AND member IS NULL AND {own} ORDER BY key"
            ))?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for key in waiting {
            self.sql("UPDATE delta SET member = ?2 WHERE key = ?1")?
                .execute(params![key, member])?;
            self.restamp(key, &self.delta(key)?)?;
        }
        Ok(())
    }

    /// Whether a member with this grant may keep one file with those who speak from it: all of them of the office,
    /// whose roles see the same, with the same hamlets of the same book.
    pub fn may_share(&self, grant: &Grant) -> Result<bool, StoreError> {
        let mut others = Vec::new();
        for speaker in self.speakers()? {
            let kept = self.speaking_as(speaker, || self.grant())?;
            if kept.member != grant.member {
                others.push(kept);
            }
        }
        Ok(others.iter().all(|other| see_the_same(other, grant)))
    }

    /// Whether `signed` would make this speaker see other things than the colleagues in this file.
    pub(crate) fn parts_from_colleagues(&self, grant: &Grant) -> Result<bool, StoreError> {
        Ok(!grant.revoked && !self.may_share(grant)?)
    }

    /// The speaker whose member this is, if any.
    pub fn speaker_of(&self, member: MemberId) -> Result<Option<Speaker>, StoreError> {
        for speaker in self.speakers()? {
            if self.get(&name_of(speaker, MEMBER))?.as_deref() == Some(member.0.as_bytes()) {
                return Ok(Some(speaker));
            }
        }
        Ok(None)
    }

    /// The cursor of a speaker who has to begin anew, because it was set back while a colleague spoke: a server that
    /// takes this device for a beginner would leave out what the file already half has.
    pub(crate) fn begins_anew(&self) -> Result<Option<Cursor>, StoreError> {
        let marked = self.get_own(ANEW)?.as_deref() == Some(TO_BEGIN);
        Ok(marked.then(|| Cursor {
            epoch: NO_LIFE,
            ..Cursor::default()
        }))
    }

    /// The cursor is set. Whoever sets it back takes everything in from the beginning, and so must each colleague
    /// whom the server may still take for a device that begins.
    pub(crate) fn cursor_moves(&self, cursor: &Cursor) -> Result<(), StoreError> {
        if *cursor != Cursor::default() || (!self.is_shared()? && self.get_own(ANEW)?.is_none()) {
            return Ok(());
        }
        self.has_begun()?;
        for colleague in self.colleagues()? {
            let name = name_of(colleague, ANEW);
            if self.get(&name)?.as_deref() != Some(BEGUN) {
                self.put(&name, TO_BEGIN)?;
            }
        }
        Ok(())
    }

    /// No server takes this speaker for a device that begins.
    pub(crate) fn has_begun(&self) -> Result<(), StoreError> {
        self.put_own(ANEW, BEGUN)
    }

    /// Another life of the server may know less of all that.
    pub(crate) fn colleagues_begin_anew(&self) -> Result<(), StoreError> {
        for colleague in self.colleagues()? {
            self.put(&name_of(colleague, ANEW), TO_BEGIN)?;
        }
        Ok(())
    }
}

/// The name under which a value of `speaker` stands.
pub(crate) fn name_of(speaker: Speaker, name: &str) -> Cow<'_, str> {
    match speaker {
        Speaker::FIRST => Cow::Borrowed(name),
        Speaker(number) => Cow::Owned(format!("{name}@{number}")),
    }
}

/// Whether both are of an office and see the same of the same book.
fn see_the_same(one: &Grant, other: &Grant) -> bool {
    let of_office = |grant: &Grant| {
        matches!(
            Role::from_code(grant.role),
            Some(Role::Police | Role::Office)
        )
    };
    let hamlets = |grant: &Grant| {
        let named = grant.hamlets.as_ref();
        named.map(|hamlets| {
            hamlets
                .iter()
                .copied()
                .map(DeltaId::from)
                .collect::<BTreeSet<_>>()
        })
    };
    one.book == other.book && of_office(one) && of_office(other) && hamlets(one) == hamlets(other)
}
