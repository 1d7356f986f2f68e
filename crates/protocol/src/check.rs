//! The closing check: do both sides show the same? Sums that do not depend on any order are compared,
//! one root for all hamlets first, the hamlets only where it differs.
//!
//! What is summed is the *shown state* of what stands in a hamlet: the envelope of every delta that is a
//! head of a register, and the decision shown on every such claim. A device that began with heads alone
//! can say that as well as one that was there from the first day.

use crate::hash::Hash;
use crate::wire::WireId;
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};
use tungnha_core::DeltaId;

/// An order-independent sum of sixteen-byte hashes, modulo 2¹²⁸.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sum(pub u128);

impl Sum {
    /// Adds a delta that is a head: its name and its authored bytes.
    pub fn add_head(&mut self, id: DeltaId, authored: &[u8]) {
        let digest = Sha256::new_with_prefix(b"tungnha-envelope-1")
            .chain_update(id.incarnation.0.as_bytes())
            .chain_update(id.counter.to_be_bytes())
            .chain_update(authored)
            .finalize();
        self.add(&digest.into());
    }

    /// Adds the decision that is shown on a claim which is a head.
    pub fn add_decision(&mut self, claim: DeltaId, review: DeltaId) {
        let mut digest = Sha256::new_with_prefix(b"tungnha-decision-1");
        for id in [claim, review] {
            digest.update(id.incarnation.0.as_bytes());
            digest.update(id.counter.to_be_bytes());
        }
        self.add(&digest.finalize().into());
    }

    fn add(&mut self, digest: &Hash) {
        let mut first = [0; 16];
        first.copy_from_slice(&digest[..16]);
        self.0 = self.0.wrapping_add(u128::from_be_bytes(first));
    }

    /// As it travels.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

/// A hamlet and its sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct HamletSum {
    /// The hamlet.
    #[n(0)]
    pub hamlet: WireId,
    /// [`Sum::to_bytes`].
    #[cbor(n(1), with = "minicbor::bytes")]
    pub sum: [u8; 16],
}

/// The root over the sums of all hamlets of a scope; `sums` in any order, a hamlet without anything left out.
pub fn root(sums: &[HamletSum]) -> [u8; 16] {
    let mut lines: Vec<Vec<u8>> = sums
        .iter()
        .filter(|s| s.sum != [0; 16])
        .map(|s| {
            let mut line = s.hamlet.incarnation.0.to_vec();
            line.extend_from_slice(&s.hamlet.counter.to_be_bytes());
            line.extend_from_slice(&s.sum);
            line
        })
        .collect();
    lines.sort_unstable();
    let mut digest = Sha256::new_with_prefix(b"tungnha-check-1");
    for line in lines {
        digest.update(line);
    }
    let digest: Hash = digest.finalize().into();
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    first
}

/// What a device asks. `kinds` is the greatest number of a kind that it understands: a program compares
/// only what both understand.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Check {
    /// The root of its scope.
    #[n(0)]
    Root(#[n(0)] u16),
    /// The sums of the hamlets of its scope.
    #[n(1)]
    Hamlets(#[n(0)] u16),
    /// These hamlets whole, as [`crate::Frame::Snapshot`]s.
    #[n(2)]
    Snapshot(#[n(0)] Vec<WireId>),
}

/// What the server answers, as of the reply's cursor. `kinds` is the greatest number of a kind that was
/// summed: the lesser of both programs'.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Checked {
    /// To [`Check::Root`].
    #[n(0)]
    Root {
        /// [`root`].
        #[cbor(n(0), with = "minicbor::bytes")]
        root: [u8; 16],
        /// The greatest number of a kind that was summed.
        #[n(1)]
        kinds: u16,
    },
    /// To [`Check::Hamlets`].
    #[n(1)]
    Hamlets {
        /// Those of the scope that hold anything.
        #[n(0)]
        sums: Vec<HamletSum>,
        /// The greatest number of a kind that was summed.
        #[n(1)]
        kinds: u16,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::Incarnation;
    use uuid::Uuid;

    fn id(n: u32) -> DeltaId {
        DeltaId::new(Incarnation(Uuid::from_u128(7)), n)
    }

    #[test]
    fn a_sum_has_no_order_and_sees_every_change() {
        let sum = |ids: &[u32], bytes: &[u8]| {
            let mut sum = Sum::default();
            ids.iter().for_each(|n| sum.add_head(id(*n), bytes));
            sum
        };
        assert_eq!(sum(&[1, 2, 3], b"a"), sum(&[3, 1, 2], b"a"));
        assert_ne!(sum(&[1, 2], b"a"), sum(&[1, 3], b"a"));
        assert_ne!(sum(&[1, 2], b"a"), sum(&[1, 2], b"b"));
        assert_ne!(sum(&[1, 1], b"a"), sum(&[], b"a"));
    }

    #[test]
    fn empty_hamlets_do_not_count() {
        let line = |n, sum| HamletSum {
            hamlet: id(n).into(),
            sum: [sum; 16],
        };
        assert_eq!(root(&[line(1, 5), line(2, 0)]), root(&[line(1, 5)]));
        assert_eq!(
            root(&[line(1, 5), line(2, 6)]),
            root(&[line(2, 6), line(1, 5)])
        );
        assert_ne!(root(&[line(1, 5)]), root(&[line(2, 5)]));
    }
}
