//! Cases 10 to 13: sex, phones, households, and people who live here no more.

use super::{in_all, people};
use crate::Case;
use crate::table::Sheet;

pub fn cases() -> Vec<Case> {
    [sexes_and_phones(), sex_codes(), households(), states()].concat()
}

fn sexes_and_phones() -> Vec<Case> {
    people(
        "sexes-and-phones",
        &[
            "#1|Lê Văn Một|1990|NAM|||0900000001 / 0900000002|",
            "#2|Lê Thị Hai|1991|nữ|||84900000003|",
            "#3|Lê Thị Ba|1992|F|||#900000004|",
            "#4|Lê Văn Bốn|1993|M|||01200000005; 090.000.0006|",
            "#5|Lê Thị Năm|1994||003194000005||12345|",
            "#6|Lê Thị Sáu|1995|||||",
            "#7|Lê Thị Bảy|1996|khác||||",
            "#8|Lê Văn Tám|1997|Nam|||không có|",
        ],
        "2 name=Lê Văn Một birth=1990 sex=Nam phone=0900000001+0900000002
         3 name=Lê Thị Hai birth=1991 sex=Nữ phone=0900000003
         4 name=Lê Thị Ba birth=1992 sex=Nữ phone=0900000004
         5 name=Lê Văn Bốn birth=1993 sex=Nam phone=0700000005+0900000006
         6 name=Lê Thị Năm birth=1994 sex=Nữ id=003194000005
         9 name=Lê Văn Tám birth=1997 sex=Nam
         refused 7 D sex_missing []
         refused 8 D sex_unreadable [khác]
         flag 6 D sex_from_id
         flag 6 G phone_unread",
    )
}

/// What 1 and 0 mean, only the ids of the sheet tell.
fn sex_codes() -> Vec<Case> {
    people(
        "sex-codes",
        &[
            "#1|Lê Văn Một|1990|1|003090000001|||",
            "#2|Lê Văn Hai|1991|1|003091000002|||",
            "#3|Lê Văn Ba|1992|1|003092000003|||",
            "#4|Lê Văn Bốn|1993|1|003093000004|||",
            "#5|Lê Văn Năm|1994|1|003094000005|||",
            "#6|Lê Văn Sáu|1995|1||||",
            "#7|Lê Thị Bảy|1996|0|003196000007|||",
        ],
        "2 name=Lê Văn Một birth=1990 sex=Nam id=003090000001
         3 name=Lê Văn Hai birth=1991 sex=Nam id=003091000002
         4 name=Lê Văn Ba birth=1992 sex=Nam id=003092000003
         5 name=Lê Văn Bốn birth=1993 sex=Nam id=003093000004
         6 name=Lê Văn Năm birth=1994 sex=Nam id=003094000005
         7 name=Lê Văn Sáu birth=1995 sex=Nam
         8 name=Lê Thị Bảy birth=1996 sex=Nữ id=003196000007
         flag 8 D sex_from_id",
    )
}

fn households() -> Vec<Case> {
    let mut sheet = Sheet::of(&[
        "TT|Họ và tên|Năm sinh|Giới tính|Quan hệ với chủ hộ|Họ tên chủ hộ|Thôn|Ngõ|Số nhà",
        "#1|LÊ VĂN AN|#1950|Nam|Chủ hộ|LÊ VĂN AN|Phú Lai|5|12",
        "#2|Lê Thị Ba|#1955|Nữ|Vợ||||",
        "#3|Lê Văn Cả|#1980|Nam|Con||||",
        "#4|BÙI THỊ CÚC|#1960|Nữ|Chủ hộ|BÙI THỊ CÚC|Do Trung||@45631",
        "#5|Bùi Văn Dũng|#1985|Nam|Con||||",
    ]);
    sheet.merges = vec![(1, 5, 3, 5), (1, 6, 3, 6), (4, 5, 5, 5), (4, 6, 5, 6)];
    in_all(
        "households",
        &sheet.book(),
        "2 name=LÊ VĂN AN birth=1950 sex=Nam hamlet=Thôn Phú Lai lane=Ngõ 5 house=12 head=LÊ VĂN AN relation=Chủ hộ
         3 name=Lê Thị Ba birth=1955 sex=Nữ hamlet=Thôn Phú Lai lane=Ngõ 5 house=12 head=LÊ VĂN AN relation=Vợ
         4 name=Lê Văn Cả birth=1980 sex=Nam hamlet=Thôn Phú Lai lane=Ngõ 5 house=12 head=LÊ VĂN AN relation=Con
         5 name=BÙI THỊ CÚC birth=1960 sex=Nữ hamlet=Thôn Do Trung house=5/12 head=BÙI THỊ CÚC relation=Chủ hộ
         6 name=Bùi Văn Dũng birth=1985 sex=Nam hamlet=Thôn Do Trung house=5/12 head=BÙI THỊ CÚC relation=Con
         flag 5 I house_was_date
         skip 1 header",
    )
}

fn states() -> Vec<Case> {
    let sheet = Sheet::of(&[
        "TT|Họ và tên|Năm sinh|Giới tính|Cư trú|Tình trạng VNeID|Ngày phê duyệt|Ghi chú",
        "#1|Lê Văn Một|#1950|Nam|Thường trú|Mức 2 đã kích hoạt|05/03/2024|",
        "#2|Lê Thị Hai|#1955|Nữ|Tạm trú|Đã phê duyệt mức 2, chưa kích hoạt||",
        "#3|Lê Văn Ba|#1960|Nam|Đã mất|||",
        "#4|Lê Văn Bốn|#1961|Nam||Chưa thu nhận||Chuyển đi Hà Nội",
        "#5|Lê Văn Năm|#1962|Nam|Tạm vắng|xem lại||mẹ đã mất",
    ]);
    in_all(
        "states",
        &sheet.book(),
        "2 name=Lê Văn Một birth=1950 sex=Nam residence=Permanent vneid=2/Activated approved=05/03/2024
         3 name=Lê Thị Hai birth=1955 sex=Nữ residence=Temporary vneid=2/Approved
         4 name=Lê Văn Ba birth=1960 sex=Nam state=Dead
         5 name=Lê Văn Bốn birth=1961 sex=Nam state=MovedOut vneid=0/NotRegistered note=Chuyển đi Hà Nội
         6 name=Lê Văn Năm birth=1962 sex=Nam residence=TemporarilyAbsent note=mẹ đã mất
         flag 5 H state_from_note
         flag 6 F vneid_unread
         skip 1 header",
    )
}
