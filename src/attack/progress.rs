//! Reports how far the attack has come while it runs.

/// How many hidden cells are settled, of those that bounds leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Cells whose possible values are settled.
    pub settled: usize,
    /// All cells to settle.
    pub all: usize,
}

/// Reports each step; the number of settled cells never falls.
pub(crate) struct ProgressReporter<'a> {
    report: &'a mut dyn FnMut(Progress),
    all: usize,
    /// Cells in components that are finished.
    finished: usize,
    last_reported: usize,
}

impl<'a> ProgressReporter<'a> {
    pub(crate) fn new(report: &'a mut dyn FnMut(Progress)) -> Self {
        ProgressReporter {
            report,
            all: 0,
            finished: 0,
            last_reported: 0,
        }
    }

    /// Reports how many cells there are to settle.
    pub(crate) fn begin(&mut self, all: usize) {
        self.all = all;
        (self.report)(Progress { settled: 0, all });
    }

    /// Reports how many cells of the current component are settled.
    pub(crate) fn update(&mut self, settled: usize) {
        let settled = self.finished + settled;
        if settled > self.last_reported {
            self.last_reported = settled;
            (self.report)(Progress {
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
