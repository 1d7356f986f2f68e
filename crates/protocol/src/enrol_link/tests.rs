use super::*;
use proptest::prelude::*;

fn link() -> EnrolLink {
    EnrolLink {
        addresses: vec!["127.0.0.1:8443".into(), "may-chu.local:8443".into()],
        code: "AB2CD-CD3EF".into(),
        identity: PublicKey([0xE9; 32]),
    }
}

fn read(text: &str) -> Result<EnrolLink, BadMessage> {
    text.parse()
}

#[test]
fn both_forms_go_there_and_back() {
    let page = link().on_page("https://xa-cam-tan.vi.example/tung-nha/e.html");
    for text in [
        link().to_string(),
        page.clone(),
        link().on_page("http://192.168.1.10:8080/e"),
        link().to_string().replace('?', "#"),
        link().to_string().replace('?', "/?"),
        page.replace("https", "HTTPS"),
    ] {
        assert_eq!(read(&text), Ok(link()), "{text}");
    }
}

#[test]
fn what_a_chat_puts_around_it_is_passed_over() {
    let (app, page) = (link().to_string(), link().on_page("https://vi.example/e"));
    for text in [
        format!("  {app}\n"),
        format!("Mời anh/chị vào máy: {page}\nBấm vào link nhé."),
        format!("“{app}”"),
        format!("<{page}>, hạn 48 giờ"),
        format!("({app})."),
        format!("\u{feff}\u{200b}{app}\u{200b}"),
        format!("Xem https://vi.example/tin rồi bấm {page}"),
        // Both, as the server prints them.
        format!("{app}\n{page}\n"),
        page.replace('&', "&amp;"),
        format!(
            "https://chat.vi.example/link?to={}",
            page.replace(':', "%3A")
                .replace('/', "%2F")
                .replace('#', "%23")
        ),
        app.replace(':', "%3A")
            .replace('=', "%3D")
            .replace('&', "%26"),
        app.replace("8443", "8443\u{200b}"),
        // Broken into lines by whoever forwarded it.
        app.replace("&code", "\n&code"),
        format!("Link: {} {}", &page[..40], &page[40..]),
        format!("{} \r\n {}", &app[..app.len() - 20], &app[app.len() - 20..]),
        format!("{}&moi=1", app),
    ] {
        assert_eq!(read(&text), Ok(link()), "{text}");
    }
}

#[test]
fn other_texts_are_refused() {
    let app = link().to_string();
    for text in [
        "",
        "https://vi.example/",
        "tungnha://enrol?code=1&key=AAAA",
        "tungnha://server?at=a:1&issued=1&signature=AA",
        &app.replace("enrol", "enrolment"),
        &app[..app.len() - 1],
        &app.replace("at=", "to="),
        &app.replace("code=", "code=&"),
        &format!("{app}{}", " ".repeat(20 << 10)),
    ] {
        assert!(read(text).is_err(), "{text}");
    }
}

/// The parts of which texts around and near links are made.
fn piece() -> impl Strategy<Value = String> {
    let page = link().on_page("https://vi.example/e");
    prop_oneof![
        Just(link().to_string()),
        Just(page),
        Just("tungnha://enrol".to_owned()),
        Just("https://".to_owned()),
        Just("#at=a:1&code=A&key=".to_owned()),
        "[%#?&=:/ \n\u{200b}\u{1ec7}a-zA-Z0-9-]{0,12}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn no_text_is_too_odd(pieces in proptest::collection::vec(piece(), 0..6)) {
        let text = pieces.concat();
        if let Ok(link) = read(&text) {
            // What was read is a whole link, and says the same again.
            prop_assert!((1..=MAX_ADDRESSES).contains(&link.addresses.len()));
            prop_assert_eq!(read(&link.to_string()), Ok(link.clone()));
            prop_assert_eq!(read(&link.on_page("https://vi.example/e")), Ok(link));
        }
    }

    #[test]
    fn a_changed_link_never_stops_the_reader(at in 0_usize..200, byte in any::<u8>()) {
        let mut bytes = link().on_page("https://vi.example/e").into_bytes();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn words_around_it_do_not_matter(
        before in "[a-zA-Zăâđêôơư0-9 .,!\n“]{0,40}",
        after in "[ \n)”>.,!][a-zA-Zăâđêôơư0-9 .,!\n”]{0,40}",
        web in any::<bool>(),
    ) {
        let text = if web { link().on_page("https://vi.example/e") } else { link().to_string() };
        prop_assert_eq!(read(&format!("{before} {text}{after}")), Ok(link()));
    }
}
