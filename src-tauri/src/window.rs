//! The one window.

use tauri::{AppHandle, Url, WebviewUrl, WebviewWindowBuilder, Wry};

type Window<'a> = WebviewWindowBuilder<'a, Wry, AppHandle>;

/// Opens the window on the screen that is built into the program.
///
/// # Errors
/// What the system's window or webview says.
pub fn open(app: &AppHandle, office: bool) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .on_navigation(is_our_page)
        // The page itself takes a resident list that is dropped on it.
        .disable_drag_drop_handler();
    framed(window, office).build().map(|_| ())
}

/// A title and a size; an office's window is as wide as a desk.
#[cfg(desktop)]
fn framed(window: Window<'_>, office: bool) -> Window<'_> {
    /// What the system's window list and the title bar say.
    const TITLE: &str = "Từng Nhà";
    /// Width and height of a phone in one hand, in logical pixels.
    const PHONE: (f64, f64) = (430.0, 900.0);
    /// Width and height on an office desk, in logical pixels.
    const DESK: (f64, f64) = (1280.0, 800.0);

    let (width, height) = if office { DESK } else { PHONE };
    window
        .title(TITLE)
        .inner_size(width, height)
        .min_inner_size(320.0, 480.0)
}

/// A phone's window is its screen.
#[cfg(mobile)]
fn framed(window: Window<'_>, _office: bool) -> Window<'_> {
    window
}

/// Whether `url` is inside the program: `tauri://localhost`, or on Windows and Android its http twin.
fn is_our_page(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}
