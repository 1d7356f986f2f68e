//! A bridge from its address to its end.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::post;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tungnha_api::Device;

use crate::{Loopback, NotLoopback, Token, call, guard, page};

/// Why a bridge cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BridgeError {
    /// The address is not of this machine alone.
    #[error(transparent)]
    NotLoopback(#[from] NotLoopback),
    /// The address is taken, or the connection broke off.
    #[error("{0}")]
    Network(#[from] std::io::Error),
}

/// One device, the page that shows it, and who may call it.
pub struct Bridge {
    pub(crate) device: Device,
    pub(crate) token: Token,
    pub(crate) address: Loopback,
    ui: PathBuf,
}

impl Bridge {
    /// Takes `address` and gives the bridge with the listener it holds: the port is known now.
    ///
    /// # Errors
    /// [`BridgeError::Network`] when the address is taken.
    pub async fn bind(
        device: Device,
        ui: &Path,
        token: Token,
        address: Loopback,
    ) -> Result<(Self, TcpListener), BridgeError> {
        let listener = TcpListener::bind(address.socket()).await?;
        let bridge = Self {
            device,
            token,
            address: listener.local_addr()?.try_into()?,
            ui: ui.to_owned(),
        };
        Ok((bridge, listener))
    }

    /// The page's address, without the token.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The page's address with the token in its fragment: whoever has it can use the device.
    pub fn address_with_token(&self) -> String {
        format!("http://{}/#token={}", self.address, self.token.as_str())
    }

    /// What the bridge answers: `POST /call/<operation>`, and the files of the page.
    pub fn router(self) -> Router {
        let bridge = Arc::new(self);
        Router::new()
            .route("/call/{operation}", post(call::call))
            .layer(DefaultBodyLimit::max(call::LARGEST_CALL))
            .route_layer(from_fn_with_state(
                Arc::clone(&bridge),
                guard::only_with_token,
            ))
            .fallback_service(ServeDir::new(&bridge.ui))
            .layer(from_fn_with_state(
                Arc::clone(&bridge),
                guard::only_ourselves,
            ))
            .layer(from_fn(page::restrain))
            .with_state(bridge)
    }

    /// Answers until `stop` resolves, then lets calls that are under way end.
    ///
    /// # Errors
    /// [`BridgeError::Network`].
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), BridgeError> {
        axum::serve(listener, self.router())
            .with_graceful_shutdown(stop)
            .await?;
        Ok(())
    }
}
