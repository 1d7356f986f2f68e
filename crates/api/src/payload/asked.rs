//! What the campaign says of its apps and its dates.

use super::payload;

payload! {
    /// The apps that the campaign asks for.
    pub struct AskedApps {
        /// In the order of the door flow.
        apps: Vec<ReviewerCard>,
        /// The organisations of colleagues, to choose from.
        organisations: Vec<String>,
        /// Whether this member may change it.
        may_write: bool,
    }

    /// One app: who decides on its claims and whose the official figure is.
    pub struct ReviewerCard {
        /// vneid, ihanoi, etax.
        app: String,
        /// Asked of people of at least so many years.
        minimum_age: u8,
        /// police, office: whose role decides on its claims.
        reviewer: String,
        /// Of that role, only who is of this organisation; absent for everybody of the role.
        reviewer_of: Option<String>,
        /// Whose the official figure is, as printed; absent for the usual one.
        figure_owner: Option<String>,
        /// This member decides on its claims.
        mine: bool,
        /// How many claims wait for whoever decides.
        waiting: u32,
        /// When that was said, seconds.
        changed_at: i64,
        /// Who said it; absent for this device's own without a receipt, and for the server.
        changed_by: Option<String>,
        /// No receipt yet.
        unsent: bool,
    }

    /// Who decides from now on, and whose the figure is.
    pub struct SetAskedApp {
        /// vneid, ihanoi, etax.
        app: String,
        /// police, office.
        reviewer: String,
        /// Only who is of this organisation; absent or blank for everybody of the role.
        reviewer_of: Option<String>,
        /// Whose the official figure is; absent or blank for the usual one.
        figure_owner: Option<String>,
    }

    /// The campaign's milestones.
    pub struct Milestones {
        /// By date.
        milestones: Vec<MilestoneLine>,
        /// Whether this member may add and change them.
        may_write: bool,
    }

    /// A date by which something is due.
    pub struct MilestoneLine {
        /// The delta that began it.
        id: String,
        /// In the plan's words.
        title: String,
        /// Due at the end of this day.
        day: String,
        /// All of it was said by this member, who may withdraw it.
        may_withdraw: bool,
    }

    /// A milestone as it is typed.
    pub struct SetMilestone {
        /// The one that this changes; absent for a new one.
        id: Option<String>,
        /// In the plan's words.
        title: String,
        /// Due at the end of this day.
        due: String,
    }

    /// A target, a row, a due part, a printed total or a milestone.
    pub struct OfThing {
        /// The delta that began it.
        id: String,
    }
}
