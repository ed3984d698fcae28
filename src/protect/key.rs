//! Orders equally good choices by a secret key, so that nobody can replay the algorithm and learn from its choice.

use crate::problem::number::{Group, Name};

/// The secret that decides between equally good patterns. Whoever has it can replay the choice.
pub type Key = [u8; 32];

/// A pseudo-random number for `name`: the same for the same key and name, unpredictable without the key.
pub(crate) fn rank(key: &Key, name: &Name) -> u64 {
    let release = name.release;
    let text = format!("{release:?} {} {}", spell(&name.group), name.address);
    let hash = blake3::keyed_hash(key, text.as_bytes());
    let first_bytes = hash.as_bytes().iter().take(8);
    first_bytes.fold(0, |rank, byte| rank << 8 | u64::from(*byte))
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
    use super::*;

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
