//! Draws charts with ECharts. What is drawn is made of a chart by a program that comes with ECharts (`options.rs`).
//!
//! The binding is our own, because charming's can neither replace an option, nor draw SVG, nor report clicks.

use std::rc::Rc;

use dashboard::{
    echarts::{Packed, Theme},
    view::{Body, Chart, Figure},
};
use leptos::{ev, html::Div, logging::error, prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};

use crate::{
    address::Address,
    derived::derive,
    target::{Target, follow_target, on_print},
};

#[wasm_bindgen]
extern "C" {
    /// Defined in `boot.js`: imports ECharts, and the program that makes its options.
    #[wasm_bindgen(js_name = importCharts, catch)]
    async fn import_charts() -> Result<JsValue, JsValue>;

    /// What `echarts.js` and `options.rs` export.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn open(this: &Module, container: &HtmlElement) -> Result<Instance, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn draw(
        this: &Module,
        drawing: &Instance,
        option: &JsValue,
        width: u32,
        height: Option<u32>,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = hideTooltip)]
    fn hide_tooltip(this: &Module, drawing: &Instance);
    #[wasm_bindgen(method, catch)]
    fn option(
        this: &Module,
        numbers: &[f64],
        texts: &str,
        dark: bool,
        width: u32,
    ) -> Result<JsValue, JsValue>;

    type Instance;
    #[wasm_bindgen(method)]
    fn on(this: &Instance, event: &str, handler: &Closure<dyn Fn(Click)>);
    #[wasm_bindgen(method)]
    fn dispose(this: &Instance);

    type Click;
    #[wasm_bindgen(method, getter, js_name = seriesIndex)]
    fn series_index(this: &Click) -> usize;
    #[wasm_bindgen(method, getter, js_name = dataIndex)]
    fn data_index(this: &Click) -> usize;
}

/// The width that fits on A4 and on letter paper, in CSS pixels.
const PAPER_WIDTH: u32 = 640;

