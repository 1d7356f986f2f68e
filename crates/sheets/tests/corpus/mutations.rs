//! The corpus spoilt: bits turned over, pieces cut off, left out and doubled. Nothing of it may end
//! the program, and nothing may be read for ever.

use crate::{cases, read};
use std::panic::{AssertUnwindSafe, catch_unwind};

const SEED: u64 = 0x7157_2024_1120_0001;
/// Spoilt copies of every file.
const COPIES: usize = 60;

/// SplitMix64: the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn spoilt(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    match numbers.below(5) {
        0 => copy.truncate(numbers.below(bytes.len())),
        1 => {
            for _ in 0..1 + numbers.below(8) {
                let at = numbers.below(copy.len());
                copy[at] ^= 1 << numbers.below(8);
            }
        }
        2 => {
            for _ in 0..1 + numbers.below(4) {
                let at = numbers.below(copy.len());
                copy[at] = numbers.next() as u8;
            }
        }
        3 => {
            let from = numbers.below(copy.len());
            let end = (from + 1 + numbers.below(64)).min(copy.len());
            copy.drain(from..end);
        }
        _ => {
            let from = numbers.below(copy.len());
            let end = (from + 1 + numbers.below(64)).min(copy.len());
            let piece = copy[from..end].to_vec();
            let at = numbers.below(copy.len());
            copy.splice(at..at, piece);
        }
    }
    copy
}

#[test]
fn nothing_that_is_spoilt_ends_the_program() {
    let mut numbers = Numbers(SEED);
    let mut read_all_the_same = 0;
    for case in cases::all() {
        for copy in 0..COPIES {
            let bytes = spoilt(&case.bytes, &mut numbers);
            match catch_unwind(AssertUnwindSafe(|| read(&bytes).is_ok())) {
                Ok(read) => read_all_the_same += usize::from(read),
                Err(_) => panic!("copy {copy} of {} ends the program", case.name),
            }
        }
    }
    assert!(read_all_the_same > 100, "some of them are still lists");
}

/// The parts of zipped files are spoilt before they are packed: their check sums hold.
#[test]
fn nothing_that_is_spoilt_inside_ends_the_program() {
    let mut numbers = Numbers(SEED ^ 1);
    for case in cases::all() {
        if !case.bytes.starts_with(b"PK") {
            continue;
        }
        for copy in 0..COPIES / 4 {
            let bytes = repacked(&case.bytes, &mut numbers);
            let result = catch_unwind(AssertUnwindSafe(|| drop(read(&bytes))));
            assert!(
                result.is_ok(),
                "copy {copy} of {} ends the program",
                case.name
            );
        }
    }
}

/// The archive with one of its parts spoilt.
fn repacked(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = numbers.below(archive.len());
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("read");
        let name = part.name().expect("a name").into_owned();
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("a part");
        if at == chosen && !content.is_empty() {
            content = spoilt(&content, numbers);
        }
        out.write_all(&content).expect("written");
    }
    out.finish().expect("an archive").into_inner()
}
