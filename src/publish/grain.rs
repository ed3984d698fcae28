//! Proposes to a codebook's author by year, period or all years for each dimension, and which categories to roll up.
//!
//! The choice of tables must not reveal what happened in a single year. So the real years are forgotten, the same people
//! are assigned to years anew, and tables of them are protected, once for each form that dimensions may have ([`trial`]).
//! For each dimension the finest form is proposed in which at least [`AIM`] percent of persons are in published cells; for
//! time, periods with about 15 times the threshold. What a section or a headline shows by year stays by year.
//!
//! The numbers are exact and so confidential. Nothing is changed: the author decides, and the notes on a release should
//! mention a change of tables.

mod form;
mod period;
#[cfg(test)]
mod tests;
mod trial;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Dimension};
use thiserror::Error;

use codebook::{Codebook, Mistakes};
use form::Form;
use period::Periods;
use records::{
    link::Links,
    read::{Input, Problems, Values, read},
    tabulate::{Counts, Record},
};
use trial::{People, write_variant};

/// The share of persons, in percent, that should be in published cells of each dimension.
const AIM: u64 = 80;

/// Why no grain can be proposed.
#[derive(Debug, Error)]
pub enum GrainError {
    /// The records have fields or rows that the codebook does not allow.
    #[error(transparent)]
    Records(#[from] Problems),
    /// The codebook, or a variant of it that was tried, has mistakes.
    #[error(transparent)]
    Mistaken(#[from] Mistakes),
    /// The codebook is not valid TOML.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A variant of the codebook cannot be written as TOML.
    #[error(transparent)]
    Unwritable(#[from] toml::ser::Error),
    /// The tables cannot be protected.
    #[error("{0}")]
    Protection(protect::Refusal),
}

impl From<protect::Refusal> for GrainError {
    fn from(refusal: protect::Refusal) -> Self {
        GrainError::Protection(refusal)
    }
}

/// The proposed periods and forms. Confidential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    threshold: u64,
    years: usize,
    /// The measure with the fewest persons, and how many.
    scarcest: (String, u64),
    periods: Periods,
    dimensions: Vec<Proposed>,
}

/// The form proposed for one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Proposed {
    id: String,
    form: Form,
    /// How many of 100 persons are in published cells if every dimension has its proposed form.
    visible: u64,
    /// The same for each form it may have, the finest first, if all dimensions take that form where they may.
    tried: Vec<(Form, u64)>,
    /// Categories with fewer persons than the threshold over all years, and how many they have.
    small: Vec<(String, u64)>,
}

/// Reads records and proposes periods and forms to the codebook's author. `text` is the codebook.
pub fn propose(
    text: &str,
    inputs: &[Input],
    values: Values,
    links: &Links,
) -> Result<Proposal, GrainError> {
    let codebook = Codebook::parse(text)?;
    let records = read(&codebook, inputs, values, links)?.records;
    propose_from_records(&toml::from_str(text)?, &codebook, records.iter().collect())
}

fn propose_from_records(
    text: &toml::Table,
    codebook: &Codebook,
    records: Vec<Record>,
) -> Result<Proposal, GrainError> {
    let catalog = codebook.catalog();
    let people = People::assign_years(codebook, records);
    let counts = people.count(codebook);
    let scarcest = find_scarcest_measure(catalog, &counts);
    let periods = Periods::choose(
        catalog,
        &(*codebook.years.start()..=codebook.pooled),
        scarcest.1,
    );
    let trial = Trial {
        text,
        people: &people,
        periods: periods.codes(),
    };
    let has_periods = !trial.periods.is_empty() || period::count_declared(catalog) > 0;
    // The outcome of applications is always published by year.
    let proposable: Vec<&Dimension> = catalog
        .dimensions
        .iter()
        .filter(|dimension| dimension.id != catalog.time && dimension.settled.is_none())
        .collect();
    let mut allowed = Allowed::new();
    for dimension in &proposable {
        let forms = form::list_allowed(catalog, dimension, has_periods);
        allowed.insert(dimension.id.clone(), forms);
    }
    let tried = trial.try_each_form(&allowed)?;
    let chosen: BTreeMap<String, Form> = tried
        .iter()
        .map(|(id, tried)| (id.clone(), form::choose(tried)))
        .collect();
    let visible = trial.measure_visible(&chosen)?;
    let propose_form = |dimension: &&Dimension| {
        let id = &dimension.id;
        Some(Proposed {
            id: id.clone(),
            form: *chosen.get(id)?,
            visible: *visible.get(id)?,
            tried: tried.get(id)?.clone(),
            small: find_small_categories(catalog, dimension, &counts),
        })
    };
    Ok(Proposal {
        threshold: catalog.threshold,
        years: codebook.years.len(),
        dimensions: proposable.iter().filter_map(propose_form).collect(),
        scarcest,
        periods,
    })
}

/// The forms that each dimension may have, the finest first.
type Allowed = BTreeMap<String, Vec<Form>>;

/// Tries variants of one codebook on the same people.
struct Trial<'a> {
    text: &'a toml::Table,
    people: &'a People,
    /// The codes of new periods; empty if none are proposed.
    periods: Vec<String>,
}

