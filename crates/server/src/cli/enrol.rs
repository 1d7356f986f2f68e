//! `enrol`: a member, and the one-time link for a device of theirs.

use super::addresses::{is_everywhere, listed};
use super::landing::words;
use super::open::{address_file, book, post, random, random_id, server, written};
use super::{Data, Done, Failure, qr};
use crate::addresses::present;
use crate::desk::Desk;
use crate::enrol::{Invitation, NewCode, admit_member, code, issue_code};
use crate::http::clock;
use crate::key::Key;
use crate::landing::is_page_address;
use crate::server::Server;
use crate::storage::{Acceptance, BookRow, MemberRow, StorageTxn, Thing};
use serde::Serialize;
use std::path::PathBuf;
use tungnha_core::name::names_place;
use tungnha_core::words::Role;
use tungnha_core::{Body, DeltaId, MemberId, Slot};
use tungnha_protocol::{EnrolLink, LANDING_PATH};
use uuid::Uuid;

#[derive(clap::Args, Debug)]
pub(super) struct Enrol {
    #[command(flatten)]
    data: Data,
    /// volunteer, leader, hamlet-head, police, office or inspector.
    #[arg(long, value_parser = role)]
    role: Role,
    /// The book: its name, or its unit's name or code.
    #[arg(long, value_name = "NAME_OR_CODE")]
    unit: String,
    /// A hamlet of the member's scope, by name; may be repeated. Needed for volunteer, leader and hamlet-head;
    /// the others have the whole book without it.
    #[arg(long, value_name = "NAME", num_args = 1..)]
    hamlet: Vec<String>,
    /// The whole book, for a role that otherwise needs hamlets.
    #[arg(long, conflicts_with = "hamlet")]
    whole_book: bool,
    /// Full name of the member.
    #[arg(long, value_name = "FULLNAME", required_unless_present = "member")]
    name: Option<String>,
    /// The member's organisation.
    #[arg(long)]
    organisation: Option<String>,
    /// One more device for this member (see members) instead of a new member.
    #[arg(long, value_name = "ID", conflicts_with_all = ["name", "organisation", "hamlet", "whole_book"])]
    member: Option<Uuid>,
    /// An address at which devices reach the server; may be repeated. Without it, what was
    /// announced (see addresses), or else where it was last served.
    #[arg(long, value_name = "HOST:PORT")]
    at: Vec<String>,
    /// The link's device is accepted at once. Without it a device reads nothing until an officer has accepted it
    /// by its name, on their own device or with device accept; but for the first device of police or office in a
    /// book, since nobody is there yet who could.
    #[arg(long)]
    accept: bool,
    /// The address of the page that opens the link in a browser, instead of what was said with landing.
    #[arg(long, value_name = "URL")]
    landing_url: Option<String>,
    /// Also write the link as a QR, into FILE.svg or FILE.png, or onto the terminal with -. It holds the page's
    /// form, which every scanner opens, if the page has an address of its own; else the app's.
    #[arg(long, value_name = "FILE")]
    qr: Option<PathBuf>,
    /// For how many hours the link may be used.
    #[arg(long, default_value_t = 48, value_parser = clap::value_parser!(u32).range(1..=8760))]
    valid_hours: u32,
}

#[derive(Serialize)]
struct Document {
    /// For the app.
    link: String,
    /// For a browser, and scanners that open nothing else.
    landing: String,
    /// Whether its device is accepted at once.
    accepts: bool,
    book: String,
    member: Uuid,
    role: &'static str,
    valid_until: String,
}

/// Where a browser finds the page.
struct PageAddress {
    address: String,
    /// Whether somebody gave it one, of which browsers do not warn.
    own: bool,
}

