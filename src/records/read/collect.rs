//! Adds up the results of all threads into one intake, or returns all problems.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use codebook::Codebook;

use crate::{
    link::DecisionSummary,
    read::{
        feed::Feed,
        intake::{Conflict, Databases, Intake},
        problem::Problems,
        row_account::RowAccount,
        set_aside::SetAside,
        tally::Tally,
        task::Task,
        worker::Worker,
    },
};

/// Adds up the results of all threads.
///
/// # Errors
///
/// The problems that the threads and the feed found.
pub(super) fn collect_intake(
    task: Task<'_>,
    workers: Vec<Worker<'_>>,
    feed: Mutex<Feed<'_>>,
    decided: DecisionSummary,
) -> Result<Intake, Problems> {
    let codebook = task.codebook;
    let mut all = Worker::new(Task {
        repeated: None,
        linkage: None,
        ..task
    });
    for worker in workers {
        all.absorb(worker);
    }
    let Worker {
        counter,
        mut account,
        hashes,
        ..
    } = all;
    let Feed {
        files: names,
        problems: feed_problems,
        was_read,
        notices,
        ..
    } = feed.into_inner().unwrap_or_else(PoisonError::into_inner);

    account.problems.extend(feed_problems);
    for (notice, count) in notices {
        account.notice(notice, count);
    }
    account.report_unnamed();
    account.keep_first_problems();
    let suggestions = std::mem::take(&mut account.near_misses).into_suggestions(codebook);
    if !account.problems.is_empty() {
        let problems = account.problems.into_iter();
        return Err(Problems {
            all: problems.map(|(_, problem)| problem).collect(),
            more: account.more,
            suggestions,
        });
    }

    let mut repeated = vec![0; codebook.sources.len()];
    hashes.find_repeated(&mut repeated);
    let tallies = add_up_sources(&mut account, &repeated);
    let mut tally = Tally::default();
    let mut sources = BTreeMap::new();
    let mut files = BTreeMap::new();
    for (position, mut source_files) in was_read {
        let id = &codebook.sources[position].id;
        tally.add(&tallies[position]);
        sources.insert(id.clone(), tallies[position].clone());
        source_files.sort();
        files.insert(id.clone(), source_files);
    }
    tally.notices = std::mem::take(&mut account.notices);
    let (counts, known, records) = counter.finish();
    Ok(Intake {
        counts,
        known,
        tally,
        sources,
        files,
        conflicts: conflicts(&account, codebook),
        decided,
        set_aside: SetAside::new(names, account.set_aside),
        suggestions,
        databases: Databases::default(),
        records,
    })
}

/// Returns the tally of each source, with its repeated rows and applied rules.
fn add_up_sources(account: &mut RowAccount<'_>, repeated: &[u64]) -> Vec<Tally> {
    let mut tallies = std::mem::take(&mut account.tallies);
    for (position, tally) in tallies.iter_mut().enumerate() {
        tally.repeated += repeated[position];
        tally.add_rules(&account.rules[position]);
    }
    tallies
}

fn conflicts(account: &RowAccount<'_>, codebook: &Codebook) -> Vec<Conflict> {
    let mut conflicts = Vec::with_capacity(account.conflicts.len());
    for ((variable, one, other), applications) in &account.conflicts {
        conflicts.push(Conflict {
            variable: (*variable).into(),
            sources: [one, other].map(|source| codebook.sources[*source].id.clone()),
            applications: *applications,
        });
    }
    conflicts
}
