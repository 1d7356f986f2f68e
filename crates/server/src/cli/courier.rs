//! `courier`: parcels that came by hand, and the replies to carry back.

use super::open::{random, server};
use super::{Data, Done, Failure};
use crate::courier::Answered;
use crate::exchange::ServeError;
use crate::http::clock;
use crate::server::Server;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tungnha_protocol::courier::REPLY_EXTENSION;
use tungnha_protocol::limits::MAX_PARCEL_BYTES;

#[derive(clap::Args, Debug)]
pub(super) struct Courier {
    #[command(flatten)]
    data: Data,
    /// The parcels that devices packed. Each may be given as often as one likes: nothing is lost and nothing
    /// counts twice. The server may be serving meanwhile.
    #[arg(value_name = "PARCEL", required = true)]
    parcels: Vec<PathBuf>,
    /// Where the replies go; beside the parcels without it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Serialize)]
struct ReplyDocument {
    parcel: String,
    reply: String,
    deltas: u32,
    held: u32,
}

#[derive(Serialize)]
struct RefusedDocument {
    parcel: String,
    why: String,
}

/// Why one parcel got no reply; the others go on.
#[derive(Debug, thiserror::Error)]
enum Unanswered {
    #[error("{0}")]
    File(#[from] io::Error),
    #[error("larger than a parcel may be")]
    TooLarge,
    #[error("{0}")]
    Refused(#[from] ServeError),
    #[error("{0}")]
    Random(Failure),
}

impl Courier {
    pub(super) fn run(self) -> Result<Done, Failure> {
        let server = server(&self.data.folder)?;
        if let Some(out) = &self.out {
            fs::create_dir_all(out)?;
        }
        let (mut replies, mut refused) = (Vec::new(), Vec::new());
        let mut taken = BTreeSet::new();
        for path in &self.parcels {
            let parcel = path.display().to_string();
            let target = self.reply_to(path, &mut taken);
            match answer(&server, path, &target) {
                Ok(answered) => replies.push(ReplyDocument {
                    parcel,
                    reply: target.display().to_string(),
                    deltas: answered.deltas,
                    held: answered.held,
                }),
                Err(why) => refused.push(RefusedDocument {
                    parcel,
                    why: why.to_string(),
                }),
            }
        }
        let mut text = String::new();
        for r in &replies {
            let ReplyDocument {
                parcel,
                reply,
                deltas,
                held,
            } = r;
            text.push_str(&format!(
                "{parcel}: {deltas} deltas received, {held} held; carry back {reply}\n"
            ));
        }
        for r in &refused {
            text.push_str(&format!("{}: refused: {}\n", r.parcel, r.why));
        }
        let good = refused.is_empty();
        let document = serde_json::json!({ "replies": replies, "refused": refused });
        Ok(Done {
            good,
            ..Done::new(text, &document)?
        })
    }

    /// Where the reply to a parcel goes: of its name, and another for each of several parcels of one name.
    fn reply_to(&self, parcel: &Path, taken: &mut BTreeSet<PathBuf>) -> PathBuf {
        let beside = parcel.parent().unwrap_or(Path::new(""));
        let folder = self.out.as_deref().unwrap_or(beside);
        let name = parcel
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut target = folder.join(format!("{name}.{REPLY_EXTENSION}"));
        let mut number = 2;
        while !taken.insert(target.clone()) {
            target = folder.join(format!("{name}-{number}.{REPLY_EXTENSION}"));
            number += 1;
        }
        target
    }
}

fn answer(server: &Server, parcel: &Path, target: &Path) -> Result<Answered, Unanswered> {
    let entropy = random().map_err(Unanswered::Random)?;
    let answered = server.courier(&read(parcel)?, clock(), entropy)?;
    // Whole or not at all: a stick may be pulled out.
    let beside = target.with_extension("new");
    fs::write(&beside, &answered.reply)?;
    fs::File::open(&beside)?.sync_all()?;
    fs::rename(&beside, target)?;
    Ok(answered)
}

/// The whole file, unless it is larger than any parcel.
fn read(path: &Path) -> Result<Vec<u8>, Unanswered> {
    let bound = MAX_PARCEL_BYTES as u64;
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    file.take(bound + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_PARCEL_BYTES {
        return Err(Unanswered::TooLarge);
    }
    Ok(bytes)
}
