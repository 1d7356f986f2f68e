//! What a column means, from the words above it (`domain.md` 7.1).

mod vocabulary;

use serde::{Deserialize, Serialize};
use tungnha_core::name;
use vocabulary::{FAMILY_NAME, HAMLET_WORDS, HOUSEHOLD_CODE, LANE, ROW_NUMBER, SENSITIVE};

/// What a column of a resident list holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// STT, TT
    RowNumber,
    /// Họ và tên
    Name,
    /// Họ và đệm, beside a column for the given name
    FamilyName,
    /// Tên
    GivenName,
    /// Ngày sinh; Ngày, tháng, năm sinh
    Birth,
    /// Ngày, one of three columns
    BirthDay,
    /// Tháng
    BirthMonth,
    /// Năm sinh, Năm
    BirthYear,
    /// Giới tính
    Sex,
    /// Nam: an x, or the birth date of a man
    Male,
    /// Nữ: an x, or the birth date of a woman
    Female,
    /// Số định danh cá nhân, CCCD
    PersonalId,
    /// CMND
    LegacyId,
    /// Quan hệ với chủ hộ
    Relation,
    /// Họ tên chủ hộ
    HeadName,
    /// Mã hộ, hộ số
    HouseholdCode,
    /// Thôn, tổ dân phố, …
    Hamlet,
    /// Ngõ, ngách, đường
    Lane,
    /// Số nhà
    House,
    /// Địa chỉ, nơi ở hiện tại
    Address,
    /// Nơi thường trú, HKTT
    PermanentAddress,
    /// Số điện thoại
    Phone,
    /// Tình trạng cư trú
    Residence,
    /// Tình trạng, of residence or of the account: the cells tell
    Status,
    /// Tình trạng, mức độ, kết quả of the VNeID account
    Vneid,
    /// Ngày phê duyệt
    ApprovedOn,
    /// Ghi chú
    Note,
}

/// What the words above a column come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Known(Field),
    /// Not to be kept, not even looked at.
    Sensitive,
    Unknown,
}

/// Reads the words of a column. `own` stands directly above the cells, `group` above it over
/// several columns (empty if there is none).
pub(super) fn meaning(own: &str, group: &str) -> Meaning {
    if let Some(part) = part_of_group(own, group) {
        return Meaning::Known(part);
    }
    match of_words(own) {
        Meaning::Unknown if !group.is_empty() => match of_words(&format!("{group} {own}")) {
            // "Số CCCD" over "Ngày cấp" must not make an id of a date, nor "Họ tên" a name of it.
            Meaning::Known(Field::Vneid | Field::Residence) => of_words(&format!("{group} {own}")),
            Meaning::Sensitive => Meaning::Sensitive,
            _ => Meaning::Unknown,
        },
        // "Tình trạng" below "Tài khoản VNeID".
        Meaning::Known(Field::Status) => match of_words(group) {
            Meaning::Known(field @ (Field::Vneid | Field::Residence)) => Meaning::Known(field),
            _ => Meaning::Known(Field::Status),
        },
        meaning => meaning,
    }
}

