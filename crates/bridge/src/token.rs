//! The secret of one run.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;

/// How many random bytes a token has.
const BYTES: usize = 32;

/// What a call must carry: 256 random bits as 43 letters, digits, `-` and `_`. It lives as long as
/// the run. It travels to the page in the address's fragment, which no browser sends anywhere.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A token nobody has seen.
    ///
    /// # Errors
    /// The system's source of randomness does not answer.
    pub fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self::from_bytes(bytes))
    }

    /// The token of given bytes, for tests.
    pub fn from_bytes(bytes: [u8; BYTES]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The token as it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `other` is this token. How long it takes says nothing of where they differ.
    pub(crate) fn is(&self, other: &str) -> bool {
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}
