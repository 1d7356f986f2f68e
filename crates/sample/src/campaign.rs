//! The frame of each commune's campaign, as the programs read it from `campaign-<commune>.json`.

use crate::plan::Plan;
use crate::setting::Setting;
use serde::Serialize;
use tungnha_core::time::Day;
use tungnha_core::words::{App, Role};

/// One commune's campaign. Days are `yyyy-mm-dd`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Campaign {
    /// Printed on reports.
    pub title: String,
    /// The slogan under the title (`domain.md` D-02).
    pub theme: String,
    /// First day.
    pub starts: String,
    /// Last day.
    pub ends: String,
    /// Daily hours in Việt Nam; visits outside are warned of, not refused.
    pub hours: Hours,
    /// The hard close: 22:00 on the last day, RFC 3339 with +07:00.
    pub close_at: String,
    /// Ages are those of this day: the as-of date of the list.
    pub reference_date: String,
    /// Always true: these people are invented, and every screen says so.
    pub practice: bool,
    /// What is asked for, in the order in which a door goes through it.
    pub apps: Vec<AskedApp>,
    /// Whom citizens would call; the number belongs to nobody.
    pub contact: String,
    /// By due date.
    pub milestones: Vec<Milestone>,
}

/// From the full hour `from` to the full hour `to`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Hours {
    /// 0 to 23.
    pub from: u8,
    /// 1 to 24.
    pub to: u8,
}

/// One app of a campaign.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AskedApp {
    /// `vneid`, `ihanoi`, `etax`.
    pub app: &'static str,
    /// Completed years on the reference date.
    pub minimum_age: u8,
    /// The role that confirms claims: `police`, `office`.
    pub reviewer: &'static str,
    /// Its pages in the official stores.
    pub links: Links,
}

/// An app's pages in the official stores (`domain.md` D-74), as several independent public sources give them. An app
/// whose pages could not be verified has none, and its guide says what to look for in the store.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Links {
    /// Google Play.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub google_play: Option<&'static str>,
    /// The App Store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_store: Option<&'static str>,
}

impl Links {
    fn of(app: App) -> Self {
        let (google_play, app_store) = match app {
            App::Vneid => (
                "https://play.google.com/store/apps/details?id=com.vnid",
                "https://apps.apple.com/vn/app/vneid/id1582750372",
            ),
            App::Etax => (
                "https://play.google.com/store/apps/details?id=com.etax.icanhan",
                "https://apps.apple.com/vn/app/etax-mobile/id1589750682",
            ),
            App::Ihanoi => return Self::default(),
        };
        Self {
            google_play: Some(google_play),
            app_store: Some(app_store),
        }
    }
}

/// Something due before the campaign's end (`domain.md` D-03).
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Milestone {
    /// What is due.
    pub title: String,
    /// The last day for it.
    pub due: String,
}

/// The sample's campaigns began so many days before today.
const DAYS_BEFORE: i32 = 10;
/// And end so many days after it.
const DAYS_AFTER: i32 = 20;
/// In a range that no operator was given ([`crate::numbers::UNASSIGNED_PHONES`]), and plainly invented.
const NOBODYS_PHONE: &str = "0530 000 000";
/// Hours of plan 000: 08h to 22h.
const HOURS: Hours = Hours { from: 8, to: 22 };

/// The campaign of `plan` as it stands on `today`, with the ages of `reference`.
pub fn campaign(plan: &Plan, today: Day, reference: Day) -> Campaign {
    let starts = Day(today.0 - DAYS_BEFORE);
    let ends = Day(today.0 + DAYS_AFTER);
    let asked = |app: App, minimum_age, reviewer: Role| AskedApp {
        app: app.name(),
        minimum_age,
        reviewer: reviewer.name(),
        links: Links::of(app),
    };
    let vneid = asked(App::Vneid, 14, Role::Police);
    let place = format!("{} {}", plan.kind.in_words(), plan.name);
    Campaign {
        title: title(plan),
        theme: "Đi từng ngõ, gõ từng nhà, rà từng người".to_owned(),
        starts: iso(starts),
        ends: iso(ends),
        hours: HOURS,
        close_at: format!("{}T{:02}:00:00+07:00", iso(ends), HOURS.to),
        reference_date: iso(reference),
        practice: true,
        apps: match plan.setting {
            Setting::DongTrach => vec![
                vneid,
                asked(App::Ihanoi, 15, Role::Office),
                asked(App::Etax, 18, Role::Office),
            ],
            _ => vec![vneid],
        },
        contact: format!("Công an {place} (số thử), {NOBODYS_PHONE}"),
        milestones: milestones(plan, today, ends),
    }
}

