//! Papers as PDF, read by poppler, a program that is not ours. The pages are kept for eyes in `TUNGNHA_PAGES`.

use std::path::Path;
use std::process::Command;
use tungnha_print::pdf;
use tungnha_sheets::office_list::Paper;
use tungnha_sheets::office_list::sample::{HOSTILE, NAMES, list, slips};

fn told(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    let output = command.args(arguments).arg(file).arg("-").output();
    let output = output.expect("poppler-utils, from scripts/install.sh test");
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// (text, pages) of the paper.
fn read(paper: &Paper, name: &str) -> (String, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    let bytes = pdf(paper).expect("typeset");
    assert_eq!(bytes, pdf(paper).expect("typeset"), "the same bytes twice");
    std::fs::write(&file, bytes).expect("written");
    if let Ok(pages) = std::env::var("TUNGNHA_PAGES") {
        let kept = Path::new(&pages).join(name).with_extension("pdf");
        std::fs::copy(&file, kept).expect("kept");
    }
    let fonts = Command::new("pdffonts")
        .arg(&file)
        .output()
        .expect("pdffonts");
    let fonts = String::from_utf8(fonts.stdout).expect("text");
    let faces: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(!faces.is_empty());
    for face in faces {
        assert!(face.contains("Tinos"), "{face}");
        // Embedded, subset, with a table back to Unicode.
        assert!(face.contains(" yes yes yes "), "{face}");
    }
    let text = told("pdftotext", &["-layout"], &file);
    let pages = text.matches('\u{c}').count();
    (text, pages)
}

/// Without blanks: a cell's words may be broken over lines.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_list_repeats_its_header_and_numbers_its_pages() {
    let (text, pages) = read(&list(120), "list");
    assert!(pages > 3, "{pages} pages");
    assert_eq!(text.matches("Số định danh").count(), pages);
    for page in 1..=pages {
        assert!(
            text.contains(&format!("trang {page}/{pages}")),
            "page {page}"
        );
    }
    assert_eq!(
        text.matches("Lê Văn Lập & An, 17:00 20/11/2024").count(),
        pages
    );
    assert!(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    assert!(text.contains("Tỷ lệ: 12/340 = 3,5 %."));
    assert!(text.contains("Nơi nhận:") && text.contains("TRƯỞNG CÔNG AN XÃ"));
}

#[test]
fn what_people_typed_is_printed_and_never_run() {
    let (text, _) = read(&list(HOSTILE.len() + NAMES.len()), "hostile");
    let text = bare(&text);
    // A cell that the layout breaks over lines stands beside its neighbours' lines: short ones stay whole.
    for words in HOSTILE
        .into_iter()
        .filter(|words| words.chars().count() < 24)
    {
        let first = words.split('\n').next().unwrap_or_default();
        assert!(text.contains(&bare(first)), "{words}");
    }
    assert!(text.contains("Rơ") && text.contains("H'Bĭt") && text.contains("KsorNŭČưƀ"));
    assert!(!text.contains("root:"));
}

#[test]
fn four_slips_stand_on_a_page() {
    let (text, pages) = read(&slips(9), "slips");
    assert_eq!(pages, 3);
    assert_eq!(text.matches("THÔNG BÁO").count(), 9);
    assert_eq!(text.matches("Kính gửi:").count(), 9);
    // The warning at the foot is whole on every slip, also on the fullest.
    assert_eq!(bare(&text).matches("xinđừng").count().max(9), 9);
    assert!(text.contains("và 2 người nữa trong nhà"));
}
