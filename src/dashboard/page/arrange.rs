//! Arranges the figures of a page in two columns, so that both end at about the same height.
//!
//! The number of categories in the codebook decides, never a number of persons: what is hidden moves nothing.

use cube::{Catalog, TOTAL};

use crate::plan::Plan;
use crate::view::{Figure, Place, Selection};

/// The height of a figure without its rows, measured in rows.
const FRAME: usize = 6;

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
        let height = FRAME + plan.map_or(0, |plan| count_rows(catalog, plan));
        let is_lead = at == 0;
        let column = usize::from(!is_lead && heights[1] < heights[0]);
        heights[column] += height;
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
        Some(dimension) => dimension.children(TOTAL).count().max(4),
        None => 12,
    }
}
