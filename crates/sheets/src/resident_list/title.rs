//! What the lines above a table tell about all of its rows.

use super::report::VneidState;
use super::vneid;
use tungnha_core::name;
use tungnha_core::time::Day;

/// The day after "tính đến", "số liệu đến ngày" and the like, if it is not after `today`.
pub(super) fn as_of(line: &str, today: Day) -> Option<Day> {
    let folded = name::fold(line);
    let start = ["tinh den", "so lieu den", "den ngay", "den het ngay"]
        .iter()
        .find_map(|phrase| folded.find(phrase))?;
    let rest = folded.get(start..)?;
    // "tính đến 17h00 ngày 20/11/2024": an hour may stand before the day.
    let rest = rest
        .find("ngay")
        .and_then(|at| rest.get(at..))
        .unwrap_or(rest);
    let mut numbers = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map_while(|digits| digits.parse::<u32>().ok());
    let (day, month, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    Day::from_ymd(i32::try_from(year).ok()?, month, day).filter(|day| *day <= today && year >= 2000)
}

/// The account state that a title gives to everybody in the list: "DANH SÁCH CÔNG DÂN ĐÃ PHÊ
/// DUYỆT, CHƯA KÍCH HOẠT TÀI KHOẢN MỨC 2" (the list of D-42).
pub(super) fn vneid(lines: &[String]) -> Option<VneidState> {
    let list = lines
        .iter()
        .map(|line| name::fold(line))
        .find(|line| line.contains("danh sach"))?;
    let several = list.contains("da kich hoat") || list.contains("da, chua");
    let clear = list.contains("chua kich hoat") || list.contains("chua thu nhan");
    let (level, stage) = vneid::level_and_stage(&list);
    (clear && !several).then_some(())?;
    stage.map(|stage| vneid::state(level, stage))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::words::Stage;

    #[test]
    fn the_day_of_the_figures() {
        let today = Day::from_ymd(2024, 12, 1).expect("a day");
        let day = |line| as_of(line, today).map(Day::in_words);
        for line in [
            "(Tính đến ngày 20/11/2024)",
            "Số liệu tính đến 17h00 ngày 20 tháng 11 năm 2024",
            "Số liệu đến ngày 20.11.2024",
        ] {
            assert_eq!(day(line).as_deref(), Some("20/11/2024"), "{line}");
        }
        for line in [
            "(Kèm theo Công văn ngày 20/11/2024)",
            "Tính đến ngày 20/12/2024",
            "tính đến nay",
            "tính đến ngày 31/02/2024",
        ] {
            assert_eq!(day(line), None, "{line}");
        }
    }

    #[test]
    fn a_list_may_say_the_state_in_its_title() {
        let of = |line: &str| vneid(&[line.to_owned()]);
        assert_eq!(
            of("DANH SÁCH CÔNG DÂN ĐÃ PHÊ DUYỆT CHƯA KÍCH HOẠT TÀI KHOẢN MỨC 2"),
            Some(VneidState {
                level: Some(2),
                stage: Stage::Approved
            })
        );
        assert_eq!(
            of("Danh sách công dân chưa thu nhận hồ sơ định danh điện tử"),
            Some(VneidState {
                level: None,
                stage: Stage::NotRegistered
            })
        );
        assert_eq!(of("DANH SÁCH NHÂN KHẨU"), None);
        assert_eq!(of("Danh sách đã kích hoạt, chưa kích hoạt"), None);
    }
}
