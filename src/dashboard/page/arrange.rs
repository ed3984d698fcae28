//! Arranges the figures of a page in two columns, so that both end at about the same height.
//!
//! The number of categories in the codebook decides, never a number of persons: what is hidden moves nothing.

use cube::Catalog;

use crate::plan::Plan;
use crate::view::{Body, Figure, Place, Selection};

/// The height of a figure without its rows, measured in rows.
const FRAME: usize = 6;
/// The most rows that a figure is expected to have: of many categories some are drawn together.
const MOST_ROWS: usize = 12;

/// Gives each figure its place. The first one leads; the others go where there is more room left.
pub fn arrange(catalog: &Catalog, plans: &[Plan], figures: &mut [Figure]) {
    if figures
        .iter()
        .any(|figure| figure.selection == Selection::Other)
    {
        return;
    }
    let mut heights = [0, 0];
    for (at, figure) in figures.iter_mut().enumerate() {
        let plan = plans.iter().find(|plan| plan.id == figure.id);
        let rows = plan.map_or(0, |plan| count_rows(catalog, plan));
        let is_lead = at == 0;
        if is_lead && matches!(figure.body, Body::Heat(_)) {
            figure.place = Place::Across;
            continue;
        }
        let column = usize::from(!is_lead && heights[1] < heights[0]);
        // In the narrow column, one name in four takes two lines.
        heights[column] += FRAME + rows + column * rows / 4;
        figure.place = match (is_lead, column) {
            (true, _) => Place::Lead,
            (_, 0) => Place::Wide,
            _ => Place::Narrow,
        };
    }
}

/// Counts the rows that a figure has room for.
fn count_rows(catalog: &Catalog, plan: &Plan) -> usize {
    match plan.form.dimension() {
        Some(dimension) if plan.form.over_time() && dimension.settled.is_some() => {
            let time = catalog.dimension(&catalog.time);
            time.map_or(0, |time| time.leaves().count())
        }
        Some(dimension) => dimension.categories.len().clamp(4, MOST_ROWS),
        None => 12,
    }
}
