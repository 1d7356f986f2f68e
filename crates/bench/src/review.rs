//! The review desk at 100,000 waiting claims on the encrypted database: pages, filters, a decision, through the API
//! with its JSON.

use crate::figures::{Figures, median};
use crate::phone::{Phone, copy};
use crate::{Result, field, raw, say};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use tungnha_api::payload::{HamletCard, ReviewPage, ReviewSaved};
use tungnha_core::body::Account;
use tungnha_core::words::{App, Role, Source, Stage};
use tungnha_core::{Admission, Delta, DeltaId, Incarnation, MemberId};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::page::Member;
use tungnha_protocol::{Cursor, Page, columns};
use tungnha_store::read::Scope;
use uuid::Uuid;

const GROUP: &str = "review";
/// As many items as the screen asks for.
const PAGE: u32 = 100;
/// Volunteers whose claims wait.
const VOLUNTEERS: usize = 60;
const TIMES: usize = 50;
/// What a page may take.
const MOST: Duration = Duration::from_millis(50);

/// Works through the desk over a copy of the list in `folder`, importing that if it is not there.
pub fn measure(folder: &Path, quick: bool, figures: &mut Figures) -> Result<()> {
    let home = folder.join("reviewer");
    copy(&field::prepare(folder, quick)?, &home)?;
    let phone = Phone::open(home)?;
    let claims = claim(&phone)?;
    say(&format!("{claims} claims to review"));
    let conn = raw::open(&phone.database(), &phone.file_key()?)?;
    let ask = |hamlet: Option<&str>, volunteer: Option<&str>, after: Option<&str>| json!({ "state": "waiting", "hamlet": hamlet, "volunteer": volunteer, "app": null, "too_old": null, "after": after, "offset": 0, "limit": PAGE });
    let first: ReviewPage = phone.ask("review_list", ask(None, None, None))?;
    if first.total as usize != claims || first.items.len() != PAGE as usize {
        return Err(format!("{} of {claims} wait", first.total).into());
    }
    let hamlets: Vec<HamletCard> = phone.ask("hamlets", json!({}))?;
    let hamlet = hamlets.last().map(|hamlet| hamlet.id.as_str());
    let volunteer = first.volunteers.last().map(String::as_str);
    let second = first.next.as_deref();
    let floor = counted(&conn)?;
    for (what, args) in [
        ("first page", ask(None, None, None)),
        ("second page", ask(None, None, second)),
        ("first page of one hamlet", ask(hamlet, None, None)),
        ("first page of one volunteer", ask(None, volunteer, None)),
    ] {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let began = Instant::now();
            let _: Value = phone.ask("review_list", args.clone())?;
            times.push(began.elapsed());
        }
        figures
            .time(GROUP, format!("review_list(), {what}"), &times)
            .limit(floor, "raw: counting what waits, by app, hamlet and author")
            .note(&format!(
                "{claims} claims wait, {PAGE} a page, with counts by every filter; {}",
                bar(&times)
            ));
    }
    let ids: Vec<String> = first
        .items
        .into_iter()
        .flat_map(|item| item.claims)
        .collect();
    let began = Instant::now();
    let saved: ReviewSaved = phone.ask(
        "review",
        json!({ "claims": ids, "decision": "confirmed", "quick": null, "reason": null }),
    )?;
    figures.time(
        GROUP,
        format!("review() of {} claims", saved.claims),
        &[began.elapsed()],
    );
    let began = Instant::now();
    let _: Value = phone.ask("review_list", ask(None, None, None))?;
    let next = [began.elapsed()];
    figures
        .time(GROUP, "review_list(), first page right after it", &next)
        .note(&bar(&next));
    let began = Instant::now();
    let _: Value = phone.ask(
        "undo_review",
        json!({ "decision": saved.id, "claims": null }),
    )?;
    figures.time(GROUP, "undo_review() of all of them", &[began.elapsed()]);
    Ok(())
}

fn bar(times: &[Duration]) -> String {
    let word = if median(times) <= MOST {
        "kept"
    } else {
        "MISSED"
    };
    format!("bar 50 ms: {word}")
}

/// Everybody is claimed to be activated, by one of many volunteers, over five days; gives how many claims wait.
fn claim(phone: &Phone) -> Result<usize> {
    let mut store = phone.store()?;
    let people: Vec<DeltaId> = store.read(|txn| {
        let people = txn.residents(Scope::All)?;
        people.iter().map(|person| txn.id(person.key)).collect()
    })?;
    let (book, cursor) = store
        .read(|txn| Ok::<_, tungnha_store::StoreError>((txn.identity()?.book, txn.cursor()?)))?;
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)?
        .as_secs() as i64;
    let each = people.len().div_ceil(VOLUNTEERS).max(1);
    for (number, some) in people.chunks(each).enumerate() {
        let page = claims_of(number as u128, some, book, now, cursor)?;
        store.write(|txn| txn.take_page(&page))?;
    }
    Ok(people.len())
}

fn claims_of(
    number: u128,
    people: &[DeltaId],
    book: tungnha_core::BookId,
    now: i64,
    cursor: Cursor,
) -> Result<Page> {
    let incarnation = Incarnation(Uuid::from_u128(0xB000 + number));
    let member = MemberId(Uuid::from_u128(0xA000 + number));
    let received = now - 5 * 86_400 + number as i64 * 7200;
    let mut rows = Vec::with_capacity(people.len());
    for (at, resident) in people.iter().enumerate() {
        let delta = Delta {
            id: DeltaId::new(incarnation, at as u32 + 1),
            stamped: tungnha_core::Instant(received - 3600),
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: Account {
                resident: *resident,
                app: App::Vneid,
                level: 2,
                source: Source::VolunteerClaim,
                stage: Stage::Activated,
                as_of: None,
                approved_on: None,
                visit: None,
            }
            .into(),
        };
        rows.push((delta.id, delta.to_record()));
    }
    let admission = Admission {
        book,
        incarnation,
        first: 1,
        last: rows.len() as u32,
        received_at: tungnha_core::Instant(received),
        member,
        role: Role::Volunteer,
        held: Vec::new(),
    };
    Ok(Page {
        deltas: columns::pack(&rows),
        admissions: vec![WireAdmission::from(&admission)],
        members: vec![Member {
            id: member.into(),
            name: format!("Tình nguyện viên {number}"),
            organisation: Some("Đoàn xã".into()),
        }],
        cursor,
    })
}

/// The bare query below the counts of a page.
fn counted(conn: &Connection) -> Result<Duration> {
    let mut query = conn.prepare(
        "SELECT app, hamlet, member, count(*), min(received_at) FROM claim
         WHERE state = 0 AND received_at IS NOT NULL GROUP BY app, hamlet, member",
    )?;
    let mut best = Duration::MAX;
    for _ in 0..TIMES {
        let began = Instant::now();
        let mut rows = query.query([])?;
        while rows.next()?.is_some() {}
        best = best.min(began.elapsed());
    }
    Ok(best)
}
