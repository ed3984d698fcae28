//! Builds the option object of ECharts from a chart.
//!
//! charming builds the object; what it has no word for is added to its JSON. No formatter is a function (the page's
//! content security policy forbids making one) and no tooltip is HTML. Texts are written by [`cube::number`]: ECharts
//! would group digits in the English way.
//!
//! A hidden number is a short hatched stub: its length is a share of the axis, so it says nothing of the number. Columns
//! of several series that have no room for their numbers become lines with points; stubs stay what they are.

use charming::component::{Axis, Grid, Legend};
use charming::datatype::CompositeValue;
use charming::element::{
    AxisLabel, AxisLine, AxisTick, AxisType, ItemStyle, Label, LabelPosition, LineStyle, SplitLine,
    TextStyle, Tooltip, Trigger,
};
use charming::series::Bar;
use cube::Lang;
use serde::Serialize;
use serde_json::{Value, json};

use crate::echarts::layout::{BAR_BELOW, Layout, Scale};
use crate::echarts::palette::{Palette, Theme, palette};
use crate::echarts::sides::sides;
use crate::view::{Chart, Kind, Mark, Size, Unit};

const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const FONT_SIZE: f64 = 13.0;

/// The option object for a container of `width` CSS pixels.
pub fn option(chart: &Chart, theme: Theme, width: u32) -> Value {
    let (palette, layout) = (palette(theme), Layout::new(chart, width));
    let (categories, numbers) = axes(chart, &layout, &palette);
    let (x, y) = match chart.kind {
        Kind::Columns => (categories, numbers),
        Kind::Bars => (numbers, categories),
    };
    let grid = Grid::new()
        .left(layout.left)
        .right(layout.right)
        .top(layout.top)
        .bottom(layout.bottom);
    let tooltip = Tooltip::new()
        .trigger(Trigger::Item)
        .background_color(palette.paper)
        .border_color(palette.line);
    let all = |part| (0..chart.series.len()).map(move |at| (at, part));
    let behind = if chart.stacked.is_some() {
        vec![(0, Layer::Whole)]
    } else {
        all(Layer::Hidden).collect()
    };
    let bars = all(Layer::Known).chain(behind);
    // Not charming's own chart: it would bring everything that ECharts can draw into the page.
    let mut option = json!({
        "animation": false,
        "grid": [value(&grid)],
        "tooltip": value(&tooltip),
        "xAxis": value(&x),
        "yAxis": value(&y),
        "series": bars.map(|(at, part)| value(&bar(chart, at, part, &palette))).collect::<Value>(),
    });
    if chart.legend {
        option["legend"] = value(&legend(chart, &palette));
    }
    complete(&mut option, chart, &layout, &palette);
    option
}

/// What a series of bars is drawn as: first all that is known, then, stacked on it, what is hidden; or, where all series
/// stand one on the other, how much they are in all, at the end of the bar.
#[derive(Clone, Copy, PartialEq)]
enum Layer {
    Known,
    Hidden,
    Whole,
}

