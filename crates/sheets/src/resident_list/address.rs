//! House, lane and hamlet out of one address: "Số 12, ngõ 5, thôn Phú Lai, xã Cẩm Tân".

use super::hamlet;
use tungnha_core::name;

/// The parts of an address that a walk list needs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    pub house: Option<String>,
    pub lane: Option<String>,
    pub hamlet: Option<String>,
}

/// Takes an address apart at its commas; parts above the hamlet are left out.
pub(super) fn parts(text: &str) -> Address {
    let mut address = Address::default();
    let text = name::normalise(text);
    for part in text
        .split([',', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        take(part, &mut address);
    }
    address
}

fn take(part: &str, address: &mut Address) {
    if let Some(found) = hamlet::heading(part).filter(|_| !is_lane(part)) {
        address.hamlet.get_or_insert(found);
    } else if is_lane(part) {
        address.lane.get_or_insert_with(|| part.to_owned());
    } else if let Some((house, lane)) = house_and_lane(part) {
        address.house.get_or_insert(house);
        if let Some(lane) = lane {
            // "12 ngõ 5 thôn Phú Lai", without commas.
            let lower = lane.to_lowercase();
            let split = ["thôn ", "xóm ", "tổ dân phố ", "khu phố "]
                .iter()
                .find_map(|kind| lower.find(kind))
                .filter(|at| lane.is_char_boundary(*at));
            let (lane, rest) = lane.split_at(split.unwrap_or(lane.len()));
            if !lane.trim().is_empty() {
                address.lane.get_or_insert_with(|| lane.trim().to_owned());
            }
            if let Some(found) = hamlet::heading(rest) {
                address.hamlet.get_or_insert(found);
            }
        }
    }
}

const LANES: [&str; 8] = [
    "ngo", "ngach", "hem", "kiet", "duong", "pho", "ql", "quoc lo",
];

pub(super) fn is_lane(part: &str) -> bool {
    let folded = name::fold(part);
    LANES.iter().any(|lane| {
        folded.strip_prefix(lane).is_some_and(|rest| {
            rest.starts_with([' ', '.']) || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// "Số 12", "SN 12A", "12/4 ngõ 5".
fn house_and_lane(part: &str) -> Option<(String, Option<String>)> {
    let folded = name::fold(part);
    let skipped = ["so nha", "nha so", "sn", "so"]
        .iter()
        .find(|prefix| folded.starts_with(*prefix))
        .map_or(0, |prefix| prefix.chars().count());
    let rest: String = part.chars().skip(skipped).collect();
    let rest = rest.trim_start_matches([' ', ':', '.']);
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match rest.split_once(' ') {
        Some((house, lane)) => Some((house.to_owned(), Some(lane.trim().to_owned()))),
        None => Some((rest.to_owned(), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_apart() {
        for (text, house, lane, hamlet) in [
            (
                "Số 12, ngõ 5, thôn Phú Lai, xã Cẩm Tân",
                Some("12"),
                Some("ngõ 5"),
                Some("Thôn Phú Lai"),
            ),
            (
                "SN 12A ngõ 5, Thôn Phú Lai",
                Some("12A"),
                Some("ngõ 5"),
                Some("Thôn Phú Lai"),
            ),
            (
                "12/4 ngõ 5 thôn Phú Lai",
                Some("12/4"),
                Some("ngõ 5"),
                Some("Thôn Phú Lai"),
            ),
            (
                "Thôn Phú Lai, Cẩm Tân, Cẩm Thủy",
                None,
                None,
                Some("Thôn Phú Lai"),
            ),
            (
                "TDP số 3, thị trấn Phong Sơn",
                None,
                None,
                Some("Tổ dân phố 3"),
            ),
            ("Cẩm Tân, Thanh Hóa", None, None, None),
        ] {
            let found = parts(text);
            assert_eq!(
                (
                    found.house.as_deref(),
                    found.lane.as_deref(),
                    found.hamlet.as_deref()
                ),
                (house, lane, hamlet),
                "{text}"
            );
        }
    }
}
