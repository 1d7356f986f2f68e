//! Where the server may be found. An address is not an identity: a newer list is believed because the
//! pinned identity signed it, wherever it came from.

use crate::error::StoreError;
use crate::meta::ADDRESSES;
use crate::store::Txn;
use tungnha_protocol::SignedAddresses;
use tungnha_protocol::limits::MAX_ADDRESSES;

const ISSUED_AT: &str = "addresses_issued_at";

/// What became of a list of addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddressesLearnt {
    /// It is newer than what was known, and is tried from now on.
    Newer,
    /// It was known, or an earlier one.
    Known,
    /// This device's server did not sign it, or it is no list: nothing was learnt.
    NotOurServer,
}

impl Txn<'_> {
    /// Learns a list of addresses: the list, then those known before that are not in it, eight at most.
    pub fn learn_addresses(&self, signed: &SignedAddresses) -> Result<AddressesLearnt, StoreError> {
        let identity = self.identity()?;
        let list = match (signed.verify(&identity.server), signed.addresses()) {
            (Ok(()), Ok(list)) => list,
            _ => return Ok(AddressesLearnt::NotOurServer),
        };
        let known = self.addresses_issued_at()?;
        if known.is_some_and(|known| known >= list.issued_at) {
            return Ok(AddressesLearnt::Known);
        }
        let mut addresses: Vec<String> = Vec::new();
        for address in list.at.into_iter().chain(identity.addresses) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses.truncate(MAX_ADDRESSES);
        self.put(ADDRESSES, addresses.join("\n").as_bytes())?;
        self.put(ISSUED_AT, &list.issued_at.to_be_bytes())?;
        Ok(AddressesLearnt::Newer)
    }

    /// When the list that this device knows was made, seconds, by the server's clock; `None` while it knows
    /// only the addresses of its enrolment.
    pub fn addresses_issued_at(&self) -> Result<Option<i64>, StoreError> {
        let bytes = self.get(ISSUED_AT)?;
        Ok(bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map(i64::from_be_bytes))
    }
}
