//! Draws a chart with ECharts into its place on the page.

use std::rc::Rc;

use dashboard::{
    echarts::{Packed, Theme},
    view::Chart,
};
use leptos::{ev, logging::error, prelude::*};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};

use crate::{
    address::Address,
    engine::{Click, Engine, Instance, Module},
    target::{Target, on_print},
};

/// The width that fits on A4 and on letter paper, in CSS pixels.
const PAPER_WIDTH: u32 = 640;

/// Draws a chart into its container, and again whenever the chart, the width or the target changes, as long as the current
/// owner lives. If it cannot be drawn, its description is shown instead.
pub fn open(container: &HtmlElement, chart: Memo<Option<Chart>>, address: Address, engine: Engine) {
    engine.request();
    let size = follow_size(container);
    let drawing = StoredValue::new_local(None::<Drawing>);
    let describe = {
        let container = container.clone();
        move || {
            let text = chart.with_untracked(|chart| Some(chart.as_ref()?.description.clone()));
            container.set_text_content(text.as_deref());
        }
    };
    let follow = move |click: Click| {
        chart.with_untracked(|chart| {
            let href = chart
                .as_ref()
                .and_then(|chart| chart.href_at(click.series_index(), click.data_index()));
            href.into_iter().for_each(|href| address.visit(href));
        });
    };
    let container = container.clone();
    Effect::new(move |_| {
        if engine.failed() {
            describe();
        }
        let (Some(module), Some(chart)) = (engine.module(), chart.get()) else {
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
            if let Err(error) = drawn {
                error!("a chart could not be drawn: {error:?}");
                *drawing = None;
                describe();
            }
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

/// Follows the width and height of a container in CSS pixels.
fn follow_size(container: &HtmlElement) -> ReadSignal<(u32, u32)> {
    let (size, set_size) = signal((0, 0));
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
    let observer = StoredValue::new_local(SizeObserver::open(container, measure).ok());
    on_cleanup(move || drop(observer.try_update_value(Option::take)));
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
