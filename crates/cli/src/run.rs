//! Each command as calls of `tungnha-api`.

use crate::args::{Args, Command, DevicesAction, Export, ReviewAction, word};
use crate::courier::courier;
use crate::held::held;
use crate::output::Output;
use crate::pin;
use crate::settle::settle;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use tungnha_api::payload::{Job, JobOutcome};
use tungnha_api::{ApiError, Device, ErrorCode, Host};

/// Carries out one command.
pub fn run(args: &Args) -> Result<Output, ApiError> {
    let enrols = matches!(args.command, Command::Enrol { .. });
    // A mistyped folder is not made.
    if !enrols && !args.home.exists() {
        return Err(ErrorCode::NotEnrolled.into());
    }
    let device = Device::open(args.home.clone(), Host::system())?;
    let state = device.call("status", json!({}))?["state"].take();
    match (enrols, state == "new") {
        (true, false) => return Err(ErrorCode::AlreadyEnrolled.into()),
        (false, true) => return Err(ErrorCode::NotEnrolled.into()),
        _ => {}
    }
    if let Command::Enrol { link, device_name } = &args.command {
        let enrol = json!({ "link": link, "pin": pin::chosen()?, "device_name": device_name });
        return Ok(Output::Status(device.call("enrol", enrol)?));
    }
    if let Command::Recover { key, member } = &args.command {
        let key = fs::read(key).map_err(|e| unusable(key, &e))?;
        device.recover(&key, *member, &pin::chosen()?)?;
        return Ok(Output::Done);
    }
    device.call("unlock", json!({ "pin": pin::known()? }))?;
    match &args.command {
        Command::Enrol { .. } | Command::Recover { .. } | Command::Status => {
            let mut status = device.call("status", json!({}))?;
            status["my_work"] = device.call("my_work", json!({}))?;
            status["hamlets"] = device.call("hamlets", json!({}))?;
            Ok(Output::Status(status))
        }
        Command::Import { file, dry_run } => import(&device, file, *dry_run),
        Command::List {
            hamlet,
            lacking,
            find,
            offset,
            limit,
        } => {
            let filter = json!({
                "hamlet": hamlet, "lacking": lacking.map(word), "find": find,
                "offset": offset, "limit": limit,
            });
            Ok(Output::People(device.call("people", filter)?))
        }
        Command::Visit {
            household,
            outcome,
            come_back_at,
            note,
        } => {
            let visit = json!({
                "household": household, "outcome": word(*outcome),
                "come_back_at": come_back_at, "note": note,
            });
            Ok(Output::Saved(device.call("visit", visit)?))
        }
        Command::Record {
            resident,
            app,
            level,
            stage,
            citizen_statement,
            visit,
        } => {
            let record = json!({
                "resident": resident, "app": word(*app), "level": level, "stage": stage,
                "citizen_statement": citizen_statement, "visit": visit,
            });
            Ok(Output::Saved(device.call("record", record)?))
        }
        Command::Retract { delta } => {
            device.call("retract", json!({ "delta": delta }))?;
            Ok(Output::Done)
        }
        Command::Sync { check } => {
            let start = if *check { "check_start" } else { "sync_start" };
            match finish(&device, &device.call(start, json!({}))?)? {
                JobOutcome::Synced(story) => Ok(Output::Synced(document(&story)?)),
                JobOutcome::Checked(report) => Ok(Output::Checked(document(&report)?)),
                other => unexpected(other),
            }
        }
        Command::Courier { action } => courier(&device, action),
        Command::Address { link } => {
            device.call("learn_addresses", json!({ "link": link }))?;
            Ok(Output::Done)
        }
        Command::Devices { action } => devices(&device, action.as_ref()),
        Command::Held { action } => held(&device, action.as_ref()),
        Command::Review { action } => review(&device, action.as_ref()),
        Command::Settle {
            action,
            stands,
            over,
        } => settle(&device, action.as_ref(), stands.as_deref(), over),
        Command::Export {
            list: Export::ConfirmationList { file },
        } => export(&device, file),
        Command::Verify => Ok(Output::Verified(device.call("verify", json!({}))?)),
    }
}

