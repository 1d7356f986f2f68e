//! Phiếu đi nhà: numbered sheets for whoever goes without a phone. Printing says each with its lines, so that a line
//! stays whose it was when the list has changed.

use super::Format;
use super::basis::{Basis, birth_year};
use super::form;
use crate::device::{need_office, role};
use crate::paper::cells::{cells, columns, is_for_guardian};
use crate::paper::plan::{Plan, parts, plans};
use crate::paper::sheet::{Sheet, code};
use crate::payload::*;
use crate::team::colleague;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::account::{AppView, Token};
use tungnha_core::body::{self, WalkSheet};
use tungnha_core::words::{Agreement, App, Stage};
use tungnha_core::{DeltaId, rights};
use tungnha_sheets::office_list::walk::{WalkBox, WalkColumn, WalkDoor, WalkPerson};
use tungnha_sheets::office_list::{self, Paper, Walk};
use tungnha_store::read::ResidentRow;
use tungnha_store::{Key, Txn};

/// The name under which the log has them.
const LIST: &str = "walk_sheet";

/// A sheet about to be printed: its number and code, which of how many, its lane and lines, and who walks.
struct Numbered {
    number: u32,
    code: String,
    part: String,
    lane: String,
    lines: Vec<DeltaId>,
    walker: Option<String>,
}

impl Device {
    pub(crate) fn plan_walk_sheets(&self, args: SheetsOf) -> Result<SheetsPlan, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let basis = self.basis(txn, Some(&args.hamlet))?;
            let planned = planned(&basis, args.lane.as_deref(), args.everybody);
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let sheets = planned.into_iter().map(|plan| PlannedSheet {
                doors: count(plan.doors.len()),
                lines: count(plan.lines()),
                lane: plan.lane,
            });
            Ok(SheetsPlan {
                sheets: sheets.collect(),
                prints: self.0.host.prints(),
            })
        })
    }

    pub(crate) fn print_walk_sheets(&self, args: PrintSheets) -> Result<Exported, ApiError> {
        let (paper, said) = self.read(|txn| self.numbered(txn, &args))?;
        let bytes = self.written(&paper, Format::Pdf)?;
        let now = self.0.host.now();
        let rows = said.exported.rows;
        self.write(|txn| {
            // Somebody else printed on this computer meanwhile: these numbers are taken.
            if txn.last_sheet_number()? != said.after {
                return Err(ErrorCode::Conflict.into());
            }
            let role = role(&txn.grant()?)?;
            let sheets = said.sheets.into_iter().map(body::Body::from);
            for body in sheets.chain([said.exported.into()]) {
                if !rights::may_assert(role, &body) {
                    return Err(ErrorCode::NotAllowed.into());
                }
                txn.say(body, now)?;
            }
            Ok(())
        })?;
        self.handed(&file_name(now.day(), &said.name), &bytes, rows, args.save)
    }

    pub(crate) fn reprint_walk_sheet(&self, args: ReprintSheet) -> Result<Exported, ApiError> {
        let now = self.0.host.now();
        let (paper, said, name) = self.read(|txn| {
            need_office(txn)?;
            let sheet = Sheet::of(txn, &args.sheet)?;
            let printed = &sheet.printed;
            let hamlet = txn.id(printed.hamlet)?.to_string();
            let basis = self.basis(txn, Some(&hamlet))?;
            let number = printed.sheet.number;
            let one = Numbered {
                number,
                code: code(txn.id(printed.key)?.incarnation, number),
                part: "in lại".into(),
                lane: printed.sheet.lane.clone().unwrap_or_default(),
                lines: sheet.lines().to_vec(),
                walker: sheet.walked().and_then(|row| row.sheet.name.clone()),
            };
            let paper = paper(txn, &basis, &[one])?;
            let said = exported(&basis, &paper, &number.to_string());
            Ok((paper, said, number.to_string()))
        })?;
        let bytes = self.written(&paper, Format::Pdf)?;
        let rows = said.rows;
        self.write(|txn| Ok(txn.say(said.into(), now)?))?;
        self.handed(&file_name(now.day(), &name), &bytes, rows, args.save)
    }

    /// The sheets with their numbers, as a paper and as what is to be said of them.
    fn numbered(&self, txn: &Txn<'_>, args: &PrintSheets) -> Result<(Paper, Said), ApiError> {
        need_office(txn)?;
        if !self.0.host.prints() {
            return Err(ErrorCode::NotAllowed.into());
        }
        let hamlet = convert::key(txn, &args.hamlet)?;
        let basis = self.basis(txn, Some(&args.hamlet))?;
        let member = args.member.as_deref().map(convert::member).transpose()?;
        let walker = match member {
            Some(member) => Some(colleague(txn, hamlet, member)?.name),
            None => None,
        };
        let plans = planned(&basis, args.lane.as_deref(), args.everybody);
        if plans.is_empty() {
            return Err(ApiError::new(ErrorCode::NotFound, "nobody to print"));
        }
        let after = txn.last_sheet_number()?;
        let printer = txn.identity()?.incarnation;
        let mut sheets = Vec::with_capacity(plans.len());
        for ((plan, part), number) in plans
            .iter()
            .zip(parts(&plans))
            .zip(after.saturating_add(1)..)
        {
            let lines: Result<Vec<DeltaId>, _> = plan.people().map(|key| txn.id(key)).collect();
            sheets.push(Numbered {
                number,
                code: code(printer, number),
                part: format!("tờ {}/{}", part.0, part.1),
                lane: plan.lane.clone(),
                lines: lines?,
                walker: walker.clone(),
            });
        }
        let numbers: Vec<u32> = sheets.iter().map(|sheet| sheet.number).collect();
        let name = match (numbers.first(), numbers.last()) {
            (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
            (first, _) => first.copied().unwrap_or_default().to_string(),
        };
        let paper = paper(txn, &basis, &sheets)?;
        let exported = exported(&basis, &paper, &name);
        let hamlet = convert::delta_id(&args.hamlet)?;
        let said = sheets.into_iter().map(|sheet| WalkSheet {
            hamlet,
            number: sheet.number,
            lines: sheet.lines,
            lane: Some(sheet.lane).filter(|lane| !lane.is_empty()),
            member,
            name: sheet.walker,
        });
        let said = Said {
            after,
            sheets: said.collect(),
            exported,
            name,
        };
        Ok((paper, said))
    }
}

