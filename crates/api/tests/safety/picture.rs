//! Pictures of codes as people take them: turned, dim, grainy, far away.

use base64::Engine as _;
use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, QrCode};
use std::io::Cursor;

/// How a picture of a code is taken.
#[derive(Clone)]
pub struct Shot {
    /// The code.
    pub code: QrCode,
    /// Pixels a module.
    pub module: f64,
    /// Turned by so many degrees.
    pub degrees: f64,
    /// The grey of a dark module.
    pub dark: u8,
    /// The grey of paper.
    pub light: u8,
    /// Every pixel may be off by half of this to either side.
    pub grain: u8,
    /// The grain's chance.
    pub seed: u32,
    /// Width and height of the picture.
    pub canvas: (u32, u32),
    /// Where the code's middle is.
    pub at: (u32, u32),
}

impl Shot {
    /// Straight from above in daylight.
    pub fn of(text: &str) -> Self {
        Self {
            code: QrCode::new(text).expect("a code"),
            module: 6.0,
            degrees: 0.0,
            dark: 15,
            light: 240,
            grain: 0,
            seed: 1,
            canvas: (900, 700),
            at: (450, 350),
        }
    }

    /// The picture.
    pub fn taken(&self) -> GrayImage {
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let modules = self.code.width() as f64;
        let mut chance = self.seed;
        GrayImage::from_fn(self.canvas.0, self.canvas.1, |x, y| {
            let (dx, dy) = (
                f64::from(x) - f64::from(self.at.0),
                f64::from(y) - f64::from(self.at.1),
            );
            let column = (dx * cos + dy * sin) / self.module + modules / 2.0;
            let row = (dy * cos - dx * sin) / self.module + modules / 2.0;
            let inside = |place: f64| (0.0..modules).contains(&place);
            let is_dark = inside(column)
                && inside(row)
                && self.code[(column as usize, row as usize)] == Color::Dark;
            let grey = i32::from(if is_dark { self.dark } else { self.light });
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let off =
                (chance >> 16) as i32 % (i32::from(self.grain) + 1) - i32::from(self.grain) / 2;
            Luma([(grey + off).clamp(0, 255) as u8])
        })
    }

    /// The picture with another code to the left of this one.
    pub fn beside(&self, text: &str) -> GrayImage {
        let mut both = GrayImage::from_pixel(1500, 700, Luma([self.light]));
        let other = Shot {
            canvas: (600, 700),
            at: (300, 350),
            ..Self::of(text)
        };
        image::imageops::replace(&mut both, &other.taken(), 0, 0);
        image::imageops::replace(&mut both, &self.taken(), 600, 0);
        both
    }
}

/// As base64 of a PNG.
pub fn png(picture: &GrayImage) -> String {
    encoded(picture, ImageFormat::Png)
}

/// As base64 of a JPEG.
pub fn jpeg(picture: &GrayImage) -> String {
    encoded(picture, ImageFormat::Jpeg)
}

/// As base64 of a WebP.
pub fn webp(picture: &GrayImage) -> String {
    encoded(picture, ImageFormat::WebP)
}

fn encoded(picture: &GrayImage, format: ImageFormat) -> String {
    let mut picture = image::DynamicImage::ImageLuma8(picture.clone());
    if format == ImageFormat::WebP {
        // It knows no grey.
        picture = picture.to_rgb8().into();
    }
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encoded");
    base64::engine::general_purpose::STANDARD.encode(bytes.into_inner())
}
