//! Decides whether a count is a linear combination of published counts.

/// The Mersenne prime 2³¹ − 1: elimination is done modulo it.
const P: u64 = 2_147_483_647;

/// Rows of a reduced basis, each with the index of its leading 1.
#[derive(Default)]
struct Basis(Vec<(usize, Vec<u64>)>);

/// Returns whether a set of types is a linear combination of the published ones: then its count is
/// determined.
pub fn is_combination(types: usize, published: &[(Vec<usize>, u64)], set: &[usize]) -> bool {
    let mut basis = Basis::default();
    for (set, _) in published {
        basis.add(indicator(types, set));
    }
    basis.reduce(indicator(types, set)).iter().all(|a| *a == 0)
}

fn indicator(types: usize, set: &[usize]) -> Vec<u64> {
    (0..types).map(|at| u64::from(set.contains(&at))).collect()
}

impl Basis {
    /// Subtracts multiples of the basis, so that all its leading indices become zero.
    fn reduce(&self, mut row: Vec<u64>) -> Vec<u64> {
        for (pivot, by) in &self.0 {
            let factor = row[*pivot];
            for (a, b) in row.iter_mut().zip(by) {
                *a = (*a + (P - factor) * b) % P;
            }
        }
        row
    }

    /// Adds a row, if it is not a combination of the basis.
    fn add(&mut self, row: Vec<u64>) {
        let mut row = self.reduce(row);
        let Some(pivot) = row.iter().position(|a| *a != 0) else {
            return;
        };
        let scale = inverse(row[pivot]);
        for a in &mut row {
            *a = *a * scale % P;
        }
        self.0.push((pivot, row));
    }
}

/// Returns the inverse modulo P, as the power P − 2.
fn inverse(a: u64) -> u64 {
    let mut power = 1;
    for bit in (0..31).rev() {
        power = power * power % P;
        if (P - 2) >> bit & 1 == 1 {
            power = power * a % P;
        }
    }
    power
}
