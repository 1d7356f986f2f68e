//! From a picture to a card, in memory only.

use super::refusal;
use crate::{ApiError, ErrorCode, picture};
use image::GrayImage;
use image::imageops::{self, FilterType};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tungnha_core::card::{Card, CardError};

/// A code has at least so many modules a side, and a module at least one pixel.
const SMALLEST_CODE: u32 = 21;
/// Long sides to try, in pixels: a card that fills the picture is read best at the first, a small code
/// far away at the second, a noisy or blurred one at the last.
const SIDES: [u32; 3] = [1400, 3000, 700];

/// The card whose code is in this picture.
///
/// # Errors
/// `PictureUnreadable` for what is no picture or too large, `NoCodeInPicture`, or why the codes in it
/// are no card's: of several the most telling.
pub(super) fn card(base64_image: &str) -> Result<Card, ApiError> {
    let picture = picture::of_camera(base64_image)?.into_luma8();
    let mut worst = None;
    for side in SIDES {
        let longest = picture.width().max(picture.height());
        // Larger than it is, nothing more comes to light.
        if side > SIDES[0] && longest <= SIDES[0] || side < SIDES[0] && longest <= side {
            continue;
        }
        let mut scaled = scaled(&picture, side);
        if let Some(card) = card_in(&scaled, &mut worst) {
            return Ok(card);
        }
        stretch(&mut scaled);
        if let Some(card) = card_in(&scaled, &mut worst) {
            return Ok(card);
        }
    }
    match worst {
        Some(error) => Err(refusal(error)),
        None => Err(ErrorCode::NoCodeInPicture.into()),
    }
}

fn scaled(picture: &GrayImage, longest: u32) -> GrayImage {
    let (width, height) = picture.dimensions();
    let side = width.max(height);
    if side <= longest {
        return picture.clone();
    }
    let scale =
        |length: u32| (u64::from(length) * u64::from(longest) / u64::from(side)).max(1) as u32;
    imageops::resize(picture, scale(width), scale(height), FilterType::Triangle)
}

/// Spreads what lies between the darkest and the lightest hundredth over all greys: for dim rooms.
fn stretch(picture: &mut GrayImage) {
    let mut counts = [0_u32; 256];
    for pixel in picture.iter() {
        counts[usize::from(*pixel)] += 1;
    }
    let hundredth = picture.len() as u32 / 100;
    let (dark, light) = (
        edge(&counts, hundredth, 0..256),
        edge(&counts, hundredth, (0..256).rev()),
    );
    if light <= dark {
        return;
    }
    for pixel in picture.iter_mut() {
        let above = usize::from(*pixel).saturating_sub(dark) * 255 / (light - dark);
        *pixel = above.min(255) as u8;
    }
}

/// The first of `greys` beyond the outermost `few` pixels.
fn edge(counts: &[u32; 256], few: u32, mut greys: impl Iterator<Item = usize>) -> usize {
    let mut seen = 0;
    let found = greys.find(|grey| {
        seen += counts.get(*grey).copied().unwrap_or_default();
        seen > few
    });
    found.unwrap_or_default()
}

/// The first card among the codes of this picture; `worst` learns why others were none.
fn card_in(picture: &GrayImage, worst: &mut Option<CardError>) -> Option<Card> {
    // The finder walks over whatever somebody photographed: should it ever stumble, there is no code.
    let texts = catch_unwind(AssertUnwindSafe(|| codes_in(picture))).unwrap_or_default();
    for text in texts {
        match Card::parse(&String::from_utf8_lossy(&text)) {
            Ok(card) => return Some(card),
            Err(error) => *worst = Some(worst.map_or(error, |known| telling(known, error))),
        }
    }
    None
}

fn codes_in(picture: &GrayImage) -> Vec<Vec<u8>> {
    let (width, height) = picture.dimensions();
    if width.min(height) < SMALLEST_CODE {
        return Vec::new();
    }
    let grey = |x: usize, y: usize| picture.get_pixel(x as u32, y as u32).0[0];
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, grey);
    let read = |grid: rqrr::Grid<_>| {
        let mut text = Vec::new();
        grid.decode_to(&mut text).ok().map(|_| text)
    };
    prepared
        .detect_grids()
        .into_iter()
        .filter_map(read)
        .collect()
}

/// The more telling of two: a battered card, then a code that people mix up with it.
fn telling(one: CardError, other: CardError) -> CardError {
    let rank = |error| match error {
        CardError::Unreadable(_) => 0,
        CardError::HealthCard => 1,
        CardError::VneidCode => 2,
        CardError::Url => 3,
        CardError::NotACard => 4,
    };
    if rank(other) < rank(one) { other } else { one }
}

#[cfg(test)]
mod tests;
