//! Finds a first whole table of a component that every triple allows.

use std::collections::BTreeSet;

use crate::bounds::Bounds;
use crate::equations::System;
use crate::latent::{Crossings, Cut, Rejected};
use crate::program::{Answer, Domain, Goal, Program, Start, WeightedGoals};

/// How often inequalities are added before the search is given up.
const ROUNDS: usize = 60;

/// Finds a first table, and adds the inequalities that earlier attempts violate. Fails with the
/// solver's answer, if there is none.
pub(super) fn find_first(
    program: &mut Program,
    crossings: &mut Crossings<'_>,
    system: &mut System,
    bounds: &mut Bounds,
) -> Result<(Start, Vec<i64>), Answer> {
    for _ in 0..ROUNDS {
        let start = program.solve()?;
        let table = first_table(program, &start, crossings)?;
        match crossings.begin(&table) {
            Ok(()) => return Ok((start, table)),
            Err(Rejected(cuts)) if cuts.is_empty() => break,
            Err(Rejected(cuts)) => {
                let cuts = cuts.into_iter().collect();
                add_cuts(program, system, bounds, cuts).ok_or(Answer::Unknown)?;
            }
        }
    }
    Err(Answer::Unknown)
}

/// Finds a whole table: any, if there are no triples; otherwise one near to even counts, which
/// triples most likely allow.
fn first_table(
    program: &Program,
    start: &Start,
    crossings: &Crossings<'_>,
) -> Result<Vec<i64>, Answer> {
    let answer = match start.table(program) {
        Answer::Table(table) => Answer::Table(table),
        _ => program.solve_whole(None),
    };
    let Answer::Table(table) = answer else {
        return Err(answer);
    };
    if crossings.is_empty() {
        return Ok(table);
    }
    let mut goals = WeightedGoals::new();
    for (column, count) in crossings.even_counts(&table).into_iter().enumerate() {
        let (low, high) = (program.low[column], program.high[column]);
        let within = |count: i64| count.max(low).min(high.unwrap_or(i64::MAX));
        goals.push(count.map(|count| (Goal::Is(within(count)), 1.0)));
    }
    // Columns of inequalities have no goal.
    goals.resize(program.cells.len(), None);
    for domain in [Domain::Real, Domain::Integer] {
        if let Answer::Table(near) = program.solve_toward(&goals, domain) {
            return Ok(near);
        }
    }
    Ok(table)
}

/// Adds inequalities to the system and the program. `None`: the counts are too large to compute
/// with.
pub(super) fn add_cuts(
    program: &mut Program,
    system: &mut System,
    bounds: &mut Bounds,
    cuts: BTreeSet<Cut>,
) -> Option<()> {
    for cut in cuts {
        let equation = cut.apply(system, bounds)?;
        program.add_equation(system, bounds, equation)?;
    }
    Some(())
}
