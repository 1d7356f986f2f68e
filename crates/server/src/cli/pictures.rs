//! `pictures`: what was taken at mobile points, as files for the minutes (D-77).

use super::open::server;
use super::{Data, Done, Failure};
use crate::desk::Desk;
use crate::storage::{BookRow, StorageTxn};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use tungnha_core::Body;

#[derive(clap::Args, Debug)]
pub(super) struct Pictures {
    #[command(flatten)]
    data: Data,
    /// A folder, made if it is missing. A picture is named by the day and a number, never by a person.
    #[arg(long = "out", value_name = "DIR")]
    out: PathBuf,
}

#[derive(Serialize)]
struct Document {
    file: String,
    book: String,
    place: String,
    day: String,
}

impl Pictures {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        let txn = server.storage().read()?;
        fs::create_dir_all(&self.out)?;
        let mut documents = Vec::new();
        for book in txn.books()? {
            documents.append(&mut write(txn.as_ref(), &book, &self.out)?);
        }
        let text = documents
            .iter()
            .map(|d| format!("{}  {}, {}\n", d.file, d.day, d.place));
        Done::new(text.collect(), &documents)
    }
}

fn write(txn: &dyn StorageTxn, book: &BookRow, out: &Path) -> Result<Vec<Document>, Failure> {
    let mut desk = Desk::reading(txn, book.no)?;
    let mut documents = Vec::new();
    for key in txn.whole_pictures(book.no)? {
        // What was withdrawn after it came stays where it is and goes nowhere.
        let Some(photo) = desk.photo(key)? else {
            continue;
        };
        let session = desk.key(photo.session)?;
        let (place, day) = match txn.delta(book.no, session)? {
            Some(row) => match desk.read(session, &row.bytes)?.body {
                Body::Session(session) => (session.place, session.starts.day()),
                _ => continue,
            },
            None => continue,
        };
        let (y, m, d) = day.ymd();
        let day = format!("{y:04}-{m:02}-{d:02}");
        let file = format!("{day}-{}-{}.jpg", key.number(), key.counter());
        fs::write(out.join(&file), txn.picture_bytes(book.no, key)?)?;
        documents.push(Document {
            file,
            book: book.name.clone(),
            place,
            day,
        });
    }
    Ok(documents)
}
