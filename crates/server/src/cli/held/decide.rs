//! Decisions about the inbox.

use super::super::open::{random, server, written};
use super::super::{Done, Failure};
use super::{Admit, Reassign, Reject, Which};
use crate::apply::Moment;
use crate::desk::Desk;
use crate::http::clock;
use crate::inbox::{Decision, Made, Ruling, Unable};
use crate::key::BookNo;
use crate::storage::{Result as Stored, StorageTxn};
use serde::Serialize;
use std::collections::HashSet;
use std::path::Path;
use tungnha_core::{DeltaId, Verdict};

#[derive(Serialize)]
struct DecidedDocument {
    id: String,
    decision: &'static str,
    admission: AdmissionDocument,
    /// The delta in which it was said again.
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<String>,
}

/// What was signed: whose work it is, and since when.
#[derive(Serialize)]
struct AdmissionDocument {
    number: i64,
    received_at: String,
    member: String,
    role: &'static str,
}

#[derive(Serialize)]
struct RefusedDocument {
    id: String,
    why: &'static str,
    words: String,
}

pub(super) fn admit(folder: &Path, asked: &Admit) -> Result<Done, Failure> {
    decide(folder, &asked.which, &asked.by, &|| Ok(Decision::Admit))
}

pub(super) fn reject(folder: &Path, asked: &Reject) -> Result<Done, Failure> {
    let words = asked.because.trim().to_owned();
    if words.is_empty() {
        return Err(Failure::Usage("--because needs words"));
    }
    decide(folder, &asked.which, &asked.by, &|| {
        let words = words.clone();
        Ok(Decision::Reject { words })
    })
}

pub(super) fn reassign(folder: &Path, asked: &Reassign) -> Result<Done, Failure> {
    let which = Which {
        ids: vec![asked.id],
        of: None,
        reason: None,
    };
    decide(folder, &which, &asked.by, &|| {
        let (to, seed) = (asked.to, random()?);
        Ok(Decision::Reassign { to, seed })
    })
}

/// Decides about everything that was asked for, in one transaction.
fn decide(
    folder: &Path,
    which: &Which,
    by: &str,
    decision: &dyn Fn() -> Result<Decision, Failure>,
) -> Result<Done, Failure> {
    if by.trim().is_empty() {
        return Err(Failure::Usage("--by needs a name"));
    }
    let server = server(folder)?;
    let moment = Moment {
        now: clock(),
        identity: server.keys().identity(),
    };
    let txn = server.storage().write()?;
    let mut decided = Vec::new();
    let mut refused = Vec::new();
    let mut unknown = which.ids.clone();
    for book in txn.books()? {
        let ids = asked_for(txn.as_ref(), book.no, which)?;
        if ids.is_empty() {
            continue;
        }
        let mut desk = Desk::applying(txn.as_ref(), book.no)?;
        let mut done: HashSet<DeltaId> = HashSet::new();
        for id in ids {
            unknown.retain(|one| *one != id);
            // Decided together with another.
            if done.contains(&id) {
                continue;
            }
            match desk.decide(id, &decision()?, by.trim(), &moment)? {
                Ruling::Made(made) => {
                    done.extend(made.iter().map(|one| one.id));
                    for one in &made {
                        decided.push(document(txn.as_ref(), book.no, one)?);
                    }
                }
                Ruling::Unable(why) => refused.push(refusal(id, why)),
            }
        }
        desk.finish()?;
    }
    refused.extend(unknown.into_iter().map(|id| refusal(id, Unable::NotHeld)));
    txn.commit()?;

    let mut text = String::new();
    for one in &decided {
        text.push_str(&format!("{}: {}\n", one.id, one.decision));
    }
    for one in &refused {
        text.push_str(&format!("{}: not decided: {}\n", one.id, one.words));
    }
    text.push_str(&format!("{} decided\n", decided.len()));
    let good = refused.is_empty();
    let json = serde_json::json!({ "decided": decided, "refused": refused });
    Ok(Done {
        good,
        ..Done::new(text, &json)?
    })
}

/// The ids that are of one book, in the order in which they were named or came.
fn asked_for(txn: &dyn StorageTxn, book: BookNo, which: &Which) -> Stored<Vec<DeltaId>> {
    let mut ids = Vec::new();
    let Some(member) = which.of else {
        for id in &which.ids {
            let device = txn.device(id.incarnation)?;
            if device.is_some_and(|device| device.book == book) {
                ids.push(*id);
            }
        }
        return Ok(ids);
    };
    let mut desk = Desk::reading(txn, book)?;
    for row in txn.held(book)? {
        let wanted = which.reason.is_none_or(|reason| reason == row.reason);
        let Some(stored) = txn.delta(book, row.key)?.filter(|_| wanted) else {
            continue;
        };
        let receipt = txn.admission(book, stored.admission)?;
        if receipt.is_some_and(|receipt| receipt.member.0 == member) {
            ids.push(desk.id(row.key)?);
        }
    }
    Ok(ids)
}

fn document(txn: &dyn StorageTxn, book: BookNo, made: &Made) -> Stored<DecidedDocument> {
    let admission = &made.admission;
    let member = txn.member(book, admission.member)?;
    Ok(DecidedDocument {
        id: made.id.to_string(),
        decision: match made.verdict {
            Verdict::Admitted => "admitted",
            Verdict::Held(reason) => reason.name(),
        },
        admission: AdmissionDocument {
            number: admission.number,
            received_at: written(admission.received_at),
            member: member.map(|member| member.name).unwrap_or_default(),
            role: admission.role.name(),
        },
        again: made.again.map(|id| id.to_string()),
    })
}

fn refusal(id: DeltaId, why: Unable) -> RefusedDocument {
    RefusedDocument {
        id: id.to_string(),
        why: why.code(),
        words: why.to_string(),
    }
}
