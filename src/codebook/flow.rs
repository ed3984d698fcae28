//! Checks that dimensions declared as flows or pyramids can be drawn as such: by a published table that crosses both.

use crate::{
    format::{Dimension, Format},
    lists::CodeLists,
    mistake::Collector,
    placed::Placed,
    tables::list_tables,
};

/// How two dimensions are drawn together.
#[derive(Clone, Copy)]
struct Drawing {
    /// The key that names the other dimension.
    key: &'static str,
    /// What the drawing needs.
    needs: &'static str,
}

const FLOW: Drawing = Drawing {
    key: "flows_from",
    needs: "a flow needs one origin and one destination a person",
};
const PYRAMID: Drawing = Drawing {
    key: "mirrored_by",
    needs: "a pyramid needs one answer a person on both sides",
};

pub(super) fn check(format: &Format, lists: &CodeLists<'_>, mistakes: &mut Collector<'_>) {
    for raw in &format.dimension {
        if let Some(from) = &raw.flows_from {
            check_dimension(format, (raw, from), FLOW, lists, mistakes);
        }
        if let Some(by) = &raw.mirrored_by {
            check_dimension(format, (raw, by), PYRAMID, lists, mistakes);
            check_sides(format, by, mistakes);
        }
    }
}

/// A pyramid has two sides.
fn check_sides(format: &Format, by: &Placed<String>, mistakes: &mut Collector<'_>) {
    let dimension = format
        .dimension
        .iter()
        .find(|raw| raw.id.get_ref() == by.get_ref());
    let Some(dimension) = dimension else { return };
    let groups = dimension.categories.iter();
    let groups = groups.filter(|category| category.parent.is_none()).count();
    if groups != 2 {
        mistakes.at(
            by,
            format!(
                "a pyramid has two sides, but “{}” has {groups} groups: put its categories into two groups, or remove \
                 “mirrored_by”",
                by.get_ref()
            ),
        );
    }
}

/// Each person needs one answer to both, and a published table crosses them.
fn check_dimension(
    format: &Format,
    (raw, other): (&Dimension, &Placed<String>),
    drawing: Drawing,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) {
    if lists.find_dimension(other, mistakes).is_none() {
        return;
    }
    let (id, source) = (raw.id.get_ref(), other.get_ref());
    let Drawing { key, needs } = drawing;
    if id == source {
        mistakes.at(
            other,
            format!("“{id}” cannot be its own “{key}”: name another dimension"),
        );
        return;
    }
    for several in [&raw.id, other].into_iter().filter(|id| lists.is_multi(id)) {
        let several = several.get_ref();
        mistakes.at(
            other,
            format!("{needs}, but “{several}” takes several answers: remove “{key}”"),
        );
    }
    if !list_tables(format, &[]).iter().any(|table| {
        [id, source]
            .iter()
            .all(|one| table.dimensions.contains(one))
    }) {
        mistakes.at(
            other,
            format!(
                "no table crosses “{id}” and “{source}”: name one of them in [tables] under “pairs”"
            ),
        );
    }
}
