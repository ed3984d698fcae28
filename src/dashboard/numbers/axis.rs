//! Lists the years and the categories that a figure's numbers run over.

use cube::{Category, Dimension, TOTAL};

use crate::context::Context;
use crate::numbers::line::Line;
use crate::plan::Answer;
use crate::query::Show;
use crate::{link, words};

/// The period as a whole, where it is more than a year, and then each year: the codes to add up, and the lines.
pub fn years<'a>(context: &Context<'a>) -> (Vec<Vec<&'a str>>, Vec<Line>) {
    let years = context.years();
    let all = match &context.query.years {
        None if context.settled.is_none() => context
            .time()
            .map(Dimension::covering_codes)
            .unwrap_or_default(),
        _ => years.iter().map(|year| year.code.as_str()).collect(),
    };
    let codes = years.iter().map(|year| vec![year.code.as_str()]);
    let line = |year: &&Category| Line {
        href: link::only_year(context, &year.code),
        ..Line::year(&year.code, context.text(&year.label))
    };
    let total = Line::total(words::figure::TOTAL.get(context.lang()));
    match years.as_slice() {
        // Years together have no year before.
        years if years.len() == 1 || context.show == Show::Change => {
            (codes.collect(), years.iter().map(line).collect())
        }
        _ => (
            std::iter::once(all).chain(codes).collect(),
            std::iter::once(total)
                .chain(years.iter().map(line))
                .collect(),
        ),
    }
}

/// The total and then the categories that the answer knows: their codes, and the lines.
pub fn categories<'a>(
    context: &Context,
    dimension: &'a Dimension,
    answer: &Answer,
) -> (Vec<&'a str>, Vec<Line>) {
    // Nobody waits in the years that are settled, and no others are shown.
    let is_over = |code: &String| {
        dimension
            .settled
            .as_ref()
            .is_some_and(|settled| settled.pending.contains(code))
    };
    let known = dimension
        .categories
        .iter()
        .filter(|category| !answer.rolled_up || category.parent.is_none());
    let known = known.filter(|category| !is_over(&category.code));
    let line = |category: &Category| Line {
        href: link::only_category(context, dimension, &category.code),
        depth: dimension.ancestors(&category.code).count(),
        leaf: answer.rolled_up || dimension.is_leaf(&category.code),
        unknown: category.unknown,
        // Where categories overlap, shares are of the persons of whom some category is known.
        without_answer: dimension.multi_response && category.unknown,
        aside: context.is_aside(dimension, &category.code),
        ..Line::category(&category.code, context.text(&category.label))
    };
    let total = Line::total(words::figure::TOTAL.get(context.lang()));
    let codes = std::iter::once(TOTAL).chain(known.clone().map(|category| category.code.as_str()));
    (
        codes.collect(),
        std::iter::once(total).chain(known.map(line)).collect(),
    )
}
