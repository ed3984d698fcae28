//! Proposes how finely time is published, and the form of each dimension, from records.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{Codebook, Grain};
use cube::{Address, Catalog, Dimension};
use records::{
    link::Links,
    read::{Input, Values, read},
    tabulate::{Counts, Record},
};

use crate::grain::{
    error::GrainError,
    form::{self, Form},
    proposal::{Differs, Proposal, Proposed},
    shares::Shares,
    time::{Periods, Register, Time, count_periods},
    trial::{People, write_variant},
};

/// Reads records and proposes a time and forms to the codebook's author. `text` is the codebook.
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
    let years: Vec<u16> = (*codebook.years.start()..=codebook.pooled)
        .filter(|year| !codebook.without.contains(year))
        .collect();
    // The outcome of applications is always published by the finest time.
    let proposable: Vec<&Dimension> = catalog
        .dimensions
        .iter()
        .filter(|dimension| dimension.id != catalog.time && dimension.settled.is_none())
        .collect();
    let trial = Trial {
        text,
        people: &people,
        catalog,
        pooled: codebook.pooled,
        dimensions: &proposable,
    };
    let register = Register {
        catalog,
        years: &years,
        persons: scarcest.1,
        has_small_years: catalog.has_periods_only(),
    };
    let (time, tried_times) = register.choose_time(&|time| trial.measure_time(time))?;
    let tried = trial.try_each_form(&time)?;
    let chosen: Forms = tried
        .iter()
        .filter_map(|(id, tried)| Some((id.clone(), form::choose(tried)?)))
        .collect();
    let shares = trial.measure(&time, &chosen)?;
    let propose_form = |dimension: &&Dimension| {
        let id = &dimension.id;
        Some(Proposed {
            id: id.clone(),
            form: *chosen.get(id)?,
            shares: *shares.get(id)?,
            tried: tried.get(id)?.clone(),
            small: find_small_categories(catalog, dimension, &counts),
        })
    };
    let is_in_place = time.grain() > Grain::Year;
    Ok(Proposal {
        threshold: catalog.threshold,
        years: years.len(),
        dimensions: proposable.iter().filter_map(propose_form).collect(),
        scarcest,
        tried: tried_times,
        last: (is_in_place && codebook.pooled < *codebook.years.end()).then_some(codebook.pooled),
        differs: Differs {
            finest: declares(text, "time", "finest"),
            by_period: time == Time::All && declares(text, "tables", "by_period"),
        },
        time,
    })
}

/// Whether a codebook has a key in a section.
fn declares(text: &toml::Table, section: &str, key: &str) -> bool {
    let section = text.get(section).and_then(toml::Value::as_table);
    section.is_some_and(|section| section.contains_key(key))
}

/// A form for each dimension.
type Forms = BTreeMap<String, Form>;

/// Tries variants of one codebook on the same people.
struct Trial<'a> {
    text: &'a toml::Table,
    people: &'a People,
    catalog: &'a Catalog,
    /// The last year of sums.
    pooled: u16,
    dimensions: &'a [&'a Dimension],
}

impl Trial<'_> {
    /// Measures how much a time hides: of all dimensions together, each in full or rolled up, whichever hides less, and
    /// those that may be by the periods besides years by these.
    fn measure_time(&self, time: &Time) -> Result<Shares, GrainError> {
        let grain = match time {
            Time::Years(Periods::Kept | Periods::New(_)) => Grain::Period,
            _ => time.grain(),
        };
        let allowed = self.allowed_forms(time);
        let mut best: Option<Shares> = None;
        for form in [Form::in_full(grain), Form::rolled_up(grain)] {
            if !allowed.values().any(|forms| forms.contains(&form)) {
                continue;
            }
            // A dimension without groups is in full where others are rolled up.
            let takes = |forms: &[Form]| {
                [form, Form::in_full(grain)]
                    .into_iter()
                    .find(|form| forms.contains(form))
            };
            let mut together = Shares::default();
            let measured = self.measure(time, &self.forms_by(&allowed, &takes, time))?;
            for (id, shares) in measured {
                if allowed.get(&id).is_some_and(|forms| takes(forms).is_some()) {
                    together += shares;
                }
            }
            best = Some(match best {
                Some(best) if best.hidden_percent() <= together.hidden_percent() => best,
                _ => together,
            });
        }
        Ok(best.unwrap_or_default())
    }

    /// Tries each form: all dimensions that may have it take it, and the others their finest. Returns for each dimension
    /// how much each of its forms hides.
    fn try_each_form(
        &self,
        time: &Time,
    ) -> Result<BTreeMap<String, Vec<(Form, Shares)>>, GrainError> {
        let allowed = self.allowed_forms(time);
        let mut tried: BTreeMap<String, Vec<(Form, Shares)>> = BTreeMap::new();
        for form in Form::ALL
            .into_iter()
            .filter(|form| allowed.values().any(|forms| forms.contains(form)))
        {
            let takes = |forms: &[Form]| forms.contains(&form).then_some(form);
            let measured = self.measure(time, &self.forms_by(&allowed, &takes, time))?;
            for (id, _) in allowed.iter().filter(|(_, forms)| forms.contains(&form)) {
                let shares = measured.get(id).map(|shares| (form, *shares));
                tried.entry(id.clone()).or_default().extend(shares);
            }
        }
        Ok(tried)
    }

    /// The forms that each dimension may have, the finest first.
    fn allowed_forms(&self, time: &Time) -> BTreeMap<String, Vec<Form>> {
        let has_periods = match time {
            Time::Years(Periods::New(_)) => true,
            Time::Years(Periods::Kept | Periods::Unneeded | Periods::TooFew) => {
                count_periods(self.catalog) > 0
            }
            Time::Periods(_) | Time::All => false,
        };
        let mut allowed = BTreeMap::new();
        for dimension in self.dimensions {
            let forms = form::list_allowed(self.catalog, dimension, time.grain(), has_periods);
            allowed.insert(dimension.id.clone(), forms);
        }
        allowed
    }

    /// The form that each dimension takes, or its finest.
    fn forms_by(
        &self,
        allowed: &BTreeMap<String, Vec<Form>>,
        takes: &dyn Fn(&[Form]) -> Option<Form>,
        time: &Time,
    ) -> Forms {
        let form = |forms: &Vec<Form>| takes(forms).unwrap_or(Form::in_full(time.grain()));
        allowed
            .iter()
            .map(|(id, forms)| (id.clone(), form(forms)))
            .collect()
    }

    fn measure(&self, time: &Time, forms: &Forms) -> Result<BTreeMap<String, Shares>, GrainError> {
        let codebook = write_variant(self.text, time, self.pooled, forms)?;
        self.people.measure(&codebook)
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