impl Trial<'_> {
    /// Tries each form: all dimensions that may have it take it, and the others their finest. Returns for each dimension
    /// the share of visible persons in each of its forms.
    fn try_each_form(
        &self,
        allowed: &Allowed,
    ) -> Result<BTreeMap<String, Vec<(Form, u64)>>, GrainError> {
        let mut tried: BTreeMap<String, Vec<(Form, u64)>> = BTreeMap::new();
        for form in Form::ALL
            .into_iter()
            .filter(|form| allowed.values().any(|forms| forms.contains(form)))
        {
            let mut forms = BTreeMap::new();
            for (id, allowed) in allowed {
                let takes_it = allowed.contains(&form);
                forms.insert(id.clone(), if takes_it { form } else { Form::FINEST });
            }
            let visible = self.measure_visible(&forms)?;
            for (id, _) in allowed.iter().filter(|(_, forms)| forms.contains(&form)) {
                let share = visible.get(id).map(|share| (form, *share));
                tried.entry(id.clone()).or_default().extend(share);
            }
        }
        Ok(tried)
    }

    fn measure_visible(
        &self,
        forms: &BTreeMap<String, Form>,
    ) -> Result<BTreeMap<String, u64>, GrainError> {
        let codebook = write_variant(self.text, &self.periods, forms)?;
        self.people.measure_visible(&codebook)
    }
}

/// Finds the measure with the fewest persons, and their number.
fn find_scarcest_measure(catalog: &Catalog, counts: &Counts) -> (String, u64) {
    let totals = catalog.measures.iter().map(|measure| {
        let total = Address::new(&measure.id, std::iter::empty::<(&str, &str)>());
        (measure.id.clone(), counts.get(&total))
    });
    totals
        .min_by_key(|(_, persons)| *persons)
        .unwrap_or_default()
}

/// Finds the categories of a dimension with fewer persons than the threshold over all years, in the measure that has the
/// fewest of them.
fn find_small_categories(
    catalog: &Catalog,
    dimension: &Dimension,
    counts: &Counts,
) -> Vec<(String, u64)> {
    let measures: BTreeSet<&str> = catalog
        .tables
        .iter()
        .filter(|table| table.dimensions.contains(&dimension.id))
        .map(|table| table.measure.as_str())
        .collect();
    let mut small = Vec::new();
    for category in dimension.leaves().filter(|category| !category.unprotected) {
        let pin = [(dimension.id.as_str(), category.code.as_str())];
        let persons = measures
            .iter()
            .map(|measure| counts.get(&Address::new(*measure, pin)))
            .min()
            .unwrap_or_default();
        if persons < catalog.threshold {
            small.push((category.code.clone(), persons));
        }
    }
    small
}
