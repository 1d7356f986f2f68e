use super::*;
use proptest::prelude::*;

const PLAY: &str = "https://play.google.com/store/apps/details?id=com.vnid";
const APPLE: &str = "https://apps.apple.com/vn/app/vneid/id1582750372";

fn google(address: &str) -> Result<StoreLink, StoreLinkError> {
    StoreLink::new(Storefront::GooglePlay, address)
}

fn apple(address: &str) -> Result<StoreLink, StoreLinkError> {
    StoreLink::new(Storefront::AppStore, address)
}

#[test]
fn pages_of_the_stores_are_links() {
    for address in [
        PLAY,
        "https://play.google.com/store/apps/details?id=com.vnid&hl=vi",
        "https://play.google.com/store/apps/details?hl=vi&gl=VN&id=vn.gdt.etax_mobile",
    ] {
        let link = google(address).expect(address);
        assert_eq!(
            (link.store(), link.address()),
            (Storefront::GooglePlay, address)
        );
    }
    for address in [
        APPLE,
        "https://apps.apple.com/app/id1582750372",
        "https://apps.apple.com/vn/app/id1582750372?l=vi",
        "https://apps.apple.com/vn/app/%C4%91i%E1%BB%87n-t%E1%BB%AD/id1",
    ] {
        assert_eq!(apple(address).expect(address).address(), address);
    }
}

#[test]
fn nothing_else_is() {
    use StoreLinkError::{Elsewhere, Long, NoApp};
    let play = |what: &str| google(what).expect_err(what);
    let app = |what: &str| apple(what).expect_err(what);
    for elsewhere in [
        "",
        "https://vneid.gov.vn/vneid.apk",
        "http://play.google.com/store/apps/details?id=com.vnid",
        "HTTPS://play.google.com/store/apps/details?id=com.vnid",
        "https://Play.google.com/store/apps/details?id=com.vnid",
        "https://play.google.com.vn-id.top/store/apps/details?id=com.vnid",
        "https://play.google.com@vn-id.top/store/apps/details?id=com.vnid",
        "https://play.google.com:444/store/apps/details?id=com.vnid",
        "https://play-google.com/store/apps/details?id=com.vnid",
        "https://play.goog\u{2113}e.com/store/apps/details?id=com.vnid",
        " https://play.google.com/store/apps/details?id=com.vnid",
        APPLE,
    ] {
        assert_eq!(play(elsewhere), Elsewhere(Storefront::GooglePlay));
    }
    for no_app in [
        "https://play.google.com/",
        "https://play.google.com/store/apps/details",
        "https://play.google.com/store/apps/details?hl=vi",
        "https://play.google.com/store/apps/details?id=",
        "https://play.google.com/store/apps/details?id=vnid",
        "https://play.google.com/store/apps/details?id=com..vnid",
        "https://play.google.com/store/apps/details?id=com.vnid&id=com.fake",
        "https://play.google.com/store/apps/details?id=com.vnid#x",
        "https://play.google.com/store/apps/details?id=com.vnid&u=https://vn-id.top",
        "https://play.google.com/store/apps/details/?id=com.vnid",
        "https://play.google.com/store/apps/details/../../url?id=com.vnid",
        "https://play.google.com/apps/testing?id=com.vnid",
        "https://play.google.com/store/apps/details?id=com.vnid ",
        "https://play.google.com/store/apps/details?id=com.vnid\n",
    ] {
        assert_eq!(play(no_app), NoApp(Storefront::GooglePlay), "{no_app}");
    }
    assert_eq!(app(PLAY), Elsewhere(Storefront::AppStore));
    assert_eq!(
        app("https://testflight.apple.com/join/abc"),
        Elsewhere(Storefront::AppStore)
    );
    for no_app in [
        "https://apps.apple.com/",
        "https://apps.apple.com/vn/developer/id1582750372",
        "https://apps.apple.com/vn/app/vneid",
        "https://apps.apple.com/vn/app/vneid/1582750372",
        "https://apps.apple.com/vn/app/vneid/id",
        "https://apps.apple.com/vn/app/vneid/id15827S0372",
        "https://apps.apple.com/vn/app/../id1582750372",
        "https://apps.apple.com/vn/app/%2e%2e/id1582750372",
        "https://apps.apple.com/vn/app/a/b/id1582750372",
        "https://apps.apple.com/vn/app/vneid/id1582750372/",
        "https://apps.apple.com/vn/app/vneid/id1582750372#x",
        "https://apps.apple.com/vn/app/vneid/id1582750372?",
        "https://apps.apple.com/vna/app/vneid/id1582750372",
    ] {
        assert_eq!(app(no_app), NoApp(Storefront::AppStore), "{no_app}");
    }
    let long = format!("{PLAY}&hl={}", "v".repeat(MAX_LINK_BYTES));
    assert_eq!(play(&long), Long);
}

#[test]
fn a_bad_address_leaves_the_good_one() {
    let links = StoreLink::among(Some("https://vn-id.top/vneid.apk"), Some(APPLE));
    assert_eq!(links, [apple(APPLE).expect("a link")]);
    assert_eq!(StoreLink::among(None, None), []);
}

/// Where a browser would go for `address`, as far as the rules above allow an address at all.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    authority
        .rsplit('@')
        .next()
        .map(|h| h.split(':').next().unwrap_or(h))
}

proptest! {
    /// However a good address is bent, what is still a link stays on the store's host, names an app and fits.
    #[test]
    fn a_bent_link_never_leaves_the_store(
        apple_link in any::<bool>(),
        cuts in prop::collection::vec((0usize..80, 0usize..3, "[ -~\u{e0}-\u{ff}]{0,4}"), 0..4),
    ) {
        let (store, good) = if apple_link {
            (Storefront::AppStore, APPLE)
        } else {
            (Storefront::GooglePlay, PLAY)
        };
        let mut letters: Vec<char> = good.chars().collect();
        for (at, gone, new) in cuts {
            let from = at.min(letters.len());
            let to = (from + gone).min(letters.len());
            letters.splice(from..to, new.chars());
        }
        let bent: String = letters.into_iter().collect();
        if let Ok(link) = StoreLink::new(store, &bent) {
            let home = if apple_link { "apps.apple.com" } else { "play.google.com" };
            prop_assert_eq!(host(link.address()), Some(home));
            prop_assert!(link.address().len() <= MAX_LINK_BYTES);
            prop_assert!(link.address().bytes().all(|b| b.is_ascii_graphic()));
            prop_assert!(!link.address().contains(['#', '\\', '@']));
            let id = if apple_link { "/id" } else { "id=" };
            prop_assert!(link.address().contains(id));
        }
    }
}
