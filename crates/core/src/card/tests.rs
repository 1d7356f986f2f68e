//! Every number here has a province code that was never issued: it is nobody's.

use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const CHIP: &str =
    "003090999999|012345678|Nguyễn Văn A|01011990|Nam|Thôn 1, Xã B, Huyện C, Hà Nội|15032021";
const NEW: &str = "003308999998||Trần Thị B|05092008|Nữ|Thôn 2, Xã D, Thanh Hóa|01082024||||";

fn card(text: &str) -> Card {
    Card::parse(text).expect("a card")
}

fn error(text: &str) -> CardError {
    Card::parse(text).expect_err(text)
}

#[test]
fn both_cards_are_read_and_empty_fields_keep_their_place() {
    let chip = card(CHIP);
    assert_eq!(chip.id().as_str(), "003090999999");
    assert_eq!((chip.name(), chip.sex()), ("Nguyễn Văn A", Sex::Male));
    assert_eq!(chip.birth().to_string(), "01/01/1990");
    assert_eq!(chip.address(), "Thôn 1, Xã B, Huyện C, Hà Nội");
    assert!(!chip.contradiction().any());
    let new = card(NEW);
    assert_eq!((new.name(), new.sex()), ("Trần Thị B", Sex::Female));
    assert!(!new.contradiction().any());
    let cancelled =
        card("003308999998|012345678901|Trần Thị B|05092008|Nữ||01082024|003308999997|x|y|z");
    assert_eq!((cancelled.name(), cancelled.address()), ("Trần Thị B", ""));
}

#[test]
fn what_scanners_do_to_it_is_undone() {
    let decomposed: String = format!("\u{FEFF}  {}\r\n", NEW.nfd());
    assert_eq!(card(&decomposed), card(NEW));
    let spaced = NEW.replace('|', " | ");
    assert_eq!(card(&spaced), card(NEW));
    for sex in ["Nu", "NỮ", "N", "N?", "N\u{FFFD}", "nữ"] {
        assert_eq!(card(&NEW.replace("Nữ", sex)).sex(), Sex::Female, "{sex}");
    }
    assert!(card(&NEW.replace("Trần Thị B", "Tran Thi B")).is_name_bare());
    assert!(card(&NEW.replace("Trần Thị B", "Trần Th? B")).is_name_bare());
    assert!(!card(NEW).is_name_bare());
}

#[test]
fn a_battered_card_tells_which_field() {
    let cases = [
        (
            CHIP.replace("003090999999", "00309099999"),
            CardField::Number,
        ),
        (
            CHIP.replace("003090999999", "00309O999999"),
            CardField::Number,
        ),
        (CHIP.replace("012345678", "01234567"), CardField::OldNumber),
        (CHIP.replace("Nguyễn Văn A", ""), CardField::Name),
        (
            CHIP.replace("Nguyễn Văn A", &"a".repeat(200)),
            CardField::Name,
        ),
        (CHIP.replace("01011990", "30021990"), CardField::BirthDate),
        (CHIP.replace("01011990", "1011990"), CardField::BirthDate),
        (CHIP.replace("01011990", "01/01/90"), CardField::BirthDate),
        (CHIP.replace("|Nam|", "|Khác|"), CardField::Sex),
        (CHIP.replace("15032021", "15132021"), CardField::IssueDate),
        (CHIP.replace("|15032021", ""), CardField::Count),
        ("003090999999|".into(), CardField::Count),
    ];
    for (text, field) in cases {
        assert_eq!(error(&text), CardError::Unreadable(field), "{field:?}");
    }
}

#[test]
fn other_codes_are_called_by_their_name() {
    // "Nguyễn Văn A" as hex of UTF-8, with the new number and with the old.
    let hex: String = "Nguyễn Văn A".bytes().map(|b| format!("{b:02x}")).collect();
    for text in [
        format!(
            "0123456789|{hex}|01/01/1990|1|5468c3b46e|01 - 001|01/01/2021|-|01/01/2021|0000|-|4|$"
        ),
        format!("GD4010123456789|{}|1990|1", hex.to_uppercase()),
    ] {
        assert_eq!(error(&text), CardError::HealthCard);
    }
    for text in [
        "https://vneid.gov.vn/?q=1",
        "{\"app\":\"VNeID\"}",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    ] {
        assert_eq!(error(text), CardError::VneidCode, "{text}");
    }
    for text in [
        "https://example.com/a|b|c|d|e|f|g",
        "HTTP://EXAMPLE.COM",
        "www.example.com",
        "tungnha://enrol?x",
    ] {
        assert_eq!(error(text), CardError::Url, "{text}");
    }
    for text in [
        "",
        "|",
        "||||||",
        "003090999999",
        "8934567890123",
        "Nguyễn Văn A",
        "a|b|c|d|e|f|g",
        "003090999999|NGUYEN VAN A|1990-01-01|0|x|y|z",
    ] {
        assert_eq!(error(text), CardError::NotACard, "{text}");
    }
    assert_eq!(error(&"x|".repeat(9000)), CardError::NotACard);
}

#[test]
fn debugging_tells_nothing_of_the_holder() {
    assert_eq!(format!("{:?}", card(CHIP)), "Card(..)");
    assert_eq!(format!("{:?}", Card::parse(CHIP)), "Ok(Card(..))");
    let told = format!("{:?} {0}", error(&CHIP.replace("01011990", "30021990")));
    assert!(!told.contains("0030") && !told.contains("3002") && !told.contains("Nguy"));
}

