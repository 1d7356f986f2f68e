//! Another router gives the server another address: phones learn it from the server itself, from a link at
//! the office or from a courier, and nobody enrols again.

mod phones;

use phones::*;
use tungnha_core::words::Role;
use tungnha_protocol::{AddressLink, Addresses, SignedAddresses, SigningKey};
use tungnha_store::AddressesLearnt;
use tungnha_sync::courier;

const FIRST: &str = "127.0.0.1:1";

fn known(phone: &Phone) -> Vec<String> {
    phone.write(|txn| txn.identity()).addresses
}

fn list(issued_at: i64, at: &[&str], key: &SigningKey) -> SignedAddresses {
    let at = at.iter().map(|at| (*at).to_owned()).collect();
    SignedAddresses::sign(&Addresses { issued_at, at }, key)
}

fn phone() -> (Office, Phone) {
    let mut office = Office::new();
    let phone = office.phone(Role::Police, None);
    (office, phone)
}

#[test]
fn the_server_tells_where_it_is() {
    let (office, phone) = phone();
    office.sync(&phone);
    assert_eq!(known(&phone), [FIRST]);
    let at = vec!["10.0.0.2:8443".into(), "may-chu.local:8443".into()];
    office.server.announce(at, NOW).expect("announced");
    office.sync(&phone);
    assert_eq!(
        known(&phone),
        ["10.0.0.2:8443", "may-chu.local:8443", FIRST]
    );
    // The one that answered comes first, and the list stays what it was.
    phone.write(|txn| txn.prefer_address("may-chu.local:8443"));
    office.sync(&phone);
    assert_eq!(
        known(&phone),
        ["may-chu.local:8443", "10.0.0.2:8443", FIRST]
    );
}

#[test]
fn a_courier_tells_it_too() {
    let (office, phone) = phone();
    let parcel = courier::pack(&phone.store, NOW, &mut chance()).expect("packed");
    let at = vec!["10.0.0.2:8443".into()];
    office.server.announce(at, NOW).expect("announced");
    let answer = office.server.courier(&parcel.parcel, NOW, [7; 32]);
    let reply = answer.expect("answered").reply;
    courier::take(&phone.store, &reply, NOW, &mut chance()).expect("taken");
    assert_eq!(known(&phone), ["10.0.0.2:8443", FIRST]);
}

#[test]
fn only_a_newer_list_of_this_server_is_learnt() {
    let (office, phone) = phone();
    let key = office.server.keys().identity();
    let learn = |signed: &SignedAddresses| phone.write(|txn| txn.learn_addresses(signed));
    let link = AddressLink(list(50, &["10.0.0.2:1"], key)).to_string();
    let link: AddressLink = link.parse().expect("a link");
    assert_eq!(learn(&link.0), AddressesLearnt::Newer);
    assert_eq!(learn(&link.0), AddressesLearnt::Known);
    for older in [50, 49] {
        let older = list(older, &["10.0.0.9:1"], key);
        assert_eq!(learn(&older), AddressesLearnt::Known);
    }
    let other = SigningKey::from_seed(&[77; 32]);
    let forged = list(90, &["10.0.0.9:1"], &other);
    assert_eq!(learn(&forged), AddressesLearnt::NotOurServer);
    let none = list(90, &[], key);
    assert_eq!(learn(&none), AddressesLearnt::NotOurServer);
    assert_eq!(known(&phone), ["10.0.0.2:1", FIRST]);
    assert_eq!(phone.write(|txn| txn.addresses_issued_at()), Some(50));
}

#[test]
fn eight_are_kept() {
    let (office, phone) = phone();
    let key = office.server.keys().identity();
    for n in 0..5 {
        let at = [format!("10.0.{n}.1:1"), format!("10.0.{n}.2:1")];
        let at = at.each_ref().map(String::as_str);
        phone.write(|txn| txn.learn_addresses(&list(n, &at, key)));
    }
    let addresses = known(&phone);
    assert_eq!(addresses.len(), 8);
    assert_eq!(addresses[0], "10.0.4.1:1");
    assert!(!addresses.contains(&FIRST.to_owned()));
    // What answered although it is on no list any more is tried first all the same.
    phone.write(|txn| txn.prefer_address(FIRST));
    let addresses = known(&phone);
    assert_eq!((addresses.len(), addresses[0].as_str()), (8, FIRST));
}
