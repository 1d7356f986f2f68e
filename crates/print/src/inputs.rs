//! A paper as the template reads it: `sys.inputs`, values and never markup.

use tungnha_sheets::office_list::{
    COUNTRY, MOTTO, PRACTICE, PREPARED, RECIPIENTS, SIGN, SIGN_AND_SEAL,
};
use tungnha_sheets::office_list::{Head, OfficeList, Slips, dated, slips as of_slips};
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