#[test]
fn a_number_that_says_another_year_or_sex_is_noted() {
    let wrong = card(&CHIP.replace("01011990|Nam", "01011991|Nữ")).contradiction();
    assert!(wrong.birth_year && wrong.sex);
}

#[test]
fn the_same_name_is_known_in_every_spelling() {
    let named = |name: &str| card(&NEW.replace("Trần Thị B", name));
    for (on_card, on_roll) in [
        ("Đặng Thị Hoà", "ĐẶNG THỊ HÒA"),
        ("Lý Thị Mỹ", "Lí Thị Mĩ"),
        ("Ngô Quý", "Ngô Quí"),
        ("Nguyn Th Ho", "Nguyễn Thị Hoà"),
        ("Nguy?n Th? Ho?", "Nguyễn Thị Hoà"),
        ("Tran Thi B", "Trần Thị B"),
    ] {
        assert!(named(on_card).is_named(on_roll), "{on_card} / {on_roll}");
    }
    for (on_card, on_roll) in [
        ("Đặng Thị Hoà", "Đặng Thị Hoài"),
        ("Bùi Tây", "Bùi Tài"),
        ("Thuỷ", "Thùi"),
    ] {
        assert!(!named(on_card).is_named(on_roll), "{on_card} / {on_roll}");
    }
}

fn known(
    last4: Option<&'static str>,
    birth_year: Option<u16>,
    name: &'static str,
) -> Known<'static> {
    Known {
        name,
        birth_year,
        sex: Some(Sex::Female),
        last4,
        personal_id: None,
    }
}

#[test]
fn differences_are_named_and_strangers_are_not_offered() {
    let card = card(NEW);
    let differs = |known| card.likeness(&known).map(|likeness| likeness.differs);
    assert_eq!(
        differs(known(Some("9998"), Some(2008), "Trần Thị B")),
        Some(vec![])
    );
    assert_eq!(
        differs(known(Some("9998"), Some(2003), "Trần Thị B")),
        Some(vec![Differs::BirthYear])
    );
    assert_eq!(
        differs(known(Some("9998"), Some(2008), "Trần B")),
        Some(vec![Differs::Name])
    );
    assert_eq!(
        differs(known(Some("1111"), Some(2008), "Trần Thị B")),
        Some(vec![Differs::Number])
    );
    assert_eq!(differs(known(None, None, "Trần Thị B")), Some(vec![]));
    let male = Known {
        sex: Some(Sex::Male),
        ..known(Some("9998"), Some(2008), "Trần Thị B")
    };
    assert_eq!(differs(male), Some(vec![Differs::Sex]));
    for stranger in [
        known(Some("9998"), Some(2008), "Lê Văn Tám"),
        known(Some("9998"), Some(1950), "Lê Thị B"),
        known(Some("1111"), Some(2003), "Trần Thị B"),
        known(None, Some(2003), "Trần Thị B"),
    ] {
        assert_eq!(differs(stranger), None);
    }
    // Where the whole number is held, it decides: a likeness of four digits is none.
    let whole = |id| Known {
        personal_id: Some(id),
        ..known(Some("9998"), Some(2003), "Lê Thị C")
    };
    assert_eq!(
        differs(whole("003308999998")),
        Some(vec![Differs::Name, Differs::BirthYear])
    );
    assert_eq!(differs(whole("001303999998")), None);
}

#[test]
fn more_alike_is_more() {
    let card = card(NEW);
    let score = |known| card.likeness(&known).expect("alike").score();
    let same = score(known(Some("9998"), Some(2008), "Trần Thị B"));
    let other_year = score(known(Some("9998"), Some(2003), "Trần Thị B"));
    let unknown_number = score(known(None, Some(2008), "Trần Thị B"));
    let other_number = score(known(Some("1111"), Some(2008), "Trần Thị B"));
    assert!(same > other_year && other_year > unknown_number && unknown_number > other_number);
}

proptest! {
    #[test]
    fn no_text_makes_it_stumble(text in ".{0,200}") {
        let _ = Card::parse(&text);
    }

    #[test]
    fn nothing_between_bars_makes_it_stumble(
        fields in prop::collection::vec("[0-9]{0,13}|[A-Za-zĐđ?ữ\u{300}-\u{303}\r\n ]{0,12}|[0-9a-fA-F]{0,14}|.{0,6}", 0..14),
        roll in ".{0,20}",
    ) {
        if let Ok(card) = Card::parse(&fields.join("|")) {
            let _ = (card.contradiction(), card.is_named(&roll), card.is_name_bare());
            let known = Known { name: &roll, birth_year: None, sex: None, last4: None, personal_id: None };
            let _ = card.likeness(&known);
        }
    }

    /// One sign changed, lost or doubled: read or refused, and never another person's number.
    #[test]
    fn a_battered_card_is_never_somebody_elses(at in 0_usize..70, sign in prop::option::of(prop::char::any())) {
        let mut signs: Vec<char> = CHIP.chars().collect();
        if at < signs.len() {
            signs.splice(at..=at, sign);
        }
        let text: String = signs.into_iter().collect();
        if let Ok(read) = Card::parse(&text) {
            prop_assert!(text.contains(read.id().as_str()));
        }
    }
}
