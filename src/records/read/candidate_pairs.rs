//! Finds candidate pairs: applications that may be the same, for a person's decision.

use std::sync::Mutex;

use codebook::Codebook;

use crate::{
    link::{self, DecisionSummary, Linker, Links, Proposals, TrustRanking},
    read::{
        application::review_keys,
        collect::collect_intake,
        feed::Feed,
        input::Input,
        problem::{Problems, Values},
        run::{connect_databases, read_rows, scan},
        task::{Linkage, Task},
        worker::Worker,
    },
    tabulate::Keep,
};

/// Finds candidate pairs by the codebook's rules.
///
/// # Errors
///
/// All problems of all inputs.
pub fn find_candidate_pairs(
    codebook: &Codebook,
    inputs: &[Input],
    values: Values,
    links: &Links,
) -> Result<Proposals, Problems> {
    let databases = connect_databases(codebook, inputs);
    let new_feed = || Mutex::new(Feed::new(codebook, inputs, &databases));
    let first_task = Task {
        codebook,
        values,
        keep: Keep::Counts,
        repeated: None,
        linkage: Some(Linkage::new(&links.secret)),
    };
    let mut first_pass = scan(first_task, &new_feed());
    let task = Task {
        repeated: first_pass.repeated.as_ref(),
        linkage: first_task.linkage.map(|linkage| Linkage {
            numbered: first_pass.forms.mostly_with_digits(),
            ..linkage
        }),
        ..first_task
    };
    let feed = new_feed();
    let (mut workers, pending) = read_rows(task, &feed);
    let mut last = Worker::new(task);
    let mut linker = Linker::new(links.decisions.clone());
    for (keys, id) in review_keys(&mut last, &pending) {
        if let Some(row) = pending.get(id) {
            linker.add(&keys, row.into_sighting(keys.clone()));
        }
    }
    workers.push(last);
    let applications = linker.finish().into_applications();
    let set_aside = collect_intake(task, workers, feed, DecisionSummary::default())?.set_aside;
    let describe_row = |row: &link::Row<'_>| {
        let (source, file) = (&codebook.sources[row.source].id, set_aside.file(row.place));
        format!("{source}: {file}, line {}", row.place.line)
    };
    Ok(link::propose_pairs(
        &applications,
        &candidate_rules(codebook),
        &links.decisions,
        codebook,
        &TrustRanking::from_codebook(codebook),
        describe_row,
    ))
}

/// Returns the name of each rule for candidate pairs, and the number of days by which their dates may differ.
fn candidate_rules(codebook: &Codebook) -> Vec<(&str, u32)> {
    let rules = codebook
        .identity
        .iter()
        .flat_map(|identity| &identity.candidate_rules);
    rules
        .map(|near| {
            let days = near.within.map_or(0, |(_, days)| days.into());
            (near.rule.as_str(), days)
        })
        .collect()
}
