//! Somebody of the invented book who has said things.

use tungnha_core::words::Role;
use tungnha_core::{
    Admission, Body, BookId, Counter, Delta, DeltaId, Incarnation, Instant, MemberId,
};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::page::Member;
use tungnha_protocol::{Cursor, Page, columns};
use uuid::Uuid;

/// An author with what they said, in order.
pub(super) struct Teller {
    id: u128,
    name: &'static str,
    role: Role,
    said: Vec<Delta>,
}

impl Teller {
    pub(super) const fn new(id: u128, name: &'static str, role: Role) -> Self {
        Self {
            id,
            name,
            role,
            said: Vec::new(),
        }
    }

    /// Says it at `stamped`, superseding nothing.
    pub(super) fn say(&mut self, stamped: Instant, body: impl Into<Body>) -> DeltaId {
        // One village is far from four thousand million statements.
        let counter = self.said.len() as Counter + 1;
        let id = DeltaId::new(Incarnation(Uuid::from_u128(self.id)), counter);
        self.said.push(Delta {
            id,
            stamped,
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: body.into(),
        });
        id
    }

    /// All of it as a server would hand it out, admitted at `received_at`.
    pub(super) fn page(&self, book: BookId, received_at: Instant) -> Page {
        let member = MemberId(Uuid::from_u128(self.id));
        let admission = Admission {
            book,
            incarnation: Incarnation(Uuid::from_u128(self.id)),
            first: 1,
            last: self.said.len() as Counter,
            received_at,
            member,
            role: self.role,
            held: Vec::new(),
        };
        let rows: Vec<_> = self.said.iter().map(|d| (d.id, d.to_record())).collect();
        Page {
            deltas: columns::pack(&rows),
            admissions: vec![WireAdmission::from(&admission)],
            members: vec![Member {
                id: member.into(),
                name: self.name.into(),
                organisation: None,
            }],
            cursor: Cursor {
                epoch: 1,
                seq: 1,
                ..Cursor::default()
            },
        }
    }
}
