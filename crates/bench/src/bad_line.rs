//! (b) on a bad line: the same day of 400, from a cold connection at the edge of what the mast reaches.

use crate::district::District;
use crate::figures::{Figures, Unit};
use crate::phone::{Phone, copy};
use crate::{Result, say, wire};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tungnha_tests::{Line, Shape};

const GROUP: &str = "(b) on a bad line";
/// What a person waits for without putting the phone away.
const PATIENCE: Duration = Duration::from_secs(2);

/// One evening of each of the first devices. What is lost on the way follows from the device's number.
pub fn measure(district: &mut District, quick: bool, figures: &mut Figures) -> Result<()> {
    say("(b) a day of 400 over 400 ms, 256 kbit/s, with and without loss");
    district.begin_again()?;
    let inner = wire::free_port()?;
    district.office.start_at(inner)?;
    let line = Line::at(district.office.port());
    line.lead_to(SocketAddr::from((Ipv4Addr::LOCALHOST, inner)));
    let clean = Shape {
        lost_percent: 0,
        waits: true,
        ..Shape::EDGE
    };
    let (mut lossless, mut times, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for device in 0..if quick { 4 } else { 20 } {
        let kept = district.folder.join("device-before");
        copy(&district.home(device), &kept)?;
        let phone = Phone::open(district.home(device))?;
        phone.sync()?;
        district.say_evening(device, &phone)?;
        let without_loss = device < 2;
        line.shape(match without_loss {
            true => clean,
            false => Shape {
                waits: true,
                seed: device.into(),
                ..Shape::EDGE
            },
        });
        let (story, took) = phone.sync()?;
        if (story.sent, story.requests, line.connections()) != (400, 1, 1) {
            return Err(format!("an evening was {story:?}").into());
        }
        match without_loss {
            true => lossless.push(took),
            false => times.push(took),
        }
        lines.push(line.time());
        line.mend();
        drop(phone);
        copy(&kept, &district.home(device))?;
    }
    drop(line);
    district.begin_again()?;
    let (of_lossless, of_lossy) = lines.split_at(lossless.len());
    let round_trips = "line: three round trips (TCP, TLS 1.3, the request), the bytes at 256 kbit/s, and a farewell that nobody waits for";
    figures
        .time(
            GROUP,
            "400 ms, 256 kbit/s, nothing lost, cold TLS: to all receipts on disk",
            &lossless,
        )
        .limit(crate::figures::median(of_lossless), round_trips);
    figures
        .time(
            GROUP,
            "the same, one segment in twenty lost and sent again after 1 s",
            &times,
        )
        .limit(
            crate::figures::median(of_lossy),
            "line: the same, and the losses of each run; everything behind a lost segment waits",
        );
    let in_time = times.iter().filter(|took| **took < PATIENCE).count();
    figures
        .add(
            GROUP,
            "of these evenings in less than 2 s",
            in_time as f64,
            Unit::Count,
        )
        .note(&format!(
            "of {}; 1 request and 1 connection each",
            times.len()
        ));
    Ok(())
}
