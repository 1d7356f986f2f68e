//! `held`: what waits in the inbox for a person, and what the person decides about it.

mod decide;
mod list;

use super::{Done, Failure};
use clap::Subcommand;
use std::path::PathBuf;
use tungnha_core::{DeltaId, HeldReason};
use uuid::Uuid;

#[derive(clap::Args, Debug)]
pub(super) struct Held {
    /// The server's data directory (required).
    #[arg(long = "data", value_name = "DIR", global = true)]
    folder: Option<PathBuf>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// List what waits, oldest first, and which devices turned out to be copies. The same as saying nothing.
    List,
    /// Let it count after all, with what was held for the same reason and leans on it.
    Admit(Admit),
    /// Say no, with words that its author sees.
    Reject(Reject),
    /// Say it again on its author's behalf, of another thing when one is named; that one counts as the author's.
    Reassign(Reassign),
}

/// About what to decide.
#[derive(clap::Args, Debug)]
struct Which {
    /// Ids as listed.
    #[arg(value_name = "ID", required_unless_present = "of")]
    ids: Vec<DeltaId>,
    /// Everything held of this member (see members).
    #[arg(long, value_name = "MEMBER", conflicts_with = "ids")]
    of: Option<Uuid>,
    /// With --of: only what is held for this reason, as listed.
    #[arg(long, value_name = "WHY", requires = "of", conflicts_with = "ids", value_parser = reason)]
    reason: Option<HeldReason>,
}

#[derive(clap::Args, Debug)]
struct Admit {
    #[command(flatten)]
    which: Which,
    /// Who decides, as colleagues know the person.
    #[arg(long, value_name = "NAME")]
    by: String,
}

#[derive(clap::Args, Debug)]
struct Reject {
    #[command(flatten)]
    which: Which,
    /// Who decides, as colleagues know the person.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Why, for the author.
    #[arg(long, value_name = "WORDS")]
    because: String,
}

#[derive(clap::Args, Debug)]
struct Reassign {
    /// Id as listed.
    #[arg(value_name = "ID")]
    id: DeltaId,
    /// Who decides, as colleagues know the person.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// The resident, household or hamlet of which it is said now; without it, of the same one.
    #[arg(long, value_name = "ID")]
    to: Option<DeltaId>,
}

fn reason(text: &str) -> Result<HeldReason, String> {
    let mut undecided = HeldReason::ALL.iter().filter(|r| !r.is_decided());
    let found = undecided.clone().find(|r| r.name() == text);
    found.copied().ok_or_else(|| {
        let names = undecided.by_ref().map(|r| r.name()).collect::<Vec<_>>();
        format!("one of {}", names.join(", "))
    })
}

impl Held {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let folder = self.folder.ok_or(Failure::Usage(
            "say --data DIR: the server's data directory",
        ))?;
        match self.what {
            None | Some(What::List) => list::run(&folder),
            Some(What::Admit(admit)) => decide::admit(&folder, &admit),
            Some(What::Reject(reject)) => decide::reject(&folder, &reject),
            Some(What::Reassign(reassign)) => decide::reassign(&folder, &reassign),
        }
    }
}
