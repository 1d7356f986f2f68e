//! Names of hamlets that sound like those of the three areas.

use super::Hamlet;
use crate::chance::Chance;
use crate::setting::Setting;
use tungnha_core::words::HamletKind;

/// For Cẩm Thủy; none is "Phú Lai", which the sample gives away itself.
const CAM_THUY: &[&str] = &[
    "An Phú",
    "Bái Đang",
    "Bằng Lợi",
    "Cao Long",
    "Chiềng Đông",
    "Chợ Mới",
    "Cò Mạ",
    "Dùng Cao",
    "Đại Đồng",
    "Đồi Vàng",
    "Đồng Chạ",
    "Đồng Lão",
    "Đồng Mới",
    "Đồng Thanh",
    "Gò Cả",
    "Hòa Bình",
    "Hoàng Giang",
    "Kim Mẫm",
    "Liên Sơn",
    "Long Tiến",
    "Lũng Vạn",
    "Lương Hòa",
    "Minh Long",
    "Mỹ Đàm",
    "Nga Mỹ",
    "Ngọc Sơn",
    "Nước Mát",
    "Phong Mỹ",
    "Phú Sơn",
    "Phúc Thọ",
    "Quan Bằng",
    "Quang Áo",
    "Quý Long",
    "Sơn Lập",
    "Song Nga",
    "Sun Cả",
    "Tân An",
    "Tân Lập",
    "Tân Long",
    "Tân Thành",
    "Thạch Yến",
    "Thanh Sơn",
    "Thuần Lương",
    "Tiến Long",
    "Trung Chính",
    "Trung Độ",
    "Trung Tâm",
    "Tường Yên",
    "Vạn Bảo",
    "Vân Long",
    "Vĩnh Hòa",
    "Vọng Sơn",
    "Yên Duyệt",
    "Yên Ruộng",
];

/// For Ia Dom: làng first, where most live, then thôn of people who came later.
const IA_DOM: &[(HamletKind, &str)] = &[
    (HamletKind::Lang, "Mook Trang"),
    (HamletKind::Lang, "Mook Trêl"),
    (HamletKind::Lang, "Mook Đen 1"),
    (HamletKind::Lang, "Mook Đen 2"),
    (HamletKind::Lang, "Bi"),
    (HamletKind::Thon, "Ia Mút"),
    (HamletKind::Lang, "Ó"),
    (HamletKind::Thon, "Thống Nhất"),
    (HamletKind::Thon, "Đoàn Kết"),
    (HamletKind::Lang, "Krŏng Kơr"),
    (HamletKind::Thon, "Cửa Khẩu"),
    (HamletKind::Thon, "Ia Đao"),
];

/// For the invented commune of Thanh Trì.
const DONG_TRACH: &[(HamletKind, &str)] = &[
    (HamletKind::Thon, "Thượng"),
    (HamletKind::Thon, "Đình"),
    (HamletKind::Thon, "Trung"),
    (HamletKind::Thon, "Chùa Nhĩ"),
    (HamletKind::Thon, "Bến Đồng"),
    (HamletKind::Thon, "1"),
    (HamletKind::Thon, "2"),
    (HamletKind::ToDanPho, "1"),
    (HamletKind::ToDanPho, "2"),
    (HamletKind::ToDanPho, "3"),
    (HamletKind::ToDanPho, "4"),
];

/// `wanted` hamlets; beyond the table's names they are numbered.
pub fn draw(chance: &mut Chance, setting: Setting, wanted: usize) -> Vec<Hamlet> {
    let of = |(kind, name): &(HamletKind, &str)| Hamlet {
        kind: *kind,
        name: (*name).to_owned(),
    };
    let mut hamlets: Vec<Hamlet> = match setting {
        Setting::IaDom => IA_DOM.iter().map(of).collect(),
        Setting::DongTrach => DONG_TRACH.iter().map(of).collect(),
        Setting::CamThuy | Setting::CamThuyTown => {
            let kind = match setting {
                Setting::CamThuyTown => HamletKind::ToDanPho,
                _ => HamletKind::Thon,
            };
            let mut names = CAM_THUY.to_vec();
            chance.shuffle(&mut names);
            names.into_iter().map(|name| of(&(kind, name))).collect()
        }
    };
    hamlets.truncate(wanted);
    for number in hamlets.len() + 1..=wanted {
        hamlets.push(Hamlet {
            kind: HamletKind::Thon,
            name: number.to_string(),
        });
    }
    hamlets
}
