//! Plan 004: 1.324 of 2.887, 46 %, rank 4/10 (D-35, D-36, D-68).

use super::{day, percent, unit};
use tungnha_core::Instant;
use tungnha_core::target::{
    BaseSet, Denominator, Formula, LeftOut, Outcome, Rate, Standings, Target, best_first, rank,
    thousands,
};
use tungnha_core::words::App;

const TABLE: &str = include_str!("../golden/duc-co-2023.md");

/// Done and asked for. Ia Dom's are the plan's; the other nine are invented, and marked so.
const DUC_CO: [(&str, u32, u32); 10] = [
    ("TT Chư Ty (giả định)", 3_402, 5_103),
    ("Ia Dơk (giả định)", 1_215, 2_700),
    ("Ia Krêl (giả định)", 1_638, 3_120),
    ("Ia Din (giả định)", 720, 1_600),
    ("Ia Kla (giả định)", 1_240, 2_480),
    ("Ia Dom", 1_324, 2_887),
    ("Ia Lang (giả định)", 480, 1_500),
    ("Ia Kriêng (giả định)", 1_012, 2_300),
    ("Ia Pnôn (giả định)", 300, 1_450),
    ("Ia Nan (giả định)", 455, 1_900),
];

/// "… 2.887 tài khoản … trên tổng số 5.774 công dân đủ điều kiện".
fn plan() -> Target {
    Target {
        title: "Kích hoạt tài khoản định danh điện tử".to_owned(),
        reason: None,
        base: BaseSet {
            app: App::Vneid,
            minimum_age: 14,
            on: day(2023, 9, 15),
            standings: Standings::ALL,
            left_out: LeftOut::default(),
        },
        formula: Formula::of_everybody(percent(50)),
        done: Standings::ACTIVATED,
        denominator: Denominator::Target,
        milestones: Vec::new(),
    }
}

/// At the end of 15/9/2023.
fn as_of() -> Instant {
    day(2023, 9, 16).start()
}

#[test]
fn ia_dom_has_reached_46_per_cent_of_its_target_and_23_of_its_people() {
    let plan = plan();
    let row = plan.formula.row(unit("23872"), Some(5_774));
    assert_eq!(row.target, Some(2_887));
    let outcome = Outcome {
        done: 1_324,
        target: row.target,
        base: row.base,
        as_of: as_of(),
    };
    let of_target = outcome.rate(plan.denominator).expect("a rate");
    assert_eq!(
        (of_target.numerator(), of_target.denominator()),
        (1_324, 2_887)
    );
    assert_eq!(of_target.printed(0), "46 %");
    assert_eq!(of_target.printed(2), "45,86 %");
    let of_everybody = outcome.rate(Denominator::Base).expect("a rate");
    assert_eq!(of_everybody.printed(1), "22,9 %");
    assert_eq!(outcome.remaining(), Some(1_563));
    assert_eq!(outcome.beyond(), Some(0));
}

#[test]
fn ia_dom_is_fourth_of_ten() {
    assert_eq!(table(), TABLE);
}

fn table() -> String {
    let rates = DUC_CO.map(|(_, done, asked)| Rate::new(done, asked));
    let ranks = rank(&rates);
    let mut lines: Vec<String> = TABLE.lines().take(2).map(str::to_owned).collect();
    for (at, (name, done, asked)) in DUC_CO.into_iter().enumerate() {
        let (done, asked) = (thousands(done.into()), thousands(asked.into()));
        let rate = rates[at].expect("a rate").printed(0);
        let rank = ranks[at].expect("a rank");
        lines.push(format!(
            "| {} | {name} | {done}/{asked} | {rate} | {rank} |",
            at + 1
        ));
    }
    lines.extend(
        TABLE
            .lines()
            .rev()
            .take(2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .into_iter()
            .rev(),
    );
    lines.join("\n") + "\n"
}

#[test]
fn who_does_not_report_has_no_rank_and_makes_nobody_else_better() {
    let mut rates = DUC_CO.map(|(_, done, asked)| Rate::new(done, asked));
    rates[9] = None;
    let ranks = rank(&rates);
    assert_eq!(ranks[9], None);
    assert_eq!(
        ranks[5].map(|rank| rank.to_string()).as_deref(),
        Some("4/10")
    );
    assert_eq!(best_first(&rates), [0, 2, 4, 5, 1, 3, 7, 6, 8, 9]);
    assert_eq!(rank(&[]), []);
}

/// D-37, and `domain.md` 7.2: public reports print 124,56 %.
#[test]
fn more_than_everything_is_shown_as_it_is() {
    let outcome = Outcome {
        done: 12_456,
        target: Some(10_000),
        base: None,
        as_of: as_of(),
    };
    assert_eq!(
        outcome
            .rate(Denominator::Target)
            .map(|rate| rate.printed(2))
            .as_deref(),
        Some("124,56 %")
    );
    assert_eq!(
        (outcome.remaining(), outcome.beyond()),
        (Some(0), Some(2_456))
    );
    assert_eq!(outcome.rate(Denominator::Base), None);
    let unasked = Outcome {
        target: None,
        ..outcome
    };
    assert_eq!(
        (unasked.rate(Denominator::Target), unasked.remaining()),
        (None, None)
    );
    assert_eq!(
        Outcome {
            target: Some(0),
            ..outcome
        }
        .rate(Denominator::Target),
        None
    );
}

/// A printed "100 %" may be a little less; whether it is done is never read off it.
#[test]
fn nearly_everything_is_not_everything() {
    let rate = Rate::new(999, 1_000).expect("a rate");
    assert_eq!(
        (rate.printed(0).as_str(), rate.is_whole()),
        ("100 %", false)
    );
    assert_eq!(rate.printed(1), "99,9 %");
}
