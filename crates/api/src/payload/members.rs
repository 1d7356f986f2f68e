//! Who shares this device.

use super::payload;

payload! {
    /// A member who works on this device, as its lock screen names them. Nothing about any citizen.
    pub struct LocalMember {
        /// From 1; what `switch_member` takes. Stays the same for as long as the member is on this device.
        number: u32,
        /// Full name.
        name: String,
        /// The glossary's role.
        role: String,
        /// Absent when none was given.
        organisation: Option<String>,
        /// The book's name: "xã Cẩm Tân".
        book: String,
        /// How much of this member's work waits to be handed in; absent when it is not known.
        unsent: Option<u32>,
        /// Whose turn it is.
        current: bool,
    }

    /// One of the members of this device.
    pub struct OfMember {
        /// As `members` says.
        number: u32,
    }
}
