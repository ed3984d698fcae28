//! From one whole table to others, in whole numbers alone: by changes that keep every equation.
//!
//! The equations are solved for as many cells as they can be; one more person in any of the other cells then changes a
//! few of these, and that is a *move*. Whatever moves are made from a table, its equations hold; its bounds may not. So
//! a cell is moved to where it is asked to be, and while some cells are out of bounds, one of them is moved back by the
//! move that puts the least out of bounds. Cells that are put out of bounds again and again weigh more each time, which
//! leads out of circles (as in the local search for satisfiability, "breakout": Morris, AAAI 1993).
//!
//! What is not found so may exist all the same.

use std::collections::BTreeMap;

use super::model::Program;
use super::random::Chance;
use crate::bounds::elimination::solve;
use crate::equations::gcd;

/// A move changes no cell by more, and none is made for more persons at once: no sum overflows.
const LARGEST: i64 = 1 << 10;
const PERSONS: i64 = 1 << 20;

/// So many moves of a cell are weighed against each other.
const CHOICES: usize = 16;

/// The moves of a part.
#[derive(Default)]
pub(crate) struct Moves {
    /// By how much each changes which cells.
    moves: Vec<Vec<(usize, i64)>>,
    /// For each cell the moves that change it, and by how much.
    of: Vec<Vec<(usize, i64)>>,
    chance: Chance,
}

impl Moves {
    /// One move for every cell that the equations, solved for the others, leave free. There may be none, if numbers
    /// become too large.
    pub(crate) fn of(program: &Program) -> Self {
        let rows = program.rows.iter().map(|row| row.terms.clone()).collect();
        let mut free: BTreeMap<usize, Vec<(usize, i64, i64)>> = BTreeMap::new();
        for (pivot, row) in solve(rows).unwrap_or_default() {
            let Some((_, by)) = row.iter().find(|(place, _)| *place == pivot) else {
                continue;
            };
            for (place, coefficient) in row.iter().filter(|(place, _)| *place != pivot) {
                free.entry(*place)
                    .or_default()
                    .push((pivot, (*by).into(), (*coefficient).into()));
            }
        }
        let moves: Vec<_> = free
            .into_iter()
            .filter_map(|(place, solved)| change(place, &solved))
            .collect();
        let mut of = vec![vec![]; program.cells.len()];
        for (at, cells) in moves.iter().enumerate() {
            cells
                .iter()
                .for_each(|(place, by)| of[*place].push((at, *by)));
        }
        Moves {
            moves,
            of,
            chance: Chance::default(),
        }
    }

    /// Moves a whole table to one in which a cell has a value, in so many steps at most; gives the cells that changed.
    /// `None`: it was not found, and the table stays as it was.
    pub(crate) fn lead(
        &mut self,
        program: &Program,
        table: &mut [i64],
        wanted: (usize, i64),
        steps: usize,
    ) -> Option<Vec<usize>> {
        let mut chance = self.chance;
        let mut path = Path {
            program,
            moves: self,
            wanted,
            table,
            outside: vec![wanted.0],
            taken: vec![],
        };
        let changed = path.walk(&mut chance, steps);
        self.chance = chance;
        changed
    }
}

/// One more person in a free cell, or as many as it takes for all others to be whole. Each cell that is solved for has
/// its own coefficient and that of the free cell.
fn change(free: usize, solved: &[(usize, i64, i64)]) -> Option<Vec<(usize, i64)>> {
    let persons = solved
        .iter()
        .try_fold(1_u64, |persons, (_, by, coefficient)| {
            let own = by.unsigned_abs() / gcd(by.unsigned_abs(), coefficient.unsigned_abs());
            Some(persons / gcd(persons, own) * own)
                .filter(|persons| *persons <= LARGEST.unsigned_abs())
        })?;
    let persons = i64::try_from(persons).ok()?;
    let others = solved
        .iter()
        .map(|(place, by, coefficient)| (*place, -coefficient * persons / by));
    let cells: Vec<_> = others.chain([(free, persons)]).collect();
    cells
        .iter()
        .all(|(_, by)| by.abs() <= LARGEST)
        .then_some(cells)
}

/// Moves that have been made from a table.
struct Path<'a> {
    program: &'a Program,
    moves: &'a Moves,
    /// The cell that is asked to have a value.
    wanted: (usize, i64),
    table: &'a mut [i64],
    /// Cells that may be out of bounds; all others are within.
    outside: Vec<usize>,
    /// The moves, each with how often it was made.
    taken: Vec<(usize, i64)>,
}