/// What printing says, and the number that stood last before it.
struct Said {
    after: u32,
    sheets: Vec<WalkSheet>,
    exported: body::Exported,
    /// "12" or "12-18"
    name: String,
}

fn exported(basis: &Basis, paper: &Paper, numbers: &str) -> body::Exported {
    body::Exported {
        list: LIST.into(),
        scope: format!("{}, phiếu số {numbers}", basis.scope_name),
        rows: super::count(paper),
        format: Format::Pdf.name().into(),
    }
}

fn file_name(day: tungnha_core::time::Day, numbers: &str) -> String {
    let (y, m, d) = day.ymd();
    format!("phieu-di-nha-{numbers}-{y:04}-{m:02}-{d:02}.pdf")
}

/// Who does not want to be written down stands on no paper either, nor whom the campaign asks for nothing.
fn planned(basis: &Basis, lane: Option<&str>, everybody: bool) -> Vec<Plan> {
    let people = basis.to_visit().filter(|(person, views)| {
        let asked = views.iter().any(|view| view.token != Token::NotNeeded);
        let wanted = views.iter().any(AppView::lacking) || (everybody && asked);
        wanted && person.notice != Some(Agreement::Refused)
    });
    let at = |person: &ResidentRow| {
        let door = basis.doors.get(&person.household)?;
        Some((door.lane.clone(), person.household, person.key))
    };
    let at = people.filter_map(|(person, _)| at(person));
    plans(at.filter(|(of, ..)| lane.is_none_or(|lane| lane == of)))
}

