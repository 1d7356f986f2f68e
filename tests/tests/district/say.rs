//! What people say: what their role and their screen let them, and a little of what they should not.

mod commune;
mod targets;

use crate::device::{Device, id};
use crate::world::World;
use tungnha_core::body::{
    Absence, Account, Campaign, Hamlet, Household, Identity, Notice, Residency, Resident, Retract,
    Review, Settle, Visit,
};
use tungnha_core::time::Day;
use tungnha_core::words::{
    AbsenceReason, Agreement, App, Decision, HamletKind, Outcome, ResidentState, Role, Source,
    Stage,
};
use tungnha_core::{Body, Delta, DeltaId, Instant};

/// The roll that the police bring in on the first evening.
pub fn roll(world: &mut World, police: usize) {
    for _ in 0..world.chance.between(1, 4) {
        let body = hamlet(world, None);
        world.say(police, body);
    }
    for _ in 0..world.chance.between(2, 7) {
        add(world, police, household);
    }
    for _ in 0..world.chance.between(2, 12) {
        add(world, police, resident);
        add(world, police, of_the_list);
    }
}

fn add(world: &mut World, at: usize, what: fn(&mut World, usize) -> Option<Body>) {
    if let Some(body) = what(world, at) {
        world.say(at, body);
    }
}

type Speak = fn(&mut World, usize) -> Option<Body>;

/// Who goes from door to door, and how often says what.
const FIELD: &[(u32, Speak)] = &[
    (30, visit),
    (30, claim),
    (8, absence),
    (6, notice),
    (5, gone),
    (4, household),
    (6, resident),
    (9, retract),
    (2, moved),
    (3, hearsay),
];

/// Who sits at a desk.
const DESK: &[(u32, Speak)] = &[
    (10, of_the_list),
    (10, of_the_police),
    (4, household),
    (6, resident),
    (6, renamed),
    (9, moved),
    (6, household_moved),
    (6, identity),
    (2, renamed_hamlet),
    (4, gone),
    (24, review),
    (9, settle),
    (6, retract),
    (4, visit),
    (1, put_off),
];

/// Says something on device `at`, if there is anything to say.
pub fn something(world: &mut World, at: usize) {
    if world.knows_later_kinds() && world.chance.percent(40) {
        return commune::something(world, at);
    }
    let role = world.people[world.devices[at].owner].role;
    let table = match role {
        Role::Police | Role::Office => DESK,
        _ => FIELD,
    };
    let weights: Vec<u32> = table.iter().map(|(weight, _)| *weight).collect();
    let (_, speak) = table[world.chance.weighted(&weights)];
    add(world, at, speak);
}

fn any(world: &mut World, at: usize, table: &str) -> Option<DeltaId> {
    world.devices[at].any(table, &mut world.chance)
}

fn word(world: &World, what: &str) -> String {
    format!("{what} {}", world.used.len())
}

fn hamlet(world: &World, of: Option<DeltaId>) -> Body {
    let kind = HamletKind::Thon;
    let name = word(world, "Thôn");
    Hamlet { of, name, kind }.into()
}

fn renamed_hamlet(world: &mut World, at: usize) -> Option<Body> {
    let of = if world.chance.percent(80) {
        Some(any(world, at, "hamlet")?)
    } else {
        None
    };
    Some(hamlet(world, of))
}

fn a_household(world: &World, of: Option<DeltaId>, hamlet: DeltaId) -> Body {
    Household {
        of,
        hamlet,
        lane: Some("ngõ 3".into()),
        house: Some(word(world, "số")),
        head: None,
        code: None,
        venue: None,
    }
    .into()
}

fn household(world: &mut World, at: usize) -> Option<Body> {
    let hamlet = any(world, at, "hamlet")?;
    Some(a_household(world, None, hamlet))
}

fn household_moved(world: &mut World, at: usize) -> Option<Body> {
    let of = any(world, at, "household");
    let hamlet = any(world, at, "hamlet")?;
    Some(a_household(world, of, hamlet))
}

fn a_resident(world: &mut World, of: Option<DeltaId>, household: DeltaId) -> Body {
    Resident {
        of,
        household,
        name: word(world, "Đặng Thị"),
        birth_year: Some(1980),
        sex: None,
        last4: Some("0001".into()),
        position: None,
    }
    .into()
}

