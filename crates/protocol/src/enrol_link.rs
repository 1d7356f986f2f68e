//! The enrolment link, in the forms in which people get it: from a QR, from a page, pasted out of a chat.

use crate::addresses::is_address;
use crate::keys::PublicKey;
use crate::limits::{MAX_ADDRESSES, MAX_WORD_BYTES};
use crate::wire::BadMessage;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt;
use std::str::FromStr;

/// What a QR or a message carries: `tungnha://enrol?at=HOST:PORT&code=…&key=…`.
///
/// The key is the server's identity, which the device pins: not a certificate, so renewals and new
/// boxes strand nobody and a wrong clock does not matter. `at` may be repeated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnrolLink {
    /// Where the server may be found; at least one, at most [`MAX_ADDRESSES`].
    pub addresses: Vec<String>,
    /// The one-time code: ASCII letters, digits and dashes.
    pub code: String,
    /// The server's identity.
    pub identity: PublicKey,
}

/// A text longer than this, in bytes, is no message with a link in it.
const MAX_TEXT_BYTES: usize = 16 << 10;
/// So many letters are 32 bytes as base64url without padding.
const KEY_LETTERS: usize = 43;
/// How the app's own form begins, in small letters; `?` or `#` follows.
const APP: &str = "tungnha://enrol";
/// How the fragment of a page's address begins, in small letters.
const WEB: &str = "://";

impl EnrolLink {
    /// The same link for a browser: `page` is the address of the landing page, without a fragment. What follows
    /// the `#` never leaves the browser.
    pub fn on_page(&self, page: &str) -> String {
        format!("{page}#{}", self.payload())
    }

    /// The same where the page speaks for several books: it says which one the link is for.
    pub fn on_page_of(&self, page: &str, book: Option<&str>) -> String {
        let link = self.on_page(page);
        match book {
            Some(book) => format!("{link}&book={}", percent(book)),
            None => link,
        }
    }

    /// `at=…&code=…&key=…`.
    fn payload(&self) -> String {
        let at = self.addresses.iter().map(|at| format!("at={at}&"));
        let key = URL_SAFE_NO_PAD.encode(self.identity.0);
        format!("{}code={}&key={key}", at.collect::<String>(), self.code)
    }

    fn of_payload(text: &str) -> Result<Self, BadMessage> {
        let (mut addresses, mut code, mut identity) = (Vec::new(), None, None);
        for part in text.split('&') {
            // `&` becomes `&amp;` on its way through some pages.
            let part = part.strip_prefix("amp;").unwrap_or(part);
            match part.split_once('=') {
                Some(("at", at)) if addresses.len() < MAX_ADDRESSES => {
                    addresses.extend(address(at).filter(|at| !addresses.contains(at)));
                }
                Some(("code", text)) if code.is_none() => {
                    code = Some(run(text, |b| b.is_ascii_alphanumeric() || b == b'-'));
                }
                Some(("key", text)) if identity.is_none() => {
                    let letters = text.get(..KEY_LETTERS).ok_or_else(|| bad("key"))?;
                    let bytes = URL_SAFE_NO_PAD.decode(letters).map_err(|_| bad("key"))?;
                    identity = Some(PublicKey(bytes.try_into().map_err(|_| bad("key"))?));
                }
                // What a newer server adds.
                _ => {}
            }
        }
        if addresses.is_empty() {
            return Err(bad("no address"));
        }
        let code = code.filter(|code| (1..=MAX_WORD_BYTES).contains(&code.len()));
        Ok(Self {
            addresses,
            code: code.ok_or_else(|| bad("no code"))?.to_owned(),
            identity: identity.ok_or_else(|| bad("no key"))?,
        })
    }
}

impl fmt::Display for EnrolLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{APP}?{}", self.payload())
    }
}

/// Takes the link itself, the page's address with the link in its fragment, and either of them with whatever a
/// chat or a person puts around it or breaks into it: words, quotes, brackets, spaces, line ends, signs that
/// nobody sees, `%`-escapes. The first link in the text counts.
impl FromStr for EnrolLink {
    type Err = BadMessage;

