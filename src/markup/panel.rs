//! Writes the panel of the bar, with the groups and all questions, and what both have. Where there is room, the style sheet
//! shows the questions of one kind.

use dashboard::view::{About, Answer, Answers, Bar, Link, Number, Question, Select, View};
use maud::{Markup, html};

use crate::surroundings::Surroundings;

/// Writes the panel.
pub fn panel(view: &View, bar: &Bar, around: &Surroundings) -> Markup {
    let (heading, groups) = &bar.groups;
    html! {
        div #panel hidden {
            div.wrap id="ask-all" role="group" aria-label=(view.frame.filters) tabindex="-1" {
                div.groups.whom role="group" aria-label=(heading) hidden[groups.is_empty()] {
                    span aria-hidden="true" { (heading) }
                    ul {
                        @for group in groups {
                            li {
                                a href=(around.url(&group.link.href))
                                    aria-current=[group.selected.then_some("true")] {
                                    (group.link.label)
                                }
                            }
                        }
                    }
                }
                div.fields {
                    @for question in &bar.questions { (fieldset(question, around)) }
                }
                div.end {
                    button.main type="button" data-close="panel" { (bar.close) }
                    (clear(bar.clear.as_ref(), around))
                    (copy(view, around))
                    p { (view.frame.at_once) " " (bar.rules.join(" ")) }
                }
            }
        }
    }
}

/// Writes a question with its answers, and why some of them cannot be chosen.
fn fieldset(question: &Question, around: &Surroundings) -> Markup {
    let class = match question.about {
        About::Whom => "whom",
        About::How => "how",
    };
    let (answers, ends, kind) = match &question.answers {
        Answers::Range { single, ends } => (single, ends.as_slice(), "radio"),
        Answers::Several(answers) => (answers, [].as_slice(), "checkbox"),
        Answers::One(answers) => (answers, [].as_slice(), "radio"),
    };
    let why = ["why-", &question.id].concat();
    let is_blocked = !question.blocks.is_empty();
    html! {
        fieldset class=(class) id={ "ask-" (question.id) } tabindex="-1"
            aria-describedby=[is_blocked.then_some(&why)] {
            legend { (question.name) }
            div #(why) {
                @for block in &question.blocks {
                    p.blocked {
                        (block.reason) " "
                        @if let Some(swap) = &block.swap {
                            a href=(around.url(&swap.href)) { (swap.label) }
                        }
                    }
                }
            }
            div.answers.years[!ends.is_empty()] {
                @for answer in answers { (self::answer(answer, kind, &question.id)) }
            }
            div.range hidden[ends.is_empty()] {
                @for end in ends { (select(end)) }
            }
        }
    }
}

/// Writes an answer, whose value is the view that it leads to.
fn answer(answer: &Answer, kind: &str, question: &str) -> Markup {
    let class = match answer.depth {
        0 => "answer",
        1 => "answer inner",
        _ => "answer innermost",
    };
    let choice = &answer.choice;
    html! {
        label class=(class) {
            input id={ "answer-" (question) "-" (answer.key) } type=(kind) name=(question) autocomplete="off"
                value=(choice.link.href) checked[choice.selected] disabled[choice.unavailable.is_some()];
            span { (choice.link.label) }
            b {
                @if let Some(count) = &answer.count { (number(count)) }
            }
        }
    }
}

fn select(end: &Select) -> Markup {
    html! {
        label {
            span { (end.label) }
            select autocomplete="off" {
                @for choice in &end.choices {
                    option value=(choice.link.href) selected[choice.selected]
                        disabled[choice.unavailable.is_some()] {
                        (choice.link.label)
                    }
                }
            }
        }
    }
}

/// Writes a number with the meaning of its mark.
pub fn number(number: &Number) -> Markup {
    html! {
        (number.text)
        @if let Some(meaning) = &number.meaning {
            span.spoken { " (" (meaning) ")" }
        }
    }
}

/// Writes the link that takes all filters away.
pub fn clear(clear: Option<&Link>, around: &Surroundings) -> Markup {
    html! {
        @if let Some(clear) = clear {
            a.clear href=(around.url(&clear.href)) { (clear.label) }
        }
    }
}

/// Writes the buttons that copy the page's address, with and without its release. Not the window's: whoever gets the link
/// need not know by which one this page was reached.
pub fn copy(view: &View, around: &Surroundings) -> Markup {
    let (label, done) = &view.frame.copy;
    html! {
        button.copy type="button" data-copy=(around.url(&view.live)) data-done=(done) { (label) }
        span.copied role="status" {}
        @if let Some(fixed) = &view.fixed {
            button.copy type="button" data-copy=(around.url(fixed)) data-done=(done) { (view.frame.copy_fixed) }
            span.copied role="status" {}
        }
    }
}
