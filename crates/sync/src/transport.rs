//! What carries a request to the server and its answer back.

use std::io::Read;
use tungnha_protocol::{PublicKey, RefusalCode};

/// A way to the server. Clean of any state of the session, so that a test can cut it anywhere.
pub trait Transport {
    /// Hands in the signed exchange and gives the response's frames as they arrive.
    ///
    /// # Errors
    /// What a person can do something about: see [`TransportError`].
    fn exchange(&mut self, body: Vec<u8>) -> Result<Box<dyn Read + '_>, TransportError>;

    /// The identity that the server at the other end proves.
    fn server(&self) -> PublicKey;
}

/// Why the server could not be asked. Nothing is lost by any of these: the batches are still here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No network, or nothing answers at any address.
    #[error("no connection: {0}")]
    NoConnection(String),
    /// Something answers with TLS that the pinned identity did not sign.
    #[error("not the server this device belongs to")]
    NotOurServer,
    /// A login page answers instead of the server.
    #[error("a login page answers instead of the server")]
    CaptivePortal,
    /// The server asks to come later.
    #[error("the server is busy")]
    Busy,
    /// The line died in the middle of the answer.
    #[error("the answer was cut: {0}")]
    Cut(String),
    /// The server refused.
    #[error("the server refused: {0:?}")]
    Refused(RefusalCode),
}
