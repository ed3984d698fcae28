//! Decides whether a person is counted at an address.

use codebook::Codebook;
use cube::{Address, Catalog, TOTAL};
use records::tabulate::Record;

/// What an address asks of a person, for each address.
pub(super) struct Membership(Vec<Conditions>);

struct Conditions {
    /// The position of the measure.
    measure: usize,
    /// The years in which the measure counts persons here.
    years: Vec<u16>,
    pins: Vec<PinnedDimension>,
}

/// A dimension that an address pins.
struct PinnedDimension {
    /// Its position in records; `None` for time.
    dimension: Option<usize>,
    /// The categories at or below the pinned one.
    categories: Vec<bool>,
}

impl Membership {
    pub(super) fn new(codebook: &Codebook, addresses: &[Address]) -> Self {
        let conditions = |address: &Address| Conditions::new(codebook, address);
        Membership(addresses.iter().map(conditions).collect())
    }

    /// The dimensions that an address pins, as positions in records; `None` for time.
    pub(super) fn dimensions(&self, at: usize) -> impl ExactSizeIterator<Item = Option<usize>> {
        self.0[at].pins.iter().map(|pin| pin.dimension)
    }

    /// Whether a person has the category that an address pins in a dimension.
    pub(super) fn has(&self, at: usize, pin: usize, record: &Record) -> bool {
        let conditions = &self.0[at];
        conditions.pins[pin].holds(conditions, record)
    }

    /// Whether a person meets all else that an address asks.
    pub(super) fn has_others(&self, at: usize, pin: usize, record: &Record) -> bool {
        let conditions = &self.0[at];
        let mut others = (0..)
            .zip(&conditions.pins)
            .filter(|(other, _)| *other != pin);
        let is_counted = record.years[conditions.measure].is_some();
        is_counted && others.all(|(_, other)| other.holds(conditions, record))
    }
}

impl Conditions {
    fn new(codebook: &Codebook, address: &Address) -> Self {
        let catalog = codebook.catalog();
        let mut measures = codebook.measures.iter();
        let measure = measures.position(|measure| measure.id == address.measure);
        let time = address
            .pins
            .get(&catalog.time)
            .map_or(TOTAL, String::as_str);
        let pins = address.pins.iter();
        Conditions {
            measure: measure.unwrap_or(codebook.whole),
            years: years_in(catalog, time),
            pins: pins
                .map(|(id, code)| PinnedDimension::new(codebook, id, code))
                .collect(),
        }
    }
}

impl PinnedDimension {
    fn new(codebook: &Codebook, id: &str, code: &str) -> Self {
        let dimensions = &codebook.dimensions;
        let dimension = dimensions.iter().position(|dimension| dimension.id == id);
        let mut categories = Vec::new();
        if let Some(at) = dimension {
            let list = &dimensions[at].list;
            for category in &list.categories {
                let mut above = list.ancestors(&category.code);
                categories.push(category.code == code || above.any(|above| above == code));
            }
        }
        PinnedDimension {
            dimension,
            categories,
        }
    }

    fn holds(&self, conditions: &Conditions, record: &Record) -> bool {
        match self.dimension {
            None => record.years[conditions.measure]
                .is_some_and(|year| conditions.years.contains(&year)),
            Some(at) => {
                let mut answers = record.answers[at].categories().iter();
                answers.any(|category| self.categories[*category])
            }
        }
    }
}

fn years_in(catalog: &Catalog, code: &str) -> Vec<u16> {
    let time = catalog.dimension(&catalog.time);
    let years = time.into_iter().flat_map(|time| time.leaves_in(code));
    years.filter_map(|year| year.code.parse().ok()).collect()
}
