//! What an officer is shown.

use super::Officer;
use crate::desk::Desk;
use crate::server::Server;
use crate::storage::{DeviceRow, Result};
use std::collections::HashMap;
use tungnha_core::rights::may_appoint;
use tungnha_core::words::Role;
use tungnha_core::{Instant, MemberId};
use tungnha_protocol::people::{DeviceLine, LogLine, MemberLine, People};
use tungnha_protocol::wire::WireId;

/// As many lines of the log go along.
const LOG_LINES: u32 = 200;

impl Server {
    /// Who works within the officer's scope.
    pub(super) fn people_page(
        &self,
        desk: &mut Desk<'_>,
        officer: &Officer,
        now: Instant,
    ) -> Result<People> {
        let members = desk.members_seen(officer, now)?;
        let log = desk.log_seen(&members)?;
        let txn = desk.txn;
        let books = txn.books()?;
        let book = books.iter().find(|book| book.no == desk.book);
        let several = self.page().is_some() && books.len() > 1;
        Ok(People {
            members,
            log,
            link_until: None,
            page: self.page().map(str::to_owned),
            page_book: book.filter(|_| several).map(|book| book.name.clone()),
        })
    }
}

impl Desk<'_> {
    fn members_seen(&mut self, officer: &Officer, now: Instant) -> Result<Vec<MemberLine>> {
        let mut devices: HashMap<MemberId, Vec<DeviceLine>> = HashMap::new();
        for device in self.txn.devices(self.book)? {
            let line = self.device_line(&device)?;
            devices.entry(device.member).or_default().push(line);
        }
        // The last to end stands.
        let links: HashMap<MemberId, Instant> =
            self.txn.open_codes(self.book, now)?.into_iter().collect();
        let mut lines = Vec::new();
        for row in self.txn.members(self.book)? {
            let grant = self.grant_of(row.id)?;
            if grant.role == Role::Server || !self.covers(&officer.grant, row.id)? {
                continue;
            }
            let hamlets = match grant.whole_book {
                true => None,
                false => Some(self.scope_of(row.id)?),
            };
            let mut own = devices.remove(&row.id).unwrap_or_default();
            own.sort_by_key(|device| std::cmp::Reverse(device.enrolled_at));
            lines.push(MemberLine {
                member: row.id.into(),
                name: row.name,
                organisation: row.organisation,
                role: grant.role.code(),
                hamlets,
                issued_at: grant.issued_at.0,
                revoked_at: grant.revoked_at.map(|at| at.0),
                link_until: links.get(&row.id).map(|until| until.0),
                may_change: may_appoint(officer.grant.role, grant.role),
                devices: own,
            });
        }
        Ok(lines)
    }

    fn scope_of(&mut self, member: MemberId) -> Result<Vec<WireId>> {
        let rows = self.txn.hamlets(self.book, member)?.into_iter();
        let present = rows.filter(|row| row.ended_at.is_none());
        present
            .map(|row| self.id(row.hamlet).map(WireId::from))
            .collect()
    }

    fn device_line(&self, device: &DeviceRow) -> Result<DeviceLine> {
        let enrolled_at = self.txn.enrolled_at(self.book, device.number)?;
        let unsent = device.written;
        Ok(DeviceLine {
            device: device.incarnation.into(),
            key: device.key,
            name: device.name.clone(),
            enrolled_at: enrolled_at.map_or(0, |at| at.0),
            acceptance: device.acceptance.code(),
            received: device.highest,
            unsent: unsent.map(|written| written.saturating_sub(device.highest)),
            last_sync: device.last_sync.map(|at| at.0),
        })
    }

    /// The log about those whom the officer sees.
    fn log_seen(&mut self, members: &[MemberLine]) -> Result<Vec<LogLine>> {
        let mut lines = Vec::new();
        for row in self.txn.people_log(self.book, LOG_LINES)? {
            let member = row.member.into();
            if members.iter().all(|line| line.member != member) {
                continue;
            }
            let by = self.txn.member(self.book, row.officer)?;
            let device = row
                .device
                .map(|number| self.txn.incarnation(self.book, number));
            lines.push(LogLine {
                at: row.at.0,
                by: by.map(|by| by.name).unwrap_or_default(),
                act: row.act,
                member,
                device: device.transpose()?.flatten().map(Into::into),
            });
        }
        Ok(lines)
    }
}
