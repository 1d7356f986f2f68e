//! What is held at the server, listed and decided by an officer.

use crate::args::HeldAction;
use crate::output::Output;
use serde_json::{Value, json};
use tungnha_api::{ApiError, Device};

/// Carries out one command about what is held.
pub fn held(device: &Device, action: Option<&HeldAction>) -> Result<Output, ApiError> {
    let filter = |reason: Option<&str>, after: Option<&str>, limit: u32| json!({ "reason": reason, "after": after, "limit": limit });
    let decide = |ids: &[String], decision: &str, words: Option<&str>, to: Option<&str>| {
        device.call(
            "decide_held",
            json!({
                "ids": ids, "decision": decision, "words": words, "to": to,
                "filter": filter(None, None, 200),
            }),
        )
    };
    let page: Value = match action {
        None => device.call("held", filter(None, None, 200))?,
        Some(HeldAction::List {
            reason,
            after,
            limit,
        }) => device.call("held", filter(reason.as_deref(), after.as_deref(), *limit))?,
        Some(HeldAction::Admit { ids }) => decide(ids, "admit", None, None)?,
        Some(HeldAction::Reject { ids, because }) => decide(ids, "reject", Some(because), None)?,
        Some(HeldAction::Reassign { id, to }) => {
            let ids = std::slice::from_ref(id);
            decide(ids, "reassign", None, to.as_deref())?
        }
    };
    Ok(Output::Held(page))
}
