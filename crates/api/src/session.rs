//! Mobile points: begun, looked at, and who comes.

mod photo;

use crate::lists::person_row;
use crate::payload::*;
use crate::record::within_years;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Retract, Session, WalkIn};
use tungnha_core::{Instant, name};
use tungnha_store::read::{Scope, SessionRow};
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn begin_session(&self, args: NewSession) -> Result<SessionCard, ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            convert::key(txn, &args.hamlet)?;
            let place = name::normalise(&args.place);
            if place.is_empty() {
                return Err(ApiError::new(ErrorCode::BadInput, "place"));
            }
            let starts = args.starts.map(|at| within_years(at, now)).transpose()?;
            let session = Session {
                hamlet: convert::delta_id(&args.hamlet)?,
                venue: convert::word(&args.venue, "venue")?,
                place,
                starts: starts.unwrap_or_else(|| crate::status::corrected(txn, now)),
                ends: args.ends.map(|at| within_years(at, now)).transpose()?,
                of: None,
            };
            let (id, _) = self.said(txn, session.into())?;
            card(txn, &row(txn, convert::key(txn, &id)?)?)
        })
    }

    /// Another end of a mobile point replaces an earlier one of one's own; of several people's the latest stands.
    pub(crate) fn end_session(&self, args: EndSession) -> Result<SessionCard, ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            let point = row(txn, convert::key(txn, &args.session)?)?;
            let ends = args.ends.map(|at| within_years(at, now)).transpose()?;
            let ends = ends.unwrap_or_else(|| crate::status::corrected(txn, now));
            if ends.0 < point.starts {
                return Err(ApiError::new(ErrorCode::BadInput, "ends"));
            }
            if let Some(before) = point.ended_by
                && txn.is_own(before)?
            {
                let target = txn.id(before)?;
                self.said(txn, Retract { target }.into())?;
            }
            let over = Session {
                hamlet: txn.id(point.hamlet)?,
                venue: point.venue,
                place: point.place,
                starts: Instant(point.starts),
                ends: Some(ends),
                of: Some(convert::delta_id(&args.session)?),
            };
            self.said(txn, over.into())?;
            card(txn, &row(txn, point.key)?)
        })
    }

    pub(crate) fn sessions(&self, _: Nothing) -> Result<Vec<SessionCard>, ApiError> {
        self.read(|txn| txn.sessions(None)?.iter().map(|s| card(txn, s)).collect())
    }

    pub(crate) fn session(&self, args: OfSession) -> Result<SessionPage, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| {
            let key = convert::key(txn, &args.session)?;
            let frame = Frame::of(txn, now)?;
            let book = txn.household_of_session(key)?;
            let mut people = Vec::new();
            for walk_in in txn.walk_ins(key)? {
                // Somebody who has left the roll meanwhile is counted and no longer named.
                for person in txn.residents(Scope::Resident(walk_in.resident))? {
                    people.push(WalkInCard {
                        id: txn.id(walk_in.key)?.to_string(),
                        at: walk_in.at,
                        home: walk_in.home.clone(),
                        row: person_row(txn, &frame, &person)?,
                        own: txn.is_own(walk_in.key)?,
                        added: book == Some(person.household),
                    });
                }
            }
            let point = row(txn, key)?;
            Ok(SessionPage {
                card: card(txn, &point)?,
                recorded: txn.claims_of_session(&point)?,
                people,
                photos: photo::cards(txn, key)?,
            })
        })
    }

    pub(crate) fn walk_in(&self, args: NewWalkIn) -> Result<SavedWalkIn, ApiError> {
        self.write(|txn| {
            row(txn, convert::key(txn, &args.session)?)?;
            let resident = match (args.resident, args.person) {
                (Some(resident), None) => resident,
                (None, Some(person)) => {
                    let household = self.household_of_session(txn, &args.session)?;
                    self.begin_resident(txn, &household, person)?.0
                }
                _ => return Err(ApiError::new(ErrorCode::BadInput, "who")),
            };
            let household = txn.household_of(convert::key(txn, &resident)?)?;
            let household = household.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "who"))?;
            let walk_in = WalkIn {
                resident: convert::delta_id(&resident)?,
                session: convert::delta_id(&args.session)?,
                home: args
                    .home
                    .map(|home| name::normalise(&home))
                    .filter(|home| !home.is_empty()),
            };
            Ok(SavedWalkIn {
                id: self.said(txn, walk_in.into())?.0,
                resident,
                household: txn.id(household)?.to_string(),
            })
        })
    }
}

fn row(txn: &Txn<'_>, key: Key) -> Result<SessionRow, ApiError> {
    let row = txn.sessions(Some(key))?.pop();
    row.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "session"))
}

fn card(txn: &Txn<'_>, row: &SessionRow) -> Result<SessionCard, ApiError> {
    let own_end = match row.ended_by {
        Some(end) if txn.is_own(end)? => Some(txn.id(end)?),
        _ => None,
    };
    Ok(SessionCard {
        id: txn.id(row.key)?.to_string(),
        hamlet: txn.id(row.hamlet)?.to_string(),
        hamlet_name: txn.hamlet_name(row.hamlet)?.unwrap_or_default(),
        venue: row.venue.name().into(),
        place: row.place.clone(),
        starts: row.starts,
        ends: row.ends,
        ended_own: own_end.map(|id| id.to_string()),
        people: row.people,
        photos: row.photos,
        own: txn.is_own(row.key)?,
        unsent: row.unsent,
    })
}
