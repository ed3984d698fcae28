//! Searches, for each record, a possible table that contains it and gives the others different counts.

use std::collections::BTreeSet;

use super::changes::KnownChanges;
use super::report::Disclosure;
use super::true_table::TrueTable;
use crate::bounds::connected_components;
use crate::equations::Id;
use crate::program::{Answer, Limit, Nearest, Program};
use crate::progress::Watch;

/// All components of the open cells, and the changes that earlier records led to.
pub(super) struct Search<'a> {
    truth: &'a TrueTable,
    components: Vec<Component<'a>>,
    known: KnownChanges,
}

impl<'a> Search<'a> {
    pub(super) fn new(truth: &'a TrueTable) -> Self {
        let components = connected_components(&truth.system, &truth.bounds);
        Search {
            truth,
            components: components
                .iter()
                .map(|equations| Component::new(truth, equations))
                .collect(),
            known: KnownChanges::default(),
        }
    }

    /// Finds what a person can prove about others. `record`: the open cells that the person is in. `None` if the search was
    /// stopped before all was tried.
    pub(super) fn try_record(
        &mut self,
        record: &[(Id, i64)],
        watch: &mut dyn Watch,
    ) -> Option<BTreeSet<Disclosure>> {
        let mut person = vec![0; self.truth.counts.len()];
        for (id, count) in record {
            person[*id] = *count;
        }
        let (mut disclosures, mut exact) = (BTreeSet::new(), BTreeSet::new());
        for component in &self.components {
            if watch.is_over() {
                return None;
            }
            for (id, disclosure) in component.try_person(&person, &mut self.known, watch)? {
                if disclosure == Disclosure::Exact {
                    exact.insert(id);
                } else {
                    disclosures.insert(disclosure);
                }
            }
        }
        if exact.iter().any(|id| self.truth.is_secret(*id)) {
            disclosures.insert(Disclosure::Exact);
        }
        if self.truth.has_homogeneous_row(&person, &exact) {
            disclosures.insert(Disclosure::Homogeneous);
        }
        Some(disclosures)
    }
}

/// A judged cell and its threshold.
type Judged = (Id, i64);

/// One component of the open cells.
struct Component<'a> {
    truth: &'a TrueTable,
    judged: Vec<Judged>,
    /// `None`: its counts are too large to compute with.
    program: Option<Program>,
    /// The true counts of its cells, in order.
    counts: Vec<i64>,
}

impl<'a> Component<'a> {
    fn new(truth: &'a TrueTable, equations: &[usize]) -> Self {
        let TrueTable { system, bounds, .. } = truth;
        let mut cells: BTreeSet<Id> = BTreeSet::new();
        for equation in equations {
            let ids = system.equations[*equation].iter().map(|(id, _)| *id);
            cells.extend(ids.filter(|id| bounds.is_open(*id)));
        }
        let judged = cells.iter().copied();
        Component {
            truth,
            judged: judged
                .filter_map(|id| Some((id, truth.threshold(id)?)))
                .collect(),
            program: Program::from_equations(system, bounds, equations),
            counts: cells.iter().map(|id| truth.counts[*id]).collect(),
        }
    }

    /// Finds what a person can prove about the others in each judged cell. `None` if the search was stopped.
    fn try_person(
        &self,
        person: &[i64],
        known: &mut KnownChanges,
        watch: &mut dyn Watch,
    ) -> Option<Vec<(Id, Disclosure)>> {
        let mut left = self.judged.clone();
        left.retain(|judged| !self.is_hidden_by(known, person, *judged));
        if left.is_empty() {
            return Some(vec![]);
        }
        let Some(program) = &self.program else {
            return Some(undecided(&left));
        };
        let lows = program.cells.iter().zip(&program.low);
        let floor: Vec<i64> = lows.map(|(id, low)| person[*id].max(*low)).collect();
        let Some(nearest) = Nearest::new(program, &self.counts, &floor) else {
            return Some(undecided(&left));
        };
        let mut disclosures = Vec::new();
        for judged in left {
            if watch.is_over() {
                return None;
            }
            let (id, _) = judged;
            let Some(column) = program.column(id) else {
                continue;
            };
            if self.is_hidden_by(known, person, judged) {
                continue;
            }
            let mut find = |limit: Limit| {
                let answer = nearest.find(column, limit);
                if let Answer::Table(table) = &answer {
                    for change in program.independent_changes(&self.counts, table) {
                        known.add(change);
                    }
                }
                answer
            };
            let limits = self.limits(person, judged);
            if let Some(disclosure) = find_disclosure(&mut find, limits, self.truth.counts[id]) {
                disclosures.push((id, disclosure));
            }
        }
        Some(disclosures)
    }

    /// Returns whether a known table hides the number of others in a cell.
    fn is_hidden_by(&self, known: &KnownChanges, person: &[i64], judged: Judged) -> bool {
        let limits = self.limits(person, judged);
        known.has(&self.truth.counts, person, judged.0, &limits)
    }

    /// Returns two limits: a table that keeps one of them hides the number of others. If the others
    /// are a small group, the table must show none, or at least the threshold; if not, any other
    /// number.
    fn limits(&self, person: &[i64], (id, threshold): Judged) -> [Limit; 2] {
        let (count, own) = (self.truth.counts[id], person[id]);
        if (1..threshold).contains(&(count - own)) {
            [Limit::AtMost(own), Limit::AtLeast(own + threshold)]
        } else {
            other_than(count)
        }
    }
}

fn undecided(cells: &[Judged]) -> Vec<(Id, Disclosure)> {
    let undecided = |(id, _): &Judged| (*id, Disclosure::Undecided);
    cells.iter().map(undecided).collect()
}

fn other_than(count: i64) -> [Limit; 2] {
    [Limit::AtLeast(count + 1), Limit::AtMost(count - 1)]
}

/// Returns what is disclosed about a cell with this true count. `None`: a table was found in which
/// it keeps one of the limits.
fn find_disclosure(
    find: &mut impl FnMut(Limit) -> Answer,
    limits: [Limit; 2],
    count: i64,
) -> Option<Disclosure> {
    let mut is_decided = true;
    let mut is_found = |limits: [Limit; 2]| {
        for limit in limits {
            match find(limit) {
                Answer::Table(_) => return true,
                Answer::Infeasible => {}
                Answer::NotWhole | Answer::Unknown => is_decided = false,
            }
        }
        false
    };
    if is_found(limits) {
        return None;
    }
    let is_small = limits != other_than(count) && is_found(other_than(count));
    Some(match (is_decided, is_small) {
        (false, _) => Disclosure::Undecided,
        (true, true) => Disclosure::Small,
        (true, false) => Disclosure::Exact,
    })
}
