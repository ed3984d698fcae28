//! The forms in which a dimension can be published, and which of them a codebook leaves open.

use cube::{Catalog, Dimension, Layout};

use codebook::Grain;

/// The share of persons, in percent, that should be seen of every dimension.
pub(super) const AIM: u64 = 80;

/// How a dimension is published: the finest time, and whether time shows the top categories alone.
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

    /// All of them, the finest first.
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

/// The finest of which enough is seen, or the one of which most is: the coarsest, of several.
pub(super) fn best(tried: &[(Form, u64)]) -> Form {
    let enough = tried.iter().find(|(_, seen)| *seen >= AIM);
    let most = || tried.iter().max_by_key(|(_, seen)| *seen);
    enough.or_else(most).map_or(Form::FINEST, |(form, _)| *form)
}

/// The forms that a dimension may have, the finest first. What a section or a headline tells by year stays so.
pub(super) fn allowed(catalog: &Catalog, dimension: &Dimension, has_periods: bool) -> Vec<Form> {
    let pins = catalog
        .headlines
        .iter()
        .filter_map(|headline| headline.pin.as_ref());
    let pinned: Vec<&str> = pins
        .filter(|pin| pin.dimension == dimension.id)
        .map(|pin| pin.code.as_str())
        .collect();
    let nested: Vec<&str> = dimension
        .categories
        .iter()
        .filter(|category| category.parent.is_some())
        .map(|category| category.code.as_str())
        .collect();
    let is_told = is_in_series(catalog, dimension) || !pinned.is_empty();
    let may_roll_up = !nested.is_empty() && !pinned.iter().any(|code| nested.contains(code));
    let is_by_period = catalog
        .tables
        .iter()
        .any(|table| table.dimensions.len() > 2 && table.dimensions[1] == dimension.id);
    let may = |form: &Form| {
        let time = match form.grain {
            Grain::Year => true,
            Grain::Period => has_periods && !is_told,
            Grain::All => !is_by_period && !is_told,
        };
        time && (may_roll_up || !form.rolled_up)
    };
    Form::ALL.into_iter().filter(may).collect()
}

fn is_in_series(catalog: &Catalog, dimension: &Dimension) -> bool {
    let series = catalog
        .sections
        .iter()
        .filter(|section| section.layout == Layout::Series);
    series
        .flat_map(|section| section.dimensions.iter().chain(&section.filters))
        .any(|told| *told == dimension.id)
}
