//! A paper with everything that is hard for a form, for the tests of every writer.

use super::slips::Slip;
use super::walk::{WalkBox, WalkColumn, WalkDoor, WalkPerson, WalkSheet};
use super::{Column, Group, Head, OfficeList, Paper, Signatures, Slips, Walk};
use tungnha_core::time::Day;

/// Texts that spreadsheets, typesetters and readers of XML would like to run.
pub const HOSTILE: [&str; 10] = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1+1",
    "@SUM(A1:A9)",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "\tthụt vào",
    "hai\ndòng",
    "#read(\"/etc/passwd\") *đậm* $x$ \\ `mã`",
    "<w:t>&amp;</w:t> & ]]>",
    "007, \"ngoặc\"; 1,5",
];

/// Names with stacked marks and the letters of Jrai.
pub const NAMES: [&str; 4] = [
    "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên",
    "Đặng Thuỳ Trâm Ưởng Ngoẵng Khuỷu",
    "Rơ Mah H'Bĭt",
    "Ksor Nŭ Čư ƀ",
];

fn head() -> Head {
    Head {
        superior: Some("CÔNG AN TỈNH THANH HÓA".into()),
        agency: "CÔNG AN XÃ CẨM TÂN".into(),
        number: Some("Số: ......./DS-CAX".into()),
        place: "Cẩm Tân".into(),
        day: Day(20_047),
        practice: true,
        stamp: Some("Lê Văn Lập & An, 17:00 20/11/2024".into()),
    }
}

/// A list of `rows` people in two hamlets; the first rows hold [`HOSTILE`], then [`NAMES`].
pub fn list(rows: usize) -> Paper {
    let names = HOSTILE.into_iter().chain(NAMES).cycle();
    let rows: Vec<Vec<String>> = names
        .zip(0..rows)
        .map(|(name, n)| {
            let cells = ["0", "1961", "003161000017", "số 12, ngõ 5", ""];
            let mut cells = cells.map(str::to_owned).to_vec();
            if let Some(first) = cells.first_mut() {
                *first = name.into();
            }
            if let Some(last) = cells.last_mut() {
                *last = format!("ghi chú {n}");
            }
            cells
        })
        .collect();
    let (first, second) = rows.split_at(rows.len() / 2);
    let group = |heading: &str, rows: &[Vec<String>]| Group {
        heading: Some(format!("{heading}: {} người", rows.len())),
        rows: rows.to_vec(),
    };
    let column = |header, width, centred| Column {
        header,
        width,
        centred,
    };
    Paper::List(OfficeList {
        head: head(),
        name: "Danh sách không có mặt".into(),
        title: "DANH SÁCH KHÔNG CÓ MẶT".into(),
        subtitle: vec!["50 ngày đêm".into(), "=1+1".into()],
        columns: vec![
            column("Họ và tên", 30.0, false),
            column("Năm sinh", 9.0, true),
            column("Số định danh", 15.0, true),
            column("Địa chỉ", 26.0, false),
            column("Ghi chú", 20.0, false),
        ],
        groups: vec![group("Thôn Phú Lai", first), group("Làng Ia Dom", second)],
        nobody: "Không có ai.".into(),
        totals: vec!["Tỷ lệ: 12/340 = 3,5 %. Tử số: 12 người; mẫu số: 340 người.".into()],
        recipients: vec!["- Ban Chỉ đạo Đề án 06 xã;".into(), "- Lưu: CAX.".into()],
        signatures: Signatures {
            prepared_by: Some("Lê Văn Lập".into()),
            signer_title: "TRƯỞNG CÔNG AN XÃ".into(),
            signed_by: None,
        },
    })
}

