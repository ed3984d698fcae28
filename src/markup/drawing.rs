//! Draws what `dashboard` has written as SVG and HTML, and moves between its marks by the arrow keys.

use dashboard::view::{Body, Figure};
use leptos::{ev, html::Div, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{address::Address, derived::derive};

/// What the arrow keys reach.
const MARKS: &str = "[data-point]";

/// Draws a figure's drawing.
pub fn drawing(figure: Memo<Figure>, address: Address) -> impl IntoView {
    let markup = Memo::new(move |_| {
        let root = address.url("");
        figure.with(|figure| match &figure.body {
            Body::Drawing(drawing) => Some(dashboard::draw(drawing, &root)),
            _ => None,
        })
    });
    written(markup)
}

/// Draws what was written. Its marks are one tab stop; the one that has the focus, or is pointed at, says its sentence.
pub fn written(markup: Memo<Option<String>>) -> impl IntoView {
    let has_marks = derive(markup, |markup| {
        markup
            .as_ref()
            .is_some_and(|text| text.contains("data-point"))
    });
    let container = NodeRef::<Div>::new();
    let (said, set_said) = signal(None::<String>);
    Effect::new(move |_| {
        markup.track();
        set_said.set(None);
        if let Some(first) = container
            .get()
            .and_then(|all| all.query_selector(MARKS).ok()?)
        {
            let _ = first.set_attribute("tabindex", "0");
        }
    });
    let say = move |mark: Option<Element>| {
        set_said.set(mark.and_then(|mark| mark.get_attribute("aria-label")));
    };
    let press = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => say(None),
        key => {
            if let Some(next) = next_mark(container, event.target(), key) {
                event.prevent_default();
                // The tab stop goes along, so that Tab leads out of the drawing in both directions.
                if let Some(before) = mark_of(event.target()) {
                    let _ = before.set_attribute("tabindex", "-1");
                }
                let _ = next.set_attribute("tabindex", "0");
                let _ = next.unchecked_ref::<HtmlElement>().focus();
            }
        }
    };
    view! {
        <div class="drawing" node_ref=container inner_html=markup
            on:keydown=press
            on:focusin=move |event| say(mark_of(event.target()))
            on:focusout=move |_| say(None)
            on:pointerover=move |event| say(mark_of(event.target()))
            on:pointerleave=move |_| say(None)>
        </div>
        {move || has_marks.get().then(|| view! {
            <p class="said" aria-hidden="true" class:shown=move || said.with(Option::is_some)>{said}</p>
        })}
    }
}

/// Finds the mark that an event is about.
fn mark_of(target: Option<web_sys::EventTarget>) -> Option<Element> {
    let element = target?.dyn_into::<Element>().ok()?;
    element.closest(MARKS).ok()?
}

/// Finds the mark that a key leads to from the one that has the focus.
fn next_mark(
    container: NodeRef<Div>,
    target: Option<web_sys::EventTarget>,
    key: &str,
) -> Option<Element> {
    let current = mark_of(target)?;
    let marks = container.get_untracked()?.query_selector_all(MARKS).ok()?;
    let mark = |at: u32| marks.get(at)?.dyn_into::<Element>().ok();
    let place: u32 = (0..marks.length()).find(|at| mark(*at).as_ref() == Some(&current))?;
    let last = marks.length().saturating_sub(1);
    mark(match key {
        "ArrowRight" | "ArrowDown" => (place + 1).min(last),
        "ArrowLeft" | "ArrowUp" => place.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}
