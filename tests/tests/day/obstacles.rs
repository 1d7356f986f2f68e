//! What hinders somebody goes from a door to the office, and the answer back to whoever met it, over a real server.

use serde_json::{Value, json};
use tungnha_api::{Device, Host};
use tungnha_tests::{Area, CommandLine};

use crate::door::who_needs;

/// Calls an operation on the device as its window would; others wait until it is done.
fn call(line: &CommandLine, name: &str, args: Value) -> Value {
    let device = Device::open(line.home().to_owned(), Host::system()).expect("the folder");
    device
        .call("unlock", json!({ "pin": "135790" }))
        .expect("its PIN");
    let reply = device.call(name, args);
    reply.unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn an_answer_finds_its_way_back_to_the_door() {
    let mut area = Area::new();
    let police = area.police_with(&area.sheet("dirty-cam-tan.xlsx"));
    let mai = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập"]);
    let binh = area.enrol("volunteer", "Trần Văn Bình", &["Bằng Lợi"]);
    mai.run(&["sync"]);
    binh.run(&["sync"]);
    let one = who_needs(&mai, "register")
        .first()
        .expect("somebody")
        .clone();
    let obstacle = json!({ "resident": one.id, "reason": "sim_not_own", "app": "vneid" });
    let met = call(&mai, "obstacle", obstacle)["id"].clone();
    call(
        &mai,
        "teach",
        json!({ "resident": one.id, "lesson": "guided_use", "app": null }),
    );
    mai.run(&["sync"]);
    police.run(&["sync"]);

    let open = json!({ "show": "open", "hamlet": null, "reason": null, "offset": 0, "limit": 9 });
    let page = call(&police, "obstacles", open.clone());
    assert_eq!((&page["total"], &page["items"][0]["id"]), (&json!(1), &met));
    assert_eq!(page["items"][0]["by"], "Nguyễn Thị Mai");
    let answer = json!({ "obstacles": [met], "state": "answered", "owner": "Công an xã", "text": "Đổi số ở công an xã" });
    call(&police, "answer_obstacles", answer);
    let figure = json!({
        "app": "vneid", "level": 2, "stage": "activated", "population": "everybody", "as_of": 1_700_000_000,
        "owner": "Công an xã", "source": null,
        "rows": [{ "of": null, "hamlet": null, "organisation": null, "count": 12, "base": null }],
    });
    call(&police, "type_figures", figure);
    police.run(&["sync"]);
    mai.run(&["sync"]);
    binh.run(&["sync"]);

    let answers = call(&mai, "my_work", json!({}))["answers"].clone();
    assert_eq!(answers.as_array().map(Vec::len), Some(1));
    assert_eq!(
        answers[0]["obstacle"]["answer"]["text"],
        "Đổi số ở công an xã"
    );
    assert_eq!(answers[0]["read"], false);
    let door = call(&mai, "door", json!({ "household": one.household }));
    let people = door["people"].as_array().expect("people").iter();
    let mut there = people.filter(|person| person["id"] == one.id.as_str());
    let told = &there.next().expect("the person")["obstacles"][0]["answer"];
    assert_eq!(told["by"], "Lê Văn Sơn");
    // It is nobody else's, and figures are the office's alone.
    assert_eq!(call(&binh, "my_work", json!({}))["answers"], json!([]));
    assert_eq!(call(&police, "obstacles", open)["total"], 0);
    let office = area.enrol("office", "Phạm Thị Vân", &[]);
    office.run(&["sync"]);
    let figures = call(&office, "figures", json!({}));
    assert_eq!(figures["measures"][0]["total"]["official"]["count"], 12);
    let taught = call(&office, "taught_counts", json!({}));
    let guided = taught.as_array().expect("hamlets").iter();
    assert_eq!(
        guided
            .filter_map(|row| row["guided_use"].as_u64())
            .sum::<u64>(),
        1
    );
    assert_eq!(area.desk(&["verify"])["ok"], true);
}
