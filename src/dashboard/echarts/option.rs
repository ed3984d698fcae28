//! Builds the option object of ECharts from a chart.
//!
//! charming builds the simple parts; axes and series are written as JSON, because charming's bring everything that they may
//! hold into the page, and what charming cannot express is added. No formatter is a function (the page's
//! content security policy forbids making one) and no tooltip is HTML. Texts are written by [`cube::number`], because
//! ECharts would group digits in the English way.
//!
//! A hidden number has no length: a bordered sign marks it. What lies between two bounds is hatched. Columns of several
//! series that have no room for their numbers become lines with points; signs stay signs.

use charming::component::{Grid, Legend};
use charming::element::{TextStyle, Tooltip, Trigger};
use cube::Lang;
use serde::Serialize;
use serde_json::{Value, json};

use crate::echarts::layout::{BAR_BELOW, Layout, Scale};
use crate::echarts::palette::{Palette, Theme, palette};
use crate::echarts::sides::label_sides;
use crate::view::{Chart, Kind, Mark, Size, Unit};

const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const FONT_SIZE: f64 = 13.0;

/// Builds the option object of a chart in a container of `width` CSS pixels.
pub fn option(chart: &Chart, theme: Theme, width: u32) -> Value {
    let drawing = Drawing {
        chart,
        layout: Layout::new(chart, width),
        palette: palette(theme),
    };
    let mut option = drawing.described_by_charming();
    drawing.complete(&mut option);
    for (at, bars) in series_of(&mut option).enumerate() {
        drawing.complete_series(bars, at);
    }
    option
}

/// A chart, where its parts go, and its colours.
struct Drawing<'a> {
    chart: &'a Chart,
    layout: Layout,
    palette: Palette,
}

/// The part of a chart's series that one series of ECharts draws.
#[derive(Clone, Copy, PartialEq)]
enum Layer {
    /// The known numbers.
    Known,
    /// The hidden numbers, stacked on the known ones.
    Hidden,
    /// The labels at the ends of stacked bars: how much the parts are in all.
    Whole,
}

