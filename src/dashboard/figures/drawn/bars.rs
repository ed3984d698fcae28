//! Draws categories as rows with a bar each.

use crate::context::Context;
use crate::counts::Amount;
use crate::figures::drawn::parts::{self, Together, arrange, heads, inside, item, sum_hidden};
use crate::figures::drawn::rules;
use crate::numbers::{Entry, Line, Numbers};
use crate::plan::Form;
use crate::query::{Grain, Show};
use crate::view::Size;
use crate::view::drawing::{Bar, Bars, Fill, Item, Part};

/// Draws the rows of a figure; `named` are the codes of those that its sentence names.
pub fn bars(context: &Context, form: &Form, numbers: &Numbers, named: &[String]) -> Bars {
    let rows = arrange(context, form, numbers);
    let (base, shown) = (numbers.matrix.base(), &numbers.shown);
    let sum = rows.together.as_ref();
    let sum = sum.map(|together| together_row(context, together, base));
    let mut largest = sum.as_ref().map_or(0.0, |(_, size)| *size);
    for row in &rows.places {
        let shown = shown.entry(*row, 0).format(context.lang(), context.show);
        largest = shown
            .size
            .bounds()
            .map_or(0.0, |(_, most)| most)
            .max(largest);
    }
    let scale = |size: f64| if largest > 0.0 { size / largest } else { 0.0 };
    let mut drawn = Vec::new();
    let mut sum = sum.map(|(row, size)| with_length(row, scale(size)));
    for place in &rows.places {
        let line = &shown.rows[*place];
        if line.unknown {
            drawn.extend(sum.take());
        }
        let row = Row {
            context,
            numbers,
            line,
            entry: shown.entry(*place, 0),
            named: named.contains(&line.code),
        };
        drawn.push(row.bar(form, &scale));
    }
    drawn.extend(sum);
    if rules::is_mostly_hidden(context, form, numbers) {
        for row in &mut drawn {
            row.parts.clear();
        }
    }
    set_apart(&mut drawn, numbers, rows.hidden);
    let [number, beside] = heads(context);
    Bars {
        heads: [numbers.matrix.head.clone(), number, beside],
        rows: drawn,
        hidden: rows.hidden,
    }
}

/// A row that is being drawn.
struct Row<'a> {
    context: &'a Context<'a>,
    numbers: &'a Numbers,
    line: &'a Line,
    entry: Entry,
    named: bool,
}

impl Row<'_> {
    fn bar(&self, form: &Form, scale: &dyn Fn(f64) -> f64) -> Bar {
        let size = self
            .entry
            .format(self.context.lang(), self.context.show)
            .size;
        let divided = self.divided(form, scale);
        let (parts, detail) = divided.unwrap_or_else(|| (self.whole(size, scale), vec![]));
        Bar {
            item: item(self.context, self.line, self.entry),
            zero: size == Size::Exact(0.0),
            parts,
            named: self.named,
            detail,
        }
    }

    /// Draws a bar in one piece; between two bounds it is hatched.
    fn whole(&self, size: Size, scale: &dyn Fn(f64) -> f64) -> Vec<Part> {
        let part = |length: f64, fill: Fill| Part {
            length,
            fill,
            text: String::new(),
        };
        match size {
            Size::Exact(0.0) | Size::Hidden | Size::Apart(_) | Size::None => vec![],
            Size::Exact(number) => vec![part(scale(number), self.fill())],
            Size::Between(least, most) => vec![
                part(scale(least), self.fill()),
                part(scale(most - least), Fill::Together),
            ],
        }
    }

    fn fill(&self) -> Fill {
        match (
            self.line.unknown,
            self.line.aside || self.line.other,
            self.named,
        ) {
            (true, ..) => Fill::Unknown,
            (_, true, _) => Fill::Aside,
            (_, _, true) => Fill::Named,
            _ => Fill::Plain,
        }
    }

    /// Divides the bar of a group by what is in it, with the names of the parts. `None` where it is no group, or where
    /// some of it is only known between bounds.
    fn divided(&self, form: &Form, scale: &dyn Fn(f64) -> f64) -> Option<(Vec<Part>, Vec<Item>)> {
        let dimension = form.dimension()?;
        let is_divided = self.numbers.grain() == Grain::Groups
            && !self.numbers.rolled_up
            && !dimension.multi_response
            && self.context.show == Show::Count;
        let whole = self.entry.amount.exact().filter(|_| is_divided)?;
        let matrix = &self.numbers.matrix;
        let children = inside(matrix, &self.line.code);
        let entries = || {
            children
                .iter()
                .map(|(at, row)| (*row, matrix.entry(*at, 0)))
        };
        let sum = sum_hidden(whole, entries());
        let (mut parts, mut detail) = (Vec::new(), Vec::new());
        for (row, entry) in entries() {
            let Some(count) = entry.amount.exact() else {
                continue;
            };
            if count > 0 {
                let item = item(self.context, row, entry);
                parts.push(Part {
                    length: scale(count as f64),
                    fill: if row.unknown {
                        Fill::Unknown
                    } else {
                        self.fill()
                    },
                    text: item.text.clone(),
                });
                detail.push(Item {
                    href: None,
                    beside: String::new(),
                    ..item
                });
            }
        }
        if let Some(sum) = &sum {
            let item = parts::together_item(self.context, sum, None);
            parts.push(Part {
                length: scale(sum.count as f64),
                fill: Fill::Together,
                text: item.text.clone(),
            });
            detail.push(item);
        }
        let known: u64 = entries()
            .filter_map(|(_, entry)| entry.amount.exact())
            .sum();
        let is_whole = known + sum.map_or(0, |sum| sum.count) == whole;
        (is_whole && parts.len() > 1).then_some((parts, detail))
    }
}

