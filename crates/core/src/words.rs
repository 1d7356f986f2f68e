//! The coded words of the field. Each has a number, which is what travels and is never reused for
//! another meaning, and an English name of the glossary; the Vietnamese is the screen's business.

/// Defines an enum whose variants carry the code that travels and the name that machines print.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every word, in the order of the codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The number that travels.
            pub const fn code(self) -> u8 {
                match self { $(Self::$variant => $code),+ }
            }

            /// The word of `code`; `None` for a number that this program does not know.
            pub const fn from_code(code: u8) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// The glossary's identifier.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err(UnknownWord) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

pub(crate) use coded;

/// A word that this program does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown word")]
pub struct UnknownWord;

coded! {
    /// An app that a campaign asks for.
    App {
        /// VNeID, the national e-identity app: level × stage (`domain.md` 4.1).
        Vneid = 1 "vneid",
        /// iHanoi (Công dân Thủ đô số): a ladder (4.2).
        Ihanoi = 2 "ihanoi",
        /// eTax Mobile: a ladder (4.3).
        Etax = 3 "etax",
    }
}

coded! {
    /// How far an account has come. VNeID uses the first six per level; iHanoi and eTax the ladder.
    Stage {
        /// chưa đăng ký, chưa thu nhận hồ sơ; for a ladder: chưa cài đặt.
        NotRegistered = 0 "not_registered",
        /// thu nhận hồ sơ, chờ phê duyệt; at level 1: submitted in the app.
        DossierCollected = 1 "dossier_collected",
        /// Police refused the dossier.
        Rejected = 2 "rejected",
        /// phê duyệt, chưa kích hoạt.
        Approved = 3 "approved",
        /// kích hoạt.
        Activated = 4 "activated",
        /// Locked by the system.
        Locked = 5 "locked",
        /// Ladder: cài đặt.
        Installed = 6 "installed",
        /// Ladder: account created.
        AccountCreated = 7 "account_created",
        /// Ladder: first successful login, which is what counts (`domain.md` 8).
        LoggedIn = 8 "logged_in",
        /// Ladder: sử dụng.
        InUse = 9 "in_use",
        /// The app does not concern this person (no tax registration, …).
        NotApplicable = 10 "not_applicable",
    }
}

coded! {
    /// Who says so. Each class is its own register, so that a claim never overwrites a list.
    Source {
        /// The national system's list, ordered by its as-of date.
        OfficialList = 1 "official_list",
        /// Typed by commune police.
        PoliceEntry = 2 "police_entry",
        /// A volunteer saw it done.
        VolunteerClaim = 3 "volunteer_claim",
        /// The citizen said so.
        CitizenStatement = 4 "citizen_statement",
    }
}

coded! {
    /// Sex as written in the roll.
    Sex {
        /// nam
        Male = 1 "male",
        /// nữ
        Female = 2 "female",
    }
}

coded! {
    /// Where a resident stands in the roll (`domain.md` 7.3 case 13). Dead and moved are states, not removals.
    ResidentState {
        /// Lives here.
        Living = 1 "living",
        /// cắt khẩu, chuyển đi
        MovedOut = 2 "moved_out",
        /// đã mất
        Dead = 3 "dead",
    }
}

coded! {
    /// In what right a person lives here (`domain.md` 2).
    ResidenceKind {
        /// thường trú
        Permanent = 1 "permanent",
        /// tạm trú
        Temporary = 2 "temporary",
        /// tạm vắng
        TemporarilyAbsent = 3 "temporarily_absent",
        /// lưu trú
        Stay = 4 "stay",
    }
}

coded! {
    /// What happened at the door, one tap.
    Outcome {
        /// gặp
        Met = 1 "met",
        /// vắng: nobody at home
        Absent = 2 "absent",
        /// hẹn lại
        ComeBack = 3 "come_back",
        /// từ chối; no reason is ever asked (`domain.md` 5.2)
        Refused = 4 "refused",
        /// cả hộ chuyển đi
        MovedOut = 5 "moved_out",
        /// không tìm thấy nhà
        NotFound = 6 "not_found",
    }
}

coded! {
    /// Why a person was not there (`domain.md` 4.4).
    AbsenceReason {
        /// đi làm, về trong ngày
        AtWork = 1 "at_work",
        /// học, làm ở tỉnh khác
        OtherProvince = 2 "other_province",
        /// nằm viện
        Hospital = 3 "hospital",
        /// nước ngoài
        Abroad = 4 "abroad",
        /// không rõ
        Unknown = 5 "unknown",
    }
}

