//! Draws lists within the page.

use leptos::prelude::*;

/// Draws each item of a list, or an optional one. All lists share one type, because each further type adds to the size
/// of the page.
pub fn list<T, V: IntoView + 'static>(
    items: impl IntoIterator<Item = T>,
    mut view: impl FnMut(T) -> V,
) -> Vec<AnyView> {
    items
        .into_iter()
        .map(|item| view(item).into_any())
        .collect()
}
