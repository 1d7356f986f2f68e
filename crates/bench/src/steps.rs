//! One sync with a clock at each of its steps: the same session and transport as the device's own.

use crate::Result;
use crate::phone::Phone;
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tungnha_protocol::PublicKey;
use tungnha_sync::http::Https;
use tungnha_sync::{Progress, Transport, TransportError, sync};

/// Where the time of a sync went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Steps {
    /// Sealing, signing, and their commit.
    pub seal: Duration,
    /// Connecting, TLS, the server's work, to the answer's head.
    pub server: Duration,
    /// The receipts, and their commit.
    pub receipts: Duration,
    /// Pages, cursor and story: the rest.
    pub rest: Duration,
}

struct Clocked {
    https: Https,
    asked: Option<Instant>,
    answered: Option<Instant>,
}

impl Transport for Clocked {
    fn exchange(
        &mut self,
        body: Vec<u8>,
    ) -> std::result::Result<Box<dyn Read + '_>, TransportError> {
        self.asked.get_or_insert_with(Instant::now);
        let answer = self.https.exchange(body)?;
        self.answered.get_or_insert_with(Instant::now);
        Ok(answer)
    }

    fn server(&self) -> PublicKey {
        self.https.server()
    }
}

/// Syncs `phone`, below its API.
pub fn clocked(phone: &Phone) -> Result<Steps> {
    let mut store = phone.store()?;
    let identity = store.read(|txn| txn.identity())?;
    let store = Mutex::new(store);
    let began = Instant::now();
    let https = Https::new(&identity.addresses, identity.server)?;
    let mut way = Clocked {
        https,
        asked: None,
        answered: None,
    };
    let mut receipted = None;
    let host = tungnha_api::Host::system();
    sync(
        &store,
        &mut way,
        &|| host.now(),
        &mut || host.random(),
        &mut |progress| {
            if let Progress::Sending(..) = progress {
                receipted.get_or_insert_with(Instant::now);
            }
            ControlFlow::Continue(())
        },
    )?;
    let ended = Instant::now();
    let missing = "the sync had no answer";
    let (asked, answered) = way.asked.zip(way.answered).ok_or(missing)?;
    let receipted = receipted.ok_or(missing)?;
    Ok(Steps {
        seal: asked - began,
        server: answered - asked,
        receipts: receipted - answered,
        rest: ended - receipted,
    })
}