fn paper(txn: &Txn<'_>, basis: &Basis, sheets: &[Numbered]) -> Result<Paper, ApiError> {
    let people: HashMap<Key, &ResidentRow> =
        basis.people.iter().map(|one| (one.key, one)).collect();
    let mut all = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let mut doors: Vec<(Option<Key>, WalkDoor)> = Vec::new();
        for (line, id) in (1..).zip(&sheet.lines) {
            let key = txn.find_key(*id)?;
            let stays = key
                .map(|key| txn.stays_for(key))
                .transpose()?
                .flatten()
                .or(key);
            let person = stays.and_then(|key| people.get(&key)).copied();
            let home = person.map(|person| person.household);
            if doors.last().is_none_or(|(last, _)| *last != home) {
                let house = home.map(|home| house(basis, home)).unwrap_or_default();
                doors.push((
                    home,
                    WalkDoor {
                        house,
                        people: Vec::new(),
                    },
                ));
            }
            if let Some((_, door)) = doors.last_mut() {
                door.people.push(on_line(basis, line, person));
            }
        }
        all.push(office_list::walk::WalkSheet {
            number: sheet.number,
            code: sheet.code.clone(),
            part: sheet.part.clone(),
            place: [basis.scope_name.as_str(), &sheet.lane]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            walker: sheet.walker.clone(),
            doors: doors.into_iter().map(|(_, door)| door).collect(),
        });
    }
    let campaign = basis.frame.campaign.as_ref();
    let columns = columns(&basis.frame);
    let mut apps: Vec<&str> = Vec::new();
    for column in &columns {
        if !apps.contains(&name(column.app)) {
            apps.push(name(column.app));
        }
    }
    Ok(Paper::Walk(Walk {
        head: form::head(basis, false),
        campaign: campaign.map(|c| c.title.clone()).unwrap_or_default(),
        columns: columns
            .iter()
            .map(|column| WalkColumn {
                app: name(column.app),
                what: match (column.app, column.level) {
                    (App::Vneid, 1) => "mức 1",
                    (App::Vneid, _) => "mức 2",
                    (App::Ihanoi | App::Etax, _) => "đăng nhập",
                },
            })
            .collect(),
        // As the app has it read out at the door (`docs/notice.md`, version 2).
        ask: format!(
            "“Xã xin ghi tình trạng {} để giúp ông/bà cài đặt. Không hỏi mã OTP, mật khẩu. Ông/bà có đồng ý không?”",
            apps.join(", ")
        ),
        contact: campaign.and_then(|c| c.contact.clone()),
        sheets: all,
    }))
}

/// The house's number, or whose it is.
fn house(basis: &Basis, home: Key) -> String {
    let door = basis.doors.get(&home);
    door.map(|door| {
        if door.house.is_empty() {
            door.head.clone()
        } else {
            door.house.clone()
        }
    })
    .unwrap_or_default()
}

fn on_line(basis: &Basis, line: usize, person: Option<&ResidentRow>) -> WalkPerson {
    let Some(person) = person else {
        return WalkPerson {
            line,
            name: "(không còn trong sổ)".into(),
            about: String::new(),
            guardian: false,
            boxes: columns(&basis.frame)
                .iter()
                .map(|_| WalkBox::NotNeeded)
                .collect(),
        };
    };
    let last4 = person.last4.as_ref().map(|last4| format!("…{last4}"));
    let about = [
        Some(birth_year(person)).filter(|year| !year.is_empty()),
        last4,
    ];
    let boxes = cells(&basis.frame, person)
        .into_iter()
        .map(|cell| match cell.token {
            Token::NotNeeded => WalkBox::NotNeeded,
            Token::Claimed if cell.done => WalkBox::Claimed,
            Token::Confirmed if cell.done => WalkBox::Confirmed,
            Token::Returned => WalkBox::Open(Some("trả lại")),
            Token::None | Token::Claimed | Token::Confirmed => WalkBox::Open(under_way(cell.stage)),
        });
    WalkPerson {
        line,
        name: person.name.clone(),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        guardian: is_for_guardian(person.best_birth(), basis.now),
        boxes: boxes.collect(),
    }
}

const fn under_way(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Approved => Some("đã duyệt"),
        Stage::DossierCollected => Some("chờ duyệt"),
        Stage::Installed => Some("đã cài"),
        Stage::AccountCreated => Some("có tài khoản"),
        Stage::Rejected => Some("bị trả"),
        Stage::Locked => Some("bị khoá"),
        _ => None,
    }
}

const fn name(app: App) -> &'static str {
    match app {
        App::Vneid => "VNeID",
        App::Ihanoi => "iHanoi",
        App::Etax => "eTax Mobile",
    }
}
