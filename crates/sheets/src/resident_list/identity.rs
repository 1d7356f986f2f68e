//! Birth date, sex and personal id of a row. They are read together, since each helps to mend the
//! others: the id tells year and sex, and these prove zeros that the id has lost.

use super::birth::{self, Found};
use super::field::Field;
use super::header::Column;
use super::id::{self, IdCell};
use super::person::{Fault, Fields, Notice, Surroundings};
use super::reason::{FlagReason, RefusalReason};
use super::sex::{self, SexCell};
use tungnha_core::birth::{BirthDate, BirthNote};
use tungnha_core::personal_id::PersonalId;
use tungnha_core::words::Sex;

/// Who the row is about.
pub(super) struct Identity {
    pub birth: BirthDate,
    pub sex: Sex,
    pub personal_id: Option<PersonalId>,
    pub legacy_id9: Option<String>,
}

/// Reads the three; what is missing and what contradicts becomes a notice or a fault.
pub(super) fn read<'a>(
    fields: &Fields<'a>,
    around: &Surroundings<'_>,
    notices: &mut Vec<Notice<'a>>,
) -> Result<Identity, Fault<'a>> {
    let (column, cell) = id_cell(fields);
    let id_text = column.map(|_| id_text(fields)).unwrap_or_default();
    let mut notice = |column: Option<&'a Column>, code, text: &str| {
        notices.push(Notice {
            column,
            code,
            text: text.to_owned(),
        });
    };
    let mut legacy_id9 = None;
    let mut personal_id = None;
    let mut lost_zeros = None;
    match cell {
        IdCell::None => {}
        IdCell::Id {
            id,
            repaired,
            legacy,
        } => {
            personal_id = Some(id);
            legacy_id9 = legacy;
            if repaired {
                notice(column, FlagReason::IdRepaired, &id_text);
            }
        }
        IdCell::Legacy(old) => {
            notice(column, FlagReason::LegacyId, &id_text);
            legacy_id9 = Some(old);
        }
        IdCell::LostZeros(digits) => lost_zeros = Some(digits),
        IdCell::Bad(code) => return Err(fault(column, code, id_text)),
    }
    let legacy_id9 = legacy_id9.or_else(|| legacy_column(fields));

    let found = birth::read(fields, around.habits, around.today)?;
    let written_sex = sex::read(fields);
    let plain_sex = match &written_sex {
        SexCell::Known(sex) => Some(*sex),
        SexCell::Code(_, text) => {
            sex::code(text).and_then(|code| around.habits.sex_codes.get(code).copied().flatten())
        }
        SexCell::Unreadable(..) | SexCell::None => None,
    };
    if let Some(digits) = lost_zeros {
        personal_id = found.as_ref().zip(plain_sex).and_then(|(found, sex)| {
            births(found).find_map(|birth| PersonalId::recover_lost_zeros(&digits, birth, sex))
        });
        if personal_id.is_none() {
            return Err(fault(column, RefusalReason::IdLostDigits, id_text));
        }
        notice(column, FlagReason::IdPadded, &id_text);
    }

    let told = personal_id.map(|id| id.birth_year_and_sex());
    let sex = match (plain_sex, told, &written_sex) {
        (Some(sex), ..) => sex,
        (None, Some((_, sex)), SexCell::Code(at, text) | SexCell::Unreadable(at, text)) => {
            notice(Some(*at), FlagReason::SexFromId, text);
            sex
        }
        (None, Some((_, sex)), _) => {
            notice(
                fields.columns().first(Field::Sex),
                FlagReason::SexFromId,
                "",
            );
            sex
        }
        (None, None, SexCell::Code(at, text) | SexCell::Unreadable(at, text)) => {
            return Err(fault(Some(*at), RefusalReason::SexUnreadable, text.clone()));
        }
        (None, None, _) => {
            let column = fields.columns().first(Field::Sex);
            return Err(fault(column, RefusalReason::SexMissing, String::new()));
        }
    };
    let birth = match (found, told) {
        (Some(found), _) => with_century_of_id(found, personal_id, around, notices),
        (None, Some((year, _))) if let Some(birth) = BirthDate::from_year(year) => {
            notices.push(Notice {
                column: fields.columns().first(Field::Birth),
                code: FlagReason::BirthFromId,
                text: String::new(),
            });
            birth
        }
        (None, _) => {
            let column = fields.columns().first(Field::Birth);
            return Err(fault(column, RefusalReason::BirthMissing, String::new()));
        }
    };
    if let Some(id) = personal_id {
        let mismatch = id.check(birth, Some(sex));
        for (wrong, code) in [
            (mismatch.birth_year, FlagReason::IdBirthMismatch),
            (mismatch.sex, FlagReason::IdSexMismatch),
        ] {
            if wrong {
                notices.push(Notice {
                    column,
                    code,
                    text: id_text.clone(),
                });
            }
        }
    }
    Ok(Identity {
        birth,
        sex,
        personal_id,
        legacy_id9,
    })
}

