//! The law of the fold, over small random histories in which clashes are common.

mod history;

use history::{History, history};
use proptest::prelude::*;
use std::collections::BTreeSet;
use tungnha_core::account::{AppView, Statement, Token};
use tungnha_core::birth::Certainty;
use tungnha_core::body::{Account, Body};
use tungnha_core::fold::{Ledger, Rank, Standing};
use tungnha_core::words::{App, Decision, Role, Source, Stage};
use tungnha_core::{Delta, DeltaId, Incarnation, Instant, MemberId};
use uuid::Uuid;

fn fold(history: &History, order: &[usize]) -> Ledger {
    let mut ledger = Ledger::new(None);
    for at in order {
        let at = at % (history.deltas.len() + history.admissions.len());
        match history.deltas.get(at) {
            Some(delta) => ledger.add(delta.clone()),
            None => ledger.admit(history.admissions[at - history.deltas.len()].clone()),
        }
    }
    ledger
}

fn everything(history: &History) -> Vec<usize> {
    (0..history.deltas.len() + history.admissions.len()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Any order, any duplication: the same state.
    #[test]
    fn order_and_repetition_change_nothing(
        history in history(),
        shuffled in prop::collection::vec(any::<prop::sample::Index>(), 0..80),
    ) {
        let all = everything(&history);
        let mut order: Vec<usize> = shuffled.iter().map(|i| i.index(all.len().max(1))).collect();
        order.extend(all.iter().rev());
        prop_assert_eq!(fold(&history, &order).state(), fold(&history, &all).state());
    }

    /// Any partition: what two replicas hold together folds as one.
    #[test]
    fn a_partition_changes_nothing(history in history(), parts in prop::collection::vec(any::<bool>(), 80)) {
        let all = everything(&history);
        let (left, right): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|at| parts[**at % parts.len()]);
        let joined = [right, left].concat();
        prop_assert_eq!(fold(&history, &joined).state(), fold(&history, &all).state());
    }

    /// No recorded value disappears: what counts is a head, or somebody superseded or withdrew it.
    #[test]
    fn nothing_disappears(history in history()) {
        let ledger = fold(&history, &everything(&history));
        let state = ledger.state();
        let counting: Vec<&Delta> = ledger
            .deltas()
            .values()
            .filter(|d| ledger.standing(d.id).is_some_and(|s| s.counts()))
            .collect();
        let answered: BTreeSet<DeltaId> = counting
            .iter()
            .flat_map(|d| match &d.body {
                Body::Retract(retract) => vec![retract.target],
                Body::Settle(settle) => settle.over.clone(),
                _ => d.supersedes.clone(),
            })
            .collect();
        for delta in counting {
            for register in delta.registers() {
                let heads = state.registers.get(&register).cloned().unwrap_or_default();
                prop_assert!(
                    heads.contains(&delta.id) || answered.contains(&delta.id),
                    "{:?} is neither shown nor answered", delta
                );
            }
        }
    }

    /// What is shown of a level was said of that level, by somebody, in these words.
    #[test]
    fn levels_never_combine(said in prop::collection::vec(statement(), 0..6)) {
        let view = AppView::of(App::Vneid, &said, Certainty::Yes, false);
        if view.stage != Stage::NotRegistered {
            prop_assert!(said.iter().any(|s| (s.level, s.stage) == (view.level, view.stage)));
        }
        if view.token == Token::Confirmed {
            let established = said.iter().any(|s| {
                (s.level, s.stage) == (view.level, view.stage)
                    && (s.source == Source::OfficialList
                        || s.source == Source::PoliceEntry
                        || s.decision == Some(Decision::Confirmed))
            });
            prop_assert!(established);
        }
    }

    /// A clock ten years ahead wins nothing against anybody of the same standing.
    #[test]
    fn a_clock_ahead_wins_nothing(said in 0i64..1000, late in 0i64..1000, years in 1i64..=10) {
        let received = Instant(1_000_000);
        let admitted = |received_at: Instant| Standing::Admitted {
            received_at,
            member: MemberId(Uuid::nil()),
            role: Role::Volunteer,
        };
        let honest = claim(1, Instant(received.0 - said));
        let ahead = claim(2, Instant(received.0 + late + years * 31_556_952));
        prop_assert!(
            Rank::of(&honest, &admitted(received))
                > Rank::of(&ahead, &admitted(received.plus(late)))
        );
    }
}

