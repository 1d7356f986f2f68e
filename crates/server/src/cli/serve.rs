//! `serve`: the listener.

use super::landing::{page, words};
use super::open::{address_file, exclusively, post, server};
use super::{Data, Done, Failure};
use crate::http::{clock, routes};
use crate::landing;
use crate::server::Server;
use crate::tls;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use std::io::Write;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;
use tungnha_protocol::LANDING_PATH;

/// Requests under way get so long to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// For the head of a request; after that the connection is closed.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(clap::Args, Debug)]
pub(super) struct Serve {
    #[command(flatten)]
    data: Data,
    /// Where to listen; port 0 takes a free one, which is printed.
    #[arg(long, value_name = "HOST:PORT", default_value = "0.0.0.0:8443")]
    listen: String,
    /// Also hand out the page that opens enrolment links here, without TLS, so that no browser warns. Nothing else
    /// is served there; for a network that you trust, since whoever controls it could hand out another page.
    #[arg(long, value_name = "HOST:PORT")]
    landing: Option<String>,
    /// Serve without TLS, for measurements; only on a loopback address.
    #[arg(long)]
    plain: bool,
}

impl Serve {
    pub(super) fn run(self, json: bool) -> Result<Done, Failure> {
        // Held while it runs: two servers on one directory would hand out each other's addresses, and a restore
        // must not take the database away from under it.
        let _lock = exclusively(
            &self.data.folder,
            "serving",
            "another tungnha-server serves this directory already",
        )?;
        let words = words(&self.data.folder)?;
        let server = server(&self.data.folder)?.with_page(words.url);
        warn_readers_wait(&server)?;
        // What an older program could not read and this one can.
        server.judge_unread_again(clock())?;
        // Grants of before the server stated postings, and whatever changed them without saying so.
        let txn = server.storage().write()?;
        for book in txn.books()? {
            // After a restore, who is revoked comes first: reopen says the rest.
            if txn.counter(book.no)?.reads_wait.is_none() {
                post(txn.as_ref(), &book, server.keys(), clock())?;
            }
        }
        txn.commit()?;
        let page = page(&server, &self.data.folder)?;
        let address = resolved(&self.listen)?;
        if self.plain && !address.ip().is_loopback() {
            return Err(Failure::Usage("--plain is for loopback addresses only"));
        }
        let tls = if self.plain {
            None
        } else {
            Some(tls::config(server.keys())?)
        };
        let listener = bind(address)?;
        let landing = match &self.landing {
            Some(text) => Some(bind(resolved(text)?)?),
            None => None,
        };
        let bound = listener.local_addr()?;
        std::fs::write(address_file(&self.data.folder), bound.to_string())?;

        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let handle = Handle::new();
            tokio::spawn(stop_on_signal(handle.clone()));
            let beside = match landing {
                Some(listener) => {
                    let at = listener.local_addr()?;
                    let mut listening = axum_server::from_tcp(listener)?;
                    quiet(&mut listening);
                    let routes = landing::routes(&page).into_make_service();
                    tokio::spawn(async move { listening.serve(routes).await });
                    Some(at)
                }
                None => None,
            };
            announce(bound, self.plain, beside, json)?;
            // Small answers must not wait for the client's delayed acknowledgement: 40 ms of nothing.
            let routes = routes(Arc::new(server)).merge(landing::routes(&page));
            let routes = routes.into_make_service();
            match tls {
                Some(config) => {
                    let tls = RustlsAcceptor::new(RustlsConfig::from_config(config));
                    let mut listening = axum_server::from_tcp(listener)?
                        .acceptor(tls.acceptor(NoDelayAcceptor::new()))
                        .handle(handle);
                    quiet(&mut listening);
                    listening.serve(routes).await
                }
                None => {
                    let mut listening = axum_server::from_tcp(listener)?
                        .acceptor(NoDelayAcceptor::new())
                        .handle(handle);
                    quiet(&mut listening);
                    listening.serve(routes).await
                }
            }
        })?;
        Ok(Done::SAID)
    }
}

fn resolved(text: &str) -> Result<SocketAddr, Failure> {
    text.to_socket_addrs()
        .map_err(|error| Failure::Refused(format!("{text}: {error}")))?
        .next()
        .ok_or_else(|| Failure::Refused(format!("{text}: no address")))
}

fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).map_err(|error| Failure::Refused(format!("{address}: {error}")))
}

/// Whoever starts a restored server must know why devices get nothing.
fn warn_readers_wait(server: &Server) -> Result<(), Failure> {
    let txn = server.storage().read()?;
    for book in txn.books()? {
        if txn.counter(book.no)?.reads_wait.is_some() {
            let name = book.name;
            eprintln!("{name}: restored; devices hand in and read nothing until reopen");
        }
    }
    Ok(())
}

/// No header that says nothing, and no waiting for somebody who does not go on.
fn quiet<Acceptor>(listening: &mut axum_server::Server<SocketAddr, Acceptor>) {
    let mut http = listening.http_builder().http1();
    http.auto_date_header(false).header_read_timeout(PATIENCE);
}

/// Exactly one line, when devices may come.
fn announce(
    bound: SocketAddr,
    plain: bool,
    landing: Option<SocketAddr>,
    json: bool,
) -> std::io::Result<()> {
    let scheme = if plain { "http" } else { "https" };
    let url = format!("{scheme}://{bound}");
    let landing = landing.map(|at| format!("http://{at}{LANDING_PATH}"));
    let mut out = std::io::stdout().lock();
    match (json, landing) {
        (true, None) => writeln!(out, "{}", serde_json::json!({ "listening": url }))?,
        (true, Some(landing)) => {
            let document = serde_json::json!({ "listening": url, "landing": landing });
            writeln!(out, "{document}")?;
        }
        (false, None) => writeln!(out, "listening {url}")?,
        (false, Some(landing)) => writeln!(out, "listening {url} landing {landing}")?,
    }
    out.flush()
}

async fn stop_on_signal(handle: Handle<SocketAddr>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(tokio::signal::ctrl_c().await),
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
    handle.graceful_shutdown(Some(FAREWELL));
}
