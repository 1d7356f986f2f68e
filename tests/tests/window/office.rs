//! The office's day in the real window: a list comes in, what a volunteer claims by sync is decided, a list goes out
//! and is read again by a program that is not ours, and the volunteer hears of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tungnha_tests::{CommandLine, Sample, Window};

/// What an office's PC has.
const PC: (u32, u32) = (1280, 800);

/// The driver's key for Enter.
const ENTER: &str = "\u{E007}";
/// What is confirmed, and the one thing that goes back, of what the volunteer claims.
const CONFIRMED: usize = 3;
const REASON: &str = "Chưa thấy trên hệ thống";
/// Levels of VNeID that a volunteer may claim as activated, by the next step.
const LEVELS: [(&str, &str); 2] = [("activate_level1", "1"), ("activate_level2", "2")];

/// A claim of the volunteer, and about whom.
struct Claim {
    id: String,
    name: String,
}

#[tokio::test]
async fn a_day_at_the_office() {
    let sample = Sample::copy();
    let _server = sample.serve();
    let volunteer = sample.command_line(sample.volunteer());
    let downloads = tempfile::tempdir().expect("a folder");
    let window = Window::saving_to(&sample.home(sample.officer()), downloads.path()).await;
    let size = window.resize(PC.0, PC.1).await;
    println!("the page has {} × {} pixels", size.0, size.1);
    super::pin(&window, &sample.officer().pin).await;
    window.see("people-count").await;

    takes_in(&window, &sample.workbook()).await;
    let claims = claimed(&volunteer);
    super::sync_at_office(&window).await;

    window.press("rail-review").await;
    window.see("review-row").await;
    let (back, good) = claims.split_last().expect("claims");
    for claim in good {
        go_to(&window, claim).await;
        window.keys(ENTER).await;
        gone(&window, claim).await;
    }
    go_to(&window, back).await;
    window.keys("r").await;
    window.see("return-dialog").await;
    window.write("reason-input", REASON).await;
    window.press("reason-ok").await;
    gone(&window, back).await;
    window.picture("office-review").await;

    let list = exported(&window, "confirmation").await;
    assert!(list.starts_with(downloads.path().to_string_lossy().as_ref()));
    let rows = read_again(Path::new(&list));
    for claim in good {
        assert_eq!(rows.iter().filter(|row| row[1] == claim.name).count(), 1);
    }
    assert!(rows.iter().all(|row| row[1] != back.name));

    super::sync_at_office(&window).await;
    window.close().await;
    heard(&volunteer, good, back);
}

/// The second workbook: chosen, understood, previewed, taken in.
async fn takes_in(window: &Window, workbook: &Path) {
    window.press("rail-import").await;
    window.choose("import-file", workbook).await;
    window.press("import-to-preview").await;
    window.see("refused").await;
    window.picture("office-import").await;
    window.press("import-apply").await;
    window.press("apply-ok").await;
    window.see("import-result").await;
    let deltas = window.told("[data-testid=import-result]", "data-deltas");
    let deltas: u32 = deltas.await.and_then(|n| n.parse().ok()).expect("a count");
    assert!(deltas > 0, "the list brought nothing new");
}

/// The volunteer claims four people's accounts and syncs.
fn claimed(volunteer: &CommandLine) -> Vec<Claim> {
    let list = volunteer.run(&["list", "--lacking", "vneid"]);
    let mut claims = Vec::new();
    for row in list["people"].as_array().expect("people") {
        let person = &row["person"];
        let next = person["apps"][0]["next"].as_str();
        let level = LEVELS.iter().find(|(step, _)| Some(*step) == next);
        let Some((_, level)) = level.filter(|_| claims.len() <= CONFIRMED) else {
            continue;
        };
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let resident = text(&person["id"]);
        let record = ["record", &resident, "--app", "vneid", "--level", level];
        let saved = volunteer.run(&[&record[..], &["--stage", "activated"]].concat());
        claims.push(Claim {
            id: text(&saved["id"]),
            name: text(&person["name"]),
        });
    }
    assert_eq!(claims.len(), CONFIRMED + 1, "the sample has such people");
    let names: std::collections::BTreeSet<_> = claims.iter().map(|one| &one.name).collect();
    assert_eq!(names.len(), claims.len(), "each is known by the name");
    volunteer.run(&["sync"]);
    claims
}

/// Goes down the queue by the keyboard until the claim is the row in view, wherever it stands.
async fn go_to(window: &Window, claim: &Claim) {
    const CURRENT: &str = "[data-testid=review-row][data-current=true]";
    let at = format!("{CURRENT}[data-id='{}']", claim.id);
    let mut here = window.told(CURRENT, "data-id").await;
    for key in ["k", "j"] {
        while here.as_ref() != Some(&claim.id) {
            window.keys(key).await;
            let next = window.told(CURRENT, "data-id").await;
            // The end of the list.
            if next == here {
                break;
            }
            here = next;
        }
    }
    window.see_css(&at).await;
}

async fn gone(window: &Window, claim: &Claim) {
    window
        .goes(&format!("[data-testid=review-row][data-id='{}']", claim.id))
        .await;
}

/// Writes a list as a workbook; gives where the screen says that it is.
async fn exported(window: &Window, list: &str) -> String {
    window.press("rail-lists").await;
    window
        .press_css(&format!("[data-testid=list-card][data-list={list}]"))
        .await;
    window
        .press_css("[data-testid=list-write][data-format=xlsx]")
        .await;
    let said = window.says("[data-testid=list-written]").await;
    window.picture("office-list").await;
    let from = said.find('/').expect("a path");
    let to = said.find(".xlsx").expect("a workbook") + ".xlsx".len();
    said[from..to].to_owned()
}

/// The rows of the workbook's table, as LibreOffice reads them.
fn read_again(file: &Path) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile");
    let said = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to"])
        // Tabs, no quotes, UTF-8, as shown.
        .arg("csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,true,false")
        .arg("--outdir")
        .arg(folder.path())
        .arg(file)
        .output()
        .expect("LibreOffice, from scripts/install.sh test");
    let made = folder.path().join(file.file_name().expect("a name"));
    let text = fs::read_to_string(made.with_extension("csv"));
    let text = text.unwrap_or_else(|error| panic!("{error}: {said:?}"));
    let rows = text.lines().skip_while(|line| !line.starts_with("TT\t"));
    rows.skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>())
        .take_while(|row| row[0].parse::<u32>().is_ok())
        .collect()
}

/// At the volunteer's next sync every claim stands as the office decided.
fn heard(volunteer: &CommandLine, good: &[Claim], back: &Claim) {
    volunteer.run(&["sync"]);
    let work = volunteer.run(&["status"]);
    let counts = &work["work"];
    assert_eq!(
        (&counts["confirmed"], &counts["returned"]),
        (&good.len().into(), &1.into())
    );
    let list = volunteer.run(&["list"]);
    let token = |name: &str| {
        let people = list["people"].as_array().expect("people").iter();
        let mut found = people.filter(|row| row["person"]["name"] == name);
        found.next().expect("they are in the list")["person"]["apps"][0]["token"].clone()
    };
    for claim in good {
        assert_eq!(token(&claim.name), "confirmed", "{}", claim.name);
    }
    assert_eq!(token(&back.name), "returned");
}
