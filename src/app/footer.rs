//! The end of every page: what the numbers are not, which release this is, where help can be had.

use dashboard::view::{Link, View};
use leptos::prelude::*;

use crate::{address::Address, list::list, slice::slice};

/// The end of the page.
pub fn footer(page: Memo<View>, address: Address) -> impl IntoView {
    let pages = slice(page, |page| page.footer.pages.clone());
    // Pages of their own: the link leaves the dashboard.
    let leading = move |to: Link| view! { <li><a href=address.url(&to.href) rel="external">{to.label}</a></li> };
    let contacts = slice(page, |page| page.footer.help.1.clone());
    let contact = |contact: Link| view! { <li><a href=contact.href>{contact.label}</a></li> };
    view! {
        <footer>
            <div class="wrap">
                <div>
                    <h2>{slice(page, |page| page.footer.caveat.0.clone())}</h2>
                    <p>{slice(page, |page| page.footer.caveat.1.clone())}</p>
                </div>
                <div>
                    <h2>{slice(page, |page| page.footer.release.0.clone())}</h2>
                    <p>{slice(page, |page| page.footer.release.1.clone())}</p>
                    <ul>{move || list(pages.get(), leading)}</ul>
                </div>
                <div>
                    <h2>{slice(page, |page| page.footer.help.0.clone())}</h2>
                    <ul>{move || list(contacts.get(), contact)}</ul>
                </div>
            </div>
        </footer>
    }
}
