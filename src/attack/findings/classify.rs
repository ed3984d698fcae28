//! Classifies each proved bound: does it disclose a count below the threshold?

use super::proof;
use crate::bounds::{Bounds, Interval};
use crate::equations::{Cell, Difference, Id, System};
use crate::feasibility::{Feasibility, Verdict};
use crate::report::{Finding, Kind, Report, TableTally, Tally};

/// Everything that is known about a system of cells.
struct Classifier<'a> {
    system: &'a System,
    bounds: &'a Bounds,
    /// The bounds that follow from the catalog alone, without any published count.
    structure: &'a Bounds,
    feasibility: &'a Feasibility,
    /// One tally per table.
    tallies: Vec<Tally>,
    findings: Vec<(Finding, Subject)>,
    report: Report,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Cell(Id),
    /// A difference between two releases, by its index.
    Difference(usize),
    /// A code of the release of this index.
    Code(usize),
}

/// Judges all cells by their thresholds. `structure`: the bounds that follow from the catalog alone; a cell that
/// they fix at 0 discloses nothing. Also returns what each finding is about.
pub(crate) fn write_report(
    system: &System,
    bounds: &Bounds,
    structure: &Bounds,
    feasibility: &Feasibility,
) -> (Report, Vec<Subject>) {
    let mut classifier = Classifier {
        system,
        bounds,
        structure,
        feasibility,
        tallies: vec![Tally::default(); system.tables.len()],
        findings: vec![],
        report: Report::default(),
    };
    for id in 0..system.cells.len() {
        classifier.judge_cell(id);
    }
    classifier.count_homogeneous_rows();
    classifier.add_differences();
    classifier.add_unrelated();
    classifier.add_contradictions();
    classifier.finish()
}

impl Classifier<'_> {
    /// Counts a cell, and adds a finding if it needs one.
    fn judge_cell(&mut self, id: Id) {
        let cell = &self.system.cells[id];
        let is_structural = !self.structure.is_open(id);
        let kind = if is_structural { None } else { self.kind(id) };
        // Nobody hides a cell that is empty whatever the counts are: it is not counted as hidden.
        for (table, count) in &cell.shown {
            if count.is_some() || !is_structural {
                count_cell(&mut self.tallies[*table], cell, kind, count.is_some());
            }
        }
        let is_published = cell.shown.iter().all(|(_, count)| count.is_some());
        if !cell.shown.is_empty() && (is_published || !is_structural) {
            count_cell(&mut self.report.total, cell, kind, is_published);
        }
        let Some(kind) = kind else { return };
        let proof = match kind {
            Kind::Excluded { .. } => {
                let gap = self.feasibility.gaps.get(&id);
                gap.map(|(_, equations)| proof::explain_gap(*equations))
                    .unwrap_or_default()
            }
            Kind::Unsettled => proof::SEARCH_STOPPED.into(),
            _ => proof::explain_bounds(self.system, self.bounds, id),
        };
        let finding = self.finding(id, kind, proof);
        if let Kind::Needless { .. } = kind {
            self.report.needless.push(finding);
        } else {
            self.findings.push((finding, Subject::Cell(id)));
        }
    }

    /// Classifies a cell by its bounds, or by the joint search where the bounds disclose nothing.
    fn kind(&self, id: Id) -> Option<Kind> {
        let by_bounds = classify_interval(self.system, id, &self.bounds.intervals[id]);
        if by_bounds.is_some() {
            return by_bounds;
        }
        if let Some((value, _)) = self.feasibility.gaps.get(&id) {
            let value = to_count((*value).into());
            return Some(Kind::Excluded { value });
        }
        let is_unsettled = self.feasibility.unsettled.contains(&id);
        is_unsettled.then_some(Kind::Unsettled)
    }

    /// Counts the rows all of whose persons are proved to be in one category, although they could
    /// be in others.
    fn count_homogeneous_rows(&mut self) {
        for ((whole, parts), tables) in &self.system.rows {
            if self.is_homogeneous(*whole, parts) {
                for table in tables {
                    self.tallies[*table].homogeneous += 1;
                }
                self.report.total.homogeneous += 1;
            }
        }
    }

    fn is_homogeneous(&self, whole: Id, parts: &[Id]) -> bool {
        let count = |id: Id| self.bounds.intervals[id].value();
        let size = count(whole).filter(|size| *size > 0);
        let is_possible =
            |id: &&Id| self.system.cells[**id].is_judged() && self.structure.is_open(**id);
        size.is_some()
            && parts.iter().any(|part| count(*part) == size)
            && parts.iter().filter(is_possible).count() > 1
            && self.system.cells[whole].is_judged()
    }

    /// Adds the small differences between releases.
    fn add_differences(&mut self) {
        for (at, verdict) in &self.feasibility.differences {
            let difference = &self.system.differences[*at];
            let (kind, proof) = match *verdict {
                Verdict::Small { low, high } => {
                    let proof = proof::explain_difference(self.system, self.bounds, difference);
                    (Kind::Changed { low, high }, proof)
                }
                Verdict::Unsettled => (Kind::Unsettled, proof::SEARCH_STOPPED.into()),
            };
            let Difference { earlier, later, .. } = *difference;
            let tables = self.names_of_tables([earlier, later]);
            let group = difference.group.clone();
            let finding = Finding {
                group,
                kind,
                tables,
                proof,
            };
            self.findings.push((finding, Subject::Difference(*at)));
        }
    }

    /// Adds the codes that cannot be related to earlier releases.
    fn add_unrelated(&mut self) {
        for (at, group, reason) in &self.system.unrelated {
            let finding = Finding {
                group: group.clone(),
                kind: Kind::Unrelated,
                tables: vec![],
                proof: reason.clone(),
            };
            self.findings.push((finding, Subject::Code(*at)));
        }
    }

    /// Adds the contradictions within the files, and the place where propagation stopped.
    fn add_contradictions(&mut self) {
        for id in 0..self.system.cells.len() {
            if proof::published_counts(self.system, id).len() > 1 {
                let proof = proof::explain_bounds(self.system, self.bounds, id);
                self.add(id, Kind::Contradiction, proof);
            }
        }
        for id in &self.bounds.contradictory_marks {
            let proof = proof::explain_marks(self.bounds, *id);
            self.add(*id, Kind::Contradiction, proof);
        }
        for equation in &self.bounds.contradictions {
            let equation = &self.system.equations[*equation];
            if let Some((id, _)) = equation.first() {
                let proof = proof::explain_contradiction(self.bounds, equation);
                self.add(*id, Kind::Contradiction, proof);
            }
        }
        if let Some(equation) = self.bounds.unsettled
            && let Some((id, _)) = self.system.equations[equation].first()
        {
            self.add(*id, Kind::Unsettled, proof::PROPAGATION_STOPPED.into());
        }
        for (id, equations) in &self.feasibility.contradictory {
            let proof = proof::explain_infeasible(*equations);
            self.add(*id, Kind::Contradiction, proof);
        }
    }

    fn add(&mut self, id: Id, kind: Kind, proof: String) {
        let finding = self.finding(id, kind, proof);
        self.findings.push((finding, Subject::Cell(id)));
    }

    fn finding(&self, id: Id, kind: Kind, proof: String) -> Finding {
        Finding {
            group: self.system.cells[id].group.clone(),
            kind,
            tables: self.names_of_tables([id]),
            proof,
        }
    }

    /// Lists the tables that have these cells.
    fn names_of_tables(&self, ids: impl IntoIterator<Item = Id>) -> Vec<String> {
        let cells = ids.into_iter().map(|id| &self.system.cells[id]);
        let mut tables: Vec<String> = cells
            .flat_map(|cell| &cell.shown)
            .map(|(table, _)| self.system.tables[*table].clone())
            .collect();
        tables.dedup();
        tables
    }

    /// Sorts the findings and adds the tallies.
    fn finish(self) -> (Report, Vec<Subject>) {
        let (mut report, mut findings) = (self.report, self.findings);
        findings.sort();
        let subjects;
        (report.findings, subjects) = findings.into_iter().unzip();
        report.needless.sort();
        report.unconfirmed = self.feasibility.unconfirmed;
        if self.feasibility.untried > 0 {
            report.untried = self.feasibility.untried;
            report.to_try = self.feasibility.to_try;
        }
        let tables = self.system.tables.iter().zip(self.tallies);
        report.tables = tables
            .map(|(table, cells)| TableTally {
                table: table.clone(),
                cells,
            })
            .collect();
        (report, subjects)
    }
}

