//! Case 4: dates in every shape (`domain.md` 3.4).

use super::people;
use crate::Case;

pub fn cases() -> Vec<Case> {
    [shapes(), swapped()].concat()
}

fn shapes() -> Vec<Case> {
    people(
        "birth-dates",
        &[
            "#1|Lê Văn Một|05/03/1990|Nam||||",
            "#2|Lê Văn Hai|5/3/1990|Nam||||",
            "#3|Lê Văn Ba|05-03-1990|Nam||||",
            "#4|Lê Văn Bốn|05.03.1990|Nam||||",
            "#5|Lê Văn Năm|05031990|Nam||||",
            "#6|Lê Văn Sáu|#1990|Nam||||",
            "#7|Lê Văn Bảy|@32937|Nam||||",
            "#8|Lê Văn Tám|#32937|Nam||||",
            "#9|Lê Văn Chín|00/00/1950|Nam||||",
            "#10|Lê Văn Mười|03/1950|Nam||||",
            "#11|Bùi Văn Một|1990-03-05|Nam||||",
            "#12|Bùi Văn Hai|ngày 05 tháng 3 năm 1990|Nam||||",
            "#13|Bùi Văn Ba|05/03/90|Nam||||",
            "#14|Bùi Văn Bốn|l5/O3/1990|Nam||||",
            "#15|Bùi Văn Năm|12/25/1990|Nam||||",
            "#16|Bùi Văn Sáu|#5031990|Nam||||",
            "#17|Bùi Văn Bảy|31/02/1990|Nam||||",
            "#18|Bùi Văn Tám|21/11/2024|Nam||||",
            "#19|Bùi Văn Chín|@60000|Nam||||",
            "#20|Bùi Văn Mười|không nhớ|Nam||||",
            "#21|Đỗ Văn Một||Nam||||",
            "#22|Đỗ Văn Hai||Nam|003090000022|||",
            "#23|Đỗ Văn Ba|1.950|Nam||||",
            "#24|Đỗ Văn Bốn|01/01/1990|Nam||||",
        ],
        "2 name=Lê Văn Một birth=05/03/1990 sex=Nam
         3 name=Lê Văn Hai birth=05/03/1990 sex=Nam
         4 name=Lê Văn Ba birth=05/03/1990 sex=Nam
         5 name=Lê Văn Bốn birth=05/03/1990 sex=Nam
         6 name=Lê Văn Năm birth=05/03/1990 sex=Nam
         7 name=Lê Văn Sáu birth=1990 sex=Nam
         8 name=Lê Văn Bảy birth=05/03/1990 sex=Nam
         9 name=Lê Văn Tám birth=05/03/1990 sex=Nam
         10 name=Lê Văn Chín birth=1950 sex=Nam
         11 name=Lê Văn Mười birth=03/1950 sex=Nam
         12 name=Bùi Văn Một birth=05/03/1990 sex=Nam
         13 name=Bùi Văn Hai birth=05/03/1990 sex=Nam
         14 name=Bùi Văn Ba birth=05/03/1990 sex=Nam
         15 name=Bùi Văn Bốn birth=15/03/1990 sex=Nam
         16 name=Bùi Văn Năm birth=25/12/1990 sex=Nam
         17 name=Bùi Văn Sáu birth=05/03/1990 sex=Nam
         23 name=Đỗ Văn Hai birth=1990 sex=Nam id=003090000022
         24 name=Đỗ Văn Ba birth=1950 sex=Nam
         25 name=Đỗ Văn Bốn birth=01/01/1990 sex=Nam
         refused 18 C birth_impossible [31/02/1990]
         refused 19 C birth_in_future [21/11/2024]
         refused 20 C birth_in_future [08/04/2064]
         refused 21 C birth_unreadable [không nhớ]
         refused 22 C birth_missing []
         flag 14 C birth_two_digit_year
         flag 15 C birth_repaired
         flag 16 C birth_swapped
         flag 17 C birth_repaired
         flag 23 C birth_from_id",
    )
}

/// Typed day first into a program that expects months first: five became dates of another day,
/// five stayed texts.
fn swapped() -> Vec<Case> {
    people(
        "birth-dates-swapped",
        &[
            "#1|Lê Văn Một|@32996|Nam||||",
            "#2|Lê Văn Hai|@33027|Nam||||",
            "#3|Lê Văn Ba|@33058|Nam||||",
            "#4|Lê Văn Bốn|@32881|Nam||||",
            "#5|Lê Văn Năm|@32912|Nam||||",
            "#6|Bùi Văn Một|13/05/1990|Nam||||",
            "#7|Bùi Văn Hai|14/05/1990|Nam||||",
            "#8|Bùi Văn Ba|15/05/1990|Nam||||",
            "#9|Bùi Văn Bốn|16/05/1990|Nam||||",
            "#10|Bùi Văn Năm|17/05/1990|Nam||||",
        ],
        // 03/05/1990 was meant as 05/03/1990, and so on.
        "2 name=Lê Văn Một birth=05/03/1990 sex=Nam
         3 name=Lê Văn Hai birth=06/03/1990 sex=Nam
         4 name=Lê Văn Ba birth=07/04/1990 sex=Nam
         5 name=Lê Văn Bốn birth=01/08/1990 sex=Nam
         6 name=Lê Văn Năm birth=02/08/1990 sex=Nam
         7 name=Bùi Văn Một birth=13/05/1990 sex=Nam
         8 name=Bùi Văn Hai birth=14/05/1990 sex=Nam
         9 name=Bùi Văn Ba birth=15/05/1990 sex=Nam
         10 name=Bùi Văn Bốn birth=16/05/1990 sex=Nam
         11 name=Bùi Văn Năm birth=17/05/1990 sex=Nam
         flag 2 C birth_swapped
         flag 3 C birth_swapped
         flag 4 C birth_swapped
         flag 5 C birth_swapped
         flag 6 C birth_swapped",
    )
}
