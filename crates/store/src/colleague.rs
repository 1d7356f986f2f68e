//! A colleague comes to a file, is told apart from copies of it, and leaves it with what is theirs.

use crate::error::StoreError;
use crate::key::Key;
use crate::meta::{DEVICE_SEED, GRANT, INCARNATION, Identity, MEMBER};
use crate::speaker::{Speaker, name_of};
use crate::store::{Store, Txn};
use rusqlite::params;
use std::fs::File;
use std::path::Path;
use tungnha_core::{DeltaId, Incarnation, Instant};
use tungnha_protocol::{Page, SignedGrant};

/// A speaker has begun to go on with a file apart.
const PARTING: &str = "parting";

impl Txn<'_> {
    /// One more speaks from this file from now on, as `speaker`. The key is the member's own and is not written.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for a speaker or an incarnation that is in it already, for another book or another
    /// server, and for a grant that sees other things than the colleagues': the caller has asked before.
    pub fn join(
        &self,
        speaker: Speaker,
        identity: &Identity,
        signed: &SignedGrant,
        device_name: &str,
    ) -> Result<(), StoreError> {
        let grant = signed.grant().map_err(StoreError::corrupt)?;
        let server = self.server()?;
        if self.speakers()?.contains(&speaker)
            || identity.book != self.book()?
            || identity.server != server
            || self.get(DEVICE_SEED)?.is_some()
            || !self.may_share(&grant)?
            || self
                .find_key(DeltaId::new(identity.incarnation, 1))?
                .is_some()
        {
            return Err(StoreError::corrupt("a colleague who does not fit"));
        }
        self.as_each(|| self.name_unsent())?;
        self.speaking_as(speaker, || {
            self.put_own(MEMBER, identity.member.0.as_bytes())?;
            self.become_incarnation(identity.incarnation)?;
            self.set_grant(signed)?;
            self.has_begun()?;
            self.set_device_name(device_name)
        })
    }

    /// Where a colleague with this name may come in: the speaker, and whether that one is here already, since an
    /// enrolment was cut short.
    pub fn place_for(&self, incarnation: Incarnation) -> Result<(Speaker, bool), StoreError> {
        let speakers = self.speakers()?;
        for speaker in &speakers {
            if self.speaking_as(*speaker, || self.incarnation())? == incarnation {
                return Ok((*speaker, true));
            }
        }
        let free = (1..).map(Speaker).find(|one| !speakers.contains(one));
        free.map(|speaker| (speaker, false))
            .ok_or_else(|| StoreError::corrupt("no place is left"))
    }

    /// Whether a sync of this file has ever come to its end: then nothing is on its way that the server left out for
    /// a device that began.
    pub fn was_fed_whole(&self) -> Result<bool, StoreError> {
        Ok(self.file_cursor()?.seq > 0
            && self
                .sql("SELECT 1 FROM sync_story WHERE outcome IN ('done', 'check_failed')")?
                .exists([])?)
    }

    /// This speaker is about to go on with a file apart.
    pub fn set_parting(&self) -> Result<(), StoreError> {
        self.put_own(PARTING, &[1])
    }

    /// Those who have begun to go on with files apart.
    pub fn parting(&self) -> Result<Vec<Speaker>, StoreError> {
        let mut parting = Vec::new();
        for speaker in self.speakers()? {
            if self.get(&name_of(speaker, PARTING))?.is_some() {
                parting.push(speaker);
            }
        }
        Ok(parting)
    }

    /// A page may show that the file of a colleague was copied: it has words under the colleague's present name that
    /// are not here. The colleague takes another name, nothing of the page is taken in, and the feed begins anew.
    /// Gives whether that happened.
    pub fn rename_copied(
        &self,
        page: &Page,
        now: Instant,
        fresh: &mut dyn FnMut() -> Incarnation,
    ) -> Result<bool, StoreError> {
        let colleagues = self.colleagues()?;
        if colleagues.is_empty() {
            return Ok(false);
        }
        let mut names = Vec::new();
        for colleague in colleagues {
            names.push((
                colleague,
                self.speaking_as(colleague, || self.incarnation())?,
            ));
        }
        let mut copied = Vec::new();
        for (id, record) in page.rows().map_err(StoreError::corrupt)? {
            let said = names.iter().find(|(_, name)| *name == id.incarnation);
            if let Some((colleague, name)) = said
                && !copied.contains(&(*colleague, *name))
                && self.find_record(self.key(id)?)?.as_ref() != Some(&record)
            {
                copied.push((*colleague, *name));
            }
        }
        for (colleague, name) in &copied {
            let fresh = fresh();
            self.speaking_as(*colleague, || self.reissue(*name, fresh, now))?;
        }
        Ok(!copied.is_empty())
    }

    /// `speaker` speaks from this file no more: what is theirs alone leaves it, and what waits of theirs leaves the
    /// fold. To be called when that is kept elsewhere, or was handed in.
    pub fn forget_speaker(&self, speaker: Speaker) -> Result<(), StoreError> {
        if !self.speakers()?.contains(&speaker) {
            return Ok(());
        }
        self.speaking_as(speaker, || {
            let own = self.own_keys("key")?;
            let waiting: Vec<Key> = self
                .sql(&format!(
                    "SELECT key FROM delta INDEXED BY delta_waiting
                     WHERE standing <> 1 AND standing = 0 AND {own} ORDER BY key DESC"
                ))?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            // The last first: what leans on another leaves before it.
            for key in waiting {
                self.leave(key, &self.delta(key)?)?;
                self.sql("DELETE FROM delta WHERE key = ?1")?
                    .execute(params![key])?;
            }
            let pictures = self.own_keys("photo")?;
            self.sql(&format!(
                "DELETE FROM picture WHERE whole = 0 AND {pictures}"
            ))?
            .execute([])?;
            for number in self.own_numbers()? {
                self.sql("DELETE FROM batch WHERE incarnation = ?1 AND receipted = 0")?
                    .execute(params![number])?;
            }
            Ok(())
        })?;
        for sql in [
            "DELETE FROM draft WHERE speaker = ?1",
            "DELETE FROM decided WHERE speaker = ?1",
            "DELETE FROM sync_story WHERE speaker = ?1",
        ] {
            self.sql(sql)?.execute(params![speaker.0])?;
        }
        for name in OWN {
            self.sql("DELETE FROM meta WHERE name = ?1")?
                .execute(params![name_of(speaker, name)])?;
        }
        Ok(())
    }

    /// This copy of a file is `speaker`'s alone, as if it had been made for that one.
    fn keep_only(&self, speaker: Speaker) -> Result<(), StoreError> {
        for other in self.speakers()? {
            if other != speaker {
                self.forget_speaker(other)?;
            }
        }
        self.sql("DELETE FROM meta WHERE name = ?1")?
            .execute(params![name_of(speaker, PARTING)])?;
        if speaker == Speaker::FIRST {
            return Ok(());
        }
        for name in OWN {
            self.sql("UPDATE meta SET name = ?2 WHERE name = ?1")?
                .execute(params![name_of(speaker, name), name])?;
        }
        for sql in [
            "UPDATE draft SET speaker = 0 WHERE speaker = ?1",
            "UPDATE decided SET speaker = 0 WHERE speaker = ?1",
            "UPDATE sync_story SET speaker = 0 WHERE speaker = ?1",
        ] {
            self.sql(sql)?.execute(params![speaker.0])?;
        }
        self.numbers.borrow_mut().forget_own();
        Ok(())
    }
}

