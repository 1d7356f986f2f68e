//! Grants presented to a server that was restored: members and devices that joined after the backup are put
//! back by what this identity signed for them.

use super::ServeError;
use crate::desk::Desk;
use crate::storage::{
    Acceptance, AcceptanceRow, BookRow, DeviceRow, GrantRow, HamletRow, MemberRow, StorageTxn,
};
use std::collections::BTreeSet;
use tungnha_core::words::Role;
use tungnha_core::{BookId, Incarnation, Instant, MemberId};
use tungnha_protocol::enrol::{Grant, NotAccepted};
use tungnha_protocol::exchange::Exchange;
use tungnha_protocol::{PublicKey, SignedExchange};

/// What the office sees instead of a device's name that the backup did not have.
const NAMELESS: &str = "thiết bị trở lại sau khôi phục";

/// A grant that this server's identity signed for the device that signed the request.
pub(super) struct Presented {
    grant: Grant,
    role: Role,
    device: (Incarnation, PublicKey),
}

impl Presented {
    /// The grant of a request, if it is to be believed: signed by `identity`, in the words of the asking
    /// incarnation (or of the one that it was before), whose key signed the request. Any other is overlooked.
    pub(super) fn of(
        signed: &SignedExchange,
        asked: &Exchange,
        identity: &PublicKey,
    ) -> Option<Self> {
        let presented = asked.grant.as_ref()?;
        presented.verify(identity).ok()?;
        let grant = presented.grant().ok()?;
        let incarnation = grant.incarnation?;
        if incarnation != asked.incarnation && Some(incarnation) != asked.reissued_from {
            return None;
        }
        let key = grant.device_key?;
        signed.verify(&key).ok()?;
        Some(Self {
            role: Role::from_code(grant.role)?,
            device: (incarnation.into(), key),
            grant,
        })
    }

    fn member(&self) -> MemberId {
        self.grant.member.into()
    }

    fn book(&self, txn: &dyn StorageTxn) -> Result<Option<BookRow>, ServeError> {
        let id = BookId::from(self.grant.book);
        Ok(txn.books()?.into_iter().find(|book| book.id == id))
    }

    /// Whether the book knows less than it says.
    pub(super) fn tells_more(&self, txn: &dyn StorageTxn) -> Result<bool, ServeError> {
        let Some(book) = self.book(txn)? else {
            return Ok(false);
        };
        Ok(match txn.grant(book.no, self.member())? {
            None => true,
            Some(known) => self.is_newer(&known) || self.revokes() && known.revoked_at.is_none(),
        })
    }

    /// Whether it says that the member is revoked, and not this device alone.
    fn revokes(&self) -> bool {
        self.grant.revoked && self.grant.not_accepted.is_none()
    }

    /// How the device stood with the office when the grant was signed.
    fn acceptance(&self) -> Acceptance {
        match self.grant.not_accepted {
            None => Acceptance::Accepted,
            Some(NotAccepted::Waiting) => Acceptance::Waiting,
            Some(NotAccepted::Refused) => Acceptance::Refused,
        }
    }

    fn is_newer(&self, known: &GrantRow) -> bool {
        self.grant.issued_at > known.issued_at.0
    }

    /// Puts back what the book lacks: the member, what it may, the device. What the book knows better stays.
    pub(super) fn put_back(&self, txn: &dyn StorageTxn, now: Instant) -> Result<(), ServeError> {
        let Some(book) = self.book(txn)? else {
            return Ok(());
        };
        let mut desk = Desk::applying(txn, book.no)?;
        let member = self.member();
        if txn.member(book.no, member)?.is_none() {
            let row = MemberRow {
                id: member,
                name: self.grant.name.clone(),
                organisation: self.grant.organisation.clone(),
            };
            txn.add_member(book.no, &row, now)?;
        }
        let known = txn.grant(book.no, member)?;
        let newer = known.is_none_or(|known| self.is_newer(&known));
        match known {
            // The server's own word is never taken from outside.
            Some(known) if known.role == Role::Server => return Err(ServeError::UnknownDevice),
            Some(known) if !self.is_newer(&known) => {
                if self.revokes() && known.revoked_at.is_none() {
                    desk.revoke(member, now)?;
                }
            }
            known => self.put_grant(&mut desk, known)?,
        }
        let (incarnation, key) = self.device;
        match txn.device(incarnation)? {
            None => {
                let number = txn.number_for(book.no, incarnation)?;
                let device = DeviceRow {
                    acceptance: self.acceptance(),
                    ..DeviceRow::begun(book.no, number, incarnation, member, key, NAMELESS)
                };
                txn.add_device(&device, now)?;
                // It has exchanged before, and holds what it got: it is no beginner.
                txn.set_last_sync(book.no, number, now)?;
            }
            // What an officer said after the backup. A refusal that is known here stays.
            Some(device) if newer && device.acceptance == Acceptance::Waiting => {
                let row = AcceptanceRow {
                    device: device.number,
                    acceptance: self.acceptance(),
                    by: None,
                    at: now,
                };
                if row.acceptance != Acceptance::Waiting {
                    txn.set_acceptance(book.no, &row)?;
                }
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Writes the grant as it was, with its hamlets. Whoever is revoked stays so.
    fn put_grant(&self, desk: &mut Desk<'_>, known: Option<GrantRow>) -> Result<(), ServeError> {
        let (book, member) = (desk.book, self.member());
        let issued_at = Instant(self.grant.issued_at);
        let revoked_here = known.and_then(|grant| grant.revoked_at);
        let grant = GrantRow {
            member,
            role: self.role,
            whole_book: self.grant.hamlets.is_none(),
            issued_at,
            expires_at: Instant(self.grant.expires_at),
            // Every device begins again after a restore; those that come later lack nothing.
            widened_at: known.map_or(issued_at, |grant| grant.widened_at),
            revoked_at: revoked_here.or(self.revokes().then_some(issued_at)),
        };
        desk.txn.put_grant(book, &grant)?;
        let mut present = BTreeSet::new();
        for hamlet in self.grant.hamlets.iter().flatten() {
            present.insert(desk.key((*hamlet).into())?);
        }
        let before = desk.txn.hamlets(book, member)?;
        for row in &before {
            if row.ended_at.is_none() && !present.remove(&row.hamlet) {
                let ended_at = Some(issued_at);
                desk.txn
                    .put_hamlet(book, member, &HamletRow { ended_at, ..*row })?;
            }
        }
        for hamlet in present {
            let row = HamletRow {
                hamlet,
                granted_at: issued_at,
                ended_at: None,
            };
            desk.txn.put_hamlet(book, member, &row)?;
        }
        Ok(())
    }
}
