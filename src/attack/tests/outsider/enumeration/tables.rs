//! Enumerates all tables of whole, non-negative counts that agree with published counts.

/// Enumerates the counts of types that agree with the published counts, in a limited number of
/// steps.
pub struct Enumeration<'a> {
    types: usize,
    published: &'a [(Vec<usize>, u64)],
    /// What remains of every published count.
    left: Vec<u64>,
    counts: Vec<u64>,
    found: Vec<Vec<u64>>,
    steps: usize,
}

impl Enumeration<'_> {
    /// The largest count to try if no published count limits it.
    const CAP: u64 = 8;
    const STEPS: usize = 4_000;

    /// Returns the tables that were found, and whether these are all.
    pub fn run(types: usize, published: &[(Vec<usize>, u64)]) -> (Vec<Vec<u64>>, bool) {
        let left = published.iter().map(|(_, count)| *count).collect();
        let mut enumeration = Enumeration {
            types,
            published,
            left,
            counts: vec![],
            found: vec![],
            steps: 0,
        };
        enumeration.extend();
        let bounded = (0..types).all(|at| published.iter().any(|(set, _)| set.contains(&at)));
        let complete = bounded && enumeration.steps <= Self::STEPS;
        (enumeration.found, complete)
    }

    fn extend(&mut self) {
        let at = self.counts.len();
        self.steps += 1;
        // A set without further types must be used up.
        let is_complete = |(set, _): &(Vec<usize>, u64)| set.last().is_none_or(|last| *last < at);
        let fits = self
            .published
            .iter()
            .zip(&self.left)
            .all(|(set, left)| *left == 0 || !is_complete(set));
        if !fits || self.steps > Self::STEPS {
            return;
        }
        if at == self.types {
            self.found.push(self.counts.clone());
            return;
        }
        let holding: Vec<usize> = (0..self.left.len())
            .filter(|set| self.published[*set].0.contains(&at))
            .collect();
        let highest = holding
            .iter()
            .map(|set| self.left[*set])
            .min()
            .unwrap_or(Self::CAP);
        for count in 0..=highest {
            holding.iter().for_each(|set| self.left[*set] -= count);
            self.counts.push(count);
            self.extend();
            self.counts.pop();
            holding.iter().for_each(|set| self.left[*set] += count);
        }
    }
}
