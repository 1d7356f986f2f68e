//! Whom and what the list lacks.

use crate::field::opened_door;
use crate::lists::who_may_be;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Household, Resident};
use tungnha_core::name;
use tungnha_store::{Key, Txn};

/// Nobody alive was born before.
const EARLIEST_BIRTH: u16 = 1900;

impl Device {
    pub(crate) fn add_household(&self, args: NewHousehold) -> Result<Saved, ApiError> {
        self.write(|txn| {
            convert::key(txn, &args.hamlet)?;
            let household = Household {
                of: None,
                hamlet: convert::delta_id(&args.hamlet)?,
                lane: written(args.lane),
                house: written(args.house),
                head: written(args.head),
                code: None,
                venue: None,
            };
            let (id, warning) = self.said(txn, household.into())?;
            let key = convert::key(txn, &id)?;
            let door = opened_door(txn, key, self.0.host.now())?;
            Ok(Saved { id, warning, door })
        })
    }

    pub(crate) fn add_resident(&self, args: NewResident) -> Result<SavedPerson, ApiError> {
        self.write(|txn| {
            let household = convert::key(txn, &args.household)?;
            let person = WalkInPerson {
                name: args.name,
                birth_year: args.birth_year,
                sex: args.sex,
                last4: args.last4,
            };
            let now = self.0.host.now();
            let same = who_may_be(txn, &person, now)?;
            let (id, warning) = self.begin_resident(txn, &args.household, person)?;
            let door = opened_door(txn, household, now)?;
            Ok(SavedPerson {
                id,
                warning,
                door,
                same,
            })
        })
    }

    /// Begins a resident of this household; gives the id and a word of warning.
    pub(crate) fn begin_resident(
        &self,
        txn: &Txn<'_>,
        household: &str,
        person: WalkInPerson,
    ) -> Result<(String, Option<String>), ApiError> {
        let bad = |what| ApiError::new(ErrorCode::BadInput, what);
        let name = name::normalise(&person.name);
        if name.is_empty() {
            return Err(bad("name"));
        }
        let this_year = self.0.host.now().day().ymd().0;
        let years = i32::from(EARLIEST_BIRTH)..=this_year;
        if person
            .birth_year
            .is_some_and(|y| !years.contains(&i32::from(y)))
        {
            return Err(bad("birth_year"));
        }
        let last4 = written(person.last4);
        let four =
            |digits: &String| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        if last4.as_ref().is_some_and(|digits| !four(digits)) {
            return Err(bad("last4"));
        }
        let sex = person.sex.as_deref().map(|sex| convert::word(sex, "sex"));
        let resident = Resident {
            of: None,
            household: convert::delta_id(household)?,
            name,
            birth_year: person.birth_year,
            sex: sex.transpose()?,
            last4,
            position: None,
        };
        self.said(txn, resident.into())
    }

    /// The household's id in which walk-ins of a session are kept, begun if there is none.
    pub(crate) fn household_of_session(
        &self,
        txn: &Txn<'_>,
        session: &str,
    ) -> Result<String, ApiError> {
        let key: Key = convert::key(txn, session)?;
        if let Some(household) = txn.household_of_session(key)? {
            return Ok(txn.id(household)?.to_string());
        }
        let row = txn.sessions(Some(key))?.pop();
        let row = row.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "session"))?;
        let household = Household {
            of: None,
            hamlet: txn.id(row.hamlet)?,
            lane: None,
            house: None,
            head: Some(row.place),
            code: None,
            venue: Some(convert::delta_id(session)?),
        };
        Ok(self.said(txn, household.into())?.0)
    }
}

/// What somebody wrote, in NFC; nothing for blanks.
fn written(text: Option<String>) -> Option<String> {
    text.map(|text| name::normalise(&text))
        .filter(|text| !text.is_empty())
}
