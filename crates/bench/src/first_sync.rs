//! (a) A commune to a new officer's device, restricted kinds included; one hamlet to a volunteer's.

use crate::district::District;
use crate::figures::{Figures, Unit, median};
use crate::phone::Phone;
use crate::wire::{self, Wire};
use crate::{Result, raw, say};

const GROUP: &str = "(a) first sync";

/// Seconds directly against the server, bytes in one more sync through the counting proxy.
pub fn measure(district: &mut District, quick: bool, figures: &mut Figures) -> Result<()> {
    say("(a) a commune to a new officer's device");
    let officer: fn(&mut District) -> Result<Phone> = |district| district.officer(0);
    measure_one(district, quick, figures, "officer, 6,000 people", officer)?;
    say("(a) one hamlet to a new volunteer's device");
    measure_one(
        district,
        quick,
        figures,
        "volunteer, one hamlet of 600",
        District::volunteer,
    )
}

fn measure_one(
    district: &mut District,
    quick: bool,
    figures: &mut Figures,
    who: &str,
    new: fn(&mut District) -> Result<Phone>,
) -> Result<()> {
    let (mut times, mut ledger, mut all, mut cpu) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut held = (0, 0);
    for _ in 0..if quick { 1 } else { 5 } {
        let phone = new(district)?;
        let before = district.office.cpu()?;
        let (_, took) = phone.sync()?;
        cpu.push((district.office.cpu()? - before).as_secs_f64());
        let limit = raw::again(&phone, &district.folder)?;
        times.push(took);
        ledger.push(limit.ledger);
        all.push(limit.all);
        held = (limit.deltas, limit.rows);
    }
    let (deltas, rows) = held;
    figures.time(GROUP, format!("{who}: request to all durable"), &times).limit(
        median(&all),
        &format!("raw: the same {rows} rows of all tables, indexes and search, into a SQLCipher file, one transaction"),
    );
    figures
        .time(GROUP, format!("{who}: the same"), &times)
        .limit(
            median(&ledger),
            &format!("raw: only the {deltas} deltas as rows of one table"),
        );
    figures.add_all(GROUP, format!("{who}: server CPU"), &cpu, Unit::CpuSeconds);

    let phone = new(district)?;
    let inner = wire::free_port()?;
    district.office.start_at(inner)?;
    let wire = Wire::open(district.office.port(), inner)?;
    let (story, _) = phone.sync()?;
    let passed = wire.passed();
    drop(wire);
    district.office.start()?;
    let requests = f64::from(story.requests);
    figures.add(GROUP, format!("{who}: requests"), requests, Unit::Count);
    let body = format!(
        "bodies {} B; TCP with TLS {} B",
        story.bytes_down, passed.tcp_down
    );
    figures
        .add(
            GROUP,
            format!("{who}: HTTP bytes down"),
            passed.http_down as f64,
            Unit::Bytes,
        )
        .note(&body);
    let body = format!(
        "bodies {} B; TCP with TLS {} B",
        story.bytes_up, passed.tcp_up
    );
    figures
        .add(
            GROUP,
            format!("{who}: HTTP bytes up"),
            passed.http_up as f64,
            Unit::Bytes,
        )
        .note(&body);
    Ok(())
}
