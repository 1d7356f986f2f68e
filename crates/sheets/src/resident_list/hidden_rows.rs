//! Which rows of an `.xlsx` are hidden. The reader of the cells does not tell, and offices hide
//! rows of people whom they have struck off, so someone should look at them.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// Numbers (from 1) of the hidden rows of each sheet, by the sheet's name.
///
/// Whatever cannot be read counts as not hidden: whether the workbook is sound at all is for the
/// reader of the cells to say.
pub(super) fn of_workbook(bytes: &[u8]) -> HashMap<String, HashSet<u32>> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return HashMap::new();
    };
    let mut targets = HashMap::new();
    each_element(
        &mut archive,
        "xl/_rels/workbook.xml.rels",
        "Relationship",
        |element| {
            if let (Some(id), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Target"))
            {
                targets.insert(id, path_of(&target));
            }
        },
    );
    let mut sheets = Vec::new();
    each_element(&mut archive, "xl/workbook.xml", "sheet", |element| {
        let path = attribute(element, "r:id").and_then(|id| targets.get(&id).cloned());
        sheets.extend(attribute(element, "name").zip(path));
    });
    sheets
        .into_iter()
        .map(|(name, path)| (name, of_sheet(&mut archive, &path)))
        .collect()
}

fn of_sheet(archive: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> HashSet<u32> {
    let mut hidden = HashSet::new();
    let mut number = 0;
    each_element(archive, path, "row", |row| {
        // A row may leave its number out; then it follows the one before.
        let given = attribute(row, "r").and_then(|number| number.parse().ok());
        number = given.unwrap_or(number + 1);
        let is_hidden = attribute(row, "hidden").is_some_and(|flag| flag == "1" || flag == "true");
        if is_hidden {
            hidden.insert(number);
        }
    });
    hidden
}

/// Calls `found` with every element of the name, until the part ends or breaks off.
fn each_element(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    name: &str,
    mut found: impl FnMut(&BytesStart<'_>),
) {
    let Ok(file) = archive.by_name(part) else {
        return;
    };
    read_elements(BufReader::new(file), name, &mut found);
}

fn read_elements(source: impl BufRead, name: &str, found: &mut dyn FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(source);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().as_ref() == name =>
            {
                found(&element);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(|value| value.into_owned())
}

/// Targets are relative to `xl/`, or absolute within the archive.
fn path_of(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    }
}
