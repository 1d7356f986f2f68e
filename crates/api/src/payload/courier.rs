//! A day without any network: an exchange as a file, and new addresses of the server.

use super::payload;

payload! {
    /// A file to make.
    pub struct SaveFile {
        /// Save it among the person's downloads, as a window must that cannot hand out files itself.
        save: bool,
    }

    /// A file handed over by the screen.
    pub struct OpenFile {
        /// File name; never used as a path.
        name: String,
        /// Its bytes, base64.
        bytes_base64: String,
    }

    /// A parcel of whatever device to hand to the server.
    pub struct CarryFile {
        /// The parcel's file name; the reply is called after it. Never used as a path.
        name: String,
        /// Its bytes, base64.
        bytes_base64: String,
        /// Save the reply among the person's downloads.
        save: bool,
    }

    /// What a courier's reply brought.
    pub struct CourierTaken {
        /// Deltas of this device that the server has received: they wait no more.
        sent: u32,
        /// Deltas received.
        received: u32,
        /// Decisions of the office about held work.
        decided: u32,
        /// The reply brought news of others that no longer fits, since the device has synced meanwhile: it
        /// comes with the next sync. Nothing is lost.
        late: bool,
        /// This file turned out to be a copy of another: what waits is said again under a new name, and needs
        /// a new parcel or a sync. Nothing is lost.
        reissued: bool,
    }

    /// A link, as a QR code or a message carries it.
    pub struct Link {
        /// `tungnha://server?…`
        link: String,
    }
}