/// Classifies what the bounds prove about a cell.
///
/// A count that reaches the threshold, that only earlier releases hid and that has become known
/// since, discloses no small group. What a cell's own mark tells is no disclosure either.
fn classify_interval(system: &System, id: Id, interval: &Interval) -> Option<Kind> {
    let cell = &system.cells[id];
    let threshold = cell.threshold?;
    let (low, high) = (to_count(interval.low), interval.high.map(to_count));
    let is_hidden = cell.shown.iter().any(|(_, count)| count.is_none());
    match cell.published() {
        Some(value) if value < threshold => return Some(Kind::Small { value }),
        Some(_) if !is_hidden => return None,
        _ => {}
    }
    let is_still_hidden = cell
        .shown
        .iter()
        .any(|(table, count)| count.is_none() && *table >= system.current);
    if interval.value().is_some() && (is_still_hidden || low < threshold) {
        return (is_hidden || low < threshold).then_some(Kind::Exact { value: low });
    }
    let is_marked_large = matches!(system.marked.get(&id), Some((least, _)) if *least >= threshold);
    if low >= threshold {
        return (is_hidden && !is_marked_large).then_some(Kind::Needless { low });
    }
    let ends = (interval.low, interval.high);
    let is_narrowed = system.is_narrowed(id, threshold.into(), ends);
    is_narrowed.then_some(Kind::Narrowed { low, high })
}

/// Adds a cell to a tally.
fn count_cell(tally: &mut Tally, cell: &Cell, kind: Option<Kind>, is_published: bool) {
    if is_published {
        tally.published += 1;
    } else {
        tally.hidden += 1;
    }
    match kind {
        Some(Kind::Small { .. }) if is_published => tally.small += 1,
        Some(Kind::Small { .. } | Kind::Exact { .. }) if !is_published => tally.exact += 1,
        Some(Kind::Narrowed { .. } | Kind::Excluded { .. }) => tally.narrowed += 1,
        Some(Kind::Needless { .. }) => tally.needless += 1,
        _ => {}
    }
    if let Some(Kind::Narrowed {
        low: 1..,
        high: Some(high),
    }) = kind
    {
        let is_small = cell.threshold.is_some_and(|threshold| high < threshold);
        tally.proved += usize::from(is_small);
    }
}

/// Converts a bound to a count; bounds beyond every count that a file can hold become the largest
/// one.
fn to_count(bound: i128) -> u64 {
    u64::try_from(bound.max(0)).unwrap_or(u64::MAX)
}
