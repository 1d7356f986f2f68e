//! What a device needs from where it runs: a clock and randomness. Tests give their own.

use std::path::PathBuf;
use std::sync::Arc;
use tungnha_core::Instant;

type Clock = dyn Fn() -> Instant + Send + Sync;
type Randomness = dyn Fn(&mut [u8]) + Send + Sync;

/// The clock and the source of randomness.
#[derive(Clone)]
pub struct Host {
    now: Arc<Clock>,
    random: Arc<Randomness>,
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
        }
    }

    /// A path for `file_name` among the person's downloads that is not taken yet; in the temporary
    /// folder where the system knows no downloads.
    pub(crate) fn downloads(&self, file_name: &str) -> PathBuf {
        let folder = dirs::download_dir()
            .filter(|folder| folder.is_dir())
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
