//! Where the built programs are, and how one is ended.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// The program of this name from the same build as the running test.
pub fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    let program = test
        .ancestors()
        .nth(2)
        .map(|directory| directory.join(name))
        .expect("a test lies in target/…/deps");
    assert!(
        program.is_file(),
        "{} is not built; run `make test`",
        program.display()
    );
    program
}

/// The project's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests lie in the project")
}

/// Ends a program at once, as a power cut would.
pub(crate) fn kill(program: &mut Child) {
    // It may have ended by itself in the meantime.
    let _ = program.kill();
    let _ = program.wait();
}

/// Asks a program to end as Ctrl-C would, and waits until it has.
pub(crate) fn end(program: &mut Child) {
    if matches!(program.try_wait(), Ok(Some(_))) {
        return;
    }
    let asked = Command::new("kill").arg(program.id().to_string()).status();
    if asked.is_ok_and(|status| status.success()) {
        // It was running; its own exit code is no concern of the test that is over.
        let _ = program.wait();
    }
}