impl Path<'_> {
    /// Makes moves until all cells are within bounds, or goes back.
    fn walk(&mut self, chance: &mut Chance, steps: usize) -> Option<Vec<usize>> {
        let mut weights = BTreeMap::new();
        for _ in 0..steps {
            let mut outside = std::mem::take(&mut self.outside);
            outside.retain(|place| self.lack(*place, self.table[*place]) != 0);
            self.outside = outside;
            if self.outside.is_empty() {
                break;
            }
            let place = self.outside[chance.place(self.outside.len())];
            let Some((worse, at, times)) = self.best(place, &weights, chance) else {
                break;
            };
            if worse >= 0 {
                self.outside
                    .iter()
                    .for_each(|place| *weights.entry(*place).or_insert(1) += 1);
            }
            self.make(at, times);
            self.taken.push((at, times));
        }
        if self.outside.is_empty() && self.program.agrees(self.table) {
            return Some(self.changed());
        }
        while let Some((at, times)) = self.taken.pop() {
            self.make(at, -times);
        }
        None
    }

    /// How many persons a cell lacks, or has too many, with a value.
    fn lack(&self, place: usize, value: i64) -> i64 {
        let (low, high) = (self.program.low[place], self.program.high[place]);
        match high {
            _ if place == self.wanted.0 => self.wanted.1 - value,
            _ if value < low => low - value,
            Some(high) if value > high => high - value,
            _ => 0,
        }
    }

    /// Of the moves that give a cell what it lacks, the one that puts the least out of bounds, with how often it is to be
    /// made, after by how much that changes for the worse.
    fn best(
        &self,
        place: usize,
        weights: &BTreeMap<usize, i64>,
        chance: &mut Chance,
    ) -> Option<(i64, usize, i64)> {
        let lack = self.lack(place, self.table[place]);
        let all = self
            .moves
            .of
            .get(place)
            .filter(|all| !all.is_empty() && lack.abs() <= PERSONS)?;
        let first = chance.place(all.len());
        let some = all.iter().cycle().skip(first).take(all.len().min(CHOICES));
        let last = self.taken.last().map(|(at, _)| *at);
        let possible = some.filter(|(at, by)| Some(*at) != last && lack / by != 0);
        possible
            .map(|(at, by)| (self.worse(*at, lack / by, weights), *at, lack / by))
            .min_by_key(|(worse, ..)| *worse)
    }

    /// By how much more cells are out of bounds after a move.
    fn worse(&self, at: usize, times: i64, weights: &BTreeMap<usize, i64>) -> i64 {
        let worse = |(place, by): &(usize, i64)| {
            let (before, after) = (self.table[*place], self.table[*place] + by * times);
            let weight = weights.get(place).copied().unwrap_or(1);
            weight * (self.lack(*place, after).abs() - self.lack(*place, before).abs())
        };
        self.moves.moves[at].iter().map(worse).sum()
    }

    fn make(&mut self, at: usize, times: i64) {
        let moves = self.moves;
        for (place, by) in &moves.moves[at] {
            self.table[*place] += by * times;
            if self.lack(*place, self.table[*place]) != 0 && !self.outside.contains(place) {
                self.outside.push(*place);
            }
        }
    }

    fn changed(&self) -> Vec<usize> {
        let moves = self.taken.iter().flat_map(|(at, _)| &self.moves.moves[*at]);
        let mut changed: Vec<usize> = moves.map(|(place, _)| *place).collect();
        changed.sort_unstable();
        changed.dedup();
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Row;
    use super::*;

    /// Cells of which nothing is known but equations, each with its sum.
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
        let mut moves = Moves::of(&program);
        let mut table = vec![5, 0, 0, 0, 5, 0, 0, 0, 5];
        for (place, value) in (0..9).flat_map(|place| (0..=5).map(move |value| (place, value))) {
            let before = table.clone();
            let changed = moves
                .lead(&program, &mut table, (place, value), 100)
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
            Moves::of(&program).lead(&program, &mut table, (4, 6), 100),
            None
        );
        assert_eq!(table, [5, 0, 0, 0, 5, 0, 0, 0, 5]);
    }

    #[test]
    fn no_cell_is_ever_out_of_bounds() {
        // In two rows and three columns of four persons each, nobody is in the corner but two at most.
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
        let mut moves = Moves::of(&program);
        let mut table = vec![2, 2, 2, 2, 2, 2];
        // In the upper row 0..=2, 1..=4 and 0..=3 persons are possible, in the lower one what is left.
        let possible = [0..=2, 1..=4, 0..=3, 2..=4, 0..=3, 1..=4];
        let mut found = 0;
        for (place, value) in (0..6).flat_map(|place| (-1..=7).map(move |value| (place, value))) {
            if moves
                .lead(&program, &mut table, (place, value), 100)
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
        // 2 x = y + z.
        let program = program(3, &[(&[(0, 2), (1, -1), (2, -1)], 0)]);
        let mut table = vec![1, 1, 1];
        Moves::of(&program)
            .lead(&program, &mut table, (0, 4), 100)
            .unwrap();
        assert_eq!(table[1] + table[2], 8);
        assert_eq!(
            change(0, &[(1, 2, -3), (2, 1, 1)]),
            Some(vec![(1, 3), (2, -2), (0, 2)])
        );
    }
}
