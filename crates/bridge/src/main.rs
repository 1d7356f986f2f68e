//! Opens a device in a browser of the same machine.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};
use tungnha_api::{Device, Host};
use tungnha_bridge::{Bridge, Loopback, Token};

/// Từng Nhà in a browser of this machine. It prints one line: the address to open.
#[derive(Parser)]
#[command(name = "tungnha-bridge", version)]
struct Arguments {
    /// The device's directory, made if it is missing.
    #[arg(long, env = "TUNGNHA_HOME", value_name = "DIR")]
    home: PathBuf,

    /// The built screen.
    #[arg(long, value_name = "DIR", default_value = "ui/dist")]
    ui: PathBuf,

    /// Where to listen; other machines cannot be let in.
    #[arg(long, value_name = "ADDRESS:PORT", default_value_t = Loopback::ANY_PORT)]
    listen: Loopback,

    /// Write the address with its token to this file, for its owner only, and print it without the
    /// token; the file is removed at the end.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tungnha-bridge: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    if !arguments.ui.join("index.html").is_file() {
        return Err(format!("{}: the screen is not built", arguments.ui.display()).into());
    }
    let typeset = |paper: &_| tungnha_print::pdf(paper).map_err(|error| error.to_string());
    let device = Device::open(arguments.home, Host::system().typesetting(typeset))?;
    let (bridge, listener) =
        Bridge::bind(device, &arguments.ui, Token::draw()?, arguments.listen).await?;
    let stopped = stopped()?;
    match &arguments.token_file {
        Some(file) => {
            write_for_owner(file, &bridge.address_with_token())?;
            println!("{}", bridge.address());
        }
        None => println!("{}", bridge.address_with_token()),
    }
    io::stdout().flush()?;
    let served = bridge.serve(listener, stopped).await;
    if let Some(file) = &arguments.token_file {
        fs::remove_file(file)?;
    }
    Ok(served?)
}

/// Resolves at Ctrl-C or when the system asks the program to end.
fn stopped() -> io::Result<impl Future<Output = ()>> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Writes a line that only the file's owner can read, whole or not at all.
fn write_for_owner(file: &Path, line: &str) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let half = file.with_extension("part");
    let mut written = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&half)?;
    writeln!(written, "{line}")?;
    fs::rename(half, file)
}
