//! The tables of one release in the arrangement in which they add up.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Cell, Dimension, Release, TOTAL, Table, Text};

use crate::versions::Dated;

/// What one release shows, or is to show.
pub(crate) struct Family<'a> {
    /// Its place among the releases: earlier ones first, the one to be made last.
    pub(crate) release: usize,
    pub(crate) catalog: &'a Catalog,
    pub(crate) frames: Vec<Frame>,
    /// The years of which this release, an earlier one, says something else than the records do now, each with the first
    /// release that says the same.
    pub(crate) outdated: BTreeMap<Dated, usize>,
}

/// A table: its dimensions and, in row-major order, its addresses and what is published at each.
pub(crate) struct Frame {
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) addresses: Vec<Address>,
    /// `None` in the release that is to be made.
    pub(crate) cells: Option<Vec<Cell>>,
}

impl<'a> Family<'a> {
    /// The tables that a catalog announces.
    pub(crate) fn announced(release: usize, catalog: &'a Catalog) -> Self {
        let frame = |entry: &cube::TableEntry| {
            let dimensions = catalog.dimensions_of(entry);
            let hidden = |_: &Address| Cell::Hidden;
            let table = Table::from_fn(
                &entry.id,
                Text::default(),
                &entry.measure,
                dimensions,
                hidden,
            );
            Frame {
                cells: None,
                ..Frame::of(&table)
            }
        };
        Family {
            release,
            catalog,
            frames: catalog.tables.iter().map(frame).collect(),
            outdated: BTreeMap::new(),
        }
    }

    /// The tables of an earlier release.
    pub(crate) fn published(release: usize, earlier: &'a Release) -> Self {
        let frames = earlier.tables.values().map(Frame::of).collect();
        Family {
            release,
            catalog: &earlier.catalog,
            frames,
            outdated: BTreeMap::new(),
        }
    }

    /// The code of the single year that an address pins.
    pub(crate) fn year<'b>(&self, address: &'b Address) -> Option<&'b str> {
        let code = address.pins.get(&self.catalog.time)?;
        let single = self
            .catalog
            .dimension(&self.catalog.time)
            .is_none_or(|time| time.is_leaf(code));
        single.then_some(code.as_str())
    }

    /// Every single year, in order.
    pub(crate) fn years(&self) -> impl Iterator<Item = &str> {
        let time = self.catalog.dimension(&self.catalog.time);
        time.into_iter()
            .flat_map(|time| time.codes().skip(1).filter(|code| time.is_leaf(code)))
    }

    /// The codes directly below all years, in order: periods, if there are any.
    pub(crate) fn periods(&self) -> impl Iterator<Item = &str> {
        let time = self.catalog.dimension(&self.catalog.time);
        time.into_iter()
            .flat_map(|time| time.children(TOTAL).map(|period| period.code.as_str()))
    }

    /// The single years within a code of time, in order.
    pub(crate) fn years_in(&self, code: &str) -> impl Iterator<Item = &str> {
        let time = self.catalog.dimension(&self.catalog.time);
        let within = move |year: &&str| {
            let above = |year| {
                time.and_then(|time| time.category(year))
                    .and_then(|held| held.parent_or_total())
            };
            std::iter::successors(Some(*year), |code| above(code)).any(|held| held == code)
        };
        self.years().filter(within)
    }

    /// The codes of time that pool years: periods, the smallest first, and all years.
    pub(crate) fn pooled(&self) -> impl Iterator<Item = &str> {
        let time = self.catalog.dimension(&self.catalog.time);
        let mut codes: Vec<&str> = time
            .into_iter()
            .flat_map(|time| time.codes().skip(1).filter(|code| !time.is_leaf(code)))
            .collect();
        codes.reverse();
        codes.into_iter().chain([TOTAL])
    }

    /// Every address that it shows.
    pub(crate) fn addresses(&self) -> BTreeSet<&Address> {
        self.frames
            .iter()
            .flat_map(|frame| &frame.addresses)
            .collect()
    }
}

