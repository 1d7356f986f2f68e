//! The window of Từng Nhà. It shows `ui/dist` and passes the screen's calls on to the device crate,
//! one call each: there is no logic of the product here.

mod arguments;
mod call;
mod window;

pub use arguments::Arguments;

use std::path::PathBuf;

use tauri::Manager;
use tungnha_api::{ApiError, Device, Host};

/// Why the window could not be opened, or closed with an error.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// The device's directory cannot be used: see the code (`FileBusy`: another window has it open).
    #[error("{home}: {source}")]
    Device {
        /// The directory that was asked for.
        home: PathBuf,
        /// What the device crate said.
        source: ApiError,
    },
    /// The system's webview or window could not be made.
    #[error(transparent)]
    Window(#[from] tauri::Error),
}

/// Opens the device in its directory and shows it in one window, until the window is closed.
///
/// # Errors
/// [`ShellError::Device`] before any window is shown, [`ShellError::Window`] afterwards.
pub fn run(arguments: Arguments) -> Result<(), ShellError> {
    let app = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![call::call])
        .build(tauri::generate_context!())?;
    let home = match arguments.home {
        Some(home) => home,
        None => app.path().app_local_data_dir()?,
    };
    let device = Device::open(home.clone(), Host::system())
        .map_err(|source| ShellError::Device { home, source })?;
    app.manage(device);
    window::open(app.handle(), arguments.office)?;
    app.run(|_, _| {});
    Ok(())
}

/// Where a phone enters: no arguments, the system's own directory.
#[cfg(mobile)]
#[tauri::mobile_entry_point]
fn enter() {
    run(Arguments::default()).expect("the window opens");
}
