//! Makes a figure of each series that others publish, with the marks and the gaps of its source.
//!
//! These series are not counted from records, so they are neither hidden, compared nor filtered. A mark in the source is
//! never converted into a number. A year without a value in the source is a gap.

use cube::{Indicator, Lang, SourceMark, number};

use crate::context::Context;
use crate::figures::sheet::{self, Cell, Column, Sheet, SheetRow, Value};
use crate::link;
use crate::query::{Display, Shape};
use crate::view::drawing::{Columns, Drawing, Point, Year};
use crate::view::{Body, Choice, Figure, Grid, GridCell, Place, Row, Selection};
use crate::words::{self, indicator as sentences};

/// The value of a year in the source.
enum YearValue<'a> {
    Number(u64),
    Mark(&'a SourceMark),
    Nothing,
}

/// A year and its value.
type Line<'a> = (String, YearValue<'a>);

/// Makes the figures of a section of series; other sections have none. All figures have the same years, so that they can
/// be compared.
pub fn figures(context: &Context) -> Vec<Figure> {
    let series = series(context);
    let years = years(&series);
    series
        .into_iter()
        .map(|series| figure(context, series, &years))
        .collect()
}

/// Sums up the page: the number of series and their years.
pub fn summary(context: &Context) -> String {
    let series = series(context);
    sentences::summary(context.lang(), series.len(), &period(&years(&series)))
}

/// Draws a series as small columns without sentences, as a part of something that says what they are about. Their numbers
/// have no room, but the marks and gaps of the source stay, so that they are not taken for zero.
pub fn small_columns(context: &Context, series: &Indicator) -> Columns {
    let lines = lines(series, &years(&[series]));
    let mut columns = columns(context.lang(), &lines, context.text(&series.label));
    columns.labelled = false;
    for point in &mut columns.points {
        point.says.clear();
        if point.height.is_some() {
            point.text.clear();
        }
    }
    columns
}

fn series<'a>(context: &Context<'a>) -> Vec<&'a Indicator> {
    let ids = context
        .query
        .section(context.catalog())
        .map_or(&[][..], |section| &section.indicators);
    let only = context.query.figure.as_ref();
    ids.iter()
        .filter(|id| only.is_none_or(|only| only == *id))
        .filter_map(|id| context.catalog().indicator(id))
        .collect()
}

/// Lists the years from the first to the last one with a value in any series.
fn years(series: &[&Indicator]) -> Vec<String> {
    let published: Vec<u16> = series.iter().flat_map(|one| one.years()).collect();
    let ends = published.iter().min().zip(published.iter().max());
    ends.map(|(first, last)| (*first..=*last).map(|year| year.to_string()).collect())
        .unwrap_or_default()
}

fn period(years: &[String]) -> String {
    match years {
        [first, .., last] => format!("{first}–{last}"),
        years => years.concat(),
    }
}

/// Lists these years with their values in a series.
fn lines<'a>(series: &'a Indicator, years: &[String]) -> Vec<Line<'a>> {
    let line = |year: &String| (year.clone(), value_of(series, year));
    years.iter().map(line).collect()
}

/// Returns the value of a year in a series.
fn value_of<'a>(series: &'a Indicator, year: &str) -> YearValue<'a> {
    match (series.values.get(year), series.mark(year)) {
        (Some(number), _) => YearValue::Number(*number),
        (None, Some(mark)) => YearValue::Mark(mark),
        (None, None) => YearValue::Nothing,
    }
}

fn figure(context: &Context, series: &Indicator, years: &[String]) -> Figure {
    let lang = context.lang();
    let lines = lines(series, years);
    let title = context.text(&series.label);
    let unit = words::capitalized(series.unit.get(lang));
    let by_year = words::uncapitalized(&words::control::YEAR_BY_YEAR.text(lang));
    let subtitle = format!("{unit}, {by_year}, {}", period(years));
    let is_table = context.query.display(&series.id).shape == Some(Shape::Table);
    let heads = vec![
        context
            .time()
            .map(|time| context.text(&time.label))
            .unwrap_or_default(),
        title.clone(),
    ];
    let caption = format!("{title}. {subtitle}");
    let gaps = gaps(&lines);
    Figure {
        id: series.id.clone(),
        selection: Selection::Alone,
        place: Place::default(),
        body: match is_table {
            true => Body::Table(grid(lang, &lines, heads.clone(), caption)),
            false => Body::Drawing(Box::new(Drawing::Columns(columns(lang, &lines, caption)))),
        },
        shapes: shapes(context, series, is_table),
        grains: vec![],
        folded: None,
        definitions: vec![format!("{title}: {}", series.definition.get(lang))],
        notes: notes(lang, series, &gaps),
        source: words::figure::source(lang, series.source.get(lang), &context.catalog().release),
        own: None,
        has_numbers: true,
        files: None,
        circles: None,
        title,
        finding: None,
        subtitle,
    }
}

