//! Reads all inputs in as many threads as there are processors, in one pass or two.

use std::{collections::BTreeMap, num::NonZero, sync::Mutex, thread};

use codebook::{Codebook, Repeated};

use crate::{
    link::{self, DecisionSummary, Decisions, Events, LinkFilter, Links, TrustRanking},
    read::{
        application::{count_applications, link_rows},
        collect::collect_intake,
        database::Database,
        feed::Feed,
        input::Input,
        intake::{Databases, Intake},
        pending_rows::AllPendingRows,
        problem::{Cause, Problems, Values},
        repeated_rows::RepeatedRows,
        row_account::RowAccount,
        task::{Linkage, Task},
        worker::Worker,
    },
    tabulate::Keep,
};

/// Reads all inputs.
///
/// # Errors
///
/// All problems of all inputs.
pub fn read(
    codebook: &Codebook,
    inputs: &[Input],
    values: Values,
    links: &Links,
) -> Result<Intake, Problems> {
    let databases = connect_databases(codebook, inputs);
    let is_linked = codebook.identity.is_some() || codebook.events.is_some();
    let task = Task {
        codebook,
        values,
        keep: Keep::Records,
        repeated: None,
        linkage: is_linked.then(|| Linkage::new(&links.secret)),
    };
    let new_feed = || Mutex::new(Feed::new(codebook, inputs, &databases));
    let intake = if codebook.records.repeated == Repeated::Count && !is_linked {
        count_in_one_pass(task, new_feed())?
    } else {
        let first_pass = scan(task, &new_feed());
        count_in_second_pass(task, first_pass, &links.decisions, new_feed())?
    };
    Ok(Intake {
        databases: Databases(databases),
        ..intake
    })
}

/// Counts all rows one by one.
fn count_in_one_pass(task: Task<'_>, feed: Mutex<Feed<'_>>) -> Result<Intake, Problems> {
    let workers = in_threads(|| Worker::new(task).read(&feed));
    collect_intake(task, workers, feed, DecisionSummary::default())
}

/// Counts all rows, with the repeated rows, identity keys and events that the first pass found.
fn count_in_second_pass<'a>(
    task: Task<'a>,
    first_pass: FirstPass<'a>,
    decisions: &Decisions,
    feed: Mutex<Feed<'_>>,
) -> Result<Intake, Problems> {
    let FirstPass {
        repeated,
        keys,
        mut forms,
        events,
        account,
    } = first_pass;
    let wanted = LinkFilter::new(keys, decisions);
    let second_task = Task {
        repeated: repeated.as_ref(),
        linkage: task.linkage.map(|linkage| Linkage {
            wanted: Some(&wanted),
            numbered: forms.mostly_with_digits(),
            events: task.codebook.events.is_some().then_some(&events),
            ..linkage
        }),
        ..task
    };
    let (mut workers, pending) = read_rows(second_task, &feed);
    let mut last = Worker::new(second_task);
    last.account.absorb(account);
    last.note_forms(forms);
    let linked = link_rows(&mut last, &pending, decisions);
    let applications = Mutex::new(linked.applications());
    let trust = TrustRanking::from_codebook(task.codebook);
    workers.extend(in_threads(|| {
        count_applications(Worker::new(second_task), &pending, &trust, &applications)
    }));
    last.count_events(&events);
    workers.push(last);
    collect_intake(second_task, workers, feed, linked.summary.clone())
}

/// Reads all rows, and returns the pending ones apart.
pub(super) fn read_rows<'a>(
    task: Task<'a>,
    feed: &Mutex<Feed<'_>>,
) -> (Vec<Worker<'a>>, AllPendingRows<'a>) {
    let mut workers = in_threads(|| Worker::new(task).read(feed));
    let pending = workers
        .iter_mut()
        .map(|worker| std::mem::take(&mut worker.pending))
        .collect();
    (workers, AllPendingRows(pending))
}

/// The results of the first pass over all rows.
pub(super) struct FirstPass<'a> {
    /// The repeated rows, if the codebook sets them aside.
    pub repeated: Option<RepeatedRows>,
    pub keys: link::PseudonymLog,
    /// The forms in which the keys are written.
    pub forms: link::KeyForms,
    pub events: Events<'a>,
    /// The account of the rows of events.
    pub account: RowAccount<'a>,
}

/// Passes over all rows a first time.
pub(super) fn scan<'a>(task: Task<'a>, feed: &Mutex<Feed<'_>>) -> FirstPass<'a> {
    let mut all = Worker::new(task);
    for worker in in_threads(|| Worker::new(task).scan(feed)) {
        all.absorb(worker);
    }
    let Worker {
        hashes,
        keys,
        forms,
        events,
        account,
        ..
    } = all;
    let sets_repeated_aside = task.codebook.records.repeated == Repeated::SetAside;
    FirstPass {
        repeated: sets_repeated_aside.then(|| hashes.find_repeated(&mut [])),
        keys,
        forms,
        events,
        account,
    }
}

/// Connects to each database among the inputs.
pub(super) fn connect_databases(
    codebook: &Codebook,
    inputs: &[Input],
) -> BTreeMap<String, Result<Database, Cause>> {
    let mut connections = BTreeMap::new();
    for source in &codebook.sources {
        let is_input = inputs
            .iter()
            .any(|input| matches!(input, Input::Database(id) if *id == source.id));
        if let Some(database) = source.database.as_ref().filter(|_| is_input) {
            let connection = Database::open(&database.connection, &database.query);
            connections.insert(source.id.clone(), connection);
        }
    }
    connections
}

/// Does the same work in as many threads as there are processors, and returns the results.
fn in_threads<T: Send>(work: impl Fn() -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(&work)).collect();
        let results = threads.into_iter().map(thread::ScopedJoinHandle::join);
        results
            .map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
