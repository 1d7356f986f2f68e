//! `addresses`: where devices find the server.

use super::open::server;
use super::{Data, Done, Failure};
use crate::addresses::present;
use crate::http::clock;
use serde::Serialize;
use tungnha_protocol::addresses::is_address;
use tungnha_protocol::limits::MAX_ADDRESSES;
use tungnha_protocol::{AddressLink, SignedAddresses};

#[derive(clap::Args, Debug)]
pub(super) struct Addresses {
    #[command(flatten)]
    data: Data,
    /// An address at which devices reach the server, the first to be tried first; may be repeated. Devices get
    /// the list with their next exchange, or from the link. Without it, the present list is printed.
    #[arg(long, value_name = "HOST:PORT")]
    at: Vec<String>,
}

#[derive(Serialize)]
struct Document {
    link: String,
    at: Vec<String>,
}

impl Addresses {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let at = reachable(self.at)?;
        let server = server(&self.data.folder)?;
        let signed = if at.is_empty() {
            let txn = server.storage().read()?;
            present(txn.as_ref())?.ok_or_else(|| {
                Failure::Refused("no addresses were announced yet: say --at HOST:PORT".to_owned())
            })?
        } else {
            server.announce(at, clock())?
        };
        let document = Document {
            at: listed(&signed)?,
            link: AddressLink(signed).to_string(),
        };
        Done::new(document.link.clone(), &document)
    }
}

/// The addresses of a signed list.
pub(super) fn listed(signed: &SignedAddresses) -> Result<Vec<String>, Failure> {
    let list = signed.addresses();
    Ok(list
        .map_err(|error| Failure::Refused(error.to_string()))?
        .at)
}

/// What people said, each once; what no device could reach is refused.
pub(super) fn reachable(said: Vec<String>) -> Result<Vec<String>, Failure> {
    let mut at: Vec<String> = Vec::new();
    for address in said {
        if !is_address(&address) {
            let text = format!("{address} is no address: say HOST:PORT");
            return Err(Failure::Refused(text));
        }
        if is_everywhere(&address) {
            let text =
                format!("{address} is no address that a device can reach: say --at HOST:PORT");
            return Err(Failure::Refused(text));
        }
        if !at.contains(&address) {
            at.push(address);
        }
    }
    if at.len() > MAX_ADDRESSES {
        let text = format!("at most {MAX_ADDRESSES} addresses");
        return Err(Failure::Refused(text));
    }
    Ok(at)
}

/// An address to listen at, which nobody can be sent to.
pub(super) fn is_everywhere(address: &str) -> bool {
    address.starts_with("0.0.0.0:") || address.starts_with("[::]:")
}