impl Drawing<'_> {
    /// Builds the part of the option object that charming has words for.
    fn described_by_charming(&self) -> Value {
        let Drawing {
            chart,
            layout,
            palette,
        } = self;
        let (x, y) = match chart.kind {
            Kind::Columns => (self.category_axis(), self.number_axis()),
            Kind::Bars => (self.number_axis(), self.category_axis()),
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
        // Not charming's own chart type: it would bring everything that ECharts can draw into the page.
        let mut option = json!({
            "animation": false,
            "grid": [value(&grid)],
            "tooltip": value(&tooltip),
            "xAxis": x,
            "yAxis": y,
            "series": self.series(),
        });
        if chart.legend {
            option["legend"] = value(&self.legend());
        }
        option
    }

    /// Lists the series of ECharts: the known numbers of each series, then the hidden ones of each, or one with the wholes.
    fn series(&self) -> Value {
        let count = self.chart.series.len();
        let mut series = Vec::new();
        for at in 0..count {
            series.push(self.bar(at, Layer::Known));
        }
        if self.chart.stacked.is_some() {
            series.push(self.bar(0, Layer::Whole));
        } else {
            for at in 0..count {
                series.push(self.bar(at, Layer::Hidden));
            }
        }
        Value::Array(series)
    }

    fn legend(&self) -> Legend {
        let mut names = Vec::new();
        for series in &self.chart.series {
            names.push(series.name.clone());
        }
        let text = TextStyle::new()
            .color(self.palette.ink)
            .font_size(FONT_SIZE);
        Legend::new()
            .left(0)
            .top(0)
            .item_height(12.0)
            .data(names)
            .text_style(text)
    }

    fn category_axis(&self) -> Value {
        json!({
            "type": "category",
            "inverse": self.chart.kind == Kind::Bars,
            "data": self.layout.names(self.chart),
            "axisTick": { "show": false },
            "axisLine": { "show": self.chart.kind == Kind::Columns },
            "axisLabel": { "color": self.palette.ink, "fontSize": FONT_SIZE, "interval": 0.0 },
        })
    }

    fn number_axis(&self) -> Value {
        let Scale { bottom, top, step } = self.layout.scale;
        let color = self.palette.muted;
        json!({
            "type": "value",
            "show": self.chart.kind == Kind::Columns,
            "min": bottom,
            "max": top,
            "interval": step,
            "axisLabel": { "show": self.layout.numbered, "color": color, "fontSize": FONT_SIZE },
            "splitLine": { "lineStyle": { "color": self.palette.line } },
        })
    }

    /// Makes one series of bars, without its numbers.
    fn bar(&self, at: usize, layer: Layer) -> Value {
        let (series, palette) = (&self.chart.series, &self.palette);
        let position = match self.chart.kind {
            Kind::Columns => "top",
            Kind::Bars => "right",
        };
        let style = match layer {
            Layer::Known if !series[at].residual => {
                json!({ "color": self.series_colour(at), "borderRadius": 2.0 })
            }
            Layer::Known | Layer::Hidden => json!({
                "color": "transparent", "borderColor": palette.hidden, "borderWidth": 1.0, "borderRadius": 2.0,
            }),
            Layer::Whole => json!({}),
        };
        let name = match layer {
            Layer::Known | Layer::Hidden => series[at].name.as_str(),
            Layer::Whole => "",
        };
        let stack = if self.chart.stacked.is_some() { 0 } else { at };
        json!({
            "type": "bar",
            "name": name,
            "stack": stack.to_string(),
            "barGap": "12%",
            "itemStyle": style,
            "label": { "show": true, "position": position, "color": palette.ink, "fontSize": FONT_SIZE },
        })
    }

    fn series_colour(&self, at: usize) -> &'static str {
        self.palette.series[at % self.palette.series.len()]
    }

    /// Adds to the chart as a whole what charming has no word for.
    fn complete(&self, option: &mut Value) {
        let (chart, layout) = (self.chart, &self.layout);
        option["aria"] = json!({ "enabled": true, "label": { "enabled": true, "description": chart.description } });
        option["grid"][0]["outerBoundsMode"] = "none".into();
        option["textStyle"] = json!({ "fontFamily": FONT });
        option["tooltip"]["renderMode"] = "richText".into();
        option["tooltip"]["confine"] = true.into();
        option["tooltip"]["textStyle"] =
            json!({ "color": self.palette.ink, "fontSize": FONT_SIZE });
        if chart.legend {
            option["legend"]["selectedMode"] = false.into();
            // Of lines, the legend shows what each looks like.
            option["legend"]["itemWidth"] = layout.legend_icon().into();
            if !layout.lines {
                option["legend"]["icon"] = "roundRect".into();
            }
        }
        let axis = &mut option["yAxis"]["axisLabel"];
        match chart.kind {
            Kind::Columns => {
                if let Unit::Percent(lang) = chart.unit {
                    axis["formatter"] = percent_template(lang).into();
                }
            }
            // The numbers' axis of bars carries no numbers: they stand at the bars.
            Kind::Bars => {
                axis["width"] = layout.name_width.into();
                axis["overflow"] = "break".into();
                axis["lineHeight"] = 15.into();
                if let Some(distance) = layout.name_above {
                    axis["inside"] = true.into();
                    axis["margin"] = 0.into();
                    axis["verticalAlign"] = "bottom".into();
                    axis["padding"] = json!([0, 0, distance, 0]);
                }
            }
        }
    }

    /// Adds to the series of ECharts at this place its numbers and what charming has no word for.
    fn complete_series(&self, bars: &mut Value, place: usize) {
        let (chart, layout) = (self.chart, &self.layout);
        let count = chart.series.len();
        let at = place % count;
        let layer = match &chart.stacked {
            _ if place < count => Layer::Known,
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
        if layer == Layer::Hidden || chart.series[at].residual {
            bars["itemStyle"]["decal"] = hatching(self.palette.hidden);
            if layout.lines {
                // No bar beside it shows which series it belongs to.
                bars["itemStyle"]["borderColor"] = self.series_colour(at).into();
            }
        }
        bars["data"] = match &chart.stacked {
            Some(wholes) if layer == Layer::Whole => whole_labels(wholes),
            stacked => self.items(at, layer, stacked.is_some()),
        };
        if layout.lines && layer == Layer::Known {
            become_line(bars, place);
        }
    }

    /// Makes the items of a series, one a category.
    fn items(&self, at: usize, layer: Layer, stacked: bool) -> Value {
        let series = &self.chart.series[at];
        let mut items = Vec::new();
        for (category, (name, mark)) in self.chart.categories.iter().zip(&series.marks).enumerate()
        {
            let item = if stacked {
                self.stacked_item(at, mark)
            } else {
                self.item(at, layer, category, mark)
            };
            items.push(match item {
                Some(mut item) => {
                    let text = format!("{name}\n{}: {}", series.name, mark.label);
                    item["tooltip"] = json!({ "formatter": text });
                    item
                }
                None => json!("-"),
            });
        }
        Value::Array(items)
    }

    /// Makes a part of a stacked bar. A hidden part has none: the residual contains it. Where that is not known either, the
    /// whole is hidden, which the label at the end of the bar says.
    fn stacked_item(&self, at: usize, mark: &Mark) -> Option<Value> {
        let palette = &self.palette;
        let residual = self.chart.series[at].residual;
        let size = match mark.size {
            Size::Exact(size) if size > 0.0 => size,
            _ => return None,
        };
        let (ink, border) = if residual {
            (palette.ink, palette.paper)
        } else {
            (
                palette.on_series[at % palette.on_series.len()],
                "transparent",
            )
        };
        let label = json!({
            "position": "inside", "textBorderColor": border, "textBorderWidth": 3, "color": ink,
            "formatter": mark.label, "show": self.layout.holds(self.chart, size, &mark.label),
        });
        Some(json!({ "value": size, "label": label }))
    }

    /// Makes a bar or a point; `None` where this layer draws nothing.
    fn item(&self, at: usize, layer: Layer, category: usize, mark: &Mark) -> Option<Value> {
        let size = self.length(layer, mark.size)?;
        let mut item = json!({ "value": size, "label": self.label(at, layer, category, mark) });
        if let Some(border) = sign_border(mark.size) {
            let label = &mut item["label"];
            let lines = self.layout.lines;
            // No bar beside it shows which series it belongs to.
            let colour = if lines {
                self.series_colour(at)
            } else {
                self.palette.hidden
            };
            label["borderColor"] = colour.into();
            label["borderType"] = border.into();
            label["borderWidth"] = 1.into();
            label["borderRadius"] = 5.into();
            label["padding"] = json!([2, self.layout.sign_padding(&mark.label)]);
            label["lineHeight"] = 15.into();
        }
        if size == 0.0 && layer == Layer::Hidden {
            // Only its label is drawn: a bar of any length would say how many they are.
            item["itemStyle"] = json!({ "borderWidth": 0 });
        }
        if mark.aside && layer == Layer::Known {
            item["itemStyle"] = json!({ "color": self.palette.aside });
        }
        Some(item)
    }

    /// Returns how long a bar is in a layer; `None` where the layer draws nothing.
    fn length(&self, layer: Layer, size: Size) -> Option<f64> {
        match (layer, size) {
            (Layer::Known, Size::Exact(size) | Size::Between(size, _)) => Some(size),
            (Layer::Known, Size::None) if !self.layout.lines => Some(0.0),
            (Layer::Hidden, Size::Hidden | Size::Apart(_)) => Some(0.0),
            (Layer::Hidden, Size::Between(least, most)) => Some(most - least),
            (Layer::Known, Size::Hidden | Size::Apart(_) | Size::None)
            | (Layer::Hidden, Size::Exact(_) | Size::None)
            | (Layer::Whole, _) => None,
        }
    }

    /// Returns the label at the end of a bar, or at a point where the line leaves room.
    fn label(&self, at: usize, layer: Layer, category: usize, mark: &Mark) -> Value {
        let is_outermost = layer == Layer::Hidden || !matches!(mark.size, Size::Between(..));
        let mut label = if is_outermost {
            self.layout.label(mark)
        } else {
            json!({ "show": false })
        };
        if self.layout.lines && layer == Layer::Known {
            match label_sides(&self.layout, self.chart, category)[at] {
                Some(side) => label["position"] = side.into(),
                None => label["show"] = false.into(),
            }
            // The number stays legible where a line passes behind it.
            label["textBorderColor"] = self.palette.paper.into();
            label["textBorderWidth"] = 3.into();
        }
        label
    }
}

