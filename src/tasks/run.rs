//! Runs other programs: with their output kept, shown or counted, timed, and with a reason when they fail.

use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::say;
use crate::tally::Tally;

/// How much of a failed program's output is shown.
const LAST_LINES: usize = 40;

/// Runs a step and prints how it went.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    say::begin(what);
    let outcome = work();
    match outcome {
        Ok(_) => say::done(what, start.elapsed()),
        Err(_) => say::failed(what, start.elapsed()),
    }
    outcome
}

/// Runs a program as a step without showing its output, unless it fails: then the last lines are in the error.
pub fn quietly(what: &str, command: &mut Command) -> Result<()> {
    step(what, || {
        let mut child = start(
            command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped()),
        )?;
        let lines = follow(&mut child);
        let output = collect(what, &lines);
        let status = child.wait().context("waiting for the program")?;
        if status.success() {
            return Ok(());
        }
        let last = &output[output.len().saturating_sub(LAST_LINES)..];
        bail!("{}\n\n{}\n", ended(command, status), last.join("\n"))
    })
}

/// Runs a program as a step and shows its output as it comes.
pub fn aloud(what: &str, command: &mut Command) -> Result<()> {
    step(what, || {
        say::note("");
        let status = start(command.stdin(Stdio::null()))?
            .wait()
            .context("waiting for the program")?;
        if status.success() {
            Ok(())
        } else {
            bail!("{}; its output is above", ended(command, status))
        }
    })
}

/// Runs tests as a step: shows their output as it comes, and counts how many passed and failed.
pub fn tests(what: &str, command: &mut Command, tally: &mut Tally) -> Result<()> {
    step(what, || {
        say::note("");
        // Both outputs, so that Cargo's headings stay above the tests that they are about.
        let mut child = start(
            command
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped()),
        )?;
        let lines = follow(&mut child);
        let mut ended_with = None;
        // A program that a failed test left behind may keep the outputs open: they are read until the tests have ended.
        loop {
            match lines.recv_timeout(Duration::from_millis(200)) {
                Ok(line) => {
                    say::note(&line);
                    tally.read(&line);
                }
                Err(RecvTimeoutError::Timeout) if ended_with.is_some() => break,
                Err(RecvTimeoutError::Timeout) => ended_with = child.try_wait()?,
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        let status = child.wait().context("waiting for the program")?;
        if !status.success() {
            bail!("{}; its output is above", ended(command, status));
        }
        Ok(())
    })
}

/// Starts a program that goes on beside this one and shows its output; both end with Ctrl-C.
pub fn beside(command: &mut Command) -> Result<()> {
    start(command.stdin(Stdio::null())).map(drop)
}

/// Runs a program and returns what it writes to its standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        bail!(
            "{}\n{}",
            ended(command, output.status),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("the output of {} is not UTF-8", name(command)))
}

fn start(command: &mut Command) -> Result<Child> {
    command
        .spawn()
        .map_err(|error| not_started(command, &error))
}

fn not_started(command: &Command, error: &std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!(
            "{} was not found; is it installed and on the PATH?",
            name(command)
        ),
        _ => anyhow::anyhow!("{} could not be started: {error}", name(command)),
    }
}

fn ended(command: &Command, status: ExitStatus) -> String {
    let arguments = command
        .get_args()
        .map(|argument| format!(" {}", argument.to_string_lossy()));
    format!(
        "`{}{}` ended with {status}",
        name(command),
        arguments.collect::<String>()
    )
}

/// A program's name without its folder.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Sends both of a child's outputs, line by line as they come.
fn follow(child: &mut Child) -> Receiver<String> {
    let (lines, receiver) = channel();
    if let Some(out) = child.stdout.take() {
        send_lines(out, lines.clone());
    }
    if let Some(err) = child.stderr.take() {
        send_lines(err, lines);
    }
    receiver
}

fn send_lines(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            if to
                .send(String::from_utf8_lossy(&line).trim_end().into())
                .is_err()
            {
                return;
            }
        }
    });
}

/// Collects all lines in order, and meanwhile shows every second how long the step has taken.
fn collect(what: &str, lines: &Receiver<String>) -> Vec<String> {
    let start = Instant::now();
    let (mut output, mut shown) = (Vec::new(), 0);
    loop {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) => output.push(line),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return output,
        }
        if start.elapsed().as_secs() > shown {
            shown = start.elapsed().as_secs();
            say::progress(
                what,
                start.elapsed(),
                output.last().map_or("", |line| line.trim()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_program_says_why_with_its_last_lines() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; exit 3"]);
        let error = quietly("counting", &mut command).unwrap_err().to_string();
        assert!(
            error.starts_with("`sh -c echo one; echo two >&2; exit 3` ended with exit status: 3"),
            "{error}"
        );
        assert!(error.contains("one") && error.contains("two"), "{error}");
    }

    #[test]
    fn tests_that_leave_a_program_behind_have_ended_all_the_same() {
        let file = std::env::temp_dir().join(format!("tasks-run-{}", std::process::id()));
        let script = "sleep 60 & echo $! >\"$0\"; echo 'test result: ok. 2 passed; 0 failed'";
        let mut command = Command::new("sh");
        command.args(["-c", script]).arg(&file);
        let mut tally = Tally::default();
        tests("counting", &mut command, &mut tally).unwrap();
        assert_eq!((tally.passed, tally.failed), (2, 0));
        let left = std::fs::read_to_string(&file).unwrap();
        let kill = output(Command::new("kill").arg(left.trim()));
        assert!(
            kill.is_ok(),
            "the program that was left behind was waited for"
        );
        std::fs::remove_file(&file).unwrap();
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = output(&mut Command::new("no-such-program"))
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "no-such-program was not found; is it installed and on the PATH?"
        );
    }
}
