//! Draws the bar of questions, and the panels or the sheet that its buttons open.
//!
//! Every answer is a native control or a link that carries the view that it leads to. A panel stays open while answers
//! change the page; it closes with its button, with Escape, or when the reader turns to something else.

use std::time::Duration;

use dashboard::view::{
    About, Answer, Answers, Bar, Block, Button, Choice, Count, Link, Number, Question, Select, View,
};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::{
    address::{Address, Arrival},
    derived::{derive, derive_item},
    list::list,
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
    let none = derive(page, |page| page.bar.is_none());
    let name = derive(page, |page| page.frame.filters.clone());
    let ask = derive(page, |page| page.frame.ask.clone());
    let no_questions = derive(page, |page| questions(page).is_empty());
    let counts = derive(page, |page| from_bar(page, |bar| bar.counts.clone()));
    let compares = derive(page, |page| {
        page.bar.as_ref().is_some_and(|bar| bar.compares)
    });
    let brief = derive(page, |page| from_bar(page, |bar| bar.brief.clone()));
    let clear = derive(page, |page| from_bar(page, |bar| bar.clear.clone()));
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
        <section class="bar" class:plain=no_questions aria-label=name hidden=none on:keydown=escape on:focusout=blur>
            <div class="wrap">
                <p class="counts" class:sides=compares>{move || list(counts.get(), count)}</p>
                <div class="questions">
                    {buttons(page, About::Whom, panel)}
                    {move || list(clear.get(), move |clear| clear_link(clear, address))}
                </div>
                <div class="questions how">
                    {buttons(page, About::How, panel)}
                    {copy(page, address)}
                </div>
                <p class="brief">{brief}</p>
                <button type="button" class="main" id="open-all" hidden=no_questions aria-controls="panel"
                    aria-expanded=move || panel.expanded(ALL) on:click=move |_| panel.toggle(ALL)>
                    {ask}
                </button>
            </div>
            {panel_view(page, panel, address)}
        </section>
    }
}

fn from_bar<T: Default>(page: &View, pick: fn(&Bar) -> T) -> T {
    page.bar.as_ref().map(pick).unwrap_or_default()
}

