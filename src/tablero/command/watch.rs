//! Runs an attack within a time limit, and tells on standard error how far it has come.

use std::{
    io::{self, IsTerminal, Write},
    panic,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError, SyncSender},
    },
    thread,
    time::{Duration, Instant},
};

use attack::{Progress, Report, Watch};

/// How often the time is looked at.
const TICK: Duration = Duration::from_millis(250);

/// How often a line is written where standard error is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(60);

/// How long an attack may go on after its time is over, before it is left alone: some steps cannot be interrupted.
const GRACE: Duration = Duration::from_secs(30);

/// What is known about an attack while it runs.
#[derive(Default)]
struct State {
    progress: Option<Progress>,
    kept: Option<Report>,
}

/// Stops an attack once its time is over, and keeps what it says meanwhile.
struct Clock {
    end: Option<Instant>,
    state: Arc<Mutex<State>>,
}

impl Watch for Clock {
    fn receive(&mut self, progress: Progress) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.progress = Some(progress);
    }

    fn keep(&mut self, report: &dyn Fn() -> Report) {
        let report = report();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.kept = Some(report);
    }

    fn is_over(&mut self) -> bool {
        self.end.is_some_and(|end| Instant::now() >= end)
    }
}

/// How an attack ended.
#[derive(Debug, PartialEq)]
pub(super) enum Ran<T> {
    /// By itself, perhaps because it was told to stop.
    ToItsEnd(T),
    /// It did not stop in time, and was left alone: what the bounds had proved, if it came so far.
    LeftAlone(Option<Box<Report>>),
}

/// Runs an attack until it is over, or its time is. `tried` names what its progress counts.
pub(super) fn run_within<T: Send + 'static>(
    limit: Duration,
    tried: &'static str,
    attack: impl FnOnce(&mut dyn Watch) -> T + Send + 'static,
) -> io::Result<Ran<T>> {
    run_with_grace(limit, GRACE, tried, attack)
}

fn run_with_grace<T: Send + 'static>(
    limit: Duration,
    grace: Duration,
    tried: &'static str,
    attack: impl FnOnce(&mut dyn Watch) -> T + Send + 'static,
) -> io::Result<Ran<T>> {
    // As much as the main thread has.
    const STACK: usize = 8 << 20;
    let start = Instant::now();
    let state = Arc::new(Mutex::new(State::default()));
    let mut clock = Clock {
        end: start.checked_add(limit),
        state: Arc::clone(&state),
    };
    let (sender, receiver): (SyncSender<T>, _) = mpsc::sync_channel(1);
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Nobody listens any more once the time is over.
        let _ = sender.send(attack(&mut clock));
    })?;
    let mut line = ProgressLine::new(io::stderr(), tried);
    loop {
        let ran = match receiver.recv_timeout(TICK) {
            Ok(report) => Ran::ToItsEnd(report),
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(panicked) => panic::resume_unwind(panicked),
                Ok(()) => Ran::LeftAlone(None),
            },
            Err(RecvTimeoutError::Timeout) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                let passed = start.elapsed();
                if passed < limit.saturating_add(grace) {
                    line.show(state.progress, passed, limit);
                    continue;
                }
                let State { progress, kept } = std::mem::take(&mut *state);
                Ran::LeftAlone(kept.map(|report| Box::new(without_search(report, progress))))
            }
        };
        line.clear();
        return Ok(ran);
    }
}

/// What the bounds proved, if the search among whole tables was left alone.
fn without_search(report: Report, progress: Option<Progress>) -> Report {
    // Before the search begins, nobody has counted the cells that bounds leave open.
    let (settled, all) = match progress {
        Some(Progress { settled, all }) => (settled, all),
        None => (0, report.total.hidden),
    };
    Report {
        to_try: all.max(1),
        // What it settled is lost with it.
        untried: (all - settled.min(all)).max(1),
        ..report
    }
}

/// The line that tells how far an attack has come.
struct ProgressLine<W> {
    to: W,
    /// What is tried: “hidden cells”.
    tried: &'static str,
    is_terminal: bool,
    last: Duration,
    is_shown: bool,
}

impl ProgressLine<io::Stderr> {
    fn new(to: io::Stderr, tried: &'static str) -> Self {
        ProgressLine {
            tried,
            is_terminal: to.is_terminal(),
            to,
            last: Duration::ZERO,
            is_shown: false,
        }
    }
}

