//! Collects, for every set of dimensions, which sets of years and categories any release crosses.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Dimension, Release, TOTAL, Table};

use super::corrections::ReleaseIndex;
use super::grid::adds_up;
use super::years::{VersionedYears, YearSet, YearSets, YearsId};
use crate::lattice::{NamedSets, Parts, common_refinement};

/// A table of one release, and the dimensions besides time by which it counts.
#[derive(Clone)]
pub(super) struct Shape<'a> {
    pub(super) at: ReleaseIndex,
    pub(super) table: &'a Table,
    pub(super) dimensions: BTreeSet<&'a str>,
    /// The dimension of time, if the table has it.
    pub(super) time: Option<&'a Dimension>,
}

/// Dimensions by which counts are crossed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Frame<'a> {
    pub(super) by_time: bool,
    pub(super) dimensions: BTreeSet<&'a str>,
}

/// The sets of each dimension of a frame, by name, and its sets of years.
#[derive(Clone, Default)]
pub(super) struct FrameSets<'a> {
    pub(super) dimensions: BTreeMap<&'a str, BTreeMap<String, Parts>>,
    pub(super) years: BTreeMap<YearsId, Parts>,
}

impl<'a> Frame<'a> {
    fn from_shape(shape: &Shape<'a>) -> Self {
        Frame {
            by_time: shape.time.is_some(),
            dimensions: shape.dimensions.clone(),
        }
    }

    /// Returns whether a table shows counts by all dimensions of the frame.
    pub(super) fn is_within(&self, shape: &Shape<'a>) -> bool {
        self.is_below(&Frame::from_shape(shape))
    }

    /// Returns whether another frame has all dimensions of this one.
    fn is_below(&self, other: &Frame<'a>) -> bool {
        (other.by_time || !self.by_time) && self.dimensions.is_subset(&other.dimensions)
    }

    fn size(&self) -> usize {
        self.dimensions.len() + usize::from(self.by_time)
    }
}

/// Lists the frames of tables, and what any two of them have in common, as far as tables of several
/// releases have them: the largest first.
pub(super) fn list_frames<'a>(shapes: &[Shape<'a>]) -> Vec<Frame<'a>> {
    let mut frames: BTreeSet<Frame<'a>> = shapes.iter().map(Frame::from_shape).collect();
    let mut new: Vec<Frame<'a>> = frames.iter().cloned().collect();
    while let Some(frame) = new.pop() {
        let without_time = Frame {
            by_time: false,
            ..frame.clone()
        };
        let common = frames.iter().map(|other| Frame {
            by_time: frame.by_time && other.by_time,
            dimensions: &frame.dimensions & &other.dimensions,
        });
        let found: Vec<Frame<'a>> = common.chain([without_time]).collect();
        for frame in found {
            if frames.insert(frame.clone()) {
                new.push(frame);
            }
        }
    }
    let mut frames: Vec<Frame<'a>> = frames.into_iter().collect();
    frames.retain(|frame| {
        let releases: BTreeSet<ReleaseIndex> = shapes
            .iter()
            .filter(|shape| frame.is_within(shape))
            .map(|shape| shape.at)
            .collect();
        releases.len() > 1
    });
    frames.sort_by_key(|frame| usize::MAX - frame.size());
    frames
}

