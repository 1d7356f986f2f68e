//! Search and save at 100,000 residents on the encrypted database, through the API.

use crate::figures::{Figures, Unit, quantile};
use crate::office::Office;
use crate::phone::Phone;
use crate::roll::{many, workbook};
use crate::{Result, idle, raw, say};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use tungnha_api::payload::{Door, DoorPage, HamletCard, PersonRow, Saved};
use tungnha_core::name;
use tungnha_sample::workload::Citizen;

const GROUP: &str = "large list";

/// How many residents the list has.
pub const fn residents(quick: bool) -> usize {
    if quick { 20_000 } else { 100_000 }
}

/// An area server and the device of an officer who may import.
pub fn officer(folder: &Path) -> Result<(Office, Phone)> {
    let office = Office::open(folder, &["xã Lớn"])?;
    let link = office.enrol("police", "xã Lớn", "Công An", &[])?;
    let phone = Phone::enrol(folder.join("officer"), &link)?;
    phone.sync()?;
    Ok((office, phone))
}

/// Imports the list, then asks as a person would.
pub fn measure(folder: &Path, quick: bool, figures: &mut Figures) -> Result<()> {
    let count = residents(quick);
    let repeat = if quick { 40 } else { 200 };
    say(&format!("at {count} residents: import and first upload"));
    let people = many(count);
    let (mut office, phone) = officer(folder)?;
    let (_, read) = phone.preview("lon.xlsx", &workbook(&people)?)?;
    let (report, saved) = phone.import()?;
    if report.added as usize != count {
        return Err(format!("{} people of {count}", report.added).into());
    }
    figures
        .time(GROUP, "import: read the workbook", &[read])
        .note(&format!("{count} residents in one book"));
    figures
        .time(GROUP, "import: plan and save", &[saved])
        .note(&format!("{} deltas", report.deltas));
    let used = office.cpu()?;
    let (story, took) = phone.sync()?;
    let used = (office.cpu()? - used).as_secs_f64();
    figures
        .time(GROUP, "first upload of the import", &[took])
        .note(&format!(
            "{} deltas, {} requests, {} B up, server {used:.1} s CPU",
            story.sent, story.requests, story.bytes_up
        ));
    idle::one(&mut office, &phone, &format!("{count} residents"), figures)?;
    newcomer(&office, folder, &phone, figures)?;
    drop(phone);

    say("opening");
    let mut opens = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        Phone::open(folder.join("officer"))?;
        opens.push(began.elapsed());
    }
    let phone = Phone::open(folder.join("officer"))?;
    figures.time(GROUP, "unlock with the PIN", &opens).limit(
        phone.stretching()?,
        "raw: stretching the PIN (Argon2id, 19 MiB), slow on purpose",
    );

    say("finding");
    let step = (count / repeat).max(1);
    let some: Vec<&Citizen> = people.iter().step_by(step).take(repeat).collect();
    let given = |c: &Citizen| name::fold(c.name.rsplit(' ').next().unwrap_or_default());
    find(&phone, &some, "2 letters", figures, |c| {
        given(c).chars().take(2).collect()
    })?;
    find(
        &phone,
        &some,
        "full name without tone marks",
        figures,
        |c| name::fold(&c.name),
    )?;
    find(&phone, &some, "last four digits", figures, |c| {
        c.last4.clone()
    })?;

    say("hamlets, doors, a door");
    let hamlets: Vec<HamletCard> = phone.ask("hamlets", json!({}))?;
    timed(&phone, figures, "hamlets()", "hamlets", &vec![json!({}); 5])?;
    let of = |at: usize| hamlets.get(at % hamlets.len().max(1)).map(|h| h.id.clone());
    let filter =
        |at| json!({ "hamlet": of(at), "lane": null, "show": "all", "offset": 0, "limit": 1000 });
    let filters: Vec<Value> = (0..20).map(filter).collect();
    timed(
        &phone,
        figures,
        "doors() of one hamlet of 150 doors",
        "doors",
        &filters,
    )?;
    let doors: DoorPage = phone.ask("doors", filter(3))?;
    let households: Vec<Value> = doors
        .doors
        .iter()
        .take(40)
        .map(|d| json!({ "household": d.id }))
        .collect();
    timed(&phone, figures, "door()", "door", &households)?;
    timed(&phone, figures, "status()", "status", &vec![json!({}); 5])?;
    timed(
        &phone,
        figures,
        "review_list() with nothing waiting",
        "review_list",
        &vec![
            json!({ "state": "waiting", "hamlet": null, "app": null, "volunteer": null, "offset": 0, "limit": 50 });
            5
        ],
    )?;

    say("saving");
    let mut residents = Vec::new();
    for household in &households {
        let door: Door = phone.ask("door", household.clone())?;
        residents.extend(door.people.into_iter().map(|p| p.id));
    }
    let mut saves = Vec::new();
    for resident in residents.iter().take(repeat) {
        let said = json!({ "resident": resident, "app": "ihanoi", "level": 0, "stage": "logged_in",
            "citizen_statement": false, "visit": null });
        let began = Instant::now();
        let _: Saved = phone.ask("record", said)?;
        saves.push(began.elapsed());
    }
    let floor: Vec<f64> = raw::commits(folder, repeat)?
        .iter()
        .map(Duration::as_secs_f64)
        .collect();
    percentiles(
        figures,
        "record(), on disk when it returns",
        &saves,
        Some(&floor),
    );
    Ok(())
}

