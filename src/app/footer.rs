//! The end of every page: what the numbers are not, which release this is, where help can be had.

use dashboard::view::View;
use leptos::prelude::*;

use crate::slice::slice;

/// The end of the page.
pub fn footer(page: Memo<View>) -> impl IntoView {
    let footer = slice(page, |page| page.footer.clone());
    let part = |(heading, text): (String, String)| view! { <div><h2>{heading}</h2><p>{text}</p></div> };
    let contacts = move || {
        let contacts = footer.get().help.1.into_iter();
        contacts.map(|contact| view! { <li><a href=contact.href>{contact.label}</a></li> }).collect_view()
    };
    view! {
        <footer>
            <div class="wrap">
                {move || part(footer.get().caveat)} {move || part(footer.get().release)}
                <div><h2>{move || footer.get().help.0}</h2><ul>{contacts}</ul></div>
            </div>
        </footer>
    }
}
