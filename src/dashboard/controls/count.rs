//! Counts persons for the bar of questions: under everything that is chosen, and beside each category of a filter.

use cube::{Dimension, Lang, Measure};

use crate::context::Context;
use crate::counts::Amount;
use crate::plan;
use crate::query::Against;
use crate::view::{Count, Number};
use crate::words;

/// Returns the measure that is counted beside categories: the last one of the section.
pub fn counted<'a>(context: &Context<'a>) -> Option<&'a Measure> {
    let catalog = context.catalog();
    catalog.measure(context.query.section(catalog)?.measures.last()?)
}

/// Returns a function that counts the persons of a category under the other filters; `None` where that is not published.
pub fn counter<'a>(
    context: &Context<'a>,
    dimension: &'a Dimension,
) -> impl Fn(&str) -> Option<Amount> + use<'a> {
    let release = context.release;
    let answer = plan::categories(context.catalog(), context.query, dimension);
    move |code| {
        answer
            .as_ref()?
            .amount(release, &[(&dimension.id, &[code])])
    }
}

/// Counts the persons under everything that is chosen, on each side of a comparison.
pub fn counts(context: &Context) -> Vec<Count> {
    let Some(measure) = counted(context) else {
        return vec![];
    };
    let Some(other) = context.query.swapped() else {
        let counted = words::uncapitalized(measure.label.get(context.lang()));
        let total = total(context, measure);
        return total
            .map(|amount| count(context, amount, counted))
            .into_iter()
            .collect();
    };
    let other = plan::for_page(context.release, &other);
    let mut counts = Vec::new();
    for side in [context, &other] {
        let total = total(side, measure);
        counts.extend(total.map(|amount| count(side, amount, name_side(side))));
    }
    counts
}

/// Names a side of a comparison behind its number: "Mujer", "en 2024".
fn name_side(context: &Context) -> String {
    let side = context.side().unwrap_or_default();
    match &context.query.against {
        Some(Against::Years(_)) => words::compare::in_period(context.lang(), &side),
        Some(Against::Filter(..)) | None => side,
    }
}

/// Returns the number of persons under everything that is chosen; `None` where it is not published or not loaded.
pub fn total(context: &Context, measure: &Measure) -> Option<Amount> {
    let answer = plan::answer(context.catalog(), context.query, &measure.id, &[])?;
    answer.amount(context.release, &[])
}

fn count(context: &Context, amount: Amount, counted: String) -> Count {
    Count {
        number: number(context.lang(), amount),
        counted,
    }
}

/// Writes a number of persons.
pub fn number(lang: Lang, amount: Amount) -> Number {
    let meaning = match amount {
        Amount::Exact(_) => None,
        Amount::Hidden => Some(words::mark::HIDDEN_MEANING.text(lang)),
        Amount::Between(least, most) => Some(words::mark::between(lang, least, most)),
        Amount::NotCollected => Some(words::mark::NOT_COLLECTED.text(lang)),
    };
    Number {
        text: words::mark::write_amount(lang, amount),
        meaning,
    }
}
