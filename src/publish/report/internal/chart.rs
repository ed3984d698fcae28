//! Draws one chart for each dimension: a row of bars by year for each category, all on one scale.

use cube::{Lang, number};
use maud::{Markup, html};

use crate::report::account::{Category, Dimension};
use crate::report::internal::words;

/// The width of the drawing, in its own units; the page scales it.
const WIDTH: u64 = 360;
/// Where the bars begin; left of it are the names of the categories.
const BARS: u64 = 174;
/// Where the bars end; right of it is the sum of all years.
const END: u64 = 318;
/// The height of a row.
const ROW: u64 = 28;
/// The height of the tallest bar.
const TALLEST: u64 = 21;
/// How many letters of a name fit.
const LETTERS: usize = 25;

/// Draws one dimension. The table below the drawing has the same numbers.
pub(super) fn draw(dimension: &Dimension, years: &[u16], lang: Lang) -> Markup {
    let most = dimension
        .categories
        .iter()
        .flat_map(|category| &category.persons)
        .copied()
        .max()
        .unwrap_or(0)
        .max(1);
    let height = ROW * dimension.categories.len() as u64 + 20;
    html! {
        svg.multiple viewBox={ "0 0 " (WIDTH) " " (height) } role="img"
            aria-label=(words::describe_chart(lang, dimension.label.get(lang))) {
            @for (row, category) in (0..).zip(&dimension.categories) {
                g transform={ "translate(0 " (row * ROW) ")" } { (draw_bars(category, years, most, lang)) }
            }
            g.axis transform={ "translate(0 " (height - 6) ")" } {
                @if let [first, .., last] = years {
                    text x=(BARS) { (first) }
                    text x=(END) text-anchor="end" { (last) }
                }
            }
        }
    }
}

fn draw_bars(category: &Category, years: &[u16], most: u64, lang: Lang) -> Markup {
    let count = years.len().max(1) as u64;
    let step = (END - BARS) / count;
    let indent = category.depth as u64 * 10;
    let label = category.label.get(lang);
    html! {
        text.name x=(indent) y=(ROW - 8) { title { (label) } (shorten(label, category.depth)) }
        path.base d={ "M" (BARS) " " (ROW - 4) "H" (END) } {}
        @for (at, (year, persons)) in (0..).zip(years.iter().zip(&category.persons)) {
            @if *persons > 0 {
                @let tall = (persons * TALLEST).div_ceil(most);
                rect x=(BARS + at * step + 1) y=(ROW - 4 - tall) width=(step.saturating_sub(2).max(1)) height=(tall) {
                    title { (year) ": " (number::count(lang, *persons)) }
                }
            }
        }
        text.sum x=(WIDTH) y=(ROW - 8) text-anchor="end" { (number::count(lang, category.persons.iter().sum())) }
    }
}

/// Cuts a name to the letters that fit.
fn shorten(label: &str, depth: usize) -> String {
    let room = LETTERS.saturating_sub(depth * 2);
    if label.chars().count() <= room {
        return label.to_owned();
    }
    let start: String = label.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}
