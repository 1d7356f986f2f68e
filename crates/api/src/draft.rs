//! What is half typed outlives a program that the system ends: in the member's own encrypted file, for two days,
//! and never said to anybody.

use crate::payload::*;
use crate::{ApiError, Device, ErrorCode};

/// Bytes of a key: a word and an id or two.
const LONGEST_KEY: usize = 128;
/// Bytes of a form: a note, a few fields, and what separates them.
const LONGEST_TEXT: usize = 8192;

impl Device {
    /// Keeps a half-typed form, or forgets it.
    pub(crate) fn keep_draft(&self, args: KeepDraft) -> Result<Nothing, ApiError> {
        let length = args.text.as_deref().map_or(0, str::len);
        if args.key.len() > LONGEST_KEY || length > LONGEST_TEXT {
            return Err(ErrorCode::TooLong.into());
        }
        let now = self.0.host.now();
        self.write(|txn| {
            match &args.text {
                Some(text) => txn.keep_draft(&args.key, text, now)?,
                None => txn.forget_draft(&args.key)?,
            }
            Ok(Nothing {})
        })
    }

    /// All that is half typed and not older than two days; what is older goes.
    pub(crate) fn drafts(&self, _: Nothing) -> Result<Vec<Draft>, ApiError> {
        let now = self.0.host.now();
        let (kept, old) = self.read(|txn| Ok(txn.drafts(now)?))?;
        if old {
            self.write(|txn| Ok(txn.forget_old_drafts(now)?))?;
        }
        let drafts = kept.into_iter().map(|(key, text)| Draft { key, text });
        Ok(drafts.collect())
    }
}
