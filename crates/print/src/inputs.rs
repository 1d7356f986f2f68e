//! A paper as the template reads it: `sys.inputs`, values and never markup.

use qrcode::{Color, EcLevel, QrCode};
use tungnha_sheets::office_list::invitation::{self as of_invitation, Invitation, PaperSize};
use tungnha_sheets::office_list::walk::{self as of_walk, WalkBox, WalkDoor, WalkSheet};
use tungnha_sheets::office_list::{
    COUNTRY, MOTTO, PRACTICE, PREPARED, RECIPIENTS, SIGN, SIGN_AND_SEAL,
};
use tungnha_sheets::office_list::{Head, OfficeList, Slips, Walk, dated, slips as of_slips};
use typst::foundations::{Array, Dict, IntoValue, Value};

fn texts<'a>(all: impl IntoIterator<Item = &'a str>) -> Value {
    let all: Array = all.into_iter().map(text).collect();
    all.into_value()
}

/// Without control characters, which no font has; a line break stays.
fn text(words: &str) -> Value {
    let kept: String = words
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    kept.into_value()
}

fn maybe(words: Option<&str>) -> Value {
    words.map_or(Value::None, text)
}

fn dict<const N: usize>(all: [(&str, Value); N]) -> Dict {
    all.into_iter()
        .map(|(key, value)| (key.into(), value))
        .collect()
}

fn head(head: &Head) -> Value {
    dict([
        ("superior", maybe(head.superior.as_deref())),
        ("agency", text(&head.agency)),
        ("number", maybe(head.number.as_deref())),
        ("dated", text(&dated(head))),
        ("country", text(COUNTRY)),
        ("motto", text(MOTTO)),
        ("practice", maybe(head.practice.then_some(PRACTICE))),
        ("stamp", text(head.stamp.as_deref().unwrap_or_default())),
    ])
    .into_value()
}

pub(crate) fn list(list: &OfficeList) -> Dict {
    let columns: Array = list
        .columns
        .iter()
        .map(|column| {
            dict([
                ("header", text(column.header)),
                ("width", column.width.into_value()),
                ("centred", column.centred.into_value()),
            ])
            .into_value()
        })
        .collect();
    let groups: Array = list
        .groups
        .iter()
        .map(|group| {
            let rows: Array = group
                .rows
                .iter()
                .map(|row| texts(row.iter().map(String::as_str)))
                .collect();
            dict([
                ("heading", maybe(group.heading.as_deref())),
                ("rows", rows.into_value()),
            ])
            .into_value()
        })
        .collect();
    let signing = &list.signatures;
    dict([
        ("head", head(&list.head)),
        ("name", text(&list.name)),
        ("title", text(&list.title)),
        ("subtitle", texts(list.subtitle.iter().map(String::as_str))),
        ("columns", columns.into_value()),
        ("groups", groups.into_value()),
        ("empty", (list.rows() == 0).into_value()),
        ("nobody", text(&list.nobody)),
        ("totals", texts(list.totals.iter().map(String::as_str))),
        ("recipients_title", text(RECIPIENTS)),
        (
            "recipients",
            texts(list.recipients.iter().map(String::as_str)),
        ),
        ("prepared", text(PREPARED)),
        ("sign", text(SIGN)),
        ("prepared_by", maybe(signing.prepared_by.as_deref())),
        ("signer_title", text(&signing.signer_title)),
        ("sign_and_seal", text(SIGN_AND_SEAL)),
        ("signed_by", maybe(signing.signed_by.as_deref())),
    ])
}

