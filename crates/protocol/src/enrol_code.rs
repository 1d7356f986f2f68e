//! The one-time code of an enrolment link. Whoever makes a link makes the code; the server keeps a hash of it.

use crate::acceptance::ALPHABET;
use crate::hash::Hash;
use sha2::{Digest, Sha256};

/// A code of twenty letters, a hundred bits of `chance`, in groups of five.
pub fn code(chance: &[u8; 20]) -> String {
    let mut code = String::with_capacity(23);
    for (at, byte) in chance.iter().enumerate() {
        if at > 0 && at % 5 == 0 {
            code.push('-');
        }
        let letter = ALPHABET.get(usize::from(byte % 32)).copied();
        code.push(char::from(letter.unwrap_or(b'A')));
    }
    code
}

/// What is stored of a code. Case and dashes do not count, since people type them.
pub fn code_hash(code: &str) -> Hash {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    Sha256::new_with_prefix(b"tungnha-code-1")
        .chain_update(plain.as_bytes())
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_carelessly() {
        let code = code(&[3; 20]);
        assert_eq!(code, "DDDDD-DDDDD-DDDDD-DDDDD");
        assert_eq!(
            code_hash(&code),
            code_hash(&code.to_lowercase().replace('-', " "))
        );
    }
}
