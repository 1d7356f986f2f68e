//! Pictures of cards, good and bad.

use crate::card::{CARD, phone};
use crate::picture::{Shot, jpeg, png, webp};
use serde_json::json;
use tungnha_api::ErrorCode;
use tungnha_core::words::{Role, Sex};

#[test]
fn pictures_are_read_turned_dim_small_and_among_other_codes() {
    let phone = phone(
        Role::Volunteer,
        &[("Nguyễn Thị Hòa", 1990, Sex::Female, Some("3456"))],
    );
    let plain = Shot::of(CARD);
    let shots = [
        ("upright", png(&plain.taken())),
        (
            "turned",
            jpeg(
                &Shot {
                    degrees: 33.0,
                    ..plain.clone()
                }
                .taken(),
            ),
        ),
        (
            "upside down, webp",
            webp(
                &Shot {
                    degrees: 178.0,
                    ..plain.clone()
                }
                .taken(),
            ),
        ),
        (
            "dim",
            jpeg(
                &Shot {
                    dark: 20,
                    light: 46,
                    degrees: 8.0,
                    ..plain.clone()
                }
                .taken(),
            ),
        ),
        (
            "grainy",
            png(&Shot {
                grain: 50,
                ..plain.clone()
            }
            .taken()),
        ),
        (
            "small in a large picture",
            jpeg(
                &Shot {
                    module: 3.5,
                    canvas: (3000, 2200),
                    at: (2200, 700),
                    ..plain.clone()
                }
                .taken(),
            ),
        ),
        (
            "out of focus",
            jpeg(&image::imageops::blur(&plain.taken(), 2.0)),
        ),
        (
            "washed out",
            png(&Shot {
                dark: 229,
                light: 237,
                ..plain.clone()
            }
            .taken()),
        ),
        (
            "beside a link",
            png(&plain.beside("https://example.com/thu")),
        ),
    ];
    for (what, image) in shots {
        let found = phone
            .try_call("card_image", json!({ "image": image }))
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!((what, &found["verdict"]), (what, &json!("one")));
    }
}

#[test]
fn pictures_without_a_card_say_why() {
    let phone = phone(Role::Volunteer, &[]);
    let refused = |image: String| phone.refused("card_image", json!({ "image": image }));
    let blank = Shot {
        dark: 200,
        light: 200,
        ..Shot::of(CARD)
    };
    assert_eq!(refused(png(&blank.taken())), ErrorCode::NoCodeInPicture);
    let link = Shot::of("https://example.com/thu");
    assert_eq!(refused(png(&link.taken())), ErrorCode::LinkCode);
    // The health card is what people mix up with it; a link beside it says less.
    let health = Shot::of("GD4010123456789|4e677579e1bb856e|1990|1");
    assert_eq!(
        refused(png(&health.beside("https://example.com/thu"))),
        ErrorCode::HealthCard
    );
    for none in ["", "%%%", "aGVsbG8="] {
        assert_eq!(refused(none.into()), ErrorCode::PictureUnreadable);
    }
    assert_eq!(refused("A".repeat(24 << 20)), ErrorCode::PictureUnreadable);
    // Either side would do, but not both together.
    assert_eq!(
        refused(png(&image::GrayImage::new(8_000, 7_000))),
        ErrorCode::PictureUnreadable
    );
    for seed in 0..12 {
        let noise = Shot {
            grain: 255,
            seed,
            canvas: (40 + 31 * seed, 300),
            ..blank.clone()
        };
        assert_eq!(refused(png(&noise.taken())), ErrorCode::NoCodeInPicture);
    }
}
