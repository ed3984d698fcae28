//! Draws the bar of questions, and the panels or the sheet that its buttons open.
//!
//! Every answer is a native control or a link that carries the view that it leads to. A panel stays open while answers
//! change the page; it closes with its button, with Escape, when the reader turns to something else, and once one of
//! several is picked by mouse or finger, so that what it changes can be seen. The sheet of phones stays open.

use std::{sync::Arc, time::Duration};

use dashboard::view::{
    About, Answer, Answers, Bar, Block, Button, Choice, Count, Link, Number, Question, Select, View,
};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::{
    address::{Address, Arrival},
    list::{keyed, list},
    turns::in_turn,
};

/// The name of the button that opens all questions at once, on phones.
const ALL: &str = "all";

/// What is open, and how it opens and closes.
#[derive(Clone, Copy)]
struct Panel {
    /// The question whose button opened it, or [`ALL`].
    open: RwSignal<Option<String>>,
}

impl Panel {
    fn is_open(self, id: &str) -> bool {
        self.open.with(|open| open.as_deref() == Some(id))
    }

    fn expanded(self, id: &str) -> &'static str {
        if self.is_open(id) { "true" } else { "false" }
    }

    /// Opens the panel at a question, which gets the focus, or closes it.
    fn toggle(self, id: &str) {
        if self.open.with_untracked(|open| open.as_deref() == Some(id)) {
            self.close();
            return;
        }
        self.open.set(Some(id.to_owned()));
        let target = format!("ask-{id}");
        request_animation_frame(move || {
            if let Some(panel) = document().get_element_by_id("panel") {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                panel.scroll_into_view_with_scroll_into_view_options(&options);
            }
            focus(&target);
        });
    }

    /// Closes the panel and gives the focus back to the button that opened it.
    fn close(self) {
        if let Some(id) = self.open.get_untracked() {
            focus(&format!("open-{id}"));
            self.open.set(None);
        }
    }

    /// Closes the panel of one question once its answer is picked by mouse or finger; arrow keys go through all answers.
    fn pick(self, event: &ev::MouseEvent) {
        let is_sheet = self
            .open
            .with_untracked(|open| open.as_deref() == Some(ALL));
        if event.detail() > 0 && !is_sheet {
            request_animation_frame(move || self.close());
        }
    }

    /// Closes the panel if the reader turns to something outside of the bar.
    fn leave(self, target: Option<Element>) {
        let inside = target.is_none_or(|target| target.closest(".bar").ok().flatten().is_some());
        if !inside && self.open.with_untracked(Option::is_some) {
            self.open.set(None);
        }
    }
}

/// Draws the bar of questions, if the page has one.
pub fn bar(page: Memo<View>, address: Address) -> impl IntoView {
    let bar = Memo::new(move |_| page.with(|page| page.bar.clone()).unwrap_or_default());
    let none = move || page.with(|page| page.bar.is_none());
    let name = move || page.with(|page| page.frame.filters.clone());
    let ask = move || page.with(|page| page.frame.ask.clone());
    let plain = move || bar.with(|bar| bar.questions.is_empty());
    let panel = Panel {
        open: RwSignal::new(None),
    };
    let leave = window_event_listener(ev::pointerdown, move |event| {
        panel.leave(event.target().and_then(|target| target.dyn_into().ok()));
    });
    on_cleanup(move || leave.remove());
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            panel.close();
        }
    };
    let blur = move |event: ev::FocusEvent| {
        panel.leave(
            event
                .related_target()
                .and_then(|target| target.dyn_into().ok()),
        );
    };
    view! {
        <section class="bar" class:plain=plain aria-label=name hidden=none on:keydown=escape on:focusout=blur>
            <div class="wrap">
                <p class="counts" class:sides=move || bar.with(|bar| bar.compares)>
                    {move || list(bar.with(|bar| bar.counts.clone()), count)}
                </p>
                <div class="questions">
                    {buttons(bar, About::Whom, panel)}
                    {clear(bar, address)}
                </div>
                <div class="questions how">
                    {buttons(bar, About::How, panel)}
                    {copy(page, address)}
                </div>
                <p class="brief">{move || bar.with(|bar| bar.brief.clone())}</p>
                <button type="button" class="main" id="open-all" hidden=plain aria-controls="panel"
                    aria-expanded=move || panel.expanded(ALL) on:click=move |_| panel.toggle(ALL)>
                    {ask}
                </button>
            </div>
            {panel_view(page, bar, panel, address)}
        </section>
    }
}

