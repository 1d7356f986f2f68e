//! The tallies of doors, kept up step by step, against what the rows of their people and visits add up to,
//! whatever is said of them, in whatever order it comes.

mod field;

use field::{OFFICE, PHONE, delta, id, page, phone, receipt};
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;
use tungnha_core::birth::BirthDate;
use tungnha_core::body::{
    Absence, Account, Campaign, CampaignApp, Eligibility, Household, Identity, Notice, Residency,
    Resident, Retract, Review, Visit,
};
use tungnha_core::door::{Call, DoorTally, Occupant};
use tungnha_core::time::Day;
use tungnha_core::words::{self, App, Decision, Outcome, ResidentState, Role, Source, Stage};
use tungnha_core::{Body, Delta, DeltaId, HeldReason, Instant};
use tungnha_store::read::{DoorRow, DoorsWanted, Scope, Show};
use tungnha_store::{Store, StoreError, Txn};

const DOORS: u32 = 4;
const PEOPLE: u32 = 5;

/// Hamlets are 1 and 2, the campaign is 3, doors and people follow.
fn o(counter: u32) -> DeltaId {
    id(OFFICE, counter)
}

fn door(at: Index) -> DeltaId {
    o(4 + at.index(DOORS as usize) as u32)
}

fn person(at: Index) -> DeltaId {
    o(4 + DOORS + at.index(PEOPLE as usize) as u32)
}

fn campaign(of: Option<DeltaId>, starts: i32, reference: i32) -> Body {
    Campaign {
        of,
        title: "Chiến dịch thử".into(),
        theme: None,
        starts: Day(starts),
        ends: Day(starts + 30),
        hour_from: 0,
        hour_to: 24,
        close_at: Instant(i64::MAX),
        reference_date: Day(reference),
        practice: false,
        contact: None,
    }
    .into()
}

fn household(of: Option<DeltaId>, what: usize) -> Body {
    Household {
        of,
        hamlet: o(1 + (what % 2) as u32),
        lane: [None, Some("Ngõ 3"), Some("ngo 3"), Some("Ngõ 12")][what % 4].map(str::to_owned),
        house: [Some("5/12"), Some("4A"), None][what % 3].map(str::to_owned),
        head: None,
        code: None,
        venue: (what % 7 == 6).then(|| o(99)),
    }
    .into()
}

fn resident(of: Option<DeltaId>, household: DeltaId, what: usize) -> Body {
    Resident {
        of,
        household,
        name: "Trần Thị Mẫu".into(),
        birth_year: [Some(1970), Some(2012), None][what % 3],
        sex: None,
        last4: None,
        position: None,
    }
    .into()
}

/// The frame and the roll.
fn roll() -> Vec<Delta> {
    let mut bodies = vec![
        field::hamlet("Thôn Một"),
        field::hamlet("Thôn Hai"),
        campaign(None, 0, 20_000),
    ];
    bodies.extend((0..DOORS).map(|n| household(None, n as usize)));
    bodies.extend((0..PEOPLE).map(|n| resident(None, o(4 + n % DOORS), n as usize)));
    let ids = (1..).map(o);
    ids.zip(bodies).map(|(id, body)| delta(id, body)).collect()
}

