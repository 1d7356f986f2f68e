//! What the styles of an `.ods` tell: fonts, and tables that are not shown.

use super::super::ReadError;
use super::super::old_font::OldFont;
use super::super::unpack::attribute;
use super::damage;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::BufRead;

#[derive(Default)]
pub(super) struct Styles {
    /// Font of every declared name.
    faces: HashMap<String, String>,
    styles: HashMap<String, Style>,
    /// Style whose properties are being read.
    open: Option<String>,
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    font: Option<String>,
    hidden: bool,
}

/// Styles may inherit in a ring, in a file that somebody spoilt.
const ANCESTORS: usize = 8;

impl Styles {
    /// Reads all styles of a part.
    pub fn read(&mut self, reader: &mut Reader<impl BufRead>) -> Result<(), ReadError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(damage)? {
                Event::Start(element) => self.start(&element),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Takes note of an element, if it is about a style.
    pub fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "style:font-face" => {
                let names =
                    attribute(element, "style:name").zip(attribute(element, "svg:font-family"));
                self.faces.extend(names);
            }
            "style:style" => {
                self.open = attribute(element, "style:name");
                if let Some(name) = &self.open {
                    let style = Style {
                        parent: attribute(element, "style:parent-style-name"),
                        ..Style::default()
                    };
                    self.styles.insert(name.clone(), style);
                }
            }
            "style:text-properties" => {
                let font = attribute(element, "style:font-name")
                    .or_else(|| attribute(element, "fo:font-family"));
                if let Some(style) = self.opened() {
                    style.font = font.or(style.font.take());
                }
            }
            "style:table-properties" => {
                let hidden = attribute(element, "table:display").is_some_and(|v| v == "false");
                if let Some(style) = self.opened() {
                    style.hidden |= hidden;
                }
            }
            _ => {}
        }
    }

    fn opened(&mut self) -> Option<&mut Style> {
        self.styles.get_mut(self.open.as_ref()?)
    }

    /// Whether tables of this style are not shown.
    pub fn hides(&self, name: &str) -> bool {
        self.styles.get(name).is_some_and(|style| style.hidden)
    }

    /// The old font of a style, its own or inherited.
    pub fn old_font(&self, name: &str) -> Option<OldFont> {
        let mut at = self.styles.get(name);
        for _ in 0..ANCESTORS {
            let style = at?;
            if let Some(font) = &style.font {
                let family = self.faces.get(font).unwrap_or(font);
                return OldFont::named(family).or_else(|| OldFont::named(font));
            }
            at = self.styles.get(style.parent.as_ref()?);
        }
        None
    }
}
