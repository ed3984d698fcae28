//! Measures the quality of a release: how many cells are published and hidden, and which answers are not known.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Cell, Dimension, Measure, Release, TOTAL, Table, Text};

use crate::report::{changes::Changes, years::list_compared_years};

/// The quality of a release.
#[derive(Clone, Debug)]
pub struct Quality<'a> {
    /// The catalog of the release.
    pub catalog: &'a Catalog,
    /// Its measures, each with its tables.
    pub measures: Vec<Coverage<'a>>,
    /// The changes since another release.
    pub changes: Option<Changes<'a>>,
}

/// The quality of one measure.
#[derive(Clone, Debug)]
pub struct Coverage<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Its cells; a total that several tables share counts once.
    pub cells: CellCounts,
    /// The cells of each of its tables.
    pub tables: Vec<(&'a Text, CellCounts)>,
    /// The shares of unknown answers in each dimension.
    pub unknown: Vec<Unknown<'a>>,
}

/// How many cells are published and how many hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellCounts {
    /// Cells with a number.
    pub published: u64,
    /// Cells without a number.
    pub hidden: u64,
}

/// The shares of unknown answers in one dimension.
#[derive(Clone, Debug)]
pub struct Unknown<'a> {
    /// The dimension.
    pub dimension: &'a Dimension,
    /// The share in each year, and last the share in all years.
    pub shares: Vec<Share>,
}

/// A share that can be computed from published cells alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Both numbers are published.
    Known {
        /// Persons whose answer is not known.
        part: u64,
        /// All persons.
        whole: u64,
    },
    /// At least one of the two numbers is hidden.
    Hidden,
    /// There are no persons.
    Nobody,
}

impl<'a> Quality<'a> {
    /// Measures the quality of a release, and its changes since `previous`.
    pub fn from_release(release: &'a Release, previous: Option<&'a Release>) -> Self {
        Quality {
            catalog: &release.catalog,
            measures: release
                .catalog
                .measures
                .iter()
                .map(|measure| measure_coverage(release, measure))
                .collect(),
            changes: previous.map(|previous| Changes::between(previous, release)),
        }
    }

    /// Counts the cells of all measures.
    pub fn count_cells(&self) -> CellCounts {
        self.measures
            .iter()
            .fold(CellCounts::default(), |sum, coverage| CellCounts {
                published: sum.published + coverage.cells.published,
                hidden: sum.hidden + coverage.cells.hidden,
            })
    }

    /// Returns the first and the last of the years whose sums are published, unless these are all years.
    pub fn pooled_years(&self) -> Option<(u16, u16)> {
        self.catalog.pooled_years()
    }

    /// Lists the published years, or the periods in their place, if there are several.
    pub fn compared_years(&self) -> Vec<&'a cube::Category> {
        list_compared_years(self.catalog)
    }
}

impl CellCounts {
    /// The number of all cells.
    pub fn all(self) -> u64 {
        self.published + self.hidden
    }

    fn count<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Self {
        let mut counts = CellCounts::default();
        for cell in cells {
            match cell {
                Cell::Published(_) => counts.published += 1,
                Cell::Hidden => counts.hidden += 1,
            }
        }
        counts
    }
}

/// Counts the cells and the unknown answers of one measure.
fn measure_coverage<'a>(release: &'a Release, measure: &'a Measure) -> Coverage<'a> {
    let catalog = &release.catalog;
    let mut addressed: BTreeMap<Address, Cell> = BTreeMap::new();
    let (mut tables, mut unknown) = (Vec::new(), Vec::new());
    for entry in &catalog.tables {
        let Some(table) = release.tables.get(&entry.id) else {
            continue;
        };
        if table.measure != measure.id {
            continue;
        }
        addressed.extend(table.addressed());
        tables.push((&table.label, CellCounts::count(table.cells())));
        if is_by_dimension(catalog, table) {
            unknown.extend(measure_unknown(catalog, table));
        }
    }
    Coverage {
        measure,
        cells: CellCounts::count(addressed.values()),
        tables,
        unknown,
    }
}

/// Whether a table is by time and one dimension; or by one dimension alone, where all years are counted together.
fn is_by_dimension(catalog: &Catalog, table: &Table) -> bool {
    let is_by_time = table.dimension(&catalog.time).is_some();
    match table.dimensions().len() {
        1 => catalog.has_one_span() && !is_by_time && !has_time_table(catalog, table),
        2 => is_by_time,
        _ => false,
    }
}

/// Whether a table's dimension is also published by time for the same measure.
fn has_time_table(catalog: &Catalog, table: &Table) -> bool {
    catalog.tables.iter().any(|entry| {
        entry.measure == table.measure
            && entry.dimensions.len() == 2
            && entry.dimensions.contains(&catalog.time)
            && table
                .dimensions()
                .iter()
                .all(|dimension| entry.dimensions.contains(&dimension.id))
    })
}

/// Computes the shares of unknown answers in a table, over time and over all years; `None` if its dimension has no category
/// for them.
fn measure_unknown<'a>(catalog: &'a Catalog, table: &'a Table) -> Option<Unknown<'a>> {
    let dimension = table
        .dimensions()
        .iter()
        .find(|dimension| dimension.id != catalog.time)?;
    let category = dimension
        .categories
        .iter()
        .find(|category| category.unknown)?;
    let is_by_time = table.dimension(&catalog.time).is_some();
    let share = |year: &str| {
        let year = (catalog.time.as_str(), year);
        let cell = |code: &str| {
            let pins = [year, (dimension.id.as_str(), code)];
            table.cell(pins.into_iter().skip(usize::from(!is_by_time)))
        };
        match (cell(&category.code), cell(TOTAL)) {
            (_, Some(Cell::Published(0))) => Share::Nobody,
            (Some(Cell::Published(part)), Some(Cell::Published(whole))) => {
                Share::Known { part, whole }
            }
            _ => Share::Hidden,
        }
    };
    let years = list_compared_years(catalog)
        .into_iter()
        .map(|year| year.code.as_str());
    Some(Unknown {
        dimension,
        shares: years.chain([TOTAL]).map(share).collect(),
    })
}
