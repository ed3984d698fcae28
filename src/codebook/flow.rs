//! Dimensions that tell where persons came to, gone through for what cannot be drawn as a flow.

use crate::{
    format::{Dimension, Format},
    lists::Lists,
    mistake::Collector,
    placed::Placed,
    tables::family,
};

pub(super) fn check(format: &Format, lists: &Lists<'_>, mistakes: &mut Collector<'_>) {
    let flows = format
        .dimension
        .iter()
        .filter_map(|raw| Some((raw, raw.flows_from.as_ref()?)));
    flows.for_each(|(raw, from)| check_dimension(format, raw, from, lists, mistakes));
}

/// Bands add up on both sides, and are published.
fn check_dimension(
    format: &Format,
    raw: &Dimension,
    from: &Placed<String>,
    lists: &Lists<'_>,
    mistakes: &mut Collector<'_>,
) {
    if lists.dimension(from, mistakes).is_none() {
        return;
    }
    let (id, source) = (raw.id.get_ref(), from.get_ref());
    if id == source {
        mistakes.at(
            from,
            format!("“{id}” flows from another dimension, not from itself"),
        );
        return;
    }
    for several in [&raw.id, from].into_iter().filter(|id| lists.is_multi(id)) {
        let several = several.get_ref();
        mistakes.at(
            from,
            format!(
                "a flow has one source and one end a person, but “{several}” takes several answers"
            ),
        );
    }
    if !family(format, &[]).iter().any(|table| {
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
