//! Collects the records that a release was made of, and tries each.

use std::collections::BTreeSet;

use cube::{Address, Dimension, Release};

use super::distinct::{DistinctRecords, OpenCells};
use super::implied::ImpliedCells;
use super::record_cells::{RecordCells, continued_releases};
use super::report::InsiderReport;
use super::search::Search;
use super::true_table::TrueTable;
use crate::bounds::{Bounds, derive_bounds, judge_determined};
use crate::effort::Effort;
use crate::equations::Id;
use crate::progress::{Muted, Progress, ProgressReporter, Unwatched, Watch};

/// Releases, and the records that the last one was made of.
pub struct Register {
    truth: TrueTable,
    cells: RecordCells,
    /// `None`: the tables do not determine who is in some group.
    implied: Option<ImpliedCells>,
    /// The steps that tell in which open cells a person is.
    implied_open: ImpliedCells,
    relevant: Vec<bool>,
    records: u64,
    distinct: DistinctRecords,
    /// How many earlier releases were left out.
    left_out: usize,
    /// Counts of one person, reused: all zero in between.
    person: Vec<i64>,
}

impl Register {
    /// Starts a register without records.
    ///
    /// `releases`: the oldest first; the last one was made of the records. `addresses`: every
    /// address at which a record may count; a record is given by the indices of its addresses.
    /// `count`: how many records there are at an address.
    pub fn new(
        releases: &[&Release],
        addresses: &[Address],
        count: &dyn Fn(&Address) -> u64,
    ) -> Self {
        Register::watched(releases, addresses, count, &mut Unwatched)
    }

    /// Starts a register while somebody watches who may stop it: what the files prove is then derived in part.
    pub fn watched(
        releases: &[&Release],
        addresses: &[Address],
        count: &dyn Fn(&Address) -> u64,
        watch: &mut dyn Watch,
    ) -> Self {
        let mut watch = Muted(watch);
        let settled: Vec<Release> = releases
            .split_last()
            .map(|(_, earlier)| {
                earlier
                    .iter()
                    .map(|release| settled_tables(release))
                    .collect()
            })
            .unwrap_or_default();
        let releases: Vec<&Release> = settled.iter().chain(releases.last().copied()).collect();
        let mut continued = continued_releases(&releases, addresses);
        let left_out = settled.len() - continued.len();
        continued.extend(releases.last());
        let (mut system, cells) = RecordCells::from_releases(&continued, addresses);
        judge_determined(&mut system, &mut ProgressReporter::new(&mut watch));
        let mut structure = Bounds::unknown(&system);
        structure.propagate(&system);
        let mut bounds = Bounds::from_published(&system);
        let implied = ImpliedCells::from_system(&system);
        derive_bounds(
            &mut system,
            &mut bounds,
            Effort::Joint,
            &mut ProgressReporter::new(&mut watch),
        );
        let open = (0..system.cells.len()).filter(|id| bounds.is_open(*id));
        let (implied_open, needed) = match &implied {
            Some(implied) => implied.select(&system, open),
            None => Default::default(),
        };
        let mut counts = vec![0; system.cells.len()];
        for (index, id) in cells.current_cells() {
            counts[id] = i64::try_from(count(&addresses[index])).unwrap_or(i64::MAX);
        }
        Register {
            relevant: cells.relevant_addresses(&needed),
            person: vec![0; system.cells.len()],
            truth: TrueTable {
                system,
                bounds,
                structure,
                counts,
            },
            cells,
            implied,
            implied_open,
            records: 0,
            distinct: DistinctRecords::default(),
            left_out,
        }
    }

    /// Tries at most so many distinct records: those with the smallest hashes.
    #[must_use]
    pub fn with_sample(mut self, limit: Option<usize>) -> Self {
        self.distinct = DistinctRecords::with_limit(limit);
        self
    }

    /// For every address, returns whether [`Register::add`] has to know the records that count
    /// there.
    pub fn relevant_addresses(&self) -> &[bool] {
        &self.relevant
    }

    /// Adds a record: the indices of the addresses at which it counts.
    pub fn add(&mut self, record: &[usize]) {
        self.records += 1;
        let open_cells = if record.is_empty() {
            vec![]
        } else {
            self.open_cells(record)
        };
        self.distinct.add(open_cells);
    }

    /// Returns the open cells that a record is in. Adds it to the counts of earlier releases.
    fn open_cells(&mut self, record: &[usize]) -> OpenCells {
        let (mut cells, earlier) = self.cells.cells_of_record(record);
        for id in &earlier {
            self.truth.counts[*id] += 1;
        }
        cells.extend(earlier);
        for id in &cells {
            self.person[*id] = 1;
        }
        self.implied_open
            .complete(&self.truth.system, &mut self.person);
        cells.extend(self.implied_open.ids());
        self.take_open(&cells)
    }

    /// Takes the counts of one person out of their cells, and keeps those of open cells.
    fn take_open(&mut self, cells: &BTreeSet<Id>) -> OpenCells {
        let mut open_cells = OpenCells::new();
        for id in cells {
            let count = std::mem::take(&mut self.person[*id]);
            if count != 0 && self.truth.bounds.is_open(*id) {
                open_cells.push((*id, count));
            }
        }
        open_cells
    }

    /// Tries the records and reports what their owners can prove about others.
    pub fn judge(self) -> InsiderReport {
        self.judge_watched(&mut Unwatched, &mut |_| ())
    }

    /// Tries the records, while somebody watches who may stop it. `keep` receives the report after each record.
    pub fn judge_watched(
        mut self,
        watch: &mut dyn Watch,
        keep: &mut dyn FnMut(&InsiderReport),
    ) -> InsiderReport {
        if let Some(implied) = &self.implied {
            implied.complete(&self.truth.system, &mut self.truth.counts);
        }
        let agrees =
            self.implied.is_some() && self.cells.are_complete() && self.truth.agrees_with_files();
        let mut report = InsiderReport {
            earlier: self.cells.count_earlier(),
            apart: self.left_out,
            records: self.records,
            different: self.distinct.count(),
            agrees,
            given_away: self.truth.count_disclosed_secrets(),
            at_threshold: self.truth.count_at_threshold(),
            ..InsiderReport::default()
        };
        if !agrees {
            return report;
        }
        let all = self.distinct.kept().count();
        report.untried = all;
        keep(&report);
        if watch.is_over() {
            return report;
        }
        let mut search = Search::new(&self.truth);
        for (record, alike) in self.distinct.kept() {
            let Some(disclosures) = search.try_record(record, watch) else {
                break;
            };
            report.tried += 1;
            report.untried -= 1;
            for disclosure in disclosures {
                report.count(disclosure, alike);
            }
            keep(&report);
            watch.receive(Progress {
                settled: report.tried,
                all,
            });
        }
        report
    }
}

/// Copies a release without the tables that are settled for some years only.
fn settled_tables(release: &Release) -> Release {
    let mut release = release.clone();
    let catalog = &release.catalog;
    let is_settled = |dimension: &Dimension| {
        let declared = catalog.dimension(&dimension.id);
        declared.is_none_or(|declared| declared.settled.is_none())
    };
    release
        .tables
        .retain(|_, table| table.dimensions().iter().all(is_settled));
    release
}
