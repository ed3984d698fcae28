//! Lists the triples of dimensions that tables cross two by two: one table of persons by all three stands behind them.
//!
//! Time can be one of the three. A multi-response dimension is in a triple with one option at a time: chosen, not chosen,
//! or not known. Where periods or years divide a triple into the same triple within each, only these are listed.

use std::collections::BTreeSet;

use cube::{Dimension, TOTAL, TableEntry};

use crate::problem::layout::TableLayout;
use crate::problem::tables::ReleaseTables;

/// One way to be classified along an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// In this category.
    In(String),
    /// Answered, and did not choose this option.
    NotChosen(String),
}

/// One of the three dimensions, or one option of it, with classes that each person is in exactly one of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Axis {
    pub(crate) dimension: String,
    pub(crate) classes: Vec<Class>,
    /// The codes for "not known" of a multi-response dimension.
    pub(crate) unknown: Vec<String>,
}

/// Three axes that are published two by two, for one measure and one span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TripleAxes {
    pub(crate) measure: String,
    /// The code of time; the total's for all years.
    pub(crate) span: String,
    pub(crate) axes: [Axis; 3],
}

/// Every triple of a release's tables.
pub(crate) fn list_triples(tables: &ReleaseTables) -> Vec<TripleAxes> {
    let mut triples = Vec::new();
    let time = tables.catalog.dimension(&tables.catalog.time);
    for measure in &tables.catalog.measures {
        let is_of_measure = |layout: &&TableLayout| {
            let first = layout.addresses.first();
            first.is_some_and(|address| address.measure == measure.id)
        };
        let of_measure = Pairs {
            measure: &measure.id,
            layouts: tables.tables.iter().filter(is_of_measure).collect(),
            time,
        };
        let roots = time.map_or(vec![TOTAL], Dimension::covering_codes);
        for dimensions in of_measure.dimension_triples() {
            for root in &roots {
                of_measure.add_triples(&dimensions, root, &mut triples);
            }
        }
    }
    triples
}

/// The three-way tables behind all triples, to be counted before protection.
pub(crate) fn list_joint_tables(tables: &ReleaseTables) -> Vec<TableEntry> {
    let mut listed = BTreeSet::new();
    for triple in list_triples(tables) {
        let mut dimensions: Vec<String> = Vec::new();
        let axes = triple.axes.iter().map(|axis| axis.dimension.clone());
        let is_within_time = triple.span != TOTAL;
        let time = is_within_time.then(|| tables.catalog.time.clone());
        for id in time.into_iter().chain(axes) {
            if !dimensions.contains(&id) {
                dimensions.push(id);
            }
        }
        listed.insert((triple.measure, dimensions));
    }
    let entry = |(measure, dimensions): (String, Vec<String>)| TableEntry {
        id: format!("{measure}.{}", dimensions.join(".")),
        measure,
        dimensions,
        rolled_up: vec![],
    };
    listed.into_iter().map(entry).collect()
}

/// The tables of one measure, by the pairs of dimensions that they cross.
struct Pairs<'a> {
    measure: &'a str,
    layouts: Vec<&'a TableLayout>,
    time: Option<&'a Dimension>,
}

impl<'a> Pairs<'a> {
    /// Every three dimensions of which each two are in a table.
    fn dimension_triples(&self) -> Vec<[&'a str; 3]> {
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        for layout in &self.layouts {
            ids.extend(layout.dimensions.iter().map(|one| one.id.as_str()));
        }
        let ids: Vec<&str> = ids.into_iter().collect();
        let is_pair = |one, other| self.layouts.iter().any(|at| has_all(at, &[one, other]));
        let mut triples = Vec::new();
        for (at, first) in ids.iter().enumerate() {
            let later: Vec<&str> = ids[at + 1..].to_vec();
            let partners: Vec<&str> = later.into_iter().filter(|id| is_pair(first, id)).collect();
            for (at, second) in partners.iter().enumerate() {
                for third in &partners[at + 1..] {
                    if is_pair(second, third) {
                        triples.push([*first, *second, *third]);
                    }
                }
            }
        }
        triples
    }

