//! (e) Two devices, one person, different fields, both offline: both visible afterwards on both, and on
//! the officer's; nobody does anything for it. This is no measurement: it must be so.

use crate::district::District;
use crate::figures::{Figures, Unit};
use crate::phone::Phone;
use crate::{Result, say};
use serde_json::json;
use tungnha_api::payload::{Door, Saved};

const GROUP: &str = "(e) same person";

/// Ends the run when an edit is lost or hidden.
pub fn measure(district: &mut District, figures: &mut Figures) -> Result<()> {
    say("(e) two devices, one person, different fields");
    let (first, second, officer) = (
        district.volunteer()?,
        district.volunteer()?,
        district.officer(0)?,
    );
    for phone in [&first, &second, &officer] {
        phone.sync()?;
    }
    let resident = district.resident(0)?;
    let record = |phone: &Phone, app: &str, level: u8, stage: &str| -> Result<Saved> {
        let said = json!({ "resident": resident, "app": app, "level": level, "stage": stage,
            "citizen_statement": false, "visit": null });
        phone.ask("record", said)
    };
    let household = record(&first, "vneid", 1, "activated")?.door.card.id;
    record(&second, "ihanoi", 0, "logged_in")?;
    for phone in [&first, &second, &first, &officer] {
        phone.sync()?;
    }
    for phone in [&first, &second, &officer] {
        let door: Door = phone.ask("door", json!({ "household": household }))?;
        let person = door
            .people
            .iter()
            .find(|p| p.id == resident)
            .ok_or("the person is gone")?;
        let shows =
            |app: &str, stage: &str| person.apps.iter().any(|a| a.app == app && a.stage == stage);
        if !shows("vneid", "activated") || !shows("ihanoi", "logged_in") || person.disputed {
            return Err(format!("an edit is lost or hidden: {:?}", person.apps).into());
        }
    }
    figures
        .add(
            GROUP,
            "edits visible on both devices and the officer's",
            2.0,
            Unit::Count,
        )
        .note("of 2, checked; no step by a person");
    Ok(())
}
