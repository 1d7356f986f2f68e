//! A scanned card, matched with the people of this device. Only reading: neither payload nor picture
//! reaches the file, a log or an error.

use crate::lists::person_row;
use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode};
use tungnha_core::Instant;
use tungnha_core::card::{Card, CardError, Differs, Likeness};
use tungnha_core::name;
use tungnha_core::words::ResidentState;
use tungnha_store::read::Scope;
use tungnha_store::{Key, Txn};

mod picture;

/// More than these are no help at a door.
const MOST_PEOPLE: usize = 8;

impl Device {
    pub(crate) fn card_match(&self, args: CardText) -> Result<CardMatch, ApiError> {
        let card = Card::parse(&args.text).map_err(refusal)?;
        self.read(|txn| matched(txn, &card, self.0.host.now()))
    }

    pub(crate) fn card_image(&self, args: CardPicture) -> Result<CardMatch, ApiError> {
        // A locked device answers nothing, and spends no second on a picture either.
        self.opened()?;
        let card = picture::card(&args.image)?;
        self.read(|txn| matched(txn, &card, self.0.host.now()))
    }
}

/// The coded refusal; its detail names at most a field.
fn refusal(error: CardError) -> ApiError {
    let code = match error {
        CardError::HealthCard => ErrorCode::HealthCard,
        CardError::VneidCode => ErrorCode::VneidCode,
        CardError::Url => ErrorCode::LinkCode,
        CardError::NotACard => ErrorCode::NotACard,
        CardError::Unreadable(_) => ErrorCode::CardUnreadable,
    };
    ApiError::new(code, error.to_string())
}

fn matched(txn: &Txn<'_>, card: &Card, now: Instant) -> Result<CardMatch, ApiError> {
    let frame = Frame::of(txn, now)?;
    let mut people = Vec::new();
    for (key, likeness) in offered(txn.residents_like(card)?) {
        for person in txn.residents(Scope::Resident(key))? {
            let gone = person.state != ResidentState::Living;
            let row = person_row(txn, &frame, &person)?;
            let differs = likeness
                .differs
                .iter()
                .map(|d| differs(*d).into())
                .collect();
            people.push((gone, CardPerson { row, differs }));
        }
    }
    people.sort_by_key(|(gone, _)| *gone);
    let people: Vec<CardPerson> = people.into_iter().map(|(_, person)| person).collect();
    let verdict = match people.len() {
        0 => "none",
        1 => "one",
        _ => "several",
    };
    Ok(CardMatch {
        verdict: verdict.into(),
        people,
        prefill: CardPrefill {
            name: name::display_case(card.name()),
            birth_year: card.birth().year(),
            sex: card.sex().name().into(),
            last4: card.id().last4().into(),
            address: card.address().into(),
        },
        notes: notes(card),
    })
}

/// Where somebody agrees in the number and in all else, those who differ are other people.
fn offered(mut found: Vec<(Key, Likeness)>) -> Vec<(Key, Likeness)> {
    if found.iter().any(|(_, likeness)| likeness.is_certain()) {
        found.retain(|(_, likeness)| likeness.is_certain());
    }
    found.truncate(MOST_PEOPLE);
    found
}

const fn differs(what: Differs) -> &'static str {
    match what {
        Differs::Name => "name",
        Differs::BirthYear => "birth_year",
        Differs::Sex => "sex",
        Differs::Number => "last4",
    }
}

fn notes(card: &Card) -> Vec<String> {
    let contradiction = card.contradiction();
    [
        (contradiction.birth_year, "number_birth_year"),
        (contradiction.sex, "number_sex"),
        (card.is_name_bare(), "bare_name"),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, note)| note.to_owned())
    .collect()
}
