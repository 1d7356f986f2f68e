//! A statement as a person reads it: who or what it is about, and what it says, field by field.

use crate::payload::{About, SaidField};
use crate::review::address;
use crate::{ApiError, convert};
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::words::App;
use tungnha_core::{Body, Delta, DeltaId, Subject};
use tungnha_store::Txn;
use tungnha_store::read::{HouseholdRow, ResidentRow, Scope};

/// A field's name and what it says; nothing when it is absent.
type Field = (&'static str, Option<String>);

/// Days before the campaign's first day from which on a phone's clock is doubted.
const EARLY_DAYS: i64 = 30;
/// Seconds after received-at from which on it is doubted: the fold's own tolerance (`model.md`, The fold 5).
const LATE_SECONDS: i64 = 120;

/// Whether the author's clock was clearly wrong when it was said.
pub(crate) fn is_clock_doubtful(
    stamped: i64,
    received_at: Option<i64>,
    campaign: Option<&CampaignFrame>,
) -> bool {
    let late = received_at.is_some_and(|at| stamped > at.saturating_add(LATE_SECONDS));
    let early = campaign.is_some_and(|c| stamped < c.starts.start().0 - EARLY_DAYS * 86_400);
    late || early
}

/// What one statement says, by itself.
pub(crate) fn says(txn: &Txn<'_>, body: &Body) -> Result<Vec<SaidField>, ApiError> {
    Ok(side_by_side(txn, &[body])?.pop().unwrap_or_default())
}

/// What several statements of one kind say, each with the same fields in the same order.
pub(crate) fn side_by_side(
    txn: &Txn<'_>,
    bodies: &[&Body],
) -> Result<Vec<Vec<SaidField>>, ApiError> {
    let mut all = Vec::with_capacity(bodies.len());
    for body in bodies {
        all.push(fields(txn, body)?);
    }
    let differs = |at: usize| all.windows(2).any(|two| two[0].get(at) != two[1].get(at));
    let cards = all.iter().map(|fields| {
        let card = |(at, (field, value)): (usize, &Field)| SaidField {
            field: (*field).into(),
            value: value.clone(),
            differs: differs(at),
        };
        fields.iter().enumerate().map(card).collect()
    });
    Ok(cards.collect())
}

/// The app and the VNeID level that a statement is about; a decision is about its claim's.
pub(crate) fn app_of(txn: &Txn<'_>, body: &Body) -> Result<Option<(App, u8)>, ApiError> {
    match body {
        Body::Account(b) => Ok(Some((b.app, b.level))),
        Body::CampaignApp(b) => Ok(Some((b.app, 0))),
        Body::Review(b) => match b.claims.first() {
            Some(claim) => app_of_claim(txn, *claim),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// The app and level of the claim `id`, if it is one about an account and here.
pub(crate) fn app_of_claim(txn: &Txn<'_>, id: DeltaId) -> Result<Option<(App, u8)>, ApiError> {
    Ok(txn.statement(id)?.and_then(|claim| match claim.body {
        Body::Account(b) => Some((b.app, b.level)),
        _ => None,
    }))
}

fn fields(txn: &Txn<'_>, body: &Body) -> Result<Vec<Field>, ApiError> {
    let text = |value: &str| Some(value.to_owned());
    let number = |value: i64| Some(value.to_string());
    Ok(match body {
        Body::Account(b) => vec![
            ("stage", text(b.stage.name())),
            ("as_of", b.as_of.map(convert::day)),
            ("approved_on", b.approved_on.map(convert::day)),
        ],
        Body::Residency(b) => vec![("state", text(b.state.name()))],
        Body::Resident(b) => vec![
            ("name", text(&b.name)),
            ("birth_year", b.birth_year.and_then(|y| number(y.into()))),
            ("sex", b.sex.and_then(|sex| text(sex.name()))),
            ("last4", b.last4.clone()),
            ("household", place(txn, b.household)?),
            ("position", b.position.and_then(|n| number(n.into()))),
        ],
        Body::Household(b) => vec![
            ("hamlet", hamlet(txn, b.hamlet)?),
            ("lane", b.lane.clone()),
            ("house", b.house.clone()),
            ("head", b.head.clone()),
            ("code", b.code.clone()),
        ],
        Body::Identity(b) => vec![
            ("birth", b.birth.map(|birth| birth.to_string())),
            ("personal_id", b.personal_id.clone()),
            ("phones", b.phones.clone()),
            ("residence", b.residence.and_then(|kind| text(kind.name()))),
            ("legacy_id9", b.legacy_id9.clone()),
        ],
        Body::Absence(b) => vec![
            ("reason", text(b.reason.name())),
            ("place", b.place.clone()),
            ("until", b.until.map(convert::day)),
        ],
        Body::Notice(b) => vec![
            ("agreement", text(b.agreement.name())),
            ("text_version", number(b.text_version.into())),
        ],
        Body::Hamlet(b) => vec![
            ("name", text(&b.name)),
            ("hamlet_kind", text(b.kind.name())),
        ],
        Body::Review(b) => vec![
            ("decision", text(b.decision.name())),
            ("reason", b.reason.clone()),
        ],
        Body::Visit(b) => vec![
            ("outcome", text(b.outcome.name())),
            ("come_back_at", b.come_back_at.and_then(|at| number(at.0))),
            ("note", b.note.clone()),
        ],
        Body::Campaign(b) => vec![
            ("title", text(&b.title)),
            ("theme", b.theme.clone()),
            ("starts", Some(convert::day(b.starts))),
            ("ends", Some(convert::day(b.ends))),
            ("hour_from", number(b.hour_from.into())),
            ("hour_to", number(b.hour_to.into())),
            ("close_at", number(b.close_at.0)),
            ("reference_date", Some(convert::day(b.reference_date))),
            ("practice", Some(b.practice.to_string())),
            ("contact", b.contact.clone()),
        ],
        Body::CampaignApp(b) => vec![
            ("minimum_age", number(b.minimum_age.into())),
            ("reviewer", text(b.reviewer.name())),
            ("reviewer_of", b.reviewer_of.clone()),
            ("figure_owner", b.figure_owner.clone()),
            ("google_play", b.google_play.clone()),
            ("app_store", b.app_store.clone()),
        ],
        Body::Milestone(b) => vec![
            ("title", text(&b.title)),
            ("due", Some(convert::day(b.due))),
        ],
        Body::Obstacle(b) => vec![
            ("obstacle", text(b.reason.name())),
            ("app", b.app.and_then(|app| text(app.name()))),
        ],
        Body::Appointment(b) => vec![
            ("purpose", text(b.purpose.name())),
            ("appointed_at", b.at.and_then(|at| number(at.0))),
            ("place", b.place.clone()),
        ],
        Body::Eligibility(b) => vec![
            ("eligibility", text(b.standing.name())),
            ("coarse", b.coarse.and_then(|reason| text(reason.name()))),
        ],
        Body::IneligibleReason(b) => vec![("ineligible_reason", text(b.reason.name()))],
        Body::Lane(b) => vec![
            ("lane", b.lane.clone()),
            ("side", b.side.and_then(|side| text(side.name()))),
            ("until_at", number(b.until.0)),
            ("given_to", b.name.clone()),
        ],
        Body::Posting(b) => vec![("name", text(&b.name)), ("role", text(b.role.name()))],
        Body::Session(b) => vec![
            ("venue", text(b.venue.name())),
            ("place", text(&b.place)),
            ("starts_at", number(b.starts.0)),
            ("ends_at", b.ends.and_then(|at| number(at.0))),
        ],
        Body::WalkIn(b) => vec![("home", b.home.clone())],
        Body::Photo(b) => vec![("bytes", number(b.bytes.into()))],
        Body::Handover(b) => vec![("given_to", text(&b.name)), ("until_at", number(b.until.0))],
        _ => office_fields(body),
    })
}

/// The same of what the commune's office says.
fn office_fields(body: &Body) -> Vec<Field> {
    let text = |value: &str| Some(value.to_owned());
    let number = |value: i64| Some(value.to_string());
    match body {
        Body::Organisation(b) => vec![("name", text(&b.name)), ("sort", text(b.sort.name()))],
        Body::Membership(b) => vec![
            ("category", text(b.category.name())),
            ("since", b.since.map(convert::day)),
            ("until", b.until.map(convert::day)),
            ("excused", b.excused.clone()),
        ],
        Body::Figure(b) => vec![
            ("stage", text(b.stage.name())),
            ("count", number(b.count.into())),
            ("as_of_at", number(b.as_of.0)),
            ("owner", text(&b.owner)),
        ],
        Body::Sameness(b) => vec![("same", Some(b.same.to_string()))],
        Body::Attendance(b) => vec![
            ("purpose", text(b.purpose.name())),
            ("attendance", text(b.outcome.name())),
        ],
        Body::DeskHours(b) => vec![
            ("purpose", text(b.purpose.name())),
            ("place", text(&b.place)),
            ("capacity", number(b.capacity.into())),
        ],
        Body::Answer(b) => vec![
            ("answer", text(b.state.name())),
            ("owner", b.owner.clone()),
            ("text", b.text.clone()),
        ],
        Body::Taught(b) => vec![
            ("lesson", text(b.lesson.name())),
            ("app", b.app.and_then(|app| text(app.name()))),
        ],
        Body::WalkSheet(b) => vec![("number", number(b.number.into()))],
        Body::Typed(b) => vec![("line", number(b.line.into()))],
        Body::Recheck(b) => vec![
            ("finding", text(b.finding.name())),
            ("note", b.note.clone()),
        ],
        Body::Exported(b) => vec![
            ("list", text(&b.list)),
            ("rows", number(b.rows.into())),
            ("format", text(&b.format)),
        ],
        Body::Target(b) => vec![
            ("title", text(&b.title)),
            ("share", b.share.and_then(|share| number(share.into()))),
            ("on", Some(convert::day(b.on))),
            ("reason", b.reason.clone()),
        ],
        Body::TargetRow(b) => vec![
            ("name", b.name.clone().or_else(|| b.unit.clone())),
            ("base", b.base.and_then(|base| number(base.into()))),
            ("share", b.share.and_then(|share| number(share.into()))),
            ("count", b.count.and_then(|count| number(count.into()))),
            ("reason", b.reason.clone()),
        ],
        Body::TargetDue(b) => vec![
            ("share", b.share.and_then(|share| number(share.into()))),
            ("count", b.count.and_then(|count| number(count.into()))),
        ],
        Body::TargetPrint(b) => vec![
            ("total", number(b.total.into())),
            ("document", text(&b.document)),
        ],
        Body::Assignment(b) => vec![
            ("task", text(b.task.name())),
            ("who", b.who.clone()),
            ("due", b.due.map(convert::day)),
        ],
        _ => Vec::new(),
    }
}

/// A hamlet's name, if it is here.
fn hamlet(txn: &Txn<'_>, id: DeltaId) -> Result<Option<String>, ApiError> {
    match txn.find_key(id)? {
        Some(key) => Ok(txn.hamlet_name(key)?),
        None => Ok(None),
    }
}

/// A door in words, if it is here: "Thôn Tân Lập, số 12, ngõ 5".
fn place(txn: &Txn<'_>, household: DeltaId) -> Result<Option<String>, ApiError> {
    let Some(row) = door_of(txn, household)? else {
        return Ok(None);
    };
    let hamlet = txn.hamlet_name(row.hamlet)?;
    let street = Some(address(txn, row.key)?).filter(|street| !street.is_empty());
    let parts: Vec<String> = hamlet.into_iter().chain(street).collect();
    Ok(Some(parts.join(", ")))
}

/// Who or what `delta` is about. What it speaks of may never have arrived, or wait in the inbox as well: then
/// its own words stand for it.
pub(crate) fn about(txn: &Txn<'_>, delta: &Delta) -> Result<About, ApiError> {
    // A claim behind a decision behind its withdrawal is the longest way that means anything.
    about_within(txn, delta, 3)
}

fn about_within(txn: &Txn<'_>, delta: &Delta, depth: u8) -> Result<About, ApiError> {
    let begun = |of: Option<DeltaId>| of.unwrap_or(delta.id);
    match &delta.body {
        Body::Resident(b) => {
            let about = about_resident(txn, begun(b.of))?;
            if !about.name.is_empty() {
                return Ok(about);
            }
            let door = about_household(txn, b.household)?;
            Ok(About {
                resident: about.resident,
                name: b.name.clone(),
                birth_year: b.birth_year,
                ..door
            })
        }
        Body::Household(b) => {
            let id = begun(b.of);
            if door_of(txn, id)?.is_some() {
                return about_household(txn, id);
            }
            Ok(About {
                household: Some(id.to_string()),
                name: b.head.clone().unwrap_or_default(),
                hamlet: hamlet(txn, b.hamlet)?.unwrap_or_default(),
                lane: b.lane.clone().unwrap_or_default(),
                house: b.house.clone().unwrap_or_default(),
                ..nothing()
            })
        }
        Body::Hamlet(b) => {
            let name = hamlet(txn, begun(b.of))?.unwrap_or_else(|| b.name.clone());
            Ok(About {
                name: name.clone(),
                hamlet: name,
                ..nothing()
            })
        }
        Body::Review(b) => match b.claims.first() {
            Some(claim) => about_other(txn, *claim, depth),
            None => Ok(nothing()),
        },
        Body::Retract(b) => about_other(txn, b.target, depth),
        Body::Settle(b) => about_other(txn, b.stands, depth),
        Body::Campaign(b) => Ok(named(b.title.clone())),
        Body::CampaignApp(_) | Body::Milestone(_) => {
            Ok(named(txn.campaign()?.map(|c| c.title).unwrap_or_default()))
        }
        Body::Unknown(_) => Ok(nothing()),
        _ => match delta.subject() {
            Subject::Resident(id) => about_resident(txn, id),
            Subject::Household(id) => about_household(txn, id),
            Subject::Hamlet(id) => {
                let name = hamlet(txn, id)?.unwrap_or_default();
                Ok(About {
                    name: name.clone(),
                    hamlet: name,
                    ..nothing()
                })
            }
            Subject::Frame | Subject::Deltas(_) => Ok(nothing()),
        },
    }
}

fn about_other(txn: &Txn<'_>, id: DeltaId, depth: u8) -> Result<About, ApiError> {
    match (depth.checked_sub(1), txn.statement(id)?) {
        (Some(depth), Some(delta)) => about_within(txn, &delta, depth),
        _ => Ok(nothing()),
    }
}

fn about_resident(txn: &Txn<'_>, id: DeltaId) -> Result<About, ApiError> {
    let unknown = || About {
        resident: Some(id.to_string()),
        ..nothing()
    };
    let Some(person) = person_of(txn, id)? else {
        return Ok(unknown());
    };
    let door = about_household(txn, txn.id(person.household)?)?;
    Ok(About {
        resident: Some(id.to_string()),
        birth_year: person.best_birth().map(|birth| birth.year()),
        name: person.name,
        ..door
    })
}

fn person_of(txn: &Txn<'_>, id: DeltaId) -> Result<Option<ResidentRow>, ApiError> {
    match txn.find_key(id)? {
        Some(key) => Ok(txn.residents(Scope::Resident(key))?.pop()),
        None => Ok(None),
    }
}

fn about_household(txn: &Txn<'_>, id: DeltaId) -> Result<About, ApiError> {
    let unknown = About {
        household: Some(id.to_string()),
        ..nothing()
    };
    let Some(row) = door_of(txn, id)? else {
        return Ok(unknown);
    };
    Ok(About {
        name: row.head,
        hamlet: txn.hamlet_name(row.hamlet)?.unwrap_or_default(),
        lane: row.lane,
        house: row.house,
        ..unknown
    })
}

fn door_of(txn: &Txn<'_>, id: DeltaId) -> Result<Option<HouseholdRow>, ApiError> {
    match txn.find_key(id)? {
        Some(key) => Ok(txn.households(Scope::Household(key))?.pop()),
        None => Ok(None),
    }
}

/// About nothing that is known here.
pub(crate) fn nothing() -> About {
    named(String::new())
}

fn named(name: String) -> About {
    About {
        resident: None,
        household: None,
        name,
        birth_year: None,
        hamlet: String::new(),
        lane: String::new(),
        house: String::new(),
    }
}
