//! How much waits to be handed in, also while the file is closed: whoever puts a phone away, sells it or
//! resets it must see the number without the PIN.

use crate::Device;
use crate::folder::write_whole;
use crate::seat::{Opened, Seat};
use crate::sharing::place_of;
use std::path::Path;
use std::sync::PoisonError;
use std::{fs, io};
use tungnha_store::StoreError;

/// The file beside the vault. It holds the number and nothing else.
pub(crate) const WAITING: &str = "waiting";

impl Device {
    /// Keeps the number, if it has changed. It is a courtesy: nothing fails when it cannot be kept, and the
    /// file is not forced to disk, since the outbox itself is.
    pub(crate) fn note_waiting(&self, opened: &Opened) {
        let seat = self.seat();
        // Practice waits for nothing and leaves no trace.
        let Ok(home) = seat.home() else { return };
        // Held over reading and writing, so that of two writers the later one's number stays.
        let mut noted = opened
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let counted = opened
            .reader()
            .read(|txn| Ok::<_, StoreError>(txn.outbox()?.unsent));
        let Ok(now) = counted else { return };
        if *noted != Some(now) {
            *noted = write(&home.join(WAITING), now).is_ok().then_some(now);
        }
    }
    /// What waits of the colleagues who keep one file with this member: a sync of one may bring another's receipt.
    pub(crate) fn note_colleagues(&self, opened: &Opened) {
        let here = self.seat();
        let Some(place) = here.vault().map(|vault| place_of(here.number, &vault)) else {
            return;
        };
        let Ok(each) = opened.reader().read(|txn| txn.unsent_of_each()) else {
            return;
        };
        let seats = self.seats();
        for seat in seats.enrolled().filter(|seat| seat.number != here.number) {
            let other = seat.vault().map(|vault| place_of(seat.number, &vault));
            let waits = other
                .filter(|other| (other.home, other.part) == (place.home, place.part))
                .and_then(|other| each.iter().find(|(speaker, _)| *speaker == other.speaker()));
            if let (Some((_, waits)), Ok(home)) = (waits, seat.home()) {
                let _ = write(&home.join(WAITING), *waits);
            }
        }
    }
}

impl Seat {
    /// The number as it was kept last; `None` when it is not there.
    pub(crate) fn noted_waiting(&self) -> Option<u32> {
        let kept = fs::read_to_string(self.home().ok()?.join(WAITING)).ok()?;
        kept.trim().parse().ok()
    }
}

fn write(path: &Path, number: u32) -> io::Result<()> {
    let done = write_whole(path, number);
    if done.is_err() {
        // No number is better than an old one.
        let _ = fs::remove_file(path);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_is_believed() {
        let home = tempfile::tempdir().expect("a folder");
        let device = Device::open(home.path().to_owned(), crate::Host::system()).expect("a device");
        let seat = device.seat();
        let path = home.path().join(WAITING);
        assert_eq!(seat.noted_waiting(), None);
        write(&path, 400).expect("written");
        assert_eq!(seat.noted_waiting(), Some(400));
        for cut in ["", "\0\0\0", "many"] {
            fs::write(&path, cut).expect("written");
            assert_eq!(seat.noted_waiting(), None, "{cut:?}");
        }
    }
}
