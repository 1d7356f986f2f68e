//! What came of appointments, and who is received without one.

use super::{may_collect, read_desk};
use crate::device::need_office;
use crate::payload::*;
use crate::status::corrected;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Account, Appointment, Attendance};
use tungnha_core::desk::Desk;
use tungnha_core::words::{self, AppointmentPurpose, Source};
use tungnha_core::{Body, DeltaId, Instant};
use tungnha_store::read::BookingRow;
use tungnha_store::{Key, Txn};

/// As many appointments as are decided at once.
const MOST_AT_ONCE: usize = 500;

impl Device {
    pub(crate) fn attend(&self, args: NewAttendance) -> Result<DeskSaved, ApiError> {
        let outcome = convert::word(&args.outcome, "outcome")?;
        if args.appointments.is_empty() || args.appointments.len() > MOST_AT_ONCE {
            return Err(ApiError::new(ErrorCode::BadInput, "appointments"));
        }
        self.write(|txn| {
            need_office(txn)?;
            let mut said = Vec::with_capacity(args.appointments.len());
            for id in &args.appointments {
                let row = booking(txn, id)?;
                said.push(self.attends(txn, &row, outcome)?);
            }
            Ok(DeskSaved { said })
        })
    }

    pub(crate) fn receive(&self, args: NewReceived) -> Result<DeskSaved, ApiError> {
        let desk = read_desk(&args.desk)?;
        self.write(|txn| {
            let role = need_office(txn)?;
            if args.collected && !may_collect(role, desk) {
                return Err(ErrorCode::NotAllowed.into());
            }
            let resident = convert::key(txn, &args.resident)?;
            if txn.household_of(resident)?.is_none() {
                return Err(ApiError::new(ErrorCode::NotFound, "resident"));
            }
            let now = corrected(txn, self.0.host.now());
            let mut said = Vec::new();
            let row = match &args.appointment {
                Some(id) => Some(booking(txn, id)?),
                None => today(txn, resident, desk, now)?,
            };
            if row
                .as_ref()
                .is_some_and(|row| row.resident != resident || Desk::of(row.purpose) != desk)
            {
                return Err(ApiError::new(ErrorCode::BadInput, "appointment"));
            }
            let row = match row {
                Some(row) => row,
                None => {
                    let body = Appointment {
                        resident: convert::delta_id(&args.resident)?,
                        purpose: purpose_of(desk),
                        at: Some(now),
                        place: None,
                    };
                    let (id, _) = self.said(txn, body.into())?;
                    said.push(id.clone());
                    booking(txn, &id)?
                }
            };
            if !matches!(row.outcome, Some((_, words::Attendance::Came, _))) {
                said.push(self.attends(txn, &row, words::Attendance::Came)?);
            }
            if args.collected {
                let (app, level, stage) = desk.done();
                let account = Account {
                    resident: convert::delta_id(&args.resident)?,
                    app,
                    level,
                    source: Source::PoliceEntry,
                    stage,
                    as_of: None,
                    approved_on: None,
                    visit: None,
                };
                said.push(self.said(txn, account.into())?.0);
            }
            Ok(DeskSaved { said })
        })
    }

    fn attends(
        &self,
        txn: &Txn<'_>,
        row: &BookingRow,
        outcome: words::Attendance,
    ) -> Result<String, ApiError> {
        let body: Body = Attendance {
            resident: txn.id(row.of)?,
            purpose: row.purpose,
            appointment: txn.id(row.key)?,
            outcome,
        }
        .into();
        Ok(self.said(txn, body)?.0)
    }
}

/// What a walk-in at a desk comes for.
const fn purpose_of(desk: Desk) -> AppointmentPurpose {
    match desk {
        Desk::Police => AppointmentPurpose::VneidLevel2,
        Desk::OneStop => AppointmentPurpose::OneStop,
        Desk::Tax => AppointmentPurpose::Tax,
    }
}

/// The appointment with this id as it stands; a conflict when another one took its place meanwhile.
fn booking(txn: &Txn<'_>, id: &str) -> Result<BookingRow, ApiError> {
    let id: DeltaId = convert::delta_id(id)?;
    let said = txn.statement(id)?.map(|delta| delta.body);
    let Some(Body::Appointment(body)) = said else {
        return Err(ApiError::new(ErrorCode::NotFound, "appointment"));
    };
    let resident = convert::key(txn, &body.resident.to_string())?;
    let key = convert::key(txn, &id.to_string())?;
    let mut rows = txn.bookings_of(resident)?.into_iter();
    rows.rfind(|row| row.key == key)
        .ok_or_else(|| ErrorCode::Conflict.into())
}

/// What the person has at this desk today and has not missed or cancelled: a walk-in keeps that.
fn today(
    txn: &Txn<'_>,
    resident: Key,
    desk: Desk,
    now: Instant,
) -> Result<Option<BookingRow>, ApiError> {
    let mut rows = txn.bookings_of(resident)?;
    rows.retain(|row| {
        let of_today = row.at.is_none_or(|at| Instant(at).day() == now.day());
        let open = row
            .outcome
            .is_none_or(|(_, what, _)| what == words::Attendance::Came);
        Desk::of(row.purpose) == desk && of_today && open
    });
    Ok(rows.into_iter().next())
}
