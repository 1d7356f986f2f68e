//! Who may ask: the page that this bridge served, and nobody else.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::serve::Bridge;

/// Lets a request through that names this bridge as its host and, where it says one, as its origin.
/// Anything else is a page of somebody else's: 403.
pub(crate) async fn only_ourselves(
    State(bridge): State<Arc<Bridge>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let Some(host) = text(headers, &HOST).filter(|host| bridge.address.is_named(host)) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let own_origin = format!("http://{host}");
    if headers.contains_key(ORIGIN) && text(headers, &ORIGIN) != Some(&own_origin) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Lets a request through that carries the run's token: `authorization: Bearer <token>`. Else 401.
pub(crate) async fn only_with_token(
    State(bridge): State<Arc<Bridge>>,
    request: Request,
    next: Next,
) -> Response {
    let carried = text(request.headers(), &AUTHORIZATION)
        .and_then(|value| value.strip_prefix("Bearer "))
        .is_some_and(|token| bridge.token.is(token));
    if carried {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

/// The header's text if it is there once and readable.
fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let only = values.next()?;
    values
        .next()
        .is_none()
        .then(|| only.to_str().ok())
        .flatten()
}
