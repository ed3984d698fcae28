//! Lists the forms in which a dimension can be published, and chooses the finest that shows enough persons.

use cube::{Catalog, Dimension, Layout};

use codebook::Grain;

/// The share of persons, in percent, that should be in published cells of each dimension.
pub(super) const AIM: u64 = 80;

/// How a dimension is published: by which grain of time, and whether tables by time show only its top categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub grain: Grain,
    pub rolled_up: bool,
}

impl Form {
    pub(super) const FINEST: Form = Form {
        grain: Grain::Year,
        rolled_up: false,
    };

    /// All forms, the finest first.
    pub(super) const ALL: [Form; 5] = [
        Form::FINEST,
        Form {
            grain: Grain::Year,
            rolled_up: true,
        },
        Form {
            grain: Grain::Period,
            rolled_up: false,
        },
        Form {
            grain: Grain::Period,
            rolled_up: true,
        },
        Form {
            grain: Grain::All,
            rolled_up: false,
        },
    ];
}

/// Chooses the finest form that shows at least [`AIM`] percent of persons; if none does, the one that shows most, and the
/// coarsest of equal ones.
pub(super) fn choose(tried: &[(Form, u64)]) -> Form {
    let enough = tried.iter().find(|(_, visible)| *visible >= AIM);
    let most = || tried.iter().max_by_key(|(_, visible)| *visible);
    enough.or_else(most).map_or(Form::FINEST, |(form, _)| *form)
}

/// Lists the forms that a dimension may have, the finest first. What a section or a headline shows by year stays by year.
pub(super) fn list_allowed(
    catalog: &Catalog,
    dimension: &Dimension,
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
    let is_shown_by_year = is_in_series(catalog, dimension) || !pinned.is_empty();
    let may_roll_up = !nested.is_empty() && !pinned.iter().any(|code| nested.contains(code));
    let is_by_period = catalog
        .tables
        .iter()
        .any(|table| table.dimensions.len() > 2 && table.dimensions[1] == dimension.id);
    let is_allowed = |form: &Form| {
        let may_have_grain = match form.grain {
            Grain::Year => true,
            Grain::Period => has_periods && !is_shown_by_year,
            Grain::All => !is_by_period && !is_shown_by_year,
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
