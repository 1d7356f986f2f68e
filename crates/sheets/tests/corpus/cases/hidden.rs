//! Rows, columns and sheets that a workbook holds and does not show.

use super::{HEADER, in_all};
use crate::Case;
use crate::table::Sheet;

pub fn cases() -> Vec<Case> {
    let mut shown = Sheet::of(&[
        HEADER,
        "#1|Lê Văn Một|1990|Nam||Phú Lai||",
        "#2|Lê Thị Hai|1991|Nữ||Phú Lai||cắt khẩu",
        "#3|Lê Văn Ba|1992|Nam||Phú Lai||",
    ]);
    shown.hidden_rows = vec![2];
    shown.hidden_columns = vec![7];
    let mut book = shown.named("Thôn \"A&B\"").book();
    let mut secret = Sheet::of(&[HEADER, "#1|Lê Văn Cũ|1950|Nam||Phú Lai||"]).named("Cũ");
    secret.hidden = true;
    book.sheets.push(secret);
    in_all(
        "hidden",
        &book,
        "Thôn \"A&B\"!2 name=Lê Văn Một birth=1990 sex=Nam hamlet=Thôn Phú Lai
         Thôn \"A&B\"!3 name=Lê Thị Hai birth=1991 sex=Nữ hamlet=Thôn Phú Lai state=MovedOut note=cắt khẩu
         Thôn \"A&B\"!4 name=Lê Văn Ba birth=1992 sex=Nam hamlet=Thôn Phú Lai
         flag Thôn \"A&B\"!3 - row_hidden
         flag Thôn \"A&B\"!3 H state_from_note
         skip Thôn \"A&B\"!1 header
         skip Cũ!1 hidden_sheet
         skip Cũ!2 hidden_sheet
         hidden Thôn \"A&B\" rows 3
         hidden Thôn \"A&B\" columns H
         hidden Cũ sheet",
    )
}