/// The header as it is compared: folded, words parted by single spaces.
pub(super) fn words(header: &str) -> String {
    let spaced: String = name::fold(header)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nam / Nữ, and Ngày / Tháng / Năm below a header for the birth date.
fn part_of_group(own: &str, group: &str) -> Option<Field> {
    // Without marks Nam and Năm are one word, so these compare the marks.
    let own = name::normalise(own).to_lowercase();
    let own = own.trim_end_matches("(x)").trim().trim_matches(['.', ':']);
    let births = words(group).contains("sinh");
    match own {
        "nam" => Some(Field::Male),
        "nữ" => Some(Field::Female),
        "ngày" if births => Some(Field::BirthDay),
        "tháng" if births => Some(Field::BirthMonth),
        "năm" if births => Some(Field::BirthYear),
        "hộ số" => Some(Field::HouseholdCode),
        _ => None,
    }
}

fn of_words(header: &str) -> Meaning {
    let words = words(header);
    let has = |part: &str| contains_words(&words, part);
    let any = |parts: &[&str]| parts.iter().any(|part| has(part));
    let is = |list: &[&str]| list.contains(&words.as_str());
    let field = if words.is_empty() {
        return Meaning::Unknown;
    } else if is(ROW_NUMBER) {
        Field::RowNumber
    } else if any(SENSITIVE) && !has("chu ho") {
        return Meaning::Sensitive;
    } else if has("ngay") && any(&["phe duyet", "duyet"]) {
        Field::ApprovedOn
    } else if any(&["ngay", "thoi gian"]) && any(&["cap", "kich hoat", "thu nhan", "den", "di"])
        || any(&["ihanoi", "etax", "thong minh", "smartphone"])
    {
        return Meaning::Unknown;
    } else if has("quan he") || words.starts_with("qh") {
        Field::Relation
    } else if is(HOUSEHOLD_CODE) {
        Field::HouseholdCode
    } else if has("chu ho") {
        Field::HeadName
    } else if is_vneid(&words) {
        Field::Vneid
    } else if any(&["cccd", "dinh danh", "can cuoc", "ddcn"]) {
        Field::PersonalId
    } else if any(&["cmnd", "cmt", "chung minh"]) {
        Field::LegacyId
    } else if any(&["dien thoai", "sdt", "so dt", "di dong", "dt lien he"]) || words == "dt" {
        Field::Phone
    } else if any(&[
        "ngay sinh",
        "ngay thang nam sinh",
        "ngay thang sinh",
        "ntns",
        "sinh ngay",
    ]) {
        Field::Birth
    } else if has("nam sinh") {
        Field::BirthYear
    } else if any(&["gioi tinh", "nam nu"]) || words == "gt" || words == "phai" {
        Field::Sex
    } else if any(&["ghi chu", "luu y"]) || words == "gc" {
        Field::Note
    } else if is(FAMILY_NAME) {
        Field::FamilyName
    } else if words == "ten" || words == "ten goi" {
        Field::GivenName
    } else if words.starts_with("ho ") && has("ten") || words.starts_with("ten cong dan") {
        Field::Name
    } else {
        return place_or_state(&words);
    };
    Meaning::Known(field)
}

fn place_or_state(words: &str) -> Meaning {
    let has = |part: &str| contains_words(words, part);
    let any = |parts: &[&str]| parts.iter().any(|part| has(part));
    let names_hamlet = any(&["thon", "xom", "to dan pho", "tdp", "khu pho", "duong pho"]);
    let field = if any(&["hktt", "ho khau thuong tru"])
        || has("thuong tru") && any(&["noi", "dia chi", "dk", "dang ky"])
    {
        Field::PermanentAddress
    } else if any(&["dia chi", "noi o", "cho o", "noi cu tru", "noi tam tru"]) {
        Field::Address
    } else if any(&["so nha", "nha so"]) {
        if names_hamlet {
            Field::Address
        } else {
            Field::House
        }
    } else if LANE.contains(&words) {
        Field::Lane
    } else if words.split(' ').all(|word| HAMLET_WORDS.contains(&word)) && words != "dan cu" {
        Field::Hamlet
    } else if any(&["cu tru", "tam tru", "tam vang", "thuong tru", "luu tru"]) {
        Field::Residence
    } else if any(&["tinh trang", "trang thai"]) {
        Field::Status
    } else {
        return Meaning::Unknown;
    };
    Meaning::Known(field)
}

fn is_vneid(words: &str) -> bool {
    let has = |part: &str| contains_words(words, part);
    let named = [
        "vneid",
        "vn eid",
        "tkdddt",
        "dddt",
        "tkdd",
        "tai khoan",
        "dinh danh dien tu",
    ];
    let state = [
        "muc do",
        "muc 1",
        "muc 2",
        "m1",
        "m2",
        "kich hoat",
        "thu nhan",
        "phe duyet",
    ];
    named.iter().chain(&state).any(|part| has(part)) || words == "muc" || words == "ket qua"
}

/// Whether `part` stands in `words` as whole words.
fn contains_words(words: &str, part: &str) -> bool {
    words.match_indices(part).any(|(at, _)| {
        let before = words
            .get(..at)
            .is_none_or(|head| head.is_empty() || head.ends_with(' '));
        let after = words
            .get(at + part.len()..)
            .is_none_or(|tail| tail.is_empty() || tail.starts_with(' '));
        before && after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headers_of_the_field() {
        use Field::*;
        for (field, headers) in [
            (RowNumber, "STT|TT|Stt|Số TT"),
            (
                Name,
                "Họ và tên|Họ, chữ đệm và tên|Họ tên|HỌ VÀ\nTÊN|Họ và tên công dân",
            ),
            (FamilyName, "Họ và đệm|Họ đệm"),
            (GivenName, "Tên"),
            (Birth, "Ngày sinh|Ngày, tháng, năm sinh|Ngày tháng năm sinh"),
            (BirthYear, "Năm sinh"),
            (Sex, "Giới tính|GT|Nam/Nữ"),
            (Male, "Nam"),
            (Female, "Nữ|Nữ (x)"),
            (
                PersonalId,
                "Số CCCD|Số CCCD/ĐDCN|Số ĐDCN/CCCD|Số định danh|CCCD/CMND|Số căn cước|Số định danh cá nhân",
            ),
            (LegacyId, "Số CMND|CMT"),
            (
                PermanentAddress,
                "Nơi thường trú|Nơi đăng ký thường trú|HKTT",
            ),
            (
                Address,
                "Nơi ở hiện tại|Chỗ ở|Địa chỉ|Số nhà, đường phố, thôn",
            ),
            (
                Hamlet,
                "Thôn|Thôn/TDP|Tổ dân phố|Tên thôn, bản|Địa bàn|Khu dân cư",
            ),
            (Lane, "Ngõ|Ngõ/ngách|Đường, phố"),
            (House, "Số nhà"),
            (HeadName, "Họ tên chủ hộ|Chủ hộ|Họ và tên chủ hộ"),
            (Relation, "Quan hệ với chủ hộ|QH với chủ hộ|Quan hệ"),
            (HouseholdCode, "Mã hộ|Hộ số|Số hộ khẩu"),
            (Phone, "Số điện thoại|SĐT|Điện thoại|Số ĐT"),
            (Residence, "Cư trú|Tình trạng cư trú|Diện cư trú|Tạm trú"),
            (Status, "Tình trạng|Trạng thái"),
            (
                Vneid,
                "Tình trạng VNeID|Tình trạng TKĐDĐT|Mức độ|Kết quả|Đã/Chưa kích hoạt|Chưa thu nhận hồ sơ|Mức 2|Mức độ định danh",
            ),
            (ApprovedOn, "Ngày phê duyệt|Ngày được duyệt"),
            (Note, "Ghi chú|Ghi chú khác"),
        ] {
            for header in headers.split('|') {
                assert_eq!(meaning(header, ""), Meaning::Known(field), "{header}");
            }
        }
    }

    #[test]
    fn what_must_not_be_kept_is_known_as_such() {
        for header in [
            "Dân tộc",
            "Tôn giáo",
            "Nghề nghiệp",
            "Trình độ học vấn",
            "Tiền án, tiền sự",
            "Họ tên cha",
            "Họ và tên mẹ",
            "Quê quán",
            "Nơi cấp",
            "Đảng viên",
        ] {
            assert_eq!(meaning(header, ""), Meaning::Sensitive, "{header}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for header in [
            "",
            "Ngày cấp",
            "Ngày cấp CCCD",
            "Tình trạng iHanoi",
            "Cán bộ phụ trách",
            "Mã hồ sơ",
            "Có điện thoại thông minh",
        ] {
            assert_eq!(meaning(header, ""), Meaning::Unknown, "{header}");
        }
    }

    #[test]
    fn groups_complete_their_columns() {
        use Field::*;
        for (group, own, field) in [
            ("Ngày, tháng, năm sinh", "Nam", Male),
            ("Ngày, tháng, năm sinh", "Nữ", Female),
            ("Ngày, tháng, năm sinh", "Năm", BirthYear),
            ("Tài khoản VNeID", "Tình trạng", Vneid),
            ("Mức 2", "Chưa", Vneid),
            ("Tình trạng cư trú", "Khác", Residence),
            ("Thông tin công dân", "Họ và tên", Name),
        ] {
            assert_eq!(
                meaning(own, group),
                Meaning::Known(field),
                "{group} / {own}"
            );
        }
        assert_eq!(meaning("Ngày cấp", "Căn cước công dân"), Meaning::Unknown);
    }
}