fn count(count: Count) -> impl IntoView {
    view! { <span><b>{number(count.number)}</b> " " {count.counted}</span> }
}

fn number(number: Number) -> impl IntoView {
    let meaning = number.meaning.map(|meaning| format!(" ({meaning})"));
    view! { {number.text} {list(meaning, spoken)} }
}

fn spoken(text: String) -> impl IntoView {
    view! { <span class="spoken">{text}</span> }
}

fn clear(bar: Memo<Bar>, address: Address) -> AnyView {
    let link = move |clear: Link| clear_link(clear, address);
    (move || list(bar.with(|bar| bar.clear.clone()), link)).into_any()
}

fn clear_link(clear: Link, address: Address) -> impl IntoView {
    view! { <a class="clear" href=address.url(&clear.href)>{clear.label}</a> }
}

fn find(bar: &Bar, id: &str) -> Option<Question> {
    let mut questions = bar.questions.iter();
    questions.find(|question| question.id == id).cloned()
}

fn buttons(bar: Memo<Bar>, about: About, panel: Panel) -> AnyView {
    let keys = Memo::new(move |_| {
        let mut keys = Vec::new();
        bar.with(|bar| {
            for question in &bar.questions {
                if question.about == about && question.button.is_some() {
                    keys.push(question.id.clone());
                }
            }
        });
        keys
    });
    let button = move |id: String| {
        let (expanded, toggled, found) = (id.clone(), id.clone(), id.clone());
        let read = Arc::new(move |pick: fn(Button) -> String| {
            let question = bar.with(|bar| find(bar, &found));
            question
                .and_then(|question| question.button)
                .map(pick)
                .unwrap_or_default()
        });
        let (spoken, set) = (Arc::clone(&read), Arc::clone(&read));
        view! {
            <button type="button" class="question" id=format!("open-{id}") aria-controls="panel"
                class:set=move || !set(|button| if button.set { button.label } else { String::new() }).is_empty()
                aria-label=move || spoken(|button| button.spoken)
                aria-expanded=move || panel.expanded(&expanded)
                on:click=move |_| panel.toggle(&toggled)>
                <span>{move || read(|button| button.label)}</span>
            </button>
        }
        .into_any()
    };
    keyed(keys, Arc::new(button))
}

