//! Long work shows how far it is and can be stopped; what was stopped left nothing half-written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::path::Path;
use tungnha_api::payload::{Job, JobOutcome};
use tungnha_api::{Device, Host};
use tungnha_tests::Area;

/// The sample's list, as a screen hands it over.
fn open_sheet(file: &Path) -> Value {
    let bytes = std::fs::read(file).expect("the sample's workbook");
    json!({ "name": "cam-tan.xlsx", "bytes_base64": STANDARD.encode(bytes) })
}

fn number(job: &Value) -> u32 {
    job["job"]
        .as_u64()
        .and_then(|n| n.try_into().ok())
        .expect("a job")
}

/// Waits for the end; `look` may ask for a stop.
fn finish(device: &Device, job: &Value, look: &mut dyn FnMut(&Job)) -> JobOutcome {
    device.wait_for(number(job), look).expect("the job ends")
}

#[test]
fn an_import_that_was_stopped_left_nothing_and_goes_through_later() {
    let mut area = Area::new();
    let home = area.device().home().to_owned();
    let device = Device::open(home, Host::system()).expect("a folder");
    let call = |name: &str, args: Value| device.call(name, args).expect(name);
    let link = area.link("police", "Lê Văn Sơn", &[]);
    call(
        "enrol",
        json!({ "link": link, "pin": "135790", "device_name": null }),
    );

    let list = area.sheet("cam-tan.xlsx");
    let read = call("import_preview_start", open_sheet(&list));
    let mut stages = Vec::new();
    let preview = finish(&device, &read, &mut |job| {
        stages.push((job.stage.clone(), job.done))
    });
    assert!(matches!(preview, JobOutcome::Preview(_)), "{preview:?}");
    assert!(
        stages
            .iter()
            .any(|(stage, done)| stage == "reading" && *done > 0),
        "{stages:?}"
    );

    let saving = call("import_start", json!({}));
    let stop = json!({ "job": number(&saving) });
    let stopped = finish(&device, &saving, &mut |job| {
        if job.outcome.is_none() {
            call("job_stop", stop.clone());
        }
    });
    assert_eq!(stopped, JobOutcome::Stopped);
    let everybody =
        json!({ "hamlet": null, "lacking": null, "find": null, "offset": 0, "limit": 1 });
    assert_eq!(call("people", everybody.clone())["total"], 0);
    assert_eq!(call("status", json!({}))["work"]["unsent"], 0);

    // The preview is still there: the person changes her mind.
    let again = call("import_start", json!({}));
    let JobOutcome::Imported(report) = finish(&device, &again, &mut |_| {}) else {
        panic!("not imported");
    };
    assert_eq!((report.added, report.refused), (7264, 0));
    assert_eq!(call("people", everybody)["total"], 7264);
    assert_eq!(call("verify", json!({}))["agrees"], true);
}