/// ECharts, which is fetched when the first chart needs it, and what charts are drawn for.
#[derive(Clone, Copy)]
pub struct Engine {
    state: RwSignal<State, LocalStorage>,
    target: ReadSignal<Target>,
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
    fn request(self) {
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

    fn module(self) -> Option<Rc<Module>> {
        match self.state.get() {
            State::Ready(module) => Some(module),
            _ => None,
        }
    }

    fn failed(self) -> bool {
        self.state.with(|state| matches!(state, State::Failed))
    }
}

/// Draws a figure's chart, and again when the figure, its width or the theme changes. Its height is reserved before it
/// is drawn; if it cannot be drawn, its description is shown instead.
pub fn chart(figure: Memo<Figure>, address: Address, engine: Engine) -> impl IntoView {
    let container = NodeRef::<Div>::new();
    let chart = derive(figure, |figure| match &figure.body {
        Body::Chart(chart) => Some(Chart::clone(chart)),
        _ => None,
    });
    Effect::new(move |_| engine.request());
    let broken = RwSignal::new(false);
    draw(container, chart, address, engine, broken);
    let description =
        move || chart.with(|chart| chart.as_ref().map(|chart| chart.description.clone()));
    let narrow = derive(chart, |chart| {
        chart
            .as_ref()
            .map(|chart| format!("{}px", chart.height.narrow))
    });
    let wide = derive(chart, |chart| {
        chart
            .as_ref()
            .map(|chart| format!("{}px", chart.height.wide))
    });
    view! {
        <div class="chart" node_ref=container role="img" aria-label=description style:--narrow=narrow style:--wide=wide>
            {move || (engine.failed() || broken.get()).then(description)}
        </div>
    }
}

/// Draws the chart into its container whenever the chart, the width or the target changes.
fn draw(
    container: NodeRef<Div>,
    chart: Memo<Option<Chart>>,
    address: Address,
    engine: Engine,
    broken: RwSignal<bool>,
) {
    let size = follow_size(container);
    let drawing = StoredValue::new_local(None::<Drawing>);
    let follow = move |click: Click| {
        chart.with_untracked(|chart| {
            let href = chart
                .as_ref()
                .and_then(|chart| chart.href_at(click.series_index(), click.data_index()));
            href.into_iter().for_each(|href| address.visit(href));
        });
    };
    Effect::new(move |_| {
        let (Some(module), Some(container), Some(chart)) =
            (engine.module(), container.get(), chart.get())
        else {
            return;
        };
        let ((width, _), Target::Screen(theme)) = (size.get(), engine.target.get()) else {
            return;
        };
        if width == 0 {
            return;
        }
        drawing.update_value(|drawing| {
            let drawn = match drawing {
                Some(drawing) => drawing.draw(&chart, theme, width, None),
                None => Drawing::open(&module, &container, follow)
                    .and_then(|new| drawing.insert(new).draw(&chart, theme, width, None)),
            };
            broken.set(drawn.is_err());
            drawn.unwrap_or_else(|error| error!("a chart could not be drawn: {error:?}"));
        });
    });
    // On paper a drawing is as large as its frame, whatever it was drawn for. Drawn for paper, its letters are larger.
    on_print(move || {
        if let Some(chart) = chart.get_untracked() {
            with_drawing(drawing, |drawing| {
                // If it cannot be drawn anew, what is on the screen is printed.
                let height = Some(chart.height.wide);
                let _ = drawing.draw(&chart, Theme::Light, PAPER_WIDTH, height);
            });
        }
    });
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            with_drawing(drawing, Drawing::hide_tooltip);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Does something with a drawing, if there is one.
fn with_drawing(
    drawing: StoredValue<Option<Drawing>, LocalStorage>,
    action: impl FnOnce(&Drawing),
) {
    drawing.with_value(|drawing| {
        if let Some(drawing) = drawing {
            action(drawing);
        }
    });
}

/// A drawing of ECharts in a container. It is removed when this value is dropped.
struct Drawing {
    module: Rc<Module>,
    instance: Instance,
    container: HtmlElement,
    _clicks: Closure<dyn Fn(Click)>,
}

impl Drawing {
    fn open(
        module: &Rc<Module>,
        container: &HtmlElement,
        follow: impl Fn(Click) + 'static,
    ) -> Result<Drawing, JsValue> {
        let instance = module.open(container)?;
        let clicks = Closure::<dyn Fn(Click)>::new(follow);
        instance.on("click", &clicks);
        Ok(Drawing {
            module: Rc::clone(module),
            instance,
            container: container.clone(),
            _clicks: clicks,
        })
    }

    /// Replaces the drawing by one of a chart. Without a height it fills its container.
    fn draw(
        &self,
        chart: &Chart,
        theme: Theme,
        width: u32,
        height: Option<u32>,
    ) -> Result<(), JsValue> {
        let Packed { numbers, texts } = Packed::from_chart(chart);
        let is_dark = theme == Theme::Dark;
        let option = self.module.option(&numbers, &texts, is_dark, width)?;
        self.module.draw(&self.instance, &option, width, height)?;
        self.make_scalable();
        Ok(())
    }

    /// Lets the drawing be shown in any size, as the style sheet does on paper: nothing of it is ever cut off.
    fn make_scalable(&self) {
        let Ok(Some(svg)) = self.container.query_selector("svg") else {
            return;
        };
        let length = |name: &str| svg.get_attribute(name).unwrap_or_default();
        let window = format!("0 0 {} {}", length("width"), length("height"));
        // If the browser refuses, the drawing stays as large as it is.
        let _ = svg.set_attribute("viewBox", &window);
    }

    /// Closes the tooltip, if one is open.
    fn hide_tooltip(&self) {
        self.module.hide_tooltip(&self.instance);
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        self.instance.dispose();
    }
}

/// Follows the width and height of a container in CSS pixels; both are 0 until it is mounted.
fn follow_size(container: NodeRef<Div>) -> ReadSignal<(u32, u32)> {
    let (size, set_size) = signal((0, 0));
    let observer_slot = StoredValue::new_local(None::<SizeObserver>);
    Effect::new(move |_| {
        if let Some(container) = container.get() {
            let measured = container.clone();
            let pixels = |length: i32| length.max(0).cast_unsigned();
            let measure = move || {
                let now = (
                    pixels(measured.client_width()),
                    pixels(measured.client_height()),
                );
                // An unchanged size draws nothing again.
                if size.get_untracked() != now {
                    set_size.set(now);
                }
            };
            observer_slot.set_value(SizeObserver::open(&container, measure).ok());
        }
    });
    size
}

/// An observer of an element's size, until this value is dropped.
struct SizeObserver {
    observer: ResizeObserver,
    _resized: Closure<dyn Fn()>,
}

impl SizeObserver {
    fn open(element: &HtmlElement, resized: impl Fn() + 'static) -> Result<SizeObserver, JsValue> {
        let resized = Closure::<dyn Fn()>::new(resized);
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(element);
        Ok(SizeObserver {
            observer,
            _resized: resized,
        })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
