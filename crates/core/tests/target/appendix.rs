//! The appendix of plan 002 comes out cell for cell (D-33, D-34 and `domain.md` 1.4).

use super::{except, percent, unit};
use std::fmt::Write;
use tungnha_core::target::{
    Allocation, Asked, Exception, Formula, Printed, Share, Total, thousands,
};

/// Transcribed from the plan.
const PRINTED: &str = include_str!("../golden/appendix-002.tsv");
/// The same with what explains it.
const EXPLAINED: &str = include_str!("../golden/appendix-002.md");

const TOWN: &str = "TT Phong Sơn";

/// The name of a unit and its five columns, as printed.
fn units() -> Vec<(String, [u32; 5])> {
    rows()
        .map(|cells| (cells[1].to_owned(), columns(&cells)))
        .collect()
}

/// The rows of units: number, name, five counts, two targets.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let cells = PRINTED
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    cells.filter(|cells| cells[0].parse::<u32>().is_ok())
}

fn columns(cells: &[&str]) -> [u32; 5] {
    std::array::from_fn(|at| {
        let digits = cells[at + 2].replace('.', "");
        digits.parse().expect("a count")
    })
}

/// 50 % of "chưa thu nhận", of the town 60 %.
fn level2() -> Allocation {
    let town = Exception {
        bearer: unit(TOWN),
        asked: Asked::Share(percent(60)),
        reason: Some("thị trấn".to_owned()),
    };
    let bases = units()
        .into_iter()
        .map(|(name, columns)| (unit(&name), Some(columns[0])));
    except(percent(50), vec![town])
        .allocate(bases)
        .expect("a table")
}

/// 100 % of approved and not activated, both levels.
fn activation() -> Allocation {
    let bases = units().into_iter();
    let bases = bases.map(|(name, [_, _, one, _, two])| (unit(&name), Some(one + two)));
    Formula::of_everybody(Share::ALL)
        .allocate(bases)
        .expect("a table")
}

fn total(of: &Allocation) -> Total {
    of.total().expect("territory has a total")
}

/// What stands in row `at` of an allocation.
fn target(of: &Allocation, at: usize) -> String {
    thousands(of.rows()[at].target.expect("a target").into())
}

fn sums() -> [String; 5] {
    std::array::from_fn(|at| {
        let sum: u32 = units().iter().map(|(_, columns)| columns[at]).sum();
        thousands(sum.into())
    })
}

#[test]
fn the_appendix_comes_out_cell_for_cell() {
    let (level2, activation) = (level2(), activation());
    let mut cells: Vec<Vec<String>> = Vec::new();
    for (at, (name, counts)) in units().into_iter().enumerate() {
        let mut row = vec![(at + 1).to_string(), name];
        row.extend(counts.map(|count| thousands(count.into())));
        row.push(target(&level2, at));
        row.push(target(&activation, at));
        cells.push(row);
    }
    assert_eq!(cells.len(), 17);
    assert_eq!(cells, rows().collect::<Vec<_>>());
}

#[test]
fn the_printed_total_is_the_sum_before_rounding_and_stands_beside_ours() {
    let total = total(&level2()).printed_as(20_549);
    assert_eq!(total.sum_of_rows, 20_551);
    assert_eq!(total.before_rounding.to_string(), "20.549");
    assert_eq!(total.explanation(), Some(Printed::SumBeforeRounding));
    assert_eq!(total.difference(), -2);
    assert_eq!(
        total.printed_as(20_551).explanation(),
        Some(Printed::SumOfRows)
    );
    assert_eq!(
        total.printed_as(20_550).explanation(),
        Some(Printed::Unexplained)
    );
    assert_eq!(level2().total().expect("a total").explanation(), None);
}

#[test]
fn the_activation_total_is_both_sums_at_once() {
    let total = total(&activation()).printed_as(7_018);
    assert_eq!(total.explanation(), Some(Printed::SumOfRows));
    assert_eq!((total.sum_of_rows, total.difference()), (7_018, 0));
}

