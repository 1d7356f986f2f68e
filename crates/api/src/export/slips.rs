//! A slip for every household of which somebody still lacks something (D-44): no list of names is posted.

use super::basis::{Basis, street};
use super::form;
use tungnha_core::account::{AppView, NextStep};
use tungnha_core::words::{Agreement, App};
use tungnha_sheets::office_list::{Slips, slips::Slip};
use tungnha_store::Key;

pub(super) const NAME: &str = "Phiếu hộ gia đình";
pub(super) const NOBODY: &str = "Không có hộ nào còn thiếu trong phạm vi này.";

/// Whoever did not agree to the notice gets no paper about it.
pub(super) fn slips(basis: &Basis) -> Slips {
    let mut slips: Vec<(Key, Slip)> = Vec::new();
    for (person, views) in basis.to_visit() {
        let lacking: Vec<&AppView> = views.iter().filter(|view| view.lacking()).collect();
        if lacking.is_empty() || person.notice == Some(Agreement::Refused) {
            continue;
        }
        if slips
            .last()
            .is_none_or(|(door, _)| *door != person.household)
        {
            slips.push((
                person.household,
                begun(basis, person.household, person.hamlet),
            ));
        }
        let Some((_, slip)) = slips.last_mut() else {
            continue;
        };
        let what: Vec<String> = lacking.iter().map(|view| missing(view)).collect();
        slip.people.push((person.name.clone(), what.join("; ")));
        for view in lacking {
            let step = step(view.next);
            if !slip.steps.contains(&step) {
                slip.steps.push(step);
            }
        }
    }
    for (_, slip) in &mut slips {
        slip.steps.push(
            "Không tự làm được: mời đến nhà văn hóa thôn hoặc trụ sở công an xã, có người giúp.",
        );
    }
    let campaign = basis.frame.campaign.as_ref();
    let apps = campaign.map(|c| {
        c.apps
            .iter()
            .map(|asked| name(asked.app))
            .collect::<Vec<_>>()
    });
    Slips {
        head: form::head(basis, false),
        subject: format!(
            "Về việc đăng ký, kích hoạt tài khoản {}",
            apps.unwrap_or_default().join(", ")
        ),
        contact: campaign.and_then(|c| c.contact.clone()),
        slips: slips.into_iter().map(|(_, slip)| slip).collect(),
    }
}

fn begun(basis: &Basis, household: Key, hamlet: Key) -> Slip {
    let door = basis.doors.get(&household);
    let head = door.map(|door| door.head.as_str()).unwrap_or_default();
    let street = door.map(street).filter(|street| !street.is_empty());
    let place = basis.hamlet_name(hamlet).to_owned();
    let address: Vec<String> = street.into_iter().chain([place]).collect();
    Slip {
        to: if head.is_empty() {
            "Hộ gia đình".into()
        } else {
            format!("Gia đình ông (bà) {head}")
        },
        address: address.join(", "),
        people: Vec::new(),
        steps: Vec::new(),
    }
}

fn name(app: App) -> &'static str {
    match app {
        App::Vneid => "VNeID",
        App::Ihanoi => "iHanoi",
        App::Etax => "eTax Mobile",
    }
}

/// "VNeID: chưa kích hoạt mức 2"
fn missing(view: &AppView) -> String {
    let what = match view.next {
        NextStep::ActivateLevel2 => "chưa kích hoạt mức 2",
        NextStep::ActivateLevel1 => "chưa kích hoạt mức 1",
        NextStep::Register => "chưa đăng ký",
        NextStep::AppointmentLevel2 => "chưa có mức 2",
        NextStep::AwaitApproval => "đang chờ duyệt mức 2",
        NextStep::CreateAccount => "chưa tạo tài khoản",
        NextStep::LogIn => "chưa đăng nhập",
        NextStep::VneidFirst | NextStep::Install => "chưa cài đặt",
        NextStep::CheckAge => "cần xem ngày sinh trên thẻ",
        NextStep::DoAgain | NextStep::Done | NextStep::NotOfAge => "chưa xong",
    };
    format!("{} {what}", name(view.app))
}

fn step(next: NextStep) -> &'static str {
    match next {
        NextStep::ActivateLevel1 | NextStep::ActivateLevel2 => {
            "Đã duyệt: mở VNeID trên điện thoại của mình, chọn kích hoạt và làm theo từng bước."
        }
        NextStep::Register | NextStep::AppointmentLevel2 | NextStep::CheckAge => {
            "Mức 2: mang thẻ căn cước và điện thoại của mình đến công an xã."
        }
        NextStep::AwaitApproval => "Đang chờ duyệt: có tin nhắn báo thì mở VNeID và kích hoạt.",
        NextStep::VneidFirst | NextStep::Install | NextStep::CreateAccount | NextStep::LogIn => {
            "Ứng dụng còn thiếu: cài từ App Store hoặc Google Play, đăng nhập bằng VNeID."
        }
        NextStep::DoAgain | NextStep::Done | NextStep::NotOfAge => {
            "Việc chưa xong: tổ công tác sẽ quay lại làm cùng gia đình."
        }
    }
}
