//! What people decide in the random histories: about the inbox, and about disagreements.

use super::{Play, late, pick};
use crate::apply::Moment;
use crate::desk::Desk;
use crate::inbox::Decision;
use tungnha_core::RegisterKey;
use tungnha_core::body::Settle;

impl Play {
    pub(super) fn decide(&mut self, which: u8, how: u8, to: u8) {
        let txn = self.world.server.storage().write().expect("a transaction");
        let held = txn.held(self.world.no).expect("read");
        if held.is_empty() {
            return;
        }
        let mut desk = Desk::applying(txn.as_ref(), self.world.no).expect("a desk");
        let id = desk.id(pick(&held, which).key).expect("a name");
        let decision = match how {
            0..=3 => Decision::Admit,
            4 => Decision::Reject {
                words: "không đúng".into(),
            },
            _ => Decision::Reassign {
                to: match to % 3 {
                    0 => None,
                    1 => Some(pick(&self.residents, to)),
                    _ => Some(pick(&self.households, to)),
                },
                seed: [to; 16],
            },
        };
        let moment = Moment {
            now: self.world.now,
            identity: self.world.server.keys().identity(),
        };
        desk.decide(id, &decision, "Lê Văn Sơn", &moment)
            .expect("a ruling");
        let changed = desk.finish().expect("a link");
        txn.commit().expect("durable");
        self.world.server.changed(changed);
    }

    /// A settlement between whatever anybody said in one register, or what the author's device shows there.
    pub(super) fn settlement(&self, pen: usize, about: u8, other: u8, over: u8) -> Option<Settle> {
        let all = self.written.iter().map(|(r, _)| *r);
        let state = self.pens[pen].state();
        let disagreeing = |r: &RegisterKey| state.registers.get(r).is_some_and(|h| h.len() > 1);
        let mut registers: Vec<RegisterKey> = all.clone().filter(disagreeing).collect();
        if registers.is_empty() || over == 0 {
            registers = all.collect();
        }
        let register = late(&registers, about);
        let mut heads = state.registers.get(&register).cloned().unwrap_or_default();
        if over < 2 || heads.len() < 2 {
            let here = self.written.iter().filter(|(r, _)| *r == register);
            heads = here.map(|(_, id)| *id).collect();
        }
        let stands = pick(&heads, other);
        heads.retain(|id| *id != stands);
        heads.truncate(3);
        (!heads.is_empty()).then_some(Settle {
            stands,
            over: heads,
        })
    }
}
