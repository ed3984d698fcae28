//! Draws the whole page: top, content and end.

use dashboard::view::View;
use leptos::prelude::*;

use crate::{
    address::Address,
    chart::Engine,
    controls::bar,
    derived::derive,
    figure::{figures, unanswered},
    footer::footer,
    front::{self, doors},
    header::header,
    list::list,
    rest::{above, without_data},
    turns::part,
};

/// Draws the whole page; `busy` says whether more of it is being fetched, `message` stands above everything else.
pub fn page<V: IntoView + 'static>(
    page: Memo<View>,
    busy: Memo<String>,
    message: V,
    address: Address,
    engine: Engine,
) -> impl IntoView {
    view! {
        <svg class="patterns" width="0" height="0" aria-hidden="true" inner_html=dashboard::PATTERNS></svg>
        {part(move || header(page, address).into_any())}
        <main id="main" tabindex="-1" aria-busy=move || busy.get()>
            {message}
            {content(page, address, engine)}
        </main>
        {part(move || footer(page, address).into_any())}
    }
}

fn content(page: Memo<View>, address: Address, engine: Engine) -> impl IntoView {
    let notices = derive(page, |page| page.notices.clone());
    let front = derive(page, |page| page.front.clone());
    let heading = derive(page, |page| page.heading.clone());
    let is_front = derive(page, |page| page.front.is_some());
    let groups = move || page.with(|page| page.groups.clone());
    let dead_end = move || page.with(|page| page.dead_end.clone());
    let notice = |notice: String| view! { <p class="notice">{notice}</p> };
    view! {
        <div class="wrap" class:front=is_front>
            {move || match front.get() {
                Some(front) => front::opening(heading, front, address).into_any(),
                None => opening(page, heading, address).into_any(),
            }}
            <div role="status">{move || list(notices.get(), notice)}</div>
        </div>
        {part(move || bar(page, address).into_any())}
        <div class="wrap">
            {part(move || above(page, address).into_any())}
            {move || list(dead_end(), |dead_end| unanswered(dead_end.reason, dead_end.relaxations, address))}
            <div class:with-groups=is_front>
                {figures(page, address, engine)}
                {move || list(front.get(), |front| front::groups(front, address))}
            </div>
            {part(move || view! {
                {move || list(groups(), |groups| front::all_groups(groups, address))}
                {without_data(page, address)}
                {move || list(front.get(), |front| doors(front, address))}
            }.into_any())}
        </div>
    }
}

/// Draws the head of a section: its name beside what is counted.
fn opening(page: Memo<View>, heading: Memo<String>, address: Address) -> impl IntoView {
    let whole = move || {
        let whole = page.with(|page| page.whole.clone());
        list(
            whole,
            |link| view! { " " <a href=address.url(&link.href)>{link.label}</a> },
        )
    };
    view! {
        <div class="opening">
            <h1 id="heading" tabindex="-1">{heading}</h1>
            <p class="lede">{derive(page, |page| page.lede.clone())} {whole}</p>
        </div>
    }
}
