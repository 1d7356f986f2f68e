//! Lays out the rows and plants the faults, each in a household of its own.

use super::fault::CellFault;
use super::{DirtyList, Expected, NoPlaceForFault, Person, Row, Verdict};
use super::{dates, ids, names, others};
use crate::calendar::age_on;
use crate::chance::Chance;
use crate::commune::Commune;
use crate::hamlet::{Hamlet, kind_in_words};
use crate::workbook::{Cell, Column, FIRST_DATA_ROW, HEADER_ROWS, Line, SHEET};
use tungnha_core::time::Day;
use tungnha_core::words::ResidentState;

/// People of each of the two hamlets; whole households, so a few more.
const PEOPLE_PER_HAMLET: usize = 148;

/// The letter of the column Dân tộc, after the last of the clean lists.
const ETHNICITY_COLUMN: &str = "Q";

pub fn draw(
    chance: &mut Chance,
    commune: &Commune,
    as_of: Day,
) -> Result<DirtyList, NoPlaceForFault> {
    let mut planting = Planting {
        as_of,
        rows: Vec::new(),
        expected: Vec::new(),
    };
    planting.lay_out(commune);
    planting.plant_head_once(chance)?;
    planting.plant_duplicate_id()?;
    planting.plant_hidden_row(chance)?;
    let faults = [
        ids::faults(),
        dates::faults(),
        names::faults(),
        others::faults(),
    ];
    for fault in faults.iter().flatten() {
        planting.plant(chance, fault)?;
    }
    let Planting {
        rows, mut expected, ..
    } = planting;
    expected.sort_by(|a, b| (a.row, &a.column).cmp(&(b.row, &b.column)));
    Ok(DirtyList { rows, expected })
}

struct Planting {
    as_of: Day,
    rows: Vec<Row>,
    expected: Vec<Expected>,
}

impl Planting {
    fn lay_out(&mut self, commune: &Commune) {
        let hamlet = |at: usize| commune.hamlets.get(at);
        let [first, second] = [1, 2].map(|at| hamlet(at).map(Hamlet::in_words).unwrap_or_default());
        let heading = hamlet(2).map(|hamlet| {
            let kind = kind_in_words(hamlet.kind);
            format!("II. {kind} {}", hamlet.name)
        });
        let upper = self.add_hamlet(commune, 1, 1);
        self.rows
            .push(Row::Subtotal(format!("Cộng {first}: {upper} nhân khẩu")));
        self.expect_row("row_subtotal", Verdict::Skipped, None);
        self.rows.push(Row::Blank);
        self.expect_row("row_blank", Verdict::Skipped, None);
        self.rows.push(Row::Heading(heading.unwrap_or_default()));
        self.expect_row("row_hamlet_heading", Verdict::Skipped, Some(second));
        self.add_hamlet(commune, 2, upper + 1);
        for row in &mut self.rows {
            if let Row::Person(person) = row {
                let home = commune.household_of(&person.resident);
                if home.is_some_and(|home| home.hamlet == 2) {
                    person.line.set(Column::Hamlet, Cell::Empty);
                }
            }
        }
        self.expected.push(Expected {
            sheet: SHEET.to_owned(),
            row: HEADER_ROWS[0] + 1,
            column: Some(ETHNICITY_COLUMN.to_owned()),
            kind: "column_ethnicity",
            expect: Verdict::Skipped,
            value_after: None,
        });
    }

    /// Adds the first households of a hamlet; gives the last running number.
    fn add_hamlet(&mut self, commune: &Commune, hamlet: usize, first: u32) -> u32 {
        let of_hamlet = commune.residents.iter().filter(|one| {
            let home = commune.household_of(one);
            home.is_some_and(|home| home.hamlet == hamlet)
        });
        let mut added: Vec<Person> = Vec::new();
        for one in of_hamlet {
            let last = added.last().map(|person| person.resident.household);
            if added.len() >= PEOPLE_PER_HAMLET && last != Some(one.household) {
                break;
            }
            let number = first + added.len() as u32;
            added.push(Person {
                resident: one.clone(),
                household_size: 0,
                line: Line::of(commune, one, number),
                hidden: false,
                head_merged_above: false,
                taken: false,
            });
        }
        let homes: Vec<usize> = added
            .iter()
            .map(|person| person.resident.household)
            .collect();
        for person in &mut added {
            let home = person.resident.household;
            person.household_size = homes.iter().filter(|of| **of == home).count();
        }
        let last = first + added.len() as u32 - 1;
        let people = added
            .into_iter()
            .map(|person| Row::Person(Box::new(person)));
        self.rows.extend(people);
        last
    }

    /// Tells of the row added last.
    fn expect_row(&mut self, kind: &'static str, expect: Verdict, value_after: Option<String>) {
        let at = self.rows.len().saturating_sub(1);
        self.expect_at(at, None, kind, expect, value_after);
    }

