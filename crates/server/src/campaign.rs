//! A campaign from its file, and the deltas in which the server itself states it. The file may name the official store
//! pages of each app and whom citizens call; anything that is not plainly a store's page is refused here, by name.

use crate::apply::Moment;
use crate::desk::Desk;
use crate::storage::{DeviceRow, StorageError};
use serde::Deserialize;
use tungnha_core::body::{Campaign, CampaignApp, Milestone};
use tungnha_core::campaign::{StoreLink, StoreLinkError, Storefront, contact};
use tungnha_core::time::Day;
use tungnha_core::words::{App, Role};
use tungnha_core::{Body, DeltaId, Incarnation, Instant};
use tungnha_protocol::hash::SaltSeed;

/// The file's form; days are `yyyy-mm-dd`, the close is RFC 3339.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct CampaignFile {
    title: String,
    #[serde(default)]
    theme: Option<String>,
    starts: String,
    ends: String,
    hours: Hours,
    close_at: String,
    reference_date: String,
    /// Invented people, for learning.
    #[serde(default)]
    practice: bool,
    apps: Vec<AskedApp>,
    /// Whom citizens call to check a volunteer: an office and its telephone.
    #[serde(default)]
    contact: Option<String>,
    #[serde(default)]
    milestones: Vec<Due>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
