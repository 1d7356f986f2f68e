//! Paragraphs, cells and tables, one call each.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{Cursor, Result};

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// How a paragraph looks.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub centred: bool,
    /// Half points; 0 for the document's own 12 points.
    pub size: u16,
    /// It stays with the paragraph after it.
    pub keeps: bool,
    /// Twentieths of a point before it.
    pub before: u16,
}

/// The lines of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    None,
    All,
    /// To be cut along.
    Cut,
}

/// An XML part while it is written.
pub(super) struct Part(Writer<Cursor<Vec<u8>>>);

impl Part {
    /// Begins a part whose outermost element is `root`.
    pub fn new(root: &str) -> Result<Self> {
        let mut writer = Writer::new(Cursor::new(Vec::new()));
        writer.write_event(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )))?;
        let element =
            BytesStart::new(root).with_attributes([("xmlns:w", SPACE), ("xmlns:r", RELATIONS)]);
        writer.write_event(Event::Start(element))?;
        Ok(Self(writer))
    }

    /// Ends it.
    pub fn end(mut self, root: &str) -> Result<Vec<u8>> {
        self.close(root)?;
        Ok(self.0.into_inner().into_inner())
    }

    pub fn open(&mut self, name: &str) -> Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(name)))
    }

    pub fn close(&mut self, name: &str) -> Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub fn mark(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let element = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Empty(element))
    }

    /// A paragraph. A line break in the text is one in the paragraph; other control characters are left out.
    pub fn paragraph(&mut self, words: &str, look: Look) -> Result<()> {
        self.open("w:p")?;
        self.begin(look)?;
        for (at, line) in words.split('\n').enumerate() {
            self.run(line, look, at > 0)?;
        }
        self.close("w:p")
    }

    /// The properties of a paragraph that is open.
    pub fn begin(&mut self, look: Look) -> Result<()> {
        self.open("w:pPr")?;
        if look.keeps {
            self.mark("w:keepNext", &[])?;
        }
        let before = look.before.to_string();
        self.mark("w:spacing", &[("w:before", &before), ("w:after", "0")])?;
        if look.centred {
            self.mark("w:jc", &[("w:val", "center")])?;
        }
        self.close("w:pPr")
    }

    fn look(&mut self, look: Look) -> Result<()> {
        self.open("w:rPr")?;
        for (on, name) in [(look.bold, "w:b"), (look.italic, "w:i")] {
            if on {
                self.mark(name, &[])?;
            }
        }
        if look.size > 0 {
            let size = look.size.to_string();
            self.mark("w:sz", &[("w:val", &size)])?;
            self.mark("w:szCs", &[("w:val", &size)])?;
        }
        if look.underlined {
            self.mark("w:u", &[("w:val", "single")])?;
        }
        self.close("w:rPr")
    }

    /// Words of one look in a paragraph that is open.
    pub fn run(&mut self, words: &str, look: Look, broken: bool) -> Result<()> {
        self.open("w:r")?;
        self.look(look)?;
        if broken {
            self.mark("w:br", &[])?;
        }
        let words: String = words.chars().filter(|c| !c.is_control()).collect();
        let text = BytesStart::new("w:t").with_attributes([("xml:space", "preserve")]);
        self.0.write_event(Event::Start(text))?;
        self.0.write_event(Event::Text(BytesText::new(&words)))?;
        self.close("w:t")?;
        self.close("w:r")
    }

    /// A number that the reader's program counts: PAGE, NUMPAGES.
    pub fn field(&mut self, name: &str, look: Look) -> Result<()> {
        let field = BytesStart::new("w:fldSimple").with_attributes([("w:instr", name)]);
        self.0.write_event(Event::Start(field))?;
        self.run("1", look, false)?;
        self.close("w:fldSimple")
    }

    /// Begins a table of columns of these widths, twentieths of a point.
    pub fn table(&mut self, widths: &[u32], lines: Lines) -> Result<()> {
        self.open("w:tbl")?;
        self.open("w:tblPr")?;
        let all = widths.iter().sum::<u32>().to_string();
        self.mark("w:tblW", &[("w:w", &all), ("w:type", "dxa")])?;
        self.mark("w:jc", &[("w:val", "center")])?;
        if lines != Lines::None {
            self.open("w:tblBorders")?;
            let kind = if lines == Lines::Cut {
                "dashed"
            } else {
                "single"
            };
            let sides: &[&str] = match lines {
                Lines::Cut => &["w:insideH", "w:insideV"],
                _ => &[
                    "w:top",
                    "w:left",
                    "w:bottom",
                    "w:right",
                    "w:insideH",
                    "w:insideV",
                ],
            };
            for side in sides {
                self.mark(side, &[("w:val", kind), ("w:sz", "4"), ("w:space", "0")])?;
            }
            self.close("w:tblBorders")?;
        }
        self.mark("w:tblLayout", &[("w:type", "fixed")])?;
        // A millimetre beside the text: dates and numbers of twelve digits stay on one line. Scissors need more.
        let (above, beside) = match lines {
            Lines::Cut => ("227", "283"),
            _ => ("0", "57"),
        };
        self.open("w:tblCellMar")?;
        for (side, room) in [("w:top", above), ("w:left", beside), ("w:right", beside)] {
            self.mark(side, &[("w:w", room), ("w:type", "dxa")])?;
        }
        self.close("w:tblCellMar")?;
        self.close("w:tblPr")?;
        self.open("w:tblGrid")?;
        for width in widths {
            self.mark("w:gridCol", &[("w:w", &width.to_string())])?;
        }
        self.close("w:tblGrid")
    }

    /// Begins a row that no page breaks; a header is repeated on every page.
    pub fn row(&mut self, header: bool, height: Option<u32>) -> Result<()> {
        self.open("w:tr")?;
        self.open("w:trPr")?;
        self.mark("w:cantSplit", &[])?;
        if let Some(height) = height {
            let height = height.to_string();
            self.mark("w:trHeight", &[("w:val", &height), ("w:hRule", "exact")])?;
        }
        if header {
            self.mark("w:tblHeader", &[])?;
        }
        self.close("w:trPr")
    }

    /// Begins a cell over so many columns.
    pub fn cell(&mut self, width: u32, over: usize) -> Result<()> {
        self.open("w:tc")?;
        self.open("w:tcPr")?;
        self.mark("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
        if over > 1 {
            self.mark("w:gridSpan", &[("w:val", &over.to_string())])?;
        }
        self.close("w:tcPr")
    }

    /// A cell with one paragraph.
    pub fn text_cell(&mut self, width: u32, over: usize, words: &str, look: Look) -> Result<()> {
        self.cell(width, over)?;
        self.paragraph(words, look)?;
        self.close("w:tc")
    }

    /// A4 with margins of so many twentieths of a point, and the footer.
    pub fn section(&mut self, landscape: bool, margin: u32) -> Result<()> {
        self.open("w:sectPr")?;
        self.mark(
            "w:footerReference",
            &[("w:type", "default"), ("r:id", "rId2")],
        )?;
        if landscape {
            let paper = [
                ("w:w", "16838"),
                ("w:h", "11906"),
                ("w:orient", "landscape"),
            ];
            self.mark("w:pgSz", &paper)?;
        } else {
            self.mark("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        }
        let margin = margin.to_string();
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, margin.as_str()));
        let rest = [("w:header", "283"), ("w:footer", "283"), ("w:gutter", "0")];
        let all: Vec<_> = sides.into_iter().chain(rest).collect();
        self.mark("w:pgMar", &all)?;
        self.close("w:sectPr")
    }
}
