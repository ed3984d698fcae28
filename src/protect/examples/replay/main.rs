//! Measures what is learnt by replaying the method: `cargo run --release -p protect --example replay 100 200 100`.
//!
//! Draws small registers, as many as the first number says, and publishes each with a key of its own. Lists all tables of
//! whole numbers that agree with what is published, and protects a random sample of them, as large as the third number,
//! each with so many other keys as the second. How often a table gives the same hidden cells is how likely it is for
//! somebody who knows the method and not the key. Printed are:
//!
//! - narrowed: open cells (as far as all tables tell, they can have every value below the threshold, and more) of which no
//!   table with some value gave the same hidden cells. Such a value is searched for in 100 tables more, with 200
//!   keys each, or as many as the fifth number says.
//! - odds: how many times as large the odds that an open cell is below the threshold are after replaying; of all tables, and
//!   of those in which some hidden cell is small: that one is, the description of the method says without a replay.
//! - patterns: how many different sets of hidden cells 30 keys give.
//!
//! With the fourth number, only registers of one table (1) or of two linked ones (2) are drawn; 0 draws both.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a measurement, not part of the program"
)]

mod dice;
mod register;
mod worlds;

use std::collections::BTreeSet;

use dice::Dice;
use register::{Register, THRESHOLD};

/// Registers with more tables that agree with what is published are left out.
const CAP: usize = 200_000;
/// How many tables are tried to show a value that the sample did not show.
const MORE: usize = 100;
/// How many keys patterns are counted with.
const PATTERN_KEYS: usize = 30;
/// Odds are computed of cells of which so many replays with the same hidden cells were seen.
const ENOUGH: f64 = 20.0;

fn main() {
    let argument = |at: usize, default: usize| {
        let given = std::env::args().nth(at);
        given.map_or(default, |number| number.parse().unwrap())
    };
    let effort = Effort {
        keys: argument(2, 200),
        sample: argument(3, 100),
        more_keys: argument(5, 200),
    };
    let only = argument(4, 0);
    for tables in [1, 2] {
        if only != 0 && only != tables {
            continue;
        }
        let mut findings = Findings::default();
        for seed in 1..=argument(1, 100) {
            let mut dice = Dice::new(1_000 * seed as u64 + tables as u64);
            let register = Register::draw(&mut dice, tables == 2);
            findings.measure(&register, &mut dice, &effort);
            if seed % 10 == 0 {
                println!("{tables} table(s), {seed} registers:");
                findings.print();
            }
        }
    }
}

struct Effort {
    keys: usize,
    sample: usize,
    more_keys: usize,
}

/// What was found in all registers.
#[derive(Default)]
struct Findings {
    registers: usize,
    too_many: usize,
    cells: usize,
    hidden: usize,
    open: usize,
    narrowed: usize,
    values: usize,
    excluded: usize,
    patterns: usize,
    odds: Vec<f64>,
    odds_with_small: Vec<f64>,
    few: usize,
}

impl Findings {
    fn measure(&mut self, register: &Register, dice: &mut Dice, effort: &Effort) {
        let Some(published) = register.protect(&register.counts, &dice.key()) else {
            return;
        };
        let hidden: Vec<usize> = (0..published.len()).filter(|at| !published[*at]).collect();
        self.cells += published.len();
        self.hidden += hidden.len();
        if hidden.is_empty() {
            return;
        }
        self.registers += 1;
        let patterns: BTreeSet<Option<Vec<bool>>> = (0..PATTERN_KEYS)
            .map(|_| register.protect(&register.counts, &dice.key()))
            .collect();
        self.patterns += patterns.len();
        let Some(mut worlds) = worlds::list(&register.sums, &register.counts, &published, CAP)
        else {
            self.too_many += 1;
            return;
        };
        dice.shuffle(&mut worlds);
        let mut replay = Replay {
            hits: vec![0; worlds.len()],
            register,
            worlds,
            published,
            hidden,
        };
        for world in 0..replay.worlds.len().min(effort.sample) {
            for _ in 0..effort.keys {
                replay.try_once(world, dice);
            }
        }
        self.judge(&mut replay, dice, effort);
    }

