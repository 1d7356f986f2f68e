//! How long the real window takes from its start to the lock, and from the PIN's last key to a list that can be used.
//!
//!   window-start PROGRAM HOME PIN TIMES

use std::path::Path;
use std::time::{Duration, Instant};
use tungnha_tests::Window;

/// The first row of whatever list the member's desk begins with.
const ROW: &str = "[data-testid=door-row], [data-testid=people-row], [data-testid=review-row]";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, home, pin, times] = arguments.as_slice() else {
        eprintln!("usage: window-start PROGRAM HOME PIN TIMES");
        std::process::exit(2);
    };
    let times: usize = times.parse().expect("a number of times");
    let (mut shown, mut opened) = (Vec::new(), Vec::new());
    for _ in 0..times {
        let began = Instant::now();
        let window = Window::of(Path::new(program), Path::new(home)).await;
        window.see("pin-ok").await;
        shown.push(began.elapsed());
        for digit in pin.chars() {
            window.press(&format!("pin-{digit}")).await;
        }
        let began = Instant::now();
        window.press("pin-ok").await;
        window.see_css(ROW).await;
        opened.push(began.elapsed());
        window.close().await;
    }
    println!("| from | to | median | slowest |\n| --- | --- | --- | --- |");
    row(
        "the driver's start, the program's with it",
        "the lock",
        shown,
    );
    row(
        "the PIN's confirmation, its stretching with it",
        "the first rows",
        opened,
    );
}

fn row(from: &str, to: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |time: Option<&Duration>| time.map_or(0, Duration::as_millis);
    let (median, slowest) = (ms(times.get(times.len() / 2)), ms(times.last()));
    println!("| {from} | {to} | {median} ms | {slowest} ms |");
}
