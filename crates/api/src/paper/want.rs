//! What the paper says of its lines.

use super::cells::Column;
use super::prior::Prior;
use crate::payload::{NewTyped, TypedLine};
use crate::record::within_years;
use crate::{ApiError, ErrorCode, convert};
use std::collections::BTreeMap;
use tungnha_core::Instant;
use tungnha_core::words::{Agreement, Outcome};

/// One line of the paper.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Want {
    /// What happened, and when to come back.
    pub outcome: Option<(Outcome, Option<i64>)>,
    /// Whether the person agrees to be recorded.
    pub agrees: Option<bool>,
    pub marks: Vec<Column>,
}

impl Want {
    /// What was typed from the line before.
    pub fn again(prior: &Prior) -> Self {
        Self {
            outcome: prior.outcome(),
            agrees: prior.notice().map(|notice| notice != Agreement::Refused),
            marks: prior.marks().collect(),
        }
    }

    fn of(line: &TypedLine, columns: &[Column], now: Instant) -> Result<Self, ApiError> {
        let bad = |what: &str| ApiError::new(ErrorCode::BadInput, what);
        let outcome: Option<Outcome> = line
            .outcome
            .as_deref()
            .map(|word| convert::word(word, "outcome"))
            .transpose()?;
        if matches!(outcome, Some(Outcome::MovedOut | Outcome::NotFound)) {
            return Err(bad("outcome"));
        }
        let back = line
            .come_back_at
            .filter(|_| outcome == Some(Outcome::ComeBack));
        let back = back.map(|at| within_years(at, now)).transpose()?;
        let agreement: Option<Agreement> = line
            .consent
            .as_deref()
            .map(|word| convert::word(word, "consent"))
            .transpose()?;
        let mut marks = Vec::with_capacity(line.marks.len());
        for mark in &line.marks {
            let mark = Column {
                app: convert::word(&mark.app, "app")?,
                level: mark.level,
            };
            if !columns.contains(&mark) || marks.contains(&mark) {
                return Err(bad("a mark"));
            }
            marks.push(mark);
        }
        Ok(Self {
            outcome: outcome.map(|outcome| (outcome, back.map(|at| at.0))),
            agrees: agreement.map(|agreement| agreement != Agreement::Refused),
            marks,
        })
    }
}

/// The lines given, by number.
pub(super) fn wants(
    args: &NewTyped,
    lines: usize,
    columns: &[Column],
    now: Instant,
) -> Result<BTreeMap<u16, Want>, ApiError> {
    let mut wants = BTreeMap::new();
    for line in &args.lines {
        let on_it = (1..=lines).contains(&usize::from(line.line));
        if !on_it
            || wants
                .insert(line.line, Want::of(line, columns, now)?)
                .is_some()
        {
            return Err(ApiError::new(ErrorCode::BadInput, "a line"));
        }
    }
    Ok(wants)
}
