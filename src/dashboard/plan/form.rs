//! Describes what a figure compares, before its numbers: decided by the catalog and the query alone.

use cube::{Dimension, Measure, TOTAL};

use crate::query::Show;
use crate::view::{Atlas, MOST_SERIES};

/// What a figure compares.
#[derive(Clone, Debug, PartialEq)]
pub enum Form<'a> {
    /// Measures side by side, year by year.
    Measures(Vec<&'a Measure>),
    /// The categories of a dimension, for a period.
    Profile(&'a Measure, &'a Dimension),
    /// The categories of a dimension, year by year.
    OverTime(&'a Measure, &'a Dimension),
    /// The categories of a dimension by the groups of another one, for a period.
    Crossed(&'a Measure, &'a Dimension, &'a Dimension),
}

impl<'a> Form<'a> {
    /// The measures whose numbers it takes.
    pub fn measures(&self) -> &[&'a Measure] {
        match self {
            Form::Measures(measures) => measures,
            Form::Profile(measure, _) | Form::OverTime(measure, _) | Form::Crossed(measure, ..) => {
                std::slice::from_ref(measure)
            }
        }
    }

    /// The dimension whose categories it compares, besides time.
    pub fn dimension(&self) -> Option<&'a Dimension> {
        match self {
            Form::Measures(_) => None,
            Form::Profile(_, dimension)
            | Form::OverTime(_, dimension)
            | Form::Crossed(_, dimension, _) => Some(dimension),
        }
    }

    /// The dimension by which it breaks these down, besides time.
    pub fn by(&self) -> Option<&'a Dimension> {
        match self {
            Form::Crossed(_, _, by) => Some(by),
            Form::Measures(_) | Form::Profile(..) | Form::OverTime(..) => None,
        }
    }

    /// Whether a filter on this dimension changes it: not if it shows all its categories anyway.
    pub fn applies(&self, filter: &str) -> bool {
        self.dimension()
            .into_iter()
            .chain(self.by())
            .all(|shown| shown.id != filter)
    }

    /// The map that it can be drawn on.
    pub fn atlas(&self) -> Option<Atlas> {
        match self {
            Form::Profile(_, dimension) => Atlas::for_dimension(dimension),
            Form::Measures(_) | Form::OverTime(..) | Form::Crossed(..) => None,
        }
    }

    /// Whether it is drawn as bars: where it is broken down, if there are colours for all groups.
    pub fn has_bars(&self) -> bool {
        self.by()
            .is_none_or(|by| by.children(TOTAL).count() <= MOST_SERIES)
    }

    /// Whether its bars can stand one on the other, because they make up a whole that is shown.
    pub fn stacks(&self, show: Show) -> bool {
        match self {
            Form::OverTime(_, dimension) => {
                !dimension.multi_response && matches!(show, Show::Count | Show::Share)
            }
            // Shares are of everybody in a group, not of everybody in a category.
            Form::Crossed(_, _, by) => !by.multi_response && show == Show::Count && self.has_bars(),
            Form::Measures(_) | Form::Profile(..) => false,
        }
    }

    /// Whether it is drawn as a flow: what it compares says that it comes from what breaks it down.
    pub fn flows(&self, show: Show) -> bool {
        self.by()
            .zip(self.dimension())
            .is_some_and(|(by, to)| to.flows_from.as_ref() == Some(&by.id))
            && show == Show::Count
    }

    /// Whether it shows everybody above the parts: how many there were, and what became of them.
    pub fn shows_whole(&self) -> bool {
        matches!(self, Form::Profile(_, dimension) if dimension.settled.is_some())
    }

    /// Whether it shows year by year.
    pub fn over_time(&self) -> bool {
        matches!(self, Form::Measures(_) | Form::OverTime(..))
    }
}

/// Whether some categories contain others.
pub fn is_nested(dimension: &Dimension) -> bool {
    dimension
        .categories
        .iter()
        .any(|category| category.parent.is_some())
}