fn import(device: &Device, file: &Path, dry_run: bool) -> Result<Output, ApiError> {
    let bytes = fs::read(file).map_err(|e| unusable(file, &e))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let sheet = json!({ "name": name, "bytes_base64": STANDARD.encode(bytes) });
    let job = device.call("import_preview_start", sheet)?;
    let preview = match finish(device, &job)? {
        JobOutcome::Preview(preview) => document(&preview)?,
        other => return unexpected(other),
    };
    if dry_run {
        return Ok(Output::Preview(preview));
    }
    let job = device.call("import_start", json!({}))?;
    match finish(device, &job)? {
        JobOutcome::Imported(report) => {
            let mut report = document(&report)?;
            for part in ["refused", "flagged", "counts", "hamlets", "practice"] {
                let name = if part == "refused" {
                    "refused_rows"
                } else {
                    part
                };
                report[name] = preview[part].clone();
            }
            Ok(Output::Imported(report))
        }
        other => unexpected(other),
    }
}

/// What is written holds personal data: nobody else on the machine reads it.
fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(bytes)
}

fn export(device: &Device, file: &Path) -> Result<Output, ApiError> {
    let exported = device.call("export_confirmation_list", json!({ "save": false }))?;
    Ok(Output::Exported(written(exported, file)?))
}

/// Writes what an operation handed out, and says where it is instead.
pub fn written(mut exported: Value, file: &Path) -> Result<Value, ApiError> {
    let bytes = exported["bytes_base64"].as_str().unwrap_or_default();
    let bytes = STANDARD
        .decode(bytes)
        .map_err(|e| ApiError::new(ErrorCode::Internal, e.to_string()))?;
    write_private(file, &bytes).map_err(|e| unusable(file, &e))?;
    exported["path"] = json!(file.display().to_string());
    if let Some(fields) = exported.as_object_mut() {
        fields.remove("bytes_base64");
    }
    Ok(exported)
}

fn devices(device: &Device, action: Option<&DevicesAction>) -> Result<Output, ApiError> {
    let (id, accept) = match action {
        None | Some(DevicesAction::List) => {
            let waiting = device.call("devices_waiting", json!({}))?;
            return Ok(Output::Devices(waiting));
        }
        Some(DevicesAction::Accept { device }) => (device, true),
        Some(DevicesAction::Refuse { device }) => (device, false),
    };
    let decided = json!({ "device": id, "accept": accept });
    Ok(Output::Devices(device.call("accept_device", decided)?))
}

fn review(device: &Device, action: Option<&ReviewAction>) -> Result<Output, ApiError> {
    let decide = |claims: &[String], decision: &str, reason: Option<&str>| {
        let review = json!({ "claims": claims, "decision": decision, "reason": reason });
        Ok(Output::Reviewed(device.call("review", review)?))
    };
    match action {
        None => list_claims(device, "waiting", None, None, 0, 500),
        Some(ReviewAction::List {
            state,
            app,
            volunteer,
            offset,
            limit,
        }) => list_claims(
            device,
            &word(*state),
            app.map(word),
            volunteer.as_deref(),
            *offset,
            *limit,
        ),
        Some(ReviewAction::Confirm { claims }) => decide(claims, "confirmed", None),
        Some(ReviewAction::Return { claims, reason }) => decide(claims, "returned", Some(reason)),
    }
}

fn list_claims(
    device: &Device,
    state: &str,
    app: Option<String>,
    volunteer: Option<&str>,
    offset: u32,
    limit: u32,
) -> Result<Output, ApiError> {
    let filter = json!({
        "hamlet": null, "volunteer": volunteer, "app": app, "state": state,
        "offset": offset, "limit": limit,
    });
    Ok(Output::Claims(device.call("review_list", filter)?))
}

/// Waits for a job. A person at a terminal sees how far it is, on standard error.
fn finish(device: &Device, job: &Value) -> Result<JobOutcome, ApiError> {
    let number = job["job"].as_u64().and_then(|n| u32::try_from(n).ok());
    let number = number.ok_or(ErrorCode::Internal)?;
    if !std::io::stderr().is_terminal() {
        return device.wait_for(number, &mut |_| {});
    }
    let outcome = device.wait_for(number, &mut |job: &Job| {
        eprint!("\r\x1b[K{} {}/{}", job.stage, job.done, job.total);
    });
    eprint!("\r\x1b[K");
    outcome
}

fn unexpected(outcome: JobOutcome) -> Result<Output, ApiError> {
    Err(match outcome {
        JobOutcome::Failed(error) => error,
        JobOutcome::Stopped => ErrorCode::Stopped.into(),
        _ => ErrorCode::Internal.into(),
    })
}

fn document(value: &impl serde::Serialize) -> Result<Value, ApiError> {
    serde_json::to_value(value).map_err(|e| ApiError::new(ErrorCode::Internal, e.to_string()))
}

/// A file that cannot be read or written.
pub fn unusable(file: &Path, error: &std::io::Error) -> ApiError {
    ApiError::new(ErrorCode::BadInput, format!("{}: {error}", file.display()))
}
