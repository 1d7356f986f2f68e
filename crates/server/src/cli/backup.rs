//! `backup`: one moment of the database in a file, taken while the server serves.

use super::open::{database, exclusively, server};
use super::{Data, Done, Failure};
use crate::storage::sqlite::backup::back_up;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct Backup {
    #[command(flatten)]
    data: Data,
    /// The file to write; what stands there is replaced when the new one is whole. Keep it on another disk: it
    /// holds personal data, and no keys. Copy the *.key files of the data directory to a safe place once.
    #[arg(long = "to", value_name = "FILE")]
    file: PathBuf,
}

impl Backup {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let folder = &self.data.folder;
        let server = server(folder)?;
        let _lock = exclusively(folder, "backing-up", "another backup is being made")?;
        refuse_within(folder, &self.file)?;
        let contents = back_up(&database(folder), &self.file)?;
        // Only now that the file is durable: what devices hear of, they may forget.
        let txn = server.storage().write()?;
        for (book, number, through) in &contents.devices {
            txn.set_backed_up(*book, *number, *through)?;
        }
        txn.commit()?;
        let (books, deltas) = (contents.books, contents.deltas);
        let file = self.file.display().to_string();
        let text = format!("{file}: {books} books, {deltas} deltas");
        let document = serde_json::json!({ "file": file, "books": books, "deltas": deltas });
        Done::new(text, &document)
    }
}

/// A backup beside what it is a backup of is none, and might even take its place.
fn refuse_within(folder: &Path, file: &Path) -> Result<(), Failure> {
    let parent = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let at = |path: &Path| {
        path.canonicalize()
            .map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))
    };
    if at(parent)?.starts_with(at(folder)?) {
        let text =
            "the file would lie in the data directory: what is lost with that is lost with it";
        return Err(Failure::Refused(text.to_owned()));
    }
    if file.is_dir() {
        return Err(Failure::Refused(format!("{}: is a folder", file.display())));
    }
    Ok(())
}
