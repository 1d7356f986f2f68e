//! The sums of hamlets as they were last worked out.

use super::stretch::{Changed, Stretches};
use crate::key::{BookNo, Key};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tungnha_core::body::Visibility;
use tungnha_protocol::Sum;

/// What was summed: a hamlet, for whom, up to which kind.
pub(super) type Of = (Key, Visibility, u16);

/// Sums in memory. There are at most two for each hamlet and for each version of the program in the field.
#[derive(Default)]
pub struct Sums(Mutex<HashMap<BookNo, BookSums>>);

#[derive(Default)]
struct BookSums {
    stretches: Stretches,
    /// Each with the book's sequence number at which it was worked out.
    sums: HashMap<Of, (u64, Sum)>,
}

impl Sums {
    /// The sum as of `view`, if nothing it is over has changed since it was worked out.
    pub(super) fn known(&self, book: BookNo, of: Of, view: u64) -> Option<Sum> {
        let mut books = self.books();
        let book = books.entry(book).or_default();
        let (at, sum) = book.sums.get(&of)?;
        book.stretches.same(of.0, *at, view).then_some(*sum)
    }

    /// Keeps a sum that was worked out as of `view`, unless a later one is there.
    pub(super) fn remember(&self, book: BookNo, of: Of, view: u64, sum: Sum) {
        let mut books = self.books();
        let kept = books.entry(book).or_default().sums.entry(of);
        let kept = kept.or_insert((view, sum));
        if kept.0 < view {
            *kept = (view, sum);
        }
    }

    pub(super) fn changed(&self, changed: Changed) {
        let mut books = self.books();
        let book = books.entry(changed.book).or_default();
        book.stretches.add(&changed);
    }

    /// How many sums are kept.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.books().values().map(|book| book.sums.len()).sum()
    }

    fn books(&self) -> MutexGuard<'_, HashMap<BookNo, BookSums>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
