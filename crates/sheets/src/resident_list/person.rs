//! One row about a person, read field by field.

use super::field::{Field, Meaning};
use super::grid::{Cell, Row};
use super::habits::Habits;
use super::header::{Column, Columns};
use super::household::{self, Carry, Household};
use super::reason::{FlagReason, RefusalReason};
use super::report::{ResidentRow, VneidState};
use super::{account, address, hamlet, identity, old_font, place, residence, vneid};
use std::sync::Arc;
use tungnha_core::name;
use tungnha_core::phone::Phone;
use tungnha_core::time::Day;
use tungnha_core::words::{App, ResidenceKind, ResidentState, Stage};

/// The cells of one row by what they mean.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    columns: &'a Columns,
    row: &'a Row,
}

/// Why the row cannot be taken over, and where.
pub(super) struct Fault<'a> {
    pub column: Option<&'a Column>,
    pub code: RefusalReason,
    pub text: String,
}

/// Something to look at in a row that can.
pub(super) struct Notice<'a> {
    pub column: Option<&'a Column>,
    pub code: FlagReason,
    pub text: String,
}

/// What surrounds the row.
pub(super) struct Surroundings<'a> {
    pub sheet: &'a Arc<str>,
    pub habits: &'a Habits,
    pub today: Day,
    /// From the heading or the row above.
    pub hamlet: Option<&'a str>,
    pub lane: Option<&'a str>,
    /// From the sheet's name or the title.
    pub hamlet_of_sheet: Option<&'a str>,
    /// From the sheet's name, where nothing else tells.
    pub last_resort: Option<&'a str>,
    pub vneid_of_title: Option<VneidState>,
    /// Whose accounts the list is about.
    pub app: App,
    /// What somebody chose for the whole list.
    pub chosen: Option<VneidState>,
}

impl<'a> Fields<'a> {
    pub fn new(columns: &'a Columns, row: &'a Row) -> Self {
        Self { columns, row }
    }

    pub fn columns(&self) -> &'a Columns {
        self.columns
    }

    pub fn cell(&self, field: Field) -> Option<(&'a Column, &'a Cell)> {
        let column = self.columns.first(field)?;
        Some((column, self.row.cell(column.index)?))
    }

    /// The cleaned text of the first column for the field, if there is any.
    pub fn text(&self, field: Field) -> Option<(&'a Column, String)> {
        self.texts(field).next()
    }

    /// (column, cleaned text) of every filled column for the field.
    pub fn texts(&self, field: Field) -> impl Iterator<Item = (&'a Column, String)> {
        let row = self.row;
        self.columns
            .all(field)
            .map(move |column| (column, row.text(column.index)))
            .filter(|(_, text)| !text.is_empty())
    }
}

/// Reads the row. The household is carried on even from a row that is refused.
pub(super) fn read<'a>(
    fields: &Fields<'a>,
    around: &Surroundings<'_>,
    carry: &mut Carry,
    notices: &mut Vec<Notice<'a>>,
) -> Result<ResidentRow, Fault<'a>> {
    let (name, marked_head) = full_name(fields);
    let relation = fields.text(Field::Relation).map(|(_, text)| text);
    let is_head = marked_head || relation.as_deref().is_some_and(household::is_head);
    let whole = fields
        .text(Field::Address)
        .or_else(|| fields.text(Field::PermanentAddress))
        .map(|(_, text)| address::parts(&text))
        .unwrap_or_default();
    let own = Household {
        code: fields.text(Field::HouseholdCode).map(|(_, text)| text),
        head: fields.text(Field::HeadName).map(|(_, text)| text),
        lane: place::lane(fields).or(whole.lane),
        house: place::house(fields, notices).or(whole.house),
    };
    let home = carry.fill(own, &name, is_head);

    check_name(fields, &name, notices)?;
    let person = identity::read(fields, around, notices)?;
    let (said, kind) = state_and_kind(fields, around.app, notices);
    let approved_on = account::approved_on(fields, around.today, notices);
    // A day of approval alone says that the account was approved.
    let approved = approved_on
        .filter(|_| around.app == App::Vneid)
        .map(|_| vneid::state(None, Stage::Approved));
    let account = account::state(fields, around.app, notices)
        .or(around.vneid_of_title)
        .or(approved);
    let account = around.chosen.or(account);
    let some = |text: Option<&str>| text.map(str::to_owned);
    let told = fields
        .text(Field::Hamlet)
        .map(|(column, text)| hamlet::of_cell(&text, &column.own))
        .or_else(|| some(around.hamlet))
        .or_else(|| some(around.hamlet_of_sheet))
        .or(whole.hamlet);
    Ok(ResidentRow {
        sheet: Arc::clone(around.sheet),
        row: fields.row.number,
        hamlet_guessed: told.is_none() && around.last_resort.is_some(),
        hamlet: told.or_else(|| some(around.last_resort)),
        lane: home.lane.or_else(|| some(around.lane)),
        house: home.house,
        household_code: home.code,
        head_name: home.head,
        relation_to_head: relation.or_else(|| is_head.then(|| "Chủ hộ".to_owned())),
        name,
        birth: person.birth,
        sex: person.sex,
        personal_id: person.personal_id,
        legacy_id9: person.legacy_id9,
        phone: phones(fields, notices),
        residence: kind,
        state: said.unwrap_or(ResidentState::Living),
        says_state: said.is_some(),
        vneid: account,
        approved_on,
        note: note(fields),
    })
}