/// Collects the sets of every frame: those of the tables, those of larger frames, and their common
/// refinement.
pub(super) fn collect_sets<'a>(
    frames: &[Frame<'a>],
    shapes: &[Shape<'a>],
    named: &BTreeMap<String, NamedSets>,
    times: &mut Times<'_>,
) -> BTreeMap<Frame<'a>, FrameSets<'a>> {
    let mut all: BTreeMap<Frame<'a>, FrameSets<'a>> = BTreeMap::new();
    for frame in frames {
        let mut sets = FrameSets::default();
        for dimension in &frame.dimensions {
            let mut known = sets_of_tables(frame, dimension, shapes, named);
            for (larger, sets) in &all {
                if frame.is_below(larger) {
                    let inherited = sets.dimensions.get(dimension).into_iter().flatten();
                    known.extend(inherited.map(|(name, parts)| (name.clone(), parts.clone())));
                }
            }
            let is_multiple = shapes
                .iter()
                .filter_map(|shape| shape.table.dimension(dimension))
                .any(|dimension| !adds_up(dimension));
            if let (Some(named), false) = (named.get(*dimension), is_multiple) {
                refine(&mut known, named);
            }
            sets.dimensions.insert(dimension, known);
        }
        all.insert(frame.clone(), sets);
    }
    // All years are pooled in frames without time first: their sets belong to those with time too.
    for by_time in [false, true] {
        for frame in frames.iter().filter(|frame| frame.by_time == by_time) {
            let mut years = times.sets_of_tables(frame, shapes);
            for (other, sets) in &all {
                let is_larger = frame.is_below(other) && other.by_time == by_time;
                let is_pooled = by_time && !other.by_time && other.dimensions == frame.dimensions;
                if is_larger || is_pooled {
                    years.extend(sets.years.keys());
                }
            }
            let years = times.refine(years);
            if let Some(sets) = all.get_mut(frame) {
                sets.years = years;
            }
        }
    }
    all
}

/// Collects the sets of a dimension that tables show in a frame.
fn sets_of_tables<'a>(
    frame: &Frame<'a>,
    dimension: &str,
    shapes: &[Shape<'a>],
    named: &BTreeMap<String, NamedSets>,
) -> BTreeMap<String, Parts> {
    let mut sets = BTreeMap::new();
    let named = named.get(dimension);
    for shape in shapes.iter().filter(|shape| frame.is_within(shape)) {
        let codes = shape.table.dimension(dimension).into_iter();
        for code in codes.flat_map(|dimension| dimension.codes().skip(1)) {
            if let Some(parts) = named.and_then(|named| named.sets.get(code)) {
                sets.insert(code.to_owned(), parts.clone());
            }
        }
    }
    sets
}

/// Adds the common refinement of sets.
fn refine(sets: &mut BTreeMap<String, Parts>, named: &NamedSets) {
    let everybody = named.everybody();
    let refined = common_refinement(sets.values().chain([&everybody]));
    for parts in refined {
        if parts != everybody && !sets.values().any(|known| *known == parts) {
            sets.insert(named.describe(&parts), parts);
        }
    }
}

/// The years of one measure as parts: of each year, as it was counted before and after every
/// correction.
pub(super) struct Times<'a> {
    measure: &'a str,
    releases: &'a [&'a Release],
    years: &'a mut YearSets,
    parts: VersionedYears,
}

impl<'a> Times<'a> {
    pub(super) fn new(
        measure: &'a str,
        releases: &'a [&'a Release],
        years: &'a mut YearSets,
    ) -> Self {
        Times {
            measure,
            releases,
            years,
            parts: vec![],
        }
    }

    fn parts_of(&mut self, id: YearsId) -> Parts {
        let mut parts = Parts::new();
        for year in &self.years.set(id).years {
            let known = self.parts.iter().position(|part| part == year);
            parts.insert(known.unwrap_or_else(|| {
                self.parts.push(year.clone());
                self.parts.len() - 1
            }));
        }
        parts
    }

    /// Collects the sets of years that tables show in a frame, where these are settled.
    fn sets_of_tables(&self, frame: &Frame<'a>, shapes: &[Shape<'a>]) -> BTreeSet<YearsId> {
        let mut sets = BTreeSet::new();
        for shape in shapes.iter().filter(|shape| frame.is_within(shape)) {
            let time = shape.time.filter(|_| frame.by_time);
            let codes = time.map_or(vec![TOTAL], |time| time.codes().collect());
            for code in codes {
                let catalog = &self.releases[shape.at].catalog;
                let mut dimensions = frame.dimensions.iter();
                if dimensions.all(|dimension| catalog.is_settled_in(dimension, code)) {
                    sets.extend(self.years.years_of_code(shape.at, self.measure, None, code));
                }
            }
        }
        sets
    }

    /// Adds the common refinement of sets of years. A year that was corrected is divided like the
    /// same year before and after.
    fn refine(&mut self, ids: BTreeSet<YearsId>) -> BTreeMap<YearsId, Parts> {
        let mut sets: BTreeMap<YearsId, Parts> = BTreeMap::new();
        for id in ids {
            sets.insert(id, self.parts_of(id));
        }
        let all: Parts = sets.values().flatten().copied().collect();
        let in_any_version = |set: &Parts| -> Parts {
            let years: BTreeSet<&str> = set
                .iter()
                .map(|part| self.parts[*part].0.as_str())
                .collect();
            let is_in = |part: &&usize| years.contains(self.parts[**part].0.as_str());
            all.iter().filter(is_in).copied().collect()
        };
        let versions: Vec<Parts> = sets.values().map(in_any_version).collect();
        for parts in common_refinement(sets.values().chain(&versions)) {
            let mut years: VersionedYears =
                parts.iter().map(|part| self.parts[*part].clone()).collect();
            years.sort();
            let whole = vec![];
            let id = self.years.id(YearSet { years, whole });
            sets.insert(id, parts);
        }
        sets
    }
}