/// One more thing said of the roll; `any` is something that was said before.
fn said(kind: u8, about: Index, what: usize, any: DeltaId) -> Body {
    let resident_id = person(about);
    match kind {
        0 => household(Some(door(about)), what),
        1 => resident(Some(resident_id), o(4 + (what as u32) % (DOORS + 1)), what),
        2 => Residency {
            resident: resident_id,
            state: ResidentState::ALL[what % ResidentState::ALL.len()],
            source: Source::ALL[what % Source::ALL.len()],
        }
        .into(),
        3 => Identity {
            resident: resident_id,
            birth: BirthDate::from_year([1990, 2011, 2015][what % 3]),
            personal_id: None,
            phones: None,
            residence: None,
            legacy_id9: None,
        }
        .into(),
        4 => Eligibility {
            resident: resident_id,
            standing: words::Eligibility::ALL[what % words::Eligibility::ALL.len()],
            coarse: None,
        }
        .into(),
        5 => Review {
            claims: vec![any],
            decision: [Decision::Confirmed, Decision::Returned][what % 2],
            reason: None,
        }
        .into(),
        6 => Retract { target: any }.into(),
        7 => campaign(Some(o(3)), (what % 3) as i32, [20_000, 15_000][what % 2]),
        8 => CampaignApp {
            campaign: o(3),
            app: App::ALL[what % App::ALL.len()],
            minimum_age: [0, 14, 18][what % 3],
            reviewer: Role::Police,
            google_play: None,
            app_store: None,
            reviewer_of: None,
            figure_owner: None,
        }
        .into(),
        9..=11 => Visit {
            household: door(about),
            outcome: Outcome::ALL[what % Outcome::ALL.len()],
            come_back_at: what.is_multiple_of(3).then_some(Instant(what as i64)),
            note: None,
        }
        .into(),
        12 => Absence {
            resident: resident_id,
            reason: words::AbsenceReason::ALL[what % words::AbsenceReason::ALL.len()],
            place: None,
            until: what.is_multiple_of(2).then_some(Day(20_001)),
        }
        .into(),
        13 | 14 => Notice {
            resident: resident_id,
            agreement: words::Agreement::ALL[what % words::Agreement::ALL.len()],
            text_version: 1,
        }
        .into(),
        _ => Account {
            resident: resident_id,
            app: App::ALL[what % App::ALL.len()],
            level: u8::from(what.is_multiple_of(App::ALL.len())) * (1 + (what % 2) as u8),
            source: Source::ALL[what % Source::ALL.len()],
            stage: Stage::ALL[what % Stage::ALL.len()],
            as_of: None,
            approved_on: None,
            visit: None,
        }
        .into(),
    }
}

/// What the rows add up to.
fn expected(txn: &Txn<'_>, row: &DoorRow) -> Result<DoorTally, StoreError> {
    let here = Scope::Household(row.household.key);
    let occupants: Vec<Occupant> = txn
        .residents(here)?
        .into_iter()
        .map(|person| person.occupant())
        .collect();
    let calls: Vec<Call> = txn
        .visits(here)?
        .into_iter()
        .map(|visit| Call {
            outcome: visit.outcome,
            at: Instant(visit.at),
            come_back_at: visit.come_back_at.map(Instant),
            by: Some(i64::from(
                visit.by.is_some_and(|name| name.contains("Công")),
            )),
            unsent: visit.unsent,
        })
        .collect();
    let frame = txn.campaign()?;
    Ok(DoorTally::of(frame.as_ref(), &occupants, &calls))
}

fn check(store: &mut Store) {
    store
        .read(|txn| {
            let found = txn.verify()?;
            assert_eq!(found.differences, Vec::<String>::new());
            let (mut doors, mut people) = (0, 0);
            for household in txn.households(Scope::All)? {
                let row = txn.door(household.key)?.expect("a tally for every door");
                assert_eq!(row.tally, expected(txn, &row)?);
                assert_eq!(row.household, household);
                if !household.venue {
                    doors += 1;
                    people += row.tally.asked;
                    assert_eq!(txn.next_unvisited(household.key)?, next(txn, &row)?);
                }
            }
            let all = DoorsWanted {
                hamlet: None,
                lane: None,
                show: Show::All,
                mine: None,
                offset: 0,
                limit: 100,
            };
            assert_eq!(txn.doors(&all)?.0, doors, "no row for what is no door");
            let hamlets = txn.hamlet_tallies()?;
            let known: Vec<_> = hamlets.iter().map(|hamlet| hamlet.key).collect();
            if known.len() == 2 {
                assert_eq!(
                    hamlets.iter().map(|hamlet| hamlet.doors).sum::<u32>(),
                    doors
                );
                assert_eq!(
                    hamlets.iter().map(|hamlet| hamlet.asked).sum::<u32>(),
                    people
                );
            }
            for hamlet in known {
                for lane in txn.lane_tallies(hamlet)? {
                    let wanted = |show| DoorsWanted {
                        hamlet: Some(hamlet),
                        lane: Some(&lane.lane),
                        show,
                        ..all.clone()
                    };
                    let (back, again) = txn.doors(&wanted(Show::ComeBack))?;
                    assert_eq!(back, lane.come_back + lane.done_in_part);
                    let left = again.iter().filter(|row| row.tally.done());
                    assert_eq!(
                        left.map(|row| row.tally.unreached).sum::<u32>(),
                        lane.unreached
                    );
                    let (total, shown) = txn.doors(&wanted(Show::All))?;
                    assert_eq!((total, shown.len()), (lane.doors, lane.doors as usize));
                    let first = shown.first().map(|row| &row.household.lane);
                    assert_eq!(first, Some(&lane.lane));
                }
            }
            Ok::<_, StoreError>(())
        })
        .expect("read");
}

