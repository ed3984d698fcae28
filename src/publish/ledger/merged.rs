//! Finds the codes of an earlier code list whose persons a present code has: after renaming, merging and splitting.

use std::collections::BTreeSet;

use cube::Dimension;

use crate::ledger::model::CodeList;

/// A present code with the positions in the earlier list whose counts add up to its count.
pub(super) struct Origin<'a> {
    /// The code; `None` for the total.
    pub(super) code: Option<&'a str>,
    /// The positions in the earlier list.
    pub(super) positions: Vec<usize>,
}

/// The origins of all present codes that have one. A code that was split off, or of which nobody says where its persons
/// were counted, has none.
pub(super) fn find_origins<'a>(list: &CodeList, dimension: &'a Dimension) -> Vec<Origin<'a>> {
    let mut origins = vec![Origin {
        code: None,
        positions: vec![0],
    }];
    let is_unchanged = *list == CodeList::from_dimension(dimension);
    for (at, category) in dimension.categories.iter().enumerate() {
        let positions = if is_unchanged {
            Some(vec![at + 1])
        } else {
            find_positions(list, dimension, &category.code)
        };
        let usable = positions.filter(|positions| positions.len() == 1 || !list.multi);
        origins.extend(usable.map(|positions| Origin {
            code: Some(&category.code),
            positions,
        }));
    }
    origins
}

fn find_positions(list: &CodeList, dimension: &Dimension, code: &str) -> Option<Vec<usize>> {
    if dimension.is_leaf(code) {
        return leaf_positions(list, dimension, code);
    }
    let leaves: Vec<&str> = dimension
        .leaves_in(code)
        .map(|leaf| leaf.code.as_str())
        .collect();
    if let Some(own) = list.position(code)
        && keeps_its_persons(list, dimension, own, &leaves)
    {
        return Some(vec![own]);
    }
    let mut positions = BTreeSet::new();
    for leaf in leaves {
        positions.extend(leaf_positions(list, dimension, leaf)?);
    }
    Some(positions.into_iter().collect())
}

/// Whether everybody of an earlier code is in these present leaves, and nobody else.
fn keeps_its_persons(list: &CodeList, dimension: &Dimension, own: usize, leaves: &[&str]) -> bool {
    let within = descendants(list, own);
    dimension.leaves().all(|leaf| {
        let is_in = leaves.contains(&leaf.code.as_str());
        let known = std::iter::once(&leaf.code).chain(&leaf.replaces);
        let mut origins = known.filter_map(|code| list.position(code));
        origins.all(|origin| within.contains(&origin) == is_in)
    })
}

/// The positions at and below a position.
fn descendants(list: &CodeList, position: usize) -> BTreeSet<usize> {
    let mut within = BTreeSet::from([position]);
    for at in 1..list.width() {
        let parent = list.codes[at - 1].parent.as_deref();
        if parent.is_some_and(|parent| {
            let parent = list.position(parent);
            parent.is_some_and(|parent| within.contains(&parent))
        }) {
            within.insert(at);
        }
    }
    within
}

/// The positions of a leaf: its own, and of the codes that are gone and that it alone replaces.
fn leaf_positions(list: &CodeList, dimension: &Dimension, code: &str) -> Option<Vec<usize>> {
    let category = dimension.category(code)?;
    let own = list.position(code);
    let is_new = |other: &cube::Category| list.position(&other.code).is_none();
    let is_split = |code: &str, by: &str| {
        let mut leaves = dimension.leaves();
        leaves.any(|leaf| {
            leaf.code != by && is_new(leaf) && leaf.replaces.iter().any(|replaced| replaced == code)
        })
    };
    if is_split(code, code) && own.is_some() {
        return None;
    }
    let mut positions: BTreeSet<usize> = own.into_iter().collect();
    for replaced in &category.replaces {
        let Some(position) = list.position(replaced) else {
            continue;
        };
        let still_exists = dimension.category(replaced).is_some();
        if still_exists && own.is_some() {
            // It was split off before this list was made.
            continue;
        }
        if still_exists || is_split(replaced, code) {
            return None;
        }
        positions.insert(position);
    }
    (!positions.is_empty()).then(|| positions.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use cube::Category;

    use super::*;

    /// A dimension of categories, each as `code`, `code<parent` or `code=replaced+replaced`.
    fn dimension(categories: &str) -> Dimension {
        let category = |written: &str| {
            let (rest, replaces) = written.split_once('=').unwrap_or((written, ""));
            let (code, parent) = rest.split_once('<').unwrap_or((rest, ""));
            Category {
                code: code.into(),
                parent: Some(parent.to_owned()).filter(|parent| !parent.is_empty()),
                replaces: replaces
                    .split('+')
                    .filter(|code| !code.is_empty())
                    .map(str::to_owned)
                    .collect(),
                ..Category::default()
            }
        };
        Dimension {
            id: "x".into(),
            categories: categories.split(' ').map(category).collect(),
            ..Dimension::default()
        }
    }

    /// Lists the present codes with those of the earlier list that they consist of.
    fn origins(before: &str, now: &str) -> String {
        let list = CodeList::from_dimension(&dimension(before));
        let present = dimension(now);
        let mut all = Vec::new();
        for origin in find_origins(&list, &present) {
            let Some(code) = origin.code else { continue };
            let of = origin.positions.iter().map(|at| &list.codes[at - 1].code);
            let of: Vec<&str> = of.map(String::as_str).collect();
            all.push(format!("{code}:{}", of.join("+")));
        }
        all.join(" ")
    }

    #[test]
    fn codes_are_followed_through_renaming_merging_and_splitting() {
        for (before, now, expected) in [
            ("A B", "A B", "A:A B:B"),
            ("A B", "C=A B", "C:A B:B"),
            ("A B C", "M=A+B C", "M:A+B C:C"),
            ("A B C", "A=B C", "A:A+B C:C"),
            // C was split off A: of neither it is known how many there were.
            ("A B", "A C=A B", "B:B"),
            ("A B", "C=A D=A B", "B:B"),
            // Once the list has both, they are themselves.
            ("A C B", "A C=A B", "A:A C:C B:B"),
            // A new code that replaces nothing.
            ("A B", "A B C", "A:A B:B"),
        ] {
            assert_eq!(origins(before, now), expected, "{before} to {now}");
        }
    }

    #[test]
    fn parents_are_their_children() {
        for (before, now, expected) in [
            ("A B C", "P A<P B<P C", "P:A+B A:A B:B C:C"),
            ("P A<P B<P C", "A B C", "A:A B:B C:C"),
            ("P A<P B<P C", "P C", "P:P C:C"),
            ("P C", "P A<P B<P C", "P:P C:C"),
            ("P A<P B<P C", "P A<P B<P D<P=B C", "P:P A:A C:C"),
            ("P A<P B<P C", "P A<P B<P D=B C", "A:A C:C"),
        ] {
            assert_eq!(origins(before, now), expected, "{before} to {now}");
        }
    }
}
