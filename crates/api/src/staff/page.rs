//! The server's answer with what this device knows beside it: names of hamlets, lanes of tonight.

use crate::payload::*;
use crate::status::corrected;
use crate::{ApiError, team};
use std::collections::HashMap;
use tungnha_core::rights::may_appoint;
use tungnha_core::words::Role;
use tungnha_core::{DeltaId, Instant, MemberId, name};
use tungnha_protocol::check_word;
use tungnha_protocol::people::{DeviceLine, LogLine, MemberLine, People};
use tungnha_protocol::wire::Bytes16;
use tungnha_store::Txn;
use uuid::Uuid;

/// What this device knows of its members.
pub(super) struct Known {
    hamlets: HashMap<DeltaId, String>,
    lanes: HashMap<MemberId, Vec<StaffLane>>,
    member: Bytes16,
    incarnation: Bytes16,
}

impl Known {
    pub(super) fn of(txn: &Txn<'_>, now: Instant) -> Result<Self, ApiError> {
        let identity = txn.identity()?;
        let mut hamlets = HashMap::new();
        let mut lanes: HashMap<MemberId, Vec<StaffLane>> = HashMap::new();
        let at = corrected(txn, now);
        for row in txn.hamlets()? {
            for (lane, taking) in team::standing(&txn.takings(row.key, at)?, identity.member, at) {
                let lanes = lanes
                    .entry(taking.taking.holder(identity.member))
                    .or_default();
                lanes.push(StaffLane {
                    hamlet: row.name.clone(),
                    lane,
                    side: taking.taking.side.map(|side| side.name().into()),
                });
            }
            hamlets.insert(txn.id(row.key)?, row.name);
        }
        Ok(Self {
            hamlets,
            lanes,
            member: identity.member.into(),
            incarnation: identity.incarnation.into(),
        })
    }

    pub(super) fn page(mut self, people: People, role: Role, whole_book: bool) -> StaffPage {
        let names: HashMap<Bytes16, String> = people
            .members
            .iter()
            .flat_map(|line| &line.devices)
            .map(|device| (device.device, device.name.clone()))
            .collect();
        let log = people.log.into_iter().map(|line| log(line, &names));
        let log = log.collect();
        let lines = people.members.into_iter();
        let mut members: Vec<StaffMember> = lines.map(|line| self.member(line)).collect();
        members.sort_by_cached_key(|one| (name::sort_key(&one.name), one.member.clone()));
        let roles = Role::ALL.iter().copied();
        StaffPage {
            members,
            log,
            roles: roles
                .filter(|invited| may_appoint(role, *invited))
                .map(|invited| invited.name().into())
                .collect(),
            whole_book,
        }
    }

    fn member(&mut self, line: MemberLine) -> StaffMember {
        let lanes = self.lanes.remove(&MemberId::from(line.member));
        let mut hamlets = line.hamlets.map(|ids| {
            let hamlet = |id: DeltaId| StaffHamlet {
                name: self.hamlets.get(&id).cloned().unwrap_or_default(),
                id: id.to_string(),
            };
            let ids = ids.into_iter().map(DeltaId::from);
            ids.map(hamlet).collect::<Vec<_>>()
        });
        if let Some(hamlets) = &mut hamlets {
            hamlets.sort_by_cached_key(|hamlet| {
                tungnha_core::house::sort_key(&name::fold(&hamlet.name))
            });
        }
        let devices = line.devices.into_iter();
        StaffMember {
            member: text(line.member),
            name: line.name,
            role: Role::from_code(line.role)
                .map_or("volunteer", Role::name)
                .into(),
            organisation: line.organisation,
            hamlets,
            seen: line.issued_at,
            revoked_at: line.revoked_at,
            link_until: line.link_until,
            may_change: line.may_change,
            me: line.member == self.member,
            devices: devices.map(|device| self.device(device)).collect(),
            lanes: lanes.unwrap_or_default(),
        }
    }

    fn device(&self, line: DeviceLine) -> StaffDevice {
        StaffDevice {
            device: text(line.device),
            check_word: check_word(&line.key),
            name: line.name,
            enrolled_at: line.enrolled_at,
            state: match line.acceptance {
                0 => "waiting",
                1 => "accepted",
                _ => "revoked",
            }
            .into(),
            received: line.received,
            unsent: line.unsent,
            last_sync: line.last_sync,
            this: line.device == self.incarnation,
        }
    }
}

fn text(id: Bytes16) -> String {
    Uuid::from_bytes(id.0).to_string()
}

fn log(line: LogLine, devices: &HashMap<Bytes16, String>) -> StaffLog {
    StaffLog {
        at: line.at,
        by: line.by,
        act: match line.act {
            0 => "invited",
            1 => "link",
            2 => "device_revoked",
            3 => "member_revoked",
            4 => "assigned",
            _ => "other",
        }
        .into(),
        member: text(line.member),
        device: line.device.and_then(|device| devices.get(&device).cloned()),
    }
}
