//! Officers see who works with their book and with what devices, and invite, revoke, replace and assign. Nothing of
//! it is kept here: it is the server's to say.

mod link;
mod page;

use crate::device::{need_office, role};
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use page::Known;
use tungnha_core::name::normalise;
use tungnha_core::words::Role;
use tungnha_protocol::PeopleAct;
use tungnha_protocol::enrol_code::{code, code_hash};
use tungnha_protocol::people::{self, CodeHash, MAX_LINK_HOURS, People};
use tungnha_protocol::wire::{Bytes16, WireId};
use tungnha_sync::people::people;
use uuid::Uuid;

impl Device {
    pub(crate) fn staff(&self, _: Nothing) -> Result<StaffPage, ApiError> {
        let people = self.ask_people(None)?;
        self.staff_page(people)
    }

    pub(crate) fn invite_member(&self, args: NewInvitation) -> Result<StaffLink, ApiError> {
        let (text, code) = self.new_code();
        let member = sixteen(&args.member, "member")?;
        let name = normalise(&args.name);
        if name.is_empty() {
            return Err(ApiError::new(ErrorCode::BadInput, "name"));
        }
        let role: Role = convert::word(&args.role, "role")?;
        let organisation = args.organisation.map(|text| normalise(&text));
        let act = PeopleAct::Invite(people::Invite {
            member,
            name: name.clone(),
            role: role.code(),
            organisation: organisation.filter(|text| !text.is_empty()),
            hamlets: args.hamlets.as_deref().map(hamlets).transpose()?,
            code,
            hours: hours(args.hours)?,
        });
        let people = self.ask_people(Some(act))?;
        self.handed_out(&text, member, people)
    }

    pub(crate) fn new_link(&self, args: NewLink) -> Result<StaffLink, ApiError> {
        let (text, code) = self.new_code();
        let member = sixteen(&args.member, "member")?;
        let lost = args.replaces.as_deref();
        let act = PeopleAct::Link(people::NewLink {
            member,
            seen: args.seen,
            code,
            hours: hours(args.hours)?,
            replaces: lost.map(|lost| sixteen(lost, "device")).transpose()?,
        });
        let people = self.ask_people(Some(act))?;
        self.handed_out(&text, member, people)
    }

    pub(crate) fn revoke_device(&self, args: RevokeDevice) -> Result<StaffPage, ApiError> {
        let act = PeopleAct::RevokeDevice(people::RevokeDevice {
            device: sixteen(&args.device, "device")?,
            seen: args.seen,
        });
        let people = self.ask_people(Some(act))?;
        self.staff_page(people)
    }

    pub(crate) fn revoke_member(&self, args: RevokeMember) -> Result<StaffPage, ApiError> {
        let act = PeopleAct::RevokeMember(people::RevokeMember {
            member: sixteen(&args.member, "member")?,
            seen: args.seen,
        });
        let people = self.ask_people(Some(act))?;
        self.staff_page(people)
    }

    pub(crate) fn assign_hamlets(&self, args: NewScope) -> Result<StaffPage, ApiError> {
        let act = PeopleAct::Assign(people::Assign {
            member: sixteen(&args.member, "member")?,
            seen: args.seen,
            hamlets: hamlets(&args.hamlets)?,
        });
        let people = self.ask_people(Some(act))?;
        self.staff_page(people)
    }

    /// Asks the server, after doing `act`.
    fn ask_people(&self, act: Option<PeopleAct>) -> Result<People, ApiError> {
        self.read(|txn| need_office(txn).map(drop))?;
        let opened = self.opened()?;
        let mut line = self.line()?;
        let people = people(&opened.writer, &mut line, act);
        self.line_worked(&line);
        Ok(people?)
    }

    fn staff_page(&self, people: People) -> Result<StaffPage, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| {
            let grant = txn.grant()?;
            let known = Known::of(txn, now)?;
            Ok(known.page(people, role(&grant)?, grant.hamlets.is_none()))
        })
    }

    /// A one-time code as people type it, and what the server is told of it.
    fn new_code(&self) -> (String, CodeHash) {
        let text = code(&self.0.host.random());
        let hash = CodeHash(code_hash(&text));
        (text, hash)
    }
}

fn hours(hours: u16) -> Result<u16, ApiError> {
    match hours {
        1..=MAX_LINK_HOURS => Ok(hours),
        _ => Err(ApiError::new(ErrorCode::BadInput, "hours")),
    }
}

fn sixteen(text: &str, what: &str) -> Result<Bytes16, ApiError> {
    let id = Uuid::try_parse(text).map_err(|_| ApiError::new(ErrorCode::BadInput, what))?;
    Ok(Bytes16(id.into_bytes()))
}

fn hamlets(ids: &[String]) -> Result<Vec<WireId>, ApiError> {
    if ids.is_empty() {
        return Err(ApiError::new(ErrorCode::BadInput, "hamlets"));
    }
    ids.iter()
        .map(|id| convert::delta_id(id).map(WireId::from))
        .collect()
}
