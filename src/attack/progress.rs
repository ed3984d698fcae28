//! Reports how far the attack has come while it runs, and asks whether it should stop.

use crate::report::Report;

/// How many hidden cells are settled, of those that bounds leave open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Cells whose possible values are settled.
    pub settled: usize,
    /// All cells to settle.
    pub all: usize,
}

/// Follows an attack while it runs.
pub trait Watch {
    /// Receives how far the attack has come.
    fn receive(&mut self, progress: Progress);

    /// Receives what the bounds alone prove, before whole tables are searched, which may take long. Called for one release
    /// only.
    fn keep(&mut self, _report: &dyn Fn() -> Report) {}

    /// Returns whether the attack should stop. What it found until then it reports, and how much it did not try.
    fn is_over(&mut self) -> bool {
        false
    }
}

/// Follows nothing, and never stops an attack.
#[derive(Debug)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn receive(&mut self, _: Progress) {}
}

/// Follows by a function, and never stops an attack.
pub(crate) struct Follow<'a>(pub(crate) &'a mut dyn FnMut(Progress));

impl Watch for Follow<'_> {
    fn receive(&mut self, progress: Progress) {
        (self.0)(progress);
    }
}

/// Hears nothing of an attack, and stops it when another watch stops.
pub(crate) struct Muted<'a>(pub(crate) &'a mut dyn Watch);

impl Watch for Muted<'_> {
    fn receive(&mut self, _: Progress) {}

    fn is_over(&mut self) -> bool {
        self.0.is_over()
    }
}

/// Reports each step; the number of settled cells never falls.
pub(crate) struct ProgressReporter<'a> {
    watch: &'a mut dyn Watch,
    all: usize,
    /// Cells in components that are finished.
    finished: usize,
    last_reported: usize,
    is_stopped: bool,
}

impl<'a> ProgressReporter<'a> {
    pub(crate) fn new(watch: &'a mut dyn Watch) -> Self {
        ProgressReporter {
            watch,
            all: 0,
            finished: 0,
            last_reported: 0,
            is_stopped: false,
        }
    }

    /// Returns whether the attack should stop. Once it should, it always should.
    pub(crate) fn is_stopped(&mut self) -> bool {
        self.is_stopped = self.is_stopped || self.watch.is_over();
        self.is_stopped
    }

    /// Hands out what the bounds alone prove.
    pub(crate) fn keep(&mut self, report: &dyn Fn() -> Report) {
        self.watch.keep(report);
    }

    /// Reports how many cells there are to settle.
    pub(crate) fn begin(&mut self, all: usize) {
        self.all = all;
        self.watch.receive(Progress { settled: 0, all });
    }

    /// Reports how many cells of the current component are settled.
    pub(crate) fn update(&mut self, settled: usize) {
        let settled = self.finished + settled;
        if settled > self.last_reported {
            self.last_reported = settled;
            self.watch.receive(Progress {
                settled,
                all: self.all,
            });
        }
    }

    /// Reports that the current component, which has so many cells, is finished.
    pub(crate) fn finish_component(&mut self, size: usize) {
        self.update(size);
        self.finished += size;
    }
}
