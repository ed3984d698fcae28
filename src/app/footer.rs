//! The end of every page: what the numbers are not, which release this is, where help can be had.

use dashboard::view::{Link, View};
use leptos::prelude::*;

use crate::{address::Address, slice::slice};

/// The end of the page.
pub fn footer(page: Memo<View>, address: Address) -> impl IntoView {
    let quality = Memo::new(move |_| page.with(|page| address.url(&page.footer.quality.href)));
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
                    <p>
                        // A page of its own: the link leaves the dashboard.
                        <a href=quality rel="external">{slice(page, |page| page.footer.quality.label.clone())}</a>
                    </p>
                </div>
                <div>
                    <h2>{slice(page, |page| page.footer.help.0.clone())}</h2>
                    <ul>{move || contacts.get().into_iter().map(contact).collect_view()}</ul>
                </div>
            </div>
        </footer>
    }
}
