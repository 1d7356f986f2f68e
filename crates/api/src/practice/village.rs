//! Thôn Tập Thử: five households that have what first evenings stumble over. The people are invented, and their
//! names say so: Mẫu, Gương, Thí Dụ.

use super::teller::Teller;
use tungnha_core::body::{
    Absence, Account, Campaign, CampaignApp, Hamlet, Household, Notice, Resident, Visit,
};
use tungnha_core::time::Day;
use tungnha_core::words::{
    AbsenceReason, Agreement, App, HamletKind, Outcome, Role, Sex, Source, Stage,
};
use tungnha_core::{DeltaId, Instant};

/// The campaign ends so many days from now.
pub(super) const DAYS: i32 = 20;
/// The real pages in Google Play and the App Store: whoever learns to show them may as well show the right ones.
const VNEID_PAGES: [&str; 2] = [
    "https://play.google.com/store/apps/details?id=com.vnid",
    "https://apps.apple.com/vn/app/vneid/id1582750372",
];
const ETAX_PAGES: [&str; 2] = [
    "https://play.google.com/store/apps/details?id=com.etax.icanhan",
    "https://apps.apple.com/vn/app/etax-mobile/id1589750682",
];
const OFFICE: u128 = 3;
const COLLEAGUE: u128 = 4;

/// The hamlet, and who told what of it.
pub(super) struct Told {
    pub(super) hamlet: DeltaId,
    pub(super) tellers: [Teller; 2],
}

struct Village {
    now: Instant,
    hamlet: DeltaId,
    office: Teller,
    colleague: Teller,
}

/// The village as it stands at `now`, in the middle of a campaign that asks what real ones ask.
pub(super) fn tell(now: Instant) -> Told {
    let mut office = Teller::new(OFFICE, "Công an xã (tập thử)", Role::Police);
    let colleague = Teller::new(COLLEAGUE, "Bạn cùng tổ (tập thử)", Role::Volunteer);
    let today = now.day();
    let campaign = office.say(
        now.plus(-10 * 86_400),
        Campaign {
            of: None,
            title: "Tập thử".into(),
            theme: Some("Đi từng ngõ, gõ từng nhà, rà từng người".into()),
            starts: Day(today.0 - 10),
            ends: Day(today.0 + DAYS),
            hour_from: 0,
            hour_to: 24,
            close_at: Day(today.0 + DAYS + 1).start(),
            reference_date: today,
            practice: true,
            contact: Some("Công an xã (tập thử), 0530 000 000".into()),
        },
    );
    for (app, minimum_age, reviewer, pages) in [
        (App::Vneid, 14, Role::Police, Some(VNEID_PAGES)),
        (App::Ihanoi, 15, Role::Office, None),
        (App::Etax, 18, Role::Office, Some(ETAX_PAGES)),
    ] {
        let asked = CampaignApp {
            campaign,
            app,
            minimum_age,
            reviewer,
            google_play: pages.map(|[play, _]| play.into()),
            app_store: pages.map(|[_, store]| store.into()),
            reviewer_of: None,
            figure_owner: None,
        };
        office.say(now.plus(-10 * 86_400), asked);
    }
    let hamlet = Hamlet {
        of: None,
        name: "Thôn Tập Thử".into(),
        kind: HamletKind::Thon,
    };
    let hamlet = office.say(now.plus(-10 * 86_400), hamlet);
    let mut village = Village {
        now,
        hamlet,
        office,
        colleague,
    };
    village.households();
    Told {
        hamlet,
        tellers: [village.office, village.colleague],
    }
}

