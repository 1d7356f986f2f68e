//! Columns as people chose them, remembered by what the header says.

use super::ReadList;
use crate::device::need_office;
use crate::payload::{ChooseColumns, ColumnChoice, Job, JobOutcome};
use crate::{ApiError, Device, ErrorCode};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use tungnha_sheets::resident_list::{Choices, Field};
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
        self.write(|txn| {
            let mut choices = remembered(txn)?;
            for choice in &args.columns {
                choose(&mut choices, &read, choice)?;
            }
            remember(txn, choices)
        })?;
        self.start("import_preview", move |device, reporter| {
            device
                .preview(read.file.clone(), read.bytes.to_vec(), reporter)
                .map(JobOutcome::Preview)
        })
    }
}

/// What was chosen on this device before. What an older program wrote in another way is forgotten.
pub(super) fn remembered(txn: &Txn<'_>) -> Result<Choices, ApiError> {
    let kept = txn.import_columns()?;
    Ok(kept
        .and_then(|kept| serde_json::from_slice(&kept).ok())
        .unwrap_or_default())
}

fn remember(txn: &Txn<'_>, mut choices: Choices) -> Result<(), ApiError> {
    while choices.len() > FORMS {
        let Some(first) = choices.keys().min().cloned() else {
            break;
        };
        choices.remove(&first);
    }
    let kept = serde_json::to_vec(&choices)
        .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
    Ok(txn.keep_import_columns(&kept)?)
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
