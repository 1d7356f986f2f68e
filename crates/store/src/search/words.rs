//! What a person is found by: the words that stand in the index. Those of a name stand as they are, all others
//! behind a letter of a private alphabet that nobody types, since the index keeps no columns apart.

use tungnha_core::{house, name};

/// A name's word with its marks, where it has some.
pub(super) const TONED: char = '\u{E000}';
/// The first letter of a name's word: one letter typed is one look-up.
pub(super) const INITIAL: char = '\u{E001}';
/// The last two, three or four digits of the personal id.
pub(super) const ID: char = '\u{E002}';
/// A house number, whole or one of its numbers, alone or behind the lane's.
pub(super) const HOUSE: char = '\u{E003}';
/// A lane with a number, its kind and number in one.
pub(super) const LANE: char = '\u{E004}';
/// A word of a lane's name.
pub(super) const ROAD: char = '\u{E005}';
/// Stands for the stroke in 5/12.
const STROKE: char = '\u{E00F}';

/// Words that say only what kind of way it is, folded.
pub(super) const LANE_KINDS: &[&str] = &[
    "ngo", "ngach", "hem", "kiet", "duong", "pho", "xom", "to", "doi", "khu", "ap", "cum", "lo",
    "day", "lang", "ban", "buon", "thon",
];

/// What the words are made of.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Sought {
    pub name: String,
    pub last4: Option<String>,
    /// Where this replica may hold it.
    pub personal_id: Option<String>,
    pub lane: String,
    pub house: String,
}

/// A door and its words, so that they are made once for all who live there.
#[derive(Default)]
pub(super) struct DoorWords {
    lane: String,
    house: String,
    words: Vec<String>,
}

impl Sought {
    /// All words of the person, each once; `door` is that of whoever came before.
    pub fn words(&self, door: &mut DoorWords) -> Vec<String> {
        let mut all = Vec::with_capacity(24);
        let folded = name::fold(&self.name);
        for word in name::words(&folded) {
            all.push(name::one_i(word));
            all.extend(word.chars().next().map(|first| format!("{INITIAL}{first}")));
        }
        let normal = name::normalise(&self.name);
        all.extend(
            name::words(&normal).filter_map(|word| Some(format!("{TONED}{}", name::toned(word)?))),
        );
        if let Some(digits) = self.last_digits() {
            let suffixes = (2..=digits.len().min(4)).filter_map(|n| digits.get(digits.len() - n..));
            all.extend(suffixes.map(|suffix| format!("{ID}{suffix}")));
        }
        if (&door.lane, &door.house) != (&self.lane, &self.house) {
            *door = DoorWords {
                lane: self.lane.clone(),
                house: self.house.clone(),
                words: self.door_words(),
            };
        }
        all.extend(door.words.iter().cloned());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The words of house and lane.
    fn door_words(&self) -> Vec<String> {
        let houses = self.houses().into_iter();
        let mut all: Vec<String> = houses.map(|house| format!("{HOUSE}{house}")).collect();
        let lane = name::fold(&self.lane);
        if lane.contains(|c: char| c.is_ascii_digit()) {
            all.push(format!("{LANE}{}", compact(&lane)));
        }
        let road = name::words(&lane).filter(|word| !LANE_KINDS.contains(word));
        all.extend(road.map(|word| format!("{ROAD}{word}")));
        all
    }

    /// The house as one may type it: whole, each of its numbers, and behind the number of the lane.
    pub fn houses(&self) -> Vec<String> {
        let folded = name::fold(&self.house);
        let bare = house::without_prefix(&folded);
        let whole = compact(bare);
        if whole.is_empty() {
            return Vec::new();
        }
        let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
        let mut all: Vec<String> = name::words(bare)
            .filter(has_digit)
            .map(str::to_owned)
            .collect();
        let lane = name::fold(&self.lane);
        if let Some(number) = lane
            .find(|c: char| c.is_ascii_digit())
            .and_then(|at| lane.get(at..))
        {
            all.push(format!("{}{STROKE}{whole}", compact(number)));
        }
        all.push(whole);
        all
    }

    /// Digits that the personal id is known to end in.
    fn last_digits(&self) -> Option<&str> {
        let known = self.last4.as_deref().or(self.personal_id.as_deref())?;
        known.bytes().all(|b| b.is_ascii_digit()).then_some(known)
    }

    /// Whether the personal id ends in `digits`; `None` when that is not known here.
    pub fn id_ends_in(&self, digits: &str) -> Option<bool> {
        match (&self.personal_id, &self.last4) {
            (Some(whole), _) => Some(whole.ends_with(digits)),
            (None, Some(last4)) if digits.len() <= last4.len() => Some(last4.ends_with(digits)),
            (None, Some(last4)) if !digits.ends_with(last4.as_str()) => Some(false),
            _ => None,
        }
    }
}

/// A place without spaces, and with one sign for whatever divides its numbers.
pub(super) fn compact(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut divided = false;
    for c in folded.chars().filter(|c| !c.is_whitespace()) {
        if c.is_alphanumeric() {
            if divided && !out.is_empty() {
                out.push(STROKE);
            }
            out.push(c);
        }
        divided = !c.is_alphanumeric();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_by_name_house_lane_and_digits() {
        let sought = Sought {
            name: "Đặng Thị Lý".into(),
            last4: Some("4417".into()),
            personal_id: None,
            lane: "Ngõ 5".into(),
            house: "Số 12A".into(),
        };
        let shown: Vec<String> = sought
            .words(&mut DoorWords::default())
            .iter()
            .map(|word| word.replace(|c: char| ('\u{E000}'..='\u{E00F}').contains(&c), "."))
            .collect();
        let mut expected = vec![
            "dang", "thi", "li", ".d", ".t", ".l", ".6đăng", ".6thi", ".5ly", ".17", ".417",
            ".4417", ".12a", ".5.12a", ".ngo5", ".5",
        ];
        let mut shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        expected.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_place_is_one_word() {
        assert_eq!(compact("12 a"), "12a");
        assert_eq!(compact("5 / 12"), format!("5{STROKE}12"));
        assert_eq!(compact("- 7."), "7");
    }
}
