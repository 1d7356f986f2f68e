//! Who works with the book, and with what devices.

use super::payload;

payload! {
    /// Everybody within this officer's scope, as the server knows them at this moment.
    pub struct StaffPage {
        /// By name.
        members: Vec<StaffMember>,
        /// What officers did about them on their own devices, the last first.
        log: Vec<StaffLog>,
        /// The roles that this officer may invite.
        roles: Vec<String>,
        /// This officer has the whole book, and may invite for it.
        whole_book: bool,
    }

    /// One member.
    pub struct StaffMember {
        /// The member's id.
        member: String,
        /// Full name.
        name: String,
        /// volunteer, leader, hamlet-head, police, office, inspector.
        role: String,
        /// Of which organisation.
        organisation: Option<String>,
        /// The hamlets of the scope; null for the whole book.
        hamlets: Option<Vec<StaffHamlet>>,
        /// The server's words that this shows, to be named by whoever changes something.
        seen: i64,
        /// Since when it reads nothing, seconds.
        revoked_at: Option<i64>,
        /// Until when a link may be used that was handed out and nobody has used.
        link_until: Option<i64>,
        /// This officer may change something about it.
        may_change: bool,
        /// It is this officer.
        me: bool,
        /// Its devices, the latest first.
        devices: Vec<StaffDevice>,
        /// The lanes it has tonight, as this device knows them.
        lanes: Vec<StaffLane>,
    }

    /// A hamlet of a scope.
    pub struct StaffHamlet {
        /// Its id.
        id: String,
        /// Its name; empty while this device has not heard of it.
        name: String,
    }

    /// A lane taken for tonight.
    pub struct StaffLane {
        /// The hamlet's name.
        hamlet: String,
        /// As doors name it; empty for doors without one.
        lane: String,
        /// odd, even; absent for both.
        side: Option<String>,
    }

    /// One device.
    pub struct StaffDevice {
        /// Its incarnation.
        device: String,
        /// What it calls itself.
        name: String,
        /// The four letters that its screen shows while it waits.
        check_word: String,
        /// Seconds, the server's clock.
        enrolled_at: i64,
        /// waiting, accepted, revoked.
        state: String,
        /// How many statements the server has of it.
        received: u32,
        /// How many it had written and not sent when it was last heard of; null while it never said so.
        unsent: Option<u32>,
        /// When it was last heard of; null for never.
        last_sync: Option<i64>,
        /// It is this one.
        this: bool,
    }

    /// What an officer did.
    pub struct StaffLog {
        /// Seconds, the server's clock.
        at: i64,
        /// Who did it.
        by: String,
        /// invited, link, device_revoked, member_revoked, assigned, other.
        act: String,
        /// About whom, by id.
        member: String,
        /// The device's own name, for what concerns one.
        device: Option<String>,
    }

    /// A member to be.
    pub struct NewInvitation {
        /// A fresh random id that the screen made: asked again with the same one, it is the same person.
        member: String,
        /// Full name.
        name: String,
        /// volunteer, leader, hamlet-head, police, office, inspector.
        role: String,
        /// Of which organisation.
        organisation: Option<String>,
        /// Ids of the hamlets; null for the whole book.
        hamlets: Option<Vec<String>>,
        /// For how many hours the link may be used, 1 to 168.
        hours: u16,
    }

    /// One more device for a member, or one in place of a lost one.
    pub struct NewLink {
        /// The member's id.
        member: String,
        /// As [`StaffMember`] said it.
        seen: i64,
        /// The lost device, which is revoked with it.
        replaces: Option<String>,
        /// For how many hours the link may be used, 1 to 168.
        hours: u16,
    }

    /// A device to revoke.
    pub struct RevokeDevice {
        /// Its incarnation.
        device: String,
        /// As its [`StaffMember`] said it.
        seen: i64,
    }

    /// A member to revoke.
    pub struct RevokeMember {
        /// The member's id.
        member: String,
        /// As [`StaffMember`] said it.
        seen: i64,
    }

    /// A member's hamlets from now on.
    pub struct NewScope {
        /// The member's id.
        member: String,
        /// As [`StaffMember`] said it.
        seen: i64,
        /// Ids of the hamlets, at least one.
        hamlets: Vec<String>,
    }

    /// A link to be handed out. It is told this once: the server has only a hash of its code, and this device keeps
    /// nothing of it.
    pub struct StaffLink {
        /// Whose device it makes.
        member: String,
        /// Full name.
        name: String,
        /// What a QR holds: the page's form where the page has an address of its own, else the app's.
        qr: String,
        /// For the app, to be opened or pasted.
        link: String,
        /// Until when it may be used, seconds.
        until: i64,
        /// This device knows no address of the server but this computer's own, where no phone finds it.
        here_only: bool,
        /// Everybody, as they stand now.
        page: StaffPage,
    }

    /// A link on paper.
    pub struct PrintLink {
        /// What the QR holds, as [`StaffLink`] gave it.
        qr: String,
        /// Full name of whose device it makes.
        name: String,
        /// The role's word.
        role: String,
        /// Where the member works, in words.
        place: String,
        /// Until when it may be used, seconds.
        until: i64,
        /// a6 or a4.
        paper: String,
        /// Save it among the person's downloads.
        save: bool,
    }
}
