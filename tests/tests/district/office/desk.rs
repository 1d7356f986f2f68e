//! What people at the office do: members, their devices and hamlets, the inbox, parcels that arrive.

use super::{Mark, Office};
use std::collections::BTreeSet;
use tungnha_core::words::Role;
use tungnha_core::{DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::enrol::{EnrolReply, EnrolRequest};
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::encode;
use tungnha_server::apply::Moment;
use tungnha_server::desk::Desk;
use tungnha_server::enrol::{Invitation, NewCode, admit_member, issue_code};
use tungnha_server::inbox::{Decision, Ruling};
use tungnha_server::key::Key;
use tungnha_server::storage::{GrantRow, MemberRow, StorageTxn, Thing};

impl Office {
    /// Somebody works through some of the inbox; `to` are things that a statement may be said of instead.
    /// Gives how many decisions were made.
    pub fn decide(&mut self, to: &[DeltaId], most: usize, now: Instant) -> usize {
        let mut made = 0;
        for _ in 0..most {
            let held = self.held();
            let Some(id) = self.chance.pick(&held).copied() else {
                break;
            };
            let decision = match self.chance.below(4) {
                0 | 1 => Decision::Admit,
                2 => Decision::Reject {
                    words: "không đúng".into(),
                },
                _ => Decision::Reassign {
                    to: self.chance.pick(to).copied(),
                    seed: self.chance.bytes(),
                },
            };
            let moment = Moment {
                now,
                identity: self.server().keys().identity(),
            };
            let ruling = self.at_desk(|desk, _| {
                let ruling = desk.decide(id, &decision, "Lê Văn Sơn", &moment);
                ruling.expect("decided")
            });
            made += usize::from(matches!(ruling, Ruling::Made(_)));
        }
        made
    }

    /// What waits in the inbox.
    pub fn held(&self) -> Vec<DeltaId> {
        let txn = self.server().storage().read().expect("a view");
        let mut desk = Desk::reading(txn.as_ref(), self.no).expect("a desk");
        let held = txn.held(self.no).expect("read");
        held.iter()
            .map(|row| desk.id(row.key).expect("a name"))
            .collect()
    }

    /// A parcel arrives that holds `marks`. Gives the reply, if it is for anybody.
    pub fn courier(
        &mut self,
        parcel: &[u8],
        marks: &BTreeSet<Mark>,
        now: Instant,
    ) -> Option<Vec<u8>> {
        let entropy = self.chance.bytes();
        let answered = self.server().courier(parcel, now, entropy).ok()?;
        if answered.deltas as usize == marks.len() {
            self.received.extend(marks);
        }
        Some(answered.reply)
    }

    /// Changes something by the desk; gives what `work` gives.
    pub fn at_desk<T>(&self, work: impl FnOnce(&mut Desk<'_>, &dyn StorageTxn) -> T) -> T {
        let txn = self.server().storage().write().expect("a transaction");
        let mut desk = Desk::applying(txn.as_ref(), self.no).expect("a desk");
        let done = work(&mut desk, txn.as_ref());
        desk.finish().expect("a link");
        txn.commit().expect("durable");
        done
    }

    /// A new member.
    pub fn admit(&mut self, role: Role, hamlets: Option<&[DeltaId]>, now: Instant) -> MemberId {
        let member = MemberId(self.chance.uuid());
        self.at_desk(|desk, txn| {
            let hamlets = hamlets.map(|ids| keys(desk, ids));
            admit_member(txn, desk.book, &invitation(member, role, hamlets), now)
                .expect("a member");
        });
        member
    }

    /// A device of a member. Now and then the answer is lost and the device asks again.
    pub fn enrol(
        &mut self,
        member: MemberId,
        key: &SigningKey,
        incarnation: Incarnation,
        now: Instant,
    ) -> EnrolReply {
        let code = tungnha_server::enrol::code(&self.chance.bytes());
        self.at_desk(|desk, txn| {
            let new = NewCode {
                text: &code,
                expires_at: now.plus(3600),
                accepts: true,
            };
            issue_code(txn, desk.book, member, &new, now).expect("a code");
        });
        let request = encode(&EnrolRequest {
            version: VERSION,
            code,
            key: key.public(),
            incarnation: incarnation.into(),
            device_name: "điện thoại".into(),
        });
        if self.chance.percent(20) {
            self.server().enrol(&request, now).expect("enrolled");
        }
        self.server().enrol(&request, now).expect("enrolled")
    }

    /// What a member may from now on.
    pub fn assign(&self, member: MemberId, hamlets: &[DeltaId], now: Instant) {
        self.at_desk(|desk, _| {
            let hamlets = keys(desk, hamlets);
            desk.assign(member, &hamlets, now).expect("assigned");
        });
    }

    /// A member may no more.
    pub fn revoke(&self, member: MemberId, now: Instant) {
        self.at_desk(|desk, _| desk.revoke(member, now).expect("revoked"));
    }

    /// The hamlets of the book.
    pub fn hamlets(&self) -> Vec<DeltaId> {
        let txn = self.server().storage().read().expect("a view");
        let mut desk = Desk::reading(txn.as_ref(), self.no).expect("a desk");
        let keys = txn.things(self.no, Thing::Hamlet).expect("read");
        keys.into_iter()
            .map(|key| desk.id(key).expect("a name"))
            .collect()
    }

    /// What a member may; absent for one whom a restored server has lost.
    pub fn grant(&self, member: MemberId) -> Option<GrantRow> {
        let txn = self.server().storage().read().expect("a view");
        txn.grant(self.no, member).expect("read")
    }

    /// Where the book stands.
    pub fn stand(&self) -> String {
        let txn = self.server().storage().read().expect("a view");
        let counter = txn.counter(self.no).expect("read");
        let admissions = txn.admissions(self.no).expect("read").len();
        format!("{counter:?}, {admissions} admissions")
    }
}

fn keys(desk: &mut Desk<'_>, ids: &[DeltaId]) -> Vec<Key> {
    ids.iter()
        .filter_map(|id| desk.known_key(*id).expect("read"))
        .collect()
}

pub fn invitation(id: MemberId, role: Role, hamlets: Option<Vec<Key>>) -> Invitation {
    Invitation {
        member: MemberRow {
            id,
            name: "Nguyễn Văn Mẫu".into(),
            organisation: None,
        },
        role,
        hamlets,
    }
}
