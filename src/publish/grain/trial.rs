//! Measures how much variants of a codebook would hide, on the people of all years with other years.
//!
//! The real year of every record is forgotten. Records are sorted by a hash of their answers and get the years in turn, so
//! that all years have the same size and mix. A person counted in several measures gets the same year in all of them. So no
//! result depends on what happened in a single year.

use std::collections::BTreeMap;

use cube::{Address, Release, TOTAL, Table, parse_years};
use toml::Value;
use xxhash_rust::xxh3::xxh3_64;

use crate::grain::{error::GrainError, form::Form, shares::Shares, time::Time};
use codebook::{Codebook, Grain};
use records::tabulate::{Counter, Counts, Keep, Record};

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
        let collected = |year: &u16| !codebook.without.contains(year);
        let years = codebook.years.clone().filter(collected).cycle();
        for ((_, mut record), assigned) in all.into_iter().zip(years) {
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

    /// Protects the tables of a codebook and returns how much is hidden of each dimension by its finest time. Of several
    /// measures, the one of which most is hidden counts.
    pub(super) fn measure(
        &self,
        codebook: &Codebook,
    ) -> Result<BTreeMap<String, Shares>, GrainError> {
        let counts = self.count(codebook);
        let order = protect::Key::default();
        let outcome = protect::protect(
            &|address| counts.get(address),
            codebook.catalog(),
            &[],
            &order,
        )?;
        Ok(measure_shares(&outcome.release, &counts))
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

/// Measures the shares of each dimension that has a table of its own or by time.
fn measure_shares(release: &Release, counts: &Counts) -> BTreeMap<String, Shares> {
    let mut shares: BTreeMap<String, Shares> = BTreeMap::new();
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
        let mut of_table = Shares::default();
        for (address, cell) in table.addressed() {
            let count = counts.get(&address);
            if is_leaf(table, &address) && count > 0 {
                of_table += Shares {
                    hidden: u64::from(cell.published().is_none()),
                    cells: 1,
                    visible: cell.published().unwrap_or(0),
                    persons: count,
                };
            }
        }
        let worst = shares.entry(dimension.id.clone()).or_insert(of_table);
        *worst = worst.worse(of_table);
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

/// Writes a variant of the codebook with another time and other forms of its dimensions. Removes `settled.pending`, because
/// a pending application may have been assigned to a settled year.
pub(super) fn write_variant(
    codebook: &toml::Table,
    time: &Time,
    pooled: u16,
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
    if time.codes().is_empty() {
        drop_periods_after(&mut codebook, pooled);
    }
    let mut put = |section: &str, key: &str, value: Value| {
        let section = codebook
            .entry(section)
            .or_insert_with(|| Value::Table(toml::Table::new()));
        section
            .as_table_mut()
            .and_then(|section| section.insert(key.into(), value));
    };
    put("time", "finest", time.grain().name().into());
    if time.grain() > Grain::Year {
        put("time", "last", i64::from(pooled).into());
        put("time", "pooled", i64::from(pooled).into());
    }
    if !time.codes().is_empty() || *time == Time::All {
        put("time", "periods", time.codes().into());
    }
    if *time == Time::All {
        put("tables", "by_period", Vec::<String>::new().into());
    }
    let grains = forms.iter().filter(|(_, form)| form.grain != time.grain());
    let grains: toml::Table = grains
        .map(|(id, form)| (id.clone(), form.grain.name().into()))
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

/// Drops declared periods that end after a year: beside single years, there are none of years that sums do not contain.
fn drop_periods_after(codebook: &mut toml::Table, year: u16) {
    let time = codebook.get_mut("time").and_then(Value::as_table_mut);
    let periods = time.and_then(|time| time.get_mut("periods")?.as_array_mut());
    let ends_by = |period: &Value| {
        let years = period.as_str().and_then(parse_years);
        years.is_none_or(|years| *years.end() <= year)
    };
    if let Some(periods) = periods {
        periods.retain(ends_by);
    }
}
