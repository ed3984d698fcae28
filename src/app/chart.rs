//! Charts: our own binding to ECharts, because charming's can neither replace an option, nor draw SVG, nor tell of
//! clicks. The option itself is `dashboard`'s.

use std::rc::Rc;

use dashboard::{
    echarts::{self, Theme},
    view::{Body, Chart, Figure},
};
use js_sys::{Array, Object, Reflect};
use leptos::{html::Div, logging::error, prelude::*, task::spawn_local};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};

use crate::{
    address::Address,
    medium::{Medium, medium},
    slice::slice,
};

#[wasm_bindgen]
extern "C" {
    /// Of `boot.js`: the module that `echarts.js` is bundled into.
    #[wasm_bindgen(js_name = importCharts, catch)]
    async fn import_charts() -> Result<JsValue, JsValue>;

    type Module;
    #[wasm_bindgen(method, catch)]
    fn init(
        this: &Module,
        container: &HtmlElement,
        theme: &JsValue,
        how: &JsValue,
    ) -> Result<Instance, JsValue>;

    type Instance;
    #[wasm_bindgen(method, catch, js_name = setOption)]
    fn set_option(this: &Instance, option: &JsValue, how: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn resize(this: &Instance, size: &JsValue);
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

/// What fits on A4 and on letter paper, in CSS pixels.
const PAPER_WIDTH: u32 = 640;

/// What charts are drawn with: ECharts, which is fetched when the first chart asks for it, and what they are drawn for.
#[derive(Clone, Copy)]
pub struct Engine {
    state: RwSignal<State, LocalStorage>,
    medium: ReadSignal<Medium>,
}

#[derive(Clone)]
enum State {
    Unasked,
    Asked,
    Ready(Rc<Module>),
    Failed,
}

impl Engine {
    /// An engine that nothing has been drawn with yet.
    pub fn new() -> Engine {
        Engine {
            state: RwSignal::new_local(State::Unasked),
            medium: medium(),
        }
    }

    /// Fetches ECharts unless that has been done. The frame under way is painted first.
    fn ask(self) {
        if matches!(self.state.get_untracked(), State::Asked | State::Ready(_)) {
            return;
        }
        self.state.set(State::Asked);
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

/// A figure's chart, drawn anew when the figure, its width or the theme changes. Its height stands before it is drawn;
/// where it cannot be drawn, its description stands in its place.
pub fn chart(figure: Memo<Figure>, address: Address, engine: Engine) -> impl IntoView {
    let container = NodeRef::<Div>::new();
    let chart = slice(figure, |figure| match &figure.body {
        Body::Chart(chart) => Some(Chart::clone(chart)),
        _ => None,
    });
    Effect::new(move |_| engine.ask());
    let broken = RwSignal::new(false);
    draw(container, chart, address, engine, broken);
    let description = slice(chart, |chart| {
        chart.as_ref().map(|chart| chart.description.clone())
    });
    let narrow = slice(chart, |chart| {
        chart
            .as_ref()
            .map(|chart| format!("{}px", chart.height.narrow))
    });
    let wide = slice(chart, |chart| {
        chart
            .as_ref()
            .map(|chart| format!("{}px", chart.height.wide))
    });
    view! {
        <div class="chart" node_ref=container role="img" aria-label=description style:--narrow=narrow style:--wide=wide>
            {move || (engine.failed() || broken.get()).then(|| description.get())}
        </div>
    }
}

/// Keeps the drawing in the container true to the chart.
fn draw(
    container: NodeRef<Div>,
    chart: Memo<Option<Chart>>,
    address: Address,
    engine: Engine,
    broken: RwSignal<bool>,
) {
    let size = size_of(container);
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
        // Its height is no part of the option: ECharts fills the container, whatever that is.
        let (screen, _) = size.get();
        let (theme, width) = match engine.medium.get() {
            Medium::Screen(theme) => (theme, screen),
            Medium::Paper => (Theme::Light, PAPER_WIDTH),
        };
        if width == 0 {
            return;
        }
        let option = object(&echarts::option(&chart, theme, width));
        drawing.update_value(|drawing| {
            let drawn = match drawing {
                Some(drawing) => drawing.draw(&option, width),
                None => Drawing::open(&module, &container, follow)
                    .and_then(|new| drawing.insert(new).draw(&option, width)),
            };
            broken.set(drawn.is_err());
            drawn.unwrap_or_else(|error| error!("a chart could not be drawn: {error:?}"));
        });
    });
}

/// What ECharts has drawn in a container. It goes with this value.
struct Drawing {
    instance: Instance,
    _clicks: Closure<dyn Fn(Click)>,
}

impl Drawing {
    fn open(
        module: &Module,
        container: &HtmlElement,
        follow: impl Fn(Click) + 'static,
    ) -> Result<Drawing, JsValue> {
        let instance = module.init(
            container,
            &JsValue::NULL,
            &object(&json!({ "renderer": "svg" })),
        )?;
        let clicks = Closure::<dyn Fn(Click)>::new(follow);
        instance.on("click", &clicks);
        Ok(Drawing {
            instance,
            _clicks: clicks,
        })
    }

    /// Draws an option in place of the one before it.
    fn draw(&self, option: &JsValue, width: u32) -> Result<(), JsValue> {
        self.instance.resize(&object(&json!({ "width": width })));
        self.instance
            .set_option(option, &object(&json!({ "notMerge": true })))
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        self.instance.dispose();
    }
}

/// A JSON value as JavaScript has it. As text it would bring what writes numbers into the page.
fn object(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(truth) => (*truth).into(),
        Value::Number(number) => number.as_f64().unwrap_or_default().into(),
        Value::String(text) => text.into(),
        Value::Array(items) => items.iter().map(object).collect::<Array>().into(),
        Value::Object(fields) => {
            let object = Object::new();
            for (name, field) in fields {
                // A new object refuses no field.
                let _ = Reflect::set(&object, &name.into(), &self::object(field));
            }
            object.into()
        }
    }
}

/// The width and height of a container in CSS pixels, 0 until it stands.
fn size_of(container: NodeRef<Div>) -> Memo<(u32, u32)> {
    let (size, set_size) = signal((0, 0));
    let watched = StoredValue::new_local(None::<Watched>);
    Effect::new(move |_| {
        if let Some(container) = container.get() {
            let measured = container.clone();
            let pixels = |length: i32| length.max(0).cast_unsigned();
            let measure = move || {
                set_size.set((
                    pixels(measured.client_width()),
                    pixels(measured.client_height()),
                ))
            };
            watched.set_value(Watched::open(&container, measure).ok());
        }
    });
    // Told again without a change, nothing is drawn again.
    Memo::new(move |_| size.get())
}

/// An element whose size is watched for as long as this value lives.
struct Watched {
    observer: ResizeObserver,
    _resized: Closure<dyn Fn()>,
}

impl Watched {
    fn open(element: &HtmlElement, resized: impl Fn() + 'static) -> Result<Watched, JsValue> {
        let resized = Closure::<dyn Fn()>::new(resized);
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(element);
        Ok(Watched {
            observer,
            _resized: resized,
        })
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
