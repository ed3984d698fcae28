//! Draws flows: bands from origins to destinations, with the names beside them and the table below.

use dashboard::view::{Flow, FlowSide, Node};
use leptos::prelude::*;

use crate::{address::Address, grid::grid, list::list, map::legend};

/// Draws a flow with its legend and its table.
pub fn flow(flow: Flow, address: Address) -> impl IntoView {
    let (drawn, height) = (dashboard::draw_flow(&flow), format!("{}px", flow.height));
    let [from, to] = flow.sides.map(|side| names(side, address));
    let (label, table) = flow.table;
    view! {
        <div class="flow">
            {from}
            <svg role="img" aria-label=flow.description style:height=height inner_html=drawn></svg>
            {to}
        </div>
        {list(Some(flow.legend).filter(|legend| !legend.is_empty()), legend)}
        <details class="twin">
            <summary>{label}</summary>
            {grid(table, address)}
        </details>
    }
}

/// Draws the names of one side, each beside its node.
fn names(side: FlowSide, address: Address) -> impl IntoView {
    let name = |node: Node| {
        let href = node.href.map(|href| address.url(&href));
        let spoken = node
            .meaning
            .clone()
            .map(|meaning| view! { <span class="spoken">{meaning}</span> });
        view! {
            <li style:height=format!("{}px", node.room)>
                <a href=href>{node.label}</a>
                <span class:chip-hidden=node.hidden title=node.meaning>{node.text}</span>
                " "
                {spoken}
            </li>
        }
    };
    let nodes = list(side.nodes, name);
    view! { <div><p>{side.head.clone()}</p><ul aria-label=side.head>{nodes}</ul></div> }
}
