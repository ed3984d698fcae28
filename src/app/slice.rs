//! Slices of the view: a part of the page is told of a change only where its slice has changed.

use dashboard::view::View;
use leptos::prelude::*;

/// A part of the view.
pub fn slice<T: Clone + PartialEq + Send + Sync + 'static>(page: Memo<View>, pick: fn(&View) -> T) -> Memo<T> {
    Memo::new(move |_| page.with(pick))
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
        list.with(|list| list.iter().find(|item| key(item) == key(before)).unwrap_or(before).clone())
    })
}
