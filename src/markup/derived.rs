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
