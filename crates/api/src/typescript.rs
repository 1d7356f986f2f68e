//! The UI's types, generated from the payloads: `make generate` writes them, `make check` fails when
//! the file is stale.

use crate::payload::*;
use crate::{ApiError, ErrorCode, command};
use ts_rs::{Config, TS};

/// The whole of `ui/src/lib/api.gen.ts`.
pub fn generate() -> String {
    // Whole seconds and counts all fit a JavaScript number.
    let config = Config::new().with_large_int("number");
    let mut out = String::from("// Generated from crates/api by `make generate`. Do not edit.\n\n");
    macro_rules! declare {
        ($($name:ty),+ $(,)?) => {$(
            out.push_str("export ");
            out.push_str(&<$name>::decl(&config));
            out.push_str("\n\n");
        )+};
    }
    declare!(
        Nothing,
        DeviceState,
        Status,
        MemberCard,
        CampaignCard,
        AskedAppCard,
        MilestoneCard,
        WorkCounts,
        SyncStory,
        Enrol,
        Unlock,
        HamletCard,
        OfHamlet,
        LaneCard,
        DoorFilter,
        DoorPage,
        DoorCard,
        OfHousehold,
        Door,
        PersonCard,
        AppCard,
        Choice,
        AbsenceCard,
        VisitCard,
        NewVisit,
        NewRecord,
        NewAbsence,
        NewNotice,
        OfDelta,
        Saved,
        Find,
        PeopleFilter,
        PeoplePage,
        PersonRow,
        MyWork,
        ClaimCard,
        HeldCard,
        DecidedCard,
        ReissueCard,
        RepairCard,
        CheckReport,
        About,
        SaidField,
        OfJob,
        OpenSheet,
        Job,
        JobOutcome,
        ImportPreview,
        ColumnCard,
        ImportHamlet,
        VneidCounts,
        RefusedCard,
        ImportReport,
        ReviewFilter,
        ReviewPage,
        ReviewItem,
        PersonOfReview,
        Official,
        NewReview,
        ReviewSaved,
        DisagreementFilter,
        DisagreementPage,
        Disagreement,
        HeadCard,
        NewSettle,
        SettleSaved,
        SaveFile,
        OpenFile,
        CarryFile,
        CourierTaken,
        Link,
        ExportList,
        Exported,
        Verified,
        ErrorCode,
        ApiError,
    );
    out.push_str(&command::typescript_map(&config));
    out
}
