//! Walks from one whole table to others by moves that keep every equation, in integers alone.
//!
//! The equations are solved for as many columns as possible. One more person in any of the other,
//! free columns then changes a few of these: that is a *move*. Moves keep the equations but may
//! leave the bounds. So a cell is moved to the count that it should have, and while some cells are
//! out of bounds, one of them is moved back by the move that puts the least out of bounds. Cells
//! that are out of bounds again and again weigh more each time, which leads out of circles (as in
//! local search for satisfiability: "breakout", Morris, AAAI 1993).
//!
//! A table that this search does not find may exist all the same.

use std::collections::BTreeMap;

use super::model::Program;
use super::random::Random;
use crate::bounds::solve;
use crate::equations::gcd;

/// The largest change of a cell by one move, and the largest number of persons moved at once: no
/// sum overflows.
const LARGEST_CHANGE: i64 = 1 << 10;
const LARGEST_LACK: i64 = 1 << 20;

/// How many moves of a cell are compared.
const COMPARED_MOVES: usize = 16;

/// Columns with the change of their counts.
type Move = Vec<(usize, i64)>;

/// The moves of a component.
#[derive(Default)]
pub(crate) struct LocalSearch {
    moves: Vec<Move>,
    /// For each column the moves that change it, and by how much.
    moves_of_columns: Vec<Vec<(usize, i64)>>,
    random: Random,
}

/// A column that the equations are solved for, as it depends on a free column: `own × solved + free
/// × freed = …`.
struct Solved {
    column: usize,
    own: i64,
    free: i64,
}

impl LocalSearch {
    /// Finds one move per free column. There may be none, if coefficients overflow.
    pub(crate) fn from_program(program: &Program) -> Self {
        let rows = program.rows.iter().map(|row| row.terms.clone()).collect();
        let mut solved_by_free: BTreeMap<usize, Vec<Solved>> = BTreeMap::new();
        for (pivot, row) in solve(rows).unwrap_or_default() {
            let Some((_, own)) = row.iter().find(|(column, _)| *column == pivot) else {
                continue;
            };
            for (free, coefficient) in row.iter().filter(|(column, _)| *column != pivot) {
                let solved = solved_by_free.entry(*free).or_default();
                solved.push(Solved {
                    column: pivot,
                    own: (*own).into(),
                    free: (*coefficient).into(),
                });
            }
        }
        let moves: Vec<Move> = solved_by_free
            .into_iter()
            .filter_map(|(free, solved)| whole_move(free, &solved))
            .collect();
        let mut moves_of_columns = vec![vec![]; program.cells.len()];
        for (at, changes) in moves.iter().enumerate() {
            for (column, by) in changes {
                moves_of_columns[*column].push((at, *by));
            }
        }
        LocalSearch {
            moves,
            moves_of_columns,
            random: Random::default(),
        }
    }

    /// Extends the moves by the columns from `first` on, each from the equation that was added with
    /// it.
    pub(crate) fn extend(&mut self, program: &Program, first: usize) {
        let added = program.cells.len() - first;
        let rows = &program.rows[program.rows.len() - added..];
        for (column, row) in (first..).zip(rows) {
            let mut changes: BTreeMap<usize, i64> = BTreeMap::new();
            for (known, coefficient) in &row.terms {
                let moves = self.moves_of_columns.get(*known);
                for (index, by) in moves.into_iter().flatten() {
                    *changes.entry(*index).or_default() += i64::from(*coefficient) * by;
                }
            }
            changes.retain(|_, by| *by != 0);
            for (index, by) in &changes {
                self.moves[*index].push((column, *by));
            }
            self.moves_of_columns.push(changes.into_iter().collect());
        }
    }

    /// Forgets the columns from `first` on, which were added last.
    pub(crate) fn truncate(&mut self, first: usize) {
        for column in self
            .moves_of_columns
            .drain(first.min(self.moves_of_columns.len())..)
        {
            for (index, _) in column {
                let is_kept = |(column, _): &(usize, i64)| *column < first;
                self.moves[index].retain(is_kept);
            }
        }
    }

    /// Walks from a whole table to one in which a column has a count, in at most so many steps.
    /// Returns the columns that changed. `None`: not found, and the table is unchanged.
    pub(crate) fn walk(
        &mut self,
        program: &Program,
        table: &mut [i64],
        goal: (usize, i64),
        steps: usize,
    ) -> Option<Vec<usize>> {
        let mut random = self.random;
        let mut walk = Walk {
            program,
            search: self,
            goal,
            table,
            outside: vec![goal.0],
            taken: vec![],
        };
        let changed = walk.run(&mut random, steps);
        self.random = random;
        changed
    }
}

