//! One operation over HTTP.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::Value;
use tungnha_api::{ApiError, ErrorCode};

use crate::serve::Bridge;

/// The largest call in bytes: a resident list of 40 MiB, the most that the screen takes, in base64.
pub(crate) const LARGEST_CALL: usize = 54 << 20;

/// `POST /call/<operation>`: the arguments in, the reply out, both JSON as the device crate defines
/// them. It runs on a thread that may block.
///
/// # Errors
/// The operation's [`ApiError`] as `{code, detail}` with status 422, or 500 where its code says that
/// the program is at fault.
pub(crate) async fn call(
    State(bridge): State<Arc<Bridge>>,
    Path(name): Path<String>,
    Json(args): Json<Value>,
) -> Result<Json<Value>, (StatusCode, Json<ApiError>)> {
    let device = bridge.device.clone();
    tokio::task::spawn_blocking(move || device.call(&name, args))
        .await
        .unwrap_or_else(|_| Err(ErrorCode::Internal.into()))
        .map(Json)
        .map_err(|error| (status(error.code), Json(error)))
}

/// The status that goes with an error. The screen reads the code; the status is for whoever reads logs.
fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
