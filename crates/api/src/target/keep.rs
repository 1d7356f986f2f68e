//! An appendix as the office pastes it, looked at before it is kept, and kept as figures and rows.

use super::appendix::{Half, Pair, axis};
use super::columns::{NOT_COLLECTED, Of, Said, Word};
use super::{By, key_of, pasted};
use crate::device::need_office;
use crate::figure::hamlets;
use crate::payload::*;
use crate::status::corrected;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Body, Figure, TargetPrint, TargetRow};
use tungnha_core::target::Bearer;
use tungnha_core::words::{App, Population, Stage};
use tungnha_core::{DeltaId, Instant, name};
use tungnha_store::Txn;

/// As many lines are kept at once.
const MOST_ROWS: usize = 500;
/// As much may be pasted.
const MOST_PASTED: usize = 100_000;
/// A clock of an owner's system may run so far ahead of this one, seconds.
const AHEAD: i64 = 86_400;

impl Device {
    pub(crate) fn read_appendix(&self, args: PastedAppendix) -> Result<AppendixRead, ApiError> {
        if args.text.len() > MOST_PASTED {
            return Err(ErrorCode::TooLong.into());
        }
        let by = axis(&args.by)?;
        self.read(|txn| {
            need_office(txn)?;
            let now = corrected(txn, self.0.host.now());
            let (said, pair) = (Said::read(txn)?, Pair::of(txn)?);
            let half = |target: Option<_>| {
                let half = target.map(|target| Half::of(txn, target, &said, by, now));
                half.transpose()
            };
            let halves = [half(pair.level2)?, half(pair.activation)?];
            let places = hamlets(txn)?;
            let mut read = pasted::read(&args.text);
            let mut rows = Vec::new();
            for line in read.lines {
                let hamlet = match by {
                    By::Hamlet => {
                        let mut named = places.iter();
                        match named.find(|(_, place)| name::names_place(place, &line.name)) {
                            Some((key, _)) => Some(txn.id(*key)?),
                            None => {
                                read.faults.push(crate::figure::table::Fault {
                                    line: line.line,
                                    column: "B".into(),
                                    text: line.name,
                                    reason: "unknown_hamlet",
                                });
                                continue;
                            }
                        }
                    }
                    _ => None,
                };
                rows.push(looked_at(&line, hamlet, &halves));
            }
            let total = read.total.map(|line| {
                let sum = |ours: fn(&AppendixLine) -> Option<u32>| {
                    rows.iter()
                        .map(ours)
                        .try_fold(0u32, |sum, n| Some(sum.saturating_add(n?)))
                };
                AppendixLine {
                    level2_ours: sum(|row| row.level2_ours),
                    activation_ours: sum(|row| row.activation_ours),
                    ..looked_at(&line, None, &[None, None])
                }
            });
            Ok(AppendixRead {
                rows,
                total,
                faults: read.faults.into_iter().map(TableFault::from).collect(),
            })
        })
    }

    pub(crate) fn set_appendix(&self, args: NewAppendix) -> Result<SaidIds, ApiError> {
        let bad = |what| ApiError::new(ErrorCode::BadInput, what);
        let [owner, document] = [&args.owner, &args.document].map(|text| name::normalise(text));
        if owner.is_empty() {
            return Err(bad("owner"));
        }
        if document.is_empty() {
            return Err(bad("document"));
        }
        if args.rows.is_empty() || args.rows.len() > MOST_ROWS {
            return Err(bad("rows"));
        }
        if args.as_of > self.0.host.now().plus(AHEAD).0 {
            return Err(bad("as_of"));
        }
        self.write(|txn| {
            need_office(txn)?;
            let (said, pair) = (Said::read(txn)?, Pair::of(txn)?);
            let figure = Figure {
                of: None,
                app: App::Vneid,
                level: 0,
                stage: Stage::NotRegistered,
                population: Population::Everybody,
                count: 0,
                base: None,
                as_of: Instant(args.as_of),
                owner,
                hamlet: None,
                organisation: None,
                source: Some(document.clone()),
                unit: None,
            };
            let mut bodies: Vec<Body> = Vec::new();
            for row in &args.rows {
                figures(txn, &said, &figure, row, &mut bodies)?;
            }
            let totals = [args.level2_total, args.activation_total];
            for (target, total) in [&pair.level2, &pair.activation].into_iter().zip(totals) {
                let Some(target) = target else {
                    continue;
                };
                missing_rows(txn, target, &args.rows, &mut bodies)?;
                let prints = txn.target_prints(key_of(txn, target)?)?;
                let kept = |total| {
                    let mut prints = prints.iter();
                    prints.any(|one| one.body.total == total && one.body.document == document)
                };
                if let Some(total) = total.filter(|total| !kept(*total)) {
                    let print = TargetPrint {
                        of: None,
                        target: target.id,
                        total,
                        document: document.clone(),
                    };
                    bodies.push(print.into());
                }
            }
            let mut ids = Vec::with_capacity(bodies.len());
            for body in bodies {
                ids.push(self.said(txn, body)?.0);
            }
            Ok(SaidIds { ids })
        })
    }
}

