//! Where an asked app is found: pages of the two official stores and nothing else (`domain.md` D-74). Impostors
//! send citizens files and look-alike pages (5.2, 14), so an address is taken apart to the last letter, and what
//! is not plainly a page of the store is no link.

use std::fmt;

/// An address is at most so many bytes, so that its QR code stays coarse enough for any camera.
pub const MAX_LINK_BYTES: usize = 200;

/// One of the two official stores.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Storefront {
    /// `https://play.google.com/store/apps/details?id=…`
    GooglePlay,
    /// `https://apps.apple.com/…/app/…/id…`
    AppStore,
}

impl Storefront {
    /// The name that machines print: `google_play`, `app_store`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GooglePlay => "google_play",
            Self::AppStore => "app_store",
        }
    }
}

impl fmt::Display for Storefront {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The page of an app in a store. There is none that [`StoreLink::new`] has not looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoreLink {
    store: Storefront,
    address: String,
}

/// Why an address is no link to a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreLinkError {
    /// More than [`MAX_LINK_BYTES`].
    #[error("longer than {MAX_LINK_BYTES} bytes")]
    Long,
    /// Not `https://`, or another host than the store's.
    #[error("not an https page of {0}")]
    Elsewhere(Storefront),
    /// The store's host, but not the page of one app.
    #[error("not the page of an app in {0}")]
    NoApp(Storefront),
}

impl StoreLink {
    /// Reads `address` as the page of an app in `store`. Only the plainest form is accepted: lower-case scheme and
    /// host, no port, no user, no fragment, nothing that a browser would rewrite.
    pub fn new(store: Storefront, address: &str) -> Result<Self, StoreLinkError> {
        if address.len() > MAX_LINK_BYTES {
            return Err(StoreLinkError::Long);
        }
        let (host, is_app): (_, fn(&str, Option<&str>) -> bool) = match store {
            Storefront::GooglePlay => ("https://play.google.com/", is_google_app),
            Storefront::AppStore => ("https://apps.apple.com/", is_apple_app),
        };
        let rest = address
            .strip_prefix(host)
            .ok_or(StoreLinkError::Elsewhere(store))?;
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        if !is_app(path, query) {
            return Err(StoreLinkError::NoApp(store));
        }
        Ok(Self {
            store,
            address: address.to_owned(),
        })
    }

    /// The links among the addresses of a statement, Google Play first. What is no link is left out: the campaign
    /// counts all the same.
    pub fn among(google_play: Option<&str>, app_store: Option<&str>) -> Vec<Self> {
        [
            (Storefront::GooglePlay, google_play),
            (Storefront::AppStore, app_store),
        ]
        .into_iter()
        .filter_map(|(store, address)| Self::new(store, address?).ok())
        .collect()
    }

    /// Whose page it is.
    pub const fn store(&self) -> Storefront {
        self.store
    }

    /// The whole address, at most [`MAX_LINK_BYTES`].
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// `store/apps/details` with exactly one `id`, a package's name, among plain settings such as `hl=vi`.
fn is_google_app(path: &str, query: Option<&str>) -> bool {
    let Some(settings) = query.and_then(settings) else {
        return false;
    };
    let mut ids = settings.iter().filter(|(key, _)| *key == "id");
    let (Some((_, id)), None) = (ids.next(), ids.next()) else {
        return false;
    };
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    path == "store/apps/details" && id.contains('.') && id.split('.').all(part)
}

/// `app/id1`, `app/name/id1`, each also behind a country of two letters, with plain settings or none.
fn is_apple_app(path: &str, query: Option<&str>) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let parts = match parts.as_slice() {
        [country, rest @ ..] if is_country(country) => rest,
        all => all,
    };
    let id = match parts {
        ["app", id] => id,
        ["app", name, id] if is_name(name) => id,
        _ => return false,
    };
    id.strip_prefix("id")
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        && query.is_none_or(|query| settings(query).is_some())
}

fn is_country(part: &str) -> bool {
    part.len() == 2 && part.bytes().all(|b| b.is_ascii_lowercase())
}

/// An app's name in an address: letters, digits, hyphens, and other scripts as escapes of bytes from 0x80, which
/// cannot hide a dot or a slash.
fn is_name(part: &str) -> bool {
    let mut bytes = part.bytes();
    while let Some(byte) = bytes.next() {
        let plain = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let high = |b: Option<u8>| matches!(b, Some(b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F'));
        let hex = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_hexdigit());
        let escape = byte == b'%' && high(bytes.next()) && hex(bytes.next());
        if !(plain || escape) {
            return false;
        }
    }
    !part.is_empty()
}

/// `key=value` pairs joined by `&`, of letters, digits, dots, hyphens and underscores only.
fn settings(query: &str) -> Option<Vec<(&str, &str)>> {
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    };
    query
        .split('&')
        .map(|pair| pair.split_once('='))
        .map(|pair| pair.filter(|(key, value)| plain(key) && plain(value)))
        .collect()
}

#[cfg(test)]
mod tests;
