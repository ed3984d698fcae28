//! Draws lists within the page.

use std::sync::Arc;

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

/// Draws an item for each key; it keeps its elements, and so the focus, as long as its key stays. One type for all lists,
/// because each further type adds to the size of the page.
pub fn keyed(
    keys: Memo<Vec<String>>,
    child: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
) -> AnyView {
    let children = move |key: String| child(key);
    view! { <For each=move || keys.get() key=String::clone children /> }.into_any()
}
