//! Each way of looking at a picture finds what the ones before it do not.

use super::*;
use image::Luma;
use qrcode::{Color, QrCode};

/// Its province code was never issued: nobody's.
const CARD: &str = "003190123456||Nguyễn Thị Hoà|02031990|Nữ|Thôn Tân Lập, Xã Thử|15032021";

/// The card's code in the middle of a square picture; each pixel is off by up to half of `grain`.
fn square(side: u32, module: u32, dark: u8, light: u8, grain: i32) -> GrayImage {
    let code = QrCode::new(CARD).expect("a code");
    let modules = code.width() as u32;
    let from = (side - modules * module) / 2;
    let mut chance = 1_u32;
    GrayImage::from_fn(side, side, |x, y| {
        let place = |at: u32| at.checked_sub(from).map(|at| at / module);
        let is_dark = match (place(x), place(y)) {
            (Some(x), Some(y)) if x < modules && y < modules => {
                code[(x as usize, y as usize)] == Color::Dark
            }
            _ => false,
        };
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let off = (chance >> 16) as i32 % (grain + 1) - grain / 2;
        Luma([(i32::from(if is_dark { dark } else { light }) + off).clamp(0, 255) as u8])
    })
}

fn is_found(picture: &GrayImage) -> bool {
    card_in(picture, &mut None).is_some()
}

#[test]
fn washed_out_needs_its_greys_spread() {
    let mut picture = square(900, 6, 229, 237, 0);
    assert!(!is_found(&picture));
    stretch(&mut picture);
    assert!(is_found(&picture));
}

#[test]
fn small_and_far_away_needs_more_than_the_first_side() {
    let picture = square(3000, 3, 15, 240, 0);
    assert!(!is_found(&scaled(&picture, SIDES[0])));
    assert!(is_found(&scaled(&picture, SIDES[1])));
}

#[test]
fn noise_is_averaged_away_at_the_last_side() {
    let picture = square(1400, 20, 60, 190, 230);
    assert!(!is_found(&scaled(&picture, SIDES[0])));
    assert!(is_found(&scaled(&picture, SIDES[2])));
}
