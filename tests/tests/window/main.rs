//! The field app's own path and the office's day in the real WebKitGTK window.

mod door;
mod hand;
mod house;
mod office;

use serde_json::Value;
use tungnha_tests::{CommandLine, Sample, Window};

/// The one person whom the sample always has, and how a thumb types her name.
const NAME: &str = "Đặng Thị Hoà";
const TYPED: &str = "dang thi hoa";

#[tokio::test]
async fn a_new_device_asks_for_its_link() {
    let home = tempfile::tempdir().expect("a directory");
    let window = Window::open(home.path()).await;
    window.see("enrol-begin").await;
    window.press("enrol-begin").await;
    window.see("enrol-link").await;
    window.close().await;
}

#[tokio::test]
async fn a_wrong_pin_opens_nothing() {
    let sample = Sample::copy();
    let window = Window::open(&sample.home(sample.volunteer())).await;
    pin(&window, "000000").await;
    window
        .see_css("[data-testid=lock-said][data-code=wrong_pin]")
        .await;
    pin(&window, &sample.volunteer().pin).await;
    window.see("tab-find").await;
    window.close().await;
}

#[tokio::test]
async fn an_evening_from_the_lock_to_the_confirmation() {
    let sample = Sample::copy();
    let _server = sample.serve();
    let officer = sample.command_line(sample.officer());
    let window = Window::open(&sample.home(sample.volunteer())).await;
    pin(&window, &sample.volunteer().pin).await;

    let resident = find_and_open(&window).await;
    let vneid = format!("[data-testid=person][data-id='{resident}'] [data-app=vneid]");
    window.press("outcome-met").await;
    window.press("notice-agreed").await;
    window
        .press_css(&format!("{vneid} [data-testid=record-next]"))
        .await;
    window
        .see_css(&format!("{vneid} [data-token=claimed][data-unsent=true]"))
        .await;
    window.picture("recorded").await;
    let door = window.address().await;
    window.press("next-door").await;
    window.leaves(&door).await;

    window.press("back").await;
    sync(&window, "work-unsent", 0).await;
    confirm(&officer, &resident);
    sync(&window, "work-confirmed", 1).await;

    assert_eq!(find_and_open(&window).await, resident);
    window
        .see_css(&format!(
            "{vneid} [data-token=confirmed][data-unsent=false]"
        ))
        .await;
    window.picture("confirmed").await;
    window.close().await;
}

async fn pin(window: &Window, pin: &str) {
    for digit in pin.chars() {
        window.press(&format!("pin-{digit}")).await;
    }
    window.press("pin-ok").await;
}

/// Finds the person by typing and opens her door; gives her id.
async fn find_and_open(window: &Window) -> String {
    window.press("tab-find").await;
    window.clear("find-input").await;
    window.write("find-input", TYPED).await;
    let id = window.id_of("find-hit", NAME).await;
    window
        .press_css(&format!("[data-testid=find-hit][data-id='{id}']"))
        .await;
    window.see("door-place").await;
    id
}

/// Syncs from the screen that says whether the work is safe, and waits until `row` of it says `count`.
async fn sync(window: &Window, row: &str, count: u32) {
    window.press("tab-work").await;
    window.press("sync-start").await;
    window
        .see_css(&format!("[data-testid={row}][data-count='{count}']"))
        .await;
}

/// Syncs from the office's screen of that name. Twice, since one may have been under way already that knew nothing
/// of what was said last.
async fn sync_at_office(window: &Window) {
    window.press("rail-safe").await;
    for _ in 0..2 {
        window.press("sync-start").await;
        window
            .see_css("[data-testid=sync-outcome][data-outcome=done]")
            .await;
    }
    window
        .see_css("[data-testid=work-unsent][data-count='0']")
        .await;
}

/// At the office: takes in what came, confirms what the volunteer said of `resident`, sends it.
fn confirm(officer: &CommandLine, resident: &str) {
    officer.run(&["sync"]);
    let page = officer.run(&["review", "list"]);
    let items = page["items"].as_array().expect("a page of items");
    let item = items
        .iter()
        .find(|item| item["person"]["id"] == *resident)
        .expect("the claim waits at the office");
    let claims: Vec<&str> = item["claims"]
        .as_array()
        .expect("the claims of an item")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    officer.run(&[&["review", "confirm"], claims.as_slice()].concat());
    officer.run(&["sync"]);
}