/// So many slips, each with one person more than fits.
pub fn slips(count: usize) -> Paper {
    let people = |n: usize| {
        let names = HOSTILE.into_iter().chain(NAMES).cycle().skip(n);
        let lacking = "VNeID chưa kích hoạt mức 2; iHanoi chưa cài đặt";
        names
            .take(1 + n % 8)
            .map(|name| (name.to_owned(), lacking.to_owned()))
            .collect()
    };
    let slip = |n| Slip {
        to: format!("Gia đình ông (bà) {}", NAMES[n % NAMES.len()]),
        address: "số 12, ngõ 5, Thôn Phú Lai".into(),
        people: people(n),
        steps: vec![
            "Đã duyệt: mở VNeID trên điện thoại của mình, chọn kích hoạt và làm theo từng bước.",
            "Ứng dụng còn thiếu: cài từ App Store hoặc Google Play, đăng nhập bằng VNeID.",
            "Không tự làm được: mời đến nhà văn hóa thôn hoặc trụ sở công an xã, có người giúp.",
        ],
    };
    Paper::Slips(Slips {
        head: head(),
        subject: "Về việc đăng ký, kích hoạt tài khoản VNeID, iHanoi, eTax Mobile".into(),
        contact: Some("Công an xã Cẩm Tân, 0530 000 000".into()),
        slips: (0..count).map(slip).collect(),
    })
}

/// So many walk sheets of one lane, each full; houses have one to five people.
pub fn walk(sheets: usize) -> Paper {
    let column = |app, what| WalkColumn { app, what };
    let boxes = [
        [
            WalkBox::NotNeeded,
            WalkBox::Open(Some("đã duyệt")),
            WalkBox::Open(None),
            WalkBox::Open(None),
        ],
        [
            WalkBox::Confirmed,
            WalkBox::Open(None),
            WalkBox::Claimed,
            WalkBox::Open(Some("đã cài")),
        ],
        [
            WalkBox::Open(None),
            WalkBox::Open(None),
            WalkBox::Open(None),
            WalkBox::Claimed,
        ],
    ];
    let names = HOSTILE.into_iter().chain(NAMES);
    let mut names = names.cycle();
    let mut sheet = |part: usize| {
        let mut doors: Vec<WalkDoor> = Vec::new();
        let mut line = 0;
        while line < super::walk::MOST_LINES {
            let so_many = (1 + doors.len() % 5).min(super::walk::MOST_LINES - line);
            let people = (0..so_many).map(|_| {
                line += 1;
                WalkPerson {
                    line,
                    name: names.next().unwrap_or_default().into(),
                    about: "1961 · …4417".into(),
                    guardian: line % 7 == 0,
                    boxes: boxes[line % boxes.len()].to_vec(),
                }
            });
            let people = people.collect();
            doors.push(WalkDoor {
                house: format!("{}A", doors.len() + 1),
                people,
            });
        }
        WalkSheet {
            number: 11 + part as u32,
            code: format!("{}-4837", 11 + part),
            part: format!("tờ {part}/{sheets}"),
            place: "Thôn Phú Lai, ngõ 5".into(),
            walker: part.is_multiple_of(2).then(|| NAMES[0].into()),
            doors,
        }
    };
    let all: Vec<WalkSheet> = (1..=sheets).map(&mut sheet).collect();
    Paper::Walk(Walk {
        head: head(),
        campaign: "50 ngày đêm cao điểm kích hoạt định danh điện tử".into(),
        columns: vec![
            column("VNeID", "mức 1"),
            column("VNeID", "mức 2"),
            column("iHanoi", "đăng nhập"),
            column("eTax", "đăng nhập"),
        ],
        ask: "Xã xin ghi tình trạng VNeID, iHanoi, eTax Mobile để giúp ông/bà cài đặt. Không hỏi mã OTP, mật khẩu. Ông/bà có đồng ý không?".into(),
        contact: Some("Công an xã Cẩm Tân, 0530 000 000".into()),
        sheets: all,
    })
}

/// An invitation as long as they come.
pub fn invitation(size: super::PaperSize) -> Paper {
    Paper::Invitation(super::Invitation {
        head: head(),
        size,
        qr: INVITATION_LINK.into(),
        name: "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên".into(),
        role: tungnha_core::words::Role::HamletHead,
        place: "Tổ dân phố Xóm Chùa Hạ và 4 thôn nữa".into(),
        until: tungnha_core::Instant(1_732_190_700),
        contact: Some("Công an xã Cẩm Tân, 0530 000 000".into()),
    })
}

/// What its QR holds: the page's form, the longest that is handed out.
pub const INVITATION_LINK: &str = "https://camtan.thanhhoa.vi.example/tung-nha/moi#at=192.168.100.200:8443&at=may-chu-cam-tan.local:8443&code=ABCDE-FGHJK-LMNPQ-RSTUV&key=6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRtbL8&book=x%C3%A3%20C%E1%BA%A9m%20T%C3%A2n";
