//! Files, workbooks and databases of records, read with a codebook.
//!
//! Every row is counted, corrected by named rules, or set aside with its reason, and the three numbers add up to the
//! rows read. If any field cannot be understood, nothing is: [`read`] returns every problem in every file. What
//! stands in a field is personal data; it is in no error and no `Debug` unless [`Values::Shown`] asks for it.
//!
//! Rows stream: each is understood ([`crate::clean`]), settled ([`settle`]) and counted ([`Counter`]) before the next,
//! and only a hash of it is kept, to know which rows are repeated. Several threads take rows in batches ([`feed`]);
//! what they have done adds up ([`worker`]), so that neither threads nor the order of rows leave a trace. Where rows
//! that equal an earlier one are not to be counted, everything is read twice: once to know which rows these are.

mod aside;
mod database;
mod encoding;
mod feed;
mod identities;
mod input;
mod layout;
mod lines;
mod problem;
mod row;
mod seen;
pub(crate) mod settle;
mod sheet;
mod tally;
#[cfg(test)]
mod tests;
mod workbook;
mod worker;

use std::{
    collections::BTreeMap,
    num::NonZero,
    sync::{Mutex, PoisonError},
    thread,
};

use crate::{
    codebook::{Codebook, Repeated},
    tabulate::{Counts, Knowledge},
};
use database::Database;
use feed::Feed;
use seen::Seen;
use worker::{Held, Task, Worker};

pub use crate::clean::suggestion::{Suggestion, Suggestions};
pub use aside::{Place, SetAside};
pub use identities::{Identity, Sign};
pub use input::Input;
pub use problem::{Cause, Problem, Problems, Values};
pub(crate) use settle::{DECIDED_AFTER, UNSETTLED};
pub use tally::{Reason, Rule, Tally};

/// What was read: exact counts, and what became of every row. Confidential; it holds no record.
#[derive(Debug)]
pub struct Intake {
    /// How many persons there are at every address.
    pub counts: Counts,
    /// Of how many persons each dimension is known.
    pub known: Knowledge,
    /// How many rows were read and what became of them.
    pub tally: Tally,
    /// The same for each source that was read, by its id.
    pub sources: BTreeMap<String, Tally>,
    /// The rows that do not count.
    pub set_aside: SetAside,
    /// What people may have meant by what no category names.
    pub suggestions: Suggestions,
}

/// Reads all inputs.
///
/// # Errors
///
/// Everything that is wrong with them, at once.
pub fn read(codebook: &Codebook, inputs: &[Input], values: Values) -> Result<Intake, Problems> {
    let databases = connect(codebook, inputs);
    let feed = || Mutex::new(Feed::new(codebook, inputs, &databases));
    let task = Task { codebook, values, repeats: None };
    if codebook.records.repeated == Repeated::Count {
        let all = feed();
        let workers = in_threads(|| Worker::new(task).read(&all));
        return finish(codebook, workers, all);
    }
    let all = feed();
    let seen = in_threads(|| Worker::new(task).scan(&all)).into_iter().map(|worker| worker.seen);
    let repeats = all_of(seen).repeats(&mut []);
    let (task, all) = (Task { repeats: Some(&repeats), ..task }, feed());
    let mut workers = in_threads(|| Worker::new(task).read(&all));
    settle_held(&mut workers);
    finish(codebook, workers, all)
}

/// Connects with all databases that are to be read.
fn connect(codebook: &Codebook, inputs: &[Input]) -> BTreeMap<String, Result<Database, Cause>> {
    let is_wanted = |id: &String| inputs.iter().any(|input| matches!(input, Input::Database(wanted) if wanted == id));
    let sources = codebook.sources.iter().filter(|source| is_wanted(&source.id));
    let databases = sources.filter_map(|source| Some((source.id.clone(), source.database.as_ref()?)));
    databases.map(|(id, database)| (id, Database::open(&database.connection, &database.query))).collect()
}

/// Does the same in as many threads as there are processors.
fn in_threads<T: Send>(work: impl Fn() -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(&work)).collect();
        let done = threads.into_iter().map(thread::ScopedJoinHandle::join);
        done.map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

fn all_of(seen: impl IntoIterator<Item = Seen>) -> Seen {
    seen.into_iter().fold(Seen::default(), |mut all, seen| {
        all.absorb(seen);
        all
    })
}

/// Of rows that are equal, counts the first and sets the others aside.
fn settle_held(workers: &mut [Worker<'_>]) {
    let mut held: Vec<Held<'_>> = workers.iter_mut().flat_map(|worker| std::mem::take(&mut worker.held)).collect();
    held.sort_by_key(|held| (held.hash, held.place));
    let Some(worker) = workers.first_mut() else { return };
    let mut last = None;
    for held in held {
        if last.replace(held.hash) == Some(held.hash) {
            worker.repeated(&held);
        } else {
            worker.count(held);
        }
    }
}

/// Adds up what all threads have done.
fn finish(codebook: &Codebook, workers: Vec<Worker<'_>>, feed: Mutex<Feed<'_>>) -> Result<Intake, Problems> {
    let mut all = Worker::new(Task { codebook, values: Values::Concealed, repeats: None });
    workers.into_iter().for_each(|worker| all.absorb(worker));
    let Feed { files, problems, was_read, .. } = feed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let Worker { counter, mut done, seen, .. } = all;
    done.problems.extend(problems);
    done.keep_first();
    let suggestions = done.near.finish(codebook);
    if !done.problems.is_empty() {
        let all = done.problems.into_iter().map(|(_, problem)| problem).collect();
        return Err(Problems { all, more: done.more, suggestions });
    }
    let mut repeated = vec![0; codebook.sources.len()];
    seen.repeats(&mut repeated);
    let (mut tally, mut sources) = (Tally::default(), BTreeMap::new());
    for (at, source) in codebook.sources.iter().enumerate().filter(|(at, _)| was_read.contains(at)) {
        let mut of_source = std::mem::take(&mut done.tallies[at]);
        of_source.repeated += repeated[at];
        of_source.take(&done.rules[at]);
        tally.add(&of_source);
        sources.insert(source.id.clone(), of_source);
    }
    let (counts, known) = counter.finish();
    let set_aside = SetAside::new(files, done.set_aside);
    Ok(Intake { counts, known, tally, sources, set_aside, suggestions })
}
