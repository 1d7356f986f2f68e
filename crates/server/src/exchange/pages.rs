//! Pages: what is new to one device, in the order of the book's sequence.

use crate::desk::Desk;
use crate::grants::visibility;
use crate::storage::{Counter, DeviceRow, FeedQuery, FeedRow, GrantRow, Result, StorageError};
use std::collections::{BTreeSet, HashSet};
use tungnha_core::record::Record;
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::columns;
use tungnha_protocol::exchange::{Chain, Cursor, Frame};
use tungnha_protocol::limits::MAX_PAGE_DELTAS;
use tungnha_protocol::page::{Member, Page};
use tungnha_protocol::wire::decode;

/// Authored bytes in one page: packed it is about a quarter of a megabyte.
pub(crate) const PAGE_BYTES: usize = 1 << 20;
/// Columns shrink authored bytes by about so much, which is how `want` is met without packing twice.
const SHRINKS_BY: usize = 4;
/// Whatever a device wants, one response holds no more than this.
pub(crate) const RESPONSE_BYTES: usize = 16 << 20;

/// The cursor at `seq` of the present history.
pub(super) fn cursor_at(desk: &Desk<'_>, epoch: u32, seq: u64) -> Result<Cursor> {
    let (_, link) = desk.txn.link_at(desk.book, seq)?;
    let mut chain = [0; 16];
    chain.copy_from_slice(&link[..16]);
    let chain = Chain(chain);
    Ok(Cursor { epoch, seq, chain })
}

/// What one device is to be fed in one response.
pub(super) struct Feeding<'a> {
    pub(super) device: &'a DeviceRow,
    pub(super) grant: &'a GrantRow,
    /// Where the device stands; 0 for a device that begins.
    pub(super) from: u64,
    /// About so many bytes of pages at most.
    pub(super) want: u32,
    pub(super) counter: Counter,
}

impl Feeding<'_> {
    /// Adds the pages and the end.
    pub(super) fn frames(&self, desk: &mut Desk<'_>, frames: &mut Vec<Frame>) -> Result<()> {
        let epoch = self.counter.epoch;
        let want = usize::try_from(self.want).unwrap_or(RESPONSE_BYTES);
        let mut left = want.min(RESPONSE_BYTES);
        let mut query = self.query();
        loop {
            query.bytes = (left * SHRINKS_BY).clamp(1024, PAGE_BYTES);
            query.rows = if left == 0 { 1 } else { MAX_PAGE_DELTAS };
            let rows = desk.txn.feed_for(desk.book, &query)?;
            let Some(last) = rows.last().map(|row| row.seq) else {
                // Nothing more that concerns this device: it stands where the book stands.
                let cursor = cursor_at(desk, epoch, self.counter.seq)?;
                frames.push(Frame::End {
                    more: false,
                    cursor,
                    checked: None,
                });
                return Ok(());
            };
            if left == 0 {
                let cursor = cursor_at(desk, epoch, query.after)?;
                frames.push(Frame::End {
                    more: true,
                    cursor,
                    checked: None,
                });
                return Ok(());
            }
            let page = page(desk, &rows, cursor_at(desk, epoch, last)?)?;
            left = left.saturating_sub(page.deltas.len());
            frames.push(Frame::Page(page));
            query.after = last;
        }
    }

    /// Heads alone are the whole story only for a device that held nothing when it first asked: beside what it
    /// had from before, a superseded delta that it never got would make an old one look like a head.
    fn beginner_until(&self) -> u64 {
        self.device.beginner_until.unwrap_or(0)
    }

    fn query(&self) -> FeedQuery {
        FeedQuery {
            after: self.from,
            member: self.device.member,
            whole_book: self.grant.whole_book,
            visibility: visibility(self.grant.role),
            // An incarnation's file has what it said: a file that lost some is another incarnation.
            without: Some(self.device.number),
            beginner_until: self.beginner_until(),
            rows: MAX_PAGE_DELTAS,
            bytes: PAGE_BYTES,
        }
    }
}

/// The page of these rows, with the receipts by which they count and whoever these name.
pub(crate) fn page(desk: &mut Desk<'_>, rows: &[FeedRow], cursor: Cursor) -> Result<Page> {
    let mut seen = HashSet::new();
    let mut packed = Vec::with_capacity(rows.len());
    let mut receipts = BTreeSet::new();
    for row in rows {
        // Fed to several of the device's hamlets: once is enough.
        if !seen.insert(row.key) {
            continue;
        }
        let record = Record::from_bytes(&row.bytes)
            .map_err(|_| StorageError::Inconsistent("stored bytes that are no record"))?;
        packed.push((desk.id(row.key)?, record));
        receipts.insert(row.admission);
    }
    let mut admissions = Vec::with_capacity(receipts.len());
    let mut authors = BTreeSet::new();
    for number in receipts {
        let receipt = desk
            .txn
            .admission(desk.book, number)?
            .ok_or(StorageError::Inconsistent("a delta without a receipt"))?;
        let wire: WireAdmission = decode(&receipt.signed.bytes)
            .map_err(|_| StorageError::Inconsistent("a receipt that is not readable"))?;
        authors.insert(receipt.member);
        admissions.push(wire);
    }
    let mut members = Vec::with_capacity(authors.len());
    for author in authors {
        if let Some(member) = desk.txn.member(desk.book, author)? {
            members.push(Member {
                id: member.id.into(),
                name: member.name,
                organisation: member.organisation,
            });
        }
    }
    Ok(Page {
        deltas: columns::pack(&packed),
        admissions,
        members,
        cursor,
    })
}
