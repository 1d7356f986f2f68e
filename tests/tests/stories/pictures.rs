//! The picture of a mobile point (D-77): small, without where it was taken, after the work and never in its way.
//! Survey apps that send photos with the answers lose both to one bad line (SORMAS #1381; KoboCollect's forum is full
//! of evenings that hang on one photo).

use crate::door::text;
use crate::phone::Phone;
use crate::street::{MAI, Street};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _, RgbImage};
use serde_json::{Value, json};
use std::fs;
use tungnha_tests::Way;

/// Where the camera says that it was: EXIF with a GPS block, as phones write it.
const SECRET: &[u8] = b"GPSLatitude 20.9527 GPSLongitude 105.8427 Nha ba Hoa";

/// A camera's picture of `side` pixels that does not compress, with EXIF.
fn taken(side: u32) -> String {
    let mut noise = 7u32;
    let picture = RgbImage::from_fn(side, side * 3 / 4, |_, _| {
        let mut next = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        };
        image::Rgb([next(), next(), next()])
    });
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 90);
    encoder.set_exif_metadata(SECRET.to_vec()).expect("EXIF");
    encoder
        .write_image(
            &picture,
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .expect("a picture");
    assert!(has(&jpeg, SECRET));
    STANDARD.encode(jpeg)
}

fn has(bytes: &[u8], secret: &[u8]) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret)
}

/// A mobile point with one picture, on Mai's phone.
fn at_the_market(side: u32) -> (Street, Phone, String) {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    mai.run(&["sync"]);
    let phone = Phone::open(&mai, 0);
    let hamlets = phone.ask("hamlets", json!({}));
    let point = json!({
        "hamlet": hamlets[0]["id"], "venue": "market", "place": "Chợ Tân Lập", "starts": null, "ends": null,
    });
    let session = text(&phone.ask("begin_session", point), "id").to_owned();
    phone.ask(
        "add_photo",
        json!({ "session": session, "image": taken(side) }),
    );
    (street, phone, session)
}

fn photo(phone: &Phone, session: &str) -> Value {
    let photos = phone.ask("session", json!({ "session": session }))["photos"].take();
    photos.get(0).cloned().unwrap_or_default()
}

#[test]
fn it_arrives_small_and_says_nothing_of_where_it_was_taken() {
    let (street, phone, session) = at_the_market(2000);
    let card = photo(&phone, &session);
    assert_eq!(
        (card["width"].as_u64(), card["height"].as_u64()),
        (Some(1280), Some(960))
    );
    assert_eq!(
        (card["sent"].as_u64(), &card["whole"]),
        (Some(0), &json!(false))
    );
    phone.sync();
    assert_eq!(photo(&phone, &session)["whole"], true);
    assert_eq!(phone.ask("my_work", json!({}))["pictures_waiting"], 0);

    let out = street.area.path().join("pictures");
    let written = street
        .area
        .desk(&["pictures", "--out", out.to_str().expect("a path")]);
    assert_eq!(text(&written[0], "place"), "Chợ Tân Lập");
    let bytes = fs::read(out.join(text(&written[0], "file"))).expect("a file");
    assert!(bytes.len() <= 512 << 10);
    assert!(!has(&bytes, SECRET) && !has(&bytes, b"Exif"));
    let here = phone.ask("photo", json!({ "photo": card["id"] }));
    assert_eq!(STANDARD.decode(text(&here, "jpeg")).expect("base64"), bytes);
}

#[test]
fn a_line_that_dies_in_the_middle_loses_a_part_and_no_work() {
    let (street, phone, session) = at_the_market(1280);
    street.area.line().cut_after(Way::Up, 150_000);
    phone.sync();
    let card = photo(&phone, &session);
    let sent = card["sent"].as_u64().expect("a count");
    assert!(
        sent > 0 && !card["whole"].as_bool().expect("a flag"),
        "{card}"
    );
    assert_eq!(phone.ask("my_work", json!({}))["counts"]["unsent"], 0);

    street.area.line().mend();
    phone.sync();
    assert_eq!(photo(&phone, &session)["whole"], true);
    // What had arrived was not handed in again.
    let length = card["bytes"].as_u64().expect("a count");
    let passed = street.area.line().passed(Way::Up);
    assert!(
        passed < length - sent + 20_000,
        "{passed} bytes for {} that were left",
        length - sent
    );
}

#[test]
fn undone_before_it_went_it_never_goes() {
    let (street, phone, session) = at_the_market(400);
    let card = photo(&phone, &session);
    phone.ask("retract", json!({ "delta": card["id"] }));
    phone.sync();
    assert_eq!(photo(&phone, &session), Value::Null);
    let out = street.area.path().join("pictures");
    let written = street
        .area
        .desk(&["pictures", "--out", out.to_str().expect("a path")]);
    assert_eq!(written, json!([]));
}
