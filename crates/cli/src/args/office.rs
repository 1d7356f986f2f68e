//! What an officer decides by asking the server: which phones come in, and what becomes of what is held.

use clap::Subcommand;

/// What an officer does about waiting phones.
#[derive(Subcommand, Debug)]
pub enum DevicesAction {
    /// List what waits, the longest waiting first
    List,
    /// Accept a phone: it reads what its member may
    Accept {
        /// Its id, as `devices list` prints it
        device: String,
    },
    /// Refuse a phone: it reads nothing
    Refuse {
        /// Its id
        device: String,
    },
}

/// What an officer does about what is held.
#[derive(Subcommand, Debug)]
pub enum HeldAction {
    /// List what is held, the longest held first
    List {
        /// Only for this reason: malformed, unknown_kind, out_of_scope, role_may_not, unknown_subject, revoked,
        /// after_close
        #[arg(long, value_name = "REASON")]
        reason: Option<String>,
        /// Only what comes after: the `next` of the document before
        #[arg(long, value_name = "NEXT")]
        after: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 200, value_name = "N")]
        limit: u32,
    },
    /// Let it count after all, with what leans on it
    Admit {
        /// Ids as `held list` prints them
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Say no, with words that its author sees
    Reject {
        /// Ids as `held list` prints them
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// Why, for the author
        #[arg(long, value_name = "WORDS")]
        because: String,
    },
    /// Say it again on its author's behalf, of another thing when one is named
    Reassign {
        /// Id as `held list` prints it
        #[arg(value_name = "ID")]
        id: String,
        /// The resident, household or hamlet of which it is said now
        #[arg(long, value_name = "ID")]
        to: Option<String>,
    },
}
