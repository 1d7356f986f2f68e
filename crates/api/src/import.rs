//! A resident list from a spreadsheet: read, shown, taken in.

mod again;
mod book;
mod columns;
mod doubt;
mod plan;
mod refused;
mod report;
mod wanted;

use crate::device::need_office;
use crate::job::Reporter;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use doubt::Decisions;
use plan::{NotTheSame, Plan};
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError};
use tungnha_core::body::{Account, Household, Identity, Residency, Resident, Sameness};
use tungnha_core::words::{App, ResidentState, Source};
use tungnha_core::{Body, DeltaId, Instant};
use tungnha_sheets::resident_list::{self, ReadError, ResidentList, VneidState};
use tungnha_store::Txn;

/// A list as it was read, kept between the preview and the decision to take it.
#[derive(Clone)]
pub(crate) struct ReadList {
    /// Empty for a list that was pasted.
    file: String,
    /// The file itself, to read it again with other columns; empty once it was taken in.
    bytes: Arc<Vec<u8>>,
    list: Arc<ResidentList>,
    /// What was said of this list as a whole.
    whole: Whole,
    /// What was decided of doubtful rows.
    decisions: Decisions,
    /// Only what was refused is left of it.
    taken: bool,
}

/// What somebody said of a whole list.
#[derive(Clone, Copy, Default)]
struct Whole {
    app: Option<App>,
    state: Option<VneidState>,
}

/// How often a long step looks whether it should stop.
const STEP: usize = 200;

impl Device {
    pub(crate) fn import_preview_start(&self, args: OpenSheet) -> Result<Job, ApiError> {
        self.read(need_office)?;
        let bytes = STANDARD
            .decode(args.bytes_base64)
            .map_err(|_| ApiError::new(ErrorCode::BadInput, "bytes_base64"))?;
        self.start("import_preview", move |device, reporter| {
            device
                .preview(args.name, bytes, Whole::default(), reporter)
                .map(JobOutcome::Preview)
        })
    }

    pub(crate) fn import_text_start(&self, args: PastedList) -> Result<Job, ApiError> {
        self.read(need_office)?;
        self.start("import_preview", move |device, reporter| {
            let bytes = args.text.into_bytes();
            let read = device.preview(String::new(), bytes, Whole::default(), reporter);
            // Of a text there is no other kind.
            read.map(JobOutcome::Preview)
                .map_err(|error| match error.code {
                    ErrorCode::SheetOtherKind => ApiError::new(ErrorCode::NoTable, "no list"),
                    _ => error,
                })
        })
    }

    fn preview(
        &self,
        file: String,
        bytes: Vec<u8>,
        whole: Whole,
        reporter: &Reporter,
    ) -> Result<ImportPreview, ApiError> {
        let today = self.0.host.now().day();
        let chosen = self.read(columns::remembered)?.chosen(whole);
        let list = resident_list::read_as_chosen(&bytes, today, &chosen, &mut |done, total| {
            reporter.at("reading", done, total)
        })
        .map_err(unreadable)?;
        let read = ReadList {
            file,
            bytes: Arc::new(bytes),
            list: Arc::new(list),
            whole,
            decisions: Decisions::default(),
            taken: false,
        };
        let preview = self.shown(&read)?;
        self.keep_read(Some(Arc::new(read)));
        Ok(preview)
    }

    /// What would change, as it was decided so far.
    fn shown(&self, read: &ReadList) -> Result<ImportPreview, ApiError> {
        self.read(|txn| {
            let plan = Plan::make(txn, &read.list, &read.decisions)?;
            Ok(report::preview(read, &plan, txn.campaign()?))
        })
    }

    pub(crate) fn import_start(&self, _: Nothing) -> Result<Job, ApiError> {
        self.read(need_office)?;
        let read = self.last_read()?;
        if read.taken {
            return Err(ApiError::new(ErrorCode::NotFound, "it was taken in"));
        }
        if needs_state(&read.list) {
            return Err(ApiError::new(ErrorCode::BadInput, "state"));
        }
        self.start("import", move |device, reporter| {
            device.take_in(&read, reporter).map(JobOutcome::Imported)
        })
    }

