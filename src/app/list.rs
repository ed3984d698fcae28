//! Lists within the page.

use leptos::prelude::*;

/// Things of one kind below or beside each other, or one that may be there. It is of one type for all lists: each type of its
/// own weighs on the page.
pub fn list<T, V: IntoView + 'static>(
    things: impl IntoIterator<Item = T>,
    mut view: impl FnMut(T) -> V,
) -> Vec<AnyView> {
    things
        .into_iter()
        .map(|thing| view(thing).into_any())
        .collect()
}
