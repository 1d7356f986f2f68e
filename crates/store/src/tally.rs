//! Keeping the doors' tallies: which doors may have changed is noted while a transaction works, and they are added
//! up once, before anybody reads them or the transaction ends.

use crate::error::StoreError;
use crate::key::Key;
use crate::read::{birth, listed, outcome, statement};
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeSet, HashMap, HashSet};
use tungnha_core::birth::BirthDate;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::desk::Kept;
use tungnha_core::door::{AppCounts, Call, DoorTally, Occupant};
use tungnha_core::words::{
    Agreement, App, AppointmentPurpose, Eligibility, Outcome, ResidentState,
};
use tungnha_core::{Instant, house};

/// Which doors may have changed in this transaction.
#[derive(Default)]
pub(crate) struct Untallied {
    households: HashSet<Key>,
    residents: HashSet<Key>,
    frame: bool,
}

/// A household with what its tally is made of.
struct Door {
    key: Key,
    hamlet: Key,
    lane: String,
    house: String,
    venue: bool,
    occupants: Vec<Occupant>,
    calls: Vec<Call>,
}

/// How tallies are added up, as this program does it; another number adds all of them up anew.
const REVISION: u8 = 4;
/// The revision, then what of the campaign's frame they depend on.
const TALLIED: &str = "tallied";
/// Doors that are added up together.
const TOGETHER: usize = 500;

