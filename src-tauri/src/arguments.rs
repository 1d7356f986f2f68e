//! What the window can be told when it is started.

use std::path::PathBuf;

use clap::Parser;

/// The window's arguments. Without any, it is a volunteer's, in the system's own directory.
#[derive(Clone, Debug, Default, Parser)]
#[command(name = "tungnha-app", version, about = "Từng Nhà: the window")]
pub struct Arguments {
    /// The device's directory, made if it is missing. Absent: the system's place for this program's data.
    #[arg(long, env = "TUNGNHA_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,

    /// Open a window as wide as a desk (1280 × 800) instead of one like a phone (430 × 900).
    #[arg(long)]
    pub office: bool,
}
