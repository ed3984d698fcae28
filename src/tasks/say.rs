//! Prints progress and results for the person at the keyboard, one line a step.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what this module is for"
)]

use std::io::{IsTerminal, Write};
use std::time::Duration;

/// Prints that a step begins. On a terminal its line is overwritten as it goes on.
pub fn begin(what: &str) {
    if std::io::stdout().is_terminal() {
        show(&format!("\r• {what} …"));
    } else {
        println!("• {what} …");
    }
}

/// Prints how long a step has taken and the last line of its output.
pub fn progress(what: &str, elapsed: Duration, last: &str) {
    if std::io::stdout().is_terminal() {
        let line: String = format!("• {what} … {}  {last}", time(elapsed))
            .chars()
            .take(78)
            .collect();
        show(&format!("\r\x1b[2K{line}"));
    } else if elapsed.as_secs().is_multiple_of(30) {
        println!("  … {}: {last}", time(elapsed));
    }
}

/// Prints that a step has succeeded.
pub fn done(what: &str, elapsed: Duration) {
    println!(
        "{}{} ({})",
        clear(),
        paint(GREEN, &format!("✓ {what}")),
        time(elapsed)
    );
}

/// Prints that a step has failed.
pub fn failed(what: &str, elapsed: Duration) {
    println!(
        "{}{} ({})",
        clear(),
        paint(RED, &format!("✗ {what}")),
        time(elapsed)
    );
}

/// Prints a line.
pub fn note(text: &str) {
    println!("{text}");
}

/// Prints why a step or the whole command has failed.
pub fn failure(error: &anyhow::Error) {
    eprintln!("{} {error:#}", paint(RED, "error:"));
}

/// Writes a duration for people: `0.4 s`, `34 s`, `2 min 05 s`.
pub fn time(elapsed: Duration) -> String {
    match elapsed.as_secs() {
        0..10 => format!("{:.1} s", elapsed.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

const GREEN: u8 = 32;
const RED: u8 = 31;

fn paint(colour: u8, text: &str) -> String {
    let plain = !std::io::stdout().is_terminal() || std::env::var_os("NO_COLOR").is_some();
    if plain {
        text.into()
    } else {
        format!("\x1b[{colour}m{text}\x1b[0m")
    }
}

fn clear() -> &'static str {
    if std::io::stdout().is_terminal() {
        "\r\x1b[2K"
    } else {
        ""
    }
}

fn show(text: &str) {
    let mut out = std::io::stdout();
    // A terminal that has gone away is no reason to stop the work.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_for_people() {
        let written = |seconds: f64| time(Duration::from_secs_f64(seconds));
        assert_eq!(
            [written(0.42), written(34.2), written(125.0)],
            ["0.4 s", "34 s", "2 min 05 s"]
        );
    }
}
