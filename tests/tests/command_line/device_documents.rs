//! The document of every `tungnha` command.

use serde_json::{Value, json};
use tungnha_api::ApiError;
use tungnha_api::payload::{
    Exported, HamletCard, ImportPreview, ImportReport, MyWork, PeoplePage, RefusedCard, ReviewPage,
    ReviewSaved, Saved, Status, SyncStory, Verified, VneidCounts,
};
use tungnha_tests::{Area, text};

use crate::golden::is_kept;

/// Takes a field that the command line adds to an operation's document, and sees that it is a `T`.
fn added<T: serde::de::DeserializeOwned>(document: &mut Value, field: &str) {
    let fields = document.as_object_mut().expect("an object");
    let value = fields.remove(field).unwrap_or_else(|| panic!("no {field}"));
    serde_json::from_value::<T>(value).unwrap_or_else(|error| panic!("{field}: {error}"));
}

#[test]
fn generated_documents_of_the_device() {
    let mut area = Area::new();
    let directory = area.path().to_owned();
    let list = area.sheet("dirty-cam-tan.xlsx");
    let police = area.device();
    let link = area.link("police", "Lê Văn Sơn", &[]);
    let enrolled = police.run(&["enrol", &link]);
    is_kept::<Status>("tungnha-enrol", &enrolled, &directory);
    let preview = police.run(&["import", text(&list), "--dry-run"]);
    is_kept::<ImportPreview>("tungnha-import-dry-run", &preview, &directory);

    let imported = police.run(&["import", text(&list)]);
    let mut report = imported.clone();
    added::<Vec<RefusedCard>>(&mut report, "refused_rows");
    added::<Vec<RefusedCard>>(&mut report, "flagged");
    added::<VneidCounts>(&mut report, "counts");
    added::<Vec<tungnha_api::payload::ImportHamlet>>(&mut report, "hamlets");
    added::<bool>(&mut report, "practice");
    serde_json::from_value::<ImportReport>(report).expect("an import's report");
    is_kept::<Value>("tungnha-import", &imported, &directory);
    is_kept::<SyncStory>("tungnha-sync", &police.run(&["sync"]), &directory);

    let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập", "Bằng Lợi"]);
    volunteer.run(&["sync"]);
    let people = volunteer.run(&["list", "--hamlet", "tan lap", "--lacking", "vneid"]);
    is_kept::<PeoplePage>("tungnha-list", &people, &directory);
    let [one, other] = [0, 1].map(|at| people["people"][at]["person"].clone());
    let of = |person: &Value, field: &str| person[field].as_str().expect("an id").to_owned();

    let order = ["visit", &of(&one, "household"), "--outcome", "met"];
    let visit = volunteer.run(&order);
    is_kept::<Saved>("tungnha-visit", &visit, &directory);
    let record = |person: &Value| {
        let resident = of(person, "id");
        let stage = [
            "--app",
            "vneid",
            "--level",
            "1",
            "--stage",
            "dossier_collected",
        ];
        let visit = of(&visit, "id");
        volunteer.run(&[&["record", &resident][..], &stage, &["--visit", &visit]].concat())
    };
    let recorded = record(&one);
    is_kept::<Saved>("tungnha-record", &recorded, &directory);
    let claims = [recorded, record(&other)].map(|saved| of(&saved, "id"));
    let twice = of(&volunteer.run(&order), "id");
    let done = volunteer.run(&["retract", &twice]);
    assert_eq!(done, json!({ "done": true }));
    is_kept::<Value>("tungnha-retract", &done, &directory);
    volunteer.run(&["sync"]);

    police.run(&["sync"]);
    let waiting = police.run(&["review", "list"]);
    is_kept::<ReviewPage>("tungnha-review-list", &waiting, &directory);
    assert_eq!(police.run(&["review"]), waiting);
    let confirmed = police.run(&["review", "confirm", &claims[0]]);
    is_kept::<ReviewSaved>("tungnha-review-confirm", &confirmed, &directory);
    let why = "Chưa thấy trên hệ thống";
    let returned = police.run(&["review", "return", &claims[1], "--reason", why]);
    is_kept::<ReviewSaved>("tungnha-review-return", &returned, &directory);
    police.run(&["sync"]);

    let file = directory.join("danh-sach.xlsx");
    let exported = police.run(&["export", "confirmation-list", text(&file)]);
    let mut whole = exported.clone();
    whole["bytes_base64"] = json!("");
    serde_json::from_value::<Exported>(whole).expect("an export");
    is_kept::<Value>("tungnha-export-confirmation-list", &exported, &directory);
    is_kept::<Verified>("tungnha-verify", &police.run(&["verify"]), &directory);

    volunteer.run(&["sync"]);
    let status = volunteer.run(&["status"]);
    let mut rest = status.clone();
    added::<MyWork>(&mut rest, "my_work");
    added::<Vec<HamletCard>>(&mut rest, "hamlets");
    serde_json::from_value::<Status>(rest).expect("a status");
    is_kept::<Value>("tungnha-status", &status, &directory);

    let refused = volunteer.attempt(&["import", text(&list)]);
    assert_eq!(refused.refused(), "not_allowed");
    let error = refused.document();
    serde_json::from_value::<ApiError>(error["error"].clone()).expect("an error");
    is_kept::<Value>("tungnha-error", &error, &directory);
}
