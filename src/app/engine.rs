//! Fetches ECharts when the first chart needs it. What is drawn is made of a chart by a program that comes with ECharts
//! (`options.rs`).
//!
//! The binding is our own, because charming's can neither replace an option, nor draw SVG, nor report clicks.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::target::{Target, follow_target};

#[wasm_bindgen]
extern "C" {
    /// Defined in `boot.js`: imports ECharts, and the program that makes its options.
    #[wasm_bindgen(js_name = importCharts, catch)]
    async fn import_charts() -> Result<JsValue, JsValue>;

    /// What `echarts.js` and `options.rs` export.
    pub type Module;
    #[wasm_bindgen(method, catch)]
    pub fn open(this: &Module, container: &HtmlElement) -> Result<Instance, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn draw(
        this: &Module,
        drawing: &Instance,
        option: &JsValue,
        width: u32,
        height: Option<u32>,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = hideTooltip)]
    pub fn hide_tooltip(this: &Module, drawing: &Instance);
    #[wasm_bindgen(method, catch)]
    pub fn option(
        this: &Module,
        numbers: &[f64],
        texts: &str,
        dark: bool,
        width: u32,
    ) -> Result<JsValue, JsValue>;

    pub type Instance;
    #[wasm_bindgen(method)]
    pub fn on(this: &Instance, event: &str, handler: &Closure<dyn Fn(Click)>);
    #[wasm_bindgen(method)]
    pub fn dispose(this: &Instance);

    pub type Click;
    #[wasm_bindgen(method, getter, js_name = seriesIndex)]
    pub fn series_index(this: &Click) -> usize;
    #[wasm_bindgen(method, getter, js_name = dataIndex)]
    pub fn data_index(this: &Click) -> usize;
}

/// ECharts, which is fetched when the first chart needs it, and what charts are drawn for.
#[derive(Clone, Copy)]
pub struct Engine {
    state: RwSignal<State, LocalStorage>,
    /// What charts are drawn for.
    pub target: ReadSignal<Target>,
}

#[derive(Clone)]
enum State {
    NotRequested,
    Requested,
    Ready(Rc<Module>),
    Failed,
}

impl Engine {
    /// Creates an engine that has not fetched ECharts yet.
    pub fn open() -> Engine {
        Engine {
            state: RwSignal::new_local(State::NotRequested),
            target: follow_target(),
        }
    }

    /// Fetches ECharts unless that was done before. The current frame is painted first.
    pub fn request(self) {
        if matches!(
            self.state.get_untracked(),
            State::Requested | State::Ready(_)
        ) {
            return;
        }
        self.state.set(State::Requested);
        request_animation_frame(move || {
            spawn_local(async move {
                self.state.set(match import_charts().await {
                    Ok(module) => State::Ready(Rc::new(module.unchecked_into())),
                    Err(_) => State::Failed,
                });
            });
        });
    }

    pub fn module(self) -> Option<Rc<Module>> {
        match self.state.get() {
            State::Ready(module) => Some(module),
            _ => None,
        }
    }

    pub fn failed(self) -> bool {
        self.state.with(|state| matches!(state, State::Failed))
    }
}