fn fault(column: Option<&Column>, code: RefusalReason, text: String) -> Fault<'_> {
    Fault { column, code, text }
}

/// The id stands in its own column; lists without one put it below "CMND".
fn id_cell<'a>(fields: &Fields<'a>) -> (Option<&'a Column>, IdCell) {
    let own = fields.columns().has(Field::PersonalId);
    let field = if own {
        Field::PersonalId
    } else {
        Field::LegacyId
    };
    match fields.cell(field) {
        Some((column, cell)) => (Some(column), id::read(cell)),
        None => (fields.columns().first(field), IdCell::None),
    }
}

fn id_text(fields: &Fields<'_>) -> String {
    fields
        .text(Field::PersonalId)
        .or_else(|| fields.text(Field::LegacyId))
        .map(|(_, text)| text)
        .unwrap_or_default()
}

/// The old number out of its own column, beside one for the new.
fn legacy_column(fields: &Fields<'_>) -> Option<String> {
    fields.columns().first(Field::PersonalId)?;
    match id::read(fields.cell(Field::LegacyId)?.1) {
        IdCell::Legacy(old) => Some(old),
        _ => None,
    }
}

/// The date as read, and a hundred years earlier if the century was a guess.
fn births(found: &Found<'_>) -> impl Iterator<Item = BirthDate> {
    let birth = found.reading.birth;
    let guessed = found.reading.notes.contains(&BirthNote::TwoDigitYear);
    let earlier = guessed
        .then(|| birth.year().checked_sub(100))
        .flatten()
        .and_then(|year| BirthDate::new(year, birth.month(), birth.day()));
    std::iter::once(birth).chain(earlier)
}

/// The birth date, with the id's century where only two digits of the year were written.
fn with_century_of_id<'a>(
    found: Found<'a>,
    id: Option<PersonalId>,
    around: &Surroundings<'_>,
    notices: &mut Vec<Notice<'a>>,
) -> BirthDate {
    let told = id.map(|id| id.birth_year_and_sex().0);
    let proven = births(&found).find(|birth| Some(birth.year()) == told);
    for note in &found.reading.notes {
        let code = match note {
            BirthNote::TwoDigitYear if proven.is_some() => continue,
            BirthNote::TwoDigitYear => FlagReason::BirthTwoDigitYear,
            BirthNote::SwappedMonthDay => FlagReason::BirthSwapped,
            BirthNote::LetterForDigit | BirthNote::LostZero => FlagReason::BirthRepaired,
            // A year alone hides nothing, and 01/01 only where everybody was born on that day.
            BirthNote::Placeholder
                if around.habits.new_year_births && found.reading.birth.day().is_some() =>
            {
                FlagReason::BirthPlaceholder
            }
            BirthNote::Placeholder | BirthNote::Serial => continue,
        };
        notices.push(Notice {
            column: Some(found.column),
            code,
            text: found.text.clone(),
        });
    }
    proven.unwrap_or(found.reading.birth)
}
