//! Writes what a frame on another site shows: a figure and what is needed to read it, without the site around it.

use dashboard::view::View;
use maud::{Markup, html};

use crate::{
    figure::figures,
    header::banner,
    rest::{above, messages, without_data},
    surroundings::Surroundings,
};

/// Writes the figure of a view, with its source and the way to its own page.
pub fn embed(view: &View, around: &Surroundings) -> Markup {
    let figure = view.figures.first();
    html! {
        (banner(view))
        div.wrap {
            @if figure.is_none() { h1 { (view.heading) } }
            (messages(view, around))
            (figures(view, around))
            (above(view, around))
            (without_data(view, around))
            p.source {
                @if let Some(figure) = figure { (figure.source) " · " }
                a href=(around.url(&view.address)) { (view.site.label) }
            }
        }
    }
}
