//! Files as LibreOffice reads them, a program that is not ours.

use std::path::Path;
use std::process::Command;

/// One run over all of them: LibreOffice takes seconds to begin.
fn converted(files: &[(&str, Vec<u8>)], to: &str, end: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile");
    let mut soffice = Command::new("soffice");
    soffice
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(folder.path());
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        soffice.arg(path);
    }
    let said = soffice
        .output()
        .expect("LibreOffice, from scripts/install.sh test");
    let read = |(name, _): &(&str, Vec<u8>)| {
        let made = folder.path().join(Path::new(name).with_extension(end));
        std::fs::read_to_string(made).unwrap_or_else(|error| panic!("{name}: {error}; {said:?}"))
    };
    files.iter().map(read).collect()
}

/// Workbooks as rows of texts. A formula would come out as what it computes.
pub fn tables(files: &[(&str, Vec<u8>)]) -> Vec<Vec<Vec<String>>> {
    // Comma, quotes, UTF-8, from the first row, as shown.
    let to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let rows = |text: String| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let row = |row: Result<csv::StringRecord, csv::Error>| {
            row.expect("a row").iter().map(str::to_owned).collect()
        };
        reader.records().map(row).collect()
    };
    converted(files, to, "csv").into_iter().map(rows).collect()
}

/// Documents as lines, a paragraph or a line of a cell each.
pub fn lines(files: &[(&str, Vec<u8>)]) -> Vec<Vec<String>> {
    let texts = converted(files, "txt:Text (encoded):UTF8", "txt");
    let split = |text: String| {
        let text = text.trim_start_matches('\u{feff}');
        text.lines().map(str::to_owned).collect()
    };
    texts.into_iter().map(split).collect()
}
