//! Three figures side by side, and who answers for the official one (D-46, D-61).

pub(crate) mod table;

use crate::device::need_office;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::account::reaches;
use tungnha_core::body::Figure;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::time::Day;
use tungnha_core::words::{App, Population, Stage};
use tungnha_core::{Body, Instant, house, name};
use tungnha_store::read::{FigureRow, StandingCount};
use tungnha_store::{Key, Txn};

/// As many figures are said at once.
const MOST_AT_ONCE: usize = 500;
/// As much may be pasted.
const MOST_PASTED: usize = 100_000;
/// A clock of an owner's system may run so far ahead of this one, seconds.
const AHEAD: i64 = 86_400;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    app: App,
    level: u8,
    stage: Stage,
}

impl Measure {
    fn read(app: &str, level: u8, stage: &str) -> Result<Self, ApiError> {
        let app = convert::word(app, "app")?;
        if level > 2 || (app != App::Vneid && level > 0) {
            return Err(ApiError::new(ErrorCode::BadInput, "level"));
        }
        let stage = convert::word(stage, "stage")?;
        Ok(Self { app, level, stage })
    }

    const fn of(row: &FigureRow) -> Self {
        Self {
            app: row.app,
            level: row.level,
            stage: row.stage,
        }
    }

    fn stages(self) -> Vec<Stage> {
        let all = Stage::ALL.iter().copied();
        all.filter(|stage| reaches(*stage, self.stage)).collect()
    }
}

impl Device {
    pub(crate) fn figures(&self, _: Nothing) -> Result<FigurePage, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let campaign = txn.campaign()?;
            let rows = txn.figures()?;
            let official: Vec<&FigureRow> = rows
                .iter()
                .filter(|row| row.organisation.is_none())
                .collect();
            let hamlets = hamlets(txn)?;
            let mut measures = Vec::new();
            for measure in counted(campaign.as_ref(), &official) {
                let of_it: Vec<&FigureRow> = official
                    .iter()
                    .copied()
                    .filter(|row| Measure::of(row) == measure)
                    .collect();
                measures.push(card(txn, campaign.as_ref(), measure, &of_it, &hamlets)?);
            }
            Ok(FigurePage { measures })
        })
    }

    pub(crate) fn figure_history(&self, args: FigureKey) -> Result<Vec<FigureStory>, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let measure = Measure::read(&args.app, args.level, &args.stage)?;
            let population: Population = convert::word(&args.population, "population")?;
            let place = |id: &Option<String>| id.as_deref().map(|id| convert::key(txn, id));
            let (hamlet, organisation) = (
                place(&args.hamlet).transpose()?,
                place(&args.organisation).transpose()?,
            );
            let mut stories = Vec::new();
            for row in txn.figures()? {
                let wanted = Measure::of(&row) == measure
                    && row.population == population
                    && row.hamlet == hamlet
                    && row.organisation == organisation;
                if wanted {
                    stories.push(story(txn, &row)?);
                }
            }
            Ok(stories)
        })
    }

    pub(crate) fn type_figures(&self, args: NewFigures) -> Result<SaidIds, ApiError> {
        let measure = Measure::read(&args.app, args.level, &args.stage)?;
        let population = convert::word(&args.population, "population")?;
        let bad = |what| ApiError::new(ErrorCode::BadInput, what);
        let owner = name::normalise(&args.owner);
        let now = self.0.host.now();
        if owner.is_empty() {
            return Err(bad("owner"));
        }
        if args.rows.is_empty() || args.rows.len() > MOST_AT_ONCE {
            return Err(bad("rows"));
        }
        if args.as_of > now.plus(AHEAD).0 {
            return Err(bad("as_of"));
        }
        let source = args.source.map(|text| name::normalise(&text));
        let source = source.filter(|text| !text.is_empty());
        self.write(|txn| {
            need_office(txn)?;
            let mut ids = Vec::with_capacity(args.rows.len());
            for row in &args.rows {
                if row.base.is_some_and(|base| base < row.count) {
                    return Err(bad("base"));
                }
                for place in [&row.hamlet, &row.organisation].into_iter().flatten() {
                    convert::key(txn, place)?;
                }
                if let Some(of) = &row.of {
                    corrects(txn, of)?;
                }
                let id = |text: &Option<String>| text.as_deref().map(convert::delta_id).transpose();
                let figure = Figure {
                    of: id(&row.of)?,
                    app: measure.app,
                    level: measure.level,
                    stage: measure.stage,
                    population,
                    count: row.count,
                    base: row.base,
                    as_of: Instant(args.as_of),
                    owner: owner.clone(),
                    hamlet: id(&row.hamlet)?,
                    organisation: id(&row.organisation)?,
                    source: source.clone(),
                    unit: None,
                };
                ids.push(self.said(txn, figure.into())?.0);
            }
            Ok(SaidIds { ids })
        })
    }

    pub(crate) fn read_table(&self, args: PastedTable) -> Result<TableRead, ApiError> {
        if args.text.len() > MOST_PASTED {
            return Err(ErrorCode::TooLong.into());
        }
        self.read(|txn| {
            need_office(txn)?;
            let places = hamlets(txn)?;
            let names: Vec<&str> = places.iter().map(|(_, name)| name.as_str()).collect();
            let read = table::read(&args.text, &names);
            let mut rows = Vec::new();
            for line in &read.lines {
                let Some((key, name)) = places.get(line.place) else {
                    continue;
                };
                rows.push(TableRow {
                    line: line.line,
                    hamlet: txn.id(*key)?.to_string(),
                    name: name.clone(),
                    count: line.count,
                    base: line.base,
                });
            }
            let missing = places.iter().enumerate();
            let missing = missing.filter(|(at, _)| read.lines.iter().all(|l| l.place != *at));
            Ok(TableRead {
                sum: rows
                    .iter()
                    .fold(0, |sum, row| sum.saturating_add(row.count)),
                rows,
                printed_total: read.total,
                faults: read.faults.into_iter().map(TableFault::from).collect(),
                missing: missing.map(|(_, (_, name))| name.clone()).collect(),
            })
        })
    }
}

