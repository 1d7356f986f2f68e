//! Papers in the office's form, read by LibreOffice, a program that is not ours, and compared with the model.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use tungnha_sheets::office_list::sample::{HOSTILE, NAMES, list, slips};
use tungnha_sheets::office_list::{OfficeList, Paper};

/// What LibreOffice makes of `bytes`, as text.
fn converted(bytes: &[u8], name: &str, to: &str, end: &str) -> String {
    let folder = std::env::temp_dir().join(format!(
        "tungnha-office-{}-{end}-{name}",
        std::process::id()
    ));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    std::fs::write(&file, bytes).expect("written");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(&folder)
        .arg(&file)
        .output()
        .expect("LibreOffice, from scripts/install.sh test");
    let made = Path::new(&folder).join(name).with_extension(end);
    let text = std::fs::read_to_string(&made);
    let text = text.unwrap_or_else(|e| panic!("{e}: {output:?}"));
    std::fs::remove_dir_all(&folder).expect("removed");
    text
}

fn model(paper: &Paper) -> &OfficeList {
    match paper {
        Paper::List(list) => list,
        other => panic!("{other:?} is no list"),
    }
}

/// A text as a cell holds it.
fn clean(words: &str) -> String {
    words
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect()
}

#[test]
fn every_cell_of_the_workbook_is_what_the_model_says() {
    let paper = list(40);
    let bytes = paper.xlsx().expect("written");
    // Comma, quotes, UTF-8, every cell as text: a formula would come out as what it computes.
    let to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let csv = converted(&bytes, "paper.xlsx", to, "csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    let list = model(&paper);
    let at = rows
        .iter()
        .position(|row| row[0] == "TT")
        .expect("a header");
    let headers: Vec<&str> = list.columns.iter().map(|c| c.header).collect();
    assert_eq!(rows[at][1..], headers);
    let mut next = at + 1;
    let mut number = 0;
    for group in &list.groups {
        assert_eq!(Some(&rows[next][0]), group.heading.as_ref());
        next += 1;
        for cells in &group.rows {
            number += 1;
            assert_eq!(rows[next][0], number.to_string());
            let expected: Vec<String> = cells.iter().map(|words| clean(words)).collect();
            assert_eq!(rows[next][1..], expected);
            next += 1;
        }
    }
    assert_eq!(rows[next][0], list.totals[0]);
    let all = csv.as_str();
    for words in [
        "CÔNG AN XÃ CẨM TÂN",
        "Số: ......./DS-CAX",
        "Cẩm Tân, ngày",
        "- Lưu: CAX.",
        "TRƯỞNG CÔNG AN XÃ",
        "KHÔNG PHẢI NGƯỜI THẬT",
    ] {
        assert!(all.contains(words), "{words}");
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut file = archive.by_name(name).expect("a part");
    let mut xml = String::new();
    file.read_to_string(&mut xml).expect("text");
    xml
}

#[test]
fn rows_are_as_high_as_their_text() {
    let paper = list(HOSTILE.len() + NAMES.len());
    let xml = part(&paper.xlsx().expect("written"), "xl/worksheets/sheet1.xml");
    // Two lines: what has a line break, and four texts longer than the column.
    assert_eq!(xml.matches(" ht=\"30\" customHeight=\"1\"").count(), 5);
    // All others have the usual height, which is not written.
    assert!(!xml.contains(" ht=\"45\""));
}

#[test]
fn a_document_has_every_word_and_runs_none() {
    let paper = list(HOSTILE.len() + NAMES.len());
    let bytes = paper.docx().expect("written");
    assert_eq!(bytes, paper.docx().expect("written"));
    let xml = part(&bytes, "word/document.xml");
    assert!(xml.contains("<w:tblHeader/>"));
    assert!(!xml.contains("w:instrText") && !xml.contains("w:hyperlink"));
    assert!(part(&bytes, "word/footer1.xml").contains("NUMPAGES"));
    let text = converted(&bytes, "paper.docx", "txt:Text (encoded):UTF8", "txt");
    for row in model(&paper).groups.iter().flat_map(|group| &group.rows) {
        for words in row.iter().flat_map(|cell| cell.split('\n')) {
            let words: String = words.chars().filter(|c| !c.is_control()).collect();
            assert!(text.contains(&words), "{words}");
        }
    }
    let slips = slips(9).docx().expect("written");
    let text = converted(&slips, "slips.docx", "txt:Text (encoded):UTF8", "txt");
    assert_eq!(text.matches("THÔNG BÁO").count(), 9);
    assert!(text.contains("và 2 người nữa trong nhà"));
}
