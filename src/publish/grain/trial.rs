//! How much would be seen under other tables: the people of all years, dealt out anew to the years and protected.
//!
//! In which year anybody was counted is forgotten first. Everybody gets a year by what they answer, hashed, and in turn,
//! so that years are as many as each other and as mixed as all together; where somebody is counted by several measures,
//! they are so in the same year. Nothing that is found depends on what happened in a year.

use std::collections::BTreeMap;

use cube::{Address, Cell, Release, TOTAL, Table};
use toml::Value;
use xxhash_rust::xxh3::xxh3_64;

use crate::grain::{error::GrainError, form::Form};
use codebook::{Codebook, Grain};
use records::tabulate::{Counter, Counts, Keep, Record};

/// The people of all years, each with a year that was not theirs.
pub(super) struct People(Vec<Record>);

impl People {
    /// Forgets years and deals out others.
    pub(super) fn of(codebook: &Codebook, records: Vec<Record>) -> Self {
        let mut all: Vec<(Vec<u8>, Record)> = records
            .into_iter()
            .map(|record| (code(&record), record))
            .collect();
        all.sort_by(|(one, _), (other, _)| (xxh3_64(one), one).cmp(&(xxh3_64(other), other)));
        let turns = codebook.years.clone().cycle();
        let deal = |((_, record), turn): ((Vec<u8>, Record), u16)| {
            let years = record.years.iter().map(|year| year.map(|_| turn)).collect();
            Record { years, ..record }
        };
        People(all.into_iter().zip(turns).map(deal).collect())
    }

    /// How many there are in the tables of a codebook.
    pub(super) fn counts(&self, codebook: &Codebook) -> Counts {
        let mut counter = Counter::new(codebook, Keep::Counts);
        self.0.iter().for_each(|record| counter.add(record.clone()));
        counter.finish().0
    }

    /// How many of 100 persons would be in published cells, of each dimension by its finest time: of several measures,
    /// where they are fewest.
    pub(super) fn seen(&self, codebook: &Codebook) -> Result<BTreeMap<String, u64>, GrainError> {
        let counts = self.counts(codebook);
        let order = protect::Key::default();
        let outcome = protect::protect(
            &|address| counts.get(address),
            codebook.catalog(),
            &[],
            &order,
        )?;
        Ok(shares(&outcome.release, &counts))
    }
}

/// What somebody answers and which measures count them, as bytes.
fn code(record: &Record) -> Vec<u8> {
    let counted = record.years.iter().map(|year| u8::from(year.is_some()));
    let answers = record.answers.iter().flat_map(|answer| {
        let categories = answer
            .categories()
            .iter()
            .flat_map(|category| category.to_le_bytes());
        answer
            .categories()
            .len()
            .to_le_bytes()
            .into_iter()
            .chain(categories)
    });
    counted.chain(answers).collect()
}

fn shares(release: &Release, counts: &Counts) -> BTreeMap<String, u64> {
    let mut shares = BTreeMap::new();
    for table in release.tables.values() {
        let others = table
            .dimensions()
            .iter()
            .filter(|held| held.id != release.catalog.time);
        let [dimension] = others.collect::<Vec<_>>()[..] else {
            continue;
        };
        if !is_finest(release, table) {
            continue;
        }
        let leaves = || {
            table
                .addressed()
                .filter(|(address, _)| is_leaf(table, address))
        };
        let all: u64 = leaves().map(|(address, _)| counts.get(&address)).sum();
        let seen: u64 = leaves()
            .filter_map(|(_, cell): (_, Cell)| cell.published())
            .sum();
        let share = (100 * seen).checked_div(all).unwrap_or(100);
        shares
            .entry(dimension.id.clone())
            .and_modify(|least: &mut u64| *least = share.min(*least))
            .or_insert(share);
    }
    shares
}

/// Whether no other table has the dimensions of this one and time besides.
fn is_finest(release: &Release, table: &Table) -> bool {
    let time = &release.catalog.time;
    let holds = |other: &Table| {
        table
            .dimensions()
            .iter()
            .all(|held| other.dimension(&held.id).is_some())
    };
    let is_finer = |other: &Table| {
        other.measure == table.measure && other.dimensions().len() == 2 && holds(other)
    };
    let has_time = |table: &Table| table.dimension(time).is_some();
    has_time(table)
        || !release
            .tables
            .values()
            .any(|other| has_time(other) && is_finer(other))
}

fn is_leaf(table: &Table, address: &Address) -> bool {
    table.dimensions().iter().all(|held| {
        let code = address.pins.get(&held.id).map_or(TOTAL, String::as_str);
        code != TOTAL && held.is_leaf(code)
    })
}

/// The codebook with other periods, if any are named, and other forms of its dimensions. Whoever waits may have been dealt
/// a year of which everything is settled.
pub(super) fn variant(
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