impl Store {
    /// Makes a file at `path`, under `key`, with everything that this one holds and `speaker` alone to speak from it.
    /// The file is whole when this returns; this one is as it was.
    pub fn part(
        &mut self,
        speaker: Speaker,
        path: &Path,
        key: &[u8; 32],
    ) -> Result<(), StoreError> {
        let to = path
            .to_str()
            .ok_or_else(|| StoreError::corrupt("a path that is not UTF-8"))?;
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        // This connection makes no files, and nobody else on the machine is to read this one.
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)?;
        let conn = self.connection();
        conn.execute(
            &format!("ATTACH DATABASE ?1 AS part KEY \"x'{hex}'\""),
            params![to],
        )?;
        let copied = conn.query_row("SELECT sqlcipher_export('part')", [], |_| Ok(()));
        let version: rusqlite::Result<u32> =
            conn.query_row("PRAGMA user_version", [], |row| row.get(0));
        let stamped = copied
            .and(version)
            .and_then(|version| conn.pragma_update(Some("part"), "user_version", version));
        conn.execute("DETACH DATABASE part", [])?;
        stamped?;
        Self::open(path, key)?.write(|txn| txn.keep_only(speaker))
    }
}

/// What stands in `meta` for each speaker apart.
const OWN: [&str; 15] = [
    MEMBER,
    INCARNATION,
    GRANT,
    DEVICE_SEED,
    "device_name",
    "backed_up_through",
    "reissued_from",
    "present",
    "earlier",
    "reads_wait",
    "courier_reply_key",
    "courier_parcels",
    "answers_read",
    "begins_anew",
    PARTING,
];
