//! Draws from a secret key what protection chooses by, so that whoever replays it with another key gets other choices.

use crate::problem::number::{Group, Name};

/// The secret that decides which of many safe patterns is published. Whoever has it can replay the choice.
pub type Key = [u8; 32];

/// The standard deviation of the logarithms of prices: a number in six costs 4.5 times as much as the middle one or more.
const SIGMA: f64 = 1.5;
/// The largest price, and one over the smallest.
const PRICE_LIMIT: f64 = 100.0;
/// How many uniform numbers are added up to one that is all but normal, of variance 1.
const TERMS: usize = 12;

/// What the key draws for one number.
#[derive(Debug, PartialEq)]
pub(crate) struct Draw {
    /// How many times as much as its size says it costs to hide it; lognormal.
    pub(crate) price: f64,
    /// Its place in the order in which numbers are given alternatives.
    pub(crate) turn: u64,
    /// Its place in the order in which complementary suppressions are published again.
    pub(crate) publishing: u64,
}

/// Draws for the number of this name: the same for the same key and name, unpredictable without the key.
pub(crate) fn draw(key: &Key, name: &Name) -> Draw {
    let release = name.release;
    let text = format!("{release:?} {} {}", spell(&name.group), name.address);
    let hash = blake3::keyed_hash(key, text.as_bytes());
    let (for_price, rest) = hash.as_bytes().split_at(TERMS);
    let (for_turn, rest) = rest.split_at(8);
    let (for_publishing, _) = rest.split_at(8);
    Draw {
        price: price(for_price),
        turn: to_number(for_turn),
        publishing: to_number(for_publishing),
    }
}

/// A lognormal price from uniform bytes, in thousandths, so that no machine rounds it in its own way.
fn price(bytes: &[u8]) -> f64 {
    // Each byte is as likely above 127.5 as below, with a standard deviation of 256 / √12.
    let doubled: i32 = bytes.iter().map(|byte| 2 * i32::from(*byte) - 255).sum();
    let price = (SIGMA * f64::from(doubled) / 512.0).exp();
    let thousandths = (1000.0 * price).round();
    (thousandths / 1000.0).clamp(1.0 / PRICE_LIMIT, PRICE_LIMIT)
}

fn to_number(bytes: &[u8]) -> u64 {
    let bytes = bytes.iter();
    bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The text by which a group is hashed. Changing a word here changes which cells every later release hides.
fn spell(group: &Group) -> String {
    match group {
        Group::Cell => "Cell".into(),
        Group::NotChosen(of, dimension) => format!("Without({}, {dimension:?})", spell(of)),
        Group::Residual(whole) => format!("Rest({whole:?})"),
        Group::Waiting(whole, until) => format!("Waiting({whole:?}, {until:?})"),
        Group::ChangedSince(release) => format!("Since({release})"),
        Group::Change(release) => format!("Change({release})"),
        Group::Slack(number) => format!("Slack({number})"),
    }
}

#[cfg(test)]
mod tests {
    use cube::Address;

    use super::*;

    const DRAWS: usize = 20_000;

    fn draws() -> Vec<Draw> {
        let name = |at: usize| Name {
            release: None,
            group: Group::Cell,
            address: Address::new("n", [("x", at.to_string().as_str())]),
        };
        (0..DRAWS).map(|at| draw(&[7; 32], &name(at))).collect()
    }

    #[test]
    fn prices_are_lognormal() {
        let draws = draws();
        let mut prices: Vec<f64> = draws.iter().map(|draw| draw.price).collect();
        prices.sort_by(f64::total_cmp);
        // A normal number is below -1 with a probability of 0.159.
        let at = |per_mille: usize| prices[DRAWS * per_mille / 1_000].ln() / SIGMA;
        for (per_mille, expected) in [(159, -1.0), (500, 0.0), (841, 1.0)] {
            let found = at(per_mille);
            assert!((found - expected).abs() < 0.05, "{per_mille}: {found}");
        }
    }

    #[test]
    fn the_two_orders_do_not_depend_on_each_other() {
        let draws = draws();
        let earlier_in_both = draws
            .iter()
            .filter(|draw| draw.turn < u64::MAX / 2 && draw.publishing < u64::MAX / 2)
            .count();
        assert!(
            (4_750..5_250).contains(&earlier_in_both),
            "{earlier_in_both}"
        );
    }

    #[test]
    fn another_key_draws_something_else() {
        let name = Name {
            release: None,
            group: Group::Cell,
            address: Address::new("n", []),
        };
        assert_eq!(draw(&[1; 32], &name), draw(&[1; 32], &name));
        assert_ne!(draw(&[1; 32], &name), draw(&[2; 32], &name));
    }

    #[test]
    fn every_group_is_hashed_by_the_same_text_in_every_version() {
        let residual = Group::Residual("solicitudes".into());
        let not_chosen = Group::NotChosen(Box::new(residual), "medios".into());
        assert_eq!(
            spell(&not_chosen),
            r#"Without(Rest("solicitudes"), "medios")"#
        );
        let others = [Group::Cell, Group::ChangedSince(0), Group::Slack(3)];
        assert_eq!(
            others.map(|group| spell(&group)),
            ["Cell", "Since(0)", "Slack(3)"]
        );
    }
}
