//! Case 6: letters of before Unicode, told by the font and, where it is lost, by themselves.

use super::{in_all, people};
use crate::Case;
use crate::table::Sheet;

pub fn cases() -> Vec<Case> {
    [by_font(), by_letters()].concat()
}

fn by_font() -> Vec<Case> {
    let sheet = Sheet::of(&[
        "{.VnTimeH}danh s¸ch nh©n khÈu",
        "TT|{.VnTime}Hä vµ tªn|{.VnTime}N¨m sinh|{.VnTime}Giíi tÝnh|{.VnTime}Th«n|{.VnTime}Ghi chó",
        "#1|{.VnTime}NguyÔn ThÞ H»ng|#1990|{.VnTime}N÷|{.VnTime}Phó Lai|{.VnTime}t¹m v¾ng",
        "#2|{.VnTimeH}nguyÔn v¨n an|#1991|Nam|{.VnTime}Phó Lai|",
        "#3|{VNI-Times}Nguyeãn Vaên Huøng|#1992|Nam|{VNI-Times}Phuù Lai|",
        "#4|{.VnTime}Tó|#1993|Nam|Phú Lai|",
        "#5|{VNI-Times}Vó|#1994|Nam|Phú Lai|",
        "#6|{.VnTime}Nguyễn Thị Lan|#1995|{.VnTime}Nữ|Phú Lai|",
        "#7|{Times New Roman}Lê Hoà|#1996|Nam|Phú Lai|",
    ]);
    in_all(
        "fonts",
        &sheet.book(),
        "3 name=Nguyễn Thị Hằng birth=1990 sex=Nữ hamlet=Thôn Phú Lai residence=TemporarilyAbsent note=tạm vắng
         4 name=NGUYỄN VĂN AN birth=1991 sex=Nam hamlet=Thôn Phú Lai
         5 name=Nguyễn Văn Hùng birth=1992 sex=Nam hamlet=Thôn Phú Lai
         6 name=Tú birth=1993 sex=Nam hamlet=Thôn Phú Lai
         7 name=Vĩ birth=1994 sex=Nam hamlet=Thôn Phú Lai
         8 name=Nguyễn Thị Lan birth=1995 sex=Nữ hamlet=Thôn Phú Lai
         9 name=Lê Hoà birth=1996 sex=Nam hamlet=Thôn Phú Lai
         flag 3 B old_font_converted
         flag 3 F state_from_note
         flag 4 B old_font_converted
         flag 5 B old_font_converted
         flag 6 B old_font_converted
         flag 7 B old_font_converted
         skip 1 title
         skip 2 header",
    )
}

fn by_letters() -> Vec<Case> {
    people(
        "letters",
        &[
            "#1|TrÇn V¨n §øc|1990|Nam||||",
            "#2|Traàn Thò Leä|1991|N÷||Phó Lai||",
            "#3|NGUYÔN V¡N AN|1992|Nam||||",
            "#4|Ñaëng Thò Phöôïng|1993|Nöõ||||",
            "#5|Ph¹m Nh\u{AD} ý|1994|N÷||||",
            "#6|François Müller|1995|Nam||||",
        ],
        // "Phó" is a syllable as it stands: without a font nothing tells that it is Phú. A blank cell
        // of the hamlet goes on with the one above, as merged cells do.
        "2 name=Trần Văn Đức birth=1990 sex=Nam
         3 name=Trần Thị Lệ birth=1991 sex=Nữ hamlet=Thôn Phó Lai
         4 name=NGUYỄN VĂN AN birth=1992 sex=Nam hamlet=Thôn Phó Lai
         5 name=Đặng Thị Phượng birth=1993 sex=Nữ hamlet=Thôn Phó Lai
         6 name=Phạm Như ý birth=1994 sex=Nữ hamlet=Thôn Phó Lai
         7 name=François Müller birth=1995 sex=Nam hamlet=Thôn Phó Lai
         flag 2 B old_font_converted
         flag 3 B old_font_converted
         flag 4 B old_font_converted
         flag 5 B old_font_converted
         flag 6 B old_font_converted
         flag 7 B name_with_signs",
    )
}
