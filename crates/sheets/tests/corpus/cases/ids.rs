//! Cases 2, 3 and 8: personal ids as spreadsheets leave them.

use super::people;
use crate::Case;

pub fn cases() -> Vec<Case> {
    people(
        "ids",
        &[
            "#1|Lê Thị Ba|05/03/1990|Nữ|#3190123451|||",
            "#2|Lê Thị Tư|06/03/1990|Nữ|%3190123452|||",
            "#3|Lê Văn Năm|1991|Nam|'003091000003|||",
            "#4|Lê Văn Sáu|1992|Nam|003 092 000.004|||",
            "#5|Lê Văn Bảy|1993|Nam|OO3093OOOOO5|||",
            "#6|Lê Văn Tám|1994|Nam|3094000006.0|||",
            "#7|Lê Văn Chín|1995|Nam|3.8095E+10|||",
            "#8|Lê Văn Mười|1996|Nam|3,8E+10|||",
            "#9|Lê Văn Mốt|1997|Nam|#123456789|||",
            "#10|Lê Văn Hai|1998|Nam|123456780 / 003098000010|||",
            "#11|Lê Văn Ba|1999|Nam|12345|||",
            "#12|Lê Văn Bốn|1990|Nam|003090A00012|||",
            "#13|Lê Thị Lăm|1990|Nữ|#3090000013|||",
            "#14|Lê Văn Bính|1991|Nam|003090000014|||",
            "#15|Lê Thị Đinh|1991|Nữ|003091000015|||",
            "#16|Lê Văn Mậu|1992|Nam|003092000004|||",
            "#17|Lê Văn Kỷ|1996|Nam|#3096000000|||",
            "#18|Lê Văn Canh|1996|Nam|chưa cấp|||",
        ],
        "2 name=Lê Thị Ba birth=05/03/1990 sex=Nữ id=003190123451
         3 name=Lê Thị Tư birth=06/03/1990 sex=Nữ id=003190123452
         4 name=Lê Văn Năm birth=1991 sex=Nam id=003091000003
         5 name=Lê Văn Sáu birth=1992 sex=Nam id=003092000004
         6 name=Lê Văn Bảy birth=1993 sex=Nam id=003093000005
         7 name=Lê Văn Tám birth=1994 sex=Nam id=003094000006
         10 name=Lê Văn Mốt birth=1997 sex=Nam cmnd=123456789
         11 name=Lê Văn Hai birth=1998 sex=Nam id=003098000010 cmnd=123456780
         15 name=Lê Văn Bính birth=1991 sex=Nam id=003090000014
         16 name=Lê Thị Đinh birth=1991 sex=Nữ id=003091000015
         17 name=Lê Văn Mậu birth=1992 sex=Nam id=003092000004
         19 name=Lê Văn Canh birth=1996 sex=Nam
         refused 8 E id_lost_digits [3.8095E+10]
         refused 9 E id_lost_digits [3,8E+10]
         refused 12 E id_wrong_length [12345]
         refused 13 E id_unreadable [******A*0012]
         refused 14 E id_lost_digits [******0013]
         refused 18 E id_lost_digits [******0000]
         flag 2 E id_padded
         flag 6 E id_repaired
         flag 7 E id_padded
         flag 10 E legacy_id
         flag 15 E id_birth_mismatch
         flag 16 E id_sex_mismatch
         flag 17 E duplicate_id",
    )
}
