//! Changes a three-way table, cell by cell, until its pairs are as wanted: quick, but not always successful.
//!
//! First the pairs with the third dimension are brought right, one class of it after the other, by moving persons
//! between cells of that class. Then rectangles within a class bring the first two dimensions right and leave the
//! other pairs as they are. Where no class has a person in both corners that lose one, two classes are taken, and a second
//! rectangle mends what that does to them.

/// A three-way table with what its pairs lack, under some order of its dimensions.
pub(super) struct Lift<'a> {
    sizes: [usize; 3],
    /// How far apart in the table two neighbouring classes of each dimension are.
    strides: [usize; 3],
    counts: &'a mut [i64],
    is_empty: &'a [bool],
    /// What the pairs (0, 1), (0, 2) and (1, 2) lack.
    lacks: [Vec<i64>; 3],
}

/// The orders of the dimensions that are tried: which is the last one decides.
const ORDERS: [[usize; 3]; 3] = [[0, 1, 2], [0, 2, 1], [1, 2, 0]];

/// Changes `counts` by what its pairs lack; returns whether that succeeded. If not, `counts` are as before.
pub(super) fn lift(
    sizes: [usize; 3],
    counts: &mut [i64],
    is_empty: &[bool],
    lacks: &[Vec<i64>; 3],
) -> bool {
    let strides = [sizes[1] * sizes[2], sizes[2], 1];
    let before = counts.to_vec();
    for order in ORDERS {
        let pair = |one: usize, other: usize| {
            reorder(
                &lacks[pair_of(order[one], order[other])],
                sizes,
                order[one],
                order[other],
            )
        };
        let mut lift = Lift {
            sizes: order.map(|at| sizes[at]),
            strides: order.map(|at| strides[at]),
            counts,
            is_empty,
            lacks: [pair(0, 1), pair(0, 2), pair(1, 2)],
        };
        if lift.settle_classes() && lift.settle_rectangles() {
            return true;
        }
        counts.copy_from_slice(&before);
    }
    false
}

/// The position of the pair of two dimensions.
fn pair_of(one: usize, other: usize) -> usize {
    one + other - 1
}

/// A pair's table with rows by `row` and columns by `column`.
fn reorder(lacks: &[i64], sizes: [usize; 3], row: usize, column: usize) -> Vec<i64> {
    if row < column {
        return lacks.to_vec();
    }
    let mut turned = Vec::with_capacity(lacks.len());
    for at_row in 0..sizes[row] {
        for at_column in 0..sizes[column] {
            turned.push(lacks[at_column * sizes[row] + at_row]);
        }
    }
    turned
}