/// Moves one person in a free column, or as many as it takes for all solved columns to change by
/// whole persons. `None`: a change is too large.
fn whole_move(free: usize, solved: &[Solved]) -> Option<Move> {
    let largest = LARGEST_CHANGE.unsigned_abs();
    let mut persons = 1_u64;
    for Solved { own, free, .. } in solved {
        let own = own.unsigned_abs();
        let divisor = own / gcd(own, free.unsigned_abs());
        persons = persons / gcd(persons, divisor) * divisor;
        if persons > largest {
            return None;
        }
    }
    let persons = i64::try_from(persons).ok()?;
    let mut changes: Move = solved
        .iter()
        .map(|solved| (solved.column, -solved.free * persons / solved.own))
        .collect();
    changes.push((free, persons));
    let is_small = changes.iter().all(|(_, by)| by.abs() <= LARGEST_CHANGE);
    is_small.then_some(changes)
}

/// A walk from a table.
struct Walk<'a> {
    program: &'a Program,
    search: &'a LocalSearch,
    /// The column that should have a count, and the count.
    goal: (usize, i64),
    table: &'a mut [i64],
    /// Columns that may be out of bounds; all others are within.
    outside: Vec<usize>,
    /// The moves made so far, each with how often it was made.
    taken: Vec<(usize, i64)>,
}

/// A move that a column could make.
struct Candidate {
    index: usize,
    times: i64,
    /// By how much more columns are out of bounds after it.
    worse: i64,
}

