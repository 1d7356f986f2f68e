//! Where devices find this server: a list that the identity signs, so that another router strands nobody.

use crate::server::Server;
use crate::storage::{BookRow, Result, StorageError, StorageTxn};
use tungnha_core::Instant;
use tungnha_protocol::{Addresses, SignedAddresses};

/// What was announced last, in whatever book.
pub fn present(txn: &dyn StorageTxn) -> Result<Option<SignedAddresses>> {
    let books = txn.books()?;
    let announced = books.into_iter().filter_map(|book| book.addresses);
    Ok(announced.max_by_key(issued_at))
}

/// The addresses of the book, if they are newer than what a device knows from `known`, the issue time of its
/// list.
pub(crate) fn newer(book: &BookRow, known: Option<i64>) -> Option<SignedAddresses> {
    let announced = book.addresses.as_ref()?;
    let newer = known.is_none_or(|known| known < issued_at(announced));
    newer.then(|| announced.clone())
}

fn issued_at(announced: &SignedAddresses) -> i64 {
    announced
        .addresses()
        .map_or(i64::MIN, |list| list.issued_at)
}

impl Server {
    /// Signs a list, the first address to be tried first, and keeps it in every book: devices get it with
    /// their next exchange. It is newer than any before, however the clock goes.
    ///
    /// # Errors
    /// Storage; a list beyond the bounds of [`Addresses`] is one that contradicts itself.
    pub fn announce(&self, at: Vec<String>, now: Instant) -> Result<SignedAddresses> {
        let txn = self.storage().write()?;
        let before = present(txn.as_ref())?.as_ref().map(issued_at);
        let issued_at = before.map_or(now.0, |before| now.0.max(before.saturating_add(1)));
        let signed = SignedAddresses::sign(&Addresses { issued_at, at }, self.keys().identity());
        signed
            .addresses()
            .map_err(|_| StorageError::Inconsistent("a list of addresses out of bounds"))?;
        for book in txn.books()? {
            txn.announce(book.no, &signed)?;
        }
        txn.commit()?;
        Ok(signed)
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::World;
    use tungnha_core::words::Role;
    use tungnha_protocol::AddressLink;
    use tungnha_protocol::exchange::Frame;

    fn at(address: &str) -> Vec<String> {
        vec![address.to_owned()]
    }

    #[test]
    fn a_device_hears_of_new_addresses_once() {
        let mut world = World::new();
        let mut police = world.pen(Role::Police, None);
        assert_eq!(world.sync(&mut police).addresses, None);
        let list = world.server.announce(at("10.0.0.2:8443"), world.now);
        let list = list.expect("announced");
        assert!(list.verify(&world.server.keys().identity_public()).is_ok());
        assert_eq!(world.sync(&mut police).addresses, Some(list.clone()));
        for (known, told) in [(world.now.0 - 1, true), (world.now.0, false)] {
            let mut asked = world.asked(&police, &[], 0);
            asked.addresses_issued_at = Some(known);
            match world.exchange(&police, &asked).first() {
                Some(Frame::Head(head)) => assert_eq!(head.addresses.is_some(), told),
                other => panic!("{other:?}"),
            }
        }
        let link: AddressLink = AddressLink(list.clone()).to_string().parse().expect("own");
        assert_eq!(link.0, list);
    }

    #[test]
    fn a_later_list_is_newer_whatever_the_clock_says() {
        let world = World::new();
        let mut before = i64::MIN;
        for clock in [0, 0, -100_000, 5] {
            let list = world.server.announce(at("h:1"), world.now.plus(clock));
            let list = list.expect("announced").addresses().expect("a list");
            assert!(list.issued_at > before);
            before = list.issued_at;
        }
        let present = super::present(world.server.storage().read().expect("a view").as_ref());
        let present = present.expect("read").expect("announced");
        assert_eq!(present.addresses().expect("a list").issued_at, before);
    }

    #[test]
    fn what_is_no_list_is_not_announced() {
        let world = World::new();
        for list in [vec![], at("no port"), vec!["h:1".to_owned(); 9]] {
            assert!(world.server.announce(list, world.now).is_err());
        }
        let view = world.server.storage().read().expect("a view");
        assert_eq!(super::present(view.as_ref()).expect("read"), None);
    }
}
