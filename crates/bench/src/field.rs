//! An evening's reading and saving at 100,000 residents on the encrypted database, through the API with its JSON:
//! hamlets, lanes, doors, a door, a save, from the tap to what the screen gets.

use crate::figures::{Figures, Unit, median, quantile};
use crate::phone::Phone;
use crate::roll::{many, workbook};
use crate::{Result, large, raw, say};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tungnha_api::payload::{Door, DoorPage, HamletCard, Saved};

const GROUP: &str = "field";
/// As many doors as a page has.
const PAGE: u32 = 1000;
/// Doors that are opened.
const DOORS: usize = 500;
/// Pairs of a save and a bare fdatasync.
const PAIRS: usize = 500;
/// Times that the program starts.
const STARTS: usize = 10;

/// Reads and saves in the list in `folder`, importing it if it is not there.
pub fn measure(folder: &Path, quick: bool, figures: &mut Figures) -> Result<()> {
    let home = prepare(folder, quick)?;
    let phone = Phone::open(home.clone())?;
    let conn = raw::open(&phone.database(), &phone.file_key()?)?;
    say("hamlets, lanes, doors");
    let doors = lists(&phone, &conn, figures)?;
    say("opening doors");
    opening(&phone, &conn, &doors, figures)?;
    say("saving");
    saving(&phone, folder, &doors, figures)?;
    for name in ["my_work", "status"] {
        let times = asked(&phone, name, &json!({}), 20)?;
        figures.time(GROUP, format!("{name}()"), &times);
    }
    say("all tallies anew");
    let mut store = phone.store()?;
    let began = Instant::now();
    store.write(|txn| txn.tally_anew())?;
    figures
        .time(GROUP, "all tallies added up anew", &[began.elapsed()])
        .note("when the frame of the campaign changes, or after an update of the program");
    drop((store, conn));
    say("starting");
    starting(phone, &home, figures)
}

/// The officer's device in `folder` with the whole list, made if it is not there.
pub fn prepare(folder: &Path, quick: bool) -> Result<PathBuf> {
    let home = folder.join("officer");
    if !home.join("device.db").exists() {
        let people = many(large::residents(quick));
        say(&format!("a list of {} to walk through", people.len()));
        let (_office, phone) = large::officer(folder)?;
        phone.preview("lon.xlsx", &workbook(&people)?)?;
        phone.import()?;
        phone.sync()?;
    }
    Ok(home)
}

