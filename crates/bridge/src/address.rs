//! Where a bridge may listen.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;

/// An address that only this machine can reach; port 0 asks for any free one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loopback(SocketAddr);

/// The address could be reached from other machines, or is no `address:port` at all.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("only a loopback address with a port is possible here, like 127.0.0.1:0")]
pub struct NotLoopback;

impl Loopback {
    /// Any free port of `127.0.0.1`.
    pub const ANY_PORT: Self = Self(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0));

    /// The address itself.
    pub fn socket(self) -> SocketAddr {
        self.0
    }

    /// Whether a request's `Host` header means this address: `127.0.0.1:4000` or `localhost:4000`.
    /// A name that merely resolves here (DNS rebinding) does not.
    pub(crate) fn is_named(self, host: &str) -> bool {
        host == self.0.to_string() || host == format!("localhost:{}", self.0.port())
    }
}

impl TryFrom<SocketAddr> for Loopback {
    type Error = NotLoopback;

    fn try_from(address: SocketAddr) -> Result<Self, NotLoopback> {
        if address.ip().is_loopback() {
            Ok(Self(address))
        } else {
            Err(NotLoopback)
        }
    }
}

impl FromStr for Loopback {
    type Err = NotLoopback;

    fn from_str(text: &str) -> Result<Self, NotLoopback> {
        text.parse::<SocketAddr>()
            .map_err(|_| NotLoopback)?
            .try_into()
    }
}

impl fmt::Display for Loopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_cannot_be_let_in() {
        assert!("127.0.0.1:0".parse::<Loopback>().is_ok());
        assert!("[::1]:4000".parse::<Loopback>().is_ok());
        for refused in ["0.0.0.0:0", "[::]:0", "192.168.1.2:80", "localhost", ""] {
            assert_eq!(refused.parse::<Loopback>(), Err(NotLoopback), "{refused}");
        }
    }

    #[test]
    fn a_name_that_resolves_here_is_not_this_address() {
        let here: Loopback = "127.0.0.1:4000".parse().expect("loopback");
        assert!(here.is_named("127.0.0.1:4000"));
        assert!(here.is_named("localhost:4000"));
        for other in ["127.0.0.1", "127.0.0.1:4001", "evil.example:4000", ""] {
            assert!(!here.is_named(other), "{other}");
        }
    }
}