    fn expect_at(
        &mut self,
        at: usize,
        column: Option<Column>,
        kind: &'static str,
        expect: Verdict,
        value_after: Option<String>,
    ) {
        self.expected.push(Expected {
            sheet: SHEET.to_owned(),
            row: FIRST_DATA_ROW + at as u32 + 1,
            column: column.map(|column| column.letter().to_string()),
            kind,
            expect,
            value_after,
        });
    }

    fn person(&self, at: usize) -> Option<&Person> {
        match self.rows.get(at) {
            Some(Row::Person(person)) => Some(person),
            _ => None,
        }
    }

    fn person_mut(&mut self, at: usize) -> Option<&mut Person> {
        match self.rows.get_mut(at) {
            Some(Row::Person(person)) => Some(person),
            _ => None,
        }
    }

    /// A row whose household has no fault yet and who fits, found from a place of chance on.
    fn find(
        &self,
        chance: &mut Chance,
        kind: &'static str,
        fits: impl Fn(&Person) -> bool,
    ) -> Result<usize, NoPlaceForFault> {
        let count = self.rows.len();
        let from = chance.below(count as u32) as usize;
        (from..count)
            .chain(0..from)
            .find(|at| {
                self.person(*at)
                    .is_some_and(|one| is_ordinary(one, self.as_of) && fits(one))
            })
            .ok_or(NoPlaceForFault(kind))
    }

    fn take(&mut self, at: usize) {
        let home = self.person(at).map(|one| one.resident.household);
        for row in &mut self.rows {
            if let Row::Person(person) = row {
                person.taken |= Some(person.resident.household) == home;
            }
        }
    }

    fn plant(&mut self, chance: &mut Chance, fault: &CellFault) -> Result<(), NoPlaceForFault> {
        let as_of = self.as_of;
        let at = self.find(chance, fault.kind, |one| (fault.fits)(&one.resident, as_of))?;
        self.take(at);
        let mut value_after = None;
        if let Some(person) = self.person_mut(at) {
            let (cell, after) = (fault.make)(&person.resident, as_of);
            person.line.set(fault.column, cell);
            value_after = after;
        }
        self.expect_at(
            at,
            Some(fault.column),
            fault.kind,
            fault.expect,
            value_after,
        );
        Ok(())
    }

    /// The head's name once for a household of two, in cells merged downwards.
    fn plant_head_once(&mut self, chance: &mut Chance) -> Result<(), NoPlaceForFault> {
        let kind = "head_only_on_first_row";
        let second = |one: &Person| {
            one.household_size == 2 && one.resident.relation != crate::Relation::Head
        };
        let at = self.find(chance, kind, second)?;
        self.take(at);
        let mut head = None;
        if let Some(person) = self.person_mut(at) {
            person.head_merged_above = true;
            if let Some(Cell::Text(name)) = person.line.cell(Column::Head) {
                head = Some(name.clone());
            }
        }
        self.expect_at(at, Some(Column::Head), kind, Verdict::Fixed, head);
        Ok(())
    }

    /// The id of somebody above of the same sex and year of birth.
    fn plant_duplicate_id(&mut self) -> Result<(), NoPlaceForFault> {
        let kind = "id_duplicate";
        let says = |one: &Person| one.resident.personal_id.get(3..6).map(str::to_owned);
        let twin_of = |at: usize| {
            let below = self.person(at).filter(|one| is_ordinary(one, self.as_of))?;
            let twin = (0..at)
                .filter_map(|above| self.person(above))
                .find(|above| {
                    let apart = above.resident.household != below.resident.household;
                    apart && is_ordinary(above, self.as_of) && says(above) == says(below)
                })?;
            Some((at, twin.resident.clone()))
        };
        let (at, twin) = (0..self.rows.len())
            .find_map(twin_of)
            .ok_or(NoPlaceForFault(kind))?;
        let above = (0..at).find(|above| {
            self.person(*above)
                .is_some_and(|one| one.resident.personal_id == twin.personal_id)
        });
        self.take(at);
        if let Some(above) = above {
            self.take(above);
        }
        if let Some(person) = self.person_mut(at) {
            person
                .line
                .set(Column::PersonalId, Cell::Text(twin.personal_id));
        }
        self.expect_at(at, Some(Column::PersonalId), kind, Verdict::Flagged, None);
        Ok(())
    }

    fn plant_hidden_row(&mut self, chance: &mut Chance) -> Result<(), NoPlaceForFault> {
        let kind = "row_hidden";
        let at = self.find(chance, kind, |one| {
            one.resident.relation != crate::Relation::Head
        })?;
        self.take(at);
        if let Some(person) = self.person_mut(at) {
            person.hidden = true;
        }
        self.expect_at(at, None, kind, Verdict::Flagged, None);
        Ok(())
    }
}

/// Somebody grown up who lives here, with no fault near.
fn is_ordinary(one: &Person, as_of: Day) -> bool {
    !one.taken
        && one.resident.state == ResidentState::Living
        && age_on(one.resident.birth, as_of) >= 20
}
