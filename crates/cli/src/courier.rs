//! A courier's files.

use crate::args::CourierAction;
use crate::output::Output;
use crate::run::{unusable, written};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use tungnha_api::{ApiError, Device};

/// Carries out one command about a courier's files.
pub fn courier(device: &Device, action: &CourierAction) -> Result<Output, ApiError> {
    match action {
        CourierAction::Out { file } => {
            let parcel = device.call("courier_out", json!({ "save": false }))?;
            Ok(Output::Written(written(parcel, file)?))
        }
        CourierAction::In { file } => {
            let (name, bytes_base64) = read(file)?;
            let reply = json!({ "name": name, "bytes_base64": bytes_base64 });
            Ok(Output::Taken(device.call("courier_in", reply)?))
        }
        CourierAction::Carry { file, to } => {
            let (name, bytes_base64) = read(file)?;
            let parcel = json!({ "name": name, "bytes_base64": bytes_base64, "save": false });
            let reply = device.call("courier_carry", parcel)?;
            let to = match to {
                Some(to) => to.clone(),
                None => beside(file, reply["file_name"].as_str().unwrap_or_default()),
            };
            Ok(Output::Written(written(reply, &to)?))
        }
    }
}

fn read(file: &Path) -> Result<(String, String), ApiError> {
    let bytes = fs::read(file).map_err(|e| unusable(file, &e))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok((name.into_owned(), STANDARD.encode(bytes)))
}

fn beside(parcel: &Path, name: &str) -> PathBuf {
    parcel.with_file_name(name)
}
