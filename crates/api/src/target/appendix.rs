//! The appendix of a plan (`domain.md` 7.2): every bearer's five columns beside what two targets ask of it.

use super::columns::{COLUMNS, Cell, Of, Said};
use super::count::People;
use super::line::Table;
use super::{By, card, key_of};
use crate::device::need_office;
use crate::payload::*;
use crate::status::corrected;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::target::{Allocation, Denominator, Rounding, Standings};
use tungnha_core::time::Day;
use tungnha_core::words::App;
use tungnha_core::{Instant, body, house, name};
use tungnha_store::Txn;
use tungnha_store::read::Stated;

/// At this age people are asked where no target says another (D-14).
const MINIMUM_AGE: u8 = 14;

/// The two targets of an appendix, each the newest that asks these columns.
pub(super) struct Pair {
    pub(super) level2: Option<Stated<body::Target>>,
    pub(super) activation: Option<Stated<body::Target>>,
}

impl Pair {
    pub(super) fn of(txn: &Txn<'_>) -> Result<Self, ApiError> {
        let targets = txn.targets()?;
        let with = |base: Standings| {
            let mut targets = targets.iter();
            targets
                .find(|one| one.body.app == App::Vneid && one.body.base == base.bits())
                .cloned()
        };
        Ok(Self {
            level2: with(Standings::NOT_COLLECTED),
            activation: with(Standings::NOT_ACTIVATED),
        })
    }

    pub(super) fn both(&self) -> impl Iterator<Item = &Stated<body::Target>> {
        self.level2.iter().chain(&self.activation)
    }
}

/// One of the two with its rows and numbers.
pub(super) struct Half {
    pub(super) target: Stated<body::Target>,
    pub(super) table: Table,
    pub(super) allocation: Allocation,
    pub(super) lines: Vec<TargetLine>,
    prints: Vec<Stated<body::TargetPrint>>,
}

impl Half {
    pub(super) fn of(
        txn: &Txn<'_>,
        target: Stated<body::Target>,
        said: &Said,
        by: By,
        now: Instant,
    ) -> Result<Self, ApiError> {
        let key = key_of(txn, &target)?;
        let people = People::of(txn, &target.body, now.day())?;
        let rows = txn.target_rows(key)?;
        let table = Table::of(txn, &target.body, &rows, &people, said, by, now)?;
        let allocation = table.allocation()?;
        Ok(Self {
            lines: table.lines(&allocation, &[]),
            prints: txn.target_prints(key)?,
            target,
            table,
            allocation,
        })
    }

    fn card(&self, txn: &Txn<'_>) -> Result<AppendixTarget, ApiError> {
        let total = self.table.total(&self.allocation);
        let prints = card::prints(txn, &self.prints, &self.allocation)?;
        Ok(AppendixTarget {
            id: self.target.id.to_string(),
            title: self.target.body.title.clone(),
            sum: total.as_ref().map_or(0, |total| total.sum),
            without: total.map_or(0, |total| total.without),
            printed: prints.into_iter().next(),
        })
    }
}

impl Device {
    pub(crate) fn appendix(&self, args: AppendixOf) -> Result<AppendixPage, ApiError> {
        let by = args.by.as_deref().map(axis).transpose()?;
        self.read(|txn| page(txn, by, corrected(txn, self.0.host.now())))
    }
}

/// Territory alone: people of organisations would stand in several rows.
pub(super) fn axis(word: &str) -> Result<By, ApiError> {
    match By::read(word)? {
        by @ (By::Unit | By::Hamlet) => Ok(by),
        By::Organisation | By::Group => Err(ApiError::new(ErrorCode::BadInput, "by")),
    }
}

pub(super) fn page(txn: &Txn<'_>, by: Option<By>, now: Instant) -> Result<AppendixPage, ApiError> {
    need_office(txn)?;
    let said = Said::read(txn)?;
    let pair = Pair::of(txn)?;
    let by = match by {
        Some(by) => by,
        None if said.units().is_empty() && !units_asked(txn, &pair)? => By::Hamlet,
        None => By::Unit,
    };
    let frame = base(txn, &pair, now)?;
    let on = frame.on;
    let people = People::of(txn, &frame, now.day())?;
    let half = |target: Option<Stated<body::Target>>| {
        let half = target.map(|target| Half::of(txn, target, &said, by, now));
        half.transpose()
    };
    let (level2, activation) = (half(pair.level2)?, half(pair.activation)?);
    let mut rows: Vec<AppendixRow> = Vec::new();
    for (line, second) in [(&level2, false), (&activation, true)]
        .into_iter()
        .flat_map(|(half, second)| half.iter().flat_map(move |half| lines(half, second)))
    {
        let at = rows
            .iter()
            .position(|row| row.bearer == line.bearer && row.key == line.key);
        match at.and_then(|at| rows.get_mut(at)) {
            Some(row) => asked(row, line, second),
            None => {
                let mut row = row_of(&line.bearer, &line.key, line.name.clone());
                asked(&mut row, line, second);
                rows.push(row);
            }
        }
    }
    complete(txn, &mut rows, by, &said)?;
    for row in &mut rows {
        row.cells = cells(txn, row, &said, &people, on)?;
    }
    rows.sort_by_cached_key(|row| {
        let name = row.name.as_deref().unwrap_or(&row.key);
        let place = row.position.unwrap_or(u16::MAX);
        (place, house::sort_key(&name::fold(name)))
    });
    let total = (0..COLUMNS.len()).map(|at| {
        let counts = rows
            .iter()
            .map(|row| row.cells.get(at).and_then(|cell| cell.count));
        AppendixTotal {
            sum: counts.clone().flatten().map(u64::from).sum(),
            without: u32::try_from(counts.filter(Option::is_none).count()).unwrap_or(u32::MAX),
        }
    });
    Ok(AppendixPage {
        by: by.name().into(),
        on: convert::day(on),
        total: total.collect(),
        rows,
        level2: level2.map(|half| half.card(txn)).transpose()?,
        activation: activation.map(|half| half.card(txn)).transpose()?,
        as_of: now.0,
    })
}

