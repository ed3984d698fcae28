//! Lists the years and the categories of a figure's numbers, with their lines.

use cube::{Category, Dimension, TOTAL, parse_years};

use crate::context::Context;
use crate::numbers::line::Line;
use crate::plan::Answer;
use crate::query::Show;
use crate::{link, words};

/// Lists the whole period, if it has several years, and then each year: their codes to add up, and their lines. A year of
/// which nothing was collected has a line and no codes.
pub fn years<'a>(context: &Context<'a>) -> (Vec<Vec<&'a str>>, Vec<Line>) {
    let years = context.years();
    let (mut codes, mut lines) = (Vec::new(), Vec::new());
    // A change is one of a single year.
    if years.len() != 1 && context.show != Show::Change {
        codes.push(codes_of_period(context, &years));
        lines.push(Line::total(words::figure::TOTAL.text(context.lang())));
    }
    let mut gaps = gaps(context, &years).into_iter().peekable();
    for year in years {
        while let Some(gap) = gaps.next_if(|gap| gap.as_str() < year.code.as_str()) {
            codes.push(vec![]);
            lines.push(Line::year(&gap, gap.clone()));
        }
        codes.push(vec![year.code.as_str()]);
        lines.push(Line {
            href: link::only_year(context, &year.code),
            ..Line::year(&year.code, context.text(&year.label))
        });
    }
    (codes, lines)
}

/// Lists the years between the first and the last of some years of which nothing was collected, in order. A year within a
/// period that was collected otherwise is none of them.
pub fn gaps(context: &Context, years: &[&Category]) -> Vec<String> {
    let spans: Vec<_> = years
        .iter()
        .filter_map(|year| parse_years(&year.code))
        .collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return vec![];
    };
    let mut gaps = Vec::new();
    for year in &context.catalog().without {
        let is_between = first.end() < year && year < last.start();
        if is_between && !spans.iter().any(|span| span.contains(year)) {
            gaps.push(year.to_string());
        }
    }
    gaps
}

fn codes_of_period<'a>(context: &Context<'a>, years: &[&'a Category]) -> Vec<&'a str> {
    match context.time() {
        Some(time) if context.query.years.is_none() && context.settled.is_none() => {
            time.covering_codes()
        }
        _ => years.iter().map(|year| year.code.as_str()).collect(),
    }
}

/// Lists the total and then the categories that the answer's table has: their codes, and their lines.
pub fn categories<'a>(
    context: &Context,
    dimension: &'a Dimension,
    answer: &Answer,
) -> (Vec<&'a str>, Vec<Line>) {
    let mut codes = vec![TOTAL];
    let mut lines = vec![Line::total(words::figure::TOTAL.text(context.lang()))];
    for category in &dimension.categories {
        let is_known = !answer.rolled_up || category.parent.is_none();
        if is_known && !is_pending(dimension, category) {
            codes.push(&category.code);
            lines.push(line(context, dimension, answer, category));
        }
    }
    (codes, lines)
}

/// Decides whether a category counts applications without an outcome: settled years, the only ones shown, have none.
fn is_pending(dimension: &Dimension, category: &Category) -> bool {
    let settled = dimension.settled.as_ref();
    settled.is_some_and(|settled| settled.pending.contains(&category.code))
}

fn line(context: &Context, dimension: &Dimension, answer: &Answer, category: &Category) -> Line {
    Line {
        href: link::only_category(context, dimension, &category.code),
        depth: dimension.ancestors(&category.code).count(),
        leaf: answer.rolled_up || dimension.is_leaf(&category.code),
        unknown: category.unknown,
        other: category.other,
        // Where categories overlap, shares are of the persons with a known category.
        without_answer: dimension.multi_response && category.unknown,
        aside: context.is_aside(dimension, &category.code),
        ..Line::category(&category.code, context.text(&category.label))
    }
}
