//! Members, what they may, and the codes by which their devices come in.

use super::Result;
use crate::key::{BookNo, Key};
use tungnha_core::words::Role;
use tungnha_core::{Incarnation, Instant, MemberId};
use tungnha_protocol::PublicKey;
use tungnha_protocol::hash::Hash;

/// A person who works with the book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberRow {
    /// Who.
    pub id: MemberId,
    /// Full name.
    pub name: String,
    /// Organisation, if any.
    pub organisation: Option<String>,
}

/// What a member may at present, apart from hamlets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GrantRow {
    /// Who.
    pub member: MemberId,
    /// As what.
    pub role: Role,
    /// Every hamlet, also those to come.
    pub whole_book: bool,
    /// When these words were said.
    pub issued_at: Instant,
    /// When the device should ask for new ones.
    pub expires_at: Instant,
    /// When the scope last grew; a device that knows an older grant lacks what is older in the feed.
    pub widened_at: Instant,
    /// Since when it reads nothing.
    pub revoked_at: Option<Instant>,
}

/// A hamlet that a member was granted at some time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HamletRow {
    /// The hamlet.
    pub hamlet: Key,
    /// Since when.
    pub granted_at: Instant,
    /// Until when; absent while it is in the present scope.
    pub ended_at: Option<Instant>,
}

/// A one-time code; only its hash is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeRow {
    /// The book it opens.
    pub book: BookNo,
    /// Whose device it makes.
    pub member: MemberId,
    /// Not to be used for the first time after this.
    pub expires_at: Instant,
    /// Whether its device is accepted at once; else an officer accepts it by name.
    pub accepts: bool,
    /// The device that used it.
    pub used_by: Option<(PublicKey, Incarnation)>,
}

/// Members and codes.
pub trait Members {
    /// Adds a member.
    fn add_member(&self, book: BookNo, member: &MemberRow, now: Instant) -> Result<()>;
    /// A member, if known.
    fn member(&self, book: BookNo, id: MemberId) -> Result<Option<MemberRow>>;
    /// Every member, by id.
    fn members(&self, book: BookNo) -> Result<Vec<MemberRow>>;
    /// Adds or replaces what a member may.
    fn put_grant(&self, book: BookNo, grant: &GrantRow) -> Result<()>;
    /// What a member may.
    fn grant(&self, book: BookNo, member: MemberId) -> Result<Option<GrantRow>>;
    /// Adds or replaces one granted hamlet.
    fn put_hamlet(&self, book: BookNo, member: MemberId, row: &HamletRow) -> Result<()>;
    /// Every hamlet ever granted, by key.
    fn hamlets(&self, book: BookNo, member: MemberId) -> Result<Vec<HamletRow>>;
    /// Adds a code by its hash.
    fn add_code(&self, hash: &Hash, code: &CodeRow, now: Instant) -> Result<()>;
    /// A code by its hash.
    fn code(&self, hash: &Hash) -> Result<Option<CodeRow>>;
    /// Binds a code to the device that used it.
    fn use_code(&self, book: BookNo, hash: &Hash, key: &PublicKey, by: Incarnation) -> Result<()>;
    /// Until when codes may be used that nobody has used and that are good at `now`, each with its member.
    fn open_codes(&self, book: BookNo, now: Instant) -> Result<Vec<(MemberId, Instant)>>;
    /// What nobody has used of a member's codes is good no longer than `until`.
    fn end_codes(&self, book: BookNo, member: MemberId, until: Instant) -> Result<()>;
}
