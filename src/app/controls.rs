//! What can be asked: native selects whose options carry the view they lead to, the active filters, and the link.

use dashboard::view::{Chip, Choice, Control, View};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    address::Address,
    slice::{item, slice},
};

/// The questions, above what they change.
pub fn controls(page: Memo<View>, address: Address) -> impl IntoView {
    let name = slice(page, |page| page.frame.filters.clone());
    let controls = slice(page, |page| page.controls.clone());
    let question = move |control: Control| question(item(controls, control, |control| &control.id), address);
    view! {
        <section class="controls" aria-label=move || name.get()>
            <For each=move || controls.get() key=|control| control.id.clone() children=question />
            {copy(page)}
        </section>
    }
}

fn question(control: Memo<Control>, address: Address) -> impl IntoView {
    let choose = move |event: ev::Event| address.visit(&event_target_value(&event));
    view! {
        <label class="question">
            <span>{move || control.get().label}</span>
            <select on:change=choose autocomplete="off">
                {move || control.get().choices.into_iter().map(answer).collect_view()}
            </select>
        </label>
    }
}

fn answer(choice: Choice) -> impl IntoView {
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

/// What is shown, in words, and what can be taken back. The sentence is also announced when it changes.
pub fn asked(page: Memo<View>, address: Address) -> impl IntoView {
    let summary = slice(page, |page| page.summary.clone());
    let chips = slice(page, |page| page.chips.clone());
    let clear = slice(page, |page| page.clear.clone());
    let chip = move |chip: Chip| {
        view! {
            <a class="chip" href=address.url(&chip.remove.href) aria-label=chip.remove.label>
                {chip.label} <span aria-hidden="true">"✕"</span>
            </a>
        }
    };
    view! {
        <div class="asked">
            <p id="summary" role="status" tabindex="-1">{move || summary.get()}</p>
            {move || chips.get().into_iter().map(chip).collect_view()}
            {move || clear.get().map(|clear| view! { <a class="clear" href=address.url(&clear.href)>{clear.label}</a> })}
        </div>
    }
}

/// The button that copies the page's address, where the browser lets a page do that.
fn copy(page: Memo<View>) -> impl IntoView {
    let words = slice(page, |page| page.frame.copy.clone());
    let (copied, set_copied) = signal(false);
    let copy = move |_| {
        spawn_local(async move {
            let address = window().location().href().unwrap_or_default();
            if JsFuture::from(window().navigator().clipboard().write_text(&address)).await.is_ok() {
                set_copied.set(true);
                set_timeout(move || set_copied.set(false), std::time::Duration::from_secs(4));
            }
        });
    };
    let possible = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| !clipboard.is_undefined());
    possible.then(|| {
        view! {
            <div class="copy">
                <span role="status">{move || copied.get().then(|| words.get().1)}</span>
                <button type="button" on:click=copy>{move || words.get().0}</button>
            </div>
        }
    })
}
