//! Household columns that are filled only in the first row of a household (`domain.md` 7.3
//! case 12).

use super::field::Field;
use super::header::Columns;
use super::report::ResidentRow;
use std::collections::HashMap;
use tungnha_core::name;

/// What rows of one household share.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Household {
    pub code: Option<String>,
    pub head: Option<String>,
    pub lane: Option<String>,
    pub house: Option<String>,
}

/// Carries the household of the row above into blanks.
pub(super) struct Carry {
    above: Option<Household>,
    /// Without a column that tells where a household begins, nothing may be carried.
    possible: bool,
}

impl Carry {
    pub fn new(columns: &Columns) -> Self {
        let tells = [Field::HeadName, Field::HouseholdCode, Field::Relation];
        Self {
            above: None,
            possible: tells.iter().any(|field| columns.has(*field)),
        }
    }

    /// Forgets the household, at a heading or a total.
    pub fn stop(&mut self) {
        self.above = None;
    }

    /// Fills what `own` leaves blank, if the row belongs to the household above.
    pub fn fill(&mut self, own: Household, person: &str, is_head: bool) -> Household {
        if !self.possible {
            return own;
        }
        let blank_or_same =
            |own: &Option<String>, above: &Option<String>| own.is_none() || own == above;
        let filled = match self.above.take() {
            Some(above)
                if !is_head
                    && blank_or_same(&own.code, &above.code)
                    && blank_or_same(&own.head, &above.head) =>
            {
                Household {
                    code: own.code.or(above.code),
                    head: own.head.or(above.head),
                    lane: own.lane.or(above.lane),
                    house: own.house.or(above.house),
                }
            }
            _ => Household {
                head: own.head.or_else(|| is_head.then(|| person.to_owned())),
                ..own
            },
        };
        self.above = Some(filled.clone());
        filled
    }
}

/// chủ hộ
pub(super) fn is_head(relation: &str) -> bool {
    let folded = name::fold(relation);
    folded == "chu ho" || folded == "ch" || folded.starts_with("chu ho ") || folded == "la chu ho"
}

/// Members that stand before their head, or apart from it, get its name by the household's code.
pub(super) fn name_heads(rows: &mut [ResidentRow]) {
    let heads: HashMap<_, _> = rows
        .iter()
        .filter(|row| row.relation_to_head.as_deref().is_some_and(is_head))
        .filter_map(|row| Some((key(row)?, row.name.clone())))
        .collect();
    for row in rows.iter_mut().filter(|row| row.head_name.is_none()) {
        row.head_name = key(row).and_then(|key| heads.get(&key).cloned());
    }
}

/// Codes begin anew in every hamlet of some lists.
fn key(row: &ResidentRow) -> Option<(std::sync::Arc<str>, Option<String>, String)> {
    let code = row.household_code.clone()?;
    Some((std::sync::Arc::clone(&row.sheet), row.hamlet.clone(), code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carry() -> Carry {
        Carry {
            above: None,
            possible: true,
        }
    }

    fn household(code: &str, head: &str, house: &str) -> Household {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Household {
            code: some(code),
            head: some(head),
            lane: None,
            house: some(house),
        }
    }

    #[test]
    fn blanks_below_belong_to_the_household_above() {
        let mut carry = carry();
        let first = carry.fill(household("1", "Lê Văn An", "12"), "Lê Văn An", false);
        let second = carry.fill(household("", "", ""), "Lê Thị Ba", false);
        assert_eq!(first, second);
        let next = carry.fill(household("2", "Bùi Thị Cúc", ""), "Bùi Thị Cúc", false);
        assert_eq!(next, household("2", "Bùi Thị Cúc", ""));
    }

    #[test]
    fn a_head_begins_a_household_and_a_heading_ends_it() {
        let mut carry = carry();
        carry.fill(household("", "", "12"), "Lê Văn An", true);
        let member = carry.fill(household("", "", ""), "Lê Thị Ba", false);
        assert_eq!(member, household("", "Lê Văn An", "12"));
        let head = carry.fill(household("", "", ""), "Bùi Thị Cúc", true);
        assert_eq!(head, household("", "Bùi Thị Cúc", ""));
        carry.stop();
        let stray = carry.fill(household("", "", ""), "Đỗ Văn Dũng", false);
        assert_eq!(stray, Household::default());
    }
}
