//! (b) A day of 400 status changes of one device, warm process, a new TLS connection.

use crate::district::District;
use crate::figures::{Figures, Unit};
use crate::phone::{Phone, copy};
use crate::steps::{self, Steps};
use crate::wire::{self, Wire};
use crate::{Result, raw, say};
use std::time::Duration;

const GROUP: &str = "(b) a day of 400";

/// Device 0 gives the bytes, through the counting proxy; devices 0, 1, … give the seconds.
pub fn measure(district: &mut District, quick: bool, figures: &mut Figures) -> Result<()> {
    say("(b) a day of 400 status changes");
    let inner = wire::free_port()?;
    district.office.start_at(inner)?;
    let wire = Wire::open(district.office.port(), inner)?;
    let kept = district.folder.join("device-0-before");
    copy(&district.home(0), &kept)?;
    let phone = Phone::open(district.home(0))?;
    phone.sync()?;
    district.say_evening(0, &phone)?;
    let before = wire.passed();
    let (story, _) = phone.sync()?;
    let after = wire.passed();
    drop((wire, phone));
    copy(&kept, &district.home(0))?;
    if story.sent != 400 {
        return Err(format!("{} of 400 updates were receipted", story.sent).into());
    }

    let (mut times, mut limits, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..if quick { 4 } else { 18 } {
        // Every device once through its API, once with a clock at each step.
        let device = round / 2;
        let kept = district.folder.join("device-before");
        copy(&district.home(device), &kept)?;
        district.begin_again()?;
        let phone = Phone::open(district.home(device))?;
        phone.sync()?;
        district.say_evening(device, &phone)?;
        if round % 2 == 0 {
            times.push(phone.sync()?.1);
            limits.push(raw::one_table(&district.folder, 400, 40)?);
        } else {
            steps.push(steps::clocked(&phone)?);
        }
        drop(phone);
        copy(&kept, &district.home(device))?;
    }
    district.begin_again()?;
    figures
        .time(GROUP, "sync, loopback, warm process", &times)
        .limit(
            crate::figures::median(&limits),
            "raw: 400 rows of 40 bytes, one durable SQLCipher transaction",
        );
    let mut step = |what: &str, pick: fn(&Steps) -> Duration| {
        let times: Vec<Duration> = steps.iter().map(pick).collect();
        figures.time(GROUP, what, &times);
    };
    step("of it: seal, sign, commit", |s| s.seal);
    step("of it: connect, TLS, server, to the answer's head", |s| {
        s.server
    });
    step("of it: take in the receipts, commit", |s| s.receipts);
    step("of it: cursor, story, their commits", |s| s.rest);
    figures.add(GROUP, "requests", f64::from(story.requests), Unit::Count);
    let bytes = |http: u64, body: u32, tcp: u64| {
        (
            http as f64,
            format!("bodies {body} B; TCP with TLS {tcp} B"),
        )
    };
    let (up, note) = bytes(
        after.http_up - before.http_up,
        story.bytes_up,
        after.tcp_up - before.tcp_up,
    );
    figures
        .add(GROUP, "HTTP bytes up", up, Unit::Bytes)
        .note(&note);
    let (down, note) = bytes(
        after.http_down - before.http_down,
        story.bytes_down,
        after.tcp_down - before.tcp_down,
    );
    figures
        .add(GROUP, "HTTP bytes down", down, Unit::Bytes)
        .note(&note);
    Ok(())
}
