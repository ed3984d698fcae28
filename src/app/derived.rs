//! Derives parts of the view as memos, so that a part of the page is drawn again only when its own values changed.

use leptos::prelude::*;

/// Derives a value from a memo. Whoever reads it is notified only when the derived value differs.
pub fn derive<S, T>(whole: Memo<S>, pick: fn(&S) -> T) -> Memo<T>
where
    S: Send + Sync + 'static,
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| whole.with(pick))
}

/// Derives one item of a list, found by its key. An item that has left the list keeps its last value until its part of
/// the page is removed.
pub fn derive_item<T: Clone + PartialEq + Send + Sync + 'static>(
    list: Memo<Vec<T>>,
    first: T,
    key: fn(&T) -> &str,
) -> Memo<T> {
    Memo::new(move |before: Option<&T>| {
        let before = before.unwrap_or(&first);
        list.with(|list| {
            list.iter()
                .find(|item| key(item) == key(before))
                .unwrap_or(before)
                .clone()
        })
    })
}