/// The lists, and every door's id.
fn lists(phone: &Phone, conn: &Connection, figures: &mut Figures) -> Result<Vec<String>> {
    let hamlets: Vec<HamletCard> = phone.ask("hamlets", json!({}))?;
    let first = hamlets.first().ok_or("no hamlet")?;
    let limit = read(
        conn,
        "SELECT * FROM door_tally ORDER BY hamlet, lane, house",
        20,
    )?;
    figures
        .time(
            GROUP,
            "hamlets()",
            &asked(phone, "hamlets", &json!({}), 20)?,
        )
        .limit(
            limit,
            "raw: the tallies of all doors, read once each in their order",
        );
    let of = json!({ "hamlet": first.id });
    let key: i64 = conn.query_row("SELECT min(hamlet) FROM door_tally", [], |row| row.get(0))?;
    let hamlet = format!("SELECT * FROM door_tally WHERE hamlet = {key} ORDER BY lane, house");
    figures
        .time(
            GROUP,
            "lanes() of a hamlet",
            &asked(phone, "lanes", &of, 50)?,
        )
        .limit(read(conn, &hamlet, 50)?, "raw: the hamlet's tallies");
    let page = |hamlet: Option<&str>, offset: u32| json!({ "hamlet": hamlet, "lane": null, "show": "all", "offset": offset, "limit": PAGE });
    let whole = page(Some(&first.id), 0);
    let both = "SELECT * FROM door_tally t CROSS JOIN household h ON h.key = t.household";
    figures
        .time(
            GROUP,
            format!("doors() of a hamlet of {} doors", first.doors),
            &asked(phone, "doors", &whole, 50)?,
        )
        .limit(
            read(conn, &format!("{both} WHERE t.hamlet = {key}"), 50)?,
            "raw: its doors and their tallies",
        );
    let raw_page = |offset| {
        format!(
            "{both} ORDER BY t.hamlet, t.lane, t.house, t.household LIMIT {PAGE} OFFSET {offset}"
        )
    };
    figures
        .time(
            GROUP,
            "doors(): the first page of 1,000",
            &asked(phone, "doors", &page(None, 0), 20)?,
        )
        .limit(read(conn, &raw_page(0), 20)?, "raw: the same rows");
    let total = hamlets.iter().map(|hamlet| hamlet.doors).sum::<u32>();
    let last = total.saturating_sub(PAGE);
    figures
        .time(
            GROUP,
            "doors(): the last page of 1,000",
            &asked(phone, "doors", &page(None, last), 20)?,
        )
        .limit(
            read(conn, &raw_page(last), 20)?,
            "raw: the same rows, those before passed over",
        );
    let people =
        json!({ "hamlet": null, "lacking": null, "find": null, "offset": 20_000, "limit": PAGE });
    figures
        .time(
            GROUP,
            "people(): 1,000 after the first 20,000",
            &asked(phone, "people", &people, 10)?,
        )
        .note("as the office's list asks while it is scrolled");
    for (what, lacking, offset) in [
        ("people(): the first 1,000 who lack iHanoi", "ihanoi", 0),
        (
            "people(): 1,000 who lack VNeID after the first 20,000",
            "vneid",
            20_000,
        ),
    ] {
        let narrowed = json!({ "hamlet": null, "lacking": lacking, "find": null, "offset": offset, "limit": PAGE });
        let times = asked(phone, "people", &narrowed, 10)?;
        let limit = read(
            conn,
            "SELECT household, lacking_app FROM door_tally ORDER BY hamlet, lane, house",
            20,
        )?;
        figures
            .time(GROUP, what, &times)
            .limit(limit, "raw: what every door counts, read once each");
    }
    let mut doors = Vec::new();
    for offset in (0..total).step_by(PAGE as usize) {
        let page: DoorPage = phone.ask("doors", page(None, offset))?;
        doors.extend(page.doors.into_iter().map(|door| door.id));
    }
    if doors.len() != total as usize {
        return Err(format!("{} doors of {total}", doors.len()).into());
    }
    Ok(doors)
}

fn opening(
    phone: &Phone,
    conn: &Connection,
    doors: &[String],
    figures: &mut Figures,
) -> Result<()> {
    let mut times = Vec::new();
    for door in some(doors, DOORS) {
        let began = Instant::now();
        let opened: Value = phone.ask("door", json!({ "household": door }))?;
        times.push(began.elapsed());
        if opened["people"].as_array().is_none_or(Vec::is_empty) {
            return Err("a door with nobody behind it".into());
        }
    }
    let keys: Vec<i64> = conn
        .prepare("SELECT key FROM household ORDER BY key")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut rows = conn.prepare(
        "SELECT * FROM household h JOIN resident r ON r.household = h.key
         JOIN account a ON a.resident = r.key WHERE h.key = ?1",
    )?;
    let mut floor = Vec::new();
    for at in 0..DOORS {
        let key = keys[at * 7919 % keys.len()];
        let began = Instant::now();
        let mut read = rows.query(params![key])?;
        while read.next()?.is_some() {}
        floor.push(began.elapsed());
    }
    for (q, name) in [(0.5, "p50"), (0.95, "p95"), (1.0, "the slowest")] {
        let value = quantile(&seconds(&times), q);
        figures
            .add(
                GROUP,
                format!("door(), {name} of {DOORS}"),
                value,
                Unit::Seconds,
            )
            .limit(
                Duration::from_secs_f64(quantile(&seconds(&floor), q)),
                "raw: a door with its people and their accounts, by keys",
            );
    }
    Ok(())
}

/// Saves and bare fdatasyncs, one after the other, so that both meet the same disk.
fn saving(phone: &Phone, folder: &Path, doors: &[String], figures: &mut Figures) -> Result<()> {
    let mut disk = Disk::new(folder)?;
    let (mut visits, mut records, mut syncs) = (Vec::new(), Vec::new(), Vec::new());
    for door in some(doors, PAIRS) {
        let opened: Door = phone.ask("door", json!({ "household": door }))?;
        let person = opened.people.first().ok_or("nobody at a door")?;
        let visit =
            json!({ "household": door, "outcome": "met", "come_back_at": null, "note": null });
        let began = Instant::now();
        let saved: Saved = phone.ask("visit", visit)?;
        visits.push(began.elapsed());
        syncs.push(disk.sync()?);
        let record = json!({ "resident": person.id, "app": "ihanoi", "level": 0, "stage": "logged_in",
            "citizen_statement": false, "visit": saved.id });
        let began = Instant::now();
        let _: Saved = phone.ask("record", record)?;
        records.push(began.elapsed());
        syncs.push(disk.sync()?);
    }
    let floor = median(&syncs);
    for (name, times) in [("visit()", &visits), ("record()", &records)] {
        figures
            .time(GROUP, format!("{name}, on disk when it returns"), times)
            .limit(floor, "raw: fdatasync of 4 KiB, alternated with the saves");
        let over = median(times).as_secs_f64() - floor.as_secs_f64();
        figures
            .add(
                GROUP,
                format!("{name}, its median less that of fdatasync"),
                over,
                Unit::Seconds,
            )
            .note(&format!("{PAIRS} pairs"));
    }
    Ok(())
}

