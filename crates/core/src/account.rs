//! What a screen shows of a person's accounts: a pure function over the registers of all sources.
//!
//! Levels never mix: level 1's activation and level 2's approval stay two statements (`brief.md` 2).
//! What is claimed, what is confirmed and what the official list says stay three; the token shows the
//! furthest of them that is *done*, and everything odd is a flag for a person, never a refusal.

use crate::birth::Certainty;
use crate::words::{App, Decision, Source, Stage};

/// The shown head of one account register and what reviewers said of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Statement {
    /// VNeID 1 or 2; ladders 0.
    pub level: u8,
    /// Who says so.
    pub source: Source,
    /// How far it has come.
    pub stage: Stage,
    /// The reviewer's decision on it, for claims.
    pub decision: Option<Decision>,
    /// Whether the server's receipt is still out.
    pub unsent: bool,
    /// Whether concurrent heads say something else.
    pub disputed: bool,
}

/// The product's one symbol (`look.md`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Token {
    /// ○ chưa
    None,
    /// ↩ trả lại
    Returned,
    /// ◐ đã khai
    Claimed,
    /// ● xác nhận
    Confirmed,
    /// – không cần
    NotNeeded,
}

/// What to do next for one app, by the door flow (`domain.md` 4.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NextStep {
    /// Nothing.
    Done,
    /// Not of age at the reference date.
    NotOfAge,
    /// The list's birth date is too coarse to tell: look at the card.
    CheckAge,
    /// Activate the approved level-2 account now, on the citizen's own phone.
    ActivateLevel2,
    /// Activate the approved level-1 account now.
    ActivateLevel1,
    /// Install VNeID, self-register level 1; an appointment at police for level 2.
    Register,
    /// Level 1 is not the end (D-18): an appointment at police for level 2.
    AppointmentLevel2,
    /// The dossier waits for approval.
    AwaitApproval,
    /// VNeID first, then this app (D-16).
    VneidFirst,
    /// Install the app.
    Install,
    /// Create the account.
    CreateAccount,
    /// Log in for the first time.
    LogIn,
    /// The claim was returned: see the reason and do it again.
    DoAgain,
}

/// Something odd that a person should look at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Flag {
    /// Two people said different things and nobody has settled it.
    Disputed,
    /// A claim stands that the official list does not bear out.
    AheadOfList,
    /// A claim says less than the official list.
    BehindList,
    /// The person is too young for what is recorded.
    TooYoung,
}

/// What is shown of one app of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppView {
    /// Which app.
    pub app: App,
    /// The highest VNeID level that the token speaks of; 0 for ladders or for nothing at all.
    pub level: u8,
    /// The stage that the token speaks of.
    pub stage: Stage,
    /// The symbol.
    pub token: Token,
    /// A dotted ring: some statement behind it has no receipt yet.
    pub unsent: bool,
    /// What to do next.
    pub next: NextStep,
    /// What a person should look at.
    pub flags: Vec<Flag>,
}

/// How far a stage is on its way; equal numbers are different states at the same distance.
const fn distance(stage: Stage) -> u8 {
    match stage {
        Stage::NotRegistered | Stage::Rejected | Stage::NotApplicable => 0,
        Stage::DossierCollected | Stage::Installed => 1,
        Stage::Approved | Stage::AccountCreated | Stage::Locked => 2,
        Stage::Activated | Stage::LoggedIn => 3,
        Stage::InUse => 4,
    }
}

/// Whether the stage is what the campaign counts (`domain.md` 1.4 D-32, section 8).
pub const fn is_done(stage: Stage) -> bool {
    distance(stage) >= 3
}

/// Whether somebody at `stage` counts where those who have come as far as `wanted` are counted; where `wanted` is
/// no way at all, only that very stage does.
pub fn reaches(stage: Stage, wanted: Stage) -> bool {
    match distance(wanted) {
        0 => stage == wanted,
        way => distance(stage) >= way,
    }
}

/// Established: an official list, a police entry, or a claim that a reviewer confirmed.
fn established(s: &Statement) -> bool {
    matches!(s.source, Source::OfficialList | Source::PoliceEntry)
        || s.decision == Some(Decision::Confirmed)
}

/// The furthest statement of `level` among those that `pick` takes.
fn furthest(all: &[Statement], level: u8, pick: impl Fn(&Statement) -> bool) -> Option<&Statement> {
    all.iter()
        .filter(|s| s.level == level && pick(s))
        .max_by_key(|s| (distance(s.stage), s.source != Source::OfficialList))
}

