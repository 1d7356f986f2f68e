//! The people of the 17 communes add up to the appendix of plan 002, targets included, cell for cell.

use std::collections::BTreeMap;
use tungnha_core::birth::BirthDate;
use tungnha_core::target::{
    Allocation, Asked, BaseSet, Bearer, Exception, Formula, LeftOut, Person, Printed, Share,
    Standing, Standings, thousands,
};
use tungnha_core::words::App;
use tungnha_sample::plan::{CommuneKind, Plan};
use tungnha_sample::{Commune, DEFAULT_SEED, LIST_AS_OF, Resident};

/// Transcribed from the plan.
const PRINTED: &str = include_str!("../../core/tests/golden/appendix-002.tsv");

fn communes() -> Vec<Commune> {
    let draw = |at| Commune::draw(DEFAULT_SEED, at, LIST_AS_OF).expect("a plan");
    (0..17).map(draw).collect()
}

/// As the appendix writes it.
fn name(plan: Plan) -> String {
    match plan.kind {
        CommuneKind::ThiTran => format!("TT {}", plan.name),
        CommuneKind::Xa => plan.name.to_owned(),
    }
}

fn bearer(commune: &Commune) -> Bearer {
    Bearer::Unit(commune.plan.code.to_owned())
}

/// Somebody of the list, as a target sees them. Who is below 14 has no account to speak of.
fn person(resident: &Resident) -> Person {
    let stages = resident
        .account
        .map(|account| (account.level(), account.stage()));
    let standing = Standing::of(App::Vneid, stages.as_slice());
    Person {
        birth: BirthDate::from_calendar(resident.birth),
        state: resident.state,
        mark: None,
        then: standing,
        now: standing,
    }
}

fn base(standings: Standings) -> BaseSet {
    BaseSet {
        app: App::Vneid,
        minimum_age: 14,
        on: LIST_AS_OF,
        standings,
        left_out: LeftOut::default(),
    }
}

/// How many people of each commune stand in `standings`.
fn count(people: &[(Bearer, Person)], standings: Standings) -> BTreeMap<Bearer, u32> {
    let all = people
        .iter()
        .map(|(bearer, person)| (bearer.clone(), person));
    let counts = base(standings).count_by(all).into_iter();
    counts
        .map(|(bearer, count)| (bearer, count.counted))
        .collect()
}

fn allocate(formula: &Formula, communes: &[Commune], bases: &BTreeMap<Bearer, u32>) -> Allocation {
    let bearers = communes.iter().map(bearer);
    let bearers = bearers.map(|bearer| (bearer.clone(), bases.get(&bearer).copied()));
    formula.allocate(bearers).expect("a table")
}

#[test]
fn the_people_of_the_district_add_up_to_the_plans_appendix() {
    let communes = communes();
    let people: Vec<(Bearer, Person)> = communes
        .iter()
        .flat_map(|commune| {
            commune
                .residents
                .iter()
                .map(|one| (bearer(commune), person(one)))
        })
        .collect();
    let columns = [
        Standing::NotCollected,
        Standing::Level1Activated,
        Standing::Level1NotActivated,
        Standing::Level2Activated,
        Standing::Level2NotActivated,
    ]
    .map(|column| count(&people, Standings::of(&[column])));

    let half = Share::from_percent(50).expect("a share");
    let towns = communes
        .iter()
        .filter(|commune| commune.plan.kind == CommuneKind::ThiTran);
    let exceptions = towns.map(|town| Exception {
        bearer: bearer(town),
        asked: Asked::Share(Share::from_percent(60).expect("a share")),
        reason: Some("thị trấn".to_owned()),
    });
    let of_half = Formula {
        exceptions: exceptions.collect(),
        ..Formula::of_everybody(half)
    };
    let level2 = allocate(
        &of_half,
        &communes,
        &count(&people, Standings::NOT_COLLECTED),
    );
    let of_all = Formula::of_everybody(Share::ALL);
    let activation = allocate(
        &of_all,
        &communes,
        &count(&people, Standings::NOT_ACTIVATED),
    );

    let target = |table: &Allocation, at: usize| {
        thousands(table.rows()[at].target.expect("a target").into())
    };
    let mut lines: Vec<String> = Vec::new();
    for (at, commune) in communes.iter().enumerate() {
        let mut cells = vec![(at + 1).to_string(), name(commune.plan)];
        cells.extend(
            columns
                .iter()
                .map(|column| thousands(column[&bearer(commune)].into())),
        );
        cells.extend([target(&level2, at), target(&activation, at)]);
        lines.push(cells.join("\t"));
    }
    let total = level2.total().expect("territory").printed_as(20_549);
    let mut cells = vec!["Tổng".to_owned(), String::new()];
    cells.extend(
        columns
            .iter()
            .map(|column| thousands(column.values().copied().map(u64::from).sum())),
    );
    cells.push(thousands(total.printed.expect("printed")));
    cells.push(thousands(
        activation.total().expect("territory").sum_of_rows,
    ));
    lines.push(cells.join("\t"));
    // A line of the source, three of headings, then the table.
    assert_eq!(lines, PRINTED.lines().skip(4).collect::<Vec<_>>());
    assert_eq!(total.sum_of_rows, 20_551);
    assert_eq!(total.explanation(), Some(Printed::SumBeforeRounding));
}