/// A pasted line with what our targets ask of its columns.
fn looked_at(
    line: &pasted::Line,
    hamlet: Option<DeltaId>,
    halves: &[Option<Half>; 2],
) -> AppendixLine {
    let [first, a1, w1, a2, w2, level2, activation] = line.numbers;
    let known = halves.iter().flatten().find_map(|half| {
        let mut lines = half.lines.iter();
        let line = lines.find(|one| {
            let name = one.name.as_deref().unwrap_or_default();
            one.bearer == "unit" && name::fold(name) == name::fold(&line.name)
        });
        line.map(|line| line.key.clone())
    });
    // A document that gives no codes still tells its units apart.
    let unit = hamlet
        .is_none()
        .then(|| known.unwrap_or_else(|| line.name.clone()));
    let bearer = match (&unit, hamlet) {
        (_, Some(hamlet)) => Bearer::Hamlet(hamlet),
        (unit, None) => Bearer::Unit(unit.clone().unwrap_or_default()),
    };
    let ours = |half: &Option<Half>, base: Option<u32>| {
        let half = half.as_ref()?;
        half.table.asked(bearer.clone(), base)
    };
    let [first_half, second_half] = halves;
    AppendixLine {
        line: line.line,
        level2_ours: ours(first_half, first),
        activation_ours: ours(second_half, w1.zip(w2).map(|(a, b)| a.saturating_add(b))),
        unit,
        hamlet: hamlet.map(|id| id.to_string()),
        name: line.name.clone(),
        columns: vec![first, a1, w1, a2, w2],
        level2,
        activation,
    }
}

/// The figures of one line that do not stand already: one for the first column, two for each level.
fn figures(
    txn: &Txn<'_>,
    said: &Said,
    like: &Figure,
    row: &NewAppendixRow,
    bodies: &mut Vec<Body>,
) -> Result<(), ApiError> {
    let bad = |what| ApiError::new(ErrorCode::BadInput, what);
    let &[first, a1, w1, a2, w2] = row.columns.as_slice() else {
        return Err(bad("columns"));
    };
    let (of, hamlet, unit) = match (&row.unit, &row.hamlet) {
        (Some(unit), None) if !unit.trim().is_empty() => {
            let unit = unit.trim().to_owned();
            (Of::Unit(unit.clone()), None, Some(unit))
        }
        (None, Some(hamlet)) => {
            let key = convert::key(txn, hamlet)?;
            (Of::Hamlet(key), Some(convert::delta_id(hamlet)?), None)
        }
        _ => return Err(bad("row")),
    };
    let approved = |activated: Option<u32>, waiting: Option<u32>| {
        let sum = activated.zip(waiting).map(|(a, b)| a.checked_add(b));
        sum.map(|sum| sum.ok_or_else(|| bad("columns"))).transpose()
    };
    let measures = [
        (NOT_COLLECTED, first),
        ((1, Stage::Activated), a1),
        ((1, Stage::Approved), approved(a1, w1)?),
        ((2, Stage::Activated), a2),
        ((2, Stage::Approved), approved(a2, w2)?),
    ];
    for ((level, stage), count) in measures {
        let Some(count) = count else {
            continue;
        };
        let stands = said.as_of(&of, (level, stage), like.as_of);
        let same = |word: &Word| {
            (word.count, &word.owner, &word.source) == (count, &like.owner, &like.source)
        };
        if stands.is_some_and(same) {
            continue;
        }
        let figure = Figure {
            of: stands.map(|word| word.id),
            level,
            stage,
            count,
            hamlet,
            unit: unit.clone(),
            ..like.clone()
        };
        bodies.push(figure.into());
    }
    Ok(())
}

/// Rows for the units that a target's table does not have yet, in the order in which they were pasted.
fn missing_rows(
    txn: &Txn<'_>,
    target: &tungnha_store::read::Stated<tungnha_core::body::Target>,
    rows: &[NewAppendixRow],
    bodies: &mut Vec<Body>,
) -> Result<(), ApiError> {
    let there = txn.target_rows(key_of(txn, target)?)?;
    for (position, row) in (1u16..).zip(rows) {
        let Some(unit) = row.unit.as_deref().map(str::trim) else {
            continue;
        };
        if there
            .iter()
            .any(|one| one.body.unit.as_deref() == Some(unit))
        {
            continue;
        }
        let row = TargetRow {
            of: None,
            target: target.id,
            unit: Some(unit.to_owned()),
            hamlet: None,
            organisation: None,
            group: None,
            base: None,
            share: None,
            count: None,
            reason: None,
            name: Some(name::normalise(&row.name)).filter(|name| !name.is_empty()),
            position: Some(position),
            done: None,
            as_of: None,
            invented: false,
        };
        bodies.push(row.into());
    }
    Ok(())
}
