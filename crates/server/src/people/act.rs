//! What an officer may do about members and devices, and doing it.

use super::Officer;
use crate::apply::Moment;
use crate::desk::Desk;
use crate::enrol::{Invitation, admit_member};
use crate::exchange::ServeError;
use crate::key::Key;
use crate::storage::{Acceptance, CodeRow, DeviceRow, GrantRow, MemberRow, PeopleLogRow, Thing};
use std::collections::HashSet;
use tungnha_core::name::normalise;
use tungnha_core::rights::may_appoint;
use tungnha_core::words::Role;
use tungnha_core::{DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::PeopleAct;
use tungnha_protocol::people::{Assign, CodeHash, Invite, NewLink, RevokeDevice, RevokeMember};
use tungnha_protocol::wire::WireId;

type Result<T> = std::result::Result<T, ServeError>;

/// What was done, for the log.
type Done = (u8, MemberId, Option<u32>);

impl Desk<'_> {
    /// Does it, unless it was done before; until when the link that it asks for may be used.
    pub(super) fn act(
        &mut self,
        officer: &Officer,
        act: &PeopleAct,
        moment: &Moment<'_>,
    ) -> Result<Option<Instant>> {
        let now = moment.now;
        let mut until = None;
        let done = match act {
            PeopleAct::Invite(invite) => {
                let (done, link) = self.invite(officer, invite, now)?;
                until = Some(link);
                done
            }
            PeopleAct::Link(link) => {
                let (done, good) = self.link(officer, link, moment)?;
                until = Some(good);
                done
            }
            PeopleAct::RevokeDevice(asked) => self.revoke_device(officer, asked, moment)?,
            PeopleAct::RevokeMember(asked) => self.revoke_member(officer, asked, now)?,
            PeopleAct::Assign(asked) => self.assign_anew(officer, asked, now)?,
        };
        if let Some((act, member, device)) = done {
            let row = PeopleLogRow {
                officer: officer.device.member,
                act,
                member,
                device,
                at: now,
            };
            self.txn.log_people(self.book, &row)?;
        }
        Ok(until)
    }

    fn invite(
        &mut self,
        officer: &Officer,
        invite: &Invite,
        now: Instant,
    ) -> Result<(Option<Done>, Instant)> {
        let role = Role::from_code(invite.role)
            .ok_or_else(|| ServeError::Message("people: a role".into()))?;
        if !may_appoint(officer.grant.role, role) {
            return Err(ServeError::NotAllowed);
        }
        let scope = match &invite.hamlets {
            Some(hamlets) => Some(self.within(officer, hamlets)?),
            None if officer.grant.whole_book => None,
            None => return Err(ServeError::NotAllowed),
        };
        let row = MemberRow {
            id: invite.member.into(),
            name: normalise(&invite.name),
            organisation: invite.organisation.as_deref().map(normalise),
        };
        let member = row.id;
        let known = self.txn.member(self.book, member)?;
        match &known {
            // The answer to the first time was lost on its way.
            Some(known) if *known == row => {
                self.may_change(officer, member)?;
                if let Some(until) = self.same_code(member, &invite.code)? {
                    return Ok((None, until));
                }
                if self
                    .txn
                    .devices(self.book)?
                    .iter()
                    .any(|d| d.member == member)
                {
                    return Err(ServeError::Changed);
                }
            }
            Some(_) => return Err(ServeError::NotAllowed),
            None => {
                let invitation = Invitation {
                    member: row,
                    role,
                    hamlets: scope,
                };
                admit_member(self.txn, self.book, &invitation, now)?;
            }
        }
        let until = self.hand_out(member, &invite.code, invite.hours, now)?;
        let act = if known.is_none() { 0 } else { 1 };
        Ok((Some((act, member, None)), until))
    }

    fn link(
        &mut self,
        officer: &Officer,
        asked: &NewLink,
        moment: &Moment<'_>,
    ) -> Result<(Option<Done>, Instant)> {
        let member = asked.member.into();
        let grant = self.may_change(officer, member)?;
        if let Some(until) = self.same_code(member, &asked.code)? {
            return Ok((None, until));
        }
        if grant.revoked_at.is_some() || grant.issued_at.0 != asked.seen {
            return Err(ServeError::Changed);
        }
        let mut replaced = None;
        if let Some(lost) = asked.replaces {
            let device = self.device_of(officer, Incarnation::from(lost))?;
            if device.member != member {
                return Err(ServeError::NotAllowed);
            }
            if device.acceptance != Acceptance::Refused {
                self.say_of_device(&device, false, Some(officer.device.member), moment)?;
            }
            replaced = Some(device.number);
        }
        let until = self.hand_out(member, &asked.code, asked.hours, moment.now)?;
        Ok((Some((1, member, replaced)), until))
    }

    fn revoke_device(
        &mut self,
        officer: &Officer,
        asked: &RevokeDevice,
        moment: &Moment<'_>,
    ) -> Result<Option<Done>> {
        let device = self.device_of(officer, Incarnation::from(asked.device))?;
        let grant = self.may_change(officer, device.member)?;
        if device.acceptance == Acceptance::Refused {
            return Ok(None);
        }
        if grant.issued_at.0 != asked.seen {
            return Err(ServeError::Changed);
        }
        self.say_of_device(&device, false, Some(officer.device.member), moment)?;
        Ok(Some((2, device.member, Some(device.number))))
    }

    fn revoke_member(
        &mut self,
        officer: &Officer,
        asked: &RevokeMember,
        now: Instant,
    ) -> Result<Option<Done>> {
        let member = asked.member.into();
        let grant = self.may_change(officer, member)?;
        // Whoever shuts themselves out could let nobody in again.
        if member == officer.device.member {
            return Err(ServeError::NotAllowed);
        }
        if grant.revoked_at.is_some() {
            return Ok(None);
        }
        if grant.issued_at.0 != asked.seen {
            return Err(ServeError::Changed);
        }
        self.revoke(member, now)?;
        self.txn.end_codes(self.book, member, now.plus(-1))?;
        Ok(Some((3, member, None)))
    }

    fn assign_anew(
        &mut self,
        officer: &Officer,
        asked: &Assign,
        now: Instant,
    ) -> Result<Option<Done>> {
        let member = asked.member.into();
        let grant = self.may_change(officer, member)?;
        // A list of hamlets does not narrow the whole book.
        if grant.whole_book || grant.revoked_at.is_some() {
            return Err(ServeError::NotAllowed);
        }
        let hamlets = self.within(officer, &asked.hamlets)?;
        let wanted: HashSet<Key> = hamlets.iter().copied().collect();
        if self.present_scope(member)? == wanted {
            return Ok(None);
        }
        if grant.issued_at.0 != asked.seen {
            return Err(ServeError::Changed);
        }
        self.assign(member, &hamlets, now)?;
        Ok(Some((4, member, None)))
    }

    /// What a member may, if the officer may change it.
    fn may_change(&self, officer: &Officer, member: MemberId) -> Result<GrantRow> {
        let grant = self.txn.grant(self.book, member)?;
        let grant = grant.ok_or(ServeError::NotAllowed)?;
        match may_appoint(officer.grant.role, grant.role) && self.covers(&officer.grant, member)? {
            true => Ok(grant),
            false => Err(ServeError::NotAllowed),
        }
    }

    /// A device of the officer's book, other than the one that asks.
    fn device_of(&self, officer: &Officer, incarnation: Incarnation) -> Result<DeviceRow> {
        let device = self.txn.device(incarnation)?;
        device
            .filter(|device| device.book == self.book && device.number != officer.device.number)
            .ok_or(ServeError::NotAllowed)
    }

    /// Hamlets by their names, all of them in the book and within the officer's scope.
    fn within(&mut self, officer: &Officer, hamlets: &[WireId]) -> Result<Vec<Key>> {
        let present = match officer.grant.whole_book {
            true => None,
            false => Some(self.present_scope(officer.device.member)?),
        };
        let mut keys = Vec::with_capacity(hamlets.len());
        for hamlet in hamlets {
            let key = self.known_key(DeltaId::from(*hamlet))?;
            let key = key.ok_or(ServeError::NotAllowed)?;
            let place = self.place(key)?;
            let is_hamlet = place.is_some_and(|place| place.thing == Thing::Hamlet);
            if !is_hamlet || present.as_ref().is_some_and(|all| !all.contains(&key)) {
                return Err(ServeError::NotAllowed);
            }
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    fn present_scope(&self, member: MemberId) -> Result<HashSet<Key>> {
        let rows = self.txn.hamlets(self.book, member)?.into_iter();
        let present = rows.filter(|row| row.ended_at.is_none());
        Ok(present.map(|row| row.hamlet).collect())
    }

    /// Until when the code may be used, if it was handed out for this member already.
    fn same_code(&self, member: MemberId, code: &CodeHash) -> Result<Option<Instant>> {
        match self.txn.code(&code.0)? {
            Some(row) if row.book == self.book && row.member == member => Ok(Some(row.expires_at)),
            Some(_) => Err(ServeError::NotAllowed),
            None => Ok(None),
        }
    }

    /// A code for a device that will wait until an officer has compared its check word; the member's unused ones of
    /// before open nothing any more.
    fn hand_out(
        &self,
        member: MemberId,
        code: &CodeHash,
        hours: u16,
        now: Instant,
    ) -> Result<Instant> {
        let expires_at = now.plus(i64::from(hours) * 3600);
        self.txn.end_codes(self.book, member, now.plus(-1))?;
        let row = CodeRow {
            book: self.book,
            member,
            expires_at,
            accepts: false,
            used_by: None,
        };
        self.txn.add_code(&code.0, &row, now)?;
        Ok(expires_at)
    }
}
