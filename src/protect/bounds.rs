//! What one sum after the other says of how small each number can be: exact, cheap, and not all that can be said.

use crate::problem::{Problem, Variable};

/// A value that no count reaches.
const MOST: i64 = i64::MAX / (1 << 20);
/// How often each equation is looked at, on average, before it is enough.
const ROUNDS: usize = 30;

/// The smallest value of each number that its sums and what is published allow.
pub(crate) fn least(problem: &Problem) -> Vec<i64> {
    let bounds = problem.numbers.iter().map(|number| {
        let open = number.is_open();
        if open {
            (0, MOST)
        } else {
            (number.count, number.count)
        }
    });
    let mut bounds: Vec<(i64, i64)> = bounds.collect();
    let mut queue: std::collections::VecDeque<usize> = (0..problem.equations.len()).collect();
    let mut queued = vec![true; problem.equations.len()];
    let mut left = ROUNDS * problem.equations.len();
    while let (Some(at), true) = (queue.pop_front(), left > 0) {
        left -= 1;
        queued[at] = false;
        for variable in narrow(&problem.equations[at], &mut bounds) {
            for (other, _) in &problem.places[variable] {
                if !std::mem::replace(&mut queued[*other], true) {
                    queue.push_back(*other);
                }
            }
        }
    }
    bounds.into_iter().map(|(low, _)| low).collect()
}

/// Narrows each number by the others of its equation; says which changed.
fn narrow(equation: &[(Variable, i64)], bounds: &mut [(i64, i64)]) -> Vec<Variable> {
    let ends = |(low, high): (i64, i64), by: i64| {
        if by > 0 {
            (by * low, by * high)
        } else {
            (by * high, by * low)
        }
    };
    let mut changed = Vec::new();
    let all = equation
        .iter()
        .map(|(variable, by)| ends(bounds[*variable], *by));
    let (least, most) = all.fold((0, 0), |(least, most), (low, high)| {
        (least + low, most + high)
    });
    for (variable, by) in equation {
        let (low, high) = bounds[*variable];
        let own = ends((low, high), *by);
        // The others add up to the opposite of this one.
        let (one, other) = (-(most - own.1) / by, -(least - own.0) / by);
        let now = (low.max(one.min(other)), high.min(one.max(other)));
        if now != (low, high) && now.0 <= now.1 {
            bounds[*variable] = now;
            changed.push(*variable);
            // The sums have changed with it: what else follows is found when the equation comes round again.
            return changed;
        }
    }
    changed
}
