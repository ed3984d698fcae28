//! Which of what is proved may not be provable.

use std::collections::BTreeMap;

use super::proof;
use crate::bounds::{Bounds, Interval};
use crate::equations::{Cell, Id, System};
use crate::feasibility::Joint;
use crate::{Finding, Kind, Report, TableTally, Tally};

/// Everything that the bounds say, judged by the thresholds. `structure`: what holds whatever is published. A cell
/// that is empty by structure tells nothing of anybody.
pub(crate) fn judge(system: &System, bounds: &Bounds, structure: &Bounds, joint: &Joint) -> Report {
    let mut report = Report::default();
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (id, cell) in system.cells.iter().enumerate() {
        let kind = if structure.intervals[id].value().is_some() {
            None
        } else {
            kind(cell, &bounds.intervals[id], system.current).or_else(|| doubt(joint, id))
        };
        // What is empty whatever the counts is not hidden by anybody.
        let is_empty = structure.intervals[id].value().is_some();
        for (table, count) in cell
            .shown
            .iter()
            .filter(|(_, count)| count.is_some() || !is_empty)
        {
            count_in(
                tallies.entry(*table).or_default(),
                cell,
                kind,
                count.is_some(),
            );
        }
        let published = cell.shown.iter().all(|(_, count)| count.is_some());
        if !cell.shown.is_empty() && (published || !is_empty) {
            count_in(&mut report.total, cell, kind, published);
        }
        let Some(kind) = kind else { continue };
        let list = if matches!(kind, Kind::Needless { .. }) {
            &mut report.needless
        } else {
            &mut report.findings
        };
        let proof = match kind {
            Kind::Excluded { .. } => joint
                .gaps
                .get(&id)
                .map(|(_, equations)| proof::of_gap(*equations))
                .unwrap_or_default(),
            Kind::Unsettled => proof::GIVEN_UP.into(),
            _ => proof::of(system, bounds, id),
        };
        list.push(finding(system, id, kind, proof));
    }
    count_homogeneous(system, bounds, structure, &mut tallies, &mut report.total);
    report.findings.extend(contradictions(system, bounds));
    let cannot = joint.contradictory.iter();
    report.findings.extend(cannot.map(|(id, equations)| {
        finding(
            system,
            *id,
            Kind::Contradiction,
            proof::of_no_table(*equations),
        )
    }));
    report.findings.sort();
    report.needless.sort();
    let tables = system.tables.iter().enumerate();
    report.tables = tables
        .map(|(at, table)| TableTally {
            table: table.clone(),
            cells: tallies.remove(&at).unwrap_or_default(),
        })
        .collect();
    report
}

/// What is proved of a cell by its bounds. `current` is the first table of the last release: a number of the threshold or
/// more that only earlier releases hid, and which has become known since, tells nothing of a small group.
fn kind(cell: &Cell, interval: &Interval, current: usize) -> Option<Kind> {
    let (threshold, low, high) = (
        cell.threshold?,
        count(interval.low),
        interval.high.map(count),
    );
    let hidden = cell.shown.iter().any(|(_, count)| count.is_none());
    match cell.published() {
        Some(value) if value < threshold => return Some(Kind::Small { value }),
        Some(_) if !hidden => return None,
        _ => {}
    }
    let still_hidden = cell
        .shown
        .iter()
        .any(|(table, count)| count.is_none() && *table >= current);
    if interval.value().is_some() && (still_hidden || low < threshold) {
        return (hidden || low < threshold).then_some(Kind::Exact { value: low });
    }
    if low >= threshold {
        return hidden.then_some(Kind::Needless { low });
    }
    let all = low == 0 && high.is_none_or(|high| high >= threshold);
    (!all).then_some(Kind::Narrowed { low, high })
}

/// What the joint search says of a cell whose bounds say nothing.
fn doubt(joint: &Joint, id: Id) -> Option<Kind> {
    match joint.gaps.get(&id) {
        Some((value, _)) => Some(Kind::Excluded {
            value: count((*value).into()),
        }),
        None => joint.unsettled.contains(&id).then_some(Kind::Unsettled),
    }
}

fn count_in(tally: &mut Tally, cell: &Cell, kind: Option<Kind>, published: bool) {
    *(if published {
        &mut tally.published
    } else {
        &mut tally.hidden
    }) += 1;
    match kind {
        Some(Kind::Small { .. }) if published => tally.small += 1,
        Some(Kind::Small { .. } | Kind::Exact { .. }) if !published => tally.exact += 1,
        Some(Kind::Narrowed { .. } | Kind::Excluded { .. }) => tally.narrowed += 1,
        Some(Kind::Needless { .. }) => tally.needless += 1,
        _ => {}
    }
    if let Some(Kind::Narrowed {
        low: 1..,
        high: Some(high),
    }) = kind
    {
        tally.proved += usize::from(cell.threshold.is_some_and(|threshold| high < threshold));
    }
}

/// Counts the rows all of whose persons are known to be in one category, although they could be in others.
fn count_homogeneous(
    system: &System,
    bounds: &Bounds,
    structure: &Bounds,
    tallies: &mut BTreeMap<usize, Tally>,
    total: &mut Tally,
) {
    let value = |id: &Id| bounds.intervals[*id].value();
    let is_possible =
        |id: &&Id| system.cells[**id].is_judged() && structure.intervals[**id].value().is_none();
    for ((whole, parts), tables) in &system.rows {
        let size = value(whole).filter(|size| *size > 0);
        let is_one = parts
            .iter()
            .any(|part| size.is_some() && value(part) == size);
        if is_one
            && parts.iter().filter(is_possible).count() > 1
            && system.cells[*whole].is_judged()
        {
            tables
                .iter()
                .for_each(|table| tallies.entry(*table).or_default().homogeneous += 1);
            total.homogeneous += 1;
        }
    }
}

fn finding(system: &System, id: Id, kind: Kind, proof: String) -> Finding {
    let cell = &system.cells[id];
    let mut tables: Vec<String> = cell
        .shown
        .iter()
        .map(|(table, _)| system.tables[*table].clone())
        .collect();
    tables.dedup();
    Finding {
        group: cell.group.clone(),
        kind,
        tables,
        proof,
    }
}

/// The ways in which the files contradict themselves, and the place where the proof was broken off.
fn contradictions(system: &System, bounds: &Bounds) -> Vec<Finding> {
    let first = |equation: usize| system.equations[equation].first().map(|(id, _)| *id);
    let twice = (0..system.cells.len()).filter(|id| proof::published(system, *id).len() > 1);
    let twice = twice.map(|id| {
        finding(
            system,
            id,
            Kind::Contradiction,
            proof::of(system, bounds, id),
        )
    });
    let cannot = bounds.contradictions.iter().filter_map(|equation| {
        let proof = proof::of_contradiction(bounds, &system.equations[*equation]);
        Some(finding(
            system,
            first(*equation)?,
            Kind::Contradiction,
            proof,
        ))
    });
    let unsettled = bounds.unsettled.and_then(first).map(|id| {
        finding(
            system,
            id,
            Kind::Unsettled,
            "the bounds go on changing, or the numbers become too large".into(),
        )
    });
    twice.chain(cannot).chain(unsettled).collect()
}

/// Bounds beyond every count that can be written stand for the largest one.
fn count(bound: i128) -> u64 {
    u64::try_from(bound.max(0)).unwrap_or(u64::MAX)
}
