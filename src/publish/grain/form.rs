//! Lists the forms in which a dimension can be published, and chooses the finest that hides few enough cells.

use cube::{Catalog, Dimension, Layout};

use crate::grain::shares::Shares;
use codebook::Grain;

/// How a dimension is published: by which grain of time, and whether tables by time show only its top categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub grain: Grain,
    pub rolled_up: bool,
}

impl Form {
    /// All forms, the finest first.
    pub(super) const ALL: [Form; 5] = [
        Form::in_full(Grain::Year),
        Form::rolled_up(Grain::Year),
        Form::in_full(Grain::Period),
        Form::rolled_up(Grain::Period),
        Form::in_full(Grain::All),
    ];

    /// All categories, by this grain.
    pub(super) const fn in_full(grain: Grain) -> Form {
        Form {
            grain,
            rolled_up: false,
        }
    }

    /// Only the top categories, by this grain.
    pub(super) const fn rolled_up(grain: Grain) -> Form {
        Form {
            grain,
            rolled_up: true,
        }
    }
}

/// Chooses the finest form of which few enough cells are hidden; if there is none, the one of which fewest are, and the
/// coarsest of equal ones.
pub(super) fn choose(tried: &[(Form, Shares)]) -> Option<Form> {
    let enough = tried.iter().find(|(_, shares)| shares.are_acceptable());
    let fewest = || {
        let coarsest_first = tried.iter().rev();
        coarsest_first.min_by_key(|(_, shares)| shares.hidden_percent())
    };
    enough.or_else(fewest).map(|(form, _)| *form)
}

/// Lists the forms that a dimension may have, the finest first, where time is published by `finest`. What a section or a
/// headline shows over time stays by that.
pub(super) fn list_allowed(
    catalog: &Catalog,
    dimension: &Dimension,
    finest: Grain,
    has_periods: bool,
) -> Vec<Form> {
    let pinned: Vec<&str> = catalog
        .headlines
        .iter()
        .filter_map(|headline| headline.pin.as_ref())
        .filter(|pin| pin.dimension == dimension.id)
        .map(|pin| pin.code.as_str())
        .collect();
    let nested: Vec<&str> = dimension
        .categories
        .iter()
        .filter(|category| category.parent.is_some())
        .map(|category| category.code.as_str())
        .collect();
    let is_shown_over_time = is_in_series(catalog, dimension) || !pinned.is_empty();
    let may_roll_up = !nested.is_empty() && !pinned.iter().any(|code| nested.contains(code));
    let is_by_period = catalog
        .tables
        .iter()
        .any(|table| table.dimensions.len() > 2 && table.dimensions[1] == dimension.id);
    let is_allowed = |form: &Form| {
        let may_have_grain = match form.grain {
            grain if grain <= finest => grain == finest,
            Grain::Year | Grain::Period => has_periods && !is_shown_over_time,
            Grain::All => !is_by_period && !is_shown_over_time,
        };
        may_have_grain && (may_roll_up || !form.rolled_up)
    };
    Form::ALL.into_iter().filter(is_allowed).collect()
}

fn is_in_series(catalog: &Catalog, dimension: &Dimension) -> bool {
    let series = catalog
        .sections
        .iter()
        .filter(|section| section.layout == Layout::Series);
    series
        .flat_map(|section| section.dimensions.iter().chain(&section.filters))
        .any(|shown| *shown == dimension.id)
}
