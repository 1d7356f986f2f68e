//! Columns and the app of a list as people chose them, remembered by what the header says.

use super::wanted::NOT_YET;
use super::{ReadList, Whole};
use crate::device::need_office;
use crate::payload::{ChooseColumns, ColumnChoice, Job, JobOutcome, ListState};
use crate::{ApiError, Device, ErrorCode};
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use tungnha_core::body::Account;
use tungnha_core::rights::can_be_said;
use tungnha_core::words::{App, Source, Stage};
use tungnha_sheets::resident_list::{Choices, Chosen, Field, VneidState};
use tungnha_store::Txn;

/// Forms of lists that a device remembers; a new one beyond that takes the place of one of them.
const FORMS: usize = 64;

impl Device {
    pub(crate) fn import_columns_start(&self, args: ChooseColumns) -> Result<Job, ApiError> {
        self.read(need_office)?;
        let read = self.last_read()?;
        if read.taken {
            return Err(ApiError::new(ErrorCode::NotFound, "it was taken in"));
        }
        let app = args.app.as_deref().map(app_named).transpose()?;
        let mut whole = read.whole;
        whole.app = app.or(whole.app);
        if let Some(state) = &args.state {
            whole.state = Some(state_of(state, whole.app.unwrap_or(read.list.app))?);
        } else if app.is_some_and(|app| app != read.list.app) {
            // The words of one app's states are not those of another's.
            whole.state = None;
        }
        self.write(|txn| {
            let mut kept = remembered(txn)?;
            for choice in &args.columns {
                choose(&mut kept.columns, &read, choice)?;
            }
            if let Some(app) = app {
                for table in &read.list.tables {
                    kept.apps
                        .insert(table.fingerprint.clone(), app.name().to_owned());
                }
            }
            remember(txn, kept)
        })?;
        self.start("import_preview", move |device, reporter| {
            device
                .preview(read.file.clone(), read.bytes.to_vec(), whole, reporter)
                .map(JobOutcome::Preview)
        })
    }
}

/// What a device remembers of lists, by their headers.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Remembered {
    columns: Choices,
    /// Codes of apps.
    apps: HashMap<String, String>,
}

impl Remembered {
    /// The same with what was said of this one list.
    pub fn chosen(self, whole: Whole) -> Chosen {
        let apps = self.apps.into_iter();
        Chosen {
            columns: self.columns,
            apps: apps
                .filter_map(|(form, app)| Some((form, app.parse().ok()?)))
                .collect(),
            app: whole.app,
            state: whole.state,
        }
    }
}

/// What was chosen on this device before. Programs before this one remembered columns alone; what is written in
/// any other way is forgotten.
pub(super) fn remembered(txn: &Txn<'_>) -> Result<Remembered, ApiError> {
    let Some(kept) = txn.import_columns()? else {
        return Ok(Remembered::default());
    };
    let columns_alone = || {
        let columns = serde_json::from_slice(&kept).unwrap_or_default();
        Remembered {
            columns,
            ..Remembered::default()
        }
    };
    Ok(serde_json::from_slice(&kept).unwrap_or_else(|_| columns_alone()))
}

fn remember(txn: &Txn<'_>, mut kept: Remembered) -> Result<(), ApiError> {
    forget(&mut kept.columns);
    forget(&mut kept.apps);
    let kept = serde_json::to_vec(&kept)
        .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    Ok(txn.keep_import_columns(&kept)?)
}

fn forget<T>(forms: &mut HashMap<String, T>) {
    while forms.len() > FORMS {
        let Some(first) = forms.keys().min().cloned() else {
            break;
        };
        forms.remove(&first);
    }
}

fn app_named(name: &str) -> Result<App, ApiError> {
    let unknown = || ApiError::new(ErrorCode::BadInput, "app");
    name.parse().map_err(|_| unknown())
}

/// A state that the app can have.
fn state_of(state: &ListState, app: App) -> Result<VneidState, ApiError> {
    let wrong = || ApiError::new(ErrorCode::BadInput, "state");
    let stage: Stage = state.stage.parse().map_err(|_| wrong())?;
    let level = match app {
        App::Vneid => state.level.unwrap_or(2),
        App::Ihanoi | App::Etax => 0,
    };
    let account = Account {
        resident: NOT_YET,
        app,
        level,
        source: Source::OfficialList,
        stage,
        as_of: None,
        approved_on: None,
        visit: None,
    };
    let level = (app == App::Vneid && stage != Stage::NotRegistered).then_some(level);
    can_be_said(&account)
        .then_some(VneidState { level, stage })
        .ok_or_else(wrong)
}

fn choose(choices: &mut Choices, read: &ReadList, choice: &ColumnChoice) -> Result<(), ApiError> {
    let table = read
        .list
        .tables
        .iter()
        .find(|table| *table.sheet == *choice.sheet);
    let column = read.list.columns.iter().find(|column| {
        *column.sheet == *choice.sheet && column.column == choice.column && !column.dropped
    });
    let (Some(table), Some(_)) = (table, column) else {
        return Err(ApiError::new(ErrorCode::NotFound, "no such column"));
    };
    let field = choice.field.as_deref().map(field_named).transpose()?;
    let form = choices.entry(table.fingerprint.clone()).or_default();
    form.insert(choice.column.clone(), field);
    Ok(())
}

fn field_named(name: &str) -> Result<Field, ApiError> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    Field::deserialize(name).map_err(|_| ApiError::new(ErrorCode::BadInput, "field"))
}
