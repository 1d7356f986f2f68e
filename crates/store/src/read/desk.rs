//! Desks: the hours they keep, who is to come, and what came of it.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{Row, params};
use tungnha_core::body::DeskHours;
use tungnha_core::time::Day;
use tungnha_core::words::{AppointmentPurpose, Attendance};

/// When a desk receives people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HoursRow {
    /// The delta that began them.
    pub key: Key,
    /// As they are now; `of` is absent.
    pub hours: DeskHours,
    /// No receipt yet.
    pub unsent: bool,
}

/// An appointment as the desk sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookingRow {
    /// The delta shown.
    pub key: Key,
    /// Who comes: of two who are one person, the one who stays.
    pub resident: Key,
    /// Of whom it was said, which is somebody else where the person gave way: what comes of it is said of that one.
    pub of: Key,
    /// What for.
    pub purpose: AppointmentPurpose,
    /// When, seconds; absent while only "soon" is agreed.
    pub at: Option<i64>,
    /// Where, if that was said.
    pub place: Option<String>,
    /// Who made it; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
    /// What came of it: the delta that says so, what, and when that was said, seconds.
    pub outcome: Option<(Key, Attendance, i64)>,
}

const BOOKING: &str =
    "p.key, r.key, p.resident, p.purpose, p.at, p.place, m.name, p.unsent, t.key, t.outcome, t.at
    FROM appointment p LEFT JOIN gives_way g ON g.resident = p.resident
    JOIN resident r ON r.key = coalesce(g.stays, p.resident) JOIN delta d ON d.key = p.key
    LEFT JOIN member m ON m.number = d.member
    LEFT JOIN attendance t
        ON t.resident = p.resident AND t.purpose = p.purpose AND t.appointment = p.key";

/// Of one person's appointments for one purpose one holds: the one of the resident who stays, else the last.
const HOLDS: &str = "(g.stays IS NULL OR NOT EXISTS (
        SELECT 1 FROM appointment q WHERE q.purpose = p.purpose AND (q.resident = g.stays
            OR q.key > p.key AND q.resident IN (SELECT resident FROM gives_way WHERE stays = g.stays))))";

impl Txn<'_> {
    /// The hours of all desks, in the order in which they were begun; those that are over too.
    pub fn desk_hours(&self) -> Result<Vec<HoursRow>, StoreError> {
        let mut statement = self.sql(
            "SELECT key, purpose, place, weekdays, from_min, to_min, slot, capacity, bring, until, unsent
             FROM desk_hours ORDER BY purpose, from_min, key",
        )?;
        let mut rows = statement.query([])?;
        let mut hours = Vec::new();
        while let Some(row) = rows.next()? {
            hours.push(HoursRow {
                key: row.get(0)?,
                hours: DeskHours {
                    of: None,
                    purpose: purpose(row, 1)?,
                    place: row.get(2)?,
                    weekdays: row.get(3)?,
                    from: row.get(4)?,
                    to: row.get(5)?,
                    slot: row.get(6)?,
                    capacity: row.get(7)?,
                    bring: row.get(8)?,
                    until: row.get::<_, Option<i32>>(9)?.map(Day),
                },
                unsent: row.get(10)?,
            });
        }
        Ok(hours)
    }

    /// Appointments with an hour from `from` on and before `to`, seconds, by time.
    pub fn bookings(&self, from: i64, to: i64) -> Result<Vec<BookingRow>, StoreError> {
        let sql = format!(
            "SELECT {BOOKING} WHERE p.at >= ?1 AND p.at < ?2 AND {HOLDS} ORDER BY p.at, p.key"
        );
        self.booking_rows(&sql, params![from, to])
    }

    /// Appointments of which only "soon" is agreed and nothing came yet.
    pub fn bookings_without_hour(&self) -> Result<Vec<BookingRow>, StoreError> {
        let sql = format!(
            "SELECT {BOOKING} WHERE p.at IS NULL AND t.key IS NULL AND {HOLDS} ORDER BY p.key"
        );
        self.booking_rows(&sql, [])
    }

    /// One person's appointments, also those of residents who gave way to this one, or to the same one as this.
    pub fn bookings_of(&self, resident: Key) -> Result<Vec<BookingRow>, StoreError> {
        let stays = self.stays_for(resident)?.unwrap_or(resident);
        let sql = format!(
            "SELECT {BOOKING} WHERE p.resident IN (
                SELECT ?1 UNION ALL SELECT resident FROM gives_way WHERE stays = ?1)
             AND {HOLDS} ORDER BY p.purpose"
        );
        self.booking_rows(&sql, params![stays])
    }

    /// Appointments that this device made and somebody missed, whatever came after.
    pub fn own_missed(&self) -> Result<Vec<BookingRow>, StoreError> {
        let own = self.own_keys("p.key")?;
        let missed = Attendance::Missed.code();
        let sql = format!(
            "SELECT {BOOKING} WHERE t.outcome = {missed} AND {own} AND {HOLDS} ORDER BY p.at, p.key"
        );
        self.booking_rows(&sql, [])
    }

    fn booking_rows(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<BookingRow>, StoreError> {
        let mut statement = self.sql(sql)?;
        let mut rows = statement.query(params)?;
        let mut bookings = Vec::new();
        while let Some(row) = rows.next()? {
            let said: Option<(Key, u8, i64)> = match row.get(8)? {
                Some(key) => Some((key, row.get(9)?, row.get(10)?)),
                None => None,
            };
            bookings.push(BookingRow {
                key: row.get(0)?,
                resident: row.get(1)?,
                of: row.get(2)?,
                purpose: purpose(row, 3)?,
                at: row.get(4)?,
                place: row.get(5)?,
                by: row.get(6)?,
                unsent: row.get(7)?,
                outcome: said
                    .and_then(|(key, code, at)| Some((key, Attendance::from_code(code)?, at))),
            });
        }
        Ok(bookings)
    }
}

fn purpose(row: &Row<'_>, at: usize) -> Result<AppointmentPurpose, StoreError> {
    AppointmentPurpose::from_code(row.get(at)?).ok_or_else(|| StoreError::corrupt("a purpose"))
}
