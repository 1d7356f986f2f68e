//! Workbooks as the cases describe them, before they become files of one kind or another.

/// A workbook.
#[derive(Clone, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
}

/// A sheet; rows and columns from 0.
#[derive(Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub rows: Vec<Vec<Value>>,
    /// (first row, first column, last row, last column)
    pub merges: Vec<(u32, u16, u32, u16)>,
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u16>,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Blank,
    Text(String),
    /// In a font of before Unicode.
    InFont(&'static str, String),
    Number(f64),
    /// Shown with twelve digits.
    Padded(f64),
    /// A day number, shown as a date.
    Day(f64),
}

pub const FONTS: [&str; 4] = [".VnTime", ".VnTimeH", "VNI-Times", "Times New Roman"];

/// The name of sheets that need none, the same in every kind of file.
pub const SHEET: &str = "Trang 1";

impl Sheet {
    /// Lines of cells parted by `|`: `#` begins a number, `%` one shown with twelve digits, `@` a
    /// day number, `{font}` a text in an old font.
    pub fn of(lines: &[&str]) -> Self {
        Self {
            name: SHEET.into(),
            rows: lines
                .iter()
                .map(|line| line.split('|').map(value).collect())
                .collect(),
            ..Self::default()
        }
    }

    pub fn named(mut self, name: &str) -> Self {
        self.name = name.into();
        self
    }

    pub fn book(self) -> Book {
        Book { sheets: vec![self] }
    }
}

fn value(cell: &str) -> Value {
    let number = |text: &str| text.parse().expect("a number");
    if let Some(text) = cell.strip_prefix('#') {
        Value::Number(number(text))
    } else if let Some(text) = cell.strip_prefix('%') {
        Value::Padded(number(text))
    } else if let Some(text) = cell.strip_prefix('@') {
        Value::Day(number(text))
    } else if let Some((font, text)) = cell.strip_prefix('{').and_then(|c| c.split_once('}')) {
        let font = FONTS.iter().find(|known| **known == font).expect("a font");
        Value::InFont(font, text.into())
    } else if cell.is_empty() {
        Value::Blank
    } else {
        Value::Text(cell.into())
    }
}
