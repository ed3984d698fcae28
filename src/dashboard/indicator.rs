//! Series that others publish: a figure each, with the marks and the gaps of its source.
//!
//! They are counted from no record, so nothing here is hidden, shared, compared or filtered. A mark of a source stays
//! what it is: no number is made of it. A year that a source says nothing of is a gap.

use cube::{Indicator, Lang, SourceMark, number};

use crate::chart::{Chart, Height, Kind, Mark, Reach, Series, Size, Unit};
use crate::context::Context;
use crate::csv;
use crate::look::{Look, Shape};
use crate::view::{Body, Choice, Figure, Grid, GridCell, Place, Row};
use crate::words::{self, indicator as said};

/// What a source says of a year.
enum Told<'a> {
    Number(u64),
    Mark(&'a SourceMark),
    Nothing,
}

/// The figures of a section of series; none of any other section. All have the same years, so that they can be compared.
pub fn figures(context: &Context) -> Vec<Figure> {
    let (series, years) = (series(context), years(context));
    series.into_iter().map(|series| figure(context, series, &years)).collect()
}

/// How many series a page shows, and of which years.
pub fn summary(context: &Context) -> String {
    said::summary(context.lang(), series(context).len(), &period(&years(context)))
}

fn series<'a>(context: &Context<'a>) -> Vec<&'a Indicator> {
    let ids = context.query.section(context.catalog()).map_or(&[][..], |section| &section.indicators);
    ids.iter().filter_map(|id| context.catalog().indicator(id)).collect()
}

/// From the first to the last year of which one of the series says something.
fn years(context: &Context) -> Vec<u16> {
    let said = || series(context).into_iter().flat_map(Indicator::years);
    said().min().zip(said().max()).map(|(first, last)| (first..=last).collect()).unwrap_or_default()
}

fn period(years: &[u16]) -> String {
    match years {
        [] => String::new(),
        [only] => only.to_string(),
        [first, .., last] => format!("{first}–{last}"),
    }
}

fn told(series: &Indicator, year: u16) -> Told<'_> {
    match (series.values.get(&year), series.mark(year)) {
        (Some(number), _) => Told::Number(*number),
        (None, Some(mark)) => Told::Mark(mark),
        (None, None) => Told::Nothing,
    }
}

fn figure(context: &Context, series: &Indicator, years: &[u16]) -> Figure {
    let lang = context.lang();
    let (title, unit) = (context.text(&series.label), words::capitalized(series.unit.get(lang)));
    let by_year = words::uncapitalized(&words::YEAR_BY_YEAR.get(lang));
    let subtitle = format!("{unit}, {by_year}, {}", period(years));
    let caption = format!("{title}. {subtitle}");
    let is_table = context.query.look(&series.id).shape == Some(Shape::Table);
    let figure = Figure {
        id: series.id.clone(),
        place: Place::Alone,
        body: match is_table {
            true => Body::Table(grid(context, series, years, caption)),
            false => Body::Chart(Box::new(chart(lang, series, years, &caption))),
        },
        shapes: shapes(context, series, is_table),
        grains: vec![],
        folded: None,
        definition: format!("{title}: {}", series.definition.get(lang)),
        notes: notes(lang, series, years),
        source: words::source(lang, series.source.get(lang), &context.catalog().release),
        download: None,
        title,
        subtitle,
    };
    Figure { download: Some(csv::file(context, &figure, lines(context, series, years), vec![])), ..figure }
}

fn shapes(context: &Context, series: &Indicator, is_table: bool) -> Vec<Choice> {
    let choice = |(label, shape, selected): (words::Phrase, Option<Shape>, bool)| {
        let query = context.query.with_look(&series.id, Look { shape, ..Look::default() });
        Choice { link: context.link(label.get(context.lang()), &query), selected, unavailable: None }
    };
    [(words::CHART, None, !is_table), (words::TABLE, Some(Shape::Table), is_table)].map(choice).into()
}

fn chart(lang: Lang, series: &Indicator, years: &[u16], caption: &str) -> Chart {
    let mark = |year: &u16| {
        let (size, label) = match told(series, *year) {
            Told::Number(count) => (Size::Exact(count as f64), number::count(lang, count)),
            Told::Mark(mark) => (Size::Marked, mark.text.clone()),
            Told::Nothing => (Size::None, words::NONE_MARK.into()),
        };
        Mark { size, label, aside: false, href: None }
    };
    let marks: Vec<Mark> = years.iter().map(mark).collect();
    let said = years.iter().zip(&marks).filter(|(_, mark)| mark.size != Size::None);
    let said: Vec<String> = said.map(|(year, mark)| format!("{year}: {}", mark.label)).collect();
    let gaps = said::gaps(lang, &gaps(series, years));
    Chart {
        kind: Kind::Columns,
        unit: Unit::Count,
        categories: years.iter().map(u16::to_string).collect(),
        description: [format!("{caption}. {}.", said.join("; "))].into_iter().chain(gaps).collect::<Vec<_>>().join(" "),
        series: vec![Series { name: series.label.get(lang).into(), marks }],
        height: Height { narrow: 260, wide: 260 },
        legend: false,
        reach: Reach::default(),
    }
}

fn gaps(series: &Indicator, years: &[u16]) -> Vec<String> {
    let gaps = years.iter().filter(|year| matches!(told(series, **year), Told::Nothing));
    gaps.map(u16::to_string).collect()
}

/// What the marks of the source and the gaps mean, and what must be known besides.
fn notes(lang: Lang, series: &Indicator, years: &[u16]) -> Vec<String> {
    let marks = series.marks.iter().map(|mark| said::mark(lang, &mark.text, mark.meaning.get(lang)));
    let gaps = (!gaps(series, years).is_empty()).then(|| said::mark(lang, words::NONE_MARK, &said::GAP.get(lang)));
    let note = series.note.as_ref().map(|note| note.get(lang).to_owned());
    marks.chain(gaps).chain(note).collect()
}

fn grid(context: &Context, series: &Indicator, years: &[u16], caption: String) -> Grid {
    let lang = context.lang();
    let row = |year: &u16| {
        let (text, meaning) = match told(series, *year) {
            Told::Number(count) => (number::count(lang, count), None),
            Told::Mark(mark) => (mark.text.clone(), Some(mark.meaning.get(lang).to_owned())),
            Told::Nothing => (words::NONE_MARK.to_owned(), Some(said::GAP.get(lang))),
        };
        let cells = vec![GridCell { text, meaning, tone: None }];
        Row { head: year.to_string(), href: None, depth: 0, total: false, cells }
    };
    Grid { caption, columns: heads(context, series), rows: years.iter().map(row).collect() }
}

/// The lines of the file: numbers are plain digits, and a gap is empty.
fn lines(context: &Context, series: &Indicator, years: &[u16]) -> Vec<Vec<String>> {
    let line = |year: &u16| {
        let text = match told(series, *year) {
            Told::Number(count) => count.to_string(),
            Told::Mark(mark) => mark.text.clone(),
            Told::Nothing => String::new(),
        };
        vec![year.to_string(), text]
    };
    [heads(context, series)].into_iter().chain(years.iter().map(line)).collect()
}

fn heads(context: &Context, series: &Indicator) -> Vec<String> {
    let time = context.time().map(|time| context.text(&time.label)).unwrap_or_default();
    vec![time, context.text(&series.label)]
}

#[cfg(test)]
mod tests;
