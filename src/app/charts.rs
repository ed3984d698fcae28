//! Keeps a drawing of ECharts in each place of the page that is for one, as long as it is there.

use dashboard::{
    State,
    view::{Body, Chart},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{address::Address, chart, document::query, engine::Engine};

/// The attribute of a place for a chart: the id of its figure.
const PLACE: &str = "data-chart";

/// The charts of the page.
#[derive(Clone, Copy)]
pub struct Charts {
    open: StoredValue<Vec<Open>, LocalStorage>,
    state: Memo<State>,
    address: Address,
    engine: Engine,
}

/// A chart in its place. What it follows ends with its owner.
struct Open {
    place: Element,
    figure: String,
    owner: Owner,
}

impl Charts {
    /// Opens no chart yet; later each draws the one of its figure.
    pub fn new(state: Memo<State>, address: Address, engine: Engine) -> Charts {
        Charts {
            open: StoredValue::new_local(Vec::new()),
            state,
            address,
            engine,
        }
    }

    /// Opens a chart in each new place, and closes those whose place has left the page.
    pub fn settle(self) {
        self.open.update_value(|open| {
            open.retain(|one| {
                let stays = one.is_in_place();
                if !stays {
                    one.owner.cleanup();
                }
                stays
            });
            for place in query("[data-chart]") {
                set_height(&place);
                if !open.iter().any(|one| one.place == place) {
                    open.push(self.open_in(place));
                }
            }
        });
    }

    fn open_in(self, place: Element) -> Open {
        let figure = place.get_attribute(PLACE).unwrap_or_default();
        let owner = Owner::new();
        let (container, id) = (
            place.clone().unchecked_into::<HtmlElement>(),
            figure.clone(),
        );
        owner.with(|| {
            let chart = Memo::new(move |_| self.state.with(|state| find(state, &id)));
            chart::open(&container, chart, self.address, self.engine);
        });
        Open {
            place,
            figure,
            owner,
        }
    }
}

impl Open {
    fn is_in_place(&self) -> bool {
        self.place.is_connected() && self.place.get_attribute(PLACE).as_ref() == Some(&self.figure)
    }
}

/// Finds the chart of a figure.
fn find(state: &State, id: &str) -> Option<Chart> {
    let mut figures = state.view.as_ref()?.figures.iter();
    match &figures.find(|figure| figure.id == id)?.body {
        Body::Chart(chart) => Some(Chart::clone(chart)),
        _ => None,
    }
}

/// Reserves the height of a chart in windows of either kind; the page's content security policy allows no style in its text.
fn set_height(place: &Element) {
    let style = place.unchecked_ref::<HtmlElement>().style();
    for (attribute, property) in [("data-narrow", "--narrow"), ("data-wide", "--wide")] {
        let height = place.get_attribute(attribute).unwrap_or_default();
        let _ = style.set_property(property, &[&height, "px"].concat());
    }
}
