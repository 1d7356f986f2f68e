//! Hamlets whole, for a device that shows something else.

use super::scope;
use crate::desk::Desk;
use crate::exchange::{PAGE_BYTES, RESPONSE_BYTES, page};
use crate::grants::visibility;
use crate::key::Key;
use crate::storage::{GrantRow, LiveQuery, Result};
use std::collections::HashSet;
use tungnha_protocol::exchange::{Cursor, Frame};
use tungnha_protocol::limits::MAX_PAGE_DELTAS;
use tungnha_protocol::wire::WireId;

/// Adds the snapshots of the hamlets that are in the member's scope, in the order asked, each whole, and the
/// end, which moves no cursor. The end says `more` when the response would have grown too large: then the
/// hamlets after some were left out, and the device must ask for fewer.
pub(crate) fn snapshots(
    desk: &mut Desk<'_>,
    grant: &GrantRow,
    asked: &[WireId],
    cursor: Cursor,
    frames: &mut Vec<Frame>,
) -> Result<()> {
    let mut scope: HashSet<Key> = scope(desk, grant)?.into_iter().collect();
    let mut bytes = 0;
    let mut more = false;
    for id in asked {
        let Some(hamlet) = desk.known_key((*id).into())? else {
            continue;
        };
        // Asked for twice: once is enough.
        if !scope.remove(&hamlet) {
            continue;
        }
        if bytes > RESPONSE_BYTES {
            more = true;
            break;
        }
        bytes += snapshot(desk, grant, hamlet, cursor, frames)?;
    }
    let checked = None;
    frames.push(Frame::End {
        more,
        cursor,
        checked,
    });
    Ok(())
}

/// Adds one hamlet's; gives their packed size.
fn snapshot(
    desk: &mut Desk<'_>,
    grant: &GrantRow,
    hamlet: Key,
    cursor: Cursor,
    frames: &mut Vec<Frame>,
) -> Result<usize> {
    let mut query = LiveQuery {
        hamlet,
        after: 0,
        visibility: visibility(grant.role),
        rows: MAX_PAGE_DELTAS,
        bytes: PAGE_BYTES,
    };
    let mut bytes = 0;
    loop {
        let rows = desk.txn.live_in(desk.book, &query)?;
        let Some(last) = rows.last() else {
            return Ok(bytes);
        };
        query.after = last.seq;
        let page = page(desk, &rows, cursor)?;
        bytes += page.deltas.len();
        frames.push(Frame::Snapshot(page));
    }
}
