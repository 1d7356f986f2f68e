//! `.ods` into [`Sheet`]s. Read here and not by calamine, which lays a sheet out densely (a stray
//! cell at its far end would cost gigabytes) and tells neither of hidden rows and columns, nor of
//! merges and fonts.

mod body;
mod styles;

use super::ReadError;
use super::grid::Sheet;
use super::unpack;
use quick_xml::Reader;
use std::io::{BufRead, BufReader, Cursor};
use std::ops::ControlFlow;
use styles::Styles;
use zip::ZipArchive;

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Opens a spreadsheet of the Open Document Format.
pub(super) fn open(
    bytes: &[u8],
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Sheet>, ReadError> {
    unpack::refuse_bombs(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damage)?;
    // An encrypted part is no XML any more, but the manifest is in the open.
    if unpack::text(&mut archive, "META-INF/manifest.xml").contains("encryption-data") {
        return Err(ReadError::Password);
    }
    if !unpack::text(&mut archive, "mimetype").starts_with(MIME) {
        return Err(ReadError::OtherKind);
    }
    let mut styles = Styles::default();
    if let Ok(part) = archive.by_name("styles.xml") {
        styles.read(&mut reader(unpack::bounded(part)))?;
    }
    let content = archive
        .by_name("content.xml")
        .map_err(|_| ReadError::Damaged("no content.xml".into()))?;
    body::read(
        &mut reader(unpack::bounded(content)),
        &mut styles,
        on_progress,
    )
}

fn reader(part: impl std::io::Read) -> Reader<impl BufRead> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    reader
}

fn damage(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(error.to_string())
}