impl AppView {
    /// What to show of `app`. `asked` is what [`crate::campaign::CampaignFrame::asks`] answered;
    /// `vneid_level2` whether level 2 of VNeID stands activated, which the other apps build on.
    pub fn of(app: App, statements: &[Statement], asked: Certainty, vneid_level2: bool) -> Self {
        let levels: &[u8] = if app == App::Vneid { &[2, 1] } else { &[0] };
        let (level, stage, token) = levels
            .iter()
            .map(|level| shown(statements, *level))
            .max_by_key(|(level, stage, token)| (is_done(*stage), *level, *token))
            .filter(|(_, stage, _)| *stage != Stage::NotRegistered)
            .unwrap_or((0, Stage::NotRegistered, worst_token(statements)));
        let not_needed = asked == Certainty::No || stage == Stage::NotApplicable;
        Self {
            app,
            level,
            stage,
            token: if not_needed { Token::NotNeeded } else { token },
            unsent: statements.iter().any(|s| s.unsent),
            next: next_step(app, statements, asked, vneid_level2, token),
            flags: flags(statements, asked),
        }
    }

    /// Whether this app still asks something of this person (the token is neither done nor not needed).
    pub fn lacking(&self) -> bool {
        match self.token {
            Token::None | Token::Returned => true,
            Token::Claimed | Token::Confirmed => {
                !is_done(self.stage) || (self.app == App::Vneid && self.level < 2)
            }
            Token::NotNeeded => false,
        }
    }
}

/// What one level shows: (level, stage, token).
fn shown(all: &[Statement], level: u8) -> (u8, Stage, Token) {
    let sure = furthest(all, level, established);
    let claim = furthest(all, level, |s| !established(s) && s.decision.is_none());
    let returned = furthest(all, level, |s| s.decision == Some(Decision::Returned));
    let sure_distance = sure.map_or(0, |s| distance(s.stage));
    if let Some(claim) = claim.filter(|c| distance(c.stage) > sure_distance) {
        return (level, claim.stage, Token::Claimed);
    }
    if returned.is_some_and(|r| distance(r.stage) > sure_distance) {
        let stage = sure.map_or(Stage::NotRegistered, |s| s.stage);
        return (level, stage, Token::Returned);
    }
    match sure {
        Some(s) if is_done(s.stage) => (level, s.stage, Token::Confirmed),
        Some(s) => (level, s.stage, Token::None),
        None => claim.map_or((level, Stage::NotRegistered, Token::None), |c| {
            (level, c.stage, Token::None)
        }),
    }
}

/// With no stage to show, a returned claim still must be seen.
fn worst_token(all: &[Statement]) -> Token {
    if all.iter().any(|s| s.decision == Some(Decision::Returned)) {
        Token::Returned
    } else {
        Token::None
    }
}

fn next_step(
    app: App,
    all: &[Statement],
    asked: Certainty,
    vneid_level2: bool,
    token: Token,
) -> NextStep {
    match asked {
        Certainty::No => return NextStep::NotOfAge,
        Certainty::Unsure if all.is_empty() => return NextStep::CheckAge,
        _ => {}
    }
    if token == Token::Returned {
        return NextStep::DoAgain;
    }
    let reached = |level| shown(all, level).1;
    if app == App::Vneid {
        return match (reached(1), reached(2)) {
            (_, two) if is_done(two) => NextStep::Done,
            (_, Stage::Approved) => NextStep::ActivateLevel2,
            (Stage::Approved, _) => NextStep::ActivateLevel1,
            (_, Stage::DossierCollected) => NextStep::AwaitApproval,
            (one, _) if is_done(one) => NextStep::AppointmentLevel2,
            (Stage::DossierCollected, _) => NextStep::AppointmentLevel2,
            _ => NextStep::Register,
        };
    }
    match reached(0) {
        stage if is_done(stage) => NextStep::Done,
        Stage::NotApplicable => NextStep::Done,
        Stage::AccountCreated => NextStep::LogIn,
        Stage::Installed => NextStep::CreateAccount,
        _ if !vneid_level2 => NextStep::VneidFirst,
        _ => NextStep::Install,
    }
}

fn flags(all: &[Statement], asked: Certainty) -> Vec<Flag> {
    let mut flags = Vec::new();
    if all.iter().any(|s| s.disputed) {
        flags.push(Flag::Disputed);
    }
    for level in 0..=2 {
        let list = furthest(all, level, |s| s.source == Source::OfficialList);
        let claim = furthest(all, level, |s| s.source != Source::OfficialList);
        if let (Some(list), Some(claim)) = (list, claim) {
            if is_done(claim.stage) && !is_done(list.stage) {
                flags.push(Flag::AheadOfList);
            } else if distance(claim.stage) < distance(list.stage) {
                flags.push(Flag::BehindList);
            }
        }
    }
    if asked == Certainty::No && all.iter().any(|s| is_done(s.stage)) {
        flags.push(Flag::TooYoung);
    }
    flags.sort_unstable();
    flags.dedup();
    flags
}
