//! What every list of the office has around its rows.

use super::basis::Basis;
use crate::payload::{ListGroup, ListPage};
use tungnha_core::Instant;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::words::Role;
use tungnha_protocol::Grant;
use tungnha_sheets::office_list::{
    Column, Group, Head, OfficeList, Paper, Signatures, count, moment,
};
use tungnha_store::Key;

/// What differs from list to list.
pub(super) struct Content {
    /// "Danh sách không có mặt"
    pub name: &'static str,
    /// What the list is of, below its title; absent when the title says it all.
    pub of: Option<&'static str>,
    /// Header, width, whether in the middle.
    pub columns: &'static [(&'static str, f64, bool)],
    /// (hamlet, cells), in the order of printing.
    pub rows: Vec<(Key, Vec<String>)>,
    pub nobody: &'static str,
    /// After the count of all.
    pub totals: Vec<String>,
    /// Who gets a copy besides the file: "Ban Chỉ đạo Đề án 06 xã".
    pub recipients: Vec<String>,
}

pub(super) fn head(basis: &Basis, number: bool) -> Head {
    let campaign = basis.frame.campaign.as_ref();
    head_of(&basis.grant, campaign, basis.now, number)
}

/// The head of a paper of this book, printed at `now`.
pub(crate) fn head_of(
    grant: &Grant,
    campaign: Option<&CampaignFrame>,
    now: Instant,
    number: bool,
) -> Head {
    let book = &grant.book_name;
    // "xã Cẩm Tân" is a commune; what follows the kind's word is its place.
    let place = book.split_once(' ').map_or(book.as_str(), |(_, name)| name);
    Head {
        superior: None,
        // A numbered list is the police's; a slip, a sheet or an invitation is of the office that hands it out.
        agency: match grant.role {
            code if code == Role::Office.code() && !number => {
                format!("ỦY BAN NHÂN DÂN {}", book.to_uppercase())
            }
            _ => format!("CÔNG AN {}", book.to_uppercase()),
        },
        number: number.then(|| format!("Số: ......./DS-{}", kind(book).2)),
        place: place.to_owned(),
        day: now.day(),
        practice: campaign.is_some_and(|frame| frame.practice),
        stamp: Some(format!("{}, {}", grant.name, moment(now))),
    }
}

/// Of whatever the commune is: its word, the signer's title, the police's short name.
fn kind(book: &str) -> (&'static str, &'static str, &'static str) {
    match book.split(' ').next() {
        Some("phường") => ("phường", "TRƯỞNG CÔNG AN PHƯỜNG", "CAP"),
        Some("thị") => ("thị trấn", "TRƯỞNG CÔNG AN THỊ TRẤN", "CATT"),
        _ => ("xã", "TRƯỞNG CÔNG AN XÃ", "CAX"),
    }
}

/// "xã", "phường", "thị trấn"
pub(super) fn commune(basis: &Basis) -> &'static str {
    kind(&basis.grant.book_name).0
}

pub(super) fn signatures(basis: &Basis) -> Signatures {
    signatures_of(&basis.grant)
}

/// Whoever prints it, and the chief of the commune's police.
pub(super) fn signatures_of(grant: &Grant) -> Signatures {
    Signatures {
        prepared_by: Some(grant.name.clone()),
        signer_title: kind(&grant.book_name).1.into(),
        signed_by: None,
    }
}