fn lines(half: &Half, second: bool) -> impl Iterator<Item = (&TargetLine, bool)> {
    half.lines.iter().map(move |line| (line, second))
}

fn units_asked(txn: &Txn<'_>, pair: &Pair) -> Result<bool, ApiError> {
    for target in pair.both() {
        let rows = txn.target_rows(key_of(txn, target)?)?;
        if rows.iter().any(|row| row.body.unit.is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Of whom the five columns are: as the targets say, else as every plan does, of today.
fn base(txn: &Txn<'_>, pair: &Pair, now: Instant) -> Result<body::Target, ApiError> {
    let all = Standings::of(&COLUMNS).bits();
    if let Some(target) = pair.both().next() {
        return Ok(body::Target {
            base: all,
            ..target.body.clone()
        });
    }
    let campaign = txn.campaign_id()?;
    Ok(body::Target {
        of: None,
        campaign: campaign.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "campaign"))?,
        title: String::new(),
        reason: None,
        app: App::Vneid,
        minimum_age: MINIMUM_AGE,
        on: now.day(),
        base: all,
        left_out: None,
        share: None,
        rounding: Rounding::HalfUp,
        done: Standings::ACTIVATED.bits(),
        denominator: Denominator::Target,
    })
}

fn row_of(bearer: &str, key: &str, name: Option<String>) -> AppendixRow {
    AppendixRow {
        bearer: bearer.to_owned(),
        key: key.to_owned(),
        name,
        position: None,
        cells: Vec::new(),
        level2: None,
        level2_excepted: None,
        level2_reason: None,
        activation: None,
        activation_excepted: None,
        activation_reason: None,
        invented: false,
    }
}

/// Writes what `line` is asked for into its row; `second` for activation.
fn asked(row: &mut AppendixRow, line: &TargetLine, second: bool) {
    let excepted = line.excepted.then(|| {
        let count = line.count.map(|count| count.to_string());
        line.share.clone().or(count).unwrap_or_default()
    });
    row.position = row.position.or(line.position);
    row.name = row.name.take().or_else(|| line.name.clone());
    row.invented |= line.invented;
    if second {
        row.activation = line.target;
        row.activation_excepted = excepted;
        row.activation_reason = line.reason.clone();
    } else {
        row.level2 = line.target;
        row.level2_excepted = excepted;
        row.level2_reason = line.reason.clone();
    }
}

/// Who stands in neither target, but has figures or people.
fn complete(
    txn: &Txn<'_>,
    rows: &mut Vec<AppendixRow>,
    by: By,
    said: &Said,
) -> Result<(), ApiError> {
    let mut others: Vec<(&str, String, Option<String>)> = Vec::new();
    if by == By::Hamlet {
        for hamlet in txn.hamlets()? {
            others.push(("hamlet", txn.id(hamlet.key)?.to_string(), Some(hamlet.name)));
        }
    } else {
        let units = said.units().into_iter();
        others.extend(units.map(|code| ("unit", code.to_owned(), None)));
    }
    for (bearer, key, name) in others {
        if !rows
            .iter()
            .any(|row| row.bearer == bearer && row.key == key)
        {
            rows.push(row_of(bearer, &key, name));
        }
    }
    Ok(())
}

fn cells(
    txn: &Txn<'_>,
    row: &AppendixRow,
    said: &Said,
    people: &People,
    on: Day,
) -> Result<Vec<AppendixCell>, ApiError> {
    let (of, counted) = match row.bearer.as_str() {
        "unit" => (Some(Of::Unit(row.key.clone())), None),
        "hamlet" => {
            let hamlet = convert::key(txn, &row.key)?;
            (Some(Of::Hamlet(hamlet)), Some(people.columns(Some(hamlet))))
        }
        _ => (None, (!people.is_empty()).then(|| people.columns(None))),
    };
    let said = of.map(|of| said.cells(&of, on)).unwrap_or_default();
    let cells = said.into_iter().enumerate().map(|(at, cell)| match cell {
        Some(Cell {
            count,
            as_of,
            owner,
        }) => AppendixCell {
            count: Some(count),
            owner: Some(owner),
            as_of: Some(as_of.0),
        },
        None => AppendixCell {
            count: counted.and_then(|counts| counts.get(at).copied()),
            owner: None,
            as_of: None,
        },
    });
    Ok(cells.collect())
}