    fn from_str(text: &str) -> Result<Self, BadMessage> {
        if text.len() > MAX_TEXT_BYTES {
            return Err(bad("too long"));
        }
        let visible: String = text.chars().filter(|c| !is_unseen(*c)).collect();
        let read = in_text(&visible);
        if read.is_ok() || !visible.contains('%') {
            return read;
        }
        in_text(&unescaped(&visible)).or(read)
    }
}

/// The first link in a text: up to the next space first, else whatever was broken into lines put together.
fn in_text(text: &str) -> Result<EnrolLink, BadMessage> {
    let mut said = bad("not an enrolment link");
    for payload in payloads(text) {
        let whole = payload
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        match EnrolLink::of_payload(whole) {
            Ok(link) => return Ok(link),
            Err(error) => said = error,
        }
        let joined: String = payload.split(char::is_whitespace).collect();
        if let Ok(link) = EnrolLink::of_payload(&joined) {
            return Ok(link);
        }
    }
    Err(said)
}

/// What follows the head of each link in a text, as far as the head of the next.
fn payloads(text: &str) -> Vec<&str> {
    // ASCII only, so that places in both are the same.
    let small = text.to_ascii_lowercase();
    let heads: Vec<(usize, usize)> = small
        .match_indices(WEB)
        .filter_map(|(at, _)| head(&small, at))
        .collect();
    let ends = heads.iter().skip(1).map(|(from, _)| *from);
    let ends = ends.chain([text.len()]);
    let payloads = heads.iter().zip(ends);
    payloads
        .filter_map(|((_, begin), end)| text.get(*begin..end))
        .collect()
}

/// Whether the `://` at `at` belongs to a link of ours: where it begins, and where its payload does.
fn head(small: &str, at: usize) -> Option<(usize, usize)> {
    let scheme = |name: &str| {
        let from = at.checked_sub(name.len())?;
        (small.get(from..at)? == name).then_some(from)
    };
    if let Some(from) = scheme("tungnha") {
        let rest = small.get(from..)?.strip_prefix(APP)?;
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let payload = rest.strip_prefix(['?', '#'])?;
        return Some((from, small.len() - payload.len()));
    }
    let from = scheme("https").or_else(|| scheme("http"))?;
    let rest = small.get(at + WEB.len()..)?;
    let mark = rest.find('#')?;
    // The path is one word: a space before the mark belongs to the text around.
    let path = rest.get(..mark)?.trim_end();
    if path.contains(char::is_whitespace) || path.contains(WEB) {
        return None;
    }
    Some((from, at + WEB.len() + mark + 1))
}

fn address(text: &str) -> Option<String> {
    let at = unescaped(text);
    is_address(&at).then_some(at)
}

/// The longest beginning of `text` of bytes that are `good`, which are ASCII.
fn run(text: &str, good: impl Fn(u8) -> bool) -> &str {
    let end = text.bytes().position(|b| !good(b)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Joiners, marks of direction and of byte order: they come along with a copied text and are not seen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || c.is_control() && !c.is_whitespace()
}

/// As a part of a link: everything but plain letters and digits escaped.
fn percent(text: &str) -> String {
    let escaped = |b: u8| match b.is_ascii_alphanumeric() {
        true => char::from(b).to_string(),
        false => format!("%{b:02X}"),
    };
    text.bytes().map(escaped).collect()
}

/// With `%`-escapes of ASCII undone; any other stays as it is.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let byte = after
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .filter(u8::is_ascii_graphic);
        match (byte, after.get(2..)) {
            (Some(byte), Some(after)) => {
                out.push(char::from(byte));
                rest = after;
            }
            _ => {
                out.push('%');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn bad(what: &str) -> BadMessage {
    BadMessage(format!("link: {what}"))
}

#[cfg(test)]
mod tests;
