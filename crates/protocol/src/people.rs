//! Who works with a book, and with what devices. An officer's device asks for it by a request of its own, signed
//! like an exchange, and may change something in the same request: invite, hand out a link, revoke, assign.

use crate::exchange::Refusal;
use crate::keys::PublicKey;
use crate::limits::MAX_WORD_BYTES;
use crate::signed::{Request, SignedRequest};
use crate::wire::{BadMessage, Bytes16, WireId};
use minicbor::{Decode, Encode};

/// For so many hours a link may be good at most: a week.
pub const MAX_LINK_HOURS: u16 = 168;
/// Hamlets of one scope at most.
pub const MAX_SCOPE: usize = 2000;

/// An officer's device asks who works with its book; with an act, after doing it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct PeopleRequest {
    /// [`crate::limits::VERSION`].
    #[n(0)]
    pub version: u16,
    /// Who asks.
    #[n(1)]
    pub incarnation: Bytes16,
    /// What is done first; absent to look only.
    #[n(2)]
    pub act: Option<PeopleAct>,
}

/// What an officer does. Saying it again after it was done changes nothing, so a lost answer does no harm; what was
/// decided on older words than the server's is refused as changed, so an old request does none either.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum PeopleAct {
    /// A new member, and the one-time link for a first device.
    #[n(0)]
    Invite(#[n(0)] Invite),
    /// A one-time link for one more device of a member, or in place of a lost one.
    #[n(1)]
    Link(#[n(0)] NewLink),
    /// A device reads nothing from now on; its member's others go on.
    #[n(2)]
    RevokeDevice(#[n(0)] RevokeDevice),
    /// A member and all its devices read nothing from now on.
    #[n(3)]
    RevokeMember(#[n(0)] RevokeMember),
    /// The hamlets of a member's scope from now on.
    #[n(4)]
    Assign(#[n(0)] Assign),
}

/// SHA-256 of a one-time code as people type it ([`crate::enrol_code::code_hash`]). The server never learns the code
/// before somebody uses it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(transparent)]
pub struct CodeHash(#[cbor(with = "minicbor::bytes")] pub [u8; 32]);

/// A member to be.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Invite {
    /// A fresh random name that the officer's device made: the same one is the same person.
    #[n(0)]
    pub member: Bytes16,
    /// Full name.
    #[n(1)]
    pub name: String,
    /// The role's code.
    #[n(2)]
    pub role: u8,
    /// Organisation, if any.
    #[n(3)]
    pub organisation: Option<String>,
    /// The hamlets of the scope, at least one; absent for the whole book.
    #[n(4)]
    pub hamlets: Option<Vec<WireId>>,
    /// The link's code.
    #[n(5)]
    pub code: CodeHash,
    /// For how many hours the link may be used, 1 to [`MAX_LINK_HOURS`].
    #[n(6)]
    pub hours: u16,
}

/// A link to be handed out. Earlier links of the member that nobody has used open nothing any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct NewLink {
    /// For whose device.
    #[n(0)]
    pub member: Bytes16,
    /// Issue time of the member's grant as the officer saw it.
    #[n(1)]
    pub seen: i64,
    /// The link's code.
    #[n(2)]
    pub code: CodeHash,
    /// For how many hours the link may be used, 1 to [`MAX_LINK_HOURS`].
    #[n(3)]
    pub hours: u16,
    /// The lost device in whose place it is: revoked in the same breath.
    #[n(4)]
    pub replaces: Option<Bytes16>,
}

/// A device to revoke.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct RevokeDevice {
    /// The device, by its incarnation.
    #[n(0)]
    pub device: Bytes16,
    /// Issue time of its member's grant as the officer saw it.
    #[n(1)]
    pub seen: i64,
}

/// A member to revoke.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct RevokeMember {
    /// The member.
    #[n(0)]
    pub member: Bytes16,
    /// Issue time of the grant as the officer saw it.
    #[n(1)]
    pub seen: i64,
}

/// A member's new scope. What was granted before stays admitted.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Assign {
    /// The member; one of the whole book cannot be narrowed.
    #[n(0)]
    pub member: Bytes16,
    /// Issue time of the grant as the officer saw it.
    #[n(1)]
    pub seen: i64,
    /// The hamlets from now on, at least one.
    #[n(2)]
    pub hamlets: Vec<WireId>,
}

