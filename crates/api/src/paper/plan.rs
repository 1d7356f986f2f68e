//! Who stands on which sheet.

use tungnha_sheets::office_list::walk::MOST_LINES;
use tungnha_store::Key;

/// One sheet before it has a number.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Plan {
    /// The lane as doors name it; empty where they have none.
    pub lane: String,
    /// Doors in walking order, each with its people in order.
    pub doors: Vec<(Key, Vec<Key>)>,
}

impl Plan {
    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.doors.iter().map(|(_, people)| people.len()).sum()
    }

    /// Its people in the order of the lines.
    pub fn people(&self) -> impl Iterator<Item = Key> + '_ {
        self.doors
            .iter()
            .flat_map(|(_, people)| people.iter().copied())
    }
}

/// (lane, door, person) in walking order into sheets: a sheet is of one lane, and a door stands on one sheet, unless
/// it is longer than that.
pub(crate) fn plans(people: impl IntoIterator<Item = (String, Key, Key)>) -> Vec<Plan> {
    let mut doors: Vec<(String, Key, Vec<Key>)> = Vec::new();
    for (lane, door, person) in people {
        match doors
            .last_mut()
            .filter(|last| last.1 == door && last.2.len() < MOST_LINES)
        {
            Some(last) => last.2.push(person),
            None => doors.push((lane, door, vec![person])),
        }
    }
    let mut plans: Vec<Plan> = Vec::new();
    for (lane, door, people) in doors {
        let fits =
            |plan: &&mut Plan| plan.lane == lane && plan.lines() + people.len() <= MOST_LINES;
        match plans.last_mut().filter(fits) {
            Some(plan) => plan.doors.push((door, people)),
            None => plans.push(Plan {
                lane,
                doors: vec![(door, people)],
            }),
        }
    }
    plans
}

/// Which of how many sheets of its lane each is, from 1: "tờ 3/7".
pub(crate) fn parts(plans: &[Plan]) -> Vec<(usize, usize)> {
    let of_lane = |plan: &Plan| plans.iter().filter(|one| one.lane == plan.lane).count();
    let before = |at: usize, plan: &Plan| {
        plans
            .iter()
            .take(at)
            .filter(|one| one.lane == plan.lane)
            .count()
    };
    plans
        .iter()
        .enumerate()
        .map(|(at, plan)| (before(at, plan) + 1, of_lane(plan)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u32) -> Key {
        Key::new(1, n)
    }

    /// Doors of so many people each, all in one lane.
    fn lane(name: &str, first: u32, doors: &[u32]) -> Vec<(String, Key, Key)> {
        let mut person = first * 1000;
        let door = |(n, people): (u32, &u32)| {
            (0..*people)
                .map(|_| {
                    person += 1;
                    (name.to_owned(), key(first + n), key(person))
                })
                .collect::<Vec<_>>()
        };
        (0..).zip(doors).flat_map(door).collect()
    }

    #[test]
    fn a_sheet_is_of_one_lane_and_no_door_stands_on_two() {
        let mut people = lane("ngõ 5", 1, &[15, 15, 9, 2, 40]);
        people.extend(lane("ngõ 7", 100, &[3]));
        let plans = plans(people);
        let sizes: Vec<_> = plans
            .iter()
            .map(|plan| (plan.lane.as_str(), plan.doors.len(), plan.lines()))
            .collect();
        assert_eq!(
            sizes,
            [
                ("ngõ 5", 3, 39),
                ("ngõ 5", 1, 2),
                ("ngõ 5", 1, 40),
                ("ngõ 7", 1, 3)
            ]
        );
        assert_eq!(parts(&plans), [(1, 3), (2, 3), (3, 3), (1, 1)]);
    }

    #[test]
    fn a_door_of_more_than_a_sheet_is_parted() {
        let plans = plans(lane("", 1, &[95]));
        assert_eq!(
            plans.iter().map(Plan::lines).collect::<Vec<_>>(),
            [40, 40, 15]
        );
    }
}
