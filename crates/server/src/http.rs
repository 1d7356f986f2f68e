//! The routes. Bodies and answers are the protocol's; headers are as few as HTTP allows.

use crate::exchange::ServeError;
use crate::server::Server;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use tungnha_core::Instant;
use tungnha_protocol::enrol::EnrolAnswer;
use tungnha_protocol::exchange::{Frame, Refusal, RefusalCode};
use tungnha_protocol::limits::{MAX_PARCEL_BYTES, MAX_REQUEST_BYTES};
use tungnha_protocol::wire::encode;
use tungnha_protocol::{
    AcceptAnswer, CONTENT_TYPE, COURIER_PATH, DEVICES_PATH, ENROL_PATH, EXCHANGE_PATH, HELD_PATH,
    HeldAnswer, PEOPLE_PATH, PICTURE_PATH, PeopleAnswer,
};

/// The routes of a server.
pub fn routes(server: Arc<Server>) -> Router {
    Router::new()
        .route(EXCHANGE_PATH, post(exchange))
        .route(ENROL_PATH, post(enrol))
        .route(
            COURIER_PATH,
            post(courier).layer(DefaultBodyLimit::max(MAX_PARCEL_BYTES)),
        )
        .route(DEVICES_PATH, post(devices))
        .route(HELD_PATH, post(held))
        .route(PEOPLE_PATH, post(people))
        .route(PICTURE_PATH, post(picture))
        .route("/v1/health", get(|| async { "ok" }))
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES))
        .with_state(server)
}

/// The server's clock: the one place where the crate reads it while serving.
pub fn clock() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

async fn exchange(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let frames = blocking(move || server.exchange(&body, clock())).await;
    let bytes = match frames {
        Ok(frames) => frames.iter().flat_map(Frame::to_bytes).collect(),
        Err(refusal) => Frame::Refused(refusal).to_bytes(),
    };
    answer(bytes)
}

/// A parcel that somebody carries: sealed there and back, so any device may post it.
async fn courier(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let answered = blocking(move || {
        let mut entropy = [0; 32];
        getrandom::fill(&mut entropy).map_err(|error| {
            ServeError::Storage(crate::storage::StorageError::Engine(Box::new(error)))
        })?;
        server.courier(&body, clock(), entropy)
    });
    answer(match answered.await {
        Ok(answered) => answered.reply,
        Err(refusal) => Frame::Refused(refusal).to_bytes(),
    })
}

async fn enrol(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let reply = blocking(move || server.enrol(&body, clock())).await;
    answer(encode(&match reply {
        Ok(reply) => EnrolAnswer::Enrolled(reply),
        Err(refusal) => EnrolAnswer::Refused(refusal),
    }))
}

async fn devices(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let waiting = blocking(move || server.devices(&body, clock())).await;
    answer(encode(&match waiting {
        Ok(waiting) => AcceptAnswer::Waiting(waiting),
        Err(refusal) => AcceptAnswer::Refused(refusal),
    }))
}

async fn held(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let answered = blocking(move || {
        let mut entropy = [0; 16];
        getrandom::fill(&mut entropy).map_err(|error| {
            ServeError::Storage(crate::storage::StorageError::Engine(Box::new(error)))
        })?;
        server.held(&body, clock(), entropy)
    });
    answer(encode(&match answered.await {
        Ok(page) => HeldAnswer::Page(page),
        Err(refusal) => HeldAnswer::Refused(refusal),
    }))
}

async fn people(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let answered = blocking(move || {
        let mut entropy = [0; 32];
        getrandom::fill(&mut entropy).map_err(|error| {
            ServeError::Storage(crate::storage::StorageError::Engine(Box::new(error)))
        })?;
        server.people(&body, clock(), entropy)
    });
    answer(encode(&match answered.await {
        Ok(people) => PeopleAnswer::People(people),
        Err(refusal) => PeopleAnswer::Refused(refusal),
    }))
}

async fn picture(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let answered = blocking(move || server.picture(&body)).await;
    answer(encode(
        &answered.unwrap_or_else(tungnha_protocol::PictureAnswer::Refused),
    ))
}

/// Storage blocks, so it runs off the threads that serve connections.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ServeError> + Send + 'static,
) -> Result<T, Refusal> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => {
            if let ServeError::Storage(storage) = &error {
                log(storage);
            }
            Err(error.refusal())
        }
        Err(_) => Err(Refusal {
            code: RefusalCode::Internal,
            detail: String::new(),
        }),
    }
}

/// Tells whoever runs the server. An engine names tables and files, never what stands in them.
fn log(error: &dyn std::error::Error) {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text}: {inner}");
        source = inner.source();
    }
    eprintln!("storage: {text}");
}

fn answer(bytes: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static(CONTENT_TYPE);
    (StatusCode::OK, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}
