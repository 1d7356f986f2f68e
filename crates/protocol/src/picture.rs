//! The pictures of mobile points (D-77). A `photo` delta says that there is one and what its bytes hash to; the
//! bytes travel apart, in parts, after the deltas and never in their way, and go on where they stopped.

use crate::exchange::Refusal;
use crate::signed::{Request, SignedRequest};
use crate::wire::{BadMessage, Bytes16, WireId};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// A picture has at most so many bytes: devices make them smaller first.
pub const MAX_PICTURE_BYTES: u32 = 512 << 10;
/// A part has at most so many bytes: on a bad line that is a few seconds, and lost with it at most.
pub const MAX_PART_BYTES: usize = 48 << 10;

/// One part of a picture. An empty one only asks how much is there.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct PictureRequest {
    /// [`crate::limits::VERSION`].
    #[n(0)]
    pub version: u16,
    /// Whose device hands it in.
    #[n(1)]
    pub incarnation: Bytes16,
    /// The `photo` delta.
    #[n(2)]
    pub photo: WireId,
    /// Where in the picture the part begins.
    #[n(3)]
    pub offset: u32,
    /// The part.
    #[n(4)]
    pub part: ByteVec,
}

/// The answer: the body of the response, as CBOR.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum PictureAnswer {
    /// So many bytes are there now, without a gap: what the next part begins with. `whole` when all are and hash
    /// to what the delta says; if they do not, the picture begins again at 0.
    #[n(0)]
    Have {
        /// Bytes.
        #[n(0)]
        bytes: u32,
        /// The server has it.
        #[n(1)]
        whole: bool,
    },
    /// The delta is not here, is held or was withdrawn: perhaps later.
    #[n(1)]
    Unknown,
    /// Not answered, and why.
    #[n(2)]
    Refused(#[n(0)] Refusal),
}

impl Request for PictureRequest {
    const DOMAIN: &'static str = "tungnha-picture-1";

    fn check(&self) -> Result<(), BadMessage> {
        match self.part.len() <= MAX_PART_BYTES {
            true => Ok(()),
            false => Err(BadMessage("the part is too long".into())),
        }
    }
}

/// What a device posts for each part.
pub type SignedPictureRequest = SignedRequest<PictureRequest>;
