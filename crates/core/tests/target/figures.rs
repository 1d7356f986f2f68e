//! Claimed, confirmed, official (D-32, D-46, D-61).

use super::unit;
use tungnha_core::Instant;
use tungnha_core::target::{FigureOwner, Figures, OfficialFigure, Says, Standings};
use tungnha_core::words::App;

#[test]
fn the_official_figure_counts_when_there_is_one_and_a_claim_alone_never() {
    let claimed = Figures {
        claimed: 40,
        ..Figures::default()
    };
    assert_eq!(claimed.counting(), (0, Says::Confirmed));
    let confirmed = Figures {
        confirmed: 31,
        ..claimed
    };
    assert_eq!(confirmed.counting(), (31, Says::Confirmed));
    assert_eq!((confirmed.unconfirmed(), confirmed.gap()), (9, None));
    let official = Figures {
        official: Some(28),
        ..confirmed
    };
    assert_eq!(official.counting(), (28, Says::Official));
    assert_eq!(official.gap(), Some(3));
    // The system may be ahead of us, and may say none.
    assert_eq!(
        Figures {
            official: Some(35),
            ..confirmed
        }
        .gap(),
        Some(-4)
    );
    assert_eq!(
        Figures {
            official: Some(0),
            ..confirmed
        }
        .counting(),
        (0, Says::Official)
    );
}

#[test]
fn organisations_are_no_people() {
    let figure = OfficialFigure {
        bearer: unit("00658"),
        app: App::Ihanoi,
        standings: Standings::ALL,
        owner: FigureOwner::CommitteeOffice,
        as_of: Instant(1_733_500_800),
        officials: Some(120),
        citizens: Some(4_380),
        organisations: Some(37),
        total: None,
    };
    assert_eq!(figure.people(), Some(4_500));
    assert_eq!(figure.difference(), None);
    // What is printed stands, and what does not add up is said.
    let printed = OfficialFigure {
        total: Some(4_537),
        ..figure.clone()
    };
    assert_eq!(
        (printed.people(), printed.difference()),
        (Some(4_537), Some(37))
    );
    let bare = OfficialFigure {
        citizens: None,
        ..figure
    };
    assert_eq!(bare.people(), None);
}
