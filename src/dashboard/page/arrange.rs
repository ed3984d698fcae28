//! Arranges the figures of a page in two columns, so that both end at about the same height.
//!
//! The number of categories in the codebook decides, never a number of persons: what is hidden moves nothing.

use cube::{Catalog, Dimension, TOTAL};

use crate::plan::Plan;
use crate::view::{Atlas, Body, Figure, Place, Selection};

/// The height of a figure without its rows, measured in rows.
const FRAME: usize = 6;
/// The height of a note, measured in rows.
const NOTE: usize = 2;
/// The most rows that a figure is expected to have: of many categories some are drawn together.
const MOST_ROWS: usize = 12;
/// The fewest categories of a list.
const FEWEST_OF_LIST: usize = 6;
/// The most categories of a short figure below a lead that goes across the page.
const MOST_OF_SHORT: usize = 7;

/// Gives each figure its place. The first one leads; the others go where there is more room left. A lead of many answers
/// goes across the page, because it may have a column for each year; all others are in columns below it, which are narrow.
pub fn arrange(catalog: &Catalog, plans: &[Plan], figures: &mut [Figure]) {
    if figures
        .iter()
        .any(|figure| figure.selection == Selection::Other)
    {
        return;
    }
    let mut heights = [0, 0];
    let lead = figures
        .first()
        .and_then(|lead| plans.iter().find(|plan| plan.id == lead.id));
    let goes_across = lead
        .and_then(|lead| lead.form.dimension())
        .is_some_and(|dimension| dimension.multi_response)
        && figures.iter().skip(1).all(fits_narrow);
    for (at, figure) in figures.iter_mut().enumerate() {
        let dimension = plans
            .iter()
            .find(|plan| plan.id == figure.id)
            .and_then(|plan| plan.form.dimension());
        if at == 0 && goes_across {
            figure.place = Place::Across;
            continue;
        }
        if goes_across {
            let is_long = dimension.is_some_and(|one| one.children(TOTAL).count() > MOST_OF_SHORT);
            figure.place = if is_long { Place::Long } else { Place::Short };
            figure.circles = None;
            continue;
        }
        // A map beside the list needs the wide column.
        let has_map =
            dimension.is_some_and(|one| Atlas::for_dimension(one) == Some(Atlas::CostaRica));
        let is_lead = at == 0;
        let column = usize::from(!is_lead && !has_map && heights[1] < heights[0]);
        heights[column] += height(catalog, dimension, column) + if is_lead { FRAME } else { 0 };
        figure.place = match (is_lead, column) {
            (true, _) => Place::Lead,
            (_, 0) => Place::Wide,
            _ => Place::Narrow,
        };
        if column > 0 {
            figure.circles = None;
        }
    }
}

/// Decides whether a figure can stand in a narrow column: it neither compares selections nor breaks them down.
fn fits_narrow(figure: &Figure) -> bool {
    figure.selection == Selection::Alone && !matches!(figure.body, Body::Chart(_) | Body::Heat(_))
}

/// Decides whether a figure is a list of many categories, rather than one bar that is everybody.
fn is_list(dimension: &Dimension) -> bool {
    dimension.multi_response || dimension.children(TOTAL).count() >= FEWEST_OF_LIST
}

/// Estimates the height of a figure in rows, by its categories.
fn height(catalog: &Catalog, dimension: Option<&Dimension>, column: usize) -> usize {
    let Some(dimension) = dimension else {
        return FRAME + MOST_ROWS;
    };
    let rows = if dimension.settled.is_some() {
        let time = catalog.dimension(&catalog.time);
        time.map_or(0, |time| time.leaves().count())
    } else if is_list(dimension) {
        let groups = dimension.children(TOTAL).count();
        // In the narrow column, one name in two takes two lines.
        groups + column * groups / 2
    } else {
        dimension.categories.len().clamp(4, MOST_ROWS)
    };
    FRAME + rows + if dimension.note.is_some() { NOTE } else { 0 }
}