/// From a new process to the first page of doors.
fn starting(phone: Phone, home: &Path, figures: &mut Figures) -> Result<()> {
    let mut stretches = Vec::new();
    for _ in 0..STARTS {
        stretches.push(phone.stretching()?);
    }
    // One program at a time has the folder.
    drop(phone);
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let began = Instant::now();
        let ended = Command::new(std::env::current_exe()?)
            .arg("--start")
            .arg(home)
            .status()?;
        starts.push(began.elapsed());
        if !ended.success() {
            return Err("the started device failed".into());
        }
    }
    let slow = median(&stretches);
    figures
        .time(
            GROUP,
            "start: process, unlock, hamlets, lanes, first doors",
            &starts,
        )
        .limit(
            slow,
            "of it: stretching the PIN (Argon2id, 19 MiB), slow on purpose",
        );
    let rest = median(&starts).as_secs_f64() - slow.as_secs_f64();
    figures
        .add(
            GROUP,
            "start without stretching the PIN",
            rest,
            Unit::Seconds,
        )
        .note("the window's own start is not in it");
    Ok(())
}

/// What a screen asks for when the program starts, in this process.
pub fn start(home: &Path) -> Result<()> {
    let phone = Phone::open(home.to_owned())?;
    let hamlets: Vec<HamletCard> = phone.ask("hamlets", json!({}))?;
    let first = hamlets.first().ok_or("no hamlet")?;
    let _: Value = phone.ask("lanes", json!({ "hamlet": first.id }))?;
    let page =
        json!({ "hamlet": first.id, "lane": null, "show": "to_do", "offset": 0, "limit": PAGE });
    let _: DoorPage = phone.ask("doors", page)?;
    Ok(())
}

/// A file of whole blocks, of which one after the other is written again and forced to disk.
struct Disk {
    file: File,
    at: u64,
}

impl Disk {
    const BLOCKS: u64 = 256;

    fn new(folder: &Path) -> Result<Self> {
        let mut file = File::create(folder.join("fdatasync"))?;
        file.write_all(&vec![0; (Self::BLOCKS * 4096) as usize])?;
        file.sync_all()?;
        Ok(Self { file, at: 0 })
    }

    fn sync(&mut self) -> Result<Duration> {
        self.at = (self.at + 1) % Self::BLOCKS;
        let began = Instant::now();
        self.file.seek(SeekFrom::Start(self.at * 4096))?;
        self.file.write_all(&[self.at as u8; 4096])?;
        self.file.sync_data()?;
        Ok(began.elapsed())
    }
}

/// Doors from everywhere in the list, the same at every run.
fn some(doors: &[String], count: usize) -> impl Iterator<Item = &String> {
    (0..count).map(|at| &doors[at * 7919 % doors.len()])
}

fn asked(phone: &Phone, name: &str, args: &Value, times: usize) -> Result<Vec<Duration>> {
    (0..times)
        .map(|_| {
            let began = Instant::now();
            let _: Value = phone.ask(name, args.clone())?;
            Ok(began.elapsed())
        })
        .collect()
}

/// The median of reading all rows of a query.
fn read(conn: &Connection, sql: &str, times: usize) -> Result<Duration> {
    let mut statement = conn.prepare(sql)?;
    let mut taken = Vec::new();
    for _ in 0..times {
        let began = Instant::now();
        let mut rows = statement.query([])?;
        while rows.next()?.is_some() {}
        taken.push(began.elapsed());
    }
    Ok(median(&taken))
}

fn seconds(times: &[Duration]) -> Vec<f64> {
    times.iter().map(Duration::as_secs_f64).collect()
}
