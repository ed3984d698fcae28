//! Makes a figure of each series that others publish, with the marks and the gaps of its source.
//!
//! They are counted from no record, so nothing here is hidden, shared, compared or filtered. A mark of a source stays
//! what it is: no number is made of it. A year that a source says nothing of is a gap.

use cube::{Indicator, Lang, SourceMark, number};

use crate::context::Context;
use crate::figures::csv;
use crate::link;
use crate::query::{Display, Shape};
use crate::view::{
    Body, Chart, Choice, Figure, Grid, GridCell, Height, Kind, Mark, Reach, Row, Selection, Series,
    Size, Unit,
};
use crate::words::{self, indicator as said};

/// The value of a year in a source.
enum YearValue<'a> {
    Number(u64),
    Mark(&'a SourceMark),
    Nothing,
}

/// What a source says of each year.
type Line<'a> = (String, YearValue<'a>);

/// The figures of a section of series; none of any other section. All have the same years, so that they can be compared.
pub fn figures(context: &Context) -> Vec<Figure> {
    let (series, years) = (series(context), years(context));
    series
        .into_iter()
        .map(|series| figure(context, series, &years))
        .collect()
}

/// How many series a page shows, and of which years.
pub fn summary(context: &Context) -> String {
    said::summary(
        context.lang(),
        series(context).len(),
        &period(&years(context)),
    )
}

fn series<'a>(context: &Context<'a>) -> Vec<&'a Indicator> {
    let ids = context
        .query
        .section(context.catalog())
        .map_or(&[][..], |section| &section.indicators);
    ids.iter()
        .filter_map(|id| context.catalog().indicator(id))
        .collect()
}

/// From the first to the last year of which one of the series says something.
fn years(context: &Context) -> Vec<String> {
    let said: Vec<u16> = series(context)
        .into_iter()
        .flat_map(Indicator::years)
        .collect();
    let ends = said.iter().min().zip(said.iter().max());
    ends.map(|(first, last)| (*first..=*last).map(|year| year.to_string()).collect())
        .unwrap_or_default()
}

fn period(years: &[String]) -> String {
    match years {
        [first, .., last] => format!("{first}–{last}"),
        years => years.concat(),
    }
}

fn told<'a>(series: &'a Indicator, year: &str) -> YearValue<'a> {
    match (series.values.get(year), series.mark(year)) {
        (Some(number), _) => YearValue::Number(*number),
        (None, Some(mark)) => YearValue::Mark(mark),
        (None, None) => YearValue::Nothing,
    }
}

fn figure(context: &Context, series: &Indicator, years: &[String]) -> Figure {
    let lang = context.lang();
    let lines: Vec<Line> = years
        .iter()
        .map(|year| (year.clone(), told(series, year)))
        .collect();
    let (title, unit) = (
        context.text(&series.label),
        words::capitalized(series.unit.get(lang)),
    );
    let by_year = words::uncapitalized(&words::control::YEAR_BY_YEAR.get(lang));
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
    let figure = Figure {
        id: series.id.clone(),
        selection: Selection::Alone,
        body: match is_table {
            true => Body::Table(grid(lang, &lines, heads.clone(), caption)),
            false => Body::Chart(Box::new(chart(lang, &lines, title.clone(), caption, &gaps))),
        },
        shapes: shapes(context, series, is_table),
        grains: vec![],
        folded: None,
        definition: format!("{title}: {}", series.definition.get(lang)),
        notes: notes(lang, series, &gaps),
        source: words::figure::source(lang, series.source.get(lang), &context.catalog().release),
        download: None,
        title,
        finding: None,
        subtitle,
    };
    Figure {
        download: Some(csv::file(context, &figure, plain(lines, heads), vec![])),
        ..figure
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

fn chart(lang: Lang, lines: &[Line], name: String, caption: String, gaps: &[String]) -> Chart {
    let mark = |(_, told): &Line| {
        let size = match told {
            YearValue::Number(count) => Size::Exact(*count as f64),
            YearValue::Mark(_) => Size::Marked,
            YearValue::Nothing => Size::None,
        };
        Mark {
            size,
            label: written(lang, told),
            aside: false,
            href: None,
        }
    };
    let said = lines
        .iter()
        .filter(|(_, told)| !matches!(told, YearValue::Nothing));
    let said: Vec<String> = said
        .map(|(year, told)| format!("{year}: {}", written(lang, told)))
        .collect();
    Chart {
        kind: Kind::Columns,
        stacked: None,
        unit: Unit::Count,
        categories: lines.iter().map(|(year, _)| year.clone()).collect(),
        description: format!("{caption}. {}.{}", said.join("; "), said::gaps(lang, gaps)),
        series: vec![Series {
            name,
            residual: false,
            marks: lines.iter().map(mark).collect(),
        }],
        height: Height {
            narrow: 260,
            wide: 260,
        },
        legend: false,
        reach: Reach::default(),
    }
}

fn written(lang: Lang, told: &YearValue) -> String {
    match told {
        YearValue::Number(count) => number::count(lang, *count),
        YearValue::Mark(mark) => mark.text.clone(),
        YearValue::Nothing => words::mark::NONE_MARK.into(),
    }
}

/// The years of which the source says nothing.
fn gaps(lines: &[Line]) -> Vec<String> {
    let gaps = lines
        .iter()
        .filter(|(_, told)| matches!(told, YearValue::Nothing));
    gaps.map(|(year, _)| year.clone()).collect()
}

/// What the marks of the source and the gaps mean, and what must be known besides.
fn notes(lang: Lang, series: &Indicator, gaps: &[String]) -> Vec<String> {
    let mut notes: Vec<String> = series
        .marks
        .iter()
        .map(|mark| said::mark(lang, &mark.text, mark.meaning.get(lang)))
        .collect();
    if !gaps.is_empty() {
        notes.push(said::mark(
            lang,
            words::mark::NONE_MARK,
            &said::GAP.get(lang),
        ));
    }
    notes.extend(series.note.as_ref().map(|note| note.get(lang).to_owned()));
    notes
}

fn grid(lang: Lang, lines: &[Line], columns: Vec<String>, caption: String) -> Grid {
    let row = |(year, told): &Line| {
        let meaning = match told {
            YearValue::Number(_) => None,
            YearValue::Mark(mark) => Some(mark.meaning.get(lang).to_owned()),
            YearValue::Nothing => Some(said::GAP.get(lang)),
        };
        let cells = vec![GridCell {
            text: written(lang, told),
            meaning,
            colour: None,
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

/// The lines of the file: numbers are plain digits, and a gap is empty.
fn plain(lines: Vec<Line>, heads: Vec<String>) -> Vec<Vec<String>> {
    let mut file = vec![heads];
    file.extend(lines.into_iter().map(|(year, told)| {
        let text = match told {
            YearValue::Number(count) => count.to_string(),
            YearValue::Mark(mark) => mark.text.clone(),
            YearValue::Nothing => String::new(),
        };
        vec![year, text]
    }));
    file
}

#[cfg(test)]
mod tests;
