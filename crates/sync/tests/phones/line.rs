//! The line between a phone and the server, in memory. What comes down may be tampered with.

use std::io::{Cursor, Read};
use tungnha_core::{DeltaId, Instant};
use tungnha_protocol::{Exchange, Frame, Page, PublicKey, SignedExchange, columns};
use tungnha_server::server::Server;
use tungnha_sync::{Transport, TransportError};

type Tamper<'l> = Box<dyn FnMut(&Exchange, Vec<Frame>) -> Vec<Frame> + 'l>;

pub struct Line<'l> {
    server: &'l Server,
    pub now: Instant,
    tamper: Option<Tamper<'l>>,
}

impl<'l> Line<'l> {
    pub fn new(server: &'l Server, now: Instant) -> Self {
        Self {
            server,
            now,
            tamper: None,
        }
    }

    pub fn tampered(
        mut self,
        tamper: impl FnMut(&Exchange, Vec<Frame>) -> Vec<Frame> + 'l,
    ) -> Self {
        self.tamper = Some(Box::new(tamper));
        self
    }

    /// Some deltas never come, with pages at least.
    pub fn losing(self, lost: &'l [DeltaId]) -> Self {
        self.tampered(|_, frames| {
            let without = |frame| match frame {
                Frame::Page(page) => Frame::Page(without(page, lost)),
                other => other,
            };
            frames.into_iter().map(without).collect()
        })
    }
}

/// The page without these rows.
pub fn without(page: Page, lost: &[DeltaId]) -> Page {
    let mut rows = page.rows().expect("rows");
    rows.retain(|(id, _)| !lost.contains(id));
    Page {
        deltas: columns::pack(&rows),
        ..page
    }
}

impl Transport for Line<'_> {
    fn exchange(&mut self, body: Vec<u8>) -> Result<Box<dyn Read + '_>, TransportError> {
        let mut frames = match self.server.exchange(&body, self.now) {
            Ok(frames) => frames,
            Err(error) => vec![Frame::Refused(error.refusal())],
        };
        if let Some(tamper) = &mut self.tamper {
            let asked = SignedExchange::from_bytes(&body).expect("signed");
            frames = tamper(&asked.request().expect("asked"), frames);
        }
        let bytes: Vec<u8> = frames.iter().flat_map(Frame::to_bytes).collect();
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn server(&self) -> PublicKey {
        self.server.keys().identity_public()
    }
}
