//! Slices of the view: a part of the page is told of a change only where its slice has changed.

use leptos::prelude::*;

/// A part of something that changes.
pub fn slice<S, T>(whole: Memo<S>, pick: fn(&S) -> T) -> Memo<T>
where
    S: Send + Sync + 'static,
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| whole.with(pick))
}

/// One item of a list as it changes, found by its key. An item that has left the list stays as it was last, for the
/// moment until its part of the page is gone too.
pub fn item<T: Clone + PartialEq + Send + Sync + 'static>(
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
