//! Writes what surrounds the figures: messages, the summary, the note on hidden values, the contents, and the figures
//! without data.

use dashboard::view::{HiddenNote, View};
use maud::{Markup, html};

use crate::{figure::unanswered, surroundings::Surroundings};

/// Writes that there are newer data, and which parts of the link were not applied.
pub fn messages(view: &View, around: &Surroundings) -> Markup {
    html! {
        div role="status" {
            @if let Some(newer) = &view.newer {
                p.notice { a href=(around.url(&newer.href)) { (newer.label) } }
            }
            @for notice in &view.notices {
                p.notice { (notice) }
            }
        }
    }
}

/// Writes what stands above the figures, and why they cannot be shown at all. Screen readers announce the summary and the
/// number of hidden values when they change; where the bar shows the numbers, the summary is for them and for paper.
pub fn above(view: &View, around: &Surroundings) -> Markup {
    let is_counted = view.bar.as_ref().is_some_and(|bar| !bar.counts.is_empty());
    let is_shown = !is_counted && view.front.is_none();
    let hidden = view.hidden.as_ref();
    html! {
        p #summary .shown[is_shown] role="status" tabindex="-1" { (view.summary) }
        div.above {
            p.hidden-note hidden[hidden.is_none()] {
                span.stub aria-hidden="true" { "c" }
                span role="status" {
                    @if let Some(hidden) = hidden { (hidden.sentence) }
                }
                " "
                @if let Some(hidden) = hidden {
                    button.why type="button" aria-expanded="false" aria-controls="why" { (hidden.why) }
                }
            }
            // Buttons, because a hash would stay in the address and be copied with it.
            nav.contents aria-label=(view.frame.contents) hidden[view.contents.is_empty()] {
                ul {
                    @for entry in &view.contents {
                        li { button type="button" data-jump=(entry.target) { (entry.label) } }
                    }
                }
            }
        }
        div #why hidden {
            @if let Some(hidden) = hidden { (explanation(hidden, around)) }
        }
        @if let Some(dead_end) = &view.dead_end {
            (unanswered(&dead_end.reason, &dead_end.relaxations, around))
        }
    }
}

fn explanation(note: &HiddenNote, around: &Surroundings) -> Markup {
    let signs = ["sign hidden", "sign together", "sign zero", "sign unknown"];
    html! {
        h2 { (note.heading) }
        @for text in &note.texts {
            p { (text) }
        }
        dl {
            @for (sign, (name, meaning)) in signs.iter().zip(&note.marks) {
                div {
                    dt { span class=(sign) aria-hidden="true" {} (name) }
                    dd { (meaning) }
                }
            }
        }
        ul {
            @for page in &note.pages {
                li { a href=(around.url(&page.href)) rel="external" { (page.label) } }
            }
        }
    }
}

/// Writes the figures that no table answers, with the nearest views that do.
pub fn without_data(view: &View, around: &Surroundings) -> Markup {
    let apart = view.unanswered.as_ref();
    html! {
        section.without-data aria-labelledby="unanswered" hidden[apart.is_none()] {
            div role="status" {
                h2 #unanswered { @if let Some(apart) = apart { (apart.heading) } }
            }
            @if let Some(apart) = apart {
                @if let Some(note) = &apart.note {
                    p.note { (note) }
                }
                ul {
                    @for group in &apart.groups {
                        li {
                            p { b { (group.titles) } ": " (group.reason) "." }
                            ul {
                                @for link in &group.relaxations {
                                    li { a href=(around.url(&link.href)) { (link.label) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
