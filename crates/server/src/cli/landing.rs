//! `landing`: the page that opens enrolment links, and where it stands.

use super::open::server;
use super::{Data, Done, Failure};
use crate::landing::{LandingPage, LandingWords, is_page_address};
use crate::server::Server;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct Landing {
    #[command(flatten)]
    data: Data,
    /// Where the page stands for phones' browsers, without a fragment, for instance on the commune's own site. From
    /// now on enrol writes links to it. Without one they lead to this server, of whose own certificate browsers
    /// warn.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The commune's page from which people install the app, with its checksum and the way to a store.
    #[arg(long, value_name = "URL")]
    install_page: Option<String>,
    /// Write the page as index.html into this folder, to be put on any web server. It has no secret in it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Serialize)]
struct Document {
    url: Option<String>,
    install_page: Option<String>,
    file: Option<String>,
}

impl Landing {
    pub(super) fn run(self) -> Result<Done, Failure> {
        for url in self.url.iter().chain(&self.install_page) {
            if !is_page_address(url) {
                let text = format!("{url} is no address of a page: say https://HOST/PATH");
                return Err(Failure::Refused(text));
            }
        }
        let folder = &self.data.folder;
        let server = server(folder)?;
        let mut words = words(folder)?;
        words.url = self.url.clone().or(words.url);
        words.install_page = self.install_page.clone().or(words.install_page);
        if self.url.is_some() || self.install_page.is_some() {
            std::fs::write(file(folder), serde_json::to_string_pretty(&words)?)?;
        }
        let written = match &self.out {
            Some(out) => {
                std::fs::create_dir_all(out)?;
                let to = out.join("index.html");
                std::fs::write(&to, page(&server, folder)?.html)?;
                Some(to.display().to_string())
            }
            None => None,
        };
        let document = Document {
            url: words.url,
            install_page: words.install_page,
            file: written,
        };
        let none = || "none".to_owned();
        let text = format!(
            "page: {}\ninstall from: {}\n{}",
            document.url.clone().unwrap_or_else(none),
            document.install_page.clone().unwrap_or_else(none),
            document.file.as_deref().unwrap_or_default()
        );
        Done::new(text, &document)
    }
}

fn file(data: &Path) -> PathBuf {
    data.join("landing.json")
}

/// What the office has said about the page so far.
pub(super) fn words(data: &Path) -> Result<LandingWords, Failure> {
    match std::fs::read_to_string(file(data)) {
        Ok(text) => Ok(serde_json::from_str(&text)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(LandingWords::default()),
        Err(error) => Err(error.into()),
    }
}

/// The page of this server's books.
pub(super) fn page(server: &Server, data: &Path) -> Result<LandingPage, Failure> {
    let books = server.storage().read()?.books()?;
    let names: Vec<String> = books.into_iter().map(|book| book.name).collect();
    Ok(LandingPage::new(
        &names,
        words(data)?.install_page.as_deref(),
    ))
}
