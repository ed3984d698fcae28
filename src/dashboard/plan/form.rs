//! Describes what a figure compares; the catalog and the query alone decide it, never a number.

use cube::{Dimension, Measure, TOTAL};

use crate::query::Show;
use crate::view::{Atlas, MOST_SERIES};

/// The fewest groups whose bars are divided by what is in them.
const FEWEST_GROUPS: usize = 4;

/// The measures and categories that a figure compares.
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
    /// Returns the measures whose numbers it shows.
    pub fn measures(&self) -> &[&'a Measure] {
        match self {
            Form::Measures(measures) => measures,
            Form::Profile(measure, _) | Form::OverTime(measure, _) | Form::Crossed(measure, ..) => {
                std::slice::from_ref(measure)
            }
        }
    }

    /// Returns the dimension whose categories it compares, if not only time.
    pub fn dimension(&self) -> Option<&'a Dimension> {
        match self {
            Form::Measures(_) => None,
            Form::Profile(_, dimension)
            | Form::OverTime(_, dimension)
            | Form::Crossed(_, dimension, _) => Some(dimension),
        }
    }

    /// Returns the dimension by which it breaks these down, if not by time.
    pub fn by(&self) -> Option<&'a Dimension> {
        match self {
            Form::Crossed(_, _, by) => Some(by),
            Form::Measures(_) | Form::Profile(..) | Form::OverTime(..) => None,
        }
    }

    /// Decides whether a filter on this dimension applies: not if the figure shows all its categories.
    pub fn applies(&self, filter: &str) -> bool {
        self.dimension()
            .into_iter()
            .chain(self.by())
            .all(|shown| shown.id != filter)
    }

    /// Finds the map on which it can be drawn.
    pub fn atlas(&self) -> Option<Atlas> {
        match self {
            Form::Profile(_, dimension) => Atlas::for_dimension(dimension),
            Form::Measures(_) | Form::OverTime(..) | Form::Crossed(..) => None,
        }
    }

    /// Decides whether it can be drawn as bars: there must be colours for all groups of its breakdown.
    pub fn has_bars(&self) -> bool {
        self.by()
            .is_none_or(|by| by.children(TOTAL).count() <= MOST_SERIES)
    }

    /// Decides whether its bars can be stacked: they must add up to a whole.
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

    /// Decides whether it can be drawn as a flow: the breakdown must be the origin of the compared dimension.
    pub fn flows(&self, show: Show) -> bool {
        self.by()
            .zip(self.dimension())
            .is_some_and(|(by, to)| to.flows_from.as_ref() == Some(&by.id))
            && show == Show::Count
    }

    /// Decides whether it can be drawn as a pyramid.
    pub fn is_mirrored(&self) -> bool {
        matches!(self, Form::Crossed(_, dimension, by) if dimension.mirrored_by.as_ref() == Some(&by.id))
    }

    /// Decides whether it opens with the bars of its groups, each divided by what is in it: there must be several groups.
    pub fn divides(&self, show: Show) -> bool {
        let Form::Profile(_, dimension) = self else {
            return false;
        };
        let groups = dimension.children(TOTAL);
        show == Show::Count
            && !dimension.multi_response
            && groups.filter(|group| !group.unknown).count() >= FEWEST_GROUPS
    }

    /// Decides whether it shows the total above the categories: all applications above their outcomes.
    pub fn shows_whole(&self) -> bool {
        matches!(self, Form::Profile(_, dimension) if dimension.settled.is_some())
    }

    /// Decides whether it shows numbers year by year.
    pub fn over_time(&self) -> bool {
        matches!(self, Form::Measures(_) | Form::OverTime(..))
    }
}

/// Decides whether some categories contain others.
pub fn is_nested(dimension: &Dimension) -> bool {
    dimension
        .categories
        .iter()
        .any(|category| category.parent.is_some())
}
