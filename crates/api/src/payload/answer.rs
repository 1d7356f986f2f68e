//! Obstacles with their answers, and what people were taught.

use super::payload;

payload! {
    /// What was said to an obstacle.
    pub struct AnswerCard {
        /// Its id, to take it back where it is this device's.
        id: String,
        /// taken, answered, closed.
        state: String,
        /// Who sees to it.
        owner: Option<String>,
        /// What is said.
        text: Option<String>,
        /// When.
        at: i64,
        /// By whom; absent for this device's own without a receipt.
        by: Option<String>,
        /// By this device, so it can be taken back.
        own: bool,
        /// No receipt yet.
        unsent: bool,
    }

    /// Which obstacles.
    pub struct ObstacleFilter {
        /// open (nobody has answered), answered, closed.
        show: String,
        /// The hamlet's id; absent for all.
        hamlet: Option<String>,
        /// One reason; absent for all.
        reason: Option<String>,
        /// Skip so many.
        offset: u32,
        /// At most so many (1–500).
        limit: u32,
    }

    /// Obstacles, the oldest first.
    pub struct ObstaclePage {
        /// By reason, the one with the oldest first; whatever reason was asked for.
        reasons: Vec<ObstacleReasonCount>,
        /// How many of all reasons.
        total: u32,
        /// This page.
        items: Vec<HinderedCard>,
    }

    /// How often a reason stands.
    pub struct ObstacleReasonCount {
        /// A word of the glossary.
        reason: String,
        /// How often.
        count: u32,
        /// Since when the oldest.
        oldest: i64,
    }

    /// An obstacle of somebody.
    pub struct HinderedCard {
        /// Its id.
        id: String,
        /// The resident's id.
        resident: String,
        /// The household's id.
        household: String,
        /// The person's name.
        name: String,
        /// Year of birth.
        birth_year: Option<u16>,
        /// The hamlet's name.
        hamlet: String,
        /// Lane; empty when none.
        lane: String,
        /// House number; empty when none.
        house: String,
        /// A word of the glossary.
        reason: String,
        /// vneid, ihanoi, etax; absent when it hinders all.
        app: Option<String>,
        /// When it was met.
        at: i64,
        /// By whom; absent for this device's own without a receipt.
        by: Option<String>,
        /// The author's organisation.
        organisation: Option<String>,
        /// Its answer, if anybody took it.
        answer: Option<AnswerCard>,
    }

    /// An answer to one obstacle or to several of the same reason.
    pub struct NewAnswer {
        /// The obstacles' ids, 1 to 500.
        obstacles: Vec<String>,
        /// taken, answered, closed.
        state: String,
        /// Who sees to it.
        owner: Option<String>,
        /// What is said; an answer has some words.
        text: Option<String>,
    }

    /// An answer to something that this member met.
    pub struct AnsweredCard {
        /// What was met, with the answer.
        obstacle: HinderedCard,
        /// Read on this device.
        read: bool,
    }

    /// Which answers were read.
    pub struct ReadAnswers {
        /// The answers' ids.
        answers: Vec<String>,
    }

    /// That somebody was taught something (D-24, D-54).
    pub struct NewTaught {
        /// The resident's id.
        resident: String,
        /// portal_login, guided_use.
        lesson: String,
        /// vneid, ihanoi, etax; absent for all.
        app: Option<String>,
    }

    /// What somebody was taught.
    pub struct TaughtCard {
        /// Its id.
        id: String,
        /// portal_login, guided_use.
        lesson: String,
        /// vneid, ihanoi, etax; absent for all.
        app: Option<String>,
        /// When.
        at: i64,
        /// By this device, so it can be undone.
        own: bool,
        /// No receipt yet.
        unsent: bool,
    }

    /// How many people of a hamlet were taught what, each once.
    pub struct TaughtOfHamlet {
        /// The hamlet's id.
        hamlet: String,
        /// Its name.
        name: String,
        /// People of whom the campaign asks something.
        people: u32,
        /// Logged in to the national portal of public services.
        portal_login: u32,
        /// Shown how to use what they have.
        guided_use: u32,
    }
}