fn shapes(context: &Context, series: &Indicator, is_table: bool) -> Vec<Choice> {
    let choice = |(label, shape, selected): (words::Phrase, Option<Shape>, bool)| {
        let query = context.query.with_display(
            &series.id,
            Display {
                shape,
                ..Display::default()
            },
        );
        Choice {
            link: link::to_view(context, label.get(context.lang()), &query),
            selected,
            unavailable: None,
        }
    };
    [
        (words::figure::CHART, None, !is_table),
        (words::figure::TABLE, Some(Shape::Table), is_table),
    ]
    .map(choice)
    .into()
}

fn columns(lang: Lang, lines: &[Line], label: String) -> Columns {
    let largest = lines.iter().map(|(_, value)| match value {
        YearValue::Number(count) => *count,
        YearValue::Mark(_) | YearValue::Nothing => 0,
    });
    let largest = largest.max().unwrap_or(0).max(1) as f64;
    let point = |(year, value): &Line| {
        let text = write_value(lang, value);
        let says = match value {
            YearValue::Number(_) => format!("{year}: {text}"),
            YearValue::Mark(mark) => format!("{year}: {text}. {}", mark.meaning.get(lang)),
            YearValue::Nothing => format!("{year}: {}", sentences::GAP.text(lang)),
        };
        Point {
            height: match value {
                YearValue::Number(count) => Some(*count as f64 / largest),
                YearValue::Mark(_) | YearValue::Nothing => None,
            },
            hidden: false,
            provisional: false,
            says,
            text,
            stroke: None,
            href: None,
        }
    };
    let year = |(year, _): &Line| Year {
        label: year.clone(),
        broken: false,
    };
    Columns {
        label,
        years: lines.iter().map(year).collect(),
        points: lines.iter().map(point).collect(),
        labelled: true,
    }
}

fn write_value(lang: Lang, value: &YearValue) -> String {
    match value {
        YearValue::Number(count) => number::count(lang, *count),
        YearValue::Mark(mark) => mark.text.clone(),
        YearValue::Nothing => words::mark::NONE_MARK.into(),
    }
}

/// Lists the years without a value.
fn gaps(lines: &[Line]) -> Vec<String> {
    let mut gaps = Vec::new();
    for (year, value) in lines {
        if matches!(value, YearValue::Nothing) {
            gaps.push(year.clone());
        }
    }
    gaps
}

/// Explains the marks of the source and the gaps, and adds the codebook's note.
fn notes(lang: Lang, series: &Indicator, gaps: &[String]) -> Vec<String> {
    let mut notes: Vec<String> = series
        .marks
        .iter()
        .map(|mark| sentences::mark(lang, &mark.text, mark.meaning.get(lang)))
        .collect();
    if !gaps.is_empty() {
        notes.push(sentences::mark(
            lang,
            words::mark::NONE_MARK,
            &sentences::GAP.text(lang),
        ));
    }
    notes.extend(series.note.as_ref().map(|note| note.get(lang).to_owned()));
    notes
}

fn grid(lang: Lang, lines: &[Line], columns: Vec<String>, caption: String) -> Grid {
    let row = |(year, value): &Line| {
        let meaning = match value {
            YearValue::Number(_) => None,
            YearValue::Mark(mark) => Some(mark.meaning.get(lang).to_owned()),
            YearValue::Nothing => Some(sentences::GAP.text(lang)),
        };
        let cells = vec![GridCell {
            text: write_value(lang, value),
            meaning,
            colour: None,
            joins: false,
            bar: None,
        }];
        Row {
            head: year.clone(),
            href: None,
            depth: 0,
            total: false,
            cells,
        }
    };
    Grid {
        caption,
        columns,
        rows: lines.iter().map(row).collect(),
    }
}

/// Makes the sheets of the figures, each with its figure's id.
pub fn sheets(context: &Context) -> Vec<(String, Sheet)> {
    let series = series(context);
    let years = years(&series);
    let sheet = |series: &&Indicator| (series.id.clone(), sheet(context, series, &years));
    series.iter().map(sheet).collect()
}

/// Makes the sheet of a series: a row a year, with the marks of the source.
fn sheet(context: &Context, series: &Indicator, years: &[String]) -> Sheet {
    let row = |(year, value): Line| {
        let value = match value {
            YearValue::Number(count) => Value::Exact(count),
            YearValue::Mark(mark) => Value::Text(mark.text.clone()),
            YearValue::Nothing => Value::Missing,
        };
        SheetRow {
            code: year.clone(),
            label: year,
            cells: vec![Cell {
                value,
                beside: vec![],
            }],
        }
    };
    let time = context.time();
    Sheet {
        head: time
            .map(|time| context.text(&time.label))
            .unwrap_or_default(),
        columns: vec![Column {
            code: series.id.clone(),
            label: context.text(&series.label),
        }],
        rows: lines(series, years).into_iter().map(row).collect(),
        ..sheet::empty(context, &figure(context, series, years), vec![])
    }
}

#[cfg(test)]
mod tests;
