//! Claimed and confirmed against the official list, and the people behind each difference (D-61).

use super::item::person_of_review;
use super::person;
use crate::device::need_office;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::words::App;
use tungnha_store::read::Difference;

impl Device {
    pub(crate) fn compare_official(&self, args: OfApp) -> Result<OfficialCompared, ApiError> {
        let app: App = convert::word(&args.app, "app")?;
        self.read(|txn| {
            need_office(txn)?;
            let mut rows = Vec::new();
            for row in txn.compared(app, args.level)? {
                rows.push(ComparedHamlet {
                    hamlet: txn.id(row.hamlet)?.to_string(),
                    name: txn.hamlet_name(row.hamlet)?.unwrap_or_default(),
                    claimed: row.claimed,
                    confirmed: row.confirmed,
                    official: row.official,
                    confirmed_not_official: row.confirmed_not_official,
                    official_not_claimed: row.official_not_claimed,
                });
            }
            Ok(OfficialCompared {
                as_of: txn.official_as_of(app, args.level)?.map(convert::day),
                hamlets: rows,
            })
        })
    }

    pub(crate) fn official_difference(
        &self,
        args: DifferenceFilter,
    ) -> Result<Vec<PersonOfReview>, ApiError> {
        let app: App = convert::word(&args.app, "app")?;
        let difference = match args.difference.as_str() {
            "confirmed_not_official" => Difference::ConfirmedNotOfficial,
            "official_not_claimed" => Difference::OfficialNotClaimed,
            _ => return Err(ApiError::new(ErrorCode::BadInput, "difference")),
        };
        self.read(|txn| {
            need_office(txn)?;
            let hamlet = args.hamlet.as_deref().map(|id| convert::key(txn, id));
            let keys = txn.difference(
                app,
                args.level,
                difference,
                hamlet.transpose()?,
                args.offset,
                args.limit.clamp(1, 500),
            )?;
            let mut people = Vec::with_capacity(keys.len());
            for key in keys {
                people.push(person_of_review(txn, &person(txn, key)?)?);
            }
            Ok(people)
        })
    }
}
