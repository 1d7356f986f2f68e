//! What the tests of lists share: an officer's device, a roll with every column, and the book as it then is.

use crate::book::Phone;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tungnha_api::payload::{ImportPreview, ImportReport, JobOutcome};
use tungnha_core::words::{App, ResidenceKind, ResidentState, Role, Source, Stage};
use tungnha_store::read::Scope;

/// Three doors in two hamlets, every column that this product reads.
pub const ROLL: &str = "\
DANH SÁCH NHÂN KHẨU (Tính đến ngày 01/11/2026)
TT;Thôn;Mã hộ;Họ tên chủ hộ;Ngõ;Số nhà;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Số CMND;Số điện thoại;Cư trú;Tình trạng VNeID
1;Thôn Phú Lai;1;Nguyễn Văn An;Ngõ 1;12;Nguyễn Văn An;05/03/1960;Nam;003060000001;012345678;0912000001;Thường trú;Chưa thu nhận
2;Thôn Phú Lai;1;Nguyễn Văn An;Ngõ 1;12;Trần Thị Bình;12/07/1963;Nữ;003163000002;;0912000002;Tạm trú;Chưa thu nhận
3;Thôn Phú Lai;1;Nguyễn Văn An;Ngõ 1;12;Nguyễn Thị Cúc;20/10/1990;Nữ;003190000003;;0912000003;Thường trú;Mức 1 đã kích hoạt
4;Thôn Phú Lai;2;Lê Văn Dũng;Ngõ 2;7;Lê Văn Dũng;09/09/1955;Nam;003055000004;;0912000004;Thường trú;Chưa thu nhận
5;Thôn Phú Lai;2;Lê Văn Dũng;Ngõ 2;7;Lê Văn Giang;02/02/1985;Nam;003085000005;;;Thường trú;Chưa thu nhận
6;Thôn Đông Hạ;1;Phạm Thị Hà;Ngõ 9;3;Phạm Thị Hà;30/04/1971;Nữ;003171000006;;0912000006;Thường trú;Chưa thu nhận
";

/// Somebody of the book, with all that lists say.
#[derive(Clone, PartialEq, Debug)]
pub struct Lives {
    pub name: String,
    pub hamlet: String,
    /// (lane, house, head, code)
    pub door: (String, String, String, String),
    pub position: u16,
    pub birth: Option<String>,
    pub last4: Option<String>,
    pub personal_id: Option<String>,
    pub legacy_id9: Option<String>,
    pub phones: Vec<String>,
    pub residence: Option<ResidenceKind>,
    pub state: ResidentState,
}

/// An officer's device.
pub struct Desk(pub Phone);

impl Desk {
    pub fn new() -> Self {
        Self(Phone::new(Role::Police))
    }

    /// One that has taken in `list`.
    pub fn with(list: &str) -> Self {
        let desk = Self::new();
        desk.read(list);
        desk.take();
        desk
    }

    fn job(&self, name: &str, args: Value) -> JobOutcome {
        let job = self.0.call(name, args)["job"].as_u64().expect("a job");
        let job = u32::try_from(job).expect("a number");
        self.0.device.wait_for(job, &mut |_| {}).expect("it ends")
    }

    pub fn preview(&self, name: &str, args: Value) -> ImportPreview {
        match self.job(name, args) {
            JobOutcome::Preview(preview) => preview,
            other => panic!("{other:?}"),
        }
    }

    pub fn read(&self, list: &str) -> ImportPreview {
        let sheet = json!({ "name": "ds.csv", "bytes_base64": STANDARD.encode(list) });
        self.preview("import_preview_start", sheet)
    }

    pub fn paste(&self, text: &str) -> ImportPreview {
        self.preview("import_text_start", json!({ "text": text }))
    }

    pub fn take(&self) -> ImportReport {
        match self.job("import_start", json!({})) {
            JobOutcome::Imported(report) => report,
            other => panic!("{other:?}"),
        }
    }

    /// Decides the doubt of a row.
    pub fn decide(&self, row: u32, reason: &str, choice: &str) -> ImportPreview {
        let decision =
            json!({ "sheet": "Trang 1", "row": row, "reason": reason, "choice": choice });
        let shown = self
            .0
            .call("import_decide", json!({ "decisions": [decision] }));
        serde_json::from_value(shown).expect("a preview")
    }

    /// Everybody, by name and door.
    pub fn people(&self) -> Vec<Lives> {
        let mut people = self.0.write(|txn| {
            let hamlets = txn.hamlets()?;
            let homes = txn.households(Scope::All)?;
            let people = txn.residents_apart(Scope::All)?.into_iter().map(|person| {
                let hamlet = hamlets.iter().find(|hamlet| hamlet.key == person.hamlet);
                let home = homes.iter().find(|home| home.key == person.household);
                let home = home.expect("a home");
                let text = |text: &String| text.clone();
                Lives {
                    birth: person.best_birth().map(|birth| birth.to_string()),
                    name: person.name,
                    hamlet: hamlet.expect("a hamlet").name.clone(),
                    door: (
                        text(&home.lane),
                        text(&home.house),
                        text(&home.head),
                        text(&home.code),
                    ),
                    position: person.position,
                    last4: person.last4,
                    personal_id: person.personal_id,
                    legacy_id9: person.legacy_id9,
                    phones: person.phones,
                    residence: person.residence,
                    state: person.state,
                }
            });
            Ok(people.collect::<Vec<_>>())
        });
        people.sort_by_key(|lives| (lives.name.clone(), lives.door.clone()));
        people
    }

    /// What the official list says of somebody: level, stage, as of when.
    pub fn official(&self, name: &str, app: App) -> Vec<(u8, Stage, Option<String>)> {
        let people = self.0.write(|txn| txn.residents_apart(Scope::All));
        let person = people.into_iter().find(|person| person.name == name);
        let accounts = person.expect("somebody of that name").accounts.into_iter();
        accounts
            .filter(|a| a.app == app && a.statement.source == Source::OfficialList)
            .map(|a| {
                (
                    a.statement.level,
                    a.statement.stage,
                    a.as_of.map(|day| day.in_words()),
                )
            })
            .collect()
    }

    pub fn doors(&self) -> usize {
        self.0.write(|txn| txn.households(Scope::All)).len()
    }
}

/// The roll without one of its columns (the header's words).
pub fn without(column: &str) -> String {
    let header = ROLL.lines().nth(1).expect("a header");
    let at = header.split(';').position(|own| own == column);
    let at = at.unwrap_or_else(|| panic!("no column {column}"));
    let lines = ROLL.lines().enumerate().map(|(n, line)| {
        let cells = line.split(';').enumerate();
        let cells = cells
            .filter(|(cell, _)| n == 0 || *cell != at)
            .map(|(_, text)| text);
        cells.collect::<Vec<_>>().join(";")
    });
    lines.map(|line| line + "\n").collect()
}

/// The roll with nothing below one of its headers.
pub fn blank(column: &str) -> String {
    let header = ROLL.lines().nth(1).expect("a header");
    let at = header.split(';').position(|own| own == column);
    let at = at.unwrap_or_else(|| panic!("no column {column}"));
    let lines = ROLL.lines().enumerate().map(|(n, line)| {
        let cells = line.split(';').enumerate();
        let cells = cells.map(|(cell, text)| if n > 1 && cell == at { "" } else { text });
        cells.collect::<Vec<_>>().join(";")
    });
    lines.map(|line| line + "\n").collect()
}
