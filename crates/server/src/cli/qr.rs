//! A link as a QR: to print, to send, or on the terminal itself.

use super::Failure;
use qrcode::render::{svg, unicode};
use qrcode::{Color, EcLevel, QrCode};
use std::path::Path;

/// Pixels of one module of a picture: a page printed at 300 dots an inch shows it about a millimetre wide.
const MODULE: usize = 12;
/// Empty modules around it, which scanners need.
const QUIET: usize = 4;

fn code(text: &str) -> Result<QrCode, Failure> {
    // Screens and paper at arm's length: what little is hidden by a fold or a glare is made good.
    QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|_| Failure::Refused("the link is too long for a QR".to_owned()))
}

/// For the terminal: dark on light.
pub(super) fn terminal(text: &str) -> Result<String, Failure> {
    let code = code(text)?;
    let mut renderer = code.render::<unicode::Dense1x2>();
    Ok(renderer
        .dark_color(unicode::Dense1x2::Light)
        .light_color(unicode::Dense1x2::Dark)
        .build())
}

/// Writes a picture; the name's ending says which kind: svg or png.
pub(super) fn write(text: &str, file: &Path) -> Result<(), Failure> {
    let ending = file.extension().and_then(|ending| ending.to_str());
    let bytes = match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("svg") => {
            let code = code(text)?;
            let mut renderer = code.render::<svg::Color<'_>>();
            renderer.module_dimensions(8, 8).build().into_bytes()
        }
        Some("png") => picture(&code(text)?)?,
        _ => return Err(Failure::Usage("--qr FILE ends in .svg or .png, or is -")),
    };
    std::fs::write(file, bytes)?;
    Ok(())
}

fn picture(code: &QrCode) -> Result<Vec<u8>, Failure> {
    let (modules, colors) = (code.width(), code.to_colors());
    let side = (modules + 2 * QUIET) * MODULE;
    let dark = |x: usize, y: usize| {
        let (column, row) = (
            (x / MODULE).checked_sub(QUIET)?,
            (y / MODULE).checked_sub(QUIET)?,
        );
        let inside = column < modules && row < modules;
        colors
            .get(row * modules + column)
            .filter(|_| inside)
            .copied()
    };
    let pixels: Vec<u8> = (0..side * side)
        .map(|at| match dark(at % side, at / side) {
            Some(Color::Dark) => 0,
            _ => 255,
        })
        .collect();
    let width = u32::try_from(side).unwrap_or(u32::MAX);
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, width);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let wrote = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels));
    wrote.map_err(|error| Failure::System(std::io::Error::other(error)))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_shows_every_module() {
        let code = code("tungnha://enrol?at=127.0.0.1:8443&code=A&key=B").expect("a code");
        let bytes = picture(&code).expect("a picture");
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .expect("a picture");
        let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
        let info = reader.next_frame(&mut pixels).expect("pixels");
        let side = info.width as usize;
        assert_eq!(side, (code.width() + 2 * QUIET) * MODULE);
        for (at, color) in code.to_colors().iter().enumerate() {
            let (column, row) = (at % code.width() + QUIET, at / code.width() + QUIET);
            let pixel = pixels[(row * MODULE + MODULE / 2) * side + column * MODULE + MODULE / 2];
            assert_eq!(pixel == 0, *color == Color::Dark);
        }
        assert!(pixels[..side * QUIET * MODULE].iter().all(|p| *p == 255));
        let text = terminal("tungnha://enrol?code=A").expect("a text");
        assert!(text.lines().count() > 10);
    }
}
