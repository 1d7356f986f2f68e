//! What speaks for two people of the roll being one: proposed only, decided by a person.

use std::collections::{BTreeSet, HashMap};
use tungnha_core::name;
use tungnha_sheets::resident_list::ResidentRow as Row;
use tungnha_store::read::ResidentRow;

/// Something in which two people agree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Evidence {
    /// The whole id, where this device holds it.
    SameId,
    /// The last four digits.
    SameLast4,
    /// The name, tone marks aside.
    SameName,
    /// The name but for a letter or a middle word.
    LikeName,
    /// The whole birth date.
    SameBirth,
    /// The birth year.
    SameYear,
    /// A phone number.
    SamePhone,
    /// The door.
    SameDoor,
}

impl Evidence {
    /// As payloads say it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::SameId => "same_id",
            Self::SameLast4 => "same_last4",
            Self::SameName => "same_name",
            Self::LikeName => "like_name",
            Self::SameBirth => "same_birth",
            Self::SameYear => "same_year",
            Self::SamePhone => "same_phone",
            Self::SameDoor => "same_door",
        }
    }

    const fn weight(self) -> u32 {
        match self {
            Self::SameId => 16,
            Self::SameLast4 | Self::SameBirth => 4,
            Self::SameName | Self::SamePhone => 3,
            Self::LikeName | Self::SameDoor => 2,
            Self::SameYear => 1,
        }
    }
}

/// How much speaks for it.
pub(crate) fn weight(evidence: &[Evidence]) -> u32 {
    evidence.iter().map(|one| one.weight()).sum()
}

/// What speaks for the two being one; `None` when it is too little to ask a person, or something speaks
/// against it.
pub(crate) fn evidence(a: &ResidentRow, b: &ResidentRow) -> Option<Vec<Evidence>> {
    let both = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => Some(a == b),
        _ => None,
    };
    let (id, last4) = (
        both(&a.personal_id, &b.personal_id),
        both(&a.last4, &b.last4),
    );
    // Two numbers are two people.
    if id == Some(false) || (id.is_none() && last4 == Some(false)) {
        return None;
    }
    let sexes = a.sex.zip(b.sex);
    if id != Some(true) && sexes.is_some_and(|(a, b)| a != b) {
        return None;
    }
    let mut found = Vec::new();
    if id == Some(true) {
        found.push(Evidence::SameId);
    } else if last4 == Some(true) {
        found.push(Evidence::SameLast4);
    }
    let (one, other) = (name::fold(&a.name), name::fold(&b.name));
    let named = match one == other {
        true => Some(Evidence::SameName),
        false => is_similar(&one, &other).then_some(Evidence::LikeName),
    };
    found.extend(named);
    let (born, other_born) = (a.best_birth(), b.best_birth());
    let years = born.zip(other_born);
    let whole = a.birth.zip(b.birth);
    match (whole, years) {
        (Some((a, b)), _) if a == b && a.month().is_some() => found.push(Evidence::SameBirth),
        (_, Some((a, b))) if a.year() == b.year() => found.push(Evidence::SameYear),
        _ => {}
    }
    if a.phones.iter().any(|phone| b.phones.contains(phone)) {
        found.push(Evidence::SamePhone);
    }
    if a.household == b.household {
        found.push(Evidence::SameDoor);
    }
    let has = |one: Evidence| found.contains(&one);
    let aged = has(Evidence::SameBirth) || has(Evidence::SameYear);
    let ages_differ = years.is_some_and(|(a, b)| a.year() != b.year());
    let enough = has(Evidence::SameId)
        || (has(Evidence::SameLast4) && (named.is_some() || aged) && !(ages_differ && named != Some(Evidence::SameName)))
        || (has(Evidence::SameName) && has(Evidence::SameBirth))
        // Namesakes of one year are many; of one door, or with one phone, few.
        || (named.is_some() && (has(Evidence::SameDoor) || has(Evidence::SamePhone)) && !ages_differ);
    enough.then_some(found)
}

/// Whether a row of a list may mean somebody of the book whom neither id nor name and birth date name.
pub(crate) fn is_like(row: &Row, person: &ResidentRow) -> bool {
    let id = row.personal_id.as_ref();
    if let (Some(id), Some(known)) = (id, &person.personal_id)
        && id.as_str() != known
    {
        return false;
    }
    let last4 = id.map(|id| id.last4().to_owned());
    let same_last4 = match (&last4, &person.last4) {
        (Some(a), Some(b)) if a != b => return false,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    if person.sex.is_some_and(|sex| sex != row.sex) {
        return false;
    }
    let (one, other) = (name::fold(&row.name), name::fold(&person.name));
    let same_year = person
        .best_birth()
        .is_some_and(|birth| birth.year() == row.birth.year());
    match same_last4 {
        true => one == other || (is_similar(&one, &other) && same_year),
        // A door's own word of somebody whom the list did not have then: a name and a year at most.
        false => one == other && same_year && (last4.is_none() || person.last4.is_none()),
    }
}

/// Two folded names of one person, by how people shorten and mistype: the given name and all but a middle word,
/// or one letter.
fn is_similar(one: &str, other: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (name::words(one).collect(), name::words(other).collect());
    if a.len() < 2 || b.len() < 2 {
        return false;
    }
    let shorter: BTreeSet<&str> = if a.len() < b.len() { &a } else { &b }
        .iter()
        .copied()
        .collect();
    let longer: BTreeSet<&str> = if a.len() < b.len() { &b } else { &a }
        .iter()
        .copied()
        .collect();
    let shortened = a.len() != b.len() && a.last() == b.last() && shorter.is_subset(&longer);
    shortened || is_one_letter_off(&a.concat(), &b.concat())
}

/// One letter more, fewer or another.
fn is_one_letter_off(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.iter().rev().zip(b.iter().rev());
    let same_end = rest.take_while(|(a, b)| a == b).count();
    same + same_end + 1 >= a.len().max(b.len())
}

/// Index pairs of people who share something that one looks for first, each once.
pub(crate) fn candidates(people: &[ResidentRow]) -> BTreeSet<(usize, usize)> {
    let mut by: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, person) in people.iter().enumerate() {
        let folded = name::fold(&person.name);
        let given = name::words(&folded).last().unwrap_or_default().to_owned();
        let year = person
            .best_birth()
            .map(|birth| birth.year())
            .unwrap_or_default();
        let mut keys = vec![
            format!("n{folded}|{year}"),
            format!("d{}|{given}", person.household.0),
        ];
        keys.extend(person.personal_id.iter().map(|id| format!("i{id}")));
        keys.extend(person.last4.iter().map(|last4| format!("l{last4}")));
        keys.extend(person.phones.iter().map(|phone| format!("p{phone}")));
        for key in keys {
            by.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for group in by.into_values() {
        for (n, one) in group.iter().enumerate() {
            for other in group.iter().skip(n + 1) {
                let (Some(a), Some(b)) = (people.get(*one), people.get(*other)) else {
                    continue;
                };
                if evidence(a, b).is_some() {
                    pairs.insert((*one.min(other), *one.max(other)));
                }
            }
        }
    }
    pairs
}