/// Returns the border of the sign in place of a hidden number.
fn sign_border(size: Size) -> Option<&'static str> {
    match size {
        Size::Hidden => Some("solid"),
        Size::Exact(_) | Size::Between(..) | Size::Apart(_) | Size::None => None,
    }
}

fn value(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

fn series_of(option: &mut Value) -> impl Iterator<Item = &mut Value> {
    option["series"].as_array_mut().into_iter().flatten()
}

/// Returns ECharts' template for percentages along an axis.
fn percent_template(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => "{value}\u{a0}%",
        Lang::En => "{value}%",
    }
}

/// Makes items of no length that carry the labels of whole bars.
fn whole_labels(wholes: &[String]) -> Value {
    let mut items = Vec::new();
    for whole in wholes {
        items.push(json!({ "value": 0, "label": { "formatter": whole } }));
    }
    Value::Array(items)
}

/// Turns a series of bars into a line that ends before a year without a number. Points and strokes have forms of their
/// own, for readers who cannot distinguish the colours.
fn become_line(bars: &mut Value, at: usize) {
    bars["type"] = "line".into();
    // Lines that are stacked add up.
    bars["stack"] = Value::Null;
    bars["symbol"] = POINTS[at % POINTS.len()].into();
    bars["symbolSize"] = 8.into();
    bars["lineStyle"] = json!({ "width": 2.5, "type": STROKES[at % STROKES.len()] });
}

/// The forms of the points of each series.
const POINTS: [&str; 4] = ["circle", "rect", "triangle", "diamond"];
/// The forms of the strokes of each series.
const STROKES: [&str; 4] = ["solid", "dashed", "dotted", "solid"];

fn hatching(colour: &str) -> Value {
    json!({
        "symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [2, 4], "rotation": -std::f64::consts::FRAC_PI_4,
        "color": colour,
    })
}

#[cfg(test)]
mod tests;
