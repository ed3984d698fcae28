//! Measures the quality of a release: how many cells are published and hidden, and which answers are not known.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Cell, Dimension, Measure, Release, TOTAL, Table, Text};

use crate::report::{changes::Changes, years::list_years};

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

    /// Lists the published years, with the labels of the catalog.
    pub fn years(&self) -> Vec<&'a cube::Category> {
        list_years(self.catalog)
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
        let is_by_year = table.dimensions().len() == 2 && table.dimension(&catalog.time).is_some();
        if is_by_year {
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

/// Computes the shares of unknown answers in a table by year; `None` if its dimension has no category for them.
fn measure_unknown<'a>(catalog: &'a Catalog, table: &'a Table) -> Option<Unknown<'a>> {
    let dimension = table
        .dimensions()
        .iter()
        .find(|dimension| dimension.id != catalog.time)?;
    let category = dimension
        .categories
        .iter()
        .find(|category| category.unknown)?;
    let share = |year: &str| {
        let cell =
            |code: &str| table.cell([(catalog.time.as_str(), year), (dimension.id.as_str(), code)]);
        match (cell(&category.code), cell(TOTAL)) {
            (_, Some(Cell::Published(0))) => Share::Nobody,
            (Some(Cell::Published(part)), Some(Cell::Published(whole))) => {
                Share::Known { part, whole }
            }
            _ => Share::Hidden,
        }
    };
    let years = list_years(catalog)
        .into_iter()
        .map(|year| year.code.as_str());
    Some(Unknown {
        dimension,
        shares: years.chain([TOTAL]).map(share).collect(),
    })
}