/// The last line of the plan's table, as we would print it if we printed their total.
#[test]
fn the_total_row_comes_out_as_printed() {
    let last = PRINTED.lines().last().expect("a line");
    let mut row = vec!["Tổng".to_owned(), String::new()];
    row.extend(sums());
    row.push(total(&level2()).before_rounding.to_string());
    row.push(thousands(total(&activation()).sum_of_rows));
    assert_eq!(row.join("\t"), last);
}

#[test]
fn the_table_explains_itself() {
    assert_eq!(table(), EXPLAINED);
}

/// The appendix with the value before rounding and both totals.
fn table() -> String {
    let (level2, activation) = (level2(), activation());
    let level2_total = total(&level2).printed_as(20_549);
    let activated = thousands(total(&activation).sum_of_rows);
    let head = EXPLAINED.lines().take(2);
    let mut text = head.fold(String::new(), |text, line| text + line + "\n");
    let mut line = |cells: &[String]| {
        writeln!(text, "| {} |", cells.join(" | ")).expect("text takes text");
    };
    for (at, (name, counts)) in units().into_iter().enumerate() {
        let row = &level2.rows()[at];
        let Some(Asked::Share(share)) = row.asked else {
            panic!("a share is asked");
        };
        let mut cells = vec![(at + 1).to_string(), name];
        cells.extend(counts.map(|count| thousands(count.into())));
        cells.push(target(&level2, at));
        cells.push(format!("{share} = {}", row.exact.expect("a value")));
        cells.push(target(&activation, at));
        line(&cells);
    }
    let foot = |name: &str, sum: String, before: String| {
        let mut cells = vec![String::new(), name.to_owned()];
        cells.extend(sums());
        cells.extend([sum, before, activated.clone()]);
        cells
    };
    let printed = thousands(level2_total.printed.expect("printed"));
    let before = level2_total.before_rounding.to_string();
    let ours = thousands(level2_total.sum_of_rows);
    line(&foot("Tổng in trong văn bản", printed.clone(), before));
    line(&foot("Cộng các dòng", ours.clone(), String::new()));
    let why = match level2_total.explanation() {
        Some(Printed::SumBeforeRounding) => "Số in là tổng của các số trước khi làm tròn.",
        _ => "Chưa rõ vì sao.",
    };
    let difference = level2_total.difference();
    text + &format!(
        "\nChỉ tiêu cấp mức 2: văn bản in tổng {printed}, các dòng đã làm tròn cộng lại là {ours} (chênh {difference}). {why}\n"
    )
}

#[test]
fn cam_tan_is_asked_for_what_its_own_plan_says() {
    let level2 = level2();
    let cam_tan = level2.row(&unit("Cẩm Tân")).expect("a row");
    assert_eq!(
        (cam_tan.base, cam_tan.target, cam_tan.excepted),
        (Some(2_073), Some(1_037), false)
    );
    let activation = activation();
    assert_eq!(
        activation.row(&unit("Cẩm Tân")).and_then(|row| row.target),
        Some(390)
    );
    let town = level2.row(&unit(TOWN)).expect("a row");
    assert_eq!((town.target, town.excepted), (Some(4_275), true));
    // Without the exception it would have been 3.563.
    let plain = Formula::of_everybody(percent(50)).row(unit(TOWN), Some(7_125));
    assert_eq!(plain.target, Some(3_563));
}

/// D-30: what the commune gives its hamlets is compared with what it was given, and not bent to fit.
#[test]
fn hamlets_are_compared_with_their_commune() {
    let hamlets = [("Thôn 1", 701), ("Thôn 2", 691), ("Thôn 3", 681)];
    let bases = hamlets.map(|(name, base)| (unit(name), Some(base)));
    let table = Formula::of_everybody(percent(50))
        .allocate(bases)
        .expect("a table");
    let spread = total(&table).spread_over(1_037);
    assert_eq!((spread.children, spread.difference()), (351 + 346 + 341, 1));
}
