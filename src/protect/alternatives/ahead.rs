//! Solves programs on other cores before they are needed.
//!
//! Most of a suppression's time goes into small programs, each of which depends on what the ones before it found; but which
//! come next can be guessed. What was solved ahead is used for a program that equals it, and for no other. So neither
//! guesses nor the number and speed of cores decide what is found.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::solve::{Cheapest, Column, Row, cheapest};

/// How many cores are used at most, with that of the suppression itself.
const CORES: usize = 4;
/// How many solved programs are kept.
const KEPT: usize = 64;

/// What is to be solved in whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

/// A solution; `None` if there is none or none was found.
type Solution = Option<Cheapest>;

/// The other cores; where there are none, programs are solved when they are needed.
pub(crate) struct Ahead {
    board: Arc<Board>,
    helpers: Vec<JoinHandle<()>>,
}

impl Default for Ahead {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Ahead::on_cores(cores.min(CORES))
    }
}

impl Ahead {
    /// Uses so many cores, with that of the suppression itself.
    pub(crate) fn on_cores(cores: usize) -> Self {
        let board = Arc::new(Board::default());
        let mut helpers = Vec::new();
        for _ in 1..cores {
            let board = Arc::clone(&board);
            helpers.extend(thread::Builder::new().spawn(move || board.help()));
        }
        Ahead { board, helpers }
    }

    /// How many more programs should be foreseen, so that no core is idle.
    pub(crate) fn count_wanted(&self, most: usize) -> usize {
        if self.helpers.is_empty() {
            return 0;
        }
        most.saturating_sub(self.board.lock().waiting.len())
    }

    /// Solves a program that will probably be needed, if a core is idle before that.
    pub(crate) fn foresee(&self, program: Arc<Program>) {
        let mut jobs = self.board.lock();
        if !jobs.has(&program) {
            jobs.waiting.push_back(program);
            self.board.changed.notify_all();
        }
    }

    /// How many programs had been solved when they were needed.
    #[cfg(test)]
    pub(crate) fn count_used(&self) -> usize {
        self.board.lock().used
    }

    /// Gives up what was foreseen and not begun.
    pub(crate) fn forget(&self) {
        self.board.lock().waiting.clear();
    }

    /// Whether a program that was foreseen was solved, and turned out to have no solution.
    pub(crate) fn lacks_solution(&self, program: &Arc<Program>) -> bool {
        let jobs = self.board.lock();
        let mut solved = jobs.solved.iter();
        solved.any(|(known, solution)| Arc::ptr_eq(known, program) && solution.is_none())
    }

    /// Solves a program, or waits for its solution.
    pub(crate) fn solve(&self, program: &Arc<Program>) -> Solution {
        let mut jobs = self.board.lock();
        loop {
            let at = jobs.solved.iter().position(|(known, _)| known == program);
            if let Some((_, solution)) = at.and_then(|at| jobs.solved.remove(at)) {
                jobs.used += 1;
                return solution;
            }
            if !jobs.running.contains(program) {
                break;
            }
            jobs = self.board.wait(jobs);
        }
        jobs.waiting.retain(|waiting| waiting != program);
        drop(jobs);
        cheapest(&program.columns, &program.rows)
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.board.lock().is_over = true;
        self.board.changed.notify_all();
        for helper in self.helpers.drain(..) {
            // A helper that panicked has solved nothing that was used.
            let _ = helper.join();
        }
    }
}

/// What all cores see.
#[derive(Default)]
struct Board {
    jobs: Mutex<Jobs>,
    changed: Condvar,
}

#[derive(Default)]
struct Jobs {
    waiting: VecDeque<Arc<Program>>,
    running: Vec<Arc<Program>>,
    solved: VecDeque<(Arc<Program>, Solution)>,
    /// How many programs had been solved when they were needed.
    used: usize,
    is_over: bool,
}

impl Jobs {
    fn has(&self, program: &Arc<Program>) -> bool {
        let mut solved = self.solved.iter();
        self.waiting.contains(program)
            || self.running.contains(program)
            || solved.any(|(known, _)| known == program)
    }
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, jobs: MutexGuard<'a, Jobs>) -> MutexGuard<'a, Jobs> {
        let woken = self.changed.wait(jobs);
        woken.unwrap_or_else(PoisonError::into_inner)
    }

    /// Solves what waits until the suppression is over.
    fn help(&self) {
        let mut jobs = self.lock();
        while !jobs.is_over {
            let Some(program) = jobs.waiting.pop_front() else {
                jobs = self.wait(jobs);
                continue;
            };
            jobs.running.push(Arc::clone(&program));
            drop(jobs);
            let mut running = Running {
                board: self,
                program: Arc::clone(&program),
                solution: None,
            };
            running.solution = Some(cheapest(&program.columns, &program.rows));
            drop(running);
            jobs = self.lock();
        }
    }
}

/// A program that a helper solves. Also if the solver panics, nobody waits for it any more.
struct Running<'a> {
    board: &'a Board,
    program: Arc<Program>,
    solution: Option<Solution>,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut jobs = self.board.lock();
        jobs.running.retain(|running| *running != self.program);
        if let Some(solution) = self.solution.take() {
            jobs.solved.push_back((Arc::clone(&self.program), solution));
            if jobs.solved.len() > KEPT {
                jobs.solved.pop_front();
            }
        }
        self.board.changed.notify_all();
    }
}