coded! {
    /// What hinders at the door (`domain.md` 4.4); D-66 carries it up the line.
    ObstacleReason {
        /// không có điện thoại thông minh
        NoSmartphone = 1 "no_smartphone",
        /// máy hoặc hệ điều hành quá cũ
        OldPhone = 2 "old_phone",
        /// SIM không chính chủ
        SimNotOwn = 3 "sim_not_own",
        /// đã đổi số điện thoại
        NumberChanged = 4 "number_changed",
        /// không nhận được OTP
        NoOtp = 5 "no_otp",
        /// quên mật khẩu
        ForgotPassword = 6 "forgot_password",
        /// quá 7 ngày, gọi tổng đài
        SevenDaysPassed = 7 "seven_days_passed",
        /// thẻ hết hạn hoặc chưa có thẻ
        CardExpired = 8 "card_expired",
        /// dữ liệu dân cư sai
        DataWrong = 9 "data_wrong",
        /// tài khoản đang ở máy khác
        OtherDevice = 10 "other_device",
        /// nhà không có mạng
        NoNetwork = 11 "no_network",
        /// cần người nhà cùng làm
        NeedsFamily = 12 "needs_family",
        /// cần người phiên dịch, không đọc được tiếng Việt
        NeedsInterpreter = 13 "needs_interpreter",
        /// dữ liệu thuế không khớp
        TaxMismatch = 14 "tax_mismatch",
    }
}

coded! {
    /// What an appointment is for (D-52, D-53).
    AppointmentPurpose {
        /// thu nhận hồ sơ mức 2 tại công an xã
        VneidLevel2 = 1 "vneid_level2",
        /// làm thẻ căn cước và mức 2 trong một lần
        CardAndLevel2 = 2 "card_and_level2",
        /// bộ phận một cửa
        OneStop = 3 "one_stop",
        /// cơ quan thuế
        Tax = 4 "tax",
    }
}

coded! {
    /// Whether a person is to be visited at all (D-19 to D-21).
    Eligibility {
        /// đề xuất không đủ điều kiện
        Proposed = 1 "proposed",
        /// không cần đến: the same word for every reason
        DoNotVisit = 2 "do_not_visit",
        /// đủ điều kiện
        Eligible = 3 "eligible",
    }
}

coded! {
    /// Why somebody proposes "not eligible", coarse enough to stand in the open (`domain.md` 5.2 point 3).
    CoarseReason {
        /// trẻ em, người già không dùng điện thoại
        NoPhone = 1 "no_phone",
        /// đi xa lâu ngày, không rõ nơi đến
        AwayLong = 2 "away_long",
        /// đã chuyển đi nơi khác
        Moved = 3 "moved",
        /// lý do khác, công an xã hỏi riêng
        Other = 4 "other",
    }
}

coded! {
    /// Why a person is not eligible, as the police decide (D-19). Some are sensitive by law.
    IneligibleReason {
        /// trẻ em, người già không sử dụng điện thoại
        NoPhone = 1 "no_phone",
        /// đang chấp hành án phạt tù
        Imprisoned = 2 "imprisoned",
        /// đi nước ngoài
        Abroad = 3 "abroad",
        /// cơ sở chữa bệnh, giáo dục, trường giáo dưỡng
        Institution = 4 "institution",
        /// cắt khẩu đi tỉnh, thành phố khác
        MovedOut = 5 "moved_out",
        /// vắng mặt, không rõ địa chỉ nơi đến
        WhereaboutsUnknown = 6 "whereabouts_unknown",
        /// đã mất
        Dead = 7 "dead",
        /// lý do chính đáng khác (D-21)
        Excused = 8 "excused",
    }
}

coded! {
    /// One side of a lane.
    Side {
        /// số lẻ
        Odd = 1 "odd",
        /// số chẵn
        Even = 2 "even",
    }
}

coded! {
    /// Where a mobile point stands (D-50, D-51).
    VenueKind {
        /// nhà văn hóa
        CultureHouse = 1 "culture_house",
        /// chợ
        Market = 2 "market",
        /// trường học
        School = 3 "school",
        /// doanh nghiệp, khu công nghiệp
        Workplace = 4 "workplace",
        /// cơ sở tôn giáo
        Religious = 5 "religious",
        /// trung tâm thương mại
        Mall = 6 "mall",
        /// họp thôn, sinh hoạt cộng đồng, tổ liên gia
        Meeting = 7 "meeting",
        /// trụ sở công an, một cửa, cơ quan thuế
        Desk = 8 "desk",
        /// nơi khác
        Other = 9 "other",
    }
}

coded! {
    /// What the law's notice was answered with (`domain.md` 5.2).
    Agreement {
        /// đồng ý
        Agreed = 1 "agreed",
        /// không đồng ý
        Refused = 2 "refused",
        /// người đại diện đồng ý
        ByGuardian = 3 "by_guardian",
    }
}

coded! {
    /// What a reviewer decided about claims.
    Decision {
        /// đã xác nhận
        Confirmed = 1 "confirmed",
        /// trả lại
        Returned = 2 "returned",
    }
}

