//! (d) A sync with nothing to say on either side, for lists of different sizes.

use crate::district::District;
use crate::figures::{Figures, Unit};
use crate::office::Office;
use crate::phone::Phone;
use crate::roll::workbook;
use crate::wire::{self, Wire};
use crate::{Result, evening, say};
use std::time::Instant;

const GROUP: &str = "(d) idle sync";
const TIMES: usize = 9;
/// Enough to see the server's processor time, which counts in steps of 10 ms.
const POSTS: usize = 100;

/// At a commune of 6,000, and at all 24,000 of the workload in one book.
pub fn measure(district: &mut District, quick: bool, figures: &mut Figures) -> Result<()> {
    say("(d) idle syncs at 6,000");
    let officer = district.officer(1)?;
    officer.sync()?;
    one(&mut district.office, &officer, "6,000 residents", figures)?;
    say("(d) idle syncs at 24,000");
    let folder = district.folder.join("whole");
    let mut office = Office::open(&folder, &["xã W"])?;
    let officer = Phone::enrol(
        folder.join("officer"),
        &office.enrol("police", "xã W", "Công An", &[])?,
    )?;
    officer.preview("w.xlsx", &workbook(&crate::roll::many(24_000))?)?;
    officer.import()?;
    officer.sync()?;
    one(&mut office, &officer, "24,000 residents", figures)?;
    if quick {
        return Ok(());
    }
    say("(d) idle syncs at 1,008,000: two minutes");
    office.stop()?;
    let took = crate::million::fill(&office.database())?;
    office.start()?;
    let cards: Vec<tungnha_api::payload::HamletCard> =
        officer.ask("hamlets", serde_json::json!({}))?;
    let hamlets = [cards.first().ok_or("no hamlet")?.name.clone()];
    let link = office.enrol("volunteer", "xã W", "Tình Nguyện", &hamlets)?;
    let volunteer = Phone::enrol(folder.join("volunteer"), &link)?;
    let (story, first) = volunteer.sync()?;
    eprintln!(
        "    filled in {took:.1?}; a first sync of one hamlet of it: {} deltas in {first:.1?}",
        story.received
    );
    one(&mut office, &volunteer, "1,008,000 residents", figures)
}

/// Idle syncs of one device, timed directly and counted through the proxy.
pub fn one(office: &mut Office, phone: &Phone, size: &str, figures: &mut Figures) -> Result<()> {
    phone.sync()?;
    let times: Vec<_> = (0..TIMES)
        .map(|_| phone.sync().map(|s| s.1))
        .collect::<Result<_>>()?;
    let post = evening::sealed(phone)?;
    let used = office.cpu()?;
    let mut posts = Vec::new();
    for _ in 0..POSTS {
        let began = Instant::now();
        evening::post(&post)?;
        posts.push(began.elapsed());
    }
    let used = (office.cpu()? - used).as_secs_f64() / POSTS as f64;
    let inner = wire::free_port()?;
    office.start_at(inner)?;
    let wire = Wire::open(office.port(), inner)?;
    let (story, _) = phone.sync()?;
    let passed = wire.passed();
    drop(wire);
    office.start()?;
    figures
        .time(GROUP, format!("{size}: seconds"), &times)
        .note("a new TLS connection each time");
    figures
        .time(
            GROUP,
            format!("{size}: the request alone, minimal client"),
            &posts,
        )
        .note(&format!(
            "server CPU {:.2} ms each, TLS handshake included",
            used * 1000.0
        ));
    let note = |body: u32, tcp: u64| {
        format!(
            "bodies {body} B; TCP with TLS {tcp} B; {} request",
            story.requests
        )
    };
    figures
        .add(
            GROUP,
            format!("{size}: HTTP bytes up"),
            passed.http_up as f64,
            Unit::Bytes,
        )
        .note(&note(story.bytes_up, passed.tcp_up));
    figures
        .add(
            GROUP,
            format!("{size}: HTTP bytes down"),
            passed.http_down as f64,
            Unit::Bytes,
        )
        .note(&note(story.bytes_down, passed.tcp_down));
    Ok(())
}
