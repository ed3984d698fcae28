//! What the person at the keyboard is told, one line a step.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "telling is what this module is for"
)]

use std::io::{IsTerminal, Write};
use std::time::Duration;

/// A step begins. On a terminal its line is overwritten as it goes on.
pub fn begin(what: &str) {
    if std::io::stdout().is_terminal() {
        show(&format!("\r• {what} …"));
    } else {
        println!("• {what} …");
    }
}

/// A step goes on: on a terminal, how long it has taken and the last line of what it says.
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

/// A step is done.
pub fn done(what: &str, elapsed: Duration) {
    println!(
        "{}{} ({})",
        clear(),
        paint(GREEN, &format!("✓ {what}")),
        time(elapsed)
    );
}

/// A step has failed.
pub fn failed(what: &str, elapsed: Duration) {
    println!(
        "{}{} ({})",
        clear(),
        paint(RED, &format!("✗ {what}")),
        time(elapsed)
    );
}

/// Something else that is worth a line.
pub fn note(text: &str) {
    println!("{text}");
}

/// Why the command as a whole has failed.
pub fn failure(error: &anyhow::Error) {
    eprintln!("{} {error:#}", paint(RED, "error:"));
}

/// A duration as people say it: `0.4 s`, `34 s`, `2 min 05 s`.
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
    fn durations_read_as_people_say_them() {
        let said = |seconds: f64| time(Duration::from_secs_f64(seconds));
        assert_eq!(
            [said(0.42), said(34.2), said(125.0)],
            ["0.4 s", "34 s", "2 min 05 s"]
        );
    }
}
