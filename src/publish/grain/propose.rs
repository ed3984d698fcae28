//! Proposes periods and forms from records.

use std::collections::{BTreeMap, BTreeSet};

use codebook::Codebook;
use cube::{Address, Catalog, Dimension};
use records::{
    link::Links,
    read::{Input, Values, read},
    tabulate::{Counts, Record},
};

use crate::grain::{
    error::GrainError,
    form::{self, Form},
    period::{self, Periods},
    proposal::{Proposal, Proposed},
    trial::{People, write_variant},
};

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

pub(super) fn propose_from_records(
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
    for category in dimension.leaves() {
        let pin = [(dimension.id.as_str(), category.code.as_str())];
        let persons = measures
            .iter()
            .map(|measure| counts.get(&Address::new(measure, pin)))
            .min()
            .unwrap_or_default();
        if persons < catalog.threshold {
            small.push((category.code.clone(), persons));
        }
    }
    small
}
