//! Devices that wait until an officer accepts them.

use super::payload;

payload! {
    /// A device that enrolled by a link and waits for an officer.
    pub struct WaitingDevice {
        /// Its incarnation, as text: what `accept_device` names.
        device: String,
        /// Whose it would be.
        member: String,
        /// The role's word.
        role: String,
        /// The member's full name.
        name: String,
        /// What the device calls itself.
        device_name: String,
        /// When it enrolled, by the server's clock.
        enrolled_at: i64,
        /// The four letters that its screen shows.
        check_word: String,
    }

    /// An officer's word about one waiting device.
    pub struct AcceptDevice {
        /// The device.
        device: String,
        /// Whether it is accepted; else it is refused, as if revoked.
        accept: bool,
    }
}
