//! Makes option objects for ECharts: a program of its own, fetched with ECharts, so that a page without such a chart does
//! not carry it.

use dashboard::echarts::{self, Theme};
use js_sys::{Array, Object, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
}

/// Makes the option object of a packed chart in a container of `width` CSS pixels; `undefined` if it is no chart.
#[wasm_bindgen]
pub fn option(numbers: &[f64], texts: &str, dark: bool, width: u32) -> Option<Object> {
    let theme = if dark { Theme::Dark } else { Theme::Light };
    let chart = echarts::unpack(numbers, texts)?;
    to_js(&echarts::option(&chart, theme, width))
        .dyn_into()
        .ok()
}

/// Converts a JSON value to a JavaScript one. Going through text would add the code that formats numbers to the page.
fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(truth) => (*truth).into(),
        Value::Number(number) => number.as_f64().unwrap_or_default().into(),
        Value::String(text) => text.into(),
        Value::Array(items) => items.iter().map(to_js).collect::<Array>().into(),
        Value::Object(fields) => {
            let object = Object::new();
            for (name, field) in fields {
                // A new object refuses no field.
                let _ = Reflect::set(&object, &name.into(), &to_js(field));
            }
            object.into()
        }
    }
}
