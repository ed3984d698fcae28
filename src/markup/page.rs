//! Writes the whole page: top, content and end.

use dashboard::view::View;
use maud::{Markup, PreEscaped, html};

use crate::{
    controls::bar,
    figure::{figures, unanswered},
    footer::footer,
    front::{self, doors},
    header::header,
    rest::{above, without_data},
    surroundings::Surroundings,
};

/// Writes the whole page, as it stands between the tags of an element.
pub fn page(view: &View, around: &Surroundings) -> String {
    parts(view, around).map(|(_, text)| text).concat()
}

/// Writes the parts of the page one by one, each an element with an id.
pub fn parts(view: &View, around: &Surroundings) -> [(&'static str, String); 4] {
    let patterns = html! {
        svg.patterns #patterns width="0" height="0" aria-hidden="true" { (PreEscaped(dashboard::PATTERNS)) }
    };
    let top = html! { div #top { (header(view, around)) } };
    let main = html! { main #main tabindex="-1" aria-busy="false" { (content(view, around)) } };
    let end = html! { div #end { (footer(view, around)) } };
    [
        ("patterns", patterns.into_string()),
        ("top", top.into_string()),
        ("main", main.into_string()),
        ("end", end.into_string()),
    ]
}

fn content(view: &View, around: &Surroundings) -> Markup {
    let is_front = view.front.is_some();
    html! {
        div.wrap.front[is_front] {
            @match &view.front {
                Some(front) => (front::opening(&view.heading, front, around)),
                None => (opening(view, around)),
            }
            div role="status" {
                @if let Some(newer) = &view.newer {
                    p.notice { a href=(around.url(&newer.href)) { (newer.label) } }
                }
                @for notice in &view.notices {
                    p.notice { (notice) }
                }
            }
        }
        (bar(view, around))
        div.wrap {
            (above(view, around))
            @if let Some(dead_end) = &view.dead_end {
                (unanswered(&dead_end.reason, &dead_end.relaxations, around))
            }
            div.with-groups[is_front] {
                (figures(view, around))
                @if let Some(front) = &view.front {
                    (front::groups(front, around))
                }
            }
            @if let Some(groups) = &view.groups {
                (front::all_groups(groups, around))
            }
            (without_data(view, around))
            @if let Some(front) = &view.front {
                (doors(front, around))
            }
        }
    }
}

/// Writes the head of a section: its name beside what is counted.
fn opening(view: &View, around: &Surroundings) -> Markup {
    html! {
        div.opening {
            h1 #heading tabindex="-1" { (view.heading) }
            p.lede {
                (view.lede)
                @if let Some(whole) = &view.whole {
                    " " a href=(around.url(&whole.href)) { (whole.label) }
                }
            }
        }
    }
}
