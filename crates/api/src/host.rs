//! What a device needs from where it runs: a clock and randomness, and a typesetter where there is one. Tests give
//! their own.

use std::path::PathBuf;
use std::sync::Arc;
use tungnha_core::Instant;
use tungnha_sheets::office_list::Paper;

type Clock = dyn Fn() -> Instant + Send + Sync;
type Randomness = dyn Fn(&mut [u8]) + Send + Sync;
type Typesetter = dyn Fn(&Paper) -> Result<Vec<u8>, String> + Send + Sync;

/// The clock and the source of randomness.
#[derive(Clone)]
pub struct Host {
    now: Arc<Clock>,
    random: Arc<Randomness>,
    /// Where files are saved for the person; absent: among the system's downloads.
    saves: Option<PathBuf>,
    /// Makes PDFs; absent on a phone.
    typesetter: Option<Arc<Typesetter>>,
}

impl Host {
    /// The machine's own.
    pub fn system() -> Self {
        Self::new(
            || Instant(chrono::Utc::now().timestamp()),
            |bytes| {
                // Without randomness there are no keys: nothing sensible can follow.
                if let Err(error) = getrandom::fill(bytes) {
                    panic!("the system gives no randomness: {error}");
                }
            },
        )
    }

    /// Given ones.
    pub fn new(
        now: impl Fn() -> Instant + Send + Sync + 'static,
        random: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self {
            now: Arc::new(now),
            random: Arc::new(random),
            saves: None,
            typesetter: None,
        }
    }

    /// The same, saving files into `folder`: for a system that has no downloads an app may write to.
    #[must_use]
    pub fn saving_to(self, folder: PathBuf) -> Self {
        Self {
            saves: Some(folder),
            ..self
        }
    }

    /// The same, making PDFs with `typesetter`, which gives words for a log when it fails.
    #[must_use]
    pub fn typesetting(
        self,
        typesetter: impl Fn(&Paper) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            typesetter: Some(Arc::new(typesetter)),
            ..self
        }
    }

    /// Whether it makes PDFs.
    pub(crate) fn prints(&self) -> bool {
        self.typesetter.is_some()
    }

    /// `paper` as a PDF.
    ///
    /// # Errors
    /// The typesetter's, or that there is none.
    pub(crate) fn printed(&self, paper: &Paper) -> Result<Vec<u8>, String> {
        let typesetter = self.typesetter.as_ref();
        typesetter.map_or_else(
            || Err("no typesetter".into()),
            |typesetter| typesetter(paper),
        )
    }

    /// A path for `file_name` that is not taken yet: in the folder this host saves to, among the person's
    /// downloads, or in the temporary folder where the system knows none.
    pub(crate) fn downloads(&self, file_name: &str) -> PathBuf {
        let folder = (self.saves.clone())
            .or_else(|| dirs::download_dir().filter(|folder| folder.is_dir()))
            .or_else(dirs::home_dir)
            .unwrap_or_else(std::env::temp_dir);
        let (stem, extension) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
        let mut path = folder.join(file_name);
        let mut copy = 1;
        while path.exists() {
            copy += 1;
            path = folder.join(format!("{stem} ({copy}).{extension}"));
        }
        path
    }

    /// The device's clock, right or wrong.
    pub fn now(&self) -> Instant {
        (self.now)()
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_saved_where_the_host_says_and_none_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let host = Host::system().saving_to(folder.path().to_owned());
        let first = host.downloads("cho-xac-nhan.xlsx");
        assert_eq!(first, folder.path().join("cho-xac-nhan.xlsx"));
        std::fs::write(&first, "taken").expect("written");
        let second = host.downloads("cho-xac-nhan.xlsx");
        assert_eq!(second, folder.path().join("cho-xac-nhan (2).xlsx"));
    }
}
