//! Pictures of mobile points, as far as they have come.

use super::Result;
use crate::key::{BookNo, Key};

/// How far a picture has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PictureRow {
    /// Bytes without a gap.
    pub have: u32,
    /// All are there and hash to what the delta says.
    pub whole: bool,
}

/// Pictures.
pub trait Pictures {
    /// How far the picture of a `photo` delta has come; nothing of one that has not begun.
    fn picture(&self, book: BookNo, photo: Key) -> Result<PictureRow>;
    /// Its bytes so far.
    fn picture_bytes(&self, book: BookNo, photo: Key) -> Result<Vec<u8>>;
    /// Replaces what there is of it.
    fn set_picture(&self, book: BookNo, photo: Key, bytes: &[u8], whole: bool) -> Result<()>;
    /// The whole ones of a book.
    fn whole_pictures(&self, book: BookNo) -> Result<Vec<Key>>;
}