fn value(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

fn legend(chart: &Chart, palette: &Palette) -> Legend {
    let names: Vec<String> = chart
        .series
        .iter()
        .map(|series| series.name.clone())
        .collect();
    Legend::new()
        .left(0)
        .top(0)
        .item_height(12.0)
        .data(names)
        .text_style(text_style(palette.ink))
}

fn text_style(colour: &str) -> TextStyle {
    TextStyle::new().color(colour).font_size(FONT_SIZE)
}

fn axes(chart: &Chart, layout: &Layout, palette: &Palette) -> (Axis, Axis) {
    let names = AxisLabel::new().color(palette.ink).font_size(FONT_SIZE);
    let categories = Axis::new()
        .type_(AxisType::Category)
        .inverse(chart.kind == Kind::Bars)
        .data(layout.names(chart))
        .axis_tick(AxisTick::new().show(false))
        .axis_line(AxisLine::new().show(chart.kind == Kind::Columns));
    let categories = categories.axis_label(names.interval(0));
    let Scale { bottom, top, step } = layout.scale;
    let numbers = Axis::new()
        .type_(AxisType::Value)
        .show(chart.kind == Kind::Columns)
        .min(bottom)
        .max(top)
        .interval(step)
        .axis_label(
            AxisLabel::new()
                .show(layout.numbered)
                .color(palette.muted)
                .font_size(FONT_SIZE),
        )
        .split_line(SplitLine::new().line_style(LineStyle::new().color(palette.line)));
    (categories, numbers)
}

fn bar(chart: &Chart, at: usize, part: Layer, palette: &Palette) -> Bar {
    let position = match chart.kind {
        Kind::Columns => LabelPosition::Top,
        Kind::Bars => LabelPosition::Right,
    };
    let style = match part {
        Layer::Known if !chart.series[at].residual => ItemStyle::new()
            .color(palette.series[at % palette.series.len()])
            .border_radius(2),
        Layer::Known | Layer::Hidden => ItemStyle::new()
            .color("transparent")
            .border_color(palette.hidden)
            .border_width(1)
            .border_radius(2),
        Layer::Whole => ItemStyle::new(),
    };
    Bar::new()
        .name(if part == Layer::Whole {
            ""
        } else {
            &chart.series[at].name
        })
        .stack(if chart.stacked.is_some() { 0 } else { at }.to_string())
        .bar_gap("12%")
        .item_style(style)
        .label(
            Label::new()
                .show(true)
                .position(position)
                .color(palette.ink)
                .font_size(FONT_SIZE),
        )
        .data(vec![CompositeValue::from("-"); chart.categories.len()])
}

/// Adds what charming has no word for.
fn complete(option: &mut Value, chart: &Chart, layout: &Layout, palette: &Palette) {
    option["aria"] =
        json!({ "enabled": true, "label": { "enabled": true, "description": chart.description } });
    option["grid"][0]["outerBoundsMode"] = "none".into();
    option["textStyle"] = json!({ "fontFamily": FONT });
    option["tooltip"]["renderMode"] = "richText".into();
    option["tooltip"]["confine"] = true.into();
    option["tooltip"]["textStyle"] = json!({ "color": palette.ink, "fontSize": FONT_SIZE });
    if chart.legend {
        option["legend"]["selectedMode"] = false.into();
        // Of lines, the legend shows what each looks like.
        option["legend"]["itemWidth"] = layout.legend_icon().into();
        if !layout.lines {
            option["legend"]["icon"] = "roundRect".into();
        }
    }
    // The numbers' axis of bars carries no numbers: they stand at the bars.
    if let (Unit::Percent(lang), Kind::Columns) = (chart.unit, chart.kind) {
        let written = match lang {
            Lang::Es => "{value}\u{a0}%",
            Lang::En => "{value}%",
        };
        option["yAxis"]["axisLabel"]["formatter"] = written.into();
    }
    if chart.kind == Kind::Bars {
        option["yAxis"]["axisLabel"]["width"] = layout.name_width.into();
        option["yAxis"]["axisLabel"]["overflow"] = "break".into();
        option["yAxis"]["axisLabel"]["lineHeight"] = 15.into();
        if let Some(distance) = layout.name_above {
            let names = &mut option["yAxis"]["axisLabel"];
            names["inside"] = true.into();
            names["margin"] = 0.into();
            names["verticalAlign"] = "bottom".into();
            names["padding"] = json!([0, 0, distance, 0]);
        }
    }
    complete_series(option, chart, layout, palette);
}

fn complete_series(option: &mut Value, chart: &Chart, layout: &Layout, palette: &Palette) {
    let count = chart.series.len();
    let drawn = option["series"]
        .as_array_mut()
        .into_iter()
        .flatten()
        .enumerate();
    for (at, bars) in drawn {
        let part = match &chart.stacked {
            _ if at < count => Layer::Known,
            Some(_) => Layer::Whole,
            None => Layer::Hidden,
        };
        bars["barMaxWidth"] = match (chart.kind, layout.name_above) {
            (Kind::Columns, _) => 44,
            (Kind::Bars, None) => 22,
            (Kind::Bars, Some(_)) => BAR_BELOW,
        }
        .into();
        bars["barCategoryGap"] = "24%".into();
        if part == Layer::Hidden || chart.series[at % count].residual {
            bars["itemStyle"]["decal"] = hatching(palette.hidden);
            if layout.lines {
                // No bar beside it says whose it is.
                bars["itemStyle"]["borderColor"] =
                    palette.series[(at % count) % palette.series.len()].into();
            }
        }
        bars["data"] = match &chart.stacked {
            None => items(chart, at % count, part, layout, palette),
            Some(_) if part == Layer::Known => parts(chart, at, layout, palette),
            Some(wholes) => wholes
                .iter()
                .map(|whole| json!({ "value": 0, "label": { "formatter": whole } }))
                .collect(),
        };
        if layout.lines && part == Layer::Known {
            line(bars, at);
        }
    }
}

/// Makes a line of what would be bars. Its points and its strokes have forms of their own, for whoever cannot tell the
/// colours apart; nothing is drawn through a year without a number.
fn line(bars: &mut Value, at: usize) {
    bars["type"] = "line".into();
    // Lines that are stacked add up.
    bars["stack"] = Value::Null;
    bars["symbol"] = POINTS[at % POINTS.len()].into();
    bars["symbolSize"] = 8.into();
    bars["lineStyle"] = json!({ "width": 2.5, "type": STROKES[at % STROKES.len()] });
}

/// The forms of points and strokes, one a series.
const POINTS: [&str; 4] = ["circle", "rect", "triangle", "diamond"];
const STROKES: [&str; 4] = ["solid", "dashed", "dotted", "solid"];

fn hatching(colour: &str) -> Value {
    json!({
        "symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [2, 4], "rotation": -std::f64::consts::FRAC_PI_4,
        "color": colour,
    })
}

/// The parts of stacked bars: what is hidden of them is in the rest, and where that is not known either, it has a stub.
fn parts(chart: &Chart, at: usize, layout: &Layout, palette: &Palette) -> Value {
    let series = &chart.series[at];
    let written = if series.residual {
        palette.ink
    } else {
        palette.on_series[at % palette.on_series.len()]
    };
    let part = |(category, mark): (&String, &Mark)| {
        let size = match mark.size {
            Size::Exact(size) if size > 0.0 => size,
            Size::Hidden if series.residual => layout.stub,
            _ => return json!("-"),
        };
        let border = if series.residual {
            palette.paper
        } else {
            "transparent"
        };
        let label = json!({
            "position": "inside", "textBorderColor": border, "textBorderWidth": 3, "color": written,
            "formatter": mark.label, "show": layout.holds(chart, size, &mark.label),
        });
        let tooltip = format!("{category}\n{}: {}", series.name, mark.label);
        json!({ "value": size, "label": label, "tooltip": { "formatter": tooltip } })
    };
    chart
        .categories
        .iter()
        .zip(&series.marks)
        .map(part)
        .collect()
}

fn items(
    chart: &Chart,
    series_at: usize,
    part: Layer,
    layout: &Layout,
    palette: &Palette,
) -> Value {
    let series = &chart.series[series_at];
    let item = |(at, (category, mark)): (usize, (&String, &Mark))| {
        let value = match (part, mark.size) {
            (Layer::Known, Size::Exact(size) | Size::Between(size, _)) => size,
            (Layer::Known, Size::None) if !layout.lines => 0.0,
            (Layer::Hidden, Size::Hidden | Size::Marked) => layout.stub,
            (Layer::Hidden, Size::Between(least, most)) => most - least,
            (Layer::Known, Size::Hidden | Size::Marked | Size::None)
            | (Layer::Hidden, Size::Exact(_) | Size::None)
            | (Layer::Whole, _) => {
                return json!("-");
            }
        };
        let outermost = part == Layer::Hidden || !matches!(mark.size, Size::Between(..));
        let mut label = if outermost {
            layout.label(mark)
        } else {
            json!({ "show": false })
        };
        if layout.lines && part == Layer::Known {
            match sides(layout, chart, at)[series_at] {
                Some(side) => label["position"] = side.into(),
                None => label["show"] = false.into(),
            }
            // The number stays legible where a line passes behind it.
            label["textBorderColor"] = palette.paper.into();
            label["textBorderWidth"] = 3.into();
        }
        let tooltip = format!("{category}\n{}: {}", series.name, mark.label);
        let mut item =
            json!({ "value": value, "label": label, "tooltip": { "formatter": tooltip } });
        if mark.size == Size::Marked {
            // What a source has marked is not hidden here: it has the stub, but not the hatching.
            item["itemStyle"] = json!({ "decal": hatching("transparent"), "borderType": "dashed" });
        }
        if mark.aside && part == Layer::Known {
            item["itemStyle"] = json!({ "color": palette.aside });
        }
        item
    };
    chart
        .categories
        .iter()
        .zip(&series.marks)
        .enumerate()
        .map(item)
        .collect()
}

#[cfg(test)]
mod tests;
