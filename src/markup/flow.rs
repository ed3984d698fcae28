//! Writes flows: bands from origins to destinations, with the names beside them and the table below.

use dashboard::view::{Flow, FlowSide};
use maud::{Markup, PreEscaped, html};

use crate::{grid::grid, map::legend, surroundings::Surroundings};

/// Writes a flow with its legend and its table.
pub fn flow(flow: &Flow, around: &Surroundings) -> Markup {
    let [from, to] = &flow.sides;
    html! {
        div.flow {
            (names(from, around))
            svg role="img" aria-label=(flow.description) height=(flow.height.to_string()) {
                (PreEscaped(dashboard::draw_flow(flow)))
            }
            (names(to, around))
        }
        @if !flow.legend.is_empty() { (legend(&flow.legend)) }
        details.twin {
            summary { (flow.table.0) }
            (grid(&flow.table.1, around))
        }
    }
}

/// Writes the names of one side, each beside its node: an empty drawing holds it open, because the page's content security
/// policy allows no style in it.
fn names(side: &FlowSide, around: &Surroundings) -> Markup {
    html! {
        div {
            p { (side.head) }
            ul aria-label=(side.head) {
                @for node in &side.nodes {
                    li {
                        svg.room width="0" height=(node.room.to_string()) aria-hidden="true" {}
                        div {
                            a href=[node.href.as_ref().map(|href| around.url(href))] { (node.label) }
                            span.chip-hidden[node.hidden] title=[node.meaning.as_ref()] { (node.text) } " "
                            @if let Some(meaning) = &node.meaning {
                                span.spoken { (meaning) }
                            }
                        }
                    }
                }
            }
        }
    }
}