impl Walk<'_> {
    /// Makes moves until all columns are within bounds. If that fails, takes them back.
    fn run(&mut self, random: &mut Random, steps: usize) -> Option<Vec<usize>> {
        let mut weights = BTreeMap::new();
        for _ in 0..steps {
            let mut outside = std::mem::take(&mut self.outside);
            outside.retain(|column| self.lack(*column, self.table[*column]) != 0);
            self.outside = outside;
            if self.outside.is_empty() {
                break;
            }
            let column = self.outside[random.next_index(self.outside.len())];
            let Some(best) = self.best_move(column, &weights, random) else {
                break;
            };
            if best.worse >= 0 {
                for column in &self.outside {
                    *weights.entry(*column).or_insert(1) += 1;
                }
            }
            self.make(best.index, best.times);
            self.taken.push((best.index, best.times));
        }
        if self.outside.is_empty() && self.program.agrees(self.table) {
            return Some(self.changed_columns());
        }
        while let Some((index, times)) = self.taken.pop() {
            self.make(index, -times);
        }
        None
    }

    /// Returns how many persons a column with this count lacks to be within bounds; negative, if
    /// there are too many.
    fn lack(&self, column: usize, count: i64) -> i64 {
        let (low, high) = (self.program.low[column], self.program.high[column]);
        match high {
            _ if column == self.goal.0 => self.goal.1 - count,
            _ if count < low => low - count,
            Some(high) if count > high => high - count,
            _ => 0,
        }
    }

    /// Of the moves that give a column what it lacks, returns the one that puts the least out of
    /// bounds.
    fn best_move(
        &self,
        column: usize,
        weights: &BTreeMap<usize, i64>,
        random: &mut Random,
    ) -> Option<Candidate> {
        let lack = self.lack(column, self.table[column]);
        let moves = self.search.moves_of_columns.get(column)?;
        if moves.is_empty() || lack.abs() > LARGEST_LACK {
            return None;
        }
        let last = self.taken.last().map(|(index, _)| *index);
        let first = random.next_index(moves.len());
        let mut best: Option<Candidate> = None;
        for offset in 0..moves.len().min(COMPARED_MOVES) {
            let (index, by) = moves[(first + offset) % moves.len()];
            let times = lack / by;
            if Some(index) == last || times == 0 {
                continue;
            }
            let worse = self.worsening(index, times, weights);
            if best.as_ref().is_none_or(|best| worse < best.worse) {
                best = Some(Candidate {
                    index,
                    times,
                    worse,
                });
            }
        }
        best
    }

    /// Returns by how much more columns are out of bounds after a move, each by its weight.
    fn worsening(&self, index: usize, times: i64, weights: &BTreeMap<usize, i64>) -> i64 {
        let mut worsening = 0;
        for (column, by) in &self.search.moves[index] {
            let (before, after) = (self.table[*column], self.table[*column] + by * times);
            let weight = weights.get(column).copied().unwrap_or(1);
            let change = self.lack(*column, after).abs() - self.lack(*column, before).abs();
            worsening += weight * change;
        }
        worsening
    }

    fn make(&mut self, index: usize, times: i64) {
        let search = self.search;
        for (column, by) in &search.moves[index] {
            self.table[*column] += by * times;
            if self.lack(*column, self.table[*column]) != 0 && !self.outside.contains(column) {
                self.outside.push(*column);
            }
        }
    }

    fn changed_columns(&self) -> Vec<usize> {
        let mut changed = Vec::new();
        for (index, _) in &self.taken {
            changed.extend(self.search.moves[*index].iter().map(|(column, _)| *column));
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Row;
    use super::*;

    /// A program of these equations, each with its sum, without bounds.
    fn program(cells: usize, equations: &[(&[(usize, i32)], i64)]) -> Program {
        let row = |(terms, sum): &(&[(usize, i32)], i64)| Row {
            equation: 0,
            terms: terms.to_vec(),
            sum: *sum,
        };
        let rows = equations.iter().map(row).collect();
        Program {
            cells: (0..cells).collect(),
            low: vec![0; cells],
            high: vec![None; cells],
            rows,
        }
    }

    /// Three rows and three columns of five persons each.
    fn square() -> Program {
        let (a, b, c) = (
            [(0, 1), (1, 1), (2, 1)],
            [(3, 1), (4, 1), (5, 1)],
            [(6, 1), (7, 1), (8, 1)],
        );
        let (d, e) = ([(0, 1), (3, 1), (6, 1)], [(1, 1), (4, 1), (7, 1)]);
        program(9, &[(&a, 5), (&b, 5), (&c, 5), (&d, 5), (&e, 5)])
    }

    #[test]
    fn moves_lead_to_every_value_of_every_cell() {
        let program = square();
        let mut search = LocalSearch::from_program(&program);
        let mut table = vec![5, 0, 0, 0, 5, 0, 0, 0, 5];
        for (place, value) in (0..9).flat_map(|place| (0..=5).map(move |value| (place, value))) {
            let before = table.clone();
            let changed = search
                .walk(&program, &mut table, (place, value), 100)
                .unwrap();
            assert_eq!(table[place], value);
            assert!(program.agrees(&table), "{table:?}");
            assert!((0..9).all(|place| table[place] == before[place] || changed.contains(&place)));
        }
    }

    #[test]
    fn what_is_not_found_leaves_the_table_as_it_was() {
        let program = square();
        let mut table = vec![5, 0, 0, 0, 5, 0, 0, 0, 5];
        assert_eq!(
            LocalSearch::from_program(&program).walk(&program, &mut table, (4, 6), 100),
            None
        );
        assert_eq!(table, [5, 0, 0, 0, 5, 0, 0, 0, 5]);
    }

    #[test]
    fn no_cell_is_ever_out_of_bounds() {
        // In two rows and three columns of four persons each, nobody is in the corner but two at
        // most.
        let (a, b) = ([(0, 1), (1, 1), (2, 1)], [(3, 1), (4, 1), (5, 1)]);
        let columns = [[(0, 1), (3, 1)], [(1, 1), (4, 1)], [(2, 1), (5, 1)]];
        let mut program = program(
            6,
            &[
                (&a, 6),
                (&b, 6),
                (&columns[0], 4),
                (&columns[1], 4),
                (&columns[2], 4),
            ],
        );
        program.high[0] = Some(2);
        program.low[5] = 1;
        let mut search = LocalSearch::from_program(&program);
        let mut table = vec![2, 2, 2, 2, 2, 2];
        // In the upper row 0..=2, 1..=4 and 0..=3 persons are possible, in the lower one what is
        // left.
        let possible = [0..=2, 1..=4, 0..=3, 2..=4, 0..=3, 1..=4];
        let mut found = 0;
        for (place, value) in (0..6).flat_map(|place| (-1..=7).map(move |value| (place, value))) {
            if search
                .walk(&program, &mut table, (place, value), 100)
                .is_some()
            {
                assert!(possible[place].contains(&value), "{place} {value}");
                found += 1;
            }
            assert!(program.agrees(&table), "{table:?}");
        }
        assert!(found > 20, "{found} of 22 values");
    }

    #[test]
    fn a_move_is_of_whole_persons() {
        let solved = |column, own, free| Solved { column, own, free };
        // 2 x = y + z.
        let program = program(3, &[(&[(0, 2), (1, -1), (2, -1)], 0)]);
        let mut table = vec![1, 1, 1];
        LocalSearch::from_program(&program)
            .walk(&program, &mut table, (0, 4), 100)
            .unwrap();
        assert_eq!(table[1] + table[2], 8);
        assert_eq!(
            whole_move(0, &[solved(1, 2, -3), solved(2, 1, 1)]),
            Some(vec![(1, 3), (2, -2), (0, 2)])
        );
    }
}
