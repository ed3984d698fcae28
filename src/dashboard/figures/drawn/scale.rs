//! Chooses the largest value of a scale, and the values of its grid.

/// The grid of a scale from 0: its largest value, and the values at which it has lines.
pub fn grid(largest: f64) -> (f64, Vec<f64>) {
    let step = step(largest);
    let mut values = Vec::new();
    let mut value = step;
    while value <= largest {
        values.push(value);
        value += step;
    }
    (largest.max(1.0), values)
}

/// Returns a step of 1, 2 or 5 times a power of ten of which one to four fit into the range.
fn step(largest: f64) -> f64 {
    let mut power = 1.0;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            let step = factor * power;
            if largest < step * 5.0 {
                return step;
            }
        }
        power *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids_have_few_round_values_below_the_largest() {
        assert_eq!(grid(109.0), (109.0, vec![50.0, 100.0]));
        assert_eq!(grid(427.0).1, [100.0, 200.0, 300.0, 400.0]);
        assert_eq!(grid(0.0), (1.0, vec![]));
        for largest in 1..5_000 {
            let (_, values) = grid(f64::from(largest));
            assert!((1..=4).contains(&values.len()), "{largest}: {values:?}");
        }
    }
}