struct Hours {
    from: u8,
    to: u8,
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
struct AskedApp {
    app: String,
    minimum_age: u8,
    reviewer: String,
    /// Only who is of this organisation.
    #[serde(default)]
    reviewer_of: Option<String>,
    /// Whose the official figure is.
    #[serde(default)]
    figure_owner: Option<String>,
    #[serde(default)]
    links: Links,
}

/// An app's pages in the official stores.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Links {
    #[serde(default)]
    google_play: Option<String>,
    #[serde(default)]
    app_store: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
struct Due {
    title: String,
    due: String,
}

/// The file does not state a campaign.
#[derive(Debug, thiserror::Error)]
pub enum CampaignError {
    /// Not JSON of the expected form.
    #[error("not a campaign: {0}")]
    Form(#[from] serde_json::Error),
    /// A value means nothing.
    #[error("{field}: {value:?} is not understood")]
    Value {
        /// Which.
        field: &'static str,
        /// What stands there.
        value: String,
    },
    /// An address is not the app's page in an official store; citizens would be sent there.
    #[error("{app}: {address:?} cannot be given to citizens: {source}")]
    Link {
        /// The app whose address it is.
        app: App,
        /// As the file has it.
        address: String,
        /// Why.
        source: StoreLinkError,
    },
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl CampaignFile {
    /// Reads the file's text.
    pub fn read(text: &str) -> Result<Self, CampaignError> {
        let file: Self = serde_json::from_str(text)?;
        // Whoever made the file hears of a bad value now, not when the book is made.
        file.bodies(DeltaId::new(Incarnation(uuid::Uuid::nil()), 1))?;
        Ok(file)
    }

    /// What it says, the frame first; `campaign` is the frame's name.
    fn bodies(&self, campaign: DeltaId) -> Result<Vec<Body>, CampaignError> {
        let mut bodies = vec![Body::from(Campaign {
            of: None,
            title: self.title.clone(),
            theme: self.theme.clone(),
            starts: day("starts", &self.starts)?,
            ends: day("ends", &self.ends)?,
            hour_from: self.hours.from,
            hour_to: self.hours.to,
            close_at: moment("close_at", &self.close_at)?,
            reference_date: day("reference_date", &self.reference_date)?,
            practice: self.practice,
            contact: self.contact()?,
        })];
        for asked in &self.apps {
            let app = word::<App>("app", &asked.app)?;
            let Links {
                google_play,
                app_store,
            } = &asked.links;
            bodies.push(Body::from(CampaignApp {
                campaign,
                app,
                minimum_age: asked.minimum_age,
                reviewer: word::<Role>("reviewer", &asked.reviewer)?,
                google_play: link(app, Storefront::GooglePlay, google_play.as_deref())?,
                app_store: link(app, Storefront::AppStore, app_store.as_deref())?,
                reviewer_of: asked.reviewer_of.clone(),
                figure_owner: asked.figure_owner.clone(),
            }));
        }
        for milestone in &self.milestones {
            bodies.push(Body::from(Milestone {
                of: None,
                campaign,
                title: milestone.title.clone(),
                due: day("due", &milestone.due)?,
            }));
        }
        Ok(bodies)
    }

    fn contact(&self) -> Result<Option<String>, CampaignError> {
        let Some(text) = &self.contact else {
            return Ok(None);
        };
        let contact = contact(text).ok_or_else(|| bad("contact", text))?;
        Ok(Some(contact.to_owned()))
    }
}

fn link(
    app: App,
    store: Storefront,
    address: Option<&str>,
) -> Result<Option<String>, CampaignError> {
    let Some(address) = address else {
        return Ok(None);
    };
    let link = StoreLink::new(store, address).map_err(|source| CampaignError::Link {
        app,
        address: address.to_owned(),
        source,
    })?;
    Ok(Some(link.address().to_owned()))
}

fn bad(field: &'static str, value: &str) -> CampaignError {
    CampaignError::Value {
        field,
        value: value.to_owned(),
    }
}

fn word<T: std::str::FromStr>(field: &'static str, text: &str) -> Result<T, CampaignError> {
    text.parse().map_err(|_| bad(field, text))
}

fn day(field: &'static str, text: &str) -> Result<Day, CampaignError> {
    use chrono::Datelike;
    let date: chrono::NaiveDate = word(field, text)?;
    Day::from_ymd(date.year(), date.month(), date.day()).ok_or_else(|| bad(field, text))
}

fn moment(field: &'static str, text: &str) -> Result<Instant, CampaignError> {
    let moment = chrono::DateTime::parse_from_rfc3339(text).map_err(|_| bad(field, text))?;
    Ok(Instant(moment.timestamp()))
}

/// The server states a campaign in a book, through its own device like any other author.
pub fn author(
    desk: &mut Desk<'_>,
    device: &mut DeviceRow,
    file: &CampaignFile,
    seed: SaltSeed,
    moment: &Moment<'_>,
) -> Result<(), CampaignError> {
    let first = DeltaId::new(device.incarnation, device.highest + 1);
    let bodies = file.bodies(first)?;
    let case = desk.case(device.member, moment.now)?;
    Ok(desk.speak(device, &case, &bodies, seed, moment)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"title":"Đợt cao điểm","theme":"Đi từng ngõ","starts":"2024-12-02",
        "ends":"2024-12-31","hours":{"from":8,"to":22},"close_at":"2024-12-31T22:00:00+07:00",
        "reference_date":"2024-11-05","apps":[{"app":"vneid","minimum_age":14,"reviewer":"police"}],
        "milestones":[{"title":"Kích hoạt","due":"2024-12-15"}]}"#;

    #[test]
    fn a_file_becomes_statements() {
        let file = CampaignFile::read(FILE).expect("a campaign");
        let id = DeltaId::new(Incarnation(uuid::Uuid::nil()), 5);
        let bodies = file.bodies(id).expect("bodies");
        let [
            Body::Campaign(frame),
            Body::CampaignApp(app),
            Body::Milestone(due),
        ] = &bodies[..]
        else {
            panic!("{bodies:?}");
        };
        assert_eq!(
            frame.close_at,
            Day::from_ymd(2024, 12, 31)
                .expect("day")
                .start()
                .plus(22 * 3600)
        );
        assert_eq!((app.campaign, app.app), (id, App::Vneid));
        assert_eq!(due.due.ymd(), (2024, 12, 15));
    }

    #[test]
    fn what_means_nothing_is_named() {
        let error =
            CampaignFile::read(&FILE.replace("\"vneid\"", "\"zalo\"")).expect_err("no such app");
        assert_eq!(error.to_string(), "app: \"zalo\" is not understood");
    }

    fn with_links(links: &str) -> Result<CampaignFile, CampaignError> {
        let links = format!("\"reviewer\":\"police\",\"links\":{links}");
        CampaignFile::read(&FILE.replace("\"reviewer\":\"police\"", &links))
    }

    #[test]
    fn store_pages_and_the_contact_are_stated() {
        let file = with_links(
            r#"{"google_play":"https://play.google.com/store/apps/details?id=com.vnid",
                "app_store":"https://apps.apple.com/vn/app/vneid/id1582750372"}"#,
        );
        let mut file = file.expect("a campaign");
        file.contact = Some(" Công an xã Cẩm Tân, 0900 000 000 ".to_owned());
        let id = DeltaId::new(Incarnation(uuid::Uuid::nil()), 5);
        let bodies = file.bodies(id).expect("bodies");
        let [Body::Campaign(frame), Body::CampaignApp(app), ..] = &bodies[..] else {
            panic!("{bodies:?}");
        };
        assert_eq!(
            frame.contact.as_deref(),
            Some("Công an xã Cẩm Tân, 0900 000 000")
        );
        assert_eq!(
            [app.google_play.as_deref(), app.app_store.as_deref()],
            [
                Some("https://play.google.com/store/apps/details?id=com.vnid"),
                Some("https://apps.apple.com/vn/app/vneid/id1582750372"),
            ]
        );
    }

    #[test]
    fn an_address_outside_the_stores_is_refused_by_name() {
        let error = with_links(r#"{"google_play":"https://vn-id.top/vneid.apk"}"#);
        assert_eq!(
            error.expect_err("no store").to_string(),
            "vneid: \"https://vn-id.top/vneid.apk\" cannot be given to citizens: \
             not an https page of google_play"
        );
        let error = with_links(r#"{"app_store":"https://apps.apple.com/vn/developer/id1"}"#);
        assert_eq!(
            error.expect_err("no app").to_string(),
            "vneid: \"https://apps.apple.com/vn/developer/id1\" cannot be given to citizens: \
             not the page of an app in app_store"
        );
        let error = with_links(r#"{"apk":"https://vneid.gov.vn/vneid.apk"}"#);
        assert!(matches!(error, Err(CampaignError::Form(_))), "{error:?}");
    }

    #[test]
    fn a_contact_that_says_nothing_is_refused() {
        let text = FILE.replace("\"theme\"", "\"contact\":\" \",\"theme\"");
        let error = CampaignFile::read(&text).expect_err("blank");
        assert_eq!(error.to_string(), "contact: \" \" is not understood");
    }
}
