//! Reads all inputs in as many threads as there are processors, and adds up what they have done.

use std::{
    collections::BTreeMap,
    num::NonZero,
    sync::{Mutex, PoisonError},
    thread,
};

use codebook::{Codebook, Repeated};

use crate::{
    link::{self, Decided, Events, Linker, Links, Proposals, Trust, Wanted},
    read::{
        application,
        aside::SetAside,
        database::Database,
        done::Done,
        feed::Feed,
        held::Held,
        input::Input,
        intake::{Conflict, Databases, Intake},
        problem::{Cause, Problems, Values},
        seen::Repeats,
        tally::Tally,
        task::{self, Task},
        waiting::All,
        worker::Worker,
    },
    tabulate::Keep,
};

/// Reads all inputs.
///
/// # Errors
///
/// Everything that is wrong with them, at once.
pub fn read(
    codebook: &Codebook,
    inputs: &[Input],
    values: Values,
    links: &Links,
) -> Result<Intake, Problems> {
    let databases = connect(codebook, inputs);
    let intake = read_all(codebook, inputs, values, links, &databases, Keep::Records)?;
    Ok(Intake {
        databases: Databases(databases),
        ..intake
    })
}

fn read_all(
    codebook: &Codebook,
    inputs: &[Input],
    values: Values,
    links: &Links,
    databases: &BTreeMap<String, Result<Database, Cause>>,
    keep: Keep,
) -> Result<Intake, Problems> {
    let feed = || Mutex::new(Feed::new(codebook, inputs, databases));
    let secret = is_linked(codebook).then_some(&links.secret);
    let task = Task {
        codebook,
        values,
        keep,
        repeats: None,
        links: secret.map(task::Links::new),
    };
    if codebook.records.repeated == Repeated::Count && secret.is_none() {
        let all = feed();
        let workers = in_threads(|| Worker::new(task).read(&all));
        return finish(task, workers, all, Decided::default());
    }
    let Scanned {
        repeats,
        keys,
        events,
        done,
    } = scan(task, &feed());
    let wanted = Wanted::new(keys, &links.decisions);
    let linked = secret.map(|secret| task::Links {
        secret,
        wanted: Some(&wanted),
        events: is_events(codebook).then_some(&events),
    });
    let (task, all) = (
        Task {
            repeats: repeats.as_ref(),
            links: linked,
            ..task
        },
        feed(),
    );
    let mut workers = in_threads(|| Worker::new(task).read(&all));
    let waiting = All(workers
        .iter_mut()
        .map(|worker| std::mem::take(&mut worker.waiting))
        .collect());
    let mut last = Worker::new(task);
    last.done.absorb(done);
    let linked = application::link(&mut last, &waiting, &links.decisions);
    let (applications, trust) = (Mutex::new(linked.applications()), Trust::of(codebook));
    workers.extend(in_threads(|| {
        application::count(Worker::new(task), &waiting, &trust, &applications)
    }));
    last.settle_events(&events);
    workers.push(last);
    finish(task, workers, all, linked.decided.clone())
}

/// Proposes which applications may be the same, by the codebook's rules of what is near.
///
/// # Errors
///
/// Everything that is wrong with the inputs, at once.
pub fn propose(
    codebook: &Codebook,
    inputs: &[Input],
    values: Values,
    links: &Links,
) -> Result<Proposals, Problems> {
    let databases = connect(codebook, inputs);
    let feed = || Mutex::new(Feed::new(codebook, inputs, &databases));
    let links_of = Some(task::Links::new(&links.secret));
    let task = Task {
        codebook,
        values,
        keep: Keep::Counts,
        repeats: None,
        links: links_of,
    };
    let Scanned { repeats, .. } = scan(task, &feed());
    let (task, all) = (
        Task {
            repeats: repeats.as_ref(),
            ..task
        },
        feed(),
    );
    let mut workers = in_threads(|| Worker::new(task).read(&all));
    let waiting = All(workers
        .iter_mut()
        .map(|worker| std::mem::take(&mut worker.waiting))
        .collect());
    let mut last = Worker::new(task);
    let mut linker = Linker::new(links.decisions.clone());
    application::once(&mut last, &waiting, |keys, ticket| {
        let sighting = waiting.held(ticket).and_then(Held::sighting);
        sighting
            .into_iter()
            .for_each(|sighting| linker.add(keys, sighting));
    });
    workers.push(last);
    let applications = linker.finish().into_applications();
    let Intake { set_aside, .. } = finish(task, workers, all, Decided::default())?;
    let near = codebook
        .identity
        .iter()
        .flat_map(|identity| &identity.candidate_rules);
    let rules: Vec<(&str, u32)> = near
        .map(|near| {
            (
                near.rule.as_str(),
                near.within.map_or(0, |(_, days)| days.into()),
            )
        })
        .collect();
    let place = |row: &link::Row<'_>| {
        let (source, file) = (&codebook.sources[row.source].id, set_aside.file(row.place));
        format!("{source}: {file}, line {}", row.place.line)
    };
    Ok(link::propose(
        &applications,
        &rules,
        &links.decisions,
        codebook,
        &Trust::of(codebook),
        place,
    ))
}

