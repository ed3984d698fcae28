//! Arranges the rows of a figure: in their order, with what is hidden together at the end.

use std::cmp::Reverse;

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, Line, Matrix, Numbers};
use crate::plan::Form;
use crate::query::{Order, Show};
use crate::view::drawing::Item;
use crate::words;

/// The rows of a figure in the order in which they are drawn.
pub struct Rows {
    /// The places of the rows in `numbers.shown`: ranked if the categories have no order of their own, *not known* last.
    pub places: Vec<usize>,
    /// What is hidden, if anyone can add it up.
    pub together: Option<Together>,
    /// The number of hidden rows that are drawn, or drawn together.
    pub hidden: usize,
}

/// Hidden rows whose sum anyone can compute: the published whole minus the published rows.
pub struct Together {
    /// The names of the hidden rows.
    pub labels: Vec<String>,
    /// The sum.
    pub count: u64,
}

/// Arranges the drawn rows of a figure with one column.
pub fn arrange(context: &Context, form: &Form, numbers: &Numbers) -> Rows {
    let shown = &numbers.shown;
    let is_hidden = |row: &usize| shown.entry(*row, 0).amount == Amount::Hidden;
    let together = together(context, form, numbers);
    let hidden = match &together {
        Some(together) => together.labels.len(),
        None => (0..shown.rows.len()).filter(is_hidden).count(),
    };
    let mut places = Vec::new();
    for row in in_order(context, form, shown) {
        if together.is_none() || !is_hidden(&row) {
            places.push(row);
        }
    }
    Rows {
        places,
        together,
        hidden,
    }
}

/// Puts rows in order: those with an order of their own as the codebook lists them, the others from the largest; then what
/// no category names, and what is not known.
pub fn in_order(context: &Context, form: &Form, shown: &Matrix) -> Vec<usize> {
    let is_ordered = form
        .dimension()
        .is_some_and(|dimension| dimension.ordered || dimension.settled.is_some());
    let (unknown, known): (Vec<usize>, Vec<usize>) =
        (0..shown.rows.len()).partition(|row| shown.rows[*row].unknown);
    let (other, named): (Vec<usize>, Vec<usize>) =
        known.into_iter().partition(|row| shown.rows[*row].other);
    let mut ordered = match (is_ordered, context.query.order) {
        (true, Order::Codebook) => named,
        (false, _) | (_, Order::Value) => from_the_largest(shown, named),
    };
    ordered.extend(other);
    ordered.extend(unknown);
    ordered
}

fn from_the_largest(shown: &Matrix, rows: Vec<usize>) -> Vec<usize> {
    let key = |row: usize| {
        let rank = shown.entry(row, 0).rank();
        (!shown.rows[row].is_total(), rank.is_none(), Reverse(rank))
    };
    // Inserted one by one: sorting would add a sort of its own to the page.
    let mut sorted: Vec<usize> = Vec::new();
    for row in rows {
        sorted.insert(sorted.partition_point(|other| key(*other) <= key(row)), row);
    }
    sorted
}

/// Decides whether what is hidden is drawn together, because anyone can add it up.
pub fn adds_up(context: &Context, form: &Form, numbers: &Numbers) -> bool {
    together(context, form, numbers).is_some()
}

/// Adds up the hidden rows, where each person is in one row and the whole is published. Where all are hidden, their sum is
/// everybody, which says nothing of any.
fn together(context: &Context, form: &Form, numbers: &Numbers) -> Option<Together> {
    let dimension = form.dimension()?;
    let has_apart = dimension.categories.iter().any(|category| category.apart);
    // The rates of several categories do not add up.
    let is_rate = context.show == Show::Rate;
    if dimension.multi_response || has_apart || form.shows_whole() || is_rate {
        return None;
    }
    let whole = numbers.matrix.entry(0, 0).amount.exact()?;
    let mut shown = (0..numbers.shown.rows.len()).map(|row| numbers.shown.entry(row, 0).amount);
    if shown.all(|amount| amount == Amount::Hidden) {
        return None;
    }
    let drawn = numbers.shown.rows.iter().enumerate();
    let drawn = drawn.map(|(at, row)| (row, numbers.shown.entry(at, 0)));
    let folded = numbers.folded().iter().map(|row| (row, Entry::hidden()));
    sum_hidden(whole, drawn.chain(folded))
}

/// Subtracts the published rows from their whole. At least two must be hidden, or there is nothing to add up.
pub fn sum_hidden<'a>(
    whole: u64,
    rows: impl Iterator<Item = (&'a Line, Entry)>,
) -> Option<Together> {
    let (mut labels, mut count) = (Vec::new(), whole);
    for (row, entry) in rows {
        match entry.amount {
            Amount::Exact(number) => count = count.checked_sub(number)?,
            Amount::Hidden => labels.push(row.label.clone()),
            Amount::Between(..) | Amount::NotCollected => return None,
        }
    }
    (labels.len() > 1).then_some(Together { labels, count })
}

/// Lists the rows that are directly in a row of the whole matrix, with their places.
pub fn inside<'a>(matrix: &'a Matrix, code: &str) -> Vec<(usize, &'a Line)> {
    let Some(group) = matrix.rows.iter().position(|row| row.code == code) else {
        return vec![];
    };
    let depth = matrix.rows[group].depth;
    let mut found = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate().skip(group + 1) {
        if row.depth <= depth {
            break;
        }
        if row.depth == depth + 1 {
            found.push((at, row));
        }
    }
    found
}

/// Makes the name and number of a row.
pub fn item(context: &Context, row: &Line, entry: Entry) -> Item {
    let shown = entry.format(context.lang(), context.show);
    Item {
        label: row.label.clone(),
        href: row.href.clone(),
        hidden: shown.text == words::mark::HIDDEN_MARK,
        text: shown.text,
        meaning: shown.meaning,
        beside: shown.beside.unwrap_or_default(),
    }
}

/// Makes the name and number of rows that are hidden by themselves and known together.
pub fn together_item(context: &Context, together: &Together, base: Option<u64>) -> Item {
    let sum = Entry {
        base,
        ..Entry::new(Amount::Exact(together.count))
    };
    let row = Line::category(
        "",
        words::drawing::together(context.lang(), &together.labels),
    );
    item(context, &row, sum)
}

/// Returns the headings of the columns of numbers.
pub fn heads(context: &Context) -> [String; 2] {
    let lang = context.lang();
    let (first, second) = match context.show {
        Show::Count | Show::Change => (words::drawing::NUMBER, words::drawing::PER_CENT),
        Show::Share => (words::drawing::PER_CENT, words::drawing::NUMBER),
        Show::Rate => (words::drawing::RATE, words::drawing::NUMBER),
    };
    [first.text(lang), second.text(lang)]
}
