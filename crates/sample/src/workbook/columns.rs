//! The columns of the list.

/// A column, from A to P.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// TT
    Number,
    /// Họ và tên
    Name,
    /// Ngày sinh, text `dd/mm/yyyy`
    Birth,
    /// Giới tính
    Sex,
    /// Số định danh cá nhân, text
    PersonalId,
    /// Quan hệ với chủ hộ
    Relation,
    /// Họ tên chủ hộ
    Head,
    /// Mã hộ
    HouseholdCode,
    /// Thôn
    Hamlet,
    /// Ngõ
    Lane,
    /// Số nhà
    House,
    /// Số điện thoại, text
    Phone,
    /// Cư trú
    Residence,
    /// Tình trạng VNeID; empty below 14
    Account,
    /// Ngày phê duyệt, text `dd/mm/yyyy`
    ApprovedOn,
    /// Ghi chú
    Note,
}

/// Every column in the order of the sheet.
pub const COLUMNS: [Column; 16] = [
    Column::Number,
    Column::Name,
    Column::Birth,
    Column::Sex,
    Column::PersonalId,
    Column::Relation,
    Column::Head,
    Column::HouseholdCode,
    Column::Hamlet,
    Column::Lane,
    Column::House,
    Column::Phone,
    Column::Residence,
    Column::Account,
    Column::ApprovedOn,
    Column::Note,
];

impl Column {
    /// From 0.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The letter that a spreadsheet shows.
    pub fn letter(self) -> char {
        char::from(b'A' + self as u8)
    }

    /// The header's words, in the lower of the two header rows where there are two.
    pub fn header(self) -> &'static str {
        match self {
            Self::Number => "TT",
            Self::Name => "Họ và tên",
            Self::Birth => "Ngày sinh",
            Self::Sex => "Giới tính",
            Self::PersonalId => "Số định danh cá nhân",
            Self::Relation => "Quan hệ với chủ hộ",
            Self::Head => "Họ tên chủ hộ",
            Self::HouseholdCode => "Mã hộ",
            Self::Hamlet => "Thôn",
            Self::Lane => "Ngõ",
            Self::House => "Số nhà",
            Self::Phone => "Số điện thoại",
            Self::Residence => "Cư trú",
            Self::Account => "Tình trạng VNeID",
            Self::ApprovedOn => "Ngày phê duyệt",
            Self::Note => "Ghi chú",
        }
    }

    /// Width in characters.
    pub fn width(self) -> f64 {
        match self {
            Self::Number => 6.0,
            Self::Name | Self::Head => 24.0,
            Self::Birth | Self::ApprovedOn => 11.5,
            Self::Sex | Self::House => 7.0,
            Self::PersonalId | Self::HouseholdCode => 14.5,
            Self::Relation => 10.5,
            Self::Hamlet => 17.0,
            Self::Lane => 11.0,
            Self::Phone | Self::Residence => 12.5,
            Self::Account => 21.0,
            Self::Note => 22.0,
        }
    }
}

/// Header words that span several columns, with the first and the last of them.
pub const GROUPS: [(&str, Column, Column); 3] = [
    ("Hộ gia đình", Column::Relation, Column::HouseholdCode),
    ("Nơi ở", Column::Hamlet, Column::House),
    (
        "Tài khoản định danh điện tử",
        Column::Account,
        Column::ApprovedOn,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_where_they_say() {
        for (at, column) in COLUMNS.iter().enumerate() {
            assert_eq!(column.index(), at);
        }
        assert_eq!(Column::PersonalId.letter(), 'E');
        assert_eq!(Column::Note.letter(), 'P');
    }
}
