//! The window of Từng Nhà. It shows `ui/dist` and passes the screen's calls on to the device crate,
//! one call each: there is no logic of the product here.

mod arguments;
mod call;
#[cfg(any(target_os = "android", test))]
mod parcels;
#[cfg(target_os = "android")]
mod phone;
mod window;

pub use arguments::Arguments;

use std::path::PathBuf;

use tauri::{App, Manager};
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
    let builder = tauri::Builder::default().invoke_handler(tauri::generate_handler![call::call]);
    #[cfg(target_os = "android")]
    let builder = phone::plugins(builder);
    let app = builder.build(tauri::generate_context!())?;
    let home = match arguments.home {
        Some(home) => home,
        None => app.path().app_local_data_dir()?,
    };
    let host = Host::system();
    #[cfg(not(target_os = "android"))]
    let host =
        host.typesetting(|paper| tungnha_print::pdf(paper).map_err(|error| error.to_string()));
    // A phone has no folder of downloads that an app may write to: its files are shared, not saved.
    #[cfg(target_os = "android")]
    let host =
        host.saving_to(parcels::empty(&app.path().app_cache_dir()?).map_err(tauri::Error::Io)?);
    let device =
        Device::open(home.clone(), host).map_err(|source| ShellError::Device { home, source })?;
    app.manage(device);
    show(app, arguments.office)
}

/// Opens the window at once, so that its failure ends the program with a word.
#[cfg(desktop)]
fn show(app: App, office: bool) -> Result<(), ShellError> {
    window::open(app.handle(), office)?;
    app.run(|_, _| {});
    Ok(())
}

/// Opens the window when Android has an activity to put it in.
#[cfg(mobile)]
fn show(app: App, office: bool) -> Result<(), ShellError> {
    app.run(move |app, event| {
        if matches!(event, tauri::RunEvent::Ready) {
            window::open(app, office).expect("the window opens");
        }
    });
    Ok(())
}

/// Where a phone enters: no arguments, the system's own directory.
#[cfg(mobile)]
#[tauri::mobile_entry_point]
fn enter() {
    run(Arguments::default()).expect("the window opens");
}