impl Frame {
    fn of(table: &Table) -> Self {
        let (addresses, cells) = table.addressed().unzip();
        Frame {
            dimensions: table.dimensions().to_vec(),
            addresses,
            cells: Some(cells),
        }
    }

    fn width(&self, place: usize) -> usize {
        self.dimensions[place].categories.len() + 1
    }

    fn stride(&self, place: usize) -> usize {
        (place + 1..self.dimensions.len())
            .map(|after| self.width(after))
            .product()
    }

    fn position(&self, place: usize, index: usize) -> usize {
        index / self.stride(place) % self.width(place)
    }

    /// `(total, parts)` by index: each cell that others add up to, once. All other sums of the table follow from these.
    /// A category that contains others is taken apart before a total is, so that in a table of two dimensions, of which
    /// one is nested, no cell stands in more than two sums: they are a network.
    pub(crate) fn sums(&self) -> Vec<(usize, Vec<usize>)> {
        let below: Vec<Vec<Vec<usize>>> = self.dimensions.iter().map(below).collect();
        let sum = |index: usize| {
            let contains = |at: &usize| !below[*at][self.position(*at, index)].is_empty();
            let nested = |at: &usize| contains(at) && self.position(*at, index) > 0;
            let mut places = 0..self.dimensions.len();
            let place = places
                .clone()
                .find(nested)
                .or_else(|| places.find(contains))?;
            let (stride, position) = (self.stride(place), self.position(place, index));
            let part = |part: &usize| index - position * stride + part * stride;
            Some((index, below[place][position].iter().map(part).collect()))
        };
        (0..self.addresses.len()).filter_map(sum).collect()
    }

    /// The answers in every multi-response dimension, for every combination of the others.
    pub(crate) fn answers(&self) -> Vec<Answers> {
        let several = (0..self.dimensions.len()).filter(|place| !adds_up(&self.dimensions[*place]));
        several.flat_map(|place| self.answers_in(place)).collect()
    }

    fn answers_in(&self, place: usize) -> impl Iterator<Item = Answers> {
        let (dimension, stride) = (&self.dimensions[place], self.stride(place));
        let at = |unknown: bool| {
            let categories = dimension
                .categories
                .iter()
                .enumerate()
                .filter(move |(_, held)| held.unknown == unknown);
            categories.map(|(at, _)| at + 1).collect::<Vec<_>>()
        };
        let (options, unknown) = (at(false), at(true));
        let totals =
            (0..self.addresses.len()).filter(move |index| self.position(place, *index) == 0);
        totals.map(move |total| {
            let cells = |positions: &[usize]| {
                positions
                    .iter()
                    .map(|position| total + position * stride)
                    .collect()
            };
            Answers {
                dimension: dimension.id.clone(),
                total,
                unknown: cells(&unknown),
                options: cells(&options),
            }
        })
    }
}

/// A multi-response dimension, all else being equal: the indices of its cells.
pub(crate) struct Answers {
    pub(crate) dimension: String,
    pub(crate) total: usize,
    pub(crate) unknown: Vec<usize>,
    pub(crate) options: Vec<usize>,
}

/// Whether the total is the sum of the categories. If there is but one option, whoever answered has it.
fn adds_up(dimension: &Dimension) -> bool {
    !dimension.multi_response
        || dimension
            .categories
            .iter()
            .filter(|category| !category.unknown)
            .count()
            < 2
}

/// For every position of a dimension, those directly below it, if they add up to it. The total is at 0.
fn below(dimension: &Dimension) -> Vec<Vec<usize>> {
    if !adds_up(dimension) {
        return vec![vec![]; dimension.categories.len() + 1];
    }
    let place = |code: &str| dimension.codes().position(|known| known == code);
    let below = |code: &str| {
        dimension
            .children(code)
            .filter_map(|child| place(&child.code))
            .collect()
    };
    dimension.codes().map(below).collect()
}
