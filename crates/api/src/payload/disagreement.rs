//! Registers of which several people said different things, and what settles them.

use super::payload;

payload! {
    /// Which disagreements.
    pub struct DisagreementFilter {
        /// A hamlet's id; absent for all of this device.
        hamlet: Option<String>,
        /// At most so many (1–500); absent for 100.
        limit: Option<u32>,
        /// Only what comes after this: the `next` of the page before. Absent for the first page.
        after: Option<String>,
    }

    /// Disagreements. For police and office, those that their role settles; for others, those of their
    /// hamlets, to read. What is about one person stands together.
    pub struct DisagreementPage {
        /// This page.
        items: Vec<Disagreement>,
        /// How many there are in all.
        total: u32,
        /// What to ask for the next page with; absent on the last.
        next: Option<String>,
    }

    /// One register with several heads that say different things.
    pub struct Disagreement {
        /// Names the register in lists; what settles it are the ids of its heads.
        id: String,
        /// `campaign`, `campaign_app`, `milestone`, `hamlet`, `household`, `resident`, `residency`,
        /// `identity`, `account`, `absence`, `notice`, `review`.
        kind: String,
        /// vneid, ihanoi, etax; absent for what is about no app.
        app: Option<String>,
        /// VNeID 1 or 2, 0 for other apps; absent for what is about no app.
        level: Option<u8>,
        /// official_list, police_entry, volunteer_claim, citizen_statement; absent for what has none.
        source: Option<String>,
        /// Who or what it is about.
        about: About,
        /// What was said, the one that is shown meanwhile first; at least two.
        heads: Vec<HeadCard>,
        /// Whether this member may settle it.
        may_settle: bool,
    }

    /// Who or what something is about, as far as this device knows.
    pub struct About {
        /// The resident's id; absent for what is about no person.
        resident: Option<String>,
        /// The household's id; absent for what is about no door.
        household: Option<String>,
        /// The person's name, else the head of household's; else the hamlet's or the campaign's. Empty when
        /// not known here.
        name: String,
        /// Year of birth, if known.
        birth_year: Option<u16>,
        /// The hamlet's name; empty when none or not known here.
        hamlet: String,
        /// Lane; empty when none.
        lane: String,
        /// House number; empty when none.
        house: String,
    }

    /// One of the things that were said.
    pub struct HeadCard {
        /// Its id.
        id: String,
        /// What it says, field by field. All heads of a register have the same fields in the same order.
        says: Vec<SaidField>,
        /// Who said it.
        by: String,
        /// volunteer, leader, hamlet-head, police, office, server; as what the person said it.
        role: String,
        /// The author's organisation, if any.
        organisation: Option<String>,
        /// When it was said, by the author's device.
        said_at: i64,
        /// When the server received it; absent before its receipt.
        received_at: Option<i64>,
        /// No receipt yet.
        unsent: bool,
        /// By this device.
        own: bool,
        /// The author's clock was clearly wrong: over two minutes after it was received, or over thirty days
        /// before the campaign.
        clock_doubtful: bool,
        /// Whether screens show this one meanwhile.
        shown: bool,
    }

    /// One field of a statement.
    ///
    /// By kind: account: `stage`, `as_of`, `approved_on`. residency: `state`. resident: `name`, `birth_year`, `sex`,
    /// `last4`, `household` (in words), `position`. household: `hamlet` (its name), `lane`, `house`, `head`,
    /// `code`. identity: `birth`, `personal_id`, `phones`, `residence`, `legacy_id9`. absence: `reason`,
    /// `place`, `until`. notice: `agreement`, `text_version`. hamlet: `name`, `hamlet_kind`. review:
    /// `decision`, `reason`. visit: `outcome`, `come_back_at`, `note`. campaign: `title`, `theme`, `starts`,
    /// `ends`, `hour_from`, `hour_to`, `close_at`, `reference_date`, `practice`. campaign_app: `minimum_age`,
    /// `reviewer`. milestone: `title`, `due`. Others have none.
    pub struct SaidField {
        /// The field's name.
        field: String,
        /// A word of the glossary, a day, seconds, a number or a text, by the field; absent when it says
        /// nothing.
        value: Option<String>,
        /// Not all heads say the same here.
        differs: bool,
    }

    /// Settles a disagreement.
    pub struct NewSettle {
        /// The id of the head that stands.
        stands: String,
        /// The ids of all others that were seen.
        over: Vec<String>,
    }

    /// A settlement is saved.
    pub struct SettleSaved {
        /// Its id, to undo it.
        id: String,
    }
}
