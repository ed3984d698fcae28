//! Splits the open cells into independent components, and finds which counts each of their cells can have.

use std::collections::BTreeSet;

use super::component::Component;
use super::outcome::Feasibility;
use crate::bounds::{Bounds, ConnectedPart, connected_parts};
use crate::equations::{Id, System, Triple};
use crate::latent::Crossings;
use crate::program::{Answer, Program};
use crate::progress::ProgressReporter;

/// Settles every judged cell that the bounds leave open, and tightens the bounds accordingly.
///
/// `structure`: the bounds that follow from the catalog alone. `redundant`: equations that follow from the
/// others.
pub(crate) fn settle_cells(
    system: &mut System,
    bounds: &mut Bounds,
    structure: &Bounds,
    redundant: &BTreeSet<usize>,
    progress: &mut ProgressReporter<'_>,
) -> Feasibility {
    let triples = std::mem::take(&mut system.triples);
    let mut components = Vec::new();
    for mut part in connected_parts(system, bounds, &triples) {
        part.equations
            .retain(|equation| !redundant.contains(equation));
        if !part.triples.is_empty() || !is_settled_by_bounds(system, bounds, &part.equations) {
            components.push(OpenComponent::new(
                system, bounds, structure, part, &triples,
            ));
        }
    }
    let mut feasibility = Feasibility {
        to_try: components.iter().map(|part| part.judged.len()).sum(),
        ..Feasibility::default()
    };
    progress.begin(feasibility.to_try);
    // Small ones first: one that takes too long must not keep the others from being tried.
    components.sort_by_key(|component| component.judged.len());
    for component in components {
        if progress.is_stopped() {
            feasibility.untried += component.judged.len();
            continue;
        }
        component.settle(system, bounds, &mut feasibility, progress);
        progress.finish_component(component.judged.len());
    }
    feasibility
}

/// Returns whether bounds alone settle the equations: there is only one, and it has no multiples.
fn is_settled_by_bounds(system: &System, bounds: &Bounds, equations: &[usize]) -> bool {
    let is_plain = |equation: &usize| {
        let mut terms = system.equations[*equation].iter();
        terms.all(|(id, coefficient)| coefficient.abs() == 1 || !bounds.is_open(*id))
    };
    equations.len() < 2 && equations.iter().all(is_plain)
}

/// The equations and triples of a component, and their open cells.
struct OpenComponent<'a> {
    equations: Vec<usize>,
    triples: Vec<&'a Triple>,
    /// The open cells of the triples, which may be in no equation.
    crossed: Vec<Id>,
    first_cell: Option<Id>,
    /// The cells to settle.
    judged: Vec<Id>,
}

impl<'a> OpenComponent<'a> {
    fn new(
        system: &System,
        bounds: &Bounds,
        structure: &Bounds,
        part: ConnectedPart,
        triples: &'a [Triple],
    ) -> Self {
        let mut cells: BTreeSet<Id> = BTreeSet::new();
        for equation in &part.equations {
            let ids = system.equations[*equation].iter().map(|(id, _)| *id);
            cells.extend(ids.filter(|id| bounds.is_open(*id)));
        }
        let triples: Vec<&Triple> = part.triples.iter().map(|at| &triples[*at]).collect();
        let crossed = triples.iter().flat_map(|triple| triple.cells());
        let crossed: Vec<Id> = crossed.filter(|id| bounds.is_open(*id)).collect();
        cells.extend(&crossed);
        let first_cell = cells.first().copied();
        cells.retain(|id| structure.is_open(*id) && system.cells[*id].is_judged());
        OpenComponent {
            equations: part.equations,
            triples,
            crossed,
            first_cell,
            judged: cells.into_iter().collect(),
        }
    }

    fn settle(
        &self,
        system: &mut System,
        bounds: &mut Bounds,
        feasibility: &mut Feasibility,
        progress: &mut ProgressReporter<'_>,
    ) {
        let crossed = self.crossed.clone();
        let Some(program) = Program::with_cells(system, bounds, &self.equations, crossed) else {
            feasibility.unsettled.extend(&self.judged);
            return;
        };
        let crossings = Crossings::new(
            self.triples.clone(),
            program.cells.len(),
            |id| program.column(id),
            |id| i64::try_from(bounds.intervals[id].low).unwrap_or(i64::MAX),
        );
        let mut component = match Component::start(program, crossings, system, bounds) {
            Ok(component) => component,
            Err(Answer::Infeasible) => {
                let contradiction = self.first_cell.map(|id| (id, self.equations.len()));
                feasibility.contradictory.extend(contradiction);
                return;
            }
            Err(_) => {
                feasibility.unsettled.extend(&self.judged);
                return;
            }
        };
        let judged: Vec<(usize, i64)> = self
            .judged
            .iter()
            .filter_map(|id| component.judged_column(system, *id))
            .collect();
        component.sweep(&judged, progress);
        for (at, id) in self.judged.iter().enumerate() {
            if progress.is_stopped() {
                feasibility.untried += component.count_open(&judged[judged.len().min(at)..]);
                return;
            }
            component.settle_cell(system, bounds, *id, feasibility);
            if std::mem::take(&mut component.has_given_up) {
                let left = &judged[judged.len().min(at + 1)..];
                feasibility.unconfirmed += 1 + component.count_open_goals(left);
                component.sweep(left, progress);
            }
            progress.update(at + 1);
        }
    }
}