    /// Adds the triples of three dimensions within a span of time; returns the classes of their axes besides time, if there
    /// are such triples and every person of the span is in one of them.
    fn add_triples(
        &self,
        dimensions: &[&'a str; 3],
        span: &str,
        triples: &mut Vec<TripleAxes>,
    ) -> Vec<Vec<Axis>> {
        let parts: Vec<&str> = self.time.map_or(vec![], |time| {
            time.children(span).map(|part| part.code.as_str()).collect()
        });
        let of_parts: Vec<Vec<Vec<Axis>>> = parts
            .iter()
            .map(|part| self.add_triples(dimensions, part, triples))
            .collect();
        let mut covered = Vec::new();
        for axes in self.axes_within(dimensions, span) {
            let without_time: Vec<Axis> = axes
                .iter()
                .filter(|axis| !self.is_time(&axis.dimension))
                .cloned()
                .collect();
            covered.push(without_time.clone());
            let is_divided =
                !of_parts.is_empty() && of_parts.iter().all(|part| part.contains(&without_time));
            let is_published = axes.iter().any(|axis| axis.classes.len() < 2)
                || self
                    .layouts
                    .iter()
                    .any(|at| self.has_triple(at, span, &axes));
            if !is_divided && !is_published {
                triples.push(TripleAxes {
                    measure: self.measure.to_owned(),
                    span: span.to_owned(),
                    axes,
                });
            }
        }
        covered
    }

    /// The axes of every triple of these dimensions within a span of time: one, or one for each choice of options.
    fn axes_within(&self, dimensions: &[&'a str; 3], span: &str) -> Vec<[Axis; 3]> {
        let mut choices: Vec<Vec<Axis>> = Vec::new();
        for id in dimensions {
            let mut narrowest: Option<&Dimension> = None;
            for other in dimensions.iter().filter(|other| *other != id) {
                let Some(own) = self.finest(id, other, span) else {
                    return vec![];
                };
                if narrowest.is_none_or(|now| own.categories.len() < now.categories.len()) {
                    narrowest = Some(own);
                }
            }
            let span = if self.is_time(id) { span } else { TOTAL };
            choices.push(narrowest.map_or(vec![], |own| axes_of(own, span)));
        }
        let [first, second, third] = choices.as_slice() else {
            return vec![];
        };
        let mut all = Vec::new();
        for one in first {
            for two in second {
                for three in third {
                    all.push([one.clone(), two.clone(), three.clone()]);
                }
            }
        }
        all
    }

    /// A dimension as the finest table has it that crosses it with another one within a span of time.
    fn finest(&self, id: &str, other: &str, span: &str) -> Option<&'a Dimension> {
        let is_over_time = self.is_time(id) || self.is_time(other);
        let crosses = |layout: &&&'a TableLayout| {
            let has_span = span == TOTAL
                || is_over_time
                || self
                    .time_of(layout)
                    .is_some_and(|time| time.category(span).is_some());
            has_all(layout, &[id, other]) && has_span
        };
        let size = |layout: &&&TableLayout| -> usize {
            let crossed = layout.dimensions.iter();
            let crossed = crossed.filter(|one| one.id == id || one.id == other);
            crossed.map(|one| one.leaves().count()).product()
        };
        let finest = self.layouts.iter().filter(crosses).max_by_key(size)?;
        finest.dimensions.iter().find(|one| one.id == id)
    }

    /// Whether a table has all combinations of three axes within a span of time.
    fn has_triple(&self, layout: &TableLayout, span: &str, axes: &[Axis; 3]) -> bool {
        let has_span = span == TOTAL
            || axes.iter().any(|axis| self.is_time(&axis.dimension))
            || self
                .time_of(layout)
                .is_some_and(|time| time.category(span).is_some());
        has_span
            && axes.iter().all(|axis| {
                let mut dimensions = layout.dimensions.iter();
                let own = dimensions.find(|one| one.id == axis.dimension);
                let has = |class: &Class| match class {
                    Class::In(code) | Class::NotChosen(code) => {
                        own.is_some_and(|own| own.category(code).is_some())
                    }
                };
                axis.classes.iter().all(has)
            })
    }

    fn time_of<'b>(&self, layout: &'b TableLayout) -> Option<&'b Dimension> {
        layout.dimensions.iter().find(|one| self.is_time(&one.id))
    }

    fn is_time(&self, id: &str) -> bool {
        self.time.is_some_and(|time| time.id == id)
    }
}

fn has_all(layout: &TableLayout, ids: &[&str]) -> bool {
    let has = |id: &&str| layout.dimensions.iter().any(|one| one.id == **id);
    ids.iter().all(has)
}

/// The axes that a dimension can be, within one of its categories: its finest categories, or each of its options.
fn axes_of(dimension: &Dimension, within: &str) -> Vec<Axis> {
    let leaves: Vec<String> = dimension
        .leaves_in(within)
        .map(|leaf| leaf.code.clone())
        .collect();
    let unknown = dimension.categories.iter().filter(|one| one.unknown);
    let unknown: Vec<String> = unknown.map(|one| one.code.clone()).collect();
    let options: Vec<String> = leaves
        .iter()
        .filter(|code| !unknown.contains(code))
        .cloned()
        .collect();
    let axis = |classes| Axis {
        dimension: dimension.id.clone(),
        classes,
        unknown: unknown.clone(),
    };
    if !dimension.multi_response || options.len() < 2 {
        return vec![axis(leaves.into_iter().map(Class::In).collect())];
    }
    let of_option = |option: String| {
        let chosen = [Class::In(option.clone()), Class::NotChosen(option)];
        let unknown = unknown.iter().cloned().map(Class::In);
        axis(chosen.into_iter().chain(unknown).collect())
    };
    options.into_iter().map(of_option).collect()
}