impl<W: Write> ProgressLine<W> {
    /// Shows how far an attack has come: on a terminal once a second, elsewhere as a line a minute.
    fn show(&mut self, progress: Option<Progress>, passed: Duration, limit: Duration) {
        let between = if self.is_terminal {
            Duration::from_secs(1)
        } else {
            BETWEEN_LINES
        };
        if passed < self.last + between {
            return;
        }
        self.last = passed;
        let text = describe(progress, self.tried, passed, limit);
        // Whether the progress can be written does not matter to the attack.
        let _ = if self.is_terminal {
            self.is_shown = true;
            write!(self.to, "\r{text:<70}")
        } else {
            writeln!(self.to, "{text}")
        };
        let _ = self.to.flush();
    }

    /// Clears the line, before the report is printed.
    fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            let _ = write!(self.to, "\r{:<70}\r", "");
            let _ = self.to.flush();
        }
    }
}

/// Says how far an attack has come.
fn describe(progress: Option<Progress>, tried: &str, passed: Duration, limit: Duration) -> String {
    let (passed, limit) = (passed.as_secs(), limit.as_secs());
    match progress {
        Some(Progress { settled, all }) => {
            format!("{settled} of {all} {tried} tried, {passed} s of at most {limit} s")
        }
        None => format!("deriving bounds, {passed} s of at most {limit} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(total: usize) -> Report {
        let mut report = Report::default();
        report.total.hidden = total;
        report
    }

    #[test]
    fn an_attack_that_ends_in_time_is_reported() {
        let report = run_within(Duration::from_secs(60), "cells", |watch| {
            assert!(!watch.is_over());
            found(7)
        });
        assert_eq!(report.unwrap(), Ran::ToItsEnd(found(7)));
    }

    #[test]
    fn an_attack_hears_that_its_time_is_over() {
        let report = run_within(Duration::from_millis(20), "cells", |watch| {
            while !watch.is_over() {
                thread::sleep(Duration::from_millis(1));
            }
            found(8)
        });
        assert_eq!(report.unwrap(), Ran::ToItsEnd(found(8)));
    }

    #[test]
    fn an_attack_that_does_not_stop_is_left_with_what_the_bounds_proved() {
        let left_alone = |limit, grace, attack: fn(&mut dyn Watch) -> Report| match run_with_grace(
            limit, grace, "cells", attack,
        )
        .unwrap()
        {
            Ran::LeftAlone(kept) => kept.map(|kept| *kept),
            Ran::ToItsEnd(report) => panic!("{report}"),
        };
        let never_ends = |watch: &mut dyn Watch| loop {
            watch.keep(&|| found(9));
            watch.receive(Progress { settled: 2, all: 5 });
            thread::sleep(Duration::from_millis(10));
        };
        let (limit, grace) = (Duration::from_millis(20), Duration::from_millis(500));
        let report = left_alone(limit, grace, never_ends).unwrap();
        assert_eq!(
            (report.untried, report.to_try, report.total.hidden),
            (3, 5, 9)
        );
        assert!(!report.is_safe());
        assert!(
            report
                .to_string()
                .contains("Not finished: 3 of 5 cells were not tried."),
            "{report}"
        );
        let silent = |_: &mut dyn Watch| loop {
            thread::sleep(Duration::from_millis(10));
        };
        assert_eq!(left_alone(limit, grace, silent), None);
        let unsearched = |watch: &mut dyn Watch| loop {
            watch.keep(&|| found(9));
            thread::sleep(Duration::from_millis(10));
        };
        let report = left_alone(limit, grace, unsearched).unwrap();
        assert_eq!((report.untried, report.to_try), (9, 9));
    }

    #[test]
    fn progress_is_a_line_a_minute_where_there_is_no_terminal() {
        let limit = Duration::from_secs(600);
        let progress = Some(Progress { settled: 1, all: 3 });
        let mut written = Vec::new();
        for is_terminal in [false, true] {
            let mut line = ProgressLine {
                to: Vec::new(),
                tried: "hidden cells",
                is_terminal,
                last: Duration::ZERO,
                is_shown: false,
            };
            for quarter in 1..=4 * 121 {
                line.show(progress, TICK * quarter, limit);
            }
            line.clear();
            written.push(String::from_utf8(line.to).unwrap());
        }
        let expected = "\
1 of 3 hidden cells tried, 60 s of at most 600 s
1 of 3 hidden cells tried, 120 s of at most 600 s
";
        assert_eq!(written[0], expected);
        assert_eq!(written[1].matches("hidden cells tried").count(), 121);
        assert!(!written[1].contains('\n'));
    }
}
