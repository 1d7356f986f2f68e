//! The table of kinds.

use super::{BodyError, Field, Visibility};
use crate::birth::BirthDate;
use crate::id::{DeltaId, MemberId};
use crate::record::{Record, Tag, Value};
use crate::time::{Day, Instant};
use crate::words::{
    self, AbsenceReason, Agreement, AnswerState, App, AppointmentPurpose, CoarseReason, Decision,
    Denominator, Finding, Group, HamletKind, Lesson, ObstacleReason, OrganisationKind, Outcome,
    Population, ResidenceKind, ResidentState, Role, Rounding, Sex, Side, Source, Stage, Task,
    VenueKind,
};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $kind:literal $text:literal $visibility:ident {
        $($(#[$fdoc:meta])* $field:ident: $type:ty = $tag:literal),* $(,)?
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, Debug)]
            pub struct $name { $($(#[$fdoc])* pub $field: $type),* }

            impl From<$name> for Body {
                fn from(body: $name) -> Self { Self::$name(body) }
            }
        )+

        /// What a delta says, one variant a kind.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum Body {
            $($(#[$doc])* $name($name),)+
            /// A kind that this program does not know: kept as it came, folded after an upgrade.
            Unknown(Record),
        }

        impl Body {
            /// The kind's number, which travels.
            pub fn kind(&self) -> u16 {
                match self { $(Self::$name(_) => $kind,)+ Self::Unknown(record) => record.kind }
            }

            /// The kind's name in documents and in machine-readable output.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => $text,)+ Self::Unknown(_) => "unknown" }
            }

            /// Who may hold it. What is not known is treated as the most restricted.
            pub fn visibility(&self) -> Visibility {
                match self {
                    $(Self::$name(_) => Visibility::$visibility,)+
                    Self::Unknown(_) => Visibility::Restricted,
                }
            }

            /// The body's own fields (tags from 3), in rising order of tags.
            pub(crate) fn put(&self, fields: &mut Vec<(Tag, Value)>) {
                match self {
                    $(Self::$name(body) => {
                        $(if let Some(value) = body.$field.put() { fields.push(($tag, value)); })*
                        let _ = body;
                    })+
                    Self::Unknown(record) => {
                        fields.extend(record.fields.iter().filter(|(t, _)| *t > 2).cloned());
                    }
                }
            }

            /// Reads the body of a record.
            pub(crate) fn take(record: &Record) -> Result<Self, BodyError> {
                match record.kind {
                    $($kind => Ok(Self::$name($name {
                        $($field: Field::take($tag, record.get($tag))?),*
                    })),)+
                    _ => Ok(Self::Unknown(record.clone())),
                }
            }
        }
    };
}

kinds! {
    /// The frame: what is asked, from when to when (D-01 to D-08). Outside the hours a visit is
    /// warned about, never refused; the end is a date, never computed from a slogan (D-05).
    Campaign = 1 "campaign" Open {
        /// The campaign whose frame this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// Printed on reports (D-02).
        title: String = 4,
        /// The slogan, if any.
        theme: Option<String> = 5,
        /// First day.
        starts: Day = 6,
        /// Last day, inclusive.
        ends: Day = 7,
        /// First hour of field work, 0–23.
        hour_from: u8 = 8,
        /// Hour at which field work ends, 1–24.
        hour_to: u8 = 9,
        /// What is received after this moment is held (D-57).
        close_at: Instant = 10,
        /// The day at which ages are counted (D-10).
        reference_date: Day = 11,
        /// Invented people, for learning: every screen and list says so.
        practice: bool = 12,
        /// Whom citizens call to check a volunteer (`domain.md` 5.2, 14); shown if
        /// [`contact`](crate::campaign::contact) accepts it.
        contact: Option<String> = 13,
    }
    /// One app that the campaign asks for (D-04, D-10, D-11).
    CampaignApp = 2 "campaign_app" Open {
        /// The campaign.
        campaign: DeltaId = 3,
        /// The app.
        app: App = 4,
        /// Asked of people of at least so many years at the reference date.
        minimum_age: u8 = 5,
        /// Whose role decides on its claims (D-46).
        reviewer: Role = 6,
        /// The app's page in Google Play (D-74), as written: shown only if it is a
        /// [`StoreLink`](crate::campaign::StoreLink).
        google_play: Option<String> = 7,
        /// The app's page in the App Store, likewise.
        app_store: Option<String> = 8,
        /// Of that role, only who is of this organisation: "Chi cục Thuế". Absent for everybody of the role.
        reviewer_of: Option<String> = 9,
        /// Whose the official figure is, as printed (D-46); absent for the usual one.
        figure_owner: Option<String> = 10,
    }
    /// A date by which something is due (D-03, D-06).
    Milestone = 3 "milestone" Open {
        /// The milestone that this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// The campaign.
        campaign: DeltaId = 4,
        /// What is due, in the plan's words.
        title: String = 5,
        /// Due at the end of this day.
        due: Day = 6,
    }
    /// A hamlet: the stable atom of territory (`domain.md` 6).
    Hamlet = 4 "hamlet" Open {
        /// The hamlet whose name this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// As people call it, with the word of its kind: "Thôn Phú Lai".
        name: String = 4,
        /// Thôn, làng, tổ dân phố, …
        kind: HamletKind = 5,
    }
    /// A door: where it is and whose it is.
    Household = 5 "household" Open {
        /// The household that this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// Where it stands. A resident's hamlet comes from here only.
        hamlet: DeltaId = 4,
        /// Ngõ, ngách, đường; absent where houses have none.
        lane: Option<String> = 5,
        /// House number as written.
        house: Option<String> = 6,
        /// Name of the head of household.
        head: Option<String> = 7,
        /// The office's own number for it (mã hộ).
        code: Option<String> = 8,
        /// The mobile point whose walk-ins it holds (D-50): no door of any walk. Absent for a door.
        venue: Option<DeltaId> = 9,
    }
    /// A person of the roll, as much as a door needs.
    Resident = 6 "resident" Open {
        /// The resident whom this changes; absent when this delta begins one.
        of: Option<DeltaId> = 3,
        /// Where the person lives.
        household: DeltaId = 4,
        /// Full name as given; never split by rule (`domain.md` 3.5).
        name: String = 5,
        /// Year of birth; absent when the list does not say.
        birth_year: Option<u16> = 6,
        /// Absent when the list does not say.
        sex: Option<Sex> = 7,
        /// Last four digits of the personal id, to tell two namesakes apart.
        last4: Option<String> = 8,
        /// Place within the household as the list has it, from 1 (the head).
        position: Option<u16> = 9,
    }
    /// Whether the person lives here, by source class.
    Residency = 7 "residency" Open {
        /// The person.
        resident: DeltaId = 3,
        /// Lives here, moved out, dead.
        state: ResidentState = 4,
        /// Who says so.
        source: Source = 5,
    }
    /// What tells a person apart for the authorities. Restricted (`domain.md` 5.2).
    Identity = 8 "identity" Restricted {
        /// The person.
        resident: DeltaId = 3,
        /// Birth date, with the precision the list has.
        birth: Option<BirthDate> = 4,
        /// Twelve digits, as text.
        personal_id: Option<String> = 5,
        /// Phones, digits only, separated by a comma.
        phones: Option<String> = 6,
        /// In what right the person lives here.
        residence: Option<ResidenceKind> = 7,
        /// Old nine-digit number, a search key only (`domain.md` 3.1 rule 7).
        legacy_id9: Option<String> = 8,
    }
    /// A stage of an account, by app, VNeID level and source class (`domain.md` 4.1 to 4.3).
    Account = 9 "account" Open {
        /// The person.
        resident: DeltaId = 3,
        /// The app.
        app: App = 4,
        /// VNeID: 1 or 2; iHanoi and eTax: 0.
        level: u8 = 5,
        /// Who says so.
        source: Source = 6,
        /// How far it has come.
        stage: Stage = 7,
        /// Official list: the day as of which it speaks.
        as_of: Option<Day> = 8,
        /// Official list: the day of approval.
        approved_on: Option<Day> = 9,
        /// The visit during which it was seen.
        visit: Option<DeltaId> = 10,
    }
    /// What happened at a door. Visits just add; none supersedes another.
    Visit = 10 "visit" Open {
        /// The door.
        household: DeltaId = 3,
        /// What happened.
        outcome: Outcome = 4,
        /// When to come back, for `come_back`.
        come_back_at: Option<Instant> = 5,
        /// A word to the next visitor; never about health, faith or the law.
        note: Option<String> = 6,
    }
    /// Why a person was not there: one register of (reason, where, until).
    Absence = 11 "absence" Open {
        /// The person.
        resident: DeltaId = 3,
        /// The reason.
        reason: AbsenceReason = 4,
        /// Where to, if told.
        place: Option<String> = 5,
        /// Back on this day, if told.
        until: Option<Day> = 6,
    }
    /// The law's notice and what it was answered with (`domain.md` 5.2).
    Notice = 12 "notice" Open {
        /// The person.
        resident: DeltaId = 3,
        /// The answer.
        agreement: Agreement = 4,
        /// Version of the text that was shown, from 1.
        text_version: u16 = 5,
    }
    /// A reviewer's decision on claims, which it names. It waits for claims that arrive later.
    Review = 13 "review" Open {
        /// The claims that the reviewer saw.
        claims: Vec<DeltaId> = 3,
        /// Confirmed or returned.
        decision: Decision = 4,
        /// For a return: why, in the reviewer's words.
        reason: Option<String> = 5,
    }
    /// Takes back a delta of one's own. Final.
    Retract = 14 "retract" Open {
        /// The delta withdrawn.
        target: DeltaId = 3,
    }
    /// A disagreement decided: one head stands, the others that the person saw give way. It names every
    /// head it saw, so a later one reopens it; withdrawn, it is as if nobody had decided.
    Settle = 15 "settle" Open {
        /// The head that stands.
        stands: DeltaId = 3,
        /// The heads that give way, all of the same register.
        over: Vec<DeltaId> = 4,
    }
    /// What hindered somebody, which goes up the line until it is answered (D-66). It just adds.
    Obstacle = 16 "obstacle" Open {
        /// The person.
        resident: DeltaId = 3,
        /// What it is; never in free words, which could say too much.
        reason: ObstacleReason = 4,
        /// The app it hinders; absent when it hinders all.
        app: Option<App> = 5,
    }
    /// When the person goes where only others can help: one register by purpose (D-52, D-53).
    Appointment = 17 "appointment" Open {
        /// The person.
        resident: DeltaId = 3,
        /// What for.
        purpose: AppointmentPurpose = 4,
        /// When; absent while only "soon" is agreed.
        at: Option<Instant> = 5,
        /// Where, in words; absent for the usual place.
        place: Option<String> = 6,
    }
    /// Whether the person is to be visited: those who know propose, the police decide (D-19, D-20). Proposal
    /// and decision are two registers. The reason stands apart, where the police alone see it.
    Eligibility = 18 "eligibility" Open {
        /// The person.
        resident: DeltaId = 3,
        /// Proposed, do not visit, eligible.
        standing: words::Eligibility = 4,
        /// For a proposal: why, coarsely.
        coarse: Option<CoarseReason> = 5,
    }
    /// Why the person is not eligible. Restricted: some reasons are sensitive by law.
    IneligibleReason = 19 "ineligible_reason" Restricted {
        /// The person.
        resident: DeltaId = 3,
        /// One of D-19.
        reason: words::IneligibleReason = 4,
    }
    /// A lane, or one side of it, taken for an evening: advisory, over by itself (`brief.md` 2). It just adds;
    /// who has it now is worked out when read, by [`crate::lane::holders`].
    Lane = 20 "lane" Open {
        /// The hamlet.
        hamlet: DeltaId = 3,
        /// The lane as doors name it; absent for doors without one.
        lane: Option<String> = 4,
        /// Odd or even numbers only; absent for all of it.
        side: Option<Side> = 5,
        /// Over then.
        until: Instant = 6,
        /// To whom a leader gives it; absent when the author takes it.
        member: Option<MemberId> = 7,
        /// That member's name, for whoever has not met them yet.
        name: Option<String> = 8,
    }
    /// Who works in a hamlet, as the server's grants say. It just adds; ended by its withdrawal.
    Posting = 21 "posting" Open {
        /// The hamlet.
        hamlet: DeltaId = 3,
        /// The member.
        member: MemberId = 4,
        /// Full name.
        name: String = 5,
        /// As what.
        role: Role = 6,
        /// Of which organisation (D-48).
        organisation: Option<String> = 7,
    }
    /// A mobile point: a place and an hour where people come (D-50, D-51). It just adds; that it is over is said
    /// by another one of the same place with `of` and `ends`, and the latest end that was said is the end.
    Session = 22 "session" Open {
        /// In which hamlet.
        hamlet: DeltaId = 3,
        /// What kind of place.
        venue: VenueKind = 4,
        /// Which, in words: "Chợ Phú Lai".
        place: String = 5,
        /// From when.
        starts: Instant = 6,
        /// Until when; absent while nobody has said.
        ends: Option<Instant> = 7,
        /// The mobile point of which this says the end; absent when this delta begins one.
        of: Option<DeltaId> = 8,
    }
    /// Somebody came to a mobile point. Recorded in the venue's book; the home office accepts the match.
    WalkIn = 23 "walk_in" Open {
        /// The person, of the list or added there.
        resident: DeltaId = 3,
        /// The mobile point.
        session: DeltaId = 4,
        /// Where the person is from, for one from elsewhere.
        home: Option<String> = 5,
    }
    /// That a picture of a mobile point was taken (D-77): never of a citizen. The picture travels apart and is
    /// known by its hash.
    Photo = 24 "photo" Open {
        /// In which hamlet.
        hamlet: DeltaId = 3,
        /// The mobile point.
        session: DeltaId = 4,
        /// SHA-256 of the picture, 64 digits in lower case.
        hash: String = 5,
        /// Its length in bytes.
        bytes: u32 = 6,
        /// Pixels.
        width: u16 = 7,
        /// Pixels.
        height: u16 = 8,
    }
    /// A door to come back to is given to somebody: one register of (whom, until).
    Handover = 25 "handover" Open {
        /// The door.
        household: DeltaId = 3,
        /// To whom.
        member: MemberId = 4,
        /// That member's name.
        name: String = 5,
        /// Over then.
        until: Instant = 6,
    }
    /// An organisation whose people are counted on their own axis (`domain.md` 1.3). Restricted: the office's.
    Organisation = 26 "organisation" Restricted {
        /// The organisation that this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// Full name.
        name: String = 4,
        /// What it is.
        sort: OrganisationKind = 5,
        /// Whom the office calls there, with the phone: an official contact, no citizen's.
        contact: Option<String> = 6,
        /// How many people it says it has, where the roll does not hold them all.
        size: Option<u32> = 7,
    }
    /// That a resident belongs to an organisation (D-23 to D-29). Restricted: some groups are sensitive by law.
    Membership = 27 "membership" Restricted {
        /// The membership that this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// The person.
        resident: DeltaId = 4,
        /// The organisation.
        organisation: DeltaId = 5,
        /// As what.
        category: Group = 6,
        /// From this day; absent when nobody said.
        since: Option<Day> = 7,
        /// Until this day, inclusive; absent while it lasts.
        until: Option<Day> = 8,
        /// Why the person is excused from the group's 100 % (D-21), in the office's words.
        excused: Option<String> = 9,
    }
    /// A number that somebody answers for: the national system's, or an organisation's own count (D-13, D-25,
    /// D-32, D-45, D-46, D-61). It never adds to what the roll counts.
    Figure = 28 "figure" Restricted {
        /// The figure that this corrects; absent when this delta begins one.
        of: Option<DeltaId> = 3,
        /// The app.
        app: App = 4,
        /// VNeID: 1 or 2, or 0 for both together; other apps: 0.
        level: u8 = 5,
        /// How far those counted have come.
        stage: Stage = 6,
        /// Of whom.
        population: Population = 7,
        /// How many.
        count: u32 = 8,
        /// Out of how many, where the owner says so.
        base: Option<u32> = 9,
        /// As of when.
        as_of: Instant = 10,
        /// Who answers for it, as printed: "Công an xã", "Chi cục Thuế".
        owner: String = 11,
        /// The hamlet; absent for the whole book.
        hamlet: Option<DeltaId> = 12,
        /// The organisation that declares it; absent for an official figure.
        organisation: Option<DeltaId> = 13,
        /// Where it was read, in words: a report's number, a screen's name.
        source: Option<String> = 14,
        /// Code of an administrative unit beside which this book stands in a plan's appendix, as of a target's row;
        /// absent for this book and its hamlets.
        unit: Option<String> = 15,
    }
    /// Whether two residents of the roll are one person: evidence proposes, a person decides, and withdraws.
    Sameness = 29 "sameness" Open {
        /// The resident that gives way where they are one.
        resident: DeltaId = 3,
        /// The resident that stays.
        other: DeltaId = 4,
        /// One person; otherwise two, and nobody is asked again.
        same: bool = 5,
    }
    /// What came of an appointment: one register by purpose.
    Attendance = 30 "attendance" Open {
        /// The person.
        resident: DeltaId = 3,
        /// What for.
        purpose: AppointmentPurpose = 4,
        /// The appointment meant; another one made later is open again.
        appointment: DeltaId = 5,
        /// Came, missed, cancelled.
        outcome: words::Attendance = 6,
    }
    /// When a desk receives people and how many: what an appointment at the door is made from (D-53).
    DeskHours = 31 "desk_hours" Open {
        /// The hours that this changes; absent when this delta begins them.
        of: Option<DeltaId> = 3,
        /// What for.
        purpose: AppointmentPurpose = 4,
        /// Where, as said to people.
        place: String = 5,
        /// Days of the week, Monday the lowest bit, 1 to 127.
        weekdays: u8 = 6,
        /// First minute of the day, Việt Nam's time, 0 to 1,439.
        from: u16 = 7,
        /// Minute at which it ends, above `from`, at most 1,440.
        to: u16 = 8,
        /// Minutes of a slot, 5 to 240.
        slot: u16 = 9,
        /// People a slot, at least 1.
        capacity: u16 = 10,
        /// What to bring, as said to people.
        bring: Option<String> = 11,
        /// Over after this day; absent while it lasts.
        until: Option<Day> = 12,
    }
    /// The answer to an obstacle: who has it, and what is said to whoever met it (D-66): one register.
    Answer = 32 "answer" Open {
        /// The person whom it hindered.
        resident: DeltaId = 3,
        /// The obstacle.
        obstacle: DeltaId = 4,
        /// Taken, answered, closed.
        state: AnswerState = 5,
        /// Who sees to it, in words.
        owner: Option<String> = 6,
        /// What is said; never about health, faith or the law.
        text: Option<String> = 7,
    }
    /// That somebody was taught or shown something (D-24, D-54). It just adds.
    Taught = 33 "taught" Open {
        /// The person.
        resident: DeltaId = 3,
        /// What.
        lesson: Lesson = 4,
        /// In which app; absent for all.
        app: Option<App> = 5,
    }
    /// A numbered sheet of paper for one lane: its lines are these residents, in this order. It just adds.
    WalkSheet = 34 "walk_sheet" Open {
        /// The hamlet.
        hamlet: DeltaId = 3,
        /// Its number, printed on it, from 1.
        number: u32 = 4,
        /// The residents of its lines, from the first.
        lines: Vec<DeltaId> = 5,
        /// The lane as doors name it; absent for doors without one.
        lane: Option<String> = 6,
        /// Who walks with it; absent while nobody does.
        member: Option<MemberId> = 7,
        /// That member's name.
        name: Option<String> = 8,
    }
    /// What a sample of confirmed cases showed on the spot (D-73). Restricted. It just adds.
    Recheck = 35 "recheck" Restricted {
        /// The person.
        resident: DeltaId = 3,
        /// The claims looked at.
        claims: Vec<DeltaId> = 4,
        /// Agrees, differs, not reached.
        finding: Finding = 5,
        /// What differed, in words.
        note: Option<String> = 6,
    }
    /// That a list left the device: who, when and how much (`domain.md` 5.2 point 8). It just adds, and nobody
    /// withdraws it.
    Exported = 36 "exported" Restricted {
        /// The list's name: "confirmation", "absent", …
        list: String = 3,
        /// Of what: the hamlet's or the book's name, the filter.
        scope: String = 4,
        /// How many people stand in it.
        rows: u32 = 5,
        /// "xlsx", "docx", "pdf".
        format: String = 6,
    }
    /// Who does what by when and answers for it: the "5 rõ" (D-31). What is absent is missing.
    Assignment = 37 "assignment" Open {
        /// The assignment that this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// Where.
        hamlet: DeltaId = 4,
        /// What.
        task: Task = 5,
        /// Who does it: a team or a member, in words.
        who: Option<String> = 6,
        /// The person who answers for it.
        accountable: Option<String> = 7,
        /// By when.
        due: Option<Day> = 8,
        /// How much: people to reach.
        goal: Option<u32> = 9,
        /// What came of it, in words.
        result: Option<String> = 10,
    }
    /// That statements were typed from a line of a walk sheet: its walker saw it, its author typed it. It just adds.
    Typed = 38 "typed" Open {
        /// The person of the line.
        resident: DeltaId = 3,
        /// The sheet.
        sheet: DeltaId = 4,
        /// The line, from 1.
        line: u16 = 5,
        /// What was said from it.
        said: Vec<DeltaId> = 6,
    }
    /// Chỉ tiêu: of whom, how much of them, what counts as done (`domain.md` 1.4). Restricted: the office's.
    Target = 39 "target" Restricted {
        /// The target that this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// The campaign.
        campaign: DeltaId = 4,
        /// As the plan's column says.
        title: String = 5,
        /// Why it is what it is, in the words of whoever determined it (D-38).
        reason: Option<String> = 6,
        /// The app whose columns are meant.
        app: App = 7,
        /// Of people of at least so many years …
        minimum_age: u8 = 8,
        /// … on this day, on which the columns of the base are looked at (D-33).
        on: Day = 9,
        /// Of whom: the columns of the base, bits of [`Standings`](crate::target::Standings), at least one.
        base: u16 = 10,
        /// Whom the base leaves out: 1 not eligible, 2 absent, 4 excused, added up; absent for nobody.
        left_out: Option<u8> = 11,
        /// How much of them: hundredths of a per cent, 1 to 10,000; absent when each number is typed (D-37).
        share: Option<u16> = 12,
        /// How a share becomes people.
        rounding: Rounding = 13,
        /// In which columns somebody is done, likewise.
        done: u16 = 14,
        /// What rates are printed of.
        denominator: Denominator = 15,
    }
    /// One line of a target's table: a bearer, what is known of it and what is asked of it besides the formula. At
    /// most one of unit, hamlet, organisation and group; none for the whole book. Restricted.
    TargetRow = 40 "target_row" Restricted {
        /// The row that this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// The target.
        target: DeltaId = 4,
        /// Code of an administrative unit, as it was when the target was given.
        unit: Option<String> = 5,
        /// A hamlet of the book.
        hamlet: Option<DeltaId> = 6,
        /// An organisation of the book.
        organisation: Option<DeltaId> = 7,
        /// Everybody of the book who is one of these.
        group: Option<Group> = 8,
        /// How many people it has of the base, typed; absent where the roll is counted.
        base: Option<u32> = 9,
        /// An exception's share: hundredths of a per cent, 1 to 10,000. Not beside `count`.
        share: Option<u16> = 10,
        /// An exception's number.
        count: Option<u32> = 11,
        /// Why it is excepted, in the office's words (D-38).
        reason: Option<String> = 12,
        /// As the document prints it: "TT Phong Sơn".
        name: Option<String> = 13,
        /// Its place in the table, from 1.
        position: Option<u16> = 14,
        /// How many are done, as its own office says; absent where the roll or a figure says it.
        done: Option<u32> = 15,
        /// As of when `done` is so; wanted with it.
        as_of: Option<Instant> = 16,
        /// Its numbers are invented, to show what a table looks like; every table says so.
        invented: bool = 17,
    }
    /// How much of a target is due at a milestone: a share of it, or a number. Restricted.
    TargetDue = 41 "target_due" Restricted {
        /// What this changes; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// The target.
        target: DeltaId = 4,
        /// The milestone.
        milestone: DeltaId = 5,
        /// Hundredths of a per cent, 1 to 10,000. Exactly one of `share` and `count`.
        share: Option<u16> = 6,
        /// A number of people.
        count: Option<u32> = 7,
    }
    /// The total that a document prints for a target: it stays beside the sum of the rows and corrects nothing.
    /// Restricted.
    TargetPrint = 42 "target_print" Restricted {
        /// What this corrects; absent when this delta begins it.
        of: Option<DeltaId> = 3,
        /// The target.
        target: DeltaId = 4,
        /// As printed.
        total: u32 = 5,
        /// Which document, in words.
        document: String = 6,
    }
}

/// The kinds whose heads a closing check adds up, from and to: what is said of hamlets, households and
/// residents. Of reviews, retractions and settlements the effects are.
pub const SUMMED: [(u16, u16); 2] = [(4, 12), (16, 42)];

/// The greatest number of a kind that this program understands: what a closing check may compare.
pub const NEWEST_KIND: u16 = 42;

/// Rises whenever a word is added to a list or a range is widened: a device folds anew what the program
/// before it could not read.
pub const WORDS_REVISION: u16 = 1;