impl Txn<'_> {
    /// Notes that a household came, changed, went or was visited.
    pub(crate) fn tally(&self, household: Key) {
        self.untallied.borrow_mut().households.insert(household);
    }

    /// Notes that something else is said of a person, who stays where the table has the person.
    pub(crate) fn tally_home_of(&self, resident: Key) {
        self.untallied.borrow_mut().residents.insert(resident);
    }

    /// Notes that the campaign's frame may be another one.
    pub(crate) fn tally_frame(&self) {
        self.untallied.borrow_mut().frame = true;
    }

    /// Notes the door at which the table has a person now, who is about to go.
    pub(crate) fn tally_left(&self, resident: Key) -> Result<(), StoreError> {
        if let Some(household) = self.household_of(resident)? {
            self.tally(household);
        }
        Ok(())
    }

    /// Adds up what waits for it.
    pub(crate) fn write_tallies(&self) -> Result<(), StoreError> {
        let Untallied {
            households,
            residents,
            frame,
        } = self.untallied.take();
        if households.is_empty() && residents.is_empty() && !frame {
            return Ok(());
        }
        let campaign = self.campaign()?;
        if frame && self.get(TALLIED)?.as_deref() != Some(&depends_on(campaign.as_ref())) {
            return self.tally_all(campaign.as_ref());
        }
        let mut doors: BTreeSet<Key> = households.into_iter().collect();
        let mut residents: Vec<Key> = residents.into_iter().collect();
        // In the order of the table: by chance each would be on another page of it.
        residents.sort_unstable();
        for some in residents.chunks(TOGETHER) {
            let mut homes = self.sql(
                "SELECT r.household FROM json_each(?1) k CROSS JOIN resident r ON r.key = k.value
                 UNION SELECT r.household FROM json_each(?1) k
                    CROSS JOIN gives_way g ON g.resident = k.value
                    CROSS JOIN resident r ON r.key = g.stays",
            )?;
            let mut rows = homes.query(params![listed(some)])?;
            while let Some(row) = rows.next()? {
                doors.insert(row.get(0)?);
            }
        }
        self.tally_doors(&doors.into_iter().collect::<Vec<_>>(), campaign.as_ref())
    }

    /// Whether the tallies were added up by another program than this, or never.
    pub(crate) fn is_tallied_otherwise(&self) -> Result<bool, StoreError> {
        let tallied = self.get(TALLIED)?;
        Ok(tallied.and_then(|kept| kept.first().copied()) != Some(REVISION))
    }

    /// Adds up every door of the file anew.
    pub fn tally_anew(&self) -> Result<(), StoreError> {
        self.untallied.take();
        self.tally_all(self.campaign()?.as_ref())
    }

    fn tally_all(&self, campaign: Option<&CampaignFrame>) -> Result<(), StoreError> {
        self.sql("DELETE FROM door_tally")?.execute([])?;
        let all: Vec<Key> = self
            .sql("SELECT key FROM household ORDER BY key")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        self.tally_doors(&all, campaign)?;
        self.put(TALLIED, &depends_on(campaign))
    }

    fn tally_doors(
        &self,
        households: &[Key],
        campaign: Option<&CampaignFrame>,
    ) -> Result<(), StoreError> {
        for some in households.chunks(TOGETHER) {
            let listed = listed(some);
            let mut doors = self.doors_of(&listed)?;
            let at: HashMap<Key, usize> =
                doors.iter().enumerate().map(|(n, d)| (d.key, n)).collect();
            self.add_occupants(&listed, &mut doors, &at)?;
            self.add_calls(&listed, &mut doors, &at)?;
            for gone in some.iter().filter(|key| !at.contains_key(key)) {
                self.sql("DELETE FROM door_tally WHERE household = ?1")?
                    .execute(params![gone])?;
            }
            for door in &doors {
                let tally = DoorTally::of(campaign, &door.occupants, &door.calls);
                self.write_tally(door, &tally)?;
            }
        }
        Ok(())
    }

    fn doors_of(&self, listed: &str) -> Result<Vec<Door>, StoreError> {
        let doors = self
            .sql(
                "SELECT h.key, h.hamlet, h.lane, h.house, h.venue <> 0
                 FROM json_each(?1) k CROSS JOIN household h ON h.key = k.value",
            )?
            .query_map(params![listed], |row| {
                Ok(Door {
                    key: row.get(0)?,
                    hamlet: row.get(1)?,
                    lane: row.get(2)?,
                    house: row.get(3)?,
                    venue: row.get(4)?,
                    occupants: Vec::new(),
                    calls: Vec::new(),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(doors)
    }

    fn add_occupants(
        &self,
        listed: &str,
        doors: &mut [Door],
        at: &HashMap<Key, usize>,
    ) -> Result<(), StoreError> {
        let mut people: HashMap<Key, (usize, usize)> = HashMap::new();
        // As `residents` reads them: the police before the list, a decision before a proposal, a volunteer's word
        // before a citizen's.
        let mut statement_of_people = self.sql(
            "SELECT r.household, r.key, r.birth_year, i.birth,
                (SELECT s.state FROM residency s WHERE s.resident = r.key AND s.source IN (1, 2)
                 ORDER BY s.source DESC LIMIT 1),
                (SELECT e.standing FROM eligibility e WHERE e.resident = r.key
                 ORDER BY e.decided DESC LIMIT 1),
                coalesce((SELECT n.agreement FROM notice n WHERE n.resident = r.key),
                    (SELECT n.agreement FROM gives_way g JOIN notice n ON n.resident = g.resident
                     WHERE g.stays = r.key ORDER BY g.resident DESC LIMIT 1)),
                EXISTS (SELECT 1 FROM absence a WHERE a.resident = r.key)
                    OR EXISTS (SELECT 1 FROM gives_way g JOIN absence a ON a.resident = g.resident
                        WHERE g.stays = r.key),
                (SELECT s.state FROM residency s WHERE s.resident = r.key AND s.source IN (3, 4)
                 ORDER BY s.source LIMIT 1)
             FROM json_each(?1) k CROSS JOIN resident r ON r.household = k.value
             LEFT JOIN identity i ON i.resident = r.key
             WHERE r.key NOT IN (SELECT resident FROM gives_way)",
        )?;
        let mut rows = statement_of_people.query(params![listed])?;
        while let Some(row) = rows.next()? {
            let Some((n, door)) = at
                .get(&row.get(0)?)
                .and_then(|n| Some((*n, doors.get_mut(*n)?)))
            else {
                continue;
            };
            people.insert(row.get(1)?, (n, door.occupants.len()));
            let whole = row.get::<_, Option<i64>>(3)?.and_then(birth);
            let year = row.get::<_, Option<u16>>(2)?.and_then(BirthDate::from_year);
            let state: Option<u8> = row.get(4)?;
            let eligibility: Option<u8> = row.get(5)?;
            let notice: Option<u8> = row.get(6)?;
            let told: Option<u8> = row.get(8)?;
            door.occupants.push(Occupant {
                state: state
                    .and_then(ResidentState::from_code)
                    .unwrap_or(ResidentState::Living),
                eligibility: eligibility.and_then(Eligibility::from_code),
                birth: whole.or(year),
                statements: Vec::new(),
                appointments: Vec::new(),
                notice: notice.and_then(Agreement::from_code),
                absent: row.get(7)?,
                claimed_gone: told
                    .and_then(ResidentState::from_code)
                    .is_some_and(|state| state != ResidentState::Living),
            });
        }
        let mut appointments = self.sql(
            "SELECT r.key, p.purpose, p.at, t.outcome, t.at
             FROM json_each(?1) k CROSS JOIN resident r ON r.household = k.value
             CROSS JOIN appointment p ON p.resident = r.key
             LEFT JOIN attendance t
                ON t.resident = p.resident AND t.purpose = p.purpose AND t.appointment = p.key",
        )?;
        let mut rows = appointments.query(params![listed])?;
        while let Some(row) = rows.next()? {
            let person = people
                .get(&row.get(0)?)
                .and_then(|(door, n)| doors.get_mut(*door)?.occupants.get_mut(*n));
            let purpose = AppointmentPurpose::from_code(row.get(1)?);
            if let (Some(person), Some(purpose)) = (person, purpose) {
                person.appointments.push(Kept {
                    purpose,
                    at: row.get::<_, Option<i64>>(2)?.map(Instant),
                    outcome: outcome(row, 3)?.map(|(outcome, at)| (outcome, Instant(at))),
                });
            }
        }
        let mut accounts = self.sql(
            "SELECT r.key, a.app, a.level, a.source, a.stage, a.unsent, a.disputed, d.decision
             FROM json_each(?1) k CROSS JOIN resident r ON r.household = k.value
             CROSS JOIN account a ON a.resident = r.key LEFT JOIN decision d ON d.claim = a.key
             UNION ALL
             SELECT r.key, a.app, a.level, a.source, a.stage, a.unsent, a.disputed, d.decision
             FROM json_each(?1) k CROSS JOIN resident r ON r.household = k.value
             CROSS JOIN gives_way g ON g.stays = r.key
             CROSS JOIN account a ON a.resident = g.resident LEFT JOIN decision d ON d.claim = a.key",
        )?;
        let mut rows = accounts.query(params![listed])?;
        while let Some(row) = rows.next()? {
            let person = people
                .get(&row.get(0)?)
                .and_then(|(door, n)| doors.get_mut(*door)?.occupants.get_mut(*n));
            if let Some(person) = person {
                person.statements.push(statement(row, 1)?);
            }
        }
        Ok(())
    }

    fn add_calls(
        &self,
        listed: &str,
        doors: &mut [Door],
        at: &HashMap<Key, usize>,
    ) -> Result<(), StoreError> {
        let own = self.own_member()?;
        let mut visits = self.sql(
            "SELECT v.household, v.outcome, v.at, v.come_back_at, v.member, v.unsent
             FROM json_each(?1) k CROSS JOIN visit v ON v.household = k.value
             ORDER BY v.at DESC, v.key DESC",
        )?;
        let mut rows = visits.query(params![listed])?;
        while let Some(row) = rows.next()? {
            if let Some(door) = at.get(&row.get(0)?).and_then(|n| doors.get_mut(*n)) {
                let come_back_at: Option<i64> = row.get(3)?;
                let by: Option<i64> = row.get(4)?;
                door.calls.push(Call {
                    outcome: Outcome::from_code(row.get(1)?).unwrap_or(Outcome::Met),
                    at: Instant(row.get(2)?),
                    come_back_at: come_back_at.map(Instant),
                    // One's own has no author before its receipt.
                    by: by.or(own),
                    unsent: row.get(5)?,
                });
            }
        }
        Ok(())
    }

    /// The number of this device's member; `None` before enrolment.
    pub(crate) fn own_member(&self) -> Result<Option<i64>, StoreError> {
        Ok(self
            .sql(
                "SELECT m.number FROM meta a JOIN member m ON m.uuid = a.value
                 WHERE a.name = 'member'",
            )?
            .query_row([], |row| row.get(0))
            .optional()?)
    }

    fn write_tally(&self, door: &Door, tally: &DoorTally) -> Result<(), StoreError> {
        let (lane, number) = (house::sort_key(&door.lane), house::sort_key(&door.house));
        self.sql(
            "DELETE FROM door_tally
             WHERE household = ?1 AND (hamlet, lane, house) IS NOT (?2, ?3, ?4)",
        )?
        .execute(params![door.key, door.hamlet, lane, number])?;
        self.sql(
            "INSERT INTO door_tally
                (hamlet, lane, house, household, side, venue, people, asked, lacking, claimed,
                 approved, outcome, visited_at, come_back_at, done, visited_twice, unsent,
                 lacking_app, missed, unreached)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20)
             ON CONFLICT (hamlet, lane, house, household) DO UPDATE SET
                side = excluded.side, venue = excluded.venue, people = excluded.people,
                asked = excluded.asked, lacking = excluded.lacking, claimed = excluded.claimed,
                approved = excluded.approved, outcome = excluded.outcome,
                visited_at = excluded.visited_at, come_back_at = excluded.come_back_at,
                done = excluded.done, visited_twice = excluded.visited_twice,
                unsent = excluded.unsent, lacking_app = excluded.lacking_app,
                missed = excluded.missed, unreached = excluded.unreached",
        )?
        .execute(params![
            door.hamlet,
            lane,
            number,
            door.key,
            house::side(&door.house).map(|side| side.code()),
            door.venue,
            tally.people,
            tally.asked,
            tally.lacking,
            tally.claimed,
            tally.approved_not_activated,
            tally.last.map(|last| last.outcome.code()),
            tally.last.map(|last| last.at.0),
            tally.last.and_then(|last| last.come_back_at).map(|at| at.0),
            tally.done(),
            tally.visited_twice,
            tally.unsent,
            written(&tally.lacking_app),
            tally.missed,
            tally.unreached
        ])?;
        Ok(())
    }
}

/// The counts as they stand in the table.
fn written(counts: &AppCounts) -> Vec<u8> {
    let mut bytes = Vec::new();
    for app in App::ALL {
        let count = counts.of(*app);
        if count > 0 {
            bytes.push(app.code());
            bytes.extend(count.to_be_bytes());
        }
    }
    bytes
}

/// The counts as they were written; what cannot be read counts nothing, and is made anew with the tallies.
pub(crate) fn counts(bytes: &[u8]) -> AppCounts {
    let mut counts = AppCounts::default();
    for one in bytes.chunks_exact(5) {
        if let [code, count @ ..] = one
            && let Ok(count) = count.try_into()
            && let Some(known) = App::from_code(*code).and_then(|app| counts.of_mut(app))
        {
            *known = u32::from_be_bytes(count);
        }
    }
    counts
}

/// What of the frame a tally depends on; the revision before it.
fn depends_on(campaign: Option<&CampaignFrame>) -> Vec<u8> {
    let mut bytes = vec![REVISION];
    if let Some(frame) = campaign {
        bytes.extend(frame.starts.0.to_be_bytes());
        bytes.extend(frame.reference_date.0.to_be_bytes());
        for asked in &frame.apps {
            bytes.extend([asked.app.code(), asked.minimum_age]);
        }
    }
    bytes
}
