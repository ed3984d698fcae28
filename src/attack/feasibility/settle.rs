//! Splits the open cells into independent components, and finds which counts each of their cells can have.

use std::collections::BTreeSet;

use super::component::Component;
use super::outcome::Feasibility;
use crate::bounds::{Bounds, connected_components};
use crate::equations::{Id, System};
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
    mut progress: ProgressReporter<'_>,
) -> Feasibility {
    let mut components = Vec::new();
    for mut equations in connected_components(system, bounds) {
        equations.retain(|equation| !redundant.contains(equation));
        if !is_settled_by_bounds(system, bounds, &equations) {
            components.push(OpenComponent::new(system, bounds, structure, equations));
        }
    }
    progress.begin(components.iter().map(|part| part.judged.len()).sum());
    let mut feasibility = Feasibility::default();
    for component in components {
        component.settle(system, bounds, &mut feasibility, &mut progress);
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

/// The equations of a component, and their open cells.
struct OpenComponent {
    equations: Vec<usize>,
    first_cell: Option<Id>,
    /// The cells to settle.
    judged: Vec<Id>,
}

impl OpenComponent {
    fn new(system: &System, bounds: &Bounds, structure: &Bounds, equations: Vec<usize>) -> Self {
        let mut cells: BTreeSet<Id> = BTreeSet::new();
        for equation in &equations {
            let ids = system.equations[*equation].iter().map(|(id, _)| *id);
            cells.extend(ids.filter(|id| bounds.is_open(*id)));
        }
        let first_cell = cells.first().copied();
        cells.retain(|id| structure.is_open(*id) && system.cells[*id].is_judged());
        OpenComponent {
            equations,
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
        let Some(program) = Program::from_equations(system, bounds, &self.equations) else {
            feasibility.unsettled.extend(&self.judged);
            return;
        };
        let mut component = match Component::start(program) {
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
            component.settle_cell(system, bounds, *id, feasibility);
            progress.update(at + 1);
        }
    }
}
