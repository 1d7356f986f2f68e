//! Cases 5, 7, 9 and 16: names as people and programs write them.

use super::people;
use crate::Case;
use unicode_normalization::UnicodeNormalization;

pub fn cases() -> Vec<Case> {
    let apart: String = "Nguyễn Thị Hằng".nfd().collect();
    assert_ne!(apart, "Nguyễn Thị Hằng");
    people(
        "names",
        &[
            &format!("#1|{apart}|1990|Nữ||||"),
            "#2|NGUYỄN  THỊ\u{A0}BA\u{200B}|1991|Nữ||||",
            "#3|lê văn an|1992|Nam||||",
            "#4|Đỗ Văn Ổn (chủ hộ)|1993|Nam||||",
            "#5|ÐINH VĂN ƢỚC|1994|Nam||||",
            "#6|=HYPERLINK(\"http://x\")|1995|Nam||||",
            "#7|Lê Văn Bảy @|1996|Nam||||",
            "#8|- Siu H’Blưk|1997|Nữ||||",
            "#9|Êñuôl Y Ka|1998|Nam||||",
            "#10|3. Lê Thị Mười|1999|Nữ||||",
            "#11|???|1999|Nữ||||",
            "#12||1999|Nữ||||",
            "#13|Nguyễn Th\u{FFFD} Ba|1999|Nữ||||",
            "#14|HÆ°á»›ng|1990|Nữ||||",
            "#15|Nguyễn Thị Hằng|1990|Nữ||||+84 gọi tối",
        ],
        "2 name=Nguyễn Thị Hằng birth=1990 sex=Nữ
         3 name=NGUYỄN THỊ BA birth=1991 sex=Nữ
         4 name=lê văn an birth=1992 sex=Nam
         5 name=Đỗ Văn Ổn birth=1993 sex=Nam relation=Chủ hộ
         6 name=ĐINH VĂN ƯỚC birth=1994 sex=Nam
         7 name==HYPERLINK(\"http://x\") birth=1995 sex=Nam
         8 name=Lê Văn Bảy @ birth=1996 sex=Nam
         9 name=Siu H’Blưk birth=1997 sex=Nữ
         10 name=Êñuôl Y Ka birth=1998 sex=Nam
         11 name=Lê Thị Mười birth=1999 sex=Nữ
         15 name=Hướng birth=1990 sex=Nữ
         16 name=Nguyễn Thị Hằng birth=1990 sex=Nữ note=+84 gọi tối
         refused 12 B name_unreadable [???]
         refused 13 B name_missing []
         refused 14 B old_encoding [Nguyễn Th\u{FFFD} Ba]
         flag 6 B name_letters_replaced
         flag 7 B name_with_signs
         flag 8 B name_with_signs
         flag 15 B old_font_converted",
    )
}
