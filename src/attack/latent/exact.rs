//! Decides by linear programs whether a table by three divisions has given sums, and if not, which inequality forbids it.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable,
};

use super::cut::Cut;
use crate::equations::Triple;

/// How many branches the search for whole counts may examine before it stops.
const BRANCHES: u64 = 500;

/// Coefficients with fractions finer than this are not used.
const LARGEST_DENOMINATOR: i32 = 24;

/// What is known about the table by three divisions.
pub(super) enum Existence {
    /// Whole counts that have the sums.
    Counts(Vec<i64>),
    /// An inequality that the sums violate.
    Violated(Cut),
    /// The solver stopped, or only counts that are not whole have the sums.
    Unknown,
}

/// Searches for whole counts with these sums, or for an inequality that they violate.
pub(super) fn decide(triple: &Triple, sums: &[Vec<i64>; 3]) -> Existence {
    for is_whole in [false, true] {
        match solve(triple, sums, is_whole) {
            Ok(counts) if has_sums(triple, &counts, sums) => return Existence::Counts(counts),
            Ok(_) => {}
            Err(Error::Infeasible) if !is_whole => {
                return find_inequality(triple, sums)
                    .map_or(Existence::Unknown, Existence::Violated);
            }
            Err(_) => return Existence::Unknown,
        }
    }
    Existence::Unknown
}

/// Solves for counts, rounded.
fn solve(triple: &Triple, sums: &[Vec<i64>; 3], is_whole: bool) -> Result<Vec<i64>, Error> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut rows: [Vec<Vec<Variable>>; 3] =
        [0, 1, 2].map(|pair: usize| vec![Vec::new(); sums[pair].len()]);
    let mut variables = Vec::new();
    for parts in places(triple.sizes) {
        let indices = [0, 1, 2].map(|pair| triple.index(pair, parts));
        let most = (0..3)
            .map(|pair| sums[pair][indices[pair]])
            .min()
            .unwrap_or(0)
            .max(0);
        let variable = if is_whole {
            problem.add_integer_var(0.0, (0, i32::try_from(most).unwrap_or(i32::MAX)))
        } else {
            problem.add_var(0.0, (0.0, most as f64))
        };
        for pair in 0..3 {
            rows[pair][indices[pair]].push(variable);
        }
        variables.push(variable);
    }
    for (pair, rows) in rows.into_iter().enumerate() {
        for (row, sum) in rows.into_iter().zip(&sums[pair]) {
            let terms: Vec<(Variable, f64)> = row.into_iter().map(|at| (at, 1.0)).collect();
            problem.add_constraint(terms, ComparisonOp::Eq, *sum as f64);
        }
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    match problem.solve_with(options)? {
        SolveOutcome::Solution(solution) => Ok(variables
            .into_iter()
            .map(|variable| solution.var_value(variable).round() as i64)
            .collect()),
        _ => Ok(vec![]),
    }
}

/// Verifies in integers that counts have these sums.
fn has_sums(triple: &Triple, counts: &[i64], sums: &[Vec<i64>; 3]) -> bool {
    let mut left = sums.clone();
    for (parts, count) in places(triple.sizes).zip(counts) {
        for (pair, left) in left.iter_mut().enumerate() {
            left[triple.index(pair, parts)] -= count;
        }
    }
    counts.len() == triple.sizes.iter().product::<usize>()
        && counts.iter().all(|count| *count >= 0)
        && left.iter().flatten().all(|left| *left == 0)
}

/// Finds the most violated inequality: coefficients for the cells of pairs, between −1 and 1, that
/// add up to no less than zero for a person of every combination. Verified in integers.
fn find_inequality(triple: &Triple, sums: &[Vec<i64>; 3]) -> Option<Cut> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: [Vec<Variable>; 3] = [0, 1, 2].map(|pair: usize| {
        let sums = sums[pair].iter();
        sums.map(|sum| problem.add_var(*sum as f64, (-1.0, 1.0)))
            .collect()
    });
    for parts in places(triple.sizes) {
        let terms: Vec<(Variable, f64)> = (0..3)
            .map(|pair| (variables[pair][triple.index(pair, parts)], 1.0))
            .collect();
        problem.add_constraint(terms, ComparisonOp::Ge, 0.0);
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    let values: Vec<f64> = variables
        .iter()
        .flatten()
        .map(|variable| solution.var_value(*variable))
        .collect();
    let coefficients = to_integers(&values)?;
    let is_valid = places(triple.sizes).all(|parts| {
        let mut first = 0;
        let mut sum = 0;
        for pair in 0..3 {
            sum += coefficients[first + triple.index(pair, parts)];
            first += sums[pair].len();
        }
        sum >= 0
    });
    let counts = sums.iter().flatten();
    let left_side: i64 = counts
        .zip(&coefficients)
        .map(|(count, coefficient)| count * i64::from(*coefficient))
        .sum();
    let cells = triple.pairs.iter().flatten().copied();
    (is_valid && left_side < 0).then(|| Cut::from_terms(cells.zip(coefficients)))
}

/// Multiplies fractions by their smallest common denominator. `None`: it is too large.
fn to_integers(values: &[f64]) -> Option<Vec<i32>> {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
    let denominator = (1..=LARGEST_DENOMINATOR)
        .map(f64::from)
        .find(|denominator| values.iter().all(|value| is_whole(value * denominator)))?;
    let integers = values
        .iter()
        .map(|value| (value * denominator).round() as i32);
    Some(integers.collect())
}

/// Lists every choice of one part of each division, in order.
fn places([a, b, c]: [usize; 3]) -> impl Iterator<Item = [usize; 3]> {
    (0..a).flat_map(move |a| (0..b).flat_map(move |b| (0..c).map(move |c| [a, b, c])))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two parts of each division: the pairs have the cells 0…3, 4…7 and 8…11.
    fn triple() -> Triple {
        Triple {
            sizes: [2, 2, 2],
            pairs: [(0..4).collect(), (4..8).collect(), (8..12).collect()],
            singles: [vec![12, 13], vec![14, 15], vec![16, 17]],
            total: 18,
        }
    }

    #[test]
    fn counts_or_an_inequality_are_found() {
        let sums = [vec![2, 1, 0, 1], vec![2, 1, 1, 0], vec![1, 1, 2, 0]];
        assert!(matches!(decide(&triple(), &sums), Existence::Counts(_)));
        // Three are in A and B, and in A and C; nobody is in B and C.
        let sums = [vec![3, 0, 0, 0], vec![3, 0, 0, 0], vec![0, 3, 0, 0]];
        let Existence::Violated(Cut(terms)) = decide(&triple(), &sums) else {
            panic!("there is no such table");
        };
        let counts: Vec<i64> = sums.iter().flatten().copied().collect();
        let left_side: i64 = terms
            .iter()
            .map(|(id, by)| counts[*id] * i64::from(*by))
            .sum();
        assert!(left_side < 0);
    }
}