pub(crate) fn slips(slips: &Slips) -> Dict {
    let each: Array = slips
        .slips
        .iter()
        .map(|slip| {
            let lines = slip.lines();
            dict([
                ("to", text(&slip.to)),
                ("address", text(&slip.address)),
                ("lines", texts(lines.iter().map(String::as_str))),
                ("steps", texts(slip.steps.iter().copied())),
            ])
            .into_value()
        })
        .collect();
    dict([
        ("head", head(&slips.head)),
        ("title", text(of_slips::TITLE)),
        ("subject", text(&slips.subject)),
        ("lacking", text(of_slips::LACKING)),
        ("to_do", text(of_slips::TO_DO)),
        ("ask", text(of_slips::ASK)),
        ("contact", maybe(slips.contact.as_deref())),
        ("warning", text(of_slips::WARNING)),
        ("slips", each.into_value()),
    ])
}

pub(crate) fn invitation(one: &Invitation) -> Dict {
    dict([
        ("head", head(&one.head)),
        ("large", (one.size == PaperSize::A4).into_value()),
        ("title", text(of_invitation::TITLE)),
        ("for", text(of_invitation::FOR)),
        ("name", text(&one.name)),
        ("work", text(&one.work())),
        ("squares", squares(&one.qr)),
        ("good", text(&one.good())),
        ("steps", texts(of_invitation::STEPS)),
        ("ask", text(of_invitation::ASK)),
        ("contact", maybe(one.contact.as_deref())),
        ("warning", text(of_invitation::WARNING)),
    ])
}

pub(crate) fn walk(walk: &Walk) -> Dict {
    let columns: Array = (walk.columns.iter())
        .map(|column| dict([("app", text(column.app)), ("what", text(column.what))]).into_value())
        .collect();
    let sheets: Array = walk.sheets.iter().map(sheet).collect();
    dict([
        ("head", head(&walk.head)),
        ("title", text(of_walk::TITLE)),
        ("campaign", text(&walk.campaign)),
        ("columns", columns.into_value()),
        ("ask", text(&walk.ask)),
        ("contact", maybe(walk.contact.as_deref())),
        ("warning", text(of_walk::WARNING)),
        ("sheets", sheets.into_value()),
    ])
}

fn sheet(sheet: &WalkSheet) -> Value {
    let doors: Array = sheet.doors.iter().map(door).collect();
    dict([
        ("number", text(&sheet.number.to_string())),
        ("code", text(&sheet.code)),
        ("squares", squares(&sheet.code)),
        ("part", text(&sheet.part)),
        ("place", text(&sheet.place)),
        ("walker", maybe(sheet.walker.as_deref())),
        ("doors", doors.into_value()),
    ])
    .into_value()
}

fn door(door: &WalkDoor) -> Value {
    let people: Array = (door.people.iter())
        .map(|person| {
            let boxes: Array = person.boxes.iter().map(|one| boxed(*one)).collect();
            dict([
                ("line", text(&person.line.to_string())),
                ("name", text(&person.name)),
                ("about", text(&person.about)),
                ("guardian", person.guardian.into_value()),
                ("boxes", boxes.into_value()),
            ])
            .into_value()
        })
        .collect();
    dict([
        ("house", text(&door.house)),
        ("people", people.into_value()),
    ])
    .into_value()
}

fn boxed(one: WalkBox) -> Value {
    let (state, hint) = match one {
        WalkBox::Open(hint) => ("open", hint),
        WalkBox::Claimed => ("claimed", None),
        WalkBox::Confirmed => ("confirmed", None),
        WalkBox::NotNeeded => ("none", None),
    };
    dict([("state", text(state)), ("hint", maybe(hint))]).into_value()
}

/// The dark runs of the code's QR rows: (column, row, length). Nothing for what no QR code holds.
fn squares(code: &str) -> Value {
    let Ok(code) = QrCode::with_error_correction_level(code, EcLevel::M) else {
        return Value::None;
    };
    let width = code.width().max(1);
    let mut runs = Array::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                runs.push(
                    [x, y, run.len()]
                        .map(|n| n.into_value())
                        .into_iter()
                        .collect::<Array>()
                        .into_value(),
                );
            }
            x += run.len();
        }
    }
    dict([("width", width.into_value()), ("runs", runs.into_value())]).into_value()
}
