//! Writes the whole page: top, content and end.

use dashboard::view::View;
use maud::{Markup, PreEscaped, html};

use crate::{
    controls::bar,
    embed::embed,
    figure::figures,
    footer::footer,
    front::{self, doors},
    header::header,
    rest::{above, messages, without_data},
    surroundings::{Setting, Surroundings},
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
    let is_own = around.setting == Setting::Site;
    let top = html! { div #top { @if is_own { (header(view, around)) } } };
    let main = html! {
        main #main tabindex="-1" aria-busy="false" {
            @if is_own { (content(view, around)) } @else { (embed(view, around)) }
        }
    };
    let end = html! { div #end { @if is_own { (footer(view, around)) } } };
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
            (messages(view, around))
        }
        (bar(view, around))
        div.wrap {
            (above(view, around))
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