/// The hamlets in natural order.
pub(crate) fn hamlets(txn: &Txn<'_>) -> Result<Vec<(Key, String)>, ApiError> {
    let rows = txn.hamlets()?.into_iter();
    let mut hamlets: Vec<(Key, String)> = rows.map(|row| (row.key, row.name)).collect();
    hamlets.sort_by_cached_key(|(_, place)| house::sort_key(&name::fold(place)));
    Ok(hamlets)
}

/// A figure may be corrected that is one.
fn corrects(txn: &Txn<'_>, of: &str) -> Result<(), ApiError> {
    let body = txn
        .statement(convert::delta_id(of)?)?
        .map(|delta| delta.body);
    match body {
        Some(Body::Figure(figure)) if figure.of.is_none() => Ok(()),
        _ => Err(ApiError::new(ErrorCode::NotFound, "figure")),
    }
}

/// What the campaign counts, then what else figures speak of, each once.
fn counted(campaign: Option<&CampaignFrame>, figures: &[&FigureRow]) -> Vec<Measure> {
    let mut measures = Vec::new();
    let mut add = |measure: Measure| {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    };
    for asked in campaign.map(|c| c.apps.as_slice()).unwrap_or_default() {
        let app = asked.app;
        let measure = |level, stage| Measure { app, level, stage };
        if app == App::Vneid {
            add(measure(2, Stage::Activated));
            add(measure(2, Stage::DossierCollected));
            add(measure(1, Stage::Activated));
        } else {
            add(measure(0, Stage::LoggedIn));
        }
    }
    figures.iter().for_each(|row| add(Measure::of(row)));
    measures
}

