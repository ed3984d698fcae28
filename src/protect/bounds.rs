//! Computes lower bounds by propagating one equation at a time: sound and cheap, but not always the tightest.

use std::collections::VecDeque;

use crate::problem::number::Variable;
use crate::problem::system::Problem;

/// An upper bound that no count reaches.
const UNBOUNDED: i64 = i64::MAX / (1 << 20);
/// How often each equation is propagated, on average, before the search for bounds ends.
const ROUNDS: usize = 30;

/// The smallest and the largest possible value of a number.
type Bounds = (i64, i64);

/// A lower bound for each number that follows from the equations and what is published.
pub(crate) fn lower_bounds(problem: &Problem) -> Vec<i64> {
    let mut bounds: Vec<Bounds> = Vec::new();
    for number in &problem.numbers {
        bounds.push(if number.is_change {
            (-UNBOUNDED, UNBOUNDED)
        } else if number.is_unpublished() {
            (0, UNBOUNDED)
        } else {
            (number.count, number.count)
        });
    }
    let mut queue: VecDeque<usize> = (0..problem.equations.len()).collect();
    let mut is_queued = vec![true; problem.equations.len()];
    let mut steps_left = ROUNDS * problem.equations.len();
    while steps_left > 0
        && let Some(equation) = queue.pop_front()
    {
        steps_left -= 1;
        is_queued[equation] = false;
        if let Some(variable) = narrow_one(&problem.equations[equation], &mut bounds) {
            for (other, _) in &problem.occurrences[variable] {
                if !is_queued[*other] {
                    is_queued[*other] = true;
                    queue.push_back(*other);
                }
            }
        }
    }
    bounds.into_iter().map(|(low, _)| low).collect()
}

/// Narrows the first number of an equation that its other numbers allow to be narrowed; returns which. What follows from
/// the new bound is found when the equation comes up again.
fn narrow_one(equation: &[(Variable, i64)], bounds: &mut [Bounds]) -> Option<Variable> {
    let (mut least, mut most) = (0, 0);
    for (variable, coefficient) in equation {
        let (low, high) = term_bounds(bounds[*variable], *coefficient);
        least += low;
        most += high;
    }
    for (variable, coefficient) in equation {
        let (low, high) = bounds[*variable];
        let (own_least, own_most) = term_bounds((low, high), *coefficient);
        // The other terms sum to the opposite of this one.
        let one_end = -(most - own_most) / coefficient;
        let other_end = -(least - own_least) / coefficient;
        let narrowed = (
            low.max(one_end.min(other_end)),
            high.min(one_end.max(other_end)),
        );
        if narrowed != (low, high) && narrowed.0 <= narrowed.1 {
            bounds[*variable] = narrowed;
            return Some(*variable);
        }
    }
    None
}

fn term_bounds((low, high): Bounds, coefficient: i64) -> Bounds {
    if coefficient > 0 {
        (coefficient * low, coefficient * high)
    } else {
        (coefficient * high, coefficient * low)
    }
}