/// Draws the panel: the groups and all questions. Where there is room, the style sheet shows those of one kind.
fn panel_view(page: Memo<View>, bar: Memo<Bar>, panel: Panel, address: Address) -> impl IntoView {
    let kind = move || {
        let open = panel.open.get()?;
        let question = bar.with(|bar| find(bar, &open));
        Some(match question.map(|question| question.about) {
            Some(About::Whom) => "panel whom",
            Some(About::How) => "panel how",
            None => "panel",
        })
    };
    let name = move || page.with(|page| page.frame.filters.clone());
    let heading = move || bar.with(|bar| bar.groups.0.clone());
    let groups = Memo::new(move |_| {
        bar.with(|bar| {
            (0..bar.groups.1.len())
                .map(|at| at.to_string())
                .collect::<Vec<_>>()
        })
    });
    let group = move |at: String| {
        let choice = move || {
            let at: Option<usize> = at.parse().ok();
            at.and_then(|at| bar.with(|bar| bar.groups.1.get(at).cloned()))
        };
        let (href, current) = (choice.clone(), choice.clone());
        view! {
            <li>
                <a href=move || href().map(|choice| address.url(&choice.link.href))
                    aria-current=move || current().filter(|choice| choice.selected).map(|_| "true")>
                    {move || choice().map(|choice| choice.link.label)}
                </a>
            </li>
        }
        .into_any()
    };
    let questions = Memo::new(move |_| {
        let id = |question: &Question| question.id.clone();
        bar.with(|bar| bar.questions.iter().map(id).collect::<Vec<_>>())
    });
    // A question that has left the page stays as it was until its part is removed.
    let question = move |id: String| {
        let question = Memo::new(move |before: Option<&Option<Question>>| {
            bar.with(|bar| find(bar, &id))
                .or_else(|| before.cloned().flatten())
        });
        fieldset(question, panel, address)
    };
    view! {
        <div id="panel" class=move || kind().unwrap_or_default() hidden=move || kind().is_none()>
            <div class="wrap" id="ask-all" role="group" aria-label=name tabindex="-1">
                <div class="groups whom" role="group" aria-label=heading hidden=move || groups.with(Vec::is_empty)>
                    <span aria-hidden="true">{heading}</span>
                    <ul>{keyed(groups, Arc::new(group))}</ul>
                </div>
                <div class="fields">{keyed(in_turn(questions), Arc::new(question))}</div>
                <div class="end">
                    <button type="button" class="main" on:click=move |_| panel.close()>
                        {move || bar.with(|bar| bar.close.clone())}
                    </button>
                    {clear(bar, address)}
                    {copy(page, address)}
                    <p>
                        {move || page.with(|page| page.frame.at_once.clone())} " "
                        {move || bar.with(|bar| bar.rules.join(" "))}
                    </p>
                </div>
            </div>
        </div>
    }
}

/// Reads a part of a question.
fn part<T: Default>(question: Memo<Option<Question>>, pick: fn(&Question) -> T) -> T {
    question.with(|question| question.as_ref().map(pick).unwrap_or_default())
}

fn answers(question: &Question) -> &[Answer] {
    match &question.answers {
        Answers::Range { single, .. } => single,
        Answers::Several(answers) | Answers::One(answers) => answers,
    }
}

fn selects(question: &Question) -> &[Select] {
    match &question.answers {
        Answers::Range { ends, .. } => ends,
        Answers::Several(_) | Answers::One(_) => &[],
    }
}

