//! The table of kinds (`docs/protocol/kinds.md`) against the code: fields, words, visibility, rights.

use super::{bytes, list, number, text, vectors};
use serde_json::Value as Json;
use tungnha_core::body::{Account, BodyError, Visibility};
use tungnha_core::delta::DeltaError;
use tungnha_core::rights::{can_be_said, may_assert};
use tungnha_core::words::{
    AbsenceReason, Agreement, AnswerState, App, AppointmentPurpose, Attendance, CoarseReason,
    Decision, Denominator, Eligibility, Finding, Group, HamletKind, IneligibleReason, Lesson,
    ObstacleReason, OrganisationKind, Outcome, Population, ResidenceKind, ResidentState, Role,
    Rounding, Sex, Side, Source, Stage, Task, VenueKind,
};
use tungnha_core::{Body, Delta, DeltaId, HeldReason, Incarnation};
use uuid::Uuid;

const NAME: DeltaId = DeltaId::new(Incarnation(Uuid::nil()), 1);

fn delta(bytes: &[u8]) -> Delta {
    Delta::from_bytes(NAME, bytes).expect("a statement")
}

#[test]
fn every_kind_has_the_documents_fields_and_no_others() {
    for kind in list(&vectors(), "kinds") {
        for sample in ["full", "least"] {
            let read = delta(&bytes(&kind, sample));
            assert_eq!(u32::from(read.body.kind()), number(&kind, "kind"));
            assert_eq!(read.body.name(), text(&kind, "name"));
            let visibility = match text(&kind, "visibility") {
                "open" => Visibility::Open,
                _ => Visibility::Restricted,
            };
            assert_eq!(read.body.visibility(), visibility, "{}", read.body.name());
            // A field that the code did not know would be missing here.
            assert_eq!(
                read.to_bytes(),
                bytes(&kind, sample),
                "{sample} {}",
                read.body.name()
            );
        }
    }
}

#[test]
fn what_is_no_statement_of_its_kind_is_refused_by_its_field() {
    for kind in list(&vectors(), "kinds") {
        for bad in list(&kind, "bad") {
            let tag = u8::try_from(number(&bad, "tag")).expect("a tag");
            let expected = if bad["missing"] == true {
                BodyError::Missing(tag)
            } else {
                BodyError::Range(tag)
            };
            let read = Delta::from_bytes(NAME, &bytes(&bad, "bytes"));
            let what = format!("{}: {}", text(&kind, "name"), text(&bad, "why"));
            assert_eq!(read, Err(DeltaError::Body(expected)), "{what}");
        }
    }
}

#[test]
fn an_unknown_kind_is_kept_as_it_came() {
    let authored = bytes(&vectors(), "unknown_kind");
    let read = delta(&authored);
    assert!(matches!(read.body, Body::Unknown(_)));
    assert_eq!(read.body.visibility(), Visibility::Restricted);
    assert_eq!(read.to_bytes(), authored);
}

#[test]
fn the_words_are_the_documents() {
    let vectors = vectors();
    let lists = vectors["words"].as_object().expect("words");
    macro_rules! hold {
        ($($name:literal $words:ident),+ $(,)?) => {
            $(
                let ours: Vec<(u8, &str)> = $words::ALL.iter().map(|w| (w.code(), w.name())).collect();
                let theirs: Vec<(u8, &str)> = lists[$name]
                    .as_array()
                    .expect($name)
                    .iter()
                    .map(|pair| (pair[0].as_u64().expect("code") as u8, pair[1].as_str().expect("word")))
                    .collect();
                assert_eq!(ours, theirs, $name);
            )+
            assert_eq!(lists.len(), [$($name),+].len());
        };
    }
    hold!(
        "app" App, "stage" Stage, "source" Source, "sex" Sex, "resident_state" ResidentState,
        "residence_kind" ResidenceKind, "outcome" Outcome, "absence_reason" AbsenceReason,
        "agreement" Agreement, "decision" Decision, "role" Role, "hamlet_kind" HamletKind,
        "held_reason" HeldReason, "obstacle_reason" ObstacleReason,
        "appointment_purpose" AppointmentPurpose, "eligibility" Eligibility,
        "coarse_reason" CoarseReason, "ineligible_reason" IneligibleReason, "side" Side,
        "venue_kind" VenueKind, "organisation_kind" OrganisationKind, "group" Group,
        "population" Population, "attendance" Attendance, "answer_state" AnswerState,
        "lesson" Lesson, "finding" Finding, "task" Task, "rounding" Rounding, "denominator" Denominator,
    );
}

#[test]
fn who_may_say_what_is_the_documents() {
    let vectors = vectors();
    let kinds = list(&vectors, "kinds");
    let rights = list(&vectors, "rights");
    assert_eq!(rights.len(), kinds.len());
    for (right, kind) in rights.iter().zip(&kinds) {
        assert_eq!(text(right, "kind"), text(kind, "name"));
        for role in Role::ALL {
            let cell = text(&right["may"], role.name());
            for (begins, word, sample) in samples(kind) {
                let expected = match cell {
                    "yes" => true,
                    "no" => false,
                    "new" | "own" => begins,
                    "claims" => ["volunteer_claim", "citizen_statement"].contains(&word.as_str()),
                    "proposed" => word == "proposed",
                    other => panic!("{other}"),
                };
                assert_eq!(
                    may_assert(*role, &sample),
                    expected,
                    "{role} {}",
                    sample.name()
                );
            }
        }
    }
}

/// (whether it begins a thing or speaks for itself, the word that rights may go by, the body) of samples.
fn samples(kind: &Json) -> Vec<(bool, String, Body)> {
    let by_word = kind["by_word"].as_object().expect("by_word");
    if by_word.is_empty() {
        let of = |sample| delta(&bytes(kind, sample)).body;
        let no_word = String::new;
        return vec![
            (false, no_word(), of("full")),
            (true, no_word(), of("least")),
        ];
    }
    let of = |(word, hex): (&String, &Json)| (false, word.clone(), delta(&bytes(hex, "")).body);
    by_word.iter().map(of).collect()
}

#[test]
fn the_account_states_that_can_be_said_are_the_documents() {
    for row in list(&vectors(), "account_states") {
        let stage: Stage = text(&row, "stage").parse().expect("a stage");
        for app in App::ALL {
            for level in 0..4 {
                let cell = row["may"][format!("{app} {level}")]
                    .as_str()
                    .unwrap_or("no");
                for source in Source::ALL {
                    let of_the_office =
                        matches!(source, Source::OfficialList | Source::PoliceEntry);
                    let expected = cell == "all" || cell == "office" && of_the_office;
                    let account = Account {
                        resident: NAME,
                        app: *app,
                        level,
                        source: *source,
                        stage,
                        as_of: None,
                        approved_on: None,
                        visit: None,
                    };
                    assert_eq!(can_be_said(&account), expected, "{account:?}");
                }
            }
        }
    }
}
