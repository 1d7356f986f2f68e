//! The documents about devices that came in by a plain link, and of the page that opens such links.

use serde_json::{Value, json};
use tungnha_api::payload::WaitingDevice;
use tungnha_tests::{Area, BOOK, text};

use crate::golden::is_kept;

#[test]
fn generated_documents_of_devices_that_wait() {
    let mut area = Area::new();
    let directory = area.path().to_owned();
    let kept = |name: &str, document: &Value| is_kept::<Value>(name, document, &directory);
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    police.run(&["sync"]);
    // A phone by a plain link; gives its id as the officer is shown it.
    let waits = |area: &mut Area, name: &str, device_name: &str| {
        let at = area.line().address();
        let member = [
            "enrol",
            "--unit",
            BOOK,
            "--role",
            "volunteer",
            "--whole-book",
        ];
        let link = area.desk(&[&member[..], &["--name", name, "--at", &at]].concat());
        let phone = area.device();
        let link = link["link"].as_str().expect("a link");
        phone.run(&["enrol", link, "--device-name", device_name]);
        let waiting = police.run(&["devices"]);
        let rows = waiting.as_array().expect("devices").iter();
        let mut mine = rows.filter(|row| row["device_name"] == device_name);
        let row = mine.next().expect("it waits");
        row["device"].as_str().expect("an id").to_owned()
    };
    // One after the other: two of the same second stand in either order.
    let mai = waits(&mut area, "Nguyễn Thị Mai", "máy của Mai");
    let waiting = police.run(&["devices"]);
    is_kept::<Vec<WaitingDevice>>("tungnha-devices", &waiting, &directory);
    assert_eq!(police.run(&["devices", "list"]), waiting);
    assert_eq!(waiting[0]["device"], mai.as_str());
    kept(
        "tungnha-server-device",
        &area.desk(&["device", "--unit", BOOK]),
    );
    let an = waits(&mut area, "Vũ Văn An", "máy của An");
    // What comes back is who waits now.
    let left = police.run(&["devices", "accept", &mai]);
    is_kept::<Vec<WaitingDevice>>("tungnha-devices-accept", &left, &directory);
    assert_eq!(left.as_array().map(Vec::len), Some(1));

    let refused = area.desk(&["device", "refuse", &an]);
    assert_eq!(refused["acceptance"], "refused");
    kept("tungnha-server-device-refuse", &refused);
    let accepted = area.desk(&["device", "accept", &an]);
    assert_eq!(accepted["acceptance"], "accepted");
    kept("tungnha-server-device-accept", &accepted);
    let none = police.run(&["devices", "list"]);
    assert_eq!(none, json!([]));

    let out = directory.join("page");
    let page = [
        "landing",
        "--url",
        "https://xa.vi.example/e",
        "--install-page",
        "https://xa.vi.example/cai-dat",
        "--out",
        text(&out),
    ];
    kept("tungnha-server-landing", &area.desk(&page));
    let html = std::fs::read_to_string(out.join("index.html")).expect("the page");
    assert!(html.contains("https://xa.vi.example/cai-dat"));
}
