//! How far an attack has come, for whoever waits for it.

/// So many hidden numbers are settled, of so many that single equations leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Of how many it is known what they can be.
    pub settled: usize,
    /// How many there are.
    pub all: usize,
}

/// Tells each step, never backwards.
pub(crate) struct Telling<'a> {
    tell: &'a mut dyn FnMut(Progress),
    all: usize,
    /// How many lie in parts that are done.
    before: usize,
    told: usize,
}

impl<'a> Telling<'a> {
    pub(crate) fn to(tell: &'a mut dyn FnMut(Progress)) -> Self {
        Telling {
            tell,
            all: 0,
            before: 0,
            told: 0,
        }
    }

    /// There are so many.
    pub(crate) fn begin(&mut self, all: usize) {
        self.all = all;
        (self.tell)(Progress { settled: 0, all });
    }

    /// So many of the present part are settled.
    pub(crate) fn at(&mut self, settled: usize) {
        let settled = self.before + settled;
        if settled > self.told {
            self.told = settled;
            (self.tell)(Progress {
                settled,
                all: self.all,
            });
        }
    }

    /// The present part, which has so many, is done.
    pub(crate) fn part(&mut self, size: usize) {
        self.at(size);
        self.before += size;
    }
}
