//! Proposes which grain of time and which roll-ups would show more, of these records.

use std::collections::BTreeMap;

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
    trial::{People, variant},
};

/// What can be proposed to the author of a codebook, of these records.
pub fn propose(
    text: &str,
    inputs: &[Input],
    values: Values,
    links: &Links,
) -> Result<Proposal, GrainError> {
    let codebook = Codebook::parse(text)?;
    let records = read(&codebook, inputs, values, links)?.records;
    of_records(&toml::from_str(text)?, &codebook, records.iter().collect())
}

pub(super) fn of_records(
    text: &toml::Table,
    codebook: &Codebook,
    records: Vec<Record>,
) -> Result<Proposal, GrainError> {
    let catalog = codebook.catalog();
    let people = People::of(codebook, records);
    let counts = people.counts(codebook);
    let scarcest = scarcest(catalog, &counts);
    let periods = Periods::of(
        catalog,
        &(*codebook.years.start()..=codebook.pooled),
        scarcest.1,
    );
    let trial = Trial {
        text,
        people: &people,
        periods: periods.codes(),
    };
    let has_periods = !trial.periods.is_empty() || period::declared(catalog) > 0;
    // What became of persons is published by year, whatever is seen of it.
    let is_proposed =
        |dimension: &&Dimension| dimension.id != catalog.time && dimension.settled.is_none();
    let dimensions = || catalog.dimensions.iter().filter(is_proposed);
    let allowed: Allowed = dimensions()
        .map(|dimension| {
            (
                dimension.id.clone(),
                form::allowed(catalog, dimension, has_periods),
            )
        })
        .collect();
    let tried = trial.each(&allowed)?;
    let chosen: BTreeMap<String, Form> = tried
        .iter()
        .map(|(id, tried)| (id.clone(), form::best(tried)))
        .collect();
    let seen = trial.seen(&chosen)?;
    let proposed = |dimension: &Dimension| {
        let id = &dimension.id;
        let (form, tried) = (*chosen.get(id)?, tried.get(id)?.clone());
        Some(Proposed {
            id: id.clone(),
            form,
            seen: *seen.get(id)?,
            tried,
            small: small(catalog, dimension, &counts),
        })
    };
    Ok(Proposal {
        threshold: catalog.threshold,
        years: codebook.years.len(),
        dimensions: dimensions().filter_map(proposed).collect(),
        scarcest,
        periods,
    })
}

/// The forms that each dimension may have, the finest first.
type Allowed = BTreeMap<String, Vec<Form>>;

/// What the tables of one codebook can be made to.
struct Trial<'a> {
    text: &'a toml::Table,
    people: &'a People,
    /// The codes of new periods, if any.
    periods: Vec<String>,
}

impl Trial<'_> {
    /// What is seen of each dimension in each form, if all dimensions have it which may, and the others their finest.
    fn each(&self, allowed: &Allowed) -> Result<BTreeMap<String, Vec<(Form, u64)>>, GrainError> {
        let mut tried: BTreeMap<String, Vec<(Form, u64)>> = BTreeMap::new();
        for form in Form::ALL
            .into_iter()
            .filter(|form| allowed.values().any(|forms| forms.contains(form)))
        {
            let has = |forms: &Vec<Form>| {
                if forms.contains(&form) {
                    form
                } else {
                    Form::FINEST
                }
            };
            let seen = self.seen(
                &allowed
                    .iter()
                    .map(|(id, forms)| (id.clone(), has(forms)))
                    .collect(),
            )?;
            for (id, _) in allowed.iter().filter(|(_, forms)| forms.contains(&form)) {
                tried
                    .entry(id.clone())
                    .or_default()
                    .extend(seen.get(id).map(|seen| (form, *seen)));
            }
        }
        Ok(tried)
    }

    fn seen(&self, forms: &BTreeMap<String, Form>) -> Result<BTreeMap<String, u64>, GrainError> {
        self.people.seen(&variant(self.text, &self.periods, forms)?)
    }
}

/// The measure with the fewest persons, and how many.
fn scarcest(catalog: &Catalog, counts: &Counts) -> (String, u64) {
    let everybody =
        |measure: &str| counts.get(&Address::new(measure, std::iter::empty::<(&str, &str)>()));
    let all = catalog
        .measures
        .iter()
        .map(|measure| (measure.id.clone(), everybody(&measure.id)));
    all.min_by_key(|(_, persons)| *persons).unwrap_or_default()
}

/// The categories of a dimension that have too few persons over all years, of the measure that has fewest of them.
fn small(catalog: &Catalog, dimension: &Dimension, counts: &Counts) -> Vec<(String, u64)> {
    let shows = |measure: &str| {
        catalog
            .tables
            .iter()
            .any(|table| table.measure == measure && table.dimensions.contains(&dimension.id))
    };
    let measures = || {
        catalog
            .measures
            .iter()
            .map(|measure| measure.id.as_str())
            .filter(|measure| shows(measure))
    };
    let persons = |code: &str| {
        let of =
            |measure: &str| counts.get(&Address::new(measure, [(dimension.id.as_str(), code)]));
        measures().map(of).min().unwrap_or_default()
    };
    let judged = dimension.leaves().filter(|category| !category.unprotected);
    let all = judged.map(|category| (category.code.clone(), persons(&category.code)));
    all.filter(|(_, persons)| *persons < catalog.threshold)
        .collect()
}
