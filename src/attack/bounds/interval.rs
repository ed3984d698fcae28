//! Defines the interval of possible counts of a cell, and why each end holds.

/// The largest count that a file can hold; there are no more persons than that. With it, and with
/// coefficients of 32 bits, no sum of an equation overflows.
const LARGEST: i128 = u64::MAX as i128;

/// The smallest and the largest possible count of a cell, with the reason for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) low: i128,
    /// `None`: unbounded.
    pub(crate) high: Option<i128>,
    /// `None`: counts are not negative.
    pub(crate) low_reason: Option<Reason>,
    pub(crate) high_reason: Option<Reason>,
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    High,
}

/// Why a bound holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The equation of this index, with the bounds of its other cells.
    Equation(usize),
    /// A search among whole tables found none beyond it; it considered so many equations.
    Search(usize),
    /// The mark in the place of the count tells it.
    Mark,
}

impl Interval {
    /// The interval that holds one count only, as published.
    pub(crate) fn from_count(count: u64) -> Self {
        Interval {
            low: count.into(),
            high: Some(count.into()),
            ..Interval::default()
        }
    }

    /// Returns the count, if only one is possible.
    pub(crate) fn value(&self) -> Option<i128> {
        self.high.filter(|high| *high == self.low)
    }

    /// Returns whether no count is possible.
    pub(super) fn is_empty(&self) -> bool {
        self.low > self.high.unwrap_or(LARGEST)
    }

    /// Returns the smallest and the largest value of `coefficient` times the count.
    pub(super) fn times(&self, coefficient: i32) -> [Option<i128>; 2] {
        let factor = i128::from(coefficient);
        let (low, high) = (self.low * factor, self.high.map(|high| high * factor));
        if coefficient > 0 {
            [Some(low), high]
        } else {
            [high, Some(low)]
        }
    }

    /// Narrows the interval, given that `coefficient` times the count plus the other terms of an
    /// equation is zero. `others`: the smallest and the largest sum of those terms, `None` if
    /// infinite.
    pub(super) fn narrow(
        self,
        coefficient: i32,
        others: [Option<i128>; 2],
        equation: usize,
    ) -> Interval {
        let [others_low, others_high] = others;
        let divisor = i128::from(coefficient.abs());
        let (least, most) = if coefficient > 0 {
            (others_high.map(|high| -high), others_low.map(|low| -low))
        } else {
            (others_low, others_high)
        };
        let reason = Some(Reason::Equation(equation));
        let mut narrowed = self;
        // Rounded to whole persons: the lower end up, the upper end down.
        let low = least.map(|least| -(-least).div_euclid(divisor));
        if let Some(low) = low.filter(|low| *low > self.low) {
            (narrowed.low, narrowed.low_reason) = (low, reason);
        }
        let high = most.map(|most| most.div_euclid(divisor));
        if let Some(high) = high.filter(|high| *high < self.high.unwrap_or(LARGEST + 1)) {
            (narrowed.high, narrowed.high_reason) = (Some(high), reason);
        }
        narrowed
    }
}
