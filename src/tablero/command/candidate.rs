//! `tablero candidate`: from new records to what may become public, once or each time that something changes.

use std::{
    io::{self, Write},
    thread,
    time::{Duration, Instant},
};

use publish::candidate::{self, Snapshot};

use crate::cli::{Candidate, Publish, Records};
use crate::command::{done::Done, failure::Failure};

pub(super) fn run(options: &Candidate) -> Result<Done, Failure> {
    if options.watch {
        watch(options)
    } else {
        build(options)
    }
}

/// Makes the candidate. What stood there stays if this fails.
fn build(options: &Candidate) -> Result<Done, Failure> {
    let Candidate {
        input,
        earlier,
        out,
        ..
    } = options;
    let start = Instant::now();
    let published = super::publish::run(&Publish {
        input: input.clone(),
        earlier: earlier.clone(),
        out: out.join("data"),
        set_aside: Some(out.join("set-aside.csv")),
        report: Some(out.join("report")),
    })?;
    let (data, seconds) = (out.join("data"), start.elapsed().as_secs_f64());
    let text = format!(
        "{}\nThe candidate was made in {seconds:.1} s. Nothing is public until: tablero release {} PUBLIC",
        published.text,
        data.display()
    );
    Ok(Done { text, ..published })
}

/// Makes it now and after every change; problems are told and waited out.
fn watch(options: &Candidate) -> Result<Done, Failure> {
    let every = Duration::from_secs(options.every);
    let mut built = None;
    loop {
        let look = settled(&options.input, every);
        if built.as_ref() != Some(&look) {
            let told = match build(options) {
                Ok(done) => done.text,
                Err(failure) => format!("{failure}\nThe last candidate stays as it is."),
            };
            // Where nobody reads any more, nobody waits for a candidate either.
            let said = writeln!(
                io::stdout(),
                "{}\n\nWatching for changes; press Ctrl-C to stop.\n",
                told.trim_end()
            );
            if said.is_err() {
                return Ok(Done::well(""));
            }
            built = Some(look);
        }
        thread::sleep(every);
    }
}

/// The files as they look once nobody is writing them any more.
fn settled(input: &Records, every: Duration) -> Snapshot {
    let mut look = look(input);
    loop {
        thread::sleep(every / 2);
        let next = self::look(input);
        if next == look {
            return look;
        }
        look = next;
    }
}

/// A folder may be empty for a while: that is told when the candidate is made.
fn look(input: &Records) -> Snapshot {
    let mut files = candidate::list_files(&input.records).unwrap_or_default();
    files.push(input.codebook.clone());
    files.extend(input.decisions.clone());
    Snapshot::take(&files)
}
