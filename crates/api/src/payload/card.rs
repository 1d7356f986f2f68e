//! The QR on a citizen's card: matched with the roll, kept nowhere.

use super::{PersonRow, payload};

payload! {
    /// What a scanner read. It is forgotten as soon as it is answered.
    pub struct CardText {
        /// The code's text as the scanner gave it, line ends and all.
        text: String,
    }

    /// A picture with a card's code in it. It is forgotten as soon as it is answered.
    pub struct CardPicture {
        /// JPEG, PNG or WebP of at most 16 MiB and 50 million pixels, base64.
        image: String,
    }

    /// To whom a card may belong. A person decides, always: the code is not signed.
    pub struct CardMatch {
        /// `one`, `several`, `none`.
        verdict: String,
        /// The most alike first, at most eight.
        people: Vec<CardPerson>,
        /// What the form for somebody who is not on the roll begins with.
        prefill: CardPrefill,
        /// What a person should look at: `number_birth_year`, `number_sex` (the number itself says another
        /// one than the card), `bare_name` (the scanner may have swallowed tone marks).
        notes: Vec<String>,
    }

    /// Somebody to whom the card may belong.
    pub struct CardPerson {
        /// The person, with the place.
        row: PersonRow,
        /// In what the card and the roll differ: `name`, `birth_year`, `sex`, `last4` (on a device that
        /// holds whole numbers: the number). Empty when in nothing that is known here.
        differs: Vec<String>,
    }

    /// What the card says, as far as a door may hold it.
    pub struct CardPrefill {
        /// Full name.
        name: String,
        /// Year of birth.
        birth_year: u16,
        /// `male`, `female`.
        sex: String,
        /// The number's last four digits.
        last4: String,
        /// The address as the card writes it; to show, never to store. May be empty.
        address: String,
    }
}
