//! A one-time link, on its way to a screen or a sheet of paper and nowhere else.

use crate::device::need_office;
use crate::export::head_of;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode};
use tungnha_core::Instant;
use tungnha_core::name::normalise;
use tungnha_core::words::Role;
use tungnha_protocol::EnrolLink;
use tungnha_protocol::people::People;
use tungnha_protocol::wire::Bytes16;
use tungnha_sheets::office_list::{Invitation, Paper, PaperSize};
use uuid::Uuid;

/// Longer than any link of ours.
const MOST_QR_BYTES: usize = 1200;

/// Whether `HOST:PORT` is whatever computer asks.
fn is_this_computer(address: &str) -> bool {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    host == "localhost" || host == "[::1]" || host.starts_with("127.")
}

impl Device {
    /// The link with the code `text`, once the server knows its hash.
    pub(super) fn handed_out(
        &self,
        text: &str,
        member: Bytes16,
        people: People,
    ) -> Result<StaffLink, ApiError> {
        let bad = |what: &str| ApiError::new(ErrorCode::Internal, what);
        let until = people.link_until.ok_or_else(|| bad("no link"))?;
        let line = people.members.iter().find(|line| line.member == member);
        let name = line.map(|line| line.name.clone());
        let identity = self.read(|txn| Ok(txn.identity()?))?;
        // The office's own computer may be the server's: what leads back to itself leads a phone nowhere.
        let (own, others): (Vec<String>, Vec<String>) =
            (identity.addresses.into_iter()).partition(|address| is_this_computer(address));
        let here_only = others.is_empty();
        let link = EnrolLink {
            addresses: if here_only { own } else { others },
            code: text.to_owned(),
            identity: identity.server,
        };
        let qr = match &people.page {
            Some(page) => link.on_page_of(page, people.page_book.as_deref()),
            None => link.to_string(),
        };
        Ok(StaffLink {
            member: Uuid::from_bytes(member.0).to_string(),
            name: name.ok_or_else(|| bad("no member"))?,
            qr,
            link: link.to_string(),
            until,
            here_only,
            page: self.staff_page(people)?,
        })
    }

    pub(crate) fn print_link(&self, args: PrintLink) -> Result<Exported, ApiError> {
        let bad = |what| ApiError::new(ErrorCode::BadInput, what);
        // Whatever is printed here must be a link of this book's server: no other's paper under this office's name.
        let link: EnrolLink = args.qr.parse().map_err(|_| bad("qr"))?;
        let role: Role = args.role.parse().map_err(|_| bad("role"))?;
        let size = match args.paper.as_str() {
            "a6" => PaperSize::A6,
            "a4" => PaperSize::A4,
            _ => return Err(bad("paper")),
        };
        if args.qr.len() > MOST_QR_BYTES {
            return Err(bad("qr"));
        }
        let paper = self.read(|txn| {
            need_office(txn)?;
            if link.identity != txn.identity()?.server {
                return Err(bad("qr"));
            }
            let (grant, campaign) = (txn.grant()?, txn.campaign()?);
            Ok(Paper::Invitation(Invitation {
                head: head_of(&grant, campaign.as_ref(), self.0.host.now(), false),
                size,
                qr: args.qr.clone(),
                name: normalise(&args.name),
                role,
                place: normalise(&args.place),
                until: Instant(args.until),
                contact: campaign.and_then(|frame| frame.contact),
            }))
        })?;
        self.hand_out_pdf("giay-moi", &paper, args.save)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_back_to_the_same_computer_is_told_apart() {
        for own in [
            "127.0.0.1:8443",
            "127.1.2.3:1",
            "localhost:8443",
            "[::1]:8443",
        ] {
            assert!(is_this_computer(own), "{own}");
        }
        for other in [
            "192.168.1.20:8443",
            "may-chu.local:8443",
            "12.7.0.1:8443",
            "[fe80::1]:8443",
        ] {
            assert!(!is_this_computer(other), "{other}");
        }
    }
}