/// A claim of writer `writer`, stamped `at`.
fn claim(writer: u128, at: Instant) -> Delta {
    let id = DeltaId::new(Incarnation(Uuid::from_u128(writer)), 1);
    let account = Account {
        resident: id,
        app: App::Vneid,
        level: 2,
        source: Source::VolunteerClaim,
        stage: Stage::Activated,
        as_of: None,
        approved_on: None,
        visit: None,
    };
    Delta {
        id,
        stamped: at,
        supersedes: Vec::new(),
        on_behalf_of: None,
        body: account.into(),
    }
}

fn statement() -> impl Strategy<Value = Statement> {
    let stage = prop_oneof![
        Just(Stage::NotRegistered),
        Just(Stage::DossierCollected),
        Just(Stage::Approved),
        Just(Stage::Activated),
        Just(Stage::Rejected),
    ];
    let decision = prop_oneof![
        Just(None),
        Just(Some(Decision::Confirmed)),
        Just(Some(Decision::Returned))
    ];
    let source = prop::sample::select(Source::ALL);
    (1u8..3, source, stage, decision).prop_map(|(level, source, stage, decision)| Statement {
        level,
        source,
        stage,
        decision,
        unsent: false,
        disputed: false,
    })
}

/// The seeds' own case (`brief.md` 2): level 1 is activated, level 2 only approved.
#[test]
fn level_one_activated_and_level_two_approved_stay_two_things() {
    let said = |level, stage| Statement {
        level,
        source: Source::OfficialList,
        stage,
        decision: None,
        unsent: false,
        disputed: false,
    };
    let both = [said(1, Stage::Activated), said(2, Stage::Approved)];
    let view = AppView::of(App::Vneid, &both, Certainty::Yes, false);
    assert_eq!((view.level, view.stage), (1, Stage::Activated));
    assert_eq!(view.next, tungnha_core::account::NextStep::ActivateLevel2);
}

/// A register with three heads, settled by two officers who do not know of each other.
#[test]
fn settlements_hold_reopen_and_never_hide() {
    use tungnha_core::fold::{Entry, Settlement, heads};
    let id = |writer| DeltaId::new(Incarnation(Uuid::from_u128(writer)), 1);
    let entry = |writer: u128| Entry {
        id: id(writer),
        supersedes: Vec::new(),
        rank: Rank::of(&claim(writer, Instant(writer as i64)), &Standing::Unsent),
    };
    let settle = |stands, over: &[u128]| Settlement {
        stands: id(stands),
        over: over.iter().copied().map(id).collect(),
    };
    let (two, three) = ([entry(1), entry(2)], [entry(1), entry(2), entry(3)]);
    assert_eq!(heads(&two, &[settle(1, &[2])]), [id(1)]);
    // A late head reopens it; the settlement goes on holding for what it named.
    assert_eq!(heads(&three, &[settle(1, &[2])]), [id(3), id(1)]);
    // What it let stand was withdrawn: the other is back.
    assert_eq!(
        heads(&[entry(2), entry(3)], &[settle(1, &[2])]),
        [id(3), id(2)]
    );
    // Against each other: as if nobody had settled, also beside a head that neither saw.
    let both = [settle(1, &[2]), settle(2, &[1])];
    assert_eq!(heads(&two, &both), [id(2), id(1)]);
    assert_eq!(heads(&three, &both), [id(3), id(2), id(1)]);
    let round = [settle(1, &[2]), settle(2, &[3]), settle(3, &[1])];
    assert_eq!(heads(&three, &round).len(), 3);
}
