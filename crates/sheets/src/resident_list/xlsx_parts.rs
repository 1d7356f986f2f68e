//! What of an `.xlsx` the reader of the cells does not tell: hidden rows and columns, where offices
//! keep people whom they have struck off, and fonts of parts of a cell's text.

use super::old_font::OldFont;
use super::unpack::{attribute, bounded, entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// What the parts of a workbook tell. Whatever cannot be read is left out: whether the workbook is
/// sound at all is for the reader of the cells to say.
#[derive(Default)]
pub(super) struct Parts {
    /// By the sheet's name.
    pub hidden: HashMap<String, Hidden>,
    /// Texts all of whose parts with a font of their own are in an old one.
    pub run_fonts: HashMap<String, OldFont>,
}

/// What one sheet does not show.
#[derive(Default)]
pub(super) struct Hidden {
    /// From 1.
    pub rows: HashSet<u32>,
    /// From 0, ascending.
    pub columns: Vec<u32>,
}

/// Columns hidden together to the right of every list.
const MOST_COLUMNS: u32 = 256;

impl Parts {
    /// Reads them all.
    pub fn of_workbook(bytes: &[u8]) -> Self {
        let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
            return Self::default();
        };
        let mut targets = HashMap::new();
        each_element(&mut archive, "xl/_rels/workbook.xml.rels", &mut |element| {
            if element.local_name().as_ref() == "Relationship"
                && let (Some(id), Some(target)) =
                    (attribute(element, "Id"), attribute(element, "Target"))
            {
                targets.insert(id, path_of(&target));
            }
        });
        let mut sheets = Vec::new();
        each_element(&mut archive, "xl/workbook.xml", &mut |element| {
            if element.local_name().as_ref() == "sheet" {
                let path = attribute(element, "r:id").and_then(|id| targets.get(&id).cloned());
                sheets.extend(attribute(element, "name").zip(path));
            }
        });
        Self {
            hidden: sheets
                .into_iter()
                .map(|(name, path)| (name, of_sheet(&mut archive, &path)))
                .collect(),
            run_fonts: run_fonts(&mut archive),
        }
    }
}

fn of_sheet(archive: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Hidden {
    let mut hidden = Hidden::default();
    let mut number = 0u32;
    each_element(archive, path, &mut |element| {
        let is_hidden =
            || attribute(element, "hidden").is_some_and(|flag| flag == "1" || flag == "true");
        match element.local_name().as_ref() {
            "row" => {
                // A row may leave its number out; then it follows the one before.
                let given = attribute(element, "r").and_then(|number| number.parse().ok());
                number = given.unwrap_or(number.saturating_add(1));
                if is_hidden() {
                    hidden.rows.insert(number);
                }
            }
            "col" if is_hidden() => {
                let of = |name| attribute(element, name).and_then(|at| at.parse::<u32>().ok());
                if let (Some(first), Some(last)) = (of("min"), of("max")) {
                    let columns = first.saturating_sub(1)..last;
                    hidden.columns.extend(columns.take(MOST_COLUMNS as usize));
                }
            }
            _ => {}
        }
    });
    hidden
}

/// Texts with parts in an old font ("rich text"): the style of their cells does not tell.
fn run_fonts(archive: &mut ZipArchive<Cursor<&[u8]>>) -> HashMap<String, OldFont> {
    let mut found = HashMap::new();
    let Ok(part) = archive.by_name("xl/sharedStrings.xml") else {
        return found;
    };
    let mut reader = Reader::from_reader(BufReader::new(bounded(part)));
    let mut buffer = Vec::new();
    let (mut text, mut fonts, mut inside) = (String::new(), Vec::new(), false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                match element.local_name().as_ref() {
                    "si" => {
                        text.clear();
                        fonts.clear();
                    }
                    "rFont" => fonts.extend(attribute(&element, "val")),
                    "t" => inside = true,
                    _ => {}
                }
            }
            Ok(Event::Text(part)) if inside => {
                text.push_str(&part.xml_content(XmlVersion::Implicit1_0));
            }
            Ok(Event::GeneralRef(part)) if inside => entity(&part, &mut text),
            Ok(Event::End(element)) => match element.local_name().as_ref() {
                "t" => inside = false,
                "si" => {
                    let old: Vec<_> = fonts.iter().filter_map(|f| OldFont::named(f)).collect();
                    if let Some(font) = old.first()
                        && old.len() == fonts.len()
                    {
                        found.insert(std::mem::take(&mut text), *font);
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Calls `found` with every element, until the part ends or breaks off.
fn each_element(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    found: &mut dyn FnMut(&BytesStart<'_>),
) {
    if let Ok(part) = archive.by_name(part) {
        read_elements(BufReader::new(bounded(part)), found);
    }
}

fn read_elements(source: impl BufRead, found: &mut dyn FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(source);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => found(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Targets are relative to `xl/`, or absolute within the archive.
fn path_of(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    }
}
