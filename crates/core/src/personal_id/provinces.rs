//! The province codes in personal ids issued so far.

/// A province as it stood when ids began to be issued; not an administrative code of today
/// (`domain.md` 3.1: 052 is Bình Định here, 52 is Gia Lai there).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Province {
    /// The first three digits of an id, as a number.
    pub code: u16,
    /// Its name before the mergers of 2025.
    pub name: &'static str,
}

/// The 63 codes of Thông tư 07/2016, ascending.
pub const ISSUED_PROVINCES: [Province; 63] = [
    province(1, "Hà Nội"),
    province(2, "Hà Giang"),
    province(4, "Cao Bằng"),
    province(6, "Bắc Kạn"),
    province(8, "Tuyên Quang"),
    province(10, "Lào Cai"),
    province(11, "Điện Biên"),
    province(12, "Lai Châu"),
    province(14, "Sơn La"),
    province(15, "Yên Bái"),
    province(17, "Hòa Bình"),
    province(19, "Thái Nguyên"),
    province(20, "Lạng Sơn"),
    province(22, "Quảng Ninh"),
    province(24, "Bắc Giang"),
    province(25, "Phú Thọ"),
    province(26, "Vĩnh Phúc"),
    province(27, "Bắc Ninh"),
    province(30, "Hải Dương"),
    province(31, "Hải Phòng"),
    province(33, "Hưng Yên"),
    province(34, "Thái Bình"),
    province(35, "Hà Nam"),
    province(36, "Nam Định"),
    province(37, "Ninh Bình"),
    province(38, "Thanh Hóa"),
    province(40, "Nghệ An"),
    province(42, "Hà Tĩnh"),
    province(44, "Quảng Bình"),
    province(45, "Quảng Trị"),
    province(46, "Thừa Thiên Huế"),
    province(48, "Đà Nẵng"),
    province(49, "Quảng Nam"),
    province(51, "Quảng Ngãi"),
    province(52, "Bình Định"),
    province(54, "Phú Yên"),
    province(56, "Khánh Hòa"),
    province(58, "Ninh Thuận"),
    province(60, "Bình Thuận"),
    province(62, "Kon Tum"),
    province(64, "Gia Lai"),
    province(66, "Đắk Lắk"),
    province(67, "Đắk Nông"),
    province(68, "Lâm Đồng"),
    province(70, "Bình Phước"),
    province(72, "Tây Ninh"),
    province(74, "Bình Dương"),
    province(75, "Đồng Nai"),
    province(77, "Bà Rịa - Vũng Tàu"),
    province(79, "Hồ Chí Minh"),
    province(80, "Long An"),
    province(82, "Tiền Giang"),
    province(83, "Bến Tre"),
    province(84, "Trà Vinh"),
    province(86, "Vĩnh Long"),
    province(87, "Đồng Tháp"),
    province(89, "An Giang"),
    province(91, "Kiên Giang"),
    province(92, "Cần Thơ"),
    province(93, "Hậu Giang"),
    province(94, "Sóc Trăng"),
    province(95, "Bạc Liêu"),
    province(96, "Cà Mau"),
];

const fn province(code: u16, name: &'static str) -> Province {
    Province { code, name }
}