/// The next door to go to, looked for in the whole walk.
fn next(txn: &Txn<'_>, here: &DoorRow) -> Result<Option<tungnha_store::Key>, StoreError> {
    let mut walk = txn.households(Scope::Hamlet(here.household.hamlet))?;
    let at = walk.iter().position(|h| h.key == here.household.key);
    walk.rotate_left(at.expect("it stands there"));
    for household in walk.into_iter().skip(1).filter(|h| !h.venue) {
        let row = txn.door(household.key)?.expect("a tally");
        if row.tally.last.is_none() {
            return Ok(Some(household.key));
        }
    }
    Ok(None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tallies_are_what_the_rows_add_up_to(
        steps in prop::collection::vec(
            (0u8..19, any::<Index>(), 0usize..60, any::<Index>(), 0i64..3, 0u8..6), 1..30),
        late in any::<Index>(),
    ) {
        let folder = TempDir::new().expect("a folder");
        let mut store = phone(&folder);
        let mut deltas = roll();
        let mut own = 0;
        // Part of the roll may come after what is said of it.
        let late: Vec<Delta> = deltas.split_off(late.index(deltas.len()));
        store.write(|txn| txn.take_page(&page(&deltas, 1))).expect("a page");
        deltas.extend(late.iter().cloned());
        for (at, (kind, about, what, other, day, how)) in steps.into_iter().enumerate() {
            let any = deltas[other.index(deltas.len())].id;
            let body = said(kind, about, what, any);
            let now = Instant(day * 86_400 + at as i64);
            if how == 0 {
                // Own words, of which the one before gets its receipt, sometimes held.
                let id = store.write(|txn| txn.say(body.clone(), now)).expect("saved");
                deltas.push(delta(id, body));
                if own > 0 {
                    let held: &[_] = if what.is_multiple_of(3) { &[(own, HeldReason::OutOfScope)] } else { &[] };
                    let (signed, admission) = receipt(tungnha_core::DeltaId::new(PHONE, own), own, held);
                    store.write(|txn| txn.take_receipt(&signed, &admission)).expect("a receipt");
                }
                own = id.counter;
                continue;
            }
            let mut said = delta(o(100 + at as u32), body);
            said.stamped = now;
            if how > 1 {
                // It saw what stood before.
                for register in said.registers() {
                    let heads = store.read(|txn| txn.heads_of(&register)).expect("read");
                    said.supersedes.extend(heads);
                }
            }
            store.write(|txn| txn.take_page(&page(&[said.clone()], 1))).expect("a page");
            deltas.push(said);
        }
        store.write(|txn| txn.take_page(&page(&late, 1))).expect("a page");
        check(&mut store);
        // From nothing it is the same.
        store.write(|txn| txn.tally_anew()).expect("added up");
        check(&mut store);
    }
}