fn is_linked(codebook: &Codebook) -> bool {
    codebook.identity.is_some() || is_events(codebook)
}

fn is_events(codebook: &Codebook) -> bool {
    codebook.events.is_some()
}

/// What is known after going through all rows once.
struct Scanned<'a> {
    /// If rows that equal an earlier one are not to be counted.
    repeats: Option<Repeats>,
    keys: link::Seen,
    events: Events<'a>,
    /// What became of rows that are events.
    done: Done<'a>,
}

fn scan<'a>(task: Task<'a>, feed: &Mutex<Feed<'_>>) -> Scanned<'a> {
    let mut all = Worker::new(task);
    in_threads(|| Worker::new(task).scan(feed))
        .into_iter()
        .for_each(|worker| all.absorb(worker));
    let Worker {
        seen,
        keys,
        events,
        done,
        ..
    } = all;
    let is_wanted = task.codebook.records.repeated == Repeated::SetAside;
    Scanned {
        repeats: is_wanted.then(|| seen.repeats(&mut [])),
        keys,
        events,
        done,
    }
}

/// Connects with all databases that are to be read.
fn connect(codebook: &Codebook, inputs: &[Input]) -> BTreeMap<String, Result<Database, Cause>> {
    let is_wanted = |id: &String| {
        inputs
            .iter()
            .any(|input| matches!(input, Input::Database(wanted) if wanted == id))
    };
    let sources = codebook
        .sources
        .iter()
        .filter(|source| is_wanted(&source.id));
    let databases =
        sources.filter_map(|source| Some((source.id.clone(), source.database.as_ref()?)));
    databases
        .map(|(id, database)| (id, Database::open(&database.connection, &database.query)))
        .collect()
}

/// Does the same in as many threads as there are processors.
fn in_threads<T: Send>(work: impl Fn() -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(&work)).collect();
        let done = threads.into_iter().map(thread::ScopedJoinHandle::join);
        done.map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Adds up what all threads have done.
pub(super) fn finish(
    task: Task<'_>,
    workers: Vec<Worker<'_>>,
    feed: Mutex<Feed<'_>>,
    decided: Decided,
) -> Result<Intake, Problems> {
    let codebook = task.codebook;
    let mut all = Worker::new(Task {
        repeats: None,
        links: None,
        ..task
    });
    workers.into_iter().for_each(|worker| all.absorb(worker));
    let Feed {
        files: names,
        problems,
        mut was_read,
        ..
    } = feed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let Worker {
        counter,
        mut done,
        seen,
        ..
    } = all;
    done.problems.extend(problems);
    done.keep_first();
    let suggestions = done.near.finish(codebook);
    if !done.problems.is_empty() {
        let all = done
            .problems
            .into_iter()
            .map(|(_, problem)| problem)
            .collect();
        return Err(Problems {
            all,
            more: done.more,
            suggestions,
        });
    }
    let mut repeated = vec![0; codebook.sources.len()];
    seen.repeats(&mut repeated);
    let (mut tally, mut sources, mut files) = (Tally::default(), BTreeMap::new(), BTreeMap::new());
    for (at, source) in codebook.sources.iter().enumerate() {
        let Some(mut of_files) = was_read.remove(&at) else {
            continue;
        };
        of_files.sort();
        files.insert(source.id.clone(), of_files);
        let mut of_source = std::mem::take(&mut done.tallies[at]);
        of_source.repeated += repeated[at];
        of_source.take(&done.rules[at]);
        tally.add(&of_source);
        sources.insert(source.id.clone(), of_source);
    }
    let (counts, known, records) = counter.finish();
    let set_aside = SetAside::new(names, done.set_aside);
    let conflicts = done
        .conflicts
        .iter()
        .map(|((place, one, other), applications)| Conflict {
            place: (*place).into(),
            sources: [one, other].map(|source| codebook.sources[*source].id.clone()),
            applications: *applications,
        });
    let conflicts = conflicts.collect();
    Ok(Intake {
        counts,
        known,
        tally,
        sources,
        files,
        conflicts,
        decided,
        set_aside,
        suggestions,
        databases: Databases::default(),
        records,
    })
}
