//! The unit tree of the three areas before and after 1/7/2025 (`domain.md` 6).

/// `code,name,kind,parent_code,valid_from,valid_to`: kind is `province`, `district` or `commune`;
/// the key is code and `valid_from`, since a code may come to mean a larger unit (15178); an empty
/// `valid_to` means still valid, both days included. Units that are older than the code list of
/// 8/7/2004 are valid from that day. Codes of after the reform are those of Quyết định
/// 19/2025/QĐ-TTg. Đông Trạch (00698) is invented, and is the only one that is.
pub const UNITS_CSV: &str = include_str!("../data/units.csv");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::PLANS;
    use std::collections::HashSet;

    fn rows() -> Vec<Vec<&'static str>> {
        let mut lines = UNITS_CSV.lines();
        assert_eq!(
            lines.next(),
            Some("code,name,kind,parent_code,valid_from,valid_to")
        );
        lines.map(|line| line.split(',').collect()).collect()
    }

    fn last_day<'a>(row: &[&'a str]) -> &'a str {
        if row[5].is_empty() {
            "9999-12-31"
        } else {
            row[5]
        }
    }

    #[test]
    fn every_unit_lies_inside_its_parent_all_its_time() {
        let rows = rows();
        for row in &rows {
            assert_eq!(row.len(), 6, "{row:?}");
            assert!(row[4] < last_day(row), "{row:?}");
            if row[2] != "province" {
                let inside = rows.iter().any(|parent| {
                    parent[0] == row[3] && parent[4] <= row[4] && last_day(row) <= last_day(parent)
                });
                assert!(inside, "{row:?}");
            }
        }
        let keys: HashSet<_> = rows.iter().map(|row| (row[2], row[0], row[4])).collect();
        assert_eq!(keys.len(), rows.len());
    }

    #[test]
    fn the_tree_has_every_commune_of_the_sample_and_of_the_reform() {
        let rows = rows();
        for plan in PLANS {
            assert!(
                rows.iter()
                    .any(|row| row[0] == plan.code && row[1].ends_with(plan.name))
            );
        }
        let count = |from: &str, kind: &str| {
            rows.iter()
                .filter(|row| row[4] == from && row[2] == kind)
                .count()
        };
        // 5 of Cẩm Thủy, 6 of Đức Cơ, 13 that took parts of Thanh Trì, and the invented one.
        assert_eq!(count("2025-07-01", "commune"), 25);
        assert_eq!(count("2004-07-08", "district"), 3);
    }
}
