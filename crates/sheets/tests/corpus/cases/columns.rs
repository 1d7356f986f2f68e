//! Columns that must not be kept (`domain.md` 5.2, 7.1), and columns in whatever order.

use super::in_all;
use crate::Case;
use crate::table::Sheet;

pub fn cases() -> Vec<Case> {
    let sheet = Sheet::of(&[
        "Ghi chú|Dân tộc|Số CCCD|Họ, chữ đệm và tên|Tôn giáo|Đảng viên|Ngày sinh|Nghề nghiệp|GT|Trình độ học vấn|Tiền án, tiền sự|Hộ nghèo|Nhóm máu|Mã hồ sơ",
        "|Mường|003050000001|Lê Văn An|Không|x|05/03/1950|Làm ruộng|Nam|12/12|Không|x|O|X-1",
    ]);
    in_all(
        "dropped-columns",
        &sheet.book(),
        "2 name=Lê Văn An birth=05/03/1950 sex=Nam id=003050000001
         skip 1 header
         dropped B Dân tộc
         dropped E Tôn giáo
         dropped F Đảng viên
         dropped H Nghề nghiệp
         dropped J Trình độ học vấn
         dropped K Tiền án, tiền sự
         dropped L Hộ nghèo
         dropped M Nhóm máu",
    )
}
