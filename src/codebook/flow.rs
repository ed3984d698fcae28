//! Checks that dimensions declared as flows can be drawn as flows.

use crate::{
    format::{Dimension, Format},
    lists::CodeLists,
    mistake::Collector,
    placed::Placed,
    tables::list_tables,
};

pub(super) fn check(format: &Format, lists: &CodeLists<'_>, mistakes: &mut Collector<'_>) {
    let flows = format
        .dimension
        .iter()
        .filter_map(|raw| Some((raw, raw.flows_from.as_ref()?)));
    flows.for_each(|(raw, from)| check_dimension(format, raw, from, lists, mistakes));
}

/// A flow needs one origin and one destination a person, and a published table that crosses them.
fn check_dimension(
    format: &Format,
    raw: &Dimension,
    from: &Placed<String>,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) {
    if lists.find_dimension(from, mistakes).is_none() {
        return;
    }
    let (id, source) = (raw.id.get_ref(), from.get_ref());
    if id == source {
        mistakes.at(
            from,
            format!("“{id}” cannot flow from itself: name the dimension of origins"),
        );
        return;
    }
    for several in [&raw.id, from].into_iter().filter(|id| lists.is_multi(id)) {
        let several = several.get_ref();
        mistakes.at(
            from,
            format!(
                "a flow needs one origin and one destination a person, but “{several}” takes several answers: remove \
                 “flows_from”"
            ),
        );
    }
    if !list_tables(format, &[]).iter().any(|table| {
        [id, source]
            .iter()
            .all(|one| table.dimensions.contains(one))
    }) {
        mistakes.at(
            from,
            format!(
                "no table crosses “{id}” and “{source}”: name one of them in [tables] under “pairs”"
            ),
        );
    }
}
