//! What only a phone has: a camera that reads a card's code, the system's sheet to share a file, and the
//! office's link that opens the app. Each is a plugin that the screen calls by itself.

use tauri::{Builder, Wry};

/// Adds the phone's plugins.
pub fn plugins(builder: Builder<Wry>) -> Builder<Wry> {
    builder
        .plugin(tauri_plugin_barcode_scanner::init())
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_sharekit::init())
}