fn resident(world: &mut World, at: usize) -> Option<Body> {
    let household = any(world, at, "household")?;
    Some(a_resident(world, None, household))
}

/// To another household, perhaps of another hamlet. From a volunteer it is held.
fn moved(world: &mut World, at: usize) -> Option<Body> {
    let of = any(world, at, "resident")?;
    let household = any(world, at, "household")?;
    Some(a_resident(world, Some(of), household))
}

fn renamed(world: &mut World, at: usize) -> Option<Body> {
    let of = any(world, at, "resident")?;
    let sql = "SELECT i.uuid, h.key & 4294967295, j.uuid, r.key & 4294967295
        FROM resident r JOIN incarnation j ON j.number = r.key >> 32
        JOIN household h ON h.key = r.household JOIN incarnation i ON i.number = h.key >> 32";
    let homes = world.devices[at].all(sql, |row| Ok((id(row, 0)?, id(row, 2)?)));
    let (home, _) = homes.into_iter().find(|(_, resident)| *resident == of)?;
    Some(a_resident(world, Some(of), home))
}

fn account(world: &mut World, resident: DeltaId, source: Source) -> Account {
    let steps = [
        (App::Vneid, 1, Stage::DossierCollected),
        (App::Vneid, 1, Stage::Activated),
        (App::Vneid, 2, Stage::Activated),
        (App::Ihanoi, 0, Stage::Installed),
        (App::Ihanoi, 0, Stage::LoggedIn),
        (App::Etax, 0, Stage::Installed),
    ];
    let (app, level, stage) = *world.chance.pick(&steps).expect("a step");
    Account {
        resident,
        app,
        level,
        source,
        stage,
        as_of: None,
        approved_on: None,
        visit: None,
    }
}

fn claim(world: &mut World, at: usize) -> Option<Body> {
    let resident = any(world, at, "resident")?;
    let visit = if world.chance.percent(40) {
        any(world, at, "visit")
    } else {
        None
    };
    let source = if world.chance.percent(80) {
        Source::VolunteerClaim
    } else {
        Source::CitizenStatement
    };
    let account = account(world, resident, source);
    Some(Account { visit, ..account }.into())
}

/// About somebody who is not in this file, and may be of another hamlet.
fn hearsay(world: &mut World, at: usize) -> Option<Body> {
    let other = world.chance.below(world.devices.len());
    let admitted = "(SELECT key FROM delta WHERE kind = 6 AND standing = 1)";
    let resident = any(world, other, admitted)?;
    if world.devices[at].mark(resident).is_some() {
        return None;
    }
    Some(account(world, resident, Source::VolunteerClaim).into())
}

fn of_the_list(world: &mut World, at: usize) -> Option<Body> {
    let resident = any(world, at, "resident")?;
    let as_of = Some(Day(20_050 + world.chance.below(20) as i32));
    let account = account(world, resident, Source::OfficialList);
    Some(Account { as_of, ..account }.into())
}

fn of_the_police(world: &mut World, at: usize) -> Option<Body> {
    let resident = any(world, at, "resident")?;
    Some(account(world, resident, Source::PoliceEntry).into())
}

fn identity(world: &mut World, at: usize) -> Option<Body> {
    let resident = any(world, at, "resident")?;
    let identity = Identity {
        resident,
        birth: None,
        personal_id: None,
        phones: Some(format!("09{:08}", world.used.len())),
        residence: None,
        legacy_id9: None,
    };
    Some(identity.into())
}

fn gone(world: &mut World, at: usize) -> Option<Body> {
    let resident = any(world, at, "resident")?;
    let role = world.people[world.devices[at].owner].role;
    let source = match role {
        Role::Police | Role::Office => Source::PoliceEntry,
        _ => Source::VolunteerClaim,
    };
    let states = [
        ResidentState::MovedOut,
        ResidentState::Dead,
        ResidentState::Living,
    ];
    let state = *world.chance.pick(&states)?;
    let residency = Residency {
        resident,
        state,
        source,
    };
    Some(residency.into())
}

fn visit(world: &mut World, at: usize) -> Option<Body> {
    let visit = Visit {
        household: any(world, at, "household")?,
        outcome: Outcome::Met,
        come_back_at: None,
        note: Some(word(world, "ghi chú")),
    };
    Some(visit.into())
}

