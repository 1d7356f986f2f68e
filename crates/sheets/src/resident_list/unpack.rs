//! Parts of zipped workbooks, read with bounds, and what their elements say.

use super::ReadError;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What all parts of a workbook may come to when unpacked: several times the largest commune.
const MAX_UNPACKED: u64 = 256 << 20;
/// Small parts that are read whole.
const MAX_SMALL: u64 = 1 << 20;

/// Refuses archives that say of themselves that they grow beyond all reason.
pub(super) fn refuse_bombs(bytes: &[u8]) -> Result<(), ReadError> {
    // What is no archive at all, the reader will say.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(());
    };
    let mut unpacked = 0u64;
    for at in 0..archive.len() {
        let size = archive.by_index_raw(at).map_or(0, |file| file.size());
        unpacked = unpacked.saturating_add(size);
    }
    if unpacked > MAX_UNPACKED {
        return Err(ReadError::TooLarge);
    }
    Ok(())
}

/// The part, cut off where it grows beyond all reason whatever it said of itself.
pub(super) fn bounded(part: impl Read) -> impl Read {
    part.take(MAX_UNPACKED)
}

/// A small part as text; empty if there is none.
pub(super) fn text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut bytes = Vec::new();
    if let Ok(part) = archive.by_name(name) {
        // What was read before a fault is as good as nothing more.
        let _ = part.take(MAX_SMALL).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An attribute's value by its full name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(|value| value.into_owned())
}

/// Adds what `&amp;` or `&#x1EC5;` stands for; of an unknown one, nothing.
pub(super) fn entity(part: &BytesRef<'_>, text: &mut String) {
    match (resolve_xml_entity(part.as_ref()), part.resolve_char_ref()) {
        (Some(known), _) => text.push_str(known),
        (None, Ok(Some(letter))) => text.push(letter),
        _ => {}
    }
}