/// The answer: the body of the response, as CBOR.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum PeopleAnswer {
    /// Who works within the officer's scope now.
    #[n(0)]
    People(#[n(0)] People),
    /// Not answered, and why; nothing was changed.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

/// Who works within an officer's scope.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct People {
    /// Members, in no order.
    #[n(0)]
    pub members: Vec<MemberLine>,
    /// What was done about them on officers' devices, the last first; the last two hundred.
    #[n(1)]
    pub log: Vec<LogLine>,
    /// Until when the link of this request may be used, seconds; absent when it asked for none.
    #[n(2)]
    pub link_until: Option<i64>,
    /// Where the page stands that opens links in a browser; absent when it has no address of its own.
    #[n(3)]
    pub page: Option<String>,
    /// Whose book it is, where that page speaks for several; to be said behind the link.
    #[n(4)]
    pub page_book: Option<String>,
}

/// One member.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct MemberLine {
    /// Who.
    #[n(0)]
    pub member: Bytes16,
    /// Full name.
    #[n(1)]
    pub name: String,
    /// Organisation, if any.
    #[n(2)]
    pub organisation: Option<String>,
    /// The role's code.
    #[n(3)]
    pub role: u8,
    /// The present scope; absent for the whole book.
    #[n(4)]
    pub hamlets: Option<Vec<WireId>>,
    /// Issue time of the grant, to be named by whoever changes something.
    #[n(5)]
    pub issued_at: i64,
    /// Since when it reads nothing.
    #[n(6)]
    pub revoked_at: Option<i64>,
    /// Until when its last link may be used that nobody has used yet.
    #[n(7)]
    pub link_until: Option<i64>,
    /// Whether the asking officer may change anything about it.
    #[n(8)]
    pub may_change: bool,
    /// Its devices, the latest enrolled first.
    #[n(9)]
    pub devices: Vec<DeviceLine>,
}

/// One device of a member.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct DeviceLine {
    /// Its incarnation.
    #[n(0)]
    pub device: Bytes16,
    /// Its key, from which the check word is made.
    #[n(1)]
    pub key: PublicKey,
    /// What it calls itself.
    #[n(2)]
    pub name: String,
    /// Seconds, the server's clock.
    #[n(3)]
    pub enrolled_at: i64,
    /// 0 waits for an officer, 1 accepted, 2 refused or revoked.
    #[n(4)]
    pub acceptance: u8,
    /// How many deltas the server has of it.
    #[n(5)]
    pub received: u32,
    /// How many it had written and not sent at its last exchange; absent while it never said so.
    #[n(6)]
    pub unsent: Option<u32>,
    /// When it last exchanged, give or take ten minutes; absent for never.
    #[n(7)]
    pub last_sync: Option<i64>,
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct LogLine {
    /// Seconds, the server's clock.
    #[n(0)]
    pub at: i64,
    /// The officer's full name.
    #[n(1)]
    pub by: String,
    /// The act's number, as in [`PeopleAct`].
    #[n(2)]
    pub act: u8,
    /// About whom.
    #[n(3)]
    pub member: Bytes16,
    /// About which device, for what concerns one.
    #[n(4)]
    pub device: Option<Bytes16>,
}

impl Request for PeopleRequest {
    const DOMAIN: &'static str = "tungnha-people-1";

    fn check(&self) -> Result<(), BadMessage> {
        let (hours, hamlets) = match &self.act {
            Some(PeopleAct::Invite(invite)) => {
                let organisation = invite.organisation.as_deref().unwrap_or("any");
                for word in [invite.name.as_str(), organisation] {
                    if word.trim().is_empty() || word.len() > MAX_WORD_BYTES {
                        return Err(BadMessage("people: a name".into()));
                    }
                }
                (Some(invite.hours), invite.hamlets.as_ref())
            }
            Some(PeopleAct::Link(link)) => (Some(link.hours), None),
            Some(PeopleAct::Assign(assign)) => (None, Some(&assign.hamlets)),
            Some(PeopleAct::RevokeDevice(_) | PeopleAct::RevokeMember(_)) | None => (None, None),
        };
        if hours.is_some_and(|hours| hours == 0 || hours > MAX_LINK_HOURS) {
            return Err(BadMessage("people: hours".into()));
        }
        if hamlets.is_some_and(|all| all.is_empty() || all.len() > MAX_SCOPE) {
            return Err(BadMessage("people: hamlets".into()));
        }
        Ok(())
    }
}

/// What an officer's device posts.
pub type SignedPeopleRequest = SignedRequest<PeopleRequest>;

#[cfg(test)]
mod tests;