    fn judge(&mut self, replay: &mut Replay, dice: &mut Dice, effort: &Effort) {
        let sample = replay.worlds.len().min(effort.sample);
        let hits = replay.hits[..sample].to_vec();
        for at in replay.open() {
            self.open += 1;
            let excluded: Vec<i64> = (0..=THRESHOLD)
                .filter(|value| !replay.shows(at, *value, effort.more_keys, dice))
                .collect();
            if !excluded.is_empty() {
                println!("{}: excluded {excluded:?}", replay.describe(at));
            }
            self.values += usize::try_from(THRESHOLD + 1).unwrap();
            self.excluded += excluded.len();
            self.narrowed += usize::from(!excluded.is_empty());
            let (mut before, mut with_small, mut after) = ([0.0; 2], [0.0; 2], [0.0; 2]);
            for (world, hits) in replay.worlds.iter().zip(&hits) {
                let side = usize::from(world[at] < THRESHOLD);
                before[side] += 1.0;
                with_small[side] += f64::from(u8::from(replay.has_small(world)));
                after[side] += *hits as f64;
            }
            if after[0] + after[1] < ENOUGH || with_small[0] * with_small[1] == 0.0 {
                self.few += 1;
            } else {
                // Half a replay more on each side: none of a few does not mean never.
                let odds = (after[1] + 0.5) / (after[0] + 0.5);
                self.odds.push(odds / (before[1] / before[0]));
                self.odds_with_small
                    .push(odds / (with_small[1] / with_small[0]));
            }
        }
    }

    fn print(&mut self) {
        println!(
            "  {} registers that hide something, {} of them left out with more than {CAP} tables; {:.1} % of {} cells hidden; \
             {:.1} patterns of {PATTERN_KEYS} keys\n  {} open cells, {} narrowed; {} of {} values excluded\n  odds: {}\n  of \
             tables with a small number: {}\n  {} cells with too few replays",
            self.registers,
            self.too_many,
            100.0 * self.hidden as f64 / self.cells as f64,
            self.cells,
            self.patterns as f64 / self.registers as f64,
            self.open,
            self.narrowed,
            self.excluded,
            self.values,
            quantiles(&mut self.odds),
            quantiles(&mut self.odds_with_small),
            self.few
        );
    }
}

fn quantiles(all: &mut [f64]) -> String {
    all.sort_by(f64::total_cmp);
    let last = all.len().saturating_sub(1) as f64;
    let at = |share: f64| {
        let found = all.get((last * share) as usize);
        found.copied().unwrap_or(f64::NAN)
    };
    format!(
        "10 % {:.2}, median {:.2}, 90 % {:.2}, most {:.2}",
        at(0.1),
        at(0.5),
        at(0.9),
        at(1.0)
    )
}

/// All tables that agree with what is published of a register, in random order, and how often each gave the same cells.
struct Replay<'a> {
    register: &'a Register,
    worlds: Vec<Vec<i64>>,
    hits: Vec<usize>,
    published: Vec<bool>,
    hidden: Vec<usize>,
}

impl Replay<'_> {
    /// A cell with its register: every count, in brackets if it is hidden.
    fn describe(&self, at: usize) -> String {
        let cells = self
            .register
            .cells
            .iter()
            .zip(&self.register.counts)
            .zip(&self.published);
        let all: Vec<String> = cells
            .map(|((address, count), is_published)| {
                if *is_published {
                    format!("{address} {count}")
                } else {
                    format!("{address} ({count})")
                }
            })
            .collect();
        let agreeing = self.worlds.len();
        format!(
            "{}; {agreeing} tables agree with {}",
            self.register.cells[at],
            all.join(", ")
        )
    }

    /// Whether a table with another key gives the same hidden cells.
    fn try_once(&mut self, world: usize, dice: &mut Dice) -> bool {
        let counts = &self.worlds[world];
        let key = dice.key();
        // Nothing is hidden where nothing is small.
        let is_same = self.has_small(counts)
            && self.register.protect(counts, &key).as_ref() == Some(&self.published);
        self.hits[world] += usize::from(is_same);
        is_same
    }

    /// Whether a hidden cell is small in a table.
    fn has_small(&self, counts: &[i64]) -> bool {
        self.hidden.iter().any(|at| counts[*at] < THRESHOLD)
    }

    /// Hidden cells that can have every value, as far as all tables tell.
    fn open(&self) -> Vec<usize> {
        let has_all = |at: &usize| {
            let values: BTreeSet<i64> = self
                .worlds
                .iter()
                .map(|world| world[*at].min(THRESHOLD))
                .collect();
            (0..=THRESHOLD).all(|value| values.contains(&value))
        };
        self.hidden.iter().copied().filter(has_all).collect()
    }

    /// Whether some table with this value in a cell gives the same hidden cells with some key.
    fn shows(&mut self, at: usize, value: i64, keys: usize, dice: &mut Dice) -> bool {
        let with_value = |world: &usize| self.worlds[*world][at].min(THRESHOLD) == value;
        let mut with: Vec<usize> = (0..self.worlds.len()).filter(with_value).collect();
        let is_shown =
            |world: &usize| self.hits[*world] > 0 || self.worlds[*world] == self.register.counts;
        if with.iter().any(is_shown) {
            return true;
        }
        with.truncate(MORE);
        (0..keys).any(|_| with.iter().any(|world| self.try_once(*world, dice)))
    }
}
