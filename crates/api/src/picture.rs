//! Pictures as they come from a camera, decoded within bounds and made small.

use crate::{ApiError, ErrorCode};
use base64::Engine as _;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;
use tungnha_protocol::picture::MAX_PICTURE_BYTES;

/// A phone's photo is a third of it.
const MOST_BYTES: usize = 16 << 20;
/// A phone's largest mode; more is a bomb or a scanner's poster.
const MOST_PIXELS: u64 = 50_000_000;
const LONGEST_SIDE: u32 = 16_000;
/// Decoded, in whatever colours.
const MOST_MEMORY: u64 = 400 << 20;
/// Enough to see who stands in front of which house, and no more (D-77).
const SMALL_SIDES: [u32; 3] = [1280, 960, 640];
const QUALITIES: [u8; 3] = [78, 65, 50];

/// A picture that is fit to be kept: a JPEG with nothing in it but the picture.
pub(crate) struct Small {
    pub jpeg: Vec<u8>,
    pub width: u16,
    pub height: u16,
}

/// Makes a camera's picture small. What the camera wrote beside it (place, time, device) is gone: only the
/// turning is taken from it.
///
/// # Errors
/// `PictureUnreadable` for what is no picture, or too large.
pub(crate) fn small(base64_image: &str) -> Result<Small, ApiError> {
    let picture = of_camera(base64_image)?;
    // A picture that is all leaves and gravel does not compress: then it becomes smaller.
    for side in SMALL_SIDES {
        let picture = match picture.width().max(picture.height()) {
            longest if longest > side => picture.resize(side, side, FilterType::Triangle),
            _ => picture.clone(),
        };
        let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
        for quality in QUALITIES {
            let mut jpeg = Vec::new();
            let encoder = JpegEncoder::new_with_quality(&mut jpeg, quality);
            picture
                .write_with_encoder(encoder)
                .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
            if jpeg.len() <= MAX_PICTURE_BYTES as usize {
                let pixels = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
                return Ok(Small {
                    jpeg,
                    width: pixels(picture.width()),
                    height: pixels(picture.height()),
                });
            }
        }
    }
    Err(unreadable("cannot be made small enough"))
}

fn unreadable(detail: &str) -> ApiError {
    ApiError::new(ErrorCode::PictureUnreadable, detail)
}

/// A camera's picture, the right way up.
///
/// # Errors
/// `PictureUnreadable` for what is no picture, or too large.
pub(crate) fn of_camera(base64_image: &str) -> Result<DynamicImage, ApiError> {
    if base64_image.len() / 4 * 3 > MOST_BYTES {
        return Err(unreadable("too many bytes"));
    }
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(base64_image)
        .map_err(|_| unreadable("no base64"))?;
    decode(&bytes).ok_or_else(|| unreadable("no picture, or too large"))
}

fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    Some(picture)
}
