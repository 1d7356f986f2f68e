//! `verify`: do the tables say what was signed and what the law of the fold says?

use super::open::server;
use super::{Data, Done, Failure};

#[derive(clap::Args, Debug)]
pub(super) struct Verify {
    #[command(flatten)]
    data: Data,
}

impl Verify {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        let books = server.verify()?;
        let good = books.iter().all(|book| book.faults.is_empty());
        let mut text = String::new();
        for book in &books {
            let (deltas, held, registers) = (book.deltas, book.held, book.registers);
            text.push_str(&format!(
                "{}: {deltas} deltas, {held} held, {registers} registers, {} batches kept aside: {}\n",
                book.book,
                book.forks,
                if book.faults.is_empty() { "sound" } else { "NOT SOUND" },
            ));
            for fault in &book.faults {
                text.push_str(&format!("  {fault}\n"));
            }
        }
        let document = serde_json::json!({ "ok": good, "books": books });
        Ok(Done {
            good,
            ..Done::new(text, &document)?
        })
    }
}
