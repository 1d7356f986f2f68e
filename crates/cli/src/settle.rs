//! Settling what several people said differently.

use crate::args::SettleAction;
use crate::output::Output;
use serde_json::{Value, json};
use tungnha_api::{ApiError, Device, ErrorCode};

/// Carries out one command about disagreements.
pub fn settle(
    device: &Device,
    action: Option<&SettleAction>,
    stands: Option<&str>,
    over: &[String],
) -> Result<Output, ApiError> {
    if let Some(stands) = stands {
        let over = match over {
            [] => others(device, stands)?,
            named => named.to_vec(),
        };
        let settled = device.call("settle", json!({ "stands": stands, "over": over }))?;
        return Ok(Output::Settled(settled));
    }
    let filter = match action {
        None => json!({ "hamlet": null, "limit": null, "after": null }),
        Some(SettleAction::List {
            hamlet,
            limit,
            after,
        }) => json!({ "hamlet": hamlet, "limit": limit, "after": after }),
    };
    Ok(Output::Disagreements(device.call("disagreements", filter)?))
}

/// All other heads of the register in which `stands` is one now.
fn others(device: &Device, stands: &str) -> Result<Vec<String>, ApiError> {
    let mut after = Value::Null;
    loop {
        let filter = json!({ "hamlet": null, "limit": 500, "after": after });
        let mut page = device.call("disagreements", filter)?;
        for item in page["items"].as_array().into_iter().flatten() {
            let ids = item["heads"].as_array().into_iter().flatten();
            let ids: Vec<&str> = ids.filter_map(|head| head["id"].as_str()).collect();
            if ids.contains(&stands) {
                let others = ids.into_iter().filter(|id| *id != stands);
                return Ok(others.map(str::to_owned).collect());
            }
        }
        after = page["next"].take();
        if after.is_null() {
            return Err(ErrorCode::Conflict.into());
        }
    }
}
