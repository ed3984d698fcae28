//! Draws the controls (native selects whose options carry the view that they lead to) and the current selection.

use dashboard::view::{Chip, Choice, Control, Link, View};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    address::{Address, Arrival},
    derived::{derive, derive_item},
    list::list,
};

/// Draws the groups that are chosen by one click.
pub fn groups(page: Memo<View>, address: Address) -> impl IntoView {
    let name = derive(page, |page| page.frame.groups.clone());
    let groups = derive(page, |page| page.presets.clone());
    let none = derive(page, |page| page.presets.is_empty());
    let group = move |group: Choice| {
        let current = group.selected.then_some("true");
        view! { <li><a href=address.url(&group.link.href) aria-current=current>{group.link.label}</a></li> }
    };
    view! {
        <div class="groups" role="group" aria-label=name hidden=none>
            <span aria-hidden="true">{name}</span>
            <ul>{move || list(groups.get(), group)}</ul>
        </div>
    }
}

/// Draws the controls above the figures. On phones, where they would fill the screen, a button opens them.
pub fn controls(page: Memo<View>, address: Address) -> impl IntoView {
    let name = derive(page, |page| page.frame.filters.clone());
    let none = derive(page, |page| page.controls.is_empty());
    let controls = derive(page, |page| page.controls.clone());
    let control = move |control: Control| {
        control_select(
            derive_item(controls, control, |control| &control.id),
            address,
        )
    };
    let (open, set_open) = signal(false);
    let expanded = move || if open.get() { "true" } else { "false" };
    view! {
        <section class="controls" class:open=open aria-label=name hidden=none>
            <button type="button" aria-expanded=expanded on:click=move |_| set_open.set(!open.get_untracked())>
                {name}
            </button>
            <For each=move || controls.get() key=|control| control.id.clone() children=control />
        </section>
    }
}

fn control_select(control: Memo<Control>, address: Address) -> impl IntoView {
    let choices = derive(control, |control| control.choices.clone());
    let more = derive(control, |control| control.more.clone());
    // On a closed select every arrow key is a choice. All that are made while it has the focus are one step back.
    let (chosen, set_chosen) = signal(false);
    let choose = move |event: ev::Event| {
        let href = event_target_value(&event);
        // Who has gone back meanwhile is at another step, which stays.
        let is_next = address.location_untracked().arrival == Arrival::Link;
        if chosen.get_untracked() && is_next {
            address.correct(&href);
        } else {
            address.visit(&href);
        }
        set_chosen.set(true);
    };
    view! {
        <label class="question">
            <span>{derive(control, |control| control.label.clone())}</span>
            <select on:change=choose on:blur=move |_| set_chosen.set(false) autocomplete="off">
                {move || list(choices.get(), choice_option)}
                {move || list(more.get(), |(heading, choices)| view! {
                    <optgroup label=heading>{list(choices, choice_option)}</optgroup>
                })}
            </select>
        </label>
    }
}

fn choice_option(choice: Choice) -> impl IntoView {
    let label = match &choice.unavailable {
        Some(reason) => format!("{} · {reason}", choice.link.label),
        None => choice.link.label,
    };
    view! {
        <option value=choice.link.href prop:selected=choice.selected disabled=choice.unavailable.is_some()>
            {label}
        </option>
    }
}

/// Draws the selection as a sentence, its filters as removable chips, and the button that copies the address. Screen
/// readers announce the sentence when it changes.
pub fn selection(page: Memo<View>, address: Address) -> impl IntoView {
    let chips = derive(page, |page| page.chips.clone());
    let all = derive(page, |page| page.clear.clone());
    let chip = move |chip: Chip| {
        view! {
            <li>
                <a class="chip" href=address.url(&chip.remove.href) aria-label=chip.remove.label>
                    {chip.label} <span aria-hidden="true">"✕"</span>
                </a>
            </li>
        }
    };
    let clear = move |clear: Link| view! { <li><a class="clear" href=address.url(&clear.href)>{clear.label}</a></li> };
    view! {
        <div class="asked">
            <p id="summary" role="status" tabindex="-1">{derive(page, |page| page.summary.clone())}</p>
            {copy(page, address)}
            <ul>
                {move || list(chips.get(), chip)}
                {move || list(all.get(), clear)}
            </ul>
        </div>
    }
}

/// Draws the button that copies the page's address, where the browser allows it.
fn copy(page: Memo<View>, address: Address) -> impl IntoView {
    let done = derive(page, |page| page.frame.copy.1.clone());
    let (copied, set_copied) = signal(false);
    // Not the window's address: whoever gets the link need not know by which one this page was reached.
    let copy = move |_| {
        let canonical = page.with_untracked(|page| address.url(&page.address));
        spawn_local(async move {
            if JsFuture::from(window().navigator().clipboard().write_text(&canonical))
                .await
                .is_ok()
            {
                set_copied.set(true);
                set_timeout(
                    move || set_copied.set(false),
                    std::time::Duration::from_secs(4),
                );
            }
        });
    };
    let possible = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| !clipboard.is_undefined());
    possible.then(|| {
        view! {
            <div class="copy">
                <span role="status">{move || copied.get().then(|| done.get())}</span>
                <button type="button" on:click=copy>{derive(page, |page| page.frame.copy.0.clone())}</button>
            </div>
        }
    })
}
