//! Calculates what can be said of the quality of a release: coverage, and what is not known.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Cell, Dimension, Measure, Release, TOTAL, Table, Text};

use crate::report::{changes::Changes, years::years};

/// What can be said of the quality of a release.
#[derive(Clone, Debug)]
pub struct Quality<'a> {
    /// What the release says of itself.
    pub catalog: &'a Catalog,
    /// Its measures, each with its tables.
    pub measures: Vec<Coverage<'a>>,
    /// What changed since another release.
    pub changes: Option<Changes<'a>>,
}

/// One measure as it is published.
#[derive(Clone, Debug)]
pub struct Coverage<'a> {
    /// What is counted.
    pub measure: &'a Measure,
    /// How much of it is published; a total that several tables have counts once.
    pub extent: Extent,
    /// How much of each of its tables is published.
    pub tables: Vec<(&'a Text, Extent)>,
    /// How often each dimension is not known.
    pub unknown: Vec<Unknown<'a>>,
}

/// How many cells are published and how many hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Cells with a number.
    pub published: u64,
    /// Cells without.
    pub hidden: u64,
}

/// How often one dimension is not known.
#[derive(Clone, Debug)]
pub struct Unknown<'a> {
    /// The dimension.
    pub dimension: &'a Dimension,
    /// The share of each year, and of all years in the end.
    pub shares: Vec<Share>,
}

/// A share, where what is published says exactly what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// So many of so many persons.
    Of {
        /// Those of whom it is not known.
        part: u64,
        /// Everybody.
        whole: u64,
    },
    /// One of the two numbers is hidden.
    Hidden,
    /// There is nobody.
    Nobody,
}

impl<'a> Quality<'a> {
    /// What `release` says of its own quality, and what changed in it since `previous`.
    pub fn of(release: &'a Release, previous: Option<&'a Release>) -> Self {
        Quality {
            catalog: &release.catalog,
            measures: release
                .catalog
                .measures
                .iter()
                .map(|measure| coverage(release, measure))
                .collect(),
            changes: previous.map(|previous| Changes::between(previous, release)),
        }
    }

    /// How much of everything is published.
    pub fn extent(&self) -> Extent {
        self.measures
            .iter()
            .fold(Extent::default(), |sum, coverage| Extent {
                published: sum.published + coverage.extent.published,
                hidden: sum.hidden + coverage.extent.hidden,
            })
    }

    /// The first and the last year of those that are counted together, if that is not every year.
    pub fn pooled_years(&self) -> Option<(&'a str, &'a str)> {
        self.catalog.pooled_years()
    }

    /// The published years, in words of the catalog.
    pub fn years(&self) -> Vec<&'a cube::Category> {
        years(self.catalog)
    }
}

impl Extent {
    /// Published and hidden.
    pub fn cells(self) -> u64 {
        self.published + self.hidden
    }

    fn of<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Self {
        cells.into_iter().fold(
            Extent::default(),
            |Extent { published, hidden }, cell| match cell {
                Cell::Published(_) => Extent {
                    published: published + 1,
                    hidden,
                },
                Cell::Hidden => Extent {
                    published,
                    hidden: hidden + 1,
                },
            },
        )
    }
}

fn coverage<'a>(release: &'a Release, measure: &'a Measure) -> Coverage<'a> {
    let tables = || {
        release
            .catalog
            .tables
            .iter()
            .filter_map(|entry| release.tables.get(&entry.id))
    };
    let of_measure = || tables().filter(|table| table.measure == measure.id);
    let by_year = of_measure().filter(|table| {
        table.dimensions().len() == 2
            && table
                .dimensions()
                .iter()
                .any(|dimension| dimension.id == release.catalog.time)
    });
    let addressed: BTreeMap<Address, Cell> = of_measure().flat_map(Table::addressed).collect();
    Coverage {
        measure,
        extent: Extent::of(addressed.values()),
        tables: of_measure()
            .map(|table| (&table.label, Extent::of(table.cells())))
            .collect(),
        unknown: by_year
            .filter_map(|table| unknown(&release.catalog, table))
            .collect(),
    }
}

/// How often the other dimension of a table by year is not known; nothing where the dimension has no such category.
fn unknown<'a>(catalog: &'a Catalog, table: &'a Table) -> Option<Unknown<'a>> {
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
                Share::Of { part, whole }
            }
            _ => Share::Hidden,
        }
    };
    let years = years(catalog).into_iter().map(|year| year.code.as_str());
    Some(Unknown {
        dimension,
        shares: years.chain([TOTAL]).map(share).collect(),
    })
}
