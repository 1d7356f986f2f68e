//! Who of the roll stands at a stage, by whose word: the one question behind every figure of claimed, confirmed and
//! listed people, so that two screens never give two answers.

use tungnha_core::words::{Decision, ResidentState, Source, Stage};

/// A subquery: everybody who lives in the book and of whom somebody says a stage of `stages`, once each, with `person`,
/// `hamlet`, `household`, `position`, the yes-or-no `claimed`, `confirmed` and `listed`, and `listed_as_of`. Its
/// parameters are ?1, the app, and ?2, the level or 0 for every level.
///
/// A returned claim counts nowhere, and who gave way counts as the one who stays. Who moved away or died, as the police
/// or else the list say, is left out.
pub(super) fn standing(stages: impl IntoIterator<Item = Stage>) -> String {
    let stages: Vec<String> = stages.into_iter().map(|s| s.code().to_string()).collect();
    let [volunteer, citizen] = [Source::VolunteerClaim, Source::CitizenStatement].map(Source::code);
    let [police, list] = [Source::PoliceEntry, Source::OfficialList].map(Source::code);
    let [confirmed, returned] = [Decision::Confirmed, Decision::Returned].map(Decision::code);
    let living = ResidentState::Living.code();
    let state = |by: u8| {
        format!("(SELECT s.state FROM residency s WHERE s.resident = r.key AND s.source = {by})")
    };
    format!(
        "(SELECT r.key AS person, h.hamlet AS hamlet, h.key AS household, h.walk AS walk, r.position AS position,
            max(a.source IN ({volunteer}, {citizen}) AND coalesce(d.decision, 0) <> {returned}) AS claimed,
            max(a.source = {police}
                OR (a.source IN ({volunteer}, {citizen}) AND d.decision IS {confirmed})) AS confirmed,
            max(a.source = {list}) AS listed,
            max(CASE WHEN a.source = {list} THEN a.as_of END) AS listed_as_of
         FROM account a LEFT JOIN gives_way g ON g.resident = a.resident
         JOIN resident r ON r.key = coalesce(g.stays, a.resident)
         JOIN household h ON h.key = r.household
         LEFT JOIN decision d ON d.claim = a.key
         WHERE a.app = ?1 AND (?2 = 0 OR a.level = ?2) AND a.stage IN ({})
           AND coalesce({}, {}, {living}) = {living}
         GROUP BY r.key)",
        stages.join(", "),
        state(police),
        state(list),
    )
}