fn questions(page: &View) -> &[Question] {
    page.bar.as_ref().map_or(&[], |bar| &bar.questions)
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

fn clear_link(clear: Link, address: Address) -> impl IntoView {
    view! { <a class="clear" href=address.url(&clear.href)>{clear.label}</a> }
}

fn buttons(page: Memo<View>, about: About, panel: Panel) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let has_button = |one: &&Question| one.about == about && one.button.is_some();
        page.with(|page| {
            questions(page)
                .iter()
                .filter(has_button)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let button = move |question: Question| {
        let id = question.id.clone();
        let (expanded, toggled) = (id.clone(), id.clone());
        let question = derive_item(shown, question, |question| &question.id);
        let button = derive(question, |question| question.button.clone());
        let read = move |pick: fn(Button) -> String| button.get().map(pick).unwrap_or_default();
        view! {
            <button type="button" class="question" id=format!("open-{id}") aria-controls="panel"
                class:set=move || button.get().is_some_and(|button| button.set)
                aria-label=move || read(|button| button.spoken)
                aria-expanded=move || panel.expanded(&expanded)
                on:click=move |_| panel.toggle(&toggled)>
                <span>{move || read(|button| button.label)}</span>
            </button>
        }
    };
    view! { <For each=move || shown.get() key=|question| question.id.clone() children=button /> }
}

/// Draws the panel: the groups and all questions. Where there is room, the style sheet shows those of one kind.
fn panel_view(page: Memo<View>, panel: Panel, address: Address) -> impl IntoView {
    let all = derive(page, |page| questions(page).to_vec());
    let kind = Memo::new(move |_| {
        let open = panel.open.get()?;
        let question = all.with(|all| all.iter().find(|one| one.id == open).map(|one| one.about));
        Some(match question {
            Some(About::Whom) => "whom",
            Some(About::How) => "how",
            None => ALL,
        })
    });
    let name = derive(page, |page| page.frame.filters.clone());
    let class = move || format!("panel {}", kind.get().unwrap_or_default());
    let heading = derive(page, |page| from_bar(page, |bar| bar.groups.0.clone()));
    let groups = derive(page, |page| from_bar(page, |bar| bar.groups.1.clone()));
    let group = move |group: Choice| {
        let current = group.selected.then_some("true");
        view! { <li><a href=address.url(&group.link.href) aria-current=current>{group.link.label}</a></li> }
    };
    let close = derive(page, |page| from_bar(page, |bar| bar.close.clone()));
    let counted = derive(page, |page| from_bar(page, |bar| bar.counted.clone()));
    let clear = derive(page, |page| from_bar(page, |bar| bar.clear.clone()));
    let children =
        move |first: Question| fieldset(derive_item(all, first, |question| &question.id), address);
    view! {
        <div id="panel" class=class hidden=move || kind.get().is_none()>
            <div class="wrap" id="ask-all" role="group" aria-label=name tabindex="-1">
                <div class="groups whom" role="group" aria-label=heading hidden=move || groups.with(Vec::is_empty)>
                    <span aria-hidden="true">{heading}</span>
                    <ul>{move || list(groups.get(), group)}</ul>
                </div>
                <div class="fields">
                    <For each=move || all.get() key=|question| question.id.clone() children />
                </div>
                <div class="end">
                    <button type="button" class="main" on:click=move |_| panel.close()>{close}</button>
                    {move || list(clear.get(), move |clear| clear_link(clear, address))}
                    {copy(page, address)}
                    <p>{derive(page, |page| page.frame.at_once.clone())} " " {move || counted.get()}</p>
                </div>
            </div>
        </div>
    }
}

/// Draws a question with its answers, and why some of them cannot be chosen.
fn fieldset(question: Memo<Question>, address: Address) -> impl IntoView {
    let first = question.get_untracked();
    let id = first.id;
    let class = match first.about {
        About::Whom => "whom",
        About::How => "how",
    };
    let target = format!("ask-{id}");
    let why = format!("why-{id}");
    let blocks = derive(question, |question| question.blocks.clone());
    let described = {
        let why = why.clone();
        move || {
            blocks
                .with(|blocks| !blocks.is_empty())
                .then(|| why.clone())
        }
    };
    let all = derive(question, |question| question.all.clone());
    let answers = derive(question, |question| match &question.answers {
        Answers::Range(_) => vec![],
        Answers::Several(answers) | Answers::One(answers) => answers.clone(),
    });
    let selects = derive(question, |question| match &question.answers {
        Answers::Range(selects) => selects.clone(),
        Answers::Several(_) | Answers::One(_) => vec![],
    });
    let kind = if matches!(first.answers, Answers::Several(_)) {
        "checkbox"
    } else {
        "radio"
    };
    // Arrow keys choose at once. All that is chosen while a question has the focus is one step back, but for ticks.
    let (chosen, set_chosen) = signal(false);
    let choose = move |href: String| {
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
    let answer = move |first: Answer| {
        answer_input(
            derive_item(answers, first, |answer| &answer.key),
            kind,
            id.clone(),
            choose,
        )
    };
    let select =
        move |first: Select| year_select(derive_item(selects, first, |select| &select.id), choose);
    view! {
        <fieldset class=class id=target tabindex="-1" aria-describedby=described on:focusout=leave>
            <legend>{derive(question, |question| question.name.clone())}</legend>
            <div id=why>{move || list(blocks.get(), move |block| why_not(block, address))}</div>
            <div class="range" hidden=move || selects.with(Vec::is_empty)>
                <For each=move || selects.get() key=|select| select.id.clone() children=select />
                {move || list(all.get(), move |all| clear_link(all, address))}
            </div>
            <For each=move || answers.get() key=|answer| answer.key.clone() children=answer />
        </fieldset>
    }
}

fn why_not(block: Block, address: Address) -> impl IntoView {
    let swap = move |swap: Link| view! { <a href=address.url(&swap.href)>{swap.label}</a> };
    view! { <p class="blocked">{block.reason} " " {list(block.swap, swap)}</p> }
}

fn answer_input(
    answer: Memo<Answer>,
    kind: &'static str,
    name: String,
    choose: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    let blocked = derive(answer, |answer| answer.choice.unavailable.is_some());
    let selected = derive(answer, |answer| answer.choice.selected);
    let count = derive(answer, |answer| answer.count.clone());
    let depth = match answer.get_untracked().depth {
        0 => "answer",
        1 => "answer inner",
        _ => "answer innermost",
    };
    let href = derive(answer, |answer| answer.choice.link.href.clone());
    let change = move |event| choose(event_target_value(&event));
    view! {
        <label class=depth>
            <input type=kind name=name value=href autocomplete="off" prop:checked=selected disabled=blocked on:change=change />
            <span>{derive(answer, |answer| answer.choice.link.label.clone())}</span>
            <b>{move || list(count.get(), number)}</b>
        </label>
    }
}

fn year_select(select: Memo<Select>, choose: impl Fn(String) + Copy + 'static) -> impl IntoView {
    let choices = derive(select, |select| select.choices.clone());
    let option = |choice: Choice| {
        view! {
            <option value=choice.link.href prop:selected=choice.selected disabled=choice.unavailable.is_some()>
                {choice.link.label}
            </option>
        }
    };
    view! {
        <label>
            <span>{derive(select, |select| select.label.clone())}</span>
            <select autocomplete="off" on:change=move |event| choose(event_target_value(&event))>
                {move || list(choices.get(), option)}
            </select>
        </label>
    }
}

/// Gives an element the focus; the browser scrolls to it within the panel.
fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
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
                set_timeout(move || set_copied.set(false), Duration::from_secs(4));
            }
        });
    };
    let possible = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| !clipboard.is_undefined());
    possible.then(|| {
        view! {
            <button type="button" class="copy" on:click=copy>{derive(page, |page| page.frame.copy.0.clone())}</button>
            <span class="copied" role="status">{move || copied.get().then(|| done.get())}</span>
        }
    })
}