    /// One transaction: stopped or failed, the book is as it was.
    fn take_in(&self, read: &ReadList, reporter: &Reporter) -> Result<ImportReport, ApiError> {
        let now = self.0.host.now();
        let mut left_out = Vec::new();
        let report = self.write(|txn| {
            let plan = Plan::make(txn, &read.list, &read.decisions)?;
            left_out = refused::left_out(&read.list, &plan);
            let mut report = report::import(&read.file, &read.list, &plan);
            report.deltas = carry_out(txn, plan, now, reporter)?;
            Ok(report)
        })?;
        let refused = ResidentList {
            refused: read.list.refused.iter().cloned().chain(left_out).collect(),
            columns: read.list.columns.clone(),
            ..ResidentList::default()
        };
        self.keep_read(Some(Arc::new(ReadList {
            file: read.file.clone(),
            bytes: Arc::default(),
            list: Arc::new(refused),
            whole: Whole::default(),
            decisions: Decisions::default(),
            taken: true,
        })));
        Ok(report)
    }

    /// What this member's last preview read.
    fn last_read(&self) -> Result<Arc<ReadList>, ApiError> {
        let seat = self.seat();
        let kept = seat
            .last_read
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        kept.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "no spreadsheet was read"))
    }

    fn keep_read(&self, read: Option<Arc<ReadList>>) {
        let seat = self.seat();
        *seat
            .last_read
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = read;
    }
}

/// Says everything that the plan found to be new. Gives how many deltas that were.
fn carry_out(
    txn: &Txn<'_>,
    plan: Plan,
    now: Instant,
    reporter: &Reporter,
) -> Result<u32, ApiError> {
    let mut said = 0u32;
    let mut say = |body: Body| {
        said += 1;
        txn.say(body, now)
    };
    let mut hamlets = Vec::with_capacity(plan.hamlets.len());
    for hamlet in plan.hamlets {
        hamlets.push(match hamlet.known {
            Some(id) => id,
            None => say(hamlet.body.into())?,
        });
    }
    let mut households: Vec<DeltaId> = Vec::with_capacity(plan.households.len());
    for household in plan.households {
        let body = Household {
            of: household.known,
            hamlet: hamlets[household.hamlet],
            lane: household.lane,
            house: household.house,
            head: household.head,
            code: household.code,
            venue: None,
        };
        households.push(match (household.known, household.changed) {
            (Some(id), false) => id,
            (Some(id), true) => {
                say(body.into())?;
                id
            }
            (None, _) => say(body.into())?,
        });
    }
    let total = plan.people.len();
    let mut said_as: Vec<DeltaId> = Vec::with_capacity(total);
    for (done, person) in plan.people.into_iter().enumerate() {
        if done % STEP == 0 && reporter.at("saving", done, total) == ControlFlow::Break(()) {
            return Err(ErrorCode::Stopped.into());
        }
        let resident = match (person.known, person.resident) {
            (Some(id), None) => id,
            (known, body) => {
                let body = body.unwrap_or_default();
                let id = say(Body::Resident(Resident {
                    of: known,
                    household: households[person.household],
                    name: body.name,
                    birth_year: body.birth_year,
                    sex: body.sex,
                    last4: body.last4,
                    position: body.position,
                }))?;
                known.unwrap_or(id)
            }
        };
        for other in person.not_the_same_as {
            let other = match other {
                NotTheSame::Known(id) => Some(id),
                NotTheSame::Planned(at) => said_as.get(at).copied(),
            };
            if let Some(other) = other.filter(|other| *other != resident)
                && !txn.is_decided(resident, other)?
            {
                say(Body::Sameness(Sameness {
                    resident,
                    other,
                    same: false,
                }))?;
            }
        }
        said_as.push(resident);
        if let Some(identity) = person.identity {
            say(Body::Identity(Identity {
                resident,
                ..identity
            }))?;
        }
        if let Some(state) = person.state {
            say(Body::Residency(Residency {
                resident,
                state,
                source: Source::OfficialList,
            }))?;
        }
        if let Some(account) = person.account {
            say(Body::Account(Account {
                resident,
                ..account
            }))?;
        }
    }
    let _: ControlFlow<()> = reporter.at("saving", total, total);
    Ok(said)
}

/// Whether the list says nothing of anybody as long as nobody chose a state for all of it.
fn needs_state(list: &ResidentList) -> bool {
    !list.ids.is_empty() && list.vneid_of_title.is_none()
}

/// Whether the list says that the person lives here.
const fn lives_here(state: ResidentState) -> bool {
    matches!(state, ResidentState::Living)
}

fn unreadable(error: ReadError) -> ApiError {
    let code = match error {
        ReadError::Stopped => ErrorCode::Stopped,
        ReadError::NoTable => ErrorCode::NoTable,
        ReadError::Password => ErrorCode::SheetPassword,
        ReadError::OtherKind | ReadError::NotASpreadsheet => ErrorCode::SheetOtherKind,
        ReadError::TooLarge => ErrorCode::SheetTooLarge,
        ReadError::Damaged(_) => ErrorCode::UnreadableSheet,
    };
    ApiError::new(code, error.to_string())
}
