//! What travels between a device and the area server: batches up, receipts and pages down.
//!
//! The abstract protocol is `docs/protocol/model.md`, its HTTP form `docs/protocol/http.md`; the nouns
//! here are theirs. Nothing here opens a connection or reads a clock.

pub mod acceptance;
pub mod addresses;
pub mod admission;
pub mod batch;
pub mod check;
pub mod columns;
pub mod courier;
pub mod decision;
pub mod enrol;
pub mod enrol_code;
pub mod enrol_link;
pub mod exchange;
pub mod hash;
pub mod held;
pub mod keys;
pub mod limits;
pub mod page;
pub mod people;
pub mod picture;
pub mod signed;
pub mod wire;

pub use acceptance::{AcceptAnswer, AcceptRequest, SignedAcceptRequest, check_word};
pub use addresses::{AddressLink, Addresses, SignedAddresses};
pub use admission::SignedAdmission;
pub use batch::{Batch, BatchError, SignedBatch};
pub use check::{Check, Checked, HamletSum, Sum};
pub use decision::Decided;
pub use enrol::{EnrolAnswer, EnrolReply, EnrolRequest, Grant, NotAccepted, SignedGrant};
pub use enrol_link::EnrolLink;
pub use held::{HeldAnswer, HeldRequest, SignedHeldRequest};
/// The content type of every message.
pub const CONTENT_TYPE: &str = "application/x-tungnha";
/// Where exchanges are posted.
pub const EXCHANGE_PATH: &str = "/v1/exchange";
/// Where enrolments are posted.
pub const ENROL_PATH: &str = "/v1/enrol";
/// Where whoever carries a courier's parcel posts it.
pub const COURIER_PATH: &str = "/v1/courier";
/// Where officers ask which devices wait, and accept or refuse them.
pub const DEVICES_PATH: &str = "/v1/devices";
/// Where officers read the inbox of what is held, and decide about it.
pub const HELD_PATH: &str = "/v1/held";
/// Where officers ask who works with their book, and change it.
pub const PEOPLE_PATH: &str = "/v1/people";
/// Where devices hand in pictures of mobile points, part by part.
pub const PICTURE_PATH: &str = "/v1/picture";
/// Where a browser finds the page that opens an enrolment link.
pub const LANDING_PATH: &str = "/e";

pub use exchange::{
    Cursor, Exchange, Frame, Head, Refusal, RefusalCode, SealingKey, SignedExchange,
};
pub use keys::{PublicKey, Signature, SigningKey};
pub use page::{Member, Page};
pub use people::{PeopleAct, PeopleAnswer, PeopleRequest, SignedPeopleRequest};
pub use picture::{PictureAnswer, PictureRequest, SignedPictureRequest};
pub use signed::{Request, SignedRequest};