fn absence(world: &mut World, at: usize) -> Option<Body> {
    let absence = Absence {
        resident: any(world, at, "resident")?,
        reason: AbsenceReason::AtWork,
        place: Some(word(world, "nhà máy")),
        until: None,
    };
    Some(absence.into())
}

fn notice(world: &mut World, at: usize) -> Option<Body> {
    let notice = Notice {
        resident: any(world, at, "resident")?,
        agreement: Agreement::Agreed,
        text_version: 1,
    };
    Some(notice.into())
}

fn review(world: &mut World, at: usize) -> Option<Body> {
    let claims = "(SELECT key FROM delta WHERE kind IN (7, 9))";
    let count = world.chance.between(1, 3);
    let mut named: Vec<DeltaId> = (0..count).filter_map(|_| any(world, at, claims)).collect();
    named.retain(|id| is_claim(&world.devices[at], *id));
    named.dedup();
    if named.is_empty() {
        return None;
    }
    let confirmed = world.chance.percent(65);
    let review = Review {
        claims: named,
        decision: if confirmed {
            Decision::Confirmed
        } else {
            Decision::Returned
        },
        reason: (!confirmed).then(|| word(world, "chưa rõ")),
    };
    Some(review.into())
}

fn is_claim(device: &Device, id: DeltaId) -> bool {
    let record = device.record(id);
    record.is_some_and(|record| Delta::keeping(id, &record).body.is_claim())
}

/// Whoever sees several heads lets one of them stand.
fn settle(world: &mut World, at: usize) -> Option<Body> {
    let mut heads = disagreements(&world.devices[at]);
    let nth = world.chance.below(heads.len());
    let mut heads = if heads.is_empty() {
        return None;
    } else {
        heads.swap_remove(nth)
    };
    let stands = heads.swap_remove(world.chance.below(heads.len()));
    let over = heads;
    Some(Settle { stands, over }.into())
}

/// The heads of every register that has several.
fn disagreements(device: &Device) -> Vec<Vec<DeltaId>> {
    let sql = "SELECT e.subject, e.slot, i.uuid, e.key & 4294967295
        FROM register_entry e JOIN incarnation i ON i.number = e.key >> 32
        WHERE e.head > 0 AND EXISTS (SELECT 1 FROM register_entry o
            WHERE o.subject = e.subject AND o.slot = e.slot AND o.head = 2)
        ORDER BY e.subject, e.slot, e.key";
    let rows = device.all(sql, |row| {
        Ok(((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?), id(row, 2)?))
    });
    let mut registers: Vec<((i64, i64), Vec<DeltaId>)> = Vec::new();
    for (register, head) in rows {
        match registers.last_mut() {
            Some((last, heads)) if *last == register => heads.push(head),
            _ => registers.push((register, vec![head])),
        }
    }
    registers.into_iter().map(|(_, heads)| heads).collect()
}

/// Takes back something of one's own; what others build upon rarely.
fn retract(world: &mut World, at: usize) -> Option<Body> {
    let device = &world.devices[at];
    let highest = device.read(|txn| txn.own_highest());
    if highest == 0 {
        return None;
    }
    let counter = world.chance.between(1, i64::from(highest)) as u32;
    let target = DeltaId::new(device.incarnation(), counter);
    let begins = matches!(device.record(target)?.kind, 4..=6);
    if begins && !world.chance.percent(10) {
        return None;
    }
    Some(Retract { target }.into())
}

/// The office puts off the close, or brings it forward.
fn put_off(world: &mut World, at: usize) -> Option<Body> {
    let device = &world.devices[at];
    let frame = device.all(
        "SELECT i.uuid, f.subject & 4294967295 FROM frame f
         JOIN incarnation i ON i.number = f.subject >> 32 WHERE f.slot = 1 << 24",
        |row| id(row, 0),
    );
    let of = Some(*frame.first()?);
    let days = world.chance.between(10, 60);
    let day = Instant(world.time).day();
    let campaign = Campaign {
        of,
        title: word(world, "Đợt"),
        theme: None,
        starts: day,
        ends: Day(day.0 + days as i32),
        hour_from: 0,
        hour_to: 24,
        close_at: Instant(world.time + days * 86_400),
        reference_date: day,
        practice: false,
        contact: None,
    };
    Some(campaign.into())
}
