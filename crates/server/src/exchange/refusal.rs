//! Why a request is not served.

use crate::storage::StorageError;
use tungnha_protocol::BatchError;
use tungnha_protocol::exchange::{Refusal, RefusalCode};

/// Why a request is not served. The device sees the code; the reason stays here, without personal data.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another version of the protocol.
    #[error("version {0} of the protocol")]
    Version(u16),
    /// No such device, or not signed by it.
    #[error("an unknown device")]
    UnknownDevice,
    /// Not a message of this protocol.
    #[error("not a message of this protocol: {0}")]
    Message(String),
    /// The enrolment code opens nothing.
    #[error("the code was used, has expired or never was")]
    Code,
    /// This member's role or scope does not allow it.
    #[error("not this member's to decide")]
    NotAllowed,
    /// What was decided on is not so any more.
    #[error("changed meanwhile")]
    Changed,
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl ServeError {
    /// What the device is told.
    pub fn refusal(&self) -> Refusal {
        let code = match self {
            Self::Version(_) => RefusalCode::Version,
            Self::UnknownDevice => RefusalCode::UnknownDevice,
            Self::Message(_) => RefusalCode::BadMessage,
            Self::Code => RefusalCode::CodeRefused,
            Self::NotAllowed => RefusalCode::NotAllowed,
            Self::Changed => RefusalCode::Changed,
            Self::Storage(StorageError::Busy) => RefusalCode::Busy,
            Self::Storage(_) => RefusalCode::Internal,
        };
        let detail = match self {
            // What the engine says may name files or rows.
            Self::Storage(_) => String::new(),
            other => other.to_string(),
        };
        Refusal { code, detail }
    }
}

impl From<tungnha_protocol::wire::BadMessage> for ServeError {
    fn from(error: tungnha_protocol::wire::BadMessage) -> Self {
        Self::Message(error.0)
    }
}

impl From<BatchError> for ServeError {
    fn from(error: BatchError) -> Self {
        Self::Message(format!("batch: {error}"))
    }
}