coded! {
    /// What a member is (`domain.md` 1.7).
    Role {
        /// đoàn viên, tình nguyện viên
        Volunteer = 1 "volunteer",
        /// tổ trưởng
        Leader = 2 "leader",
        /// trưởng thôn
        HamletHead = 3 "hamlet-head",
        /// công an xã
        Police = 4 "police",
        /// UBND xã
        Office = 5 "office",
        /// tổ kiểm tra: reads only
        Inspector = 6 "inspector",
        /// The area server itself, for what it states about the campaign.
        Server = 7 "server",
    }
}

coded! {
    /// thôn, làng, tổ dân phố, … (`domain.md` 2)
    HamletKind {
        /// thôn
        Thon = 1 "thon",
        /// làng
        Lang = 2 "lang",
        /// bản
        Ban = 3 "ban",
        /// buôn
        Buon = 4 "buon",
        /// xóm
        Xom = 5 "xom",
        /// ấp
        Ap = 6 "ap",
        /// khu phố
        KhuPho = 7 "khu_pho",
        /// tổ dân phố
        ToDanPho = 8 "to_dan_pho",
    }
}

coded! {
    /// What an organisation is (D-13, D-23 to D-29, D-48). A resident may belong to several.
    OrganisationKind {
        /// cơ quan, đơn vị hành chính
        Agency = 1 "agency",
        /// trường học
        School = 2 "school",
        /// doanh nghiệp, khu công nghiệp
        Enterprise = 3 "enterprise",
        /// lực lượng vũ trang, Ban CHQS
        ArmedForces = 4 "armed_forces",
        /// đoàn thể, hội
        Association = 5 "association",
        /// tổ chức đảng
        Party = 6 "party",
        /// tổ công tác, đội tình nguyện
        Team = 7 "team",
        /// tổ chức khác
        Other = 8 "other",
    }
}

coded! {
    /// As what a resident belongs to an organisation: the groups of which the plans ask 100 % (`domain.md` 1.3).
    Group {
        /// cán bộ, công chức, viên chức
        Official = 1 "official",
        /// đảng viên; sensitive by law
        PartyMember = 2 "party_member",
        /// cán bộ, chiến sĩ lực lượng vũ trang
        ArmedForces = 3 "armed_forces",
        /// đoàn viên
        UnionMember = 4 "union_member",
        /// hội viên
        AssociationMember = 5 "association_member",
        /// giáo viên
        Teacher = 6 "teacher",
        /// học sinh, sinh viên
        Pupil = 7 "pupil",
        /// người lao động, công nhân
        Worker = 8 "worker",
        /// người thân của người thuộc các nhóm trên (D-25)
        Relative = 9 "relative",
    }
}

coded! {
    /// Of whom a figure speaks (D-46).
    Population {
        /// cán bộ
        Officials = 1 "officials",
        /// nhân dân
        Citizens = 2 "citizens",
        /// tổ chức, doanh nghiệp
        Organisations = 3 "organisations",
        /// tất cả
        Everybody = 4 "everybody",
    }
}

coded! {
    /// What came of an appointment (D-52, D-53).
    Attendance {
        /// đã đến
        Came = 1 "came",
        /// lỡ hẹn
        Missed = 2 "missed",
        /// đã huỷ hẹn
        Cancelled = 3 "cancelled",
    }
}

coded! {
    /// How far the answer to an obstacle is (D-66, D-80).
    AnswerState {
        /// có người nhận xử lý
        Taken = 1 "taken",
        /// đã trả lời
        Answered = 2 "answered",
        /// đã gỡ xong
        Closed = 3 "closed",
    }
}

coded! {
    /// What somebody was taught or shown, besides the accounts (D-24, D-54).
    Lesson {
        /// đã đăng nhập Cổng dịch vụ công quốc gia
        PortalLogin = 1 "portal_login",
        /// đã hướng dẫn sử dụng
        GuidedUse = 2 "guided_use",
    }
}

coded! {
    /// What a sample of confirmed cases showed on the spot (D-73).
    Finding {
        /// đúng
        Agrees = 1 "agrees",
        /// không đúng
        Differs = 2 "differs",
        /// chưa gặp được
        NotReached = 3 "not_reached",
    }
}

coded! {
    /// A sort of work (D-31, D-80).
    Task {
        /// thu nhận hồ sơ
        Collect = 1 "collect",
        /// kích hoạt
        Activate = 2 "activate",
        /// cài đặt, đăng nhập iHanoi
        Ihanoi = 3 "ihanoi",
        /// cài đặt, đăng nhập eTax Mobile
        Etax = 4 "etax",
        /// rà soát từng nhà
        Canvass = 5 "canvass",
    }
}

pub use crate::target::{Denominator, Rounding};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_go_there_and_back() {
        for &stage in Stage::ALL {
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
            assert_eq!(stage.name().parse(), Ok(stage));
        }
        assert_eq!(App::from_code(200), None);
        assert_eq!("VNeID".parse::<App>(), Err(UnknownWord));
    }
}
