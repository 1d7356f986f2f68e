//! What is half typed.

use super::payload;

payload! {
    /// A half-typed form, kept on this device for two days at most and never sent.
    pub struct Draft {
        /// Which form, about whom: at most 128 bytes.
        key: String,
        /// The form, as its screen writes it: at most 8192 bytes.
        text: String,
    }

    /// A half-typed form to keep or to forget.
    pub struct KeepDraft {
        /// Which form, about whom: at most 128 bytes.
        key: String,
        /// The form, as its screen writes it: at most 8192 bytes; absent to forget it.
        text: Option<String>,
    }
}
