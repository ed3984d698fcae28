//! `tablero candidate`: prepares a release from new records, once or whenever the records change.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use ::publish::candidate::{self, Snapshot};
use clap::Args;

use crate::command::{failure::Failure, options::Records, outcome::Outcome, publish};

/// The options of `tablero candidate`.
#[derive(Args)]
pub struct Options {
    /// The codebook and the records.
    #[command(flatten)]
    pub input: Records,
    /// The folder of a release that is already public: nothing hidden may be derived from it and the new one together.
    #[arg(long, value_name = "DIR")]
    pub earlier: Vec<PathBuf>,
    /// The ledger of closed years: their counts come from it and never change. If FILE does not exist, it is begun. The
    /// internal report lists what waits. Confidential.
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Write the candidate to this folder: DIR/data would become public; everything else in DIR is confidential.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Run until Ctrl-C, and make the candidate again whenever the records or the codebook change.
    #[arg(long)]
    pub watch: bool,
    /// For --watch: check the files every so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 2, requires = "watch", value_parser = clap::value_parser!(u64).range(1..))]
    pub every: u64,
}

pub(super) fn run(options: &Options) -> Result<Outcome, Failure> {
    if options.watch {
        watch(options)
    } else {
        build(options)
    }
}

/// Makes the candidate; if that fails, the last one stays.
fn build(options: &Options) -> Result<Outcome, Failure> {
    let Options {
        input,
        earlier,
        ledger,
        out,
        ..
    } = options;
    let start = Instant::now();
    let data = out.join("data");
    check_made_here(out)?;
    let published = publish::run(&publish::Options {
        input: input.clone(),
        out: data.clone(),
        beside: publish::Beside {
            earlier: earlier.clone(),
            ledger: ledger.clone(),
            set_aside: Some(out.join("set-aside.csv")),
            report: Some(out.join("report")),
        },
    })?;
    let seconds = start.elapsed().as_secs_f64();
    let with_ledger = match ledger {
        Some(file) => format!(" --ledger {}", file.display()),
        None => String::new(),
    };
    let text = format!(
        "{}\nThe candidate was made in {seconds:.1} s. It is not public yet; to make it public: tablero \
         release{with_ledger} {} PUBLIC",
        published.text,
        data.display()
    );
    Ok(Outcome { text, ..published })
}

/// Refuses a folder whose `data` is a release that no candidate left there: it may be public.
fn check_made_here(out: &Path) -> Result<(), Failure> {
    let beside = ["set-aside.csv", "report/report.json"];
    let was_made_here = beside.iter().any(|file| out.join(file).is_file());
    let data = out.join("data");
    if release::is_release(&data) && !was_made_here {
        Err(Failure::NotCandidate(data))
    } else {
        Ok(())
    }
}

/// Makes the candidate now and after every change. Prints problems and waits for the next change.
fn watch(options: &Options) -> Result<Outcome, Failure> {
    let interval = Duration::from_secs(options.every);
    let mut built_from = None;
    loop {
        let snapshot = wait_until_unchanged(options, interval);
        if built_from.as_ref() != Some(&snapshot) {
            let text = match build(options) {
                Ok(outcome) => outcome.text,
                Err(failure) => format!("{failure}\nThe last candidate stays as it is."),
            };
            let printed = writeln!(
                io::stdout(),
                "{}\n\nWatching for changes; press Ctrl-C to stop.\n",
                text.trim_end()
            );
            // Nobody reads the output any more: stop watching.
            if printed.is_err() {
                return Ok(Outcome::success(""));
            }
            built_from = Some(snapshot);
        }
        thread::sleep(interval);
    }
}

/// Waits until no file was written for half an interval.
fn wait_until_unchanged(options: &Options, interval: Duration) -> Snapshot {
    let mut snapshot = take_snapshot(options);
    loop {
        thread::sleep(interval / 2);
        let next = take_snapshot(options);
        if next == snapshot {
            return snapshot;
        }
        snapshot = next;
    }
}

/// Takes a snapshot of the files that the candidate is made from. An empty folder is reported when the candidate is made.
fn take_snapshot(Options { input, ledger, .. }: &Options) -> Snapshot {
    let mut files = candidate::list_files(&input.records).unwrap_or_default();
    files.push(input.codebook.clone());
    files.extend(input.reading.decisions.clone());
    files.extend(ledger.clone());
    Snapshot::take(&files)
}
