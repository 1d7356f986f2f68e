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
    /// Who comes.
    pub resident: Key,
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
    "p.key, p.resident, p.purpose, p.at, p.place, m.name, p.unsent, t.key, t.outcome, t.at
    FROM appointment p JOIN resident r ON r.key = p.resident JOIN delta d ON d.key = p.key
    LEFT JOIN member m ON m.number = d.member
    LEFT JOIN attendance t
        ON t.resident = p.resident AND t.purpose = p.purpose AND t.appointment = p.key";

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
        let sql = format!("SELECT {BOOKING} WHERE p.at >= ?1 AND p.at < ?2 ORDER BY p.at, p.key");
        self.booking_rows(&sql, params![from, to])
    }

    /// Appointments of which only "soon" is agreed and nothing came yet.
    pub fn bookings_without_hour(&self) -> Result<Vec<BookingRow>, StoreError> {
        let sql = format!("SELECT {BOOKING} WHERE p.at IS NULL AND t.key IS NULL ORDER BY p.key");
        self.booking_rows(&sql, [])
    }

    /// One person's appointments.
    pub fn bookings_of(&self, resident: Key) -> Result<Vec<BookingRow>, StoreError> {
        let sql = format!("SELECT {BOOKING} WHERE p.resident = ?1 ORDER BY p.purpose");
        self.booking_rows(&sql, params![resident])
    }

    /// Appointments that this device made and somebody missed, whatever came after.
    pub fn own_missed(&self) -> Result<Vec<BookingRow>, StoreError> {
        let own = self.own_keys("p.key")?;
        let missed = Attendance::Missed.code();
        let sql =
            format!("SELECT {BOOKING} WHERE t.outcome = {missed} AND {own} ORDER BY p.at, p.key");
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
            let said: Option<(Key, u8, i64)> = match row.get(7)? {
                Some(key) => Some((key, row.get(8)?, row.get(9)?)),
                None => None,
            };
            bookings.push(BookingRow {
                key: row.get(0)?,
                resident: row.get(1)?,
                purpose: purpose(row, 2)?,
                at: row.get(3)?,
                place: row.get(4)?,
                by: row.get(5)?,
                unsent: row.get(6)?,
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
