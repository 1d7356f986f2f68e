//! What goes in and comes out of every operation. The UI's types are generated from these
//! (`ui/src/lib/api.gen.ts`), and the command line's `--json` prints them: they are a contract.
//!
//! Conventions: an id is the text of a delta's id; a moment is whole seconds since 1970 (UTC); a day
//! is `yyyy-mm-dd`; a word is the glossary's identifier; absence is `null`.

mod acceptance;
mod answer;
mod appendix;
mod asked;
mod assignment;
mod card;
mod courier;
mod desk;
mod disagreement;
mod door;
mod draft;
mod duplicate;
mod export;
mod figure;
mod held;
mod import;
mod members;
mod organisation;
mod paper;
mod record;
mod review;
mod session;
mod staff;
mod status;
mod target;
mod team;
mod work;

pub use acceptance::*;
pub use answer::*;
pub use appendix::*;
pub use asked::*;
pub use assignment::*;
pub use card::*;
pub use courier::*;
pub use desk::*;
pub use disagreement::*;
pub use door::*;
pub use draft::*;
pub use duplicate::*;
pub use export::*;
pub use figure::*;
pub use held::*;
pub use import::*;
pub use members::*;
pub use organisation::*;
pub use paper::*;
pub use record::*;
pub use review::*;
pub use session::*;
pub use staff::*;
pub use status::*;
pub use target::*;
pub use team::*;
pub use work::*;

/// Defines payload types with what each needs to travel and to be known to the UI.
macro_rules! payload {
    ($($(#[$doc:meta])* $vis:vis struct $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(deny_unknown_fields)]
        $vis struct $name { $($(#[$fdoc])* pub $field: $type),* }
    )+};
}
pub(crate) use payload;

/// Nothing goes in, or nothing comes out.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
pub struct Nothing {}