/// The name, cleaned of what is not name, and whether "(chủ hộ)" stood behind it.
fn full_name(fields: &Fields<'_>) -> (String, bool) {
    let whole = match fields.columns.first(Field::Name) {
        Some(column) => {
            let parts = std::iter::once(&column.index).chain(&column.tail);
            parts
                .map(|index| fields.row.text(*index))
                .collect::<Vec<_>>()
                .join(" ")
        }
        None => [Field::FamilyName, Field::GivenName]
            .iter()
            .filter_map(|field| fields.text(*field))
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
            .join(" "),
    };
    // "1. Nguyễn Văn An", "- Nguyễn Thị Ba"
    let name = whole.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ')' | '-' | '–' | '+' | '*' | '•' | ' ')
    });
    let name = name.trim();
    match name.rsplit_once('(') {
        Some((before, inside)) if household::is_head(inside.trim_end_matches([')', ' '])) => {
            (name::normalise(before), true)
        }
        _ => (name.to_owned(), false),
    }
}

fn check_name<'a>(
    fields: &Fields<'a>,
    name: &str,
    notices: &mut Vec<Notice<'a>>,
) -> Result<(), Fault<'a>> {
    let column = fields
        .columns
        .first(Field::Name)
        .or_else(|| fields.columns.first(Field::FamilyName));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let code = if name.is_empty() {
        RefusalReason::NameMissing
    } else if old_font::is_unreadable(name) {
        RefusalReason::OldEncoding
    } else if letters < 2 || digits > 2 || name.starts_with('#') {
        RefusalReason::NameUnreadable
    } else {
        notices.extend(odd_name(fields, column, name).map(|(code, text)| Notice {
            column,
            code,
            text,
        }));
        return Ok(());
    };
    Err(Fault {
        column,
        code,
        text: name.to_owned(),
    })
}

/// Signs that get into names by accident, or on purpose.
const NO_LETTERS: &str = "=@<>{}[]|\\#?!_%^~$";

/// What of a readable name someone should look at.
fn odd_name(
    fields: &Fields<'_>,
    column: Option<&Column>,
    name: &str,
) -> Option<(FlagReason, String)> {
    let at = column?.index;
    if let Some((_, stored)) = fields
        .row
        .converted
        .iter()
        .find(|(column, _)| *column == at)
    {
        return Some((FlagReason::OldFontConverted, stored.clone()));
    }
    let written = fields.row.cell(at)?.text();
    let look_alikes = ['Ð', 'ð', 'Ɖ', 'ɖ', 'Ƣ', 'ƣ'];
    if written.contains(look_alikes) {
        Some((FlagReason::NameLettersReplaced, written.into_owned()))
    } else if name.contains(|c| NO_LETTERS.contains(c)) || old_font::has_foreign_letter(name) {
        Some((FlagReason::NameWithSigns, written.into_owned()))
    } else {
        None
    }
}

fn state_and_kind<'a>(
    fields: &Fields<'a>,
    app: App,
    notices: &mut Vec<Notice<'a>>,
) -> (Option<ResidentState>, Option<ResidenceKind>) {
    let mut found = residence::Residence::default();
    for (column, text) in fields
        .texts(Field::Residence)
        .chain(fields.texts(Field::Status))
    {
        let said = residence::of_cell(&column.header, &text);
        let is_account =
            column.meaning == Meaning::Known(Field::Status) && account::says_state(app, &text);
        let nothing = matches!(text.as_str(), "-" | "0" | "/");
        if said.is_silent() && !is_account && !nothing {
            notices.push(Notice {
                column: Some(column),
                code: FlagReason::ResidenceUnread,
                text,
            });
        }
        found = found.or(said);
    }
    for (column, text) in fields.texts(Field::Note) {
        let with_note = found.or(residence::of_note(&text));
        if with_note != found {
            notices.push(Notice {
                column: Some(column),
                code: FlagReason::StateFromNote,
                text,
            });
        }
        found = with_note;
    }
    (found.state, found.kind)
}

fn phones<'a>(fields: &Fields<'a>, notices: &mut Vec<Notice<'a>>) -> Vec<Phone> {
    let mut phones = Vec::new();
    for (column, text) in fields.texts(Field::Phone) {
        let cell = Phone::parse_cell(&text);
        for phone in cell.phones {
            if !phones.contains(&phone) {
                phones.push(phone);
            }
        }
        notices.extend(cell.unread.into_iter().map(|text| Notice {
            column: Some(column),
            code: FlagReason::PhoneUnread,
            text,
        }));
    }
    phones
}

fn note(fields: &Fields<'_>) -> Option<String> {
    let notes: Vec<_> = fields.texts(Field::Note).map(|(_, text)| text).collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}