fn title(plan: &Plan) -> String {
    let place = format!("{} {}", plan.kind.in_words(), plan.name);
    match plan.setting {
        Setting::CamThuy | Setting::CamThuyTown => {
            format!("Đợt cao điểm thu nhận hồ sơ và kích hoạt tài khoản định danh điện tử {place}")
        }
        Setting::IaDom => format!(
            "Đợt cao điểm tuyên truyền cài đặt, kích hoạt tài khoản định danh điện tử {place}"
        ),
        Setting::DongTrach => {
            format!("Đợt cao điểm VNeID, iHanoi, eTax Mobile {place}")
        }
    }
}

fn milestones(plan: &Plan, today: Day, ends: Day) -> Vec<Milestone> {
    let due = |title: String, day: Day| Milestone {
        title,
        due: iso(day),
    };
    let exemplary = "Cán bộ, đảng viên, công chức, viên chức, lực lượng vũ trang đạt 100%";
    let approved = format!(
        "Kích hoạt 100% tài khoản đã phê duyệt ({})",
        thousands(plan.figures.to_activate())
    );
    match plan.setting {
        Setting::CamThuy | Setting::CamThuyTown => {
            // The town has 60 %, all others 50 %, rounded up at the half (domain.md 1.4).
            let percent = if plan.setting == Setting::CamThuyTown {
                60
            } else {
                50
            };
            let target = (plan.figures.not_collected * percent + 50) / 100;
            let collected = format!(
                "Thu nhận hồ sơ mức 2 từ {percent}% số người chưa có ({})",
                thousands(target)
            );
            vec![due(approved, Day(today.0 + 5)), due(collected, ends)]
        }
        Setting::IaDom => vec![
            due(exemplary.to_owned(), today),
            due("Kích hoạt 2.887 tài khoản".to_owned(), ends),
        ],
        Setting::DongTrach => vec![
            due(format!("{exemplary}, cả ba ứng dụng"), today),
            due(approved, ends),
        ],
    }
}

/// `yyyy-mm-dd`.
pub fn iso(day: Day) -> String {
    let (y, m, d) = day.ymd();
    format!("{y:04}-{m:02}-{d:02}")
}

/// 7125 as "7.125".
fn thousands(number: u32) -> String {
    match number {
        0..=999 => number.to_string(),
        _ => format!("{}.{:03}", thousands(number / 1000), number % 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day;
    use crate::plan::{PLANS, find};

    fn of(name: &str) -> Campaign {
        let plan = &PLANS[find(name).expect("a plan")];
        campaign(plan, day("02/12/2026"), day("05/11/2026"))
    }

    #[test]
    fn it_runs_around_today_and_closes_at_ten() {
        let cam_tan = of("Cẩm Tân");
        assert_eq!(
            (&*cam_tan.starts, &*cam_tan.ends),
            ("2026-11-22", "2026-12-22")
        );
        assert_eq!(cam_tan.close_at, "2026-12-22T22:00:00+07:00");
        assert_eq!(cam_tan.reference_date, "2026-11-05");
        assert_eq!(cam_tan.apps.len(), 1);
    }

    #[test]
    fn targets_are_those_of_the_appendix() {
        let titles = |name| of(name).milestones.into_iter().map(|one| one.title);
        let said = titles("Cẩm Tân").collect::<String>();
        assert!(said.contains("(390)") && said.contains("(1.037)"), "{said}");
        let said = titles("Phong Sơn").collect::<String>();
        assert!(
            said.contains("(1.199)") && said.contains("(4.275)"),
            "{said}"
        );
    }

    #[test]
    fn only_ha_noi_asks_for_three_apps() {
        let apps = |name| {
            of(name)
                .apps
                .into_iter()
                .map(|one| one.app)
                .collect::<Vec<_>>()
        };
        assert_eq!(apps("Đông Trạch"), ["vneid", "ihanoi", "etax"]);
        assert_eq!(apps("Ia Dom"), ["vneid"]);
    }

    #[test]
    fn every_link_is_one_that_a_server_accepts() {
        use tungnha_core::campaign::{StoreLink, contact};
        for plan in &PLANS {
            let one = campaign(plan, day("02/12/2026"), day("05/11/2026"));
            assert_eq!(contact(&one.contact), Some(&*one.contact));
            for asked in &one.apps {
                let Links {
                    google_play,
                    app_store,
                } = asked.links;
                let given = [google_play, app_store].iter().flatten().count();
                assert_eq!(StoreLink::among(google_play, app_store).len(), given);
                assert_eq!(given, if asked.app == "ihanoi" { 0 } else { 2 });
            }
        }
    }
}
