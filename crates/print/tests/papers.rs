//! Papers as PDF, read by poppler, a program that is not ours. The pages are kept for eyes in `TUNGNHA_PAGES`.

use std::path::Path;
use std::process::Command;
use tungnha_print::pdf;
use tungnha_sheets::office_list::Paper;
use tungnha_sheets::office_list::sample::{HOSTILE, NAMES, list, slips, walk};

/// In points, as poppler measures.
const MILLIMETRE: f64 = 72.0 / 25.4;

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
            text.contains(&format!("Trang {page}/{pages}")),
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
    assert!(text.contains("và 2 người nữa trong nhà"));
}

#[test]
fn the_fullest_slip_keeps_its_warning_inside_its_quarter() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf(&slips(8)).expect("typeset")).expect("written");
    let boxes = told("pdftotext", &["-bbox"], &file);
    // The first and the last words of every slip, by page: (left or right, upper or lower).
    let (mut begun, mut ended) = (Vec::new(), Vec::new());
    let mut page = 0;
    for line in boxes.lines() {
        page += usize::from(line.contains("<page "));
        let side = |name: &str| -> f64 {
            let at = line.split(&format!("{name}=\"")).nth(1);
            let number = at.and_then(|rest| rest.split('"').next());
            number.and_then(|n| n.parse().ok()).unwrap_or_default()
        };
        let quarter = (
            page,
            side("xMin") > 210.0 / 2.0 * MILLIMETRE,
            side("yMax") > 297.0 / 2.0 * MILLIMETRE,
        );
        if line.contains(">THÔNG<") {
            begun.push(quarter);
        } else if line.contains(">OTP,<") {
            ended.push(quarter);
            assert!(side("yMax") < 297.0 * MILLIMETRE, "{line}");
        }
    }
    begun.sort_unstable();
    ended.sort_unstable();
    assert_eq!(begun.len(), 8);
    assert_eq!(ended, begun);
}

#[test]
fn signatures_are_never_alone_and_headings_never_the_last_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    // Every number of rows at which a page may end between the table and what is below it.
    for rows in 15..27 {
        std::fs::write(&file, pdf(&list(rows)).expect("typeset")).expect("written");
        let text = told("pdftotext", &["-layout"], &file);
        let pages: Vec<&str> = text.split_terminator('\u{c}').collect();
        let last = pages.last().expect("a page");
        assert!(last.contains("NGƯỜI LẬP BIỂU"), "{rows} rows");
        assert!(
            last.contains("Tỷ lệ: 12/340"),
            "{rows} rows: a signature alone"
        );
        for page in &pages {
            let end = page.find("Lê Văn Lập & An").unwrap_or(page.len());
            let line = page[..end].trim_end().lines().last().unwrap_or_default();
            assert!(!line.trim_end().ends_with(" người"), "{rows} rows: {line}");
        }
    }
}

#[test]
fn walk_sheets_say_on_every_page_which_they_are_and_part_no_house() {
    let (text, pages) = read(&walk(3), "walk");
    assert_eq!(pages, 6, "each sheet is the two sides of one leaf");
    let each: Vec<&str> = text.split_terminator('\u{c}').collect();
    for (n, sheet) in each.chunks(2).enumerate() {
        for (side, page) in sheet.iter().enumerate() {
            let page = bare(page);
            assert!(page.contains(&format!("Số{}", 12 + n)), "sheet {n}");
            assert!(
                page.contains(&format!("tờ{}/3·trang{}/2", n + 1, side + 1)),
                "sheet {n}"
            );
            assert!(page.contains(&format!("{}-4837", 12 + n)), "sheet {n}");
            assert_eq!(page.matches("Họvàtên,nămsinh").count(), 1, "sheet {n}");
            assert!(page.contains("KhônghỏimãOTP"), "sheet {n}");
        }
        // Every line, once; a house's lines all on the page of its number.
        let lines = |page: &str| {
            let about = |line: &&str| line.contains("1961 · …4417");
            page.lines().filter(about).count()
        };
        assert_eq!(
            sheet.iter().map(|page| lines(page)).sum::<usize>(),
            40,
            "sheet {n}"
        );
        let houses = |page: &str| {
            let numbers = (1..=14).map(|n| format!("{n}A"));
            let there = |house: &String| page.split_whitespace().any(|word| word == house);
            numbers
                .filter(there)
                .map(|house| {
                    (house
                        .trim_end_matches('A')
                        .parse::<usize>()
                        .expect("a number")
                        - 1)
                        % 5
                        + 1
                })
                .sum::<usize>()
        };
        let first = sheet.first().expect("a page");
        assert_eq!(lines(first), houses(first), "sheet {n}: a house is parted");
    }
    let text = bare(&text);
    assert!(text.contains("Rơ") && text.contains("KsorNŭČưƀ") && !text.contains("root:"));
}

#[test]
fn an_invitation_is_one_sheet_and_its_code_is_read_from_the_paper() {
    use tungnha_sheets::office_list::PaperSize;
    use tungnha_sheets::office_list::sample::{INVITATION_LINK, invitation};
    for (size, name) in [
        (PaperSize::A6, "invitation-a6"),
        (PaperSize::A4, "invitation-a4"),
    ] {
        let paper = invitation(size);
        let (text, pages) = read(&paper, name);
        assert_eq!(pages, 1, "{name}");
        let text = bare(&text);
        for words in [
            "CÔNG AN XÃ CẨM TÂN",
            "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên",
            "Trưởng thôn, Tổ dân phố Xóm Chùa Hạ và 4 thôn nữa",
            "Dùng được một lần, đến 19:05 21/11/2024.",
            "“Quét mã QR của cán bộ”",
            "Không gửi mã này qua Zalo",
            "0530 000 000",
        ] {
            assert!(text.contains(&bare(words)), "{name}: {words}");
        }
        assert_eq!(scanned(&paper), INVITATION_LINK, "{name}");
    }
}

/// What a scanner reads from the paper at 200 dots an inch.
fn scanned(paper: &Paper) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf(paper).expect("typeset")).expect("written");
    let mut command = Command::new("pdftoppm");
    command.args(["-gray", "-r", "200"]).arg(&file);
    let picture = command.output().expect("poppler-utils").stdout;
    // P5, width, height, 255, then the dots.
    let mut parts = picture.splitn(5, |byte| byte.is_ascii_whitespace());
    let mut number = || {
        let word = parts.next().and_then(|word| std::str::from_utf8(word).ok());
        word.and_then(|word| word.parse::<usize>().ok())
    };
    assert_eq!(number(), None, "P5");
    let (width, height) = (number().expect("a width"), number().expect("a height"));
    let dots = &picture[picture.len() - width * height..];
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| dots[y * width + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().expect("a code").1
}
