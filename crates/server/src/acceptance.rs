//! An officer accepts the named phone before it reads anything. A one-time link that was photographed, forwarded
//! or left on a table makes a device that waits, and no row leaves the server for it.

use crate::apply::Moment;
use crate::desk::Desk;
use crate::exchange::ServeError;
use crate::server::Server;
use crate::storage::{Acceptance, AcceptanceRow, DeviceRow, GrantRow, Result, StorageTxn};
use std::collections::HashSet;
use tungnha_core::words::Role;
use tungnha_core::{Incarnation, Instant, MemberId};
use tungnha_protocol::acceptance::{AcceptDecision, WaitingDevice};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::Bytes16;
use tungnha_protocol::{Request, SignedAcceptRequest, SignedRequest};

impl Server {
    /// Answers an officer's device at `now`: decides first if it asks so, then gives what waits within the
    /// officer's scope, the longest waiting first. Only a device that waits is decided about; of any other the
    /// decision changes nothing, so that an old request does no harm.
    pub fn devices(
        &self,
        body: &[u8],
        now: Instant,
    ) -> std::result::Result<Vec<WaitingDevice>, ServeError> {
        let signed = SignedAcceptRequest::from_bytes(body)?;
        let asked = signed.request()?;
        if asked.version != VERSION {
            return Err(ServeError::Version(asked.version));
        }
        {
            let txn = self.storage().read()?;
            let (officer, grant) = officer(txn.as_ref(), &signed, asked.incarnation)?;
            if asked.decision.is_none() {
                let mut desk = Desk::reading(txn.as_ref(), officer.book)?;
                return Ok(desk.waiting(&grant)?);
            }
        }
        let txn = self.storage().write()?;
        let (officer, grant) = officer(txn.as_ref(), &signed, asked.incarnation)?;
        let mut desk = Desk::applying(txn.as_ref(), officer.book)?;
        if let Some(AcceptDecision { device, accept }) = asked.decision {
            let device = txn.device(Incarnation::from(device))?;
            let device = device
                .filter(|device| device.book == officer.book)
                .ok_or(ServeError::NotAllowed)?;
            if !desk.covers(&grant, device.member)? {
                return Err(ServeError::NotAllowed);
            }
            if device.acceptance == Acceptance::Waiting {
                let identity = self.keys().identity();
                let moment = Moment { now, identity };
                desk.say_of_device(&device, accept, Some(officer.member), &moment)?;
            }
        }
        let waiting = desk.waiting(&grant)?;
        let changed = desk.finish()?;
        txn.commit()?;
        self.changed(changed);
        Ok(waiting)
    }
}

/// The officer's device that signed the request, which says that it is `incarnation`, and what its member may.
pub(crate) fn officer<T: Request>(
    txn: &dyn StorageTxn,
    signed: &SignedRequest<T>,
    incarnation: Bytes16,
) -> std::result::Result<(DeviceRow, GrantRow), ServeError> {
    let device = txn.device(Incarnation::from(incarnation))?;
    let device = device.ok_or(ServeError::UnknownDevice)?;
    signed
        .verify(&device.key)
        .map_err(|_| ServeError::UnknownDevice)?;
    let grant = Desk::reading(txn, device.book)?.grant_of(device.member)?;
    // After a restore nobody knows who was revoked, nor among the officers.
    let may = matches!(grant.role, Role::Police | Role::Office)
        && grant.revoked_at.is_none()
        && device.acceptance == Acceptance::Accepted
        && txn.counter(device.book)?.reads_wait.is_none();
    match may {
        true => Ok((device, grant)),
        false => Err(ServeError::NotAllowed),
    }
}

impl Desk<'_> {
    /// Whether everything that a member may lies within what an officer's grant covers.
    pub(crate) fn covers(&self, officer: &GrantRow, member: MemberId) -> Result<bool> {
        let grant = self.grant_of(member)?;
        if officer.whole_book {
            return Ok(grant.role != Role::Server);
        }
        if grant.whole_book || grant.role == Role::Server {
            return Ok(false);
        }
        let present = |member| -> Result<HashSet<_>> {
            let rows = self.txn.hamlets(self.book, member)?.into_iter();
            let rows = rows.filter(|row| row.ended_at.is_none());
            Ok(rows.map(|row| row.hamlet).collect())
        };
        Ok(present(member)?.is_subset(&present(officer.member)?))
    }

    /// What waits within an officer's scope, the longest waiting first. A revoked member's device waits for
    /// nothing.
    fn waiting(&mut self, officer: &GrantRow) -> Result<Vec<WaitingDevice>> {
        let mut waiting = Vec::new();
        for device in self.txn.devices(self.book)? {
            if device.acceptance != Acceptance::Waiting || !self.covers(officer, device.member)? {
                continue;
            }
            let grant = self.grant_of(device.member)?;
            let member = self.txn.member(self.book, device.member)?;
            let enrolled_at = self.txn.enrolled_at(self.book, device.number)?;
            if let (None, Some(member), Some(at)) = (grant.revoked_at, member, enrolled_at) {
                waiting.push(WaitingDevice {
                    device: device.incarnation.into(),
                    key: device.key,
                    device_name: device.name,
                    member: member.id.into(),
                    name: member.name,
                    role: grant.role.code(),
                    enrolled_at: at.0,
                });
            }
        }
        waiting.sort_by_key(|device| device.enrolled_at);
        Ok(waiting)
    }

    /// Accepts or refuses a device, and tells it so with a new grant. What it handed in while it waited is judged
    /// as if it had been accepted then.
    pub fn say_of_device(
        &mut self,
        device: &DeviceRow,
        accept: bool,
        by: Option<MemberId>,
        moment: &Moment<'_>,
    ) -> Result<()> {
        let acceptance = match accept {
            true => Acceptance::Accepted,
            false => Acceptance::Refused,
        };
        let row = AcceptanceRow {
            device: device.number,
            acceptance,
            by,
            at: moment.now,
        };
        self.txn.set_acceptance(self.book, &row)?;
        let grant = self.grant_of(device.member)?;
        self.regrant(grant, moment.now, false)?;
        if accept {
            self.judge_accepted_again(device.number, moment)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
