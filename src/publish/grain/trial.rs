//! Measures how many persons variants of a codebook would publish, on the people of all years with other years.
//!
//! The real year of every record is forgotten. Records are sorted by a hash of their answers and get the years in turn, so
//! that all years have the same size and mix. A person counted in several measures gets the same year in all of them. So no
//! result depends on what happened in a single year.

use std::collections::BTreeMap;

use cube::{Address, Release, TOTAL, Table};
use toml::Value;
use xxhash_rust::xxh3::xxh3_64;

use crate::grain::{error::GrainError, form::Form};
use codebook::{Codebook, Grain};
use records::tabulate::{Counter, Counts, Keep, Record, count_tables};

/// The people of all years, each with an assigned year instead of the real one.
pub(super) struct People(Vec<Record>);

impl People {
    /// Replaces the year of each record by an assigned one.
    pub(super) fn assign_years(codebook: &Codebook, records: Vec<Record>) -> Self {
        let mut all: Vec<(Vec<u8>, Record)> = records
            .into_iter()
            .map(|record| (encode_answers(&record), record))
            .collect();
        all.sort_by(|(one, _), (other, _)| (xxh3_64(one), one).cmp(&(xxh3_64(other), other)));
        let mut people = Vec::new();
        for ((_, mut record), assigned) in all.into_iter().zip(codebook.years.clone().cycle()) {
            for year in record.years.iter_mut().flatten() {
                *year = assigned;
            }
            people.push(record);
        }
        People(people)
    }

    /// Counts them for the tables of a codebook.
    pub(super) fn count(&self, codebook: &Codebook) -> Counts {
        let mut counter = Counter::new(codebook, Keep::Counts);
        self.0.iter().for_each(|record| counter.add(record.clone()));
        counter.finish().0
    }

    /// Protects the tables of a codebook and returns how many of 100 persons are in published cells of each dimension by its
    /// finest time. Of several measures, the one with the smallest share counts.
    pub(super) fn measure_visible(
        &self,
        codebook: &Codebook,
    ) -> Result<BTreeMap<String, u64>, GrainError> {
        let counts = self.count(codebook);
        let joint = protect::joint_tables(codebook.catalog());
        let joint = count_tables(codebook, &joint, self.0.iter().cloned());
        let all_counts = counts.with(joint);
        let order = protect::Key::default();
        let outcome = protect::protect(
            &|address| all_counts.get(address),
            codebook.catalog(),
            &[],
            &order,
        )?;
        Ok(share_visible(&outcome.release, &counts))
    }
}

/// Encodes the answers of a record and the measures that count it, without its years.
fn encode_answers(record: &Record) -> Vec<u8> {
    let mut bytes: Vec<u8> = Vec::new();
    for year in &record.years {
        bytes.push(u8::from(year.is_some()));
    }
    for answer in &record.answers {
        let categories = answer.categories();
        bytes.extend(categories.len().to_le_bytes());
        for category in categories {
            bytes.extend(category.to_le_bytes());
        }
    }
    bytes
}

/// Computes the share of persons in published cells for each dimension that has a table of its own or by time.
fn share_visible(release: &Release, counts: &Counts) -> BTreeMap<String, u64> {
    let mut shares = BTreeMap::new();
    for table in release.tables.values() {
        let others = table
            .dimensions()
            .iter()
            .filter(|dimension| dimension.id != release.catalog.time);
        let [dimension] = others.collect::<Vec<_>>()[..] else {
            continue;
        };
        if !is_finest(release, table) {
            continue;
        }
        let (mut all, mut visible) = (0, 0);
        for (address, cell) in table.addressed() {
            if is_leaf(table, &address) {
                all += counts.get(&address);
                visible += cell.published().unwrap_or(0);
            }
        }
        let share = (100 * visible).checked_div(all).unwrap_or(100);
        let least = shares.entry(dimension.id.clone()).or_insert(share);
        *least = share.min(*least);
    }
    shares
}

/// Whether no other table of the measure has the dimension of this one and time.
fn is_finest(release: &Release, table: &Table) -> bool {
    let time = &release.catalog.time;
    if table.dimension(time).is_some() {
        return true;
    }
    let is_finer = |other: &Table| {
        other.measure == table.measure
            && other.dimensions().len() == 2
            && other.dimension(time).is_some()
            && table
                .dimensions()
                .iter()
                .all(|dimension| other.dimension(&dimension.id).is_some())
    };
    !release.tables.values().any(is_finer)
}

/// Whether an address has no total and no category that contains others.
fn is_leaf(table: &Table, address: &Address) -> bool {
    table.dimensions().iter().all(|dimension| {
        let code = address
            .pins
            .get(&dimension.id)
            .map_or(TOTAL, String::as_str);
        code != TOTAL && dimension.is_leaf(code)
    })
}

/// Writes a variant of the codebook with new periods, if there are any, and other forms of its dimensions. Removes
/// `settled.pending`, because a pending application may have been assigned to a settled year.
pub(super) fn write_variant(
    codebook: &toml::Table,
    periods: &[String],
    forms: &BTreeMap<String, Form>,
) -> Result<Codebook, GrainError> {
    let mut codebook = codebook.clone();
    let dimensions = codebook
        .get_mut("dimension")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten();
    for settled in dimensions.filter_map(|dimension| dimension.get_mut("settled")?.as_table_mut()) {
        settled.remove("pending");
    }
    let mut put = |section: &str, key: &str, value: Value| {
        let section = codebook
            .entry(section)
            .or_insert_with(|| Value::Table(toml::Table::new()));
        section
            .as_table_mut()
            .and_then(|section| section.insert(key.into(), value));
    };
    if !periods.is_empty() {
        put("time", "periods", periods.to_vec().into());
    }
    let grains = forms.iter().filter(|(_, form)| form.grain != Grain::Year);
    let grains: toml::Table = grains
        .map(|(id, form)| (id.clone(), form.name().into()))
        .collect();
    let rolled: Vec<String> = forms
        .iter()
        .filter(|(_, form)| form.rolled_up)
        .map(|(id, _)| id.clone())
        .collect();
    put("tables", "grain", grains.into());
    put("tables", "roll_up", rolled.into());
    Ok(Codebook::parse(&toml::to_string(&codebook)?)?)
}