/// A volunteer on one hamlet of the large list: what does the list cost somebody who gets 600 of it?
fn newcomer(office: &Office, folder: &Path, officer: &Phone, figures: &mut Figures) -> Result<()> {
    let hamlets: Vec<HamletCard> = officer.ask("hamlets", json!({}))?;
    let last = hamlets.last().ok_or("no hamlet")?.name.clone();
    let link = office.enrol("volunteer", "xã Lớn", "Tình Nguyện", &[last])?;
    let phone = Phone::enrol(folder.join("volunteer"), &link)?;
    let used = office.cpu()?;
    let (story, took) = phone.sync()?;
    let used = (office.cpu()? - used).as_secs_f64();
    figures
        .time(
            GROUP,
            "first sync of a volunteer on one hamlet of it",
            &[took],
        )
        .note(&format!(
            "{} deltas, {} B of bodies down, server {used:.2} s CPU",
            story.received, story.bytes_down
        ));
    Ok(())
}

fn find(
    phone: &Phone,
    people: &[&Citizen],
    what: &str,
    figures: &mut Figures,
    text: impl Fn(&Citizen) -> String,
) -> Result<()> {
    let mut times = Vec::new();
    for citizen in people {
        let text = text(citizen);
        let began = Instant::now();
        let found: Vec<PersonRow> = phone.ask("find", json!({ "text": text, "limit": 50 }))?;
        times.push(began.elapsed());
        if found.is_empty() {
            return Err(format!("{what}: nobody was found").into());
        }
    }
    percentiles(figures, &format!("find: {what}"), &times, None);
    Ok(())
}

fn timed(
    phone: &Phone,
    figures: &mut Figures,
    what: &str,
    name: &str,
    args: &[Value],
) -> Result<()> {
    let mut times = Vec::new();
    for args in args {
        let began = Instant::now();
        let _: Value = phone.ask(name, args.clone())?;
        times.push(began.elapsed());
    }
    percentiles(figures, what, &times, None);
    Ok(())
}

fn percentiles(figures: &mut Figures, what: &str, times: &[Duration], floor: Option<&[f64]>) {
    let seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
    for (q, name) in [(0.5, "p50"), (0.95, "p95")] {
        let figure = figures.add(
            GROUP,
            format!("{what}, {name}"),
            quantile(&seconds, q),
            Unit::Seconds,
        );
        if let Some(floor) = floor {
            let floor = Duration::from_secs_f64(quantile(floor, q));
            figure.limit(
                floor,
                "raw: one 48-byte row, one durable SQLCipher transaction",
            );
        }
    }
}