/// Draws a question with its answers, and why some of them cannot be chosen.
fn fieldset(question: Memo<Option<Question>>, panel: Panel, address: Address) -> AnyView {
    let Some(first) = question.get_untracked() else {
        return ().into_any();
    };
    let id = first.id.clone();
    let class = match first.about {
        About::Whom => "whom",
        About::How => "how",
    };
    let target = format!("ask-{id}");
    let why = format!("why-{id}");
    let blocked = move || part(question, |question| !question.blocks.is_empty());
    let described = {
        let why = why.clone();
        move || blocked().then(|| why.clone())
    };
    let keys = Memo::new(move |_| {
        let keys = |question: &Question| {
            answers(question)
                .iter()
                .map(|answer| answer.key.clone())
                .collect::<Vec<_>>()
        };
        part(question, keys)
    });
    let kind = if matches!(first.answers, Answers::Several(_)) {
        "checkbox"
    } else {
        "radio"
    };
    // Arrow keys choose at once. All that is chosen while a question has the focus is one step back, but for ticks.
    let (chosen, set_chosen) = signal(false);
    let choose = move |event: ev::Event| {
        let href = event_target_value(&event);
        // Who has gone back meanwhile is at another step, which stays.
        let is_next = address.location_untracked().arrival == Arrival::Link;
        if chosen.get_untracked() && is_next && kind == "radio" {
            address.correct(&href);
        } else {
            address.visit(&href);
        }
        set_chosen.set(true);
    };
    let leave = move |event: ev::FocusEvent| {
        let to: Option<Node> = event.related_target().and_then(|to| to.dyn_into().ok());
        let from: Option<Element> = event.current_target().and_then(|from| from.dyn_into().ok());
        if !from.is_some_and(|from| from.contains(to.as_ref())) {
            set_chosen.set(false);
        }
    };
    let answer = move |key: String| {
        let answer = Memo::new(move |before: Option<&Option<Answer>>| {
            let found = question.with(|question| {
                let mut answers = question.iter().flat_map(answers);
                answers.find(|answer| answer.key == key).cloned()
            });
            found.or_else(|| before.cloned().flatten())
        });
        let read = move |pick: fn(&Answer) -> String| {
            answer.with(|answer| answer.as_ref().map(pick).unwrap_or_default())
        };
        let is = move |what: fn(&Answer) -> bool| {
            answer.with(|answer| answer.as_ref().is_some_and(what))
        };
        let number_of =
            move || answer.with(|answer| answer.as_ref().and_then(|answer| answer.count.clone()));
        let depth = match answer
            .with_untracked(|answer| answer.as_ref().map_or(0, |answer| answer.depth))
        {
            0 => "answer",
            1 => "answer inner",
            _ => "answer innermost",
        };
        view! {
            <label class=depth>
                <input type=kind name=id.clone() autocomplete="off" on:change=choose
                    on:click=move |event| if kind == "radio" { panel.pick(&event) }
                    value=move || read(|answer| answer.choice.link.href.clone())
                    prop:checked=move || is(|answer| answer.choice.selected)
                    disabled=move || is(|answer| answer.choice.unavailable.is_some()) />
                <span>{move || read(|answer| answer.choice.link.label.clone())}</span>
                <b>{move || list(number_of(), number)}</b>
            </label>
        }
        .into_any()
    };
    let option = |choice: Choice| {
        view! {
            <option value=choice.link.href prop:selected=choice.selected disabled=choice.unavailable.is_some()>
                {choice.link.label}
            </option>
        }
    };
    // The two ends of a range are always there.
    let select = move |at: usize| {
        let choices = move || {
            question.with(|question| {
                let select = question
                    .as_ref()
                    .and_then(|question| selects(question).get(at));
                select
                    .map(|select| select.choices.clone())
                    .unwrap_or_default()
            })
        };
        let label = move || {
            question.with(|question| {
                let select = question
                    .as_ref()
                    .and_then(|question| selects(question).get(at));
                select.map(|select| select.label.clone())
            })
        };
        view! {
            <label>
                <span>{label}</span>
                <select autocomplete="off" on:change=choose>{move || list(choices(), option)}</select>
            </label>
        }
    };
    let is_range = !selects(&first).is_empty();
    view! {
        <fieldset class=class id=target tabindex="-1" aria-describedby=described on:focusout=leave>
            <legend>{move || part(question, |question| question.name.clone())}</legend>
            <div id=why>
                {move || list(part(question, |question| question.blocks.clone()), move |block| why_not(block, address))}
            </div>
            <div class="answers" class:years=is_range>{keyed(keys, Arc::new(answer))}</div>
            <div class="range" hidden=!is_range>{list(0..selects(&first).len(), select)}</div>
        </fieldset>
    }
    .into_any()
}

fn why_not(block: Block, address: Address) -> impl IntoView {
    let swap = move |swap: Link| view! { <a href=address.url(&swap.href)>{swap.label}</a> };
    view! { <p class="blocked">{block.reason} " " {list(block.swap, swap)}</p> }
}

/// Gives an element the focus; the browser scrolls to it within the panel.
fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// Draws the button that copies the page's address, where the browser allows it.
fn copy(page: Memo<View>, address: Address) -> impl IntoView {
    let done = move || page.with(|page| page.frame.copy.1.clone());
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
                set_timeout(move || set_copied.set(false), Duration::from_secs(4));
            }
        });
    };
    let possible = is_browser()
        && js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))
            .is_ok_and(|clipboard| !clipboard.is_undefined());
    possible.then(|| {
        view! {
            <button type="button" class="copy" on:click=copy>{move || page.with(|page| page.frame.copy.0.clone())}</button>
            <span class="copied" role="status">{move || copied.get().then(done)}</span>
        }
    })
}
