//! Packs a chart into numbers and texts and unpacks it, because the program that writes options for ECharts is not the one
//! that draws the page: plain lists are all that goes from one to the other.

use cube::Lang;

use crate::view::{Chart, Height, Kind, Mark, Reach, Series, Size, Unit};

/// Ends each text of a packed chart. No text contains it.
const END: char = '\0';

/// A chart as plain lists. Where its marks lead to is left out, because ECharts does not follow links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// Its numbers, lengths and choices, in the order of the fields.
    pub numbers: Vec<f64>,
    /// Its texts, one after the other, each ended by a character that none of them contains.
    pub texts: String,
}

impl Packed {
    /// Packs a chart.
    pub fn from_chart(chart: &Chart) -> Packed {
        let mut packed = Packed::default();
        packed.flag(chart.kind == Kind::Bars);
        packed.flag(chart.stacked.is_some());
        packed.texts(chart.stacked.as_deref().unwrap_or_default());
        packed.number(match chart.unit {
            Unit::Count => 0.0,
            Unit::Percent(lang) => 1.0 + f64::from(lang as u8),
        });
        packed.texts(&chart.categories);
        packed.number(chart.series.len() as f64);
        for series in &chart.series {
            packed.text(&series.name);
            packed.flag(series.residual);
            packed.number(series.marks.len() as f64);
            for mark in &series.marks {
                packed.mark(mark);
            }
        }
        packed.text(&chart.description);
        packed.number(chart.height.narrow.into());
        packed.number(chart.height.wide.into());
        packed.flag(chart.legend);
        packed.number(chart.reach.least);
        packed.number(chart.reach.most);
        packed.number(chart.reach.letters as f64);
        packed
    }

    fn mark(&mut self, mark: &Mark) {
        let (kind, least, most) = match mark.size {
            Size::None => (0.0, 0.0, 0.0),
            Size::Exact(size) => (1.0, size, 0.0),
            Size::Between(least, most) => (2.0, least, most),
            Size::Hidden => (3.0, 0.0, 0.0),
            Size::Apart(size) => (4.0, size, 0.0),
        };
        self.number(kind);
        self.number(least);
        self.number(most);
        self.text(&mark.label);
        self.flag(mark.aside);
    }

    fn number(&mut self, number: f64) {
        self.numbers.push(number);
    }

    fn flag(&mut self, flag: bool) {
        self.number(if flag { 1.0 } else { 0.0 });
    }

    fn text(&mut self, text: &str) {
        self.texts.push_str(text);
        self.texts.push(END);
    }

    fn texts(&mut self, texts: &[String]) {
        self.number(texts.len() as f64);
        for text in texts {
            self.text(text);
        }
    }
}

/// Unpacks a chart from its numbers and texts; `None` if they are not those of a chart.
pub fn unpack(numbers: &[f64], texts: &str) -> Option<Chart> {
    let mut rest = Rest {
        numbers: numbers.iter(),
        texts: texts.split(END),
    };
    Some(Chart {
        kind: if rest.flag()? {
            Kind::Bars
        } else {
            Kind::Columns
        },
        stacked: match (rest.flag()?, rest.texts()?) {
            (true, wholes) => Some(wholes),
            (false, _) => None,
        },
        unit: match rest.count()? {
            0 => Unit::Count,
            lang => Unit::Percent(*Lang::ALL.get(lang as usize - 1)?),
        },
        categories: rest.texts()?,
        series: rest.list(Rest::series)?,
        description: rest.text()?,
        height: Height {
            narrow: rest.count()?,
            wide: rest.count()?,
        },
        legend: rest.flag()?,
        reach: Reach {
            least: rest.number()?,
            most: rest.number()?,
            letters: rest.count()? as usize,
        },
    })
}

/// What is not unpacked yet.
struct Rest<'a> {
    numbers: std::slice::Iter<'a, f64>,
    texts: std::str::Split<'a, char>,
}

impl Rest<'_> {
    fn series(&mut self) -> Option<Series> {
        Some(Series {
            name: self.text()?,
            residual: self.flag()?,
            marks: self.list(Rest::mark)?,
        })
    }

    fn mark(&mut self) -> Option<Mark> {
        let (kind, least, most) = (self.count()?, self.number()?, self.number()?);
        Some(Mark {
            size: match kind {
                0 => Size::None,
                1 => Size::Exact(least),
                2 => Size::Between(least, most),
                3 => Size::Hidden,
                _ => Size::Apart(least),
            },
            label: self.text()?,
            aside: self.flag()?,
            href: None,
        })
    }

    fn number(&mut self) -> Option<f64> {
        self.numbers.next().copied()
    }

    fn count(&mut self) -> Option<u32> {
        self.number().map(|number| number as u32)
    }

    fn flag(&mut self) -> Option<bool> {
        self.number().map(|number| number != 0.0)
    }

    fn text(&mut self) -> Option<String> {
        self.texts.next().map(str::to_owned)
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        self.list(Rest::text)
    }

    fn list<T>(&mut self, read: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.count()?).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(kind: Kind, stacked: Option<Vec<String>>, unit: Unit) -> Chart {
        let sizes = [
            Size::None,
            Size::Exact(-3.5),
            Size::Between(4.0, 13.0),
            Size::Hidden,
            Size::Apart(7.0),
        ];
        let marks = sizes.map(|size| Mark {
            size,
            label: format!("{size:?} · oculto"),
            aside: size == Size::Hidden,
            href: None,
        });
        Chart {
            kind,
            stacked,
            unit,
            categories: ["Niñas", "", "Año", "c", "*"].map(Into::into).to_vec(),
            series: [false, true]
                .map(|residual| Series {
                    name: format!("{residual}"),
                    residual,
                    marks: marks.to_vec(),
                })
                .to_vec(),
            description: "Dos\nlíneas".into(),
            height: Height {
                narrow: 110,
                wide: 90,
            },
            legend: kind == Kind::Bars,
            reach: Reach {
                least: -4.0,
                most: 13.5,
                letters: 12,
            },
        }
    }

    #[test]
    fn an_unpacked_chart_is_the_one_that_was_packed() {
        let wholes = vec!["119".to_owned(), "1 234".to_owned()];
        for chart in [
            chart(Kind::Bars, None, Unit::Count),
            chart(Kind::Columns, Some(wholes), Unit::Percent(Lang::Es)),
            chart(Kind::Bars, Some(vec![]), Unit::Percent(Lang::En)),
        ] {
            let packed = Packed::from_chart(&chart);
            assert_eq!(unpack(&packed.numbers, &packed.texts), Some(chart));
        }
    }

    #[test]
    fn what_is_cut_short_is_no_chart() {
        let packed = Packed::from_chart(&chart(Kind::Bars, None, Unit::Count));
        for end in 0..packed.numbers.len() {
            assert_eq!(unpack(&packed.numbers[..end], &packed.texts), None);
        }
    }
}