/// Makes the row of what is hidden by itself and known together, with its size.
fn together_row(context: &Context, together: &Together, base: Option<u64>) -> (Bar, f64) {
    let item = parts::together_item(context, together, base);
    let sum = Entry {
        base,
        ..Entry::new(Amount::Exact(together.count))
    };
    let size = sum.format(context.lang(), context.show).size;
    let bar = Bar {
        item,
        parts: vec![],
        zero: false,
        named: false,
        detail: vec![],
    };
    (bar, size.exact().unwrap_or(0.0))
}

fn with_length(row: Bar, length: f64) -> Bar {
    let part = Part {
        length,
        fill: Fill::Together,
        text: String::new(),
    };
    Bar {
        parts: vec![part],
        ..row
    }
}

/// Leaves out the bar of persons of whom the answer is not known, where nothing else has one because it is hidden: a bar as
/// long as the drawing would say that there are many.
fn set_apart(drawn: &mut [Bar], numbers: &Numbers, hidden: usize) {
    let is_unknown = |bar: &Bar| bar.parts.iter().all(|part| part.fill == Fill::Unknown);
    let is_only = drawn.iter().all(is_unknown);
    if is_only && (hidden > 0 || !numbers.hidden.is_empty()) {
        drawn.iter_mut().for_each(|bar| bar.parts.clear());
    }
}

#[cfg(test)]
mod tests {
    use cube::{Address, Cell};

    use super::*;
    use crate::link::Request;
    use crate::testing::sample;
    use crate::view;
    use crate::view::Body;
    use crate::view::drawing::Drawing;

    /// Draws ages where only these codes are published, of 90 persons.
    fn ages(search: &str, published: &[&str]) -> Bars {
        ages_of(Cell::Published(90), search, published)
    }

    fn ages_of(whole: Cell, search: &str, published: &[&str]) -> Bars {
        let cell = |address: &Address| match address.pins.get("edad") {
            Some(code) if !published.contains(&code.as_str()) => Cell::Hidden,
            Some(_) => Cell::Published(7),
            None => whole,
        };
        let release = sample::release_where(cell);
        let request = Request::parse(&release.catalog, "acreditadas", search);
        let figures = view(&release, &request).figures;
        let figure = figures.into_iter().find(|figure| figure.id == "edad");
        let Body::Drawing(drawing) = figure.unwrap().body else {
            panic!("no drawing")
        };
        let Drawing::Bars(bars) = *drawing else {
            panic!("no bars")
        };
        bars
    }

    #[test]
    fn what_is_hidden_by_itself_has_no_length_and_its_sum_is_to_scale() {
        let bars = ages("grafico=edad&detalle=edad", &["MIN", "12_17"]);
        let drawn = bars.rows.iter().flat_map(|row| &row.parts);
        let drawn: Vec<(Fill, f64)> = drawn.map(|part| (part.fill, part.length)).collect();
        assert_eq!(drawn, [(Fill::Plain, 7.0 / 83.0), (Fill::Together, 1.0)]);
        assert_eq!(bars.hidden, 3);
    }

    #[test]
    fn not_stated_is_never_the_only_bar() {
        let shown = |bars: &Bars| {
            let fills = bars.rows.iter().flat_map(|row| &row.parts);
            fills.map(|part| part.fill).collect::<Vec<_>>()
        };
        // One hidden category cannot be added up.
        let only_unknown = ages("grafico=edad", &["U", "MIN"]);
        assert!(shown(&only_unknown).contains(&Fill::Unknown));
        for search in ["grafico=edad", "grafico=edad&ocultas=edad"] {
            let together = shown(&ages(search, &["U"]));
            assert_eq!(together, [Fill::Together, Fill::Unknown], "{search}");
            // Without a whole, nothing can be added up.
            let alone = shown(&ages_of(Cell::Hidden, search, &["U"]));
            assert_eq!(alone, [], "{search}");
        }
        let all = ages("grafico=edad", &["U", "MIN", "0_11", "12_17", "ADU"]);
        assert!(shown(&all).contains(&Fill::Unknown));
    }

    #[test]
    fn rates_add_up_nothing_and_name_what_is_hidden() {
        let cell = |address: &Address| match address.pins.get("edad").map(String::as_str) {
            Some("0_11" | "12_17") => Cell::Published(30),
            Some(_) => Cell::Hidden,
            None => Cell::Published(90),
        };
        let release = sample::release_where(cell);
        let search = "grafico=edad&detalle=edad&mostrar=tasa";
        let request = Request::parse(&release.catalog, "acreditadas", search);
        let figures = view(&release, &request).figures;
        let figure = figures.into_iter().find(|figure| figure.id == "edad");
        let folded = figure.unwrap().folded.map(|folded| folded.sentence);
        let expected =
            "2 categorías ocultas para proteger a las personas: Adultas y Sin información.";
        assert_eq!(folded.as_deref(), Some(expected));
    }
}