/// The columns: header, width, whether in the middle.
pub(super) fn columns(of: &[(&'static str, f64, bool)]) -> Vec<Column> {
    let columns = of.iter().map(|(header, width, centred)| Column {
        header,
        width: *width,
        centred: *centred,
    });
    columns.collect()
}

/// Who always keeps a copy comes last.
pub(super) fn recipients(basis: &Basis, others: &[String]) -> Vec<String> {
    let kept = format!("- Lưu: {}.", kind(&basis.grant.book_name).2);
    let others = others.iter().map(|name| format!("- {name};"));
    others.chain(std::iter::once(kept)).collect()
}

/// The campaign, the part of the book, the moment: one line each.
pub(super) fn subtitle(basis: &Basis, of: Option<&str>) -> Vec<String> {
    let campaign = basis.frame.campaign.as_ref();
    let scope = format!(
        "Phạm vi: {}. Tính đến {}.",
        basis.scope_name,
        moment(basis.now)
    );
    let of = of.map(str::to_owned).into_iter();
    of.chain(campaign.map(|frame| frame.title.clone()))
        .chain(std::iter::once(scope))
        .collect()
}

/// The list with its rows grouped by hamlet.
pub(super) fn by_hamlet(basis: &Basis, content: Content) -> OfficeList {
    let mut groups: Vec<(Key, Vec<Vec<String>>)> = Vec::new();
    for (hamlet, cells) in content.rows {
        match groups.last_mut().filter(|(last, _)| *last == hamlet) {
            Some((_, rows)) => rows.push(cells),
            None => groups.push((hamlet, vec![cells])),
        }
    }
    let all: usize = groups.iter().map(|(_, rows)| rows.len()).sum();
    let groups = groups.into_iter().map(|(hamlet, rows)| {
        let name = basis.hamlet_name(hamlet);
        Group {
            heading: Some(format!("{name}: {} người", count(rows.len()))),
            rows,
        }
    });
    let total = format!("Danh sách có {} người.", count(all));
    OfficeList {
        head: head(basis, true),
        name: content.name.into(),
        title: content.name.to_uppercase(),
        subtitle: subtitle(basis, content.of),
        columns: columns(content.columns),
        groups: groups.collect(),
        nobody: content.nobody.into(),
        totals: std::iter::once(total).chain(content.totals).collect(),
        recipients: recipients(basis, &content.recipients),
        signatures: signatures(basis),
    }
}

/// The beginning of a paper as a screen shows it.
pub(super) fn page(paper: &Paper, limit: usize) -> ListPage {
    match paper {
        Paper::List(list) => {
            let headers = list.columns.iter().map(|column| column.header.to_owned());
            let mut number = 0;
            let mut groups = Vec::new();
            for group in &list.groups {
                let room = limit.saturating_sub(number);
                let rows = group.rows.iter().take(room).map(|cells| {
                    number += 1;
                    let first = std::iter::once(number.to_string());
                    first.chain(cells.iter().cloned()).collect()
                });
                let rows: Vec<Vec<String>> = rows.collect();
                if !rows.is_empty() {
                    groups.push(ListGroup {
                        heading: group.heading.clone(),
                        rows,
                    });
                }
            }
            ListPage {
                title: list.title.clone(),
                subtitle: list.subtitle.clone(),
                columns: std::iter::once("TT".to_owned()).chain(headers).collect(),
                groups,
                rows: super::count(paper),
                nobody: list.nobody.clone(),
                totals: list.totals.clone(),
            }
        }
        // Nobody previews a link.
        Paper::Invitation(one) => ListPage {
            title: tungnha_sheets::office_list::invitation::TITLE.into(),
            subtitle: vec![one.work()],
            columns: Vec::new(),
            groups: Vec::new(),
            rows: 0,
            nobody: String::new(),
            totals: Vec::new(),
        },
        Paper::Walk(walk) => {
            let rows = walk.sheets.iter().take(limit).map(|sheet| {
                let lines: usize = sheet.doors.iter().map(|door| door.people.len()).sum();
                vec![sheet.number.to_string(), sheet.place.clone(), count(lines)]
            });
            ListPage {
                title: tungnha_sheets::office_list::walk::TITLE.into(),
                subtitle: vec![walk.campaign.clone()],
                columns: ["Số", "Nơi", "Số dòng"].map(str::to_owned).into(),
                groups: vec![ListGroup {
                    heading: None,
                    rows: rows.collect(),
                }],
                rows: super::count(paper),
                nobody: super::slips::NOBODY.into(),
                totals: Vec::new(),
            }
        }
        Paper::Slips(slips) => {
            let rows = slips.slips.iter().take(limit).zip(1..);
            let rows = rows.map(|(slip, number): (_, usize)| {
                vec![
                    number.to_string(),
                    slip.to.clone(),
                    slip.address.clone(),
                    slip.lines().join("\n"),
                ]
            });
            ListPage {
                title: super::slips::NAME.to_uppercase(),
                subtitle: vec![slips.subject.clone()],
                columns: ["TT", "Kính gửi", "Địa chỉ", "Còn thiếu"]
                    .map(str::to_owned)
                    .into(),
                groups: vec![ListGroup {
                    heading: None,
                    rows: rows.collect(),
                }],
                rows: super::count(paper),
                nobody: super::slips::NOBODY.into(),
                totals: Vec::new(),
            }
        }
    }
}
