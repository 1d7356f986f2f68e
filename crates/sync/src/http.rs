//! The exchange over HTTPS, at any of the addresses a device knows.

use crate::pin;
use crate::transport::{Transport, TransportError};
use reqwest::blocking::{Client, Response};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use std::error::Error;
use std::io::Read;
use std::time::Duration;
use tungnha_protocol::PublicKey;

/// A connection that cannot be made in this time is not there; how long an answer takes is the line's
/// business, and progress is kept frame by frame.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Silence for so long is a dead line.
const SILENCE_TIMEOUT: Duration = Duration::from_secs(60);

/// The way over HTTPS.
pub struct Https {
    client: Client,
    addresses: Vec<String>,
    identity: PublicKey,
    worked: Option<String>,
}

impl Https {
    /// A way to the server with `identity`, at the first of `addresses` (`host:port`) that answers.
    pub fn new(addresses: &[String], identity: PublicKey) -> Result<Self, TransportError> {
        let unusable = |e: &dyn Error| TransportError::NoConnection(e.to_string());
        let tls = pin::client_config(identity).map_err(|e| unusable(&e))?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(SILENCE_TIMEOUT)
            .tcp_nodelay(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .default_headers(HeaderMap::new())
            .build()
            .map_err(|e| unusable(&e))?;
        Ok(Self {
            client,
            addresses: addresses.to_vec(),
            identity,
            worked: None,
        })
    }

    /// The address that answered, to be tried first next time.
    pub fn worked(&self) -> Option<&str> {
        self.worked.as_deref()
    }

    /// Posts `body` to `path` at the first address that answers.
    pub(crate) fn post(&mut self, path: &str, body: Vec<u8>) -> Result<Response, TransportError> {
        let mut last = TransportError::NoConnection("no address".into());
        for address in &self.addresses {
            let sent = self
                .client
                .post(format!("https://{address}{path}"))
                .body(body.clone())
                .send();
            match sent.map_err(|e| sort_out(&e)).and_then(ours) {
                Ok(response) => {
                    self.worked = Some(address.clone());
                    return Ok(response);
                }
                // Another address may be the right one.
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

impl Transport for Https {
    fn exchange(&mut self, body: Vec<u8>) -> Result<Box<dyn Read + '_>, TransportError> {
        let response = self.post(tungnha_protocol::EXCHANGE_PATH, body)?;
        Ok(Box::new(response))
    }

    fn server(&self) -> PublicKey {
        self.identity
    }
}

/// Only our server answers with our content type; a hotel's login page does not.
fn ours(response: Response) -> Result<Response, TransportError> {
    let ours = HeaderValue::from_static(tungnha_protocol::CONTENT_TYPE);
    if response.headers().get(CONTENT_TYPE) == Some(&ours) {
        return Ok(response);
    }
    Err(match response.status().as_u16() {
        429 | 503 => TransportError::Busy,
        500..=599 => TransportError::NoConnection(format!("status {}", response.status())),
        _ => TransportError::CaptivePortal,
    })
}

fn sort_out(error: &reqwest::Error) -> TransportError {
    let mut source: Option<&(dyn Error + 'static)> = error.source();
    while let Some(inner) = source {
        if let Some(tls) = tls_of(inner) {
            return match tls {
                rustls::Error::InvalidCertificate(_) => TransportError::NotOurServer,
                // A plain-text page on the port of a TLS server.
                rustls::Error::InvalidMessage(_) => TransportError::CaptivePortal,
                other => TransportError::NoConnection(other.to_string()),
            };
        }
        source = inner.source();
    }
    TransportError::NoConnection(if error.is_timeout() {
        "timed out".into()
    } else {
        "could not connect".into()
    })
}

/// The TLS error behind an error; libraries wrap it in one or several I/O errors.
fn tls_of<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    error.downcast_ref().or_else(|| {
        let wrapped = error.downcast_ref::<std::io::Error>()?.get_ref()?;
        tls_of(wrapped)
    })
}
