//! The one command that a screen may send.

use serde_json::Value;
use tauri::State;
use tungnha_api::{ApiError, Device, ErrorCode};

/// Calls the device's operation `name` with `args`, both as the device crate defines them, on a
/// thread that may block: stretching a PIN or folding a list must not freeze the window.
///
/// # Errors
/// The operation's own [`ApiError`], as `{code, detail}`; `internal` if its thread died.
#[tauri::command]
pub async fn call(device: State<'_, Device>, name: String, args: Value) -> Result<Value, ApiError> {
    let device = device.inner().clone();
    tauri::async_runtime::spawn_blocking(move || device.call(&name, args))
        .await
        .map_err(|_| ApiError::from(ErrorCode::Internal))?
}