/// Whether nobody of police or office has an accepted device in the book, who could accept this one.
fn is_first_of_office(txn: &dyn StorageTxn, book: &BookRow, role: Role) -> Result<bool, Failure> {
    let officer = |role| matches!(role, Role::Police | Role::Office);
    if !officer(role) {
        return Ok(false);
    }
    let desk = Desk::reading(txn, book.no)?;
    for device in txn.devices(book.no)? {
        let grant = desk.grant_of(device.member)?;
        let works = grant.revoked_at.is_none() && device.acceptance == Acceptance::Accepted;
        if works && officer(grant.role) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn role(text: &str) -> Result<Role, String> {
    match text.parse() {
        Ok(Role::Server) | Err(_) => {
            Err("one of volunteer, leader, hamlet-head, police, office, inspector".to_owned())
        }
        Ok(role) => Ok(role),
    }
}

impl Enrol {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let needs_hamlets = matches!(self.role, Role::Volunteer | Role::Leader | Role::HamletHead);
        if needs_hamlets && self.member.is_none() && self.hamlet.is_empty() && !self.whole_book {
            return Err(Failure::Usage("this role needs --hamlet, or --whole-book"));
        }
        let server = server(&self.data.folder)?;
        let addresses = self.addresses(&server)?;
        let now = clock();
        let txn = server.storage().write()?;
        let book = book(txn.as_ref(), Some(&self.unit))?;
        let (member, role) = match self.member {
            Some(member) => {
                let member = MemberId(member);
                match txn.grant(book.no, member)? {
                    Some(grant) if grant.role != Role::Server => (member, grant.role),
                    _ => return Err(Failure::Refused("no such member in this book".to_owned())),
                }
            }
            None => {
                let invitation = self.invitation(txn.as_ref(), &book)?;
                admit_member(txn.as_ref(), book.no, &invitation, now)?;
                post(txn.as_ref(), &book, server.keys(), now)?;
                (invitation.member.id, invitation.role)
            }
        };
        let text = code(&random()?);
        let until = now.plus(i64::from(self.valid_hours) * 3600);
        let code = NewCode {
            text: &text,
            expires_at: until,
            accepts: self.accept || is_first_of_office(txn.as_ref(), &book, role)?,
        };
        issue_code(txn.as_ref(), book.no, member, &code, now)?;
        let page = self.page(&addresses)?;
        let several = txn.books()?.len() > 1;
        txn.commit()?;
        let identity = server.keys().identity_public();
        let accepts = code.accepts;
        let link = EnrolLink {
            addresses,
            code: text,
            identity,
        };
        // Whose book it is, where the page speaks for several.
        let of = several.then_some(book.name.as_str());
        let landing = link.on_page_of(&page.address, of);
        let document = Document {
            link: link.to_string(),
            landing,
            accepts,
            book: book.name,
            member: member.0,
            role: role.name(),
            valid_until: written(until),
        };
        let mut text = format!("{}\n{}\n", document.link, document.landing);
        let scanned = match page.own {
            true => &document.landing,
            false => &document.link,
        };
        match &self.qr {
            Some(file) if file.as_os_str() == "-" => text.push_str(&qr::terminal(scanned)?),
            Some(file) => qr::write(scanned, file)?,
            None => {}
        }
        Done::new(text, &document)
    }

    /// Where the page stands: as said now, as said with `landing`, or at this server itself.
    fn page(&self, addresses: &[String]) -> Result<PageAddress, Failure> {
        let said = match &self.landing_url {
            Some(url) if !is_page_address(url) => {
                let text = format!("{url} is no address of a page: say https://HOST/PATH");
                return Err(Failure::Refused(text));
            }
            Some(url) => Some(url.clone()),
            None => words(&self.data.folder)?.url,
        };
        Ok(PageAddress {
            own: said.is_some(),
            address: said.unwrap_or_else(|| {
                let first = addresses.first().map_or("", String::as_str);
                format!("https://{first}{LANDING_PATH}")
            }),
        })
    }

    fn addresses(&self, server: &Server) -> Result<Vec<String>, Failure> {
        if !self.at.is_empty() {
            return Ok(self.at.clone());
        }
        if let Some(announced) = present(server.storage().read()?.as_ref())? {
            return listed(&announced);
        }
        let last = std::fs::read_to_string(address_file(&self.data.folder)).map_err(|_| {
            Failure::Refused("the server was never served: say --at HOST:PORT".to_owned())
        })?;
        let last = last.trim().to_owned();
        if is_everywhere(&last) {
            let text = format!("{last} is no address that a device can reach: say --at HOST:PORT");
            return Err(Failure::Refused(text));
        }
        Ok(vec![last])
    }

    fn invitation(&self, txn: &dyn StorageTxn, book: &BookRow) -> Result<Invitation, Failure> {
        let hamlets = if self.hamlet.is_empty() {
            None
        } else {
            Some(hamlets(txn, book, &self.hamlet)?)
        };
        let name = self
            .name
            .as_deref()
            .map(tungnha_core::name::normalise)
            .unwrap_or_default();
        if name.is_empty() {
            return Err(Failure::Refused("the name is empty".to_owned()));
        }
        Ok(Invitation {
            member: MemberRow {
                id: MemberId(random_id()?),
                name,
                organisation: self.organisation.clone(),
            },
            role: self.role,
            hamlets,
        })
    }
}

/// The hamlets of a book by their names, with or without the kind's word, or by their ids.
pub(super) fn hamlets(
    txn: &dyn StorageTxn,
    book: &BookRow,
    names: &[String],
) -> Result<Vec<Key>, Failure> {
    let mut desk = Desk::reading(txn, book.no)?;
    let mut known = Vec::new();
    for hamlet in txn.things(book.no, Thing::Hamlet)? {
        if let Some((key, bytes)) = txn.shown(book.no, hamlet, Slot::Hamlet.code())?
            && let Body::Hamlet(body) = desk.read(key, &bytes)?.body
        {
            known.push((hamlet, desk.id(hamlet)?, body));
        }
    }
    let find = |text: &String| {
        let id = text.parse::<DeltaId>().ok();
        // Offices write the kind's word or leave it out, and so do people.
        let named = |name: &str| names_place(name, text) || names_place(text, name);
        let found: Vec<Key> = known
            .iter()
            .filter(|(_, hamlet, body)| Some(*hamlet) == id || named(&body.name))
            .map(|(key, _, _)| *key)
            .collect();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => {
                let all: Vec<&str> = known
                    .iter()
                    .map(|(_, _, body)| body.name.as_str())
                    .collect();
                let text = format!(
                    "hamlet {text}: there is none such; known: {}",
                    all.join("; ")
                );
                Err(Failure::Refused(text))
            }
            _ => Err(Failure::Refused(format!(
                "hamlet {text}: several have that name"
            ))),
        }
    };
    names.iter().map(find).collect()
}
