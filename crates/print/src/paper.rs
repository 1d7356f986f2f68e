//! What the typesetter may see: one template, the rows as data, and four fonts. No file, no network, no package, no
//! clock.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Tinos in four styles: the metrics of Times New Roman, which decree 30/2020 wants and nobody may ship.
const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/Tinos-Regular.ttf"),
    include_bytes!("../fonts/Tinos-Bold.ttf"),
    include_bytes!("../fonts/Tinos-Italic.ttf"),
    include_bytes!("../fonts/Tinos-BoldItalic.ttf"),
];

/// One paper to be typeset.
pub(crate) struct Paper {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl Paper {
    /// `template` reads `inputs` as `sys.inputs`: what people typed is data there and never markup.
    pub(crate) fn new(template: &str, inputs: Dict) -> Option<Self> {
        let fonts: Vec<Font> = FONTS
            .into_iter()
            .flat_map(|font| Font::iter(Bytes::new(font)))
            .collect();
        let path = VirtualPath::new("/paper.typ").ok()?;
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        let library = Library::builder().with_inputs(inputs).build();
        Some(Self {
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            source: Source::new(id, template.into()),
        })
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            Ok(self.source.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