impl Lift<'_> {
    /// Brings the pairs with the third dimension right.
    fn settle_classes(&mut self) -> bool {
        (0..self.sizes[2]).all(|class| self.settle_class(class))
    }

    fn settle_class(&mut self, c: usize) -> bool {
        loop {
            let row = |sign: i64| (0..self.sizes[0]).find(|a| self.lack_a(*a, c) * sign > 0);
            let column = |sign: i64| (0..self.sizes[1]).find(|b| self.lack_b(*b, c) * sign > 0);
            let is_done = match (row(1), row(-1), column(1), column(-1)) {
                (None, None, None, None) => return true,
                (Some(more), Some(less), _, _) => self.move_between_rows(more, less, c),
                (_, _, Some(more), Some(less)) => self.move_between_columns(more, less, c),
                (Some(_), None, Some(_), None) => self.add_person(c),
                (None, Some(_), None, Some(_)) => self.remove_person(c),
                _ => false,
            };
            if !is_done {
                return false;
            }
        }
    }

    /// Moves persons of one class of the third dimension from one row to another, in the column where that helps most.
    fn move_between_rows(&mut self, more: usize, less: usize, c: usize) -> bool {
        let may = |b: &usize| self.count(less, *b, c) > 0 && !self.is_empty(more, *b, c);
        let gain = |b: &usize| {
            let helps = self.lack(more, *b).clamp(-1, 1) - self.lack(less, *b).clamp(-1, 1);
            (helps, self.count(less, *b, c))
        };
        let Some(b) = (0..self.sizes[1]).filter(may).max_by_key(gain) else {
            return false;
        };
        let by = self.lack_a(more, c).min(-self.lack_a(less, c));
        let by = limit(by, [self.lack(more, b), -self.lack(less, b)]);
        let by = by.min(self.count(less, b, c));
        self.add(less, b, c, -by);
        self.add(more, b, c, by);
        true
    }

    fn move_between_columns(&mut self, more: usize, less: usize, c: usize) -> bool {
        let may = |a: &usize| self.count(*a, less, c) > 0 && !self.is_empty(*a, more, c);
        let gain = |a: &usize| {
            let helps = self.lack(*a, more).clamp(-1, 1) - self.lack(*a, less).clamp(-1, 1);
            (helps, self.count(*a, less, c))
        };
        let Some(a) = (0..self.sizes[0]).filter(may).max_by_key(gain) else {
            return false;
        };
        let by = self.lack_b(more, c).min(-self.lack_b(less, c));
        let by = limit(by, [self.lack(a, more), -self.lack(a, less)]);
        let by = by.min(self.count(a, less, c));
        self.add(a, less, c, -by);
        self.add(a, more, c, by);
        true
    }

    /// Adds persons where the row, the column and, if possible, the pair of both lack some.
    fn add_person(&mut self, c: usize) -> bool {
        let mut best: Option<(i64, usize, usize)> = None;
        for a in (0..self.sizes[0]).filter(|a| self.lack_a(*a, c) > 0) {
            for b in (0..self.sizes[1]).filter(|b| self.lack_b(*b, c) > 0) {
                let lack = self.lack(a, b);
                if !self.is_empty(a, b, c) && best.is_none_or(|(most, _, _)| lack > most) {
                    best = Some((lack, a, b));
                }
            }
        }
        let Some((lack, a, b)) = best else {
            return false;
        };
        let by = limit(self.lack_a(a, c).min(self.lack_b(b, c)), [lack, lack]);
        self.add(a, b, c, by);
        true
    }

    /// Removes persons where the row, the column and, if possible, the pair of both have too many.
    fn remove_person(&mut self, c: usize) -> bool {
        let mut best: Option<(i64, usize, usize)> = None;
        for a in (0..self.sizes[0]).filter(|a| self.lack_a(*a, c) < 0) {
            for b in (0..self.sizes[1]).filter(|b| self.lack_b(*b, c) < 0) {
                let surplus = -self.lack(a, b);
                if self.count(a, b, c) > 0 && best.is_none_or(|(most, _, _)| surplus > most) {
                    best = Some((surplus, a, b));
                }
            }
        }
        let Some((surplus, a, b)) = best else {
            return false;
        };
        let by = limit(
            -self.lack_a(a, c).max(self.lack_b(b, c)),
            [surplus, surplus],
        );
        self.add(a, b, c, -by.min(self.count(a, b, c)));
        true
    }

    /// Brings the pair of the first two dimensions right, whose rows and columns now lack nothing.
    fn settle_rectangles(&mut self) -> bool {
        while let Some(at) = self.lacks[0].iter().position(|lack| *lack > 0) {
            let (a, b) = (at / self.sizes[1], at % self.sizes[1]);
            let corners = self.corners(a, b);
            let mut corners_left = corners.iter();
            let is_done = corners_left.any(|(a2, b2)| self.turn_in_class((a, b), (*a2, *b2)));
            let mut corners_left = corners.iter();
            if !is_done && !corners_left.any(|(a2, b2)| self.turn_in_two((a, b), (*a2, *b2))) {
                return false;
            }
        }
        true
    }

    /// The opposite corners of rectangles that help: the two other corners have too many. Best those that lack persons.
    fn corners(&self, a: usize, b: usize) -> Vec<(usize, usize)> {
        let mut corners = Vec::new();
        for b2 in (0..self.sizes[1]).filter(|b2| self.lack(a, *b2) < 0) {
            for a2 in (0..self.sizes[0]).filter(|a2| self.lack(*a2, b) < 0) {
                corners.push((a2, b2));
            }
        }
        corners.sort_by_key(|(a2, b2)| -self.lack(*a2, *b2).signum());
        corners
    }

    /// Adds persons at (a, b) and (a2, b2), and takes as many from the other two corners, in one class.
    fn turn_in_class(&mut self, (a, b): (usize, usize), (a2, b2): (usize, usize)) -> bool {
        let available = |c: &usize| self.count(a, b2, *c).min(self.count(a2, b, *c));
        let may =
            |c: &usize| available(c) > 0 && !self.is_empty(a, b, *c) && !self.is_empty(a2, b2, *c);
        let Some(c) = (0..self.sizes[2]).filter(may).max_by_key(available) else {
            return false;
        };
        let wanted = self
            .lack(a, b)
            .min(-self.lack(a, b2))
            .min(-self.lack(a2, b));
        let by = wanted.min(available(&c));
        self.turn((a, b), (a2, b2), c, by);
        true
    }

    fn turn(&mut self, (a, b): (usize, usize), (a2, b2): (usize, usize), c: usize, by: i64) {
        self.add(a, b, c, by);
        self.add(a2, b2, c, by);
        self.add(a, b2, c, -by);
        self.add(a2, b, c, -by);
    }

    /// The same with one person of each of two classes. Others of these classes exchange places, so that no class loses
    /// or gains anybody.
    fn turn_in_two(&mut self, (a, b): (usize, usize), (a2, b2): (usize, usize)) -> bool {
        for c in 0..self.sizes[2] {
            if self.count(a, b2, c) == 0 {
                continue;
            }
            for c2 in 0..self.sizes[2] {
                if c2 == c || self.count(a2, b, c2) == 0 {
                    continue;
                }
                if self.exchange_columns((a, b), (a2, b2), (c, c2))
                    || self.exchange_rows((a, b), (a2, b2), (c, c2))
                {
                    return true;
                }
            }
        }
        false
    }

    /// The person at (a, b2, c) goes to (a, b, c), the one at (a2, b, c2) to (a2, b2, c2); in another row, one goes from
    /// (b, c) to (b2, c) and one from (b2, c2) to (b, c2).
    fn exchange_columns(
        &mut self,
        (a, b): (usize, usize),
        (a2, b2): (usize, usize),
        (c, c2): (usize, usize),
    ) -> bool {
        if self.is_empty(a, b, c) || self.is_empty(a2, b2, c2) {
            return false;
        }
        self.add(a, b2, c, -1);
        self.add(a, b, c, 1);
        self.add(a2, b, c2, -1);
        self.add(a2, b2, c2, 1);
        for row in 0..self.sizes[0] {
            let may = self.count(row, b, c) > 0
                && self.count(row, b2, c2) > 0
                && !self.is_empty(row, b2, c)
                && !self.is_empty(row, b, c2);
            // In the same row that would be undone.
            if may && row != a && row != a2 {
                self.add(row, b, c, -1);
                self.add(row, b2, c, 1);
                self.add(row, b2, c2, -1);
                self.add(row, b, c2, 1);
                return true;
            }
        }
        self.add(a, b2, c, 1);
        self.add(a, b, c, -1);
        self.add(a2, b, c2, 1);
        self.add(a2, b2, c2, -1);
        false
    }

    /// The person at (a, b2, c) goes to (a2, b2, c), the one at (a2, b, c2) to (a, b, c2); in another column, one goes from
    /// (a2, c) to (a, c) and one from (a, c2) to (a2, c2).
    fn exchange_rows(
        &mut self,
        (a, b): (usize, usize),
        (a2, b2): (usize, usize),
        (c, c2): (usize, usize),
    ) -> bool {
        if self.is_empty(a2, b2, c) || self.is_empty(a, b, c2) {
            return false;
        }
        for column in 0..self.sizes[1] {
            let may = self.count(a2, column, c) > 0
                && self.count(a, column, c2) > 0
                && !self.is_empty(a, column, c)
                && !self.is_empty(a2, column, c2);
            if may && column != b && column != b2 {
                self.add(a, b2, c, -1);
                self.add(a2, b2, c, 1);
                self.add(a2, b, c2, -1);
                self.add(a, b, c2, 1);
                self.add(a2, column, c, -1);
                self.add(a, column, c, 1);
                self.add(a, column, c2, -1);
                self.add(a2, column, c2, 1);
                return true;
            }
        }
        false
    }

    fn add(&mut self, a: usize, b: usize, c: usize, by: i64) {
        let at = self.position(a, b, c);
        self.counts[at] += by;
        self.lacks[0][a * self.sizes[1] + b] -= by;
        self.lacks[1][a * self.sizes[2] + c] -= by;
        self.lacks[2][b * self.sizes[2] + c] -= by;
    }

    fn position(&self, a: usize, b: usize, c: usize) -> usize {
        a * self.strides[0] + b * self.strides[1] + c * self.strides[2]
    }

    fn count(&self, a: usize, b: usize, c: usize) -> i64 {
        self.counts[self.position(a, b, c)]
    }

    fn is_empty(&self, a: usize, b: usize, c: usize) -> bool {
        self.is_empty[self.position(a, b, c)]
    }

    fn lack(&self, a: usize, b: usize) -> i64 {
        self.lacks[0][a * self.sizes[1] + b]
    }

    fn lack_a(&self, a: usize, c: usize) -> i64 {
        self.lacks[1][a * self.sizes[2] + c]
    }

    fn lack_b(&self, b: usize, c: usize) -> i64 {
        self.lacks[2][b * self.sizes[2] + c]
    }
}

/// `by`, but no more than the first of these that is above zero.
fn limit(by: i64, helpful: [i64; 2]) -> i64 {
    let limits = helpful.into_iter().filter(|limit| *limit > 0);
    limits.fold(by, i64::min)
}
