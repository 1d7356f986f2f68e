//! What the campaign's frame brings to the screens.

use crate::book::{Author, Phone, first_day};
use serde_json::{Value, json};
use tungnha_core::body::{Campaign, CampaignApp};
use tungnha_core::time::Day;
use tungnha_core::words::{App, Role};

const PLAY: &str = "https://play.google.com/store/apps/details?id=com.vnid";
const APPLE: &str = "https://apps.apple.com/vn/app/vneid/id1582750372";

/// The campaign of a phone's status, whose office gave this contact and these addresses for VNeID.
fn told(contact: Option<&str>, google_play: Option<&str>, app_store: Option<&str>) -> Value {
    let mut office = Author::new(1, "Lê Văn Sơn", Role::Police);
    let campaign = office.says(Campaign {
        of: None,
        title: "Chiến dịch 30 ngày đêm".into(),
        theme: None,
        starts: first_day(),
        ends: Day(first_day().0 + 29),
        hour_from: 0,
        hour_to: 24,
        close_at: Day(first_day().0 + 30).start(),
        reference_date: first_day(),
        practice: false,
        contact: contact.map(Into::into),
    });
    office.says(CampaignApp {
        campaign,
        app: App::Vneid,
        minimum_age: 14,
        reviewer: Role::Police,
        google_play: google_play.map(Into::into),
        app_store: app_store.map(Into::into),
        reviewer_of: None,
        figure_owner: None,
    });
    let phone = Phone::new(Role::Volunteer);
    phone.take(&office);
    phone.call("status", json!({}))["campaign"].clone()
}

#[test]
fn store_pages_and_the_contact_reach_the_screen() {
    let campaign = told(Some("Công an xã, 0530 000 000"), Some(PLAY), Some(APPLE));
    assert_eq!(campaign["contact"], "Công an xã, 0530 000 000");
    assert_eq!(
        campaign["apps"][0]["links"],
        json!([
            { "store": "google_play", "address": PLAY },
            { "store": "app_store", "address": APPLE },
        ])
    );
    let campaign = told(None, None, None);
    assert_eq!(campaign["contact"], Value::Null);
    assert_eq!(campaign["apps"][0]["links"], json!([]));
}

/// Whoever got a look-alike into the book gets it on nobody's screen, and the campaign goes on.
#[test]
fn an_address_outside_the_stores_is_not_shown() {
    for bad in [
        "https://vn-id.top/vneid.apk",
        "https://play.google.com.vn-id.top/store/apps/details?id=com.vnid",
        APPLE,
        "",
    ] {
        let campaign = told(Some("một\nhai"), Some(bad), Some(APPLE));
        assert_eq!(campaign["title"], "Chiến dịch 30 ngày đêm");
        assert_eq!(campaign["contact"], Value::Null);
        assert_eq!(campaign["apps"][0]["app"], "vneid");
        assert_eq!(
            campaign["apps"][0]["links"],
            json!([{ "store": "app_store", "address": APPLE }]),
            "{bad}"
        );
    }
}