impl Village {
    fn households(&mut self) {
        use Sex::{Female, Male};
        // Approved and not activated; her husband works far away.
        let door = self.door("Ngõ 1", "2", "Lê Thị Thí Dụ");
        let du = self.person(door, 1, "Lê Thị Thí Dụ", 41, Female);
        self.listed(du, 2, Stage::Approved);
        let tap = self.person(door, 2, "Đỗ Văn Tập", 43, Male);
        self.listed(tap, 1, Stage::Activated);
        self.away(tap, "Bình Dương");
        // An elderly couple, nothing begun.
        let door = self.door("Ngõ 1", "4", "Nguyễn Văn Mẫu");
        let mau = self.person(door, 1, "Nguyễn Văn Mẫu", 78, Male);
        self.listed(mau, 1, Stage::Activated);
        self.person(door, 2, "Trần Thị Gương", 75, Female);
        // Children on both sides of the borders of 14 and 15.
        let door = self.door("Ngõ 1", "6", "Vũ Văn Luyện");
        let luyen = self.person(door, 1, "Vũ Văn Luyện", 46, Male);
        self.done(luyen);
        self.person(door, 2, "Vũ Thị Nháp", 15, Female);
        self.person(door, 3, "Vũ Văn Thử", 14, Male);
        // A name as long as names are.
        let door = self.door("Ngõ 3", "1", "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Ví Dụ");
        let long = "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Ví Dụ";
        let vi_du = self.person(door, 1, long, 36, Female);
        self.listed(vi_du, 2, Stage::Activated);
        // Somebody was here and shall come back.
        let door = self.door("Ngõ 3", "3A", "Hoàng Thị Minh Hoạ");
        let hoa = self.person(door, 1, "Hoàng Thị Minh Hoạ", 54, Female);
        self.listed(hoa, 1, Stage::Activated);
        self.come_back(door);
    }

    fn door(&mut self, lane: &str, house: &str, head: &str) -> DeltaId {
        let household = Household {
            of: None,
            hamlet: self.hamlet,
            lane: Some(lane.into()),
            house: Some(house.into()),
            head: Some(head.into()),
            code: None,
            venue: None,
        };
        self.office.say(self.now.plus(-9 * 86_400), household)
    }

    /// `years` is the age that this calendar year brings, as the roll knows years of birth only.
    fn person(
        &mut self,
        door: DeltaId,
        position: u16,
        name: &str,
        years: u16,
        sex: Sex,
    ) -> DeltaId {
        let year = u16::try_from(self.now.day().ymd().0).unwrap_or_default();
        let resident = Resident {
            of: None,
            household: door,
            name: name.into(),
            birth_year: Some(year.saturating_sub(years)),
            sex: Some(sex),
            last4: None,
            position: Some(position),
        };
        self.office.say(self.now.plus(-9 * 86_400), resident)
    }

    /// What the official list of the day before yesterday says of VNeID.
    fn listed(&mut self, resident: DeltaId, level: u8, stage: Stage) {
        self.account(resident, App::Vneid, level, stage);
    }

    fn account(&mut self, resident: DeltaId, app: App, level: u8, stage: Stage) {
        let today = self.now.day();
        let account = Account {
            resident,
            app,
            level,
            source: Source::OfficialList,
            stage,
            as_of: Some(Day(today.0 - 2)),
            approved_on: (stage == Stage::Approved).then_some(Day(today.0 - 12)),
            visit: None,
        };
        self.office.say(self.now.plus(-2 * 86_400), account);
    }

    /// Whoever has everything.
    fn done(&mut self, resident: DeltaId) {
        self.listed(resident, 2, Stage::Activated);
        self.account(resident, App::Ihanoi, 0, Stage::LoggedIn);
        self.account(resident, App::Etax, 0, Stage::LoggedIn);
        let notice = Notice {
            resident,
            agreement: Agreement::Agreed,
            text_version: crate::record::NOTICE_TEXT,
        };
        self.colleague.say(self.now.plus(-86_400), notice);
    }

    fn away(&mut self, resident: DeltaId, place: &str) {
        let absence = Absence {
            resident,
            reason: AbsenceReason::OtherProvince,
            place: Some(place.into()),
            until: Some(Day(self.now.day().0 + 60)),
        };
        self.colleague.say(self.now.plus(-86_400), absence);
    }

    fn come_back(&mut self, door: DeltaId) {
        const HALF_PAST_SEVEN: i64 = 19 * 3600 + 1800;
        let visit = Visit {
            household: door,
            outcome: Outcome::ComeBack,
            come_back_at: Some(self.now.day().start().plus(HALF_PAST_SEVEN)),
            note: Some("Cô đi làm về sau 19 giờ".into()),
        };
        self.colleague.say(self.now.plus(-86_400), visit);
    }
}