fn card(
    txn: &Txn<'_>,
    campaign: Option<&CampaignFrame>,
    measure: Measure,
    figures: &[&FigureRow],
    hamlets: &[(Key, String)],
) -> Result<MeasureCard, ApiError> {
    let counts = txn.standing_counts(measure.app, measure.level, &measure.stages())?;
    let of_hamlet: HashMap<Key, &StandingCount> = counts.iter().map(|c| (c.hamlet, c)).collect();
    // The newest of each stands first.
    let newest = |population, hamlet| {
        let mut rows = figures.iter();
        rows.find(|row| row.population == population && row.hamlet == hamlet)
            .map(|row| figure_card(txn, row))
            .transpose()
    };
    let mut lines = Vec::with_capacity(hamlets.len());
    let (mut sum, mut with) = (0u32, 0u32);
    for (key, place) in hamlets {
        let official = newest(Population::Everybody, Some(*key))?;
        if let Some(figure) = &official {
            (sum, with) = (sum.saturating_add(figure.count), with + 1);
        }
        let figures = three(
            of_hamlet
                .get(key)
                .map(|count| [count.claimed, count.confirmed, count.listed]),
            official,
        );
        lines.push(FigureOfHamlet {
            hamlet: txn.id(*key)?.to_string(),
            name: place.clone(),
            figures,
        });
    }
    let all = counts.iter().fold([0u32; 3], |[a, b, c], count| {
        [a + count.claimed, b + count.confirmed, c + count.listed]
    });
    let mut total = three(Some(all), newest(Population::Everybody, None)?);
    total.hamlets_sum = (with > 0).then_some(sum);
    total.hamlets_with = with;
    if total.official.is_none() && with > 0 && with as usize == hamlets.len() {
        total.gap = Some(i64::from(sum) - i64::from(total.confirmed));
    }
    let mut parts = Vec::new();
    for population in [
        Population::Officials,
        Population::Citizens,
        Population::Organisations,
    ] {
        parts.extend(newest(population, None)?);
    }
    let reviewer = campaign.and_then(|c| c.apps.iter().find(|asked| asked.app == measure.app));
    let listed = counts.iter().filter_map(|count| count.listed_as_of).max();
    Ok(MeasureCard {
        app: measure.app.name().into(),
        level: measure.level,
        stage: measure.stage.name().into(),
        reviewer: reviewer.map(|asked| asked.reviewer.role.name().into()),
        owner: reviewer.and_then(|asked| asked.figure_owner.clone()),
        total,
        hamlets: lines,
        parts,
        listed_as_of: listed.map(|day| convert::day(Day(day))),
    })
}

fn three(counts: Option<[u32; 3]>, official: Option<FigureCard>) -> ThreeFigures {
    let [claimed, confirmed, listed] = counts.unwrap_or_default();
    let gap = official
        .as_ref()
        .map(|figure| i64::from(figure.count) - i64::from(confirmed));
    ThreeFigures {
        claimed,
        confirmed,
        listed,
        official,
        hamlets_sum: None,
        hamlets_with: 0,
        gap,
    }
}

/// A figure as screens show it.
pub(crate) fn figure_card(txn: &Txn<'_>, row: &FigureRow) -> Result<FigureCard, ApiError> {
    Ok(FigureCard {
        id: txn.id(row.key)?.to_string(),
        population: row.population.name().into(),
        count: row.count,
        base: row.base,
        as_of: row.as_of,
        owner: row.owner.clone(),
        source: row.source.clone(),
        hamlet: match row.hamlet {
            Some(key) => Some(txn.id(key)?.to_string()),
            None => None,
        },
        app: row.app.name().into(),
        level: row.level,
        stage: row.stage.name().into(),
        at: row.at,
        by: row.by.clone(),
        unsent: row.unsent,
    })
}

fn story(txn: &Txn<'_>, row: &FigureRow) -> Result<FigureStory, ApiError> {
    let mut before = Vec::new();
    for version in txn.figure_versions(row.key)? {
        if let (false, Body::Figure(figure)) = (version.shown, version.delta.body) {
            before.push(FigureBefore {
                count: figure.count,
                as_of: figure.as_of.0,
                at: version.delta.stamped.0,
                by: version.by,
            });
        }
    }
    Ok(FigureStory {
        figure: figure_card(txn, row)?,
        before,
    })
}
