//! Makes a model of a codebook from what all columns hold.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{
    is_reserved_id,
    notation::{age::parse_age, day::find_ambiguous},
};

use crate::{
    categories::Categories,
    column::{Column, Table},
    dates::has_days,
    finding::{Dates, Finding, Unused},
    look::look,
    model::{Dimension, Draft, Kind, NoDraft, Years},
    sources::list_sources,
    words::{find_label, has_word, make_label, split_words},
};

/// Single years are proposed where they have on average so many times the threshold, as `suggest-grain` does: real years
/// differ by more than chance, and one below the threshold stops the publication.
const STEADY: u64 = 6;
/// Dimensions are crossed where there are so many times the threshold of persons; with fewer, nearly all is hidden.
const CROSSED: u64 = 40;
/// A dimension with more categories is not crossed with all others.
const MOST_CROSSED: usize = 6;
/// How many dimensions are crossed with all others.
const PAIRS: usize = 2;
/// Identifiers that the draft itself gives.
const OWN_IDS: [&str; 4] = ["anio", "personas", "por_ano", "registro"];
/// Words in the names of columns with dates of birth.
const BIRTH: [&str; 5] = ["nacimiento", "nac", "birth", "dob", "nacido"];

/// How a codebook is drafted.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The smallest count that may be published.
    pub threshold: u64,
    /// How a row is counted where a column seems to say for how many persons it stands.
    pub counts: Counts,
}

/// How columns that seem to hold counts are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Nothing is drafted: each row would be counted as one person.
    Refused,
    /// Each row is one person, so the column is not read.
    Ignored,
}

/// Proposes a codebook for tables.
///
/// # Errors
///
/// The tables have no column names, no date, no categories, or rows that stand for several persons.
pub fn propose(tables: &[Table], options: Options) -> Result<Draft, NoDraft> {
    for table in tables {
        check_header(table)?;
    }
    let columns = join_columns(tables);
    let mut findings: Vec<(String, Finding)> = columns
        .iter()
        .map(|column| (column.name.clone(), look(column, options.threshold)))
        .collect();
    check_counts(&findings, options.counts)?;
    let used = choose_dates(&mut findings)?;
    let dimensions = list_dimensions(&findings, used.birth.as_deref());
    if dimensions.is_empty() {
        return Err(NoDraft::NoDimension);
    }
    let rows = columns
        .iter()
        .map(|column| column.texts.values().sum())
        .max()
        .unwrap_or(0);
    let persons: u64 = used.dates.years.values().sum();
    Ok(Draft {
        threshold: options.threshold,
        rows,
        uneven: tables.iter().map(|table| table.uneven).sum(),
        years: choose_years(&used.dates.years, options.threshold),
        pairs: choose_pairs(&dimensions, persons, options.threshold),
        sources: list_sources(tables, &findings),
        notations: used.notations,
        date: used.date,
        dimensions,
        findings,
    })
}

/// Refuses a table whose column names are like its fields: they would stand in the draft.
fn check_header(table: &Table) -> Result<(), NoDraft> {
    let is_like_field = |column: &&Column| {
        let name = column.name.trim();
        let is_year = name.len() == 4 && name.parse::<u16>().is_ok();
        !name.is_empty()
            && (column.texts.contains_key(name) || parse_age(name).is_some() || is_year)
    };
    let like_fields = table.columns.iter().filter(is_like_field).count();
    if like_fields > 1 || like_fields == table.columns.len() {
        return Err(NoDraft::NoHeader {
            file: table.file.clone(),
        });
    }
    Ok(())
}

/// Joins columns of the same name in all tables, in the order in which they come first.
fn join_columns(tables: &[Table]) -> Vec<Column> {
    let mut joined: Vec<Column> = Vec::new();
    for column in tables.iter().flat_map(|table| {
        let names = |name: &str| {
            table
                .columns
                .iter()
                .filter(|other| other.name == name)
                .count()
        };
        table
            .columns
            .iter()
            .filter(move |column| !column.name.is_empty() && names(&column.name) == 1)
    }) {
        match joined.iter_mut().find(|other| other.name == column.name) {
            Some(other) => other.add(column),
            None => joined.push(column.clone()),
        }
    }
    joined
}

fn check_counts(findings: &[(String, Finding)], counts: Counts) -> Result<(), NoDraft> {
    let is_count = |(_, finding): &&(String, Finding)| *finding == Finding::Unused(Unused::Counts);
    match findings.iter().find(is_count) {
        Some((column, _)) if counts == Counts::Refused => Err(NoDraft::Counts {
            column: column.clone(),
        }),
        _ => Ok(()),
    }
}

/// The dates that are read.
struct UsedDates {
    date: String,
    birth: Option<String>,
    dates: Dates,
    notations: Vec<String>,
}

/// Chooses the date that counts a person, of those that are no births the one with most rows, and the date of birth. All
/// others are not read.
fn choose_dates(findings: &mut [(String, Finding)]) -> Result<UsedDates, NoDraft> {
    let mut found: Vec<(String, Dates)> = Vec::new();
    for (name, finding) in findings.iter() {
        if let Finding::Dates(dates) = finding {
            found.push((name.clone(), dates.clone()));
        }
    }
    let (births, mut others): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|(name, _)| has_word(name, &BIRTH));
    // The sort is stable: of equal ones, the first column.
    others.sort_by_key(|(_, dates)| std::cmp::Reverse(dates.fits));
    let (date, dates) = others.into_iter().next().ok_or(NoDraft::NoDate)?;
    let mut notations = dates.notations.clone();
    let has_age = findings
        .iter()
        .any(|(_, finding)| matches!(finding, Finding::Ages { .. }));
    let birth = births.into_iter().find(|(_, birth)| {
        let both = join(&notations, &birth.notations);
        let have_days = has_days(&dates) && has_days(birth);
        has_age && have_days && find_ambiguous(&both).is_none()
    });
    if let Some((_, birth)) = &birth {
        notations = join(&notations, &birth.notations);
    }
    let birth = birth.map(|(name, _)| name);
    for (name, finding) in findings {
        let is_used = *name == date || birth.as_ref() == Some(name);
        if matches!(finding, Finding::Dates(_)) && !is_used {
            *finding = Finding::Unused(Unused::OtherDate);
        }
    }
    Ok(UsedDates {
        date,
        birth,
        dates,
        notations,
    })
}

fn join(some: &[String], others: &[String]) -> Vec<String> {
    let mut all = some.to_vec();
    all.extend(others.iter().filter(|one| !some.contains(one)).cloned());
    all
}

/// Chooses the years from the first to the last that has enough persons. They are published one by one if all of them
/// have enough, and together otherwise.
fn choose_years(rows: &BTreeMap<u16, u64>, threshold: u64) -> Years {
    let enough = |year: &&u16| rows[*year] >= threshold;
    let first = rows.keys().find(enough).or(rows.keys().next());
    let last = rows.keys().rev().find(enough).or(rows.keys().next_back());
    let (first, last) = (first.copied().unwrap_or(0), last.copied().unwrap_or(0));
    let inside: u64 = rows.range(first..=last).map(|(_, rows)| rows).sum();
    let all_have_enough =
        (first..=last).all(|year| rows.get(&year).is_some_and(|rows| *rows >= threshold));
    Years {
        first,
        last,
        are_single: all_have_enough && inside >= STEADY * threshold * u64::from(last - first + 1),
        outside: rows.values().sum::<u64>() - inside,
    }
}

fn list_dimensions(findings: &[(String, Finding)], birth: Option<&str>) -> Vec<Dimension> {
    let mut taken: BTreeSet<String> = OWN_IDS.map(str::to_owned).into();
    let mut dimensions = Vec::new();
    for (column, finding) in findings {
        let kind = match finding {
            Finding::Ages { .. } => Kind::Age {
                birth: birth.map(str::to_owned),
            },
            Finding::Choices(categories) => Kind::Code(categories.clone()),
            Finding::Several {
                separator,
                categories,
            } => Kind::Multi(separator.clone(), categories.clone()),
            Finding::Marks { .. } => Kind::Mark,
            Finding::Dates(_) | Finding::Unused(_) => continue,
        };
        let label = find_label(column);
        let made = make_label(column);
        dimensions.push(Dimension {
            id: make_id(column, &mut taken),
            column: column.clone(),
            es: label.map_or(made.clone(), |(es, _)| es.to_owned()),
            en: label.map_or(made, |(_, en)| en.to_owned()),
            is_translated: label.is_some(),
            kind,
        });
    }
    dimensions
}

/// Makes an identifier of a column name: its words, joined by `_`.
fn make_id(name: &str, taken: &mut BTreeSet<String>) -> String {
    let words = split_words(name).join("_");
    let letters: String = words
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
        .collect();
    let mut id = if letters.is_empty() || is_reserved_id(&letters) {
        format!("columna_{letters}")
    } else {
        letters
    };
    let plain = id.clone();
    for number in 2.. {
        if taken.insert(id.clone()) {
            break;
        }
        id = format!("{plain}_{number}");
    }
    id
}

/// Chooses the dimensions that are crossed with all others: sex and age before others with few categories.
fn choose_pairs(dimensions: &[Dimension], persons: u64, threshold: u64) -> Vec<String> {
    if persons < CROSSED * threshold || dimensions.len() < 2 {
        return Vec::new();
    }
    let is_sex = |categories: &Categories| categories.source == crate::lists::SEX;
    let rank = |dimension: &&Dimension| match &dimension.kind {
        Kind::Code(categories) if is_sex(categories) => 0,
        Kind::Age { .. } => 1,
        _ => 2,
    };
    let is_small = |dimension: &&Dimension| match &dimension.kind {
        Kind::Code(categories) => categories.all.len() <= MOST_CROSSED,
        Kind::Age { .. } => true,
        Kind::Multi(..) | Kind::Mark => false,
    };
    let mut small: Vec<&Dimension> = dimensions.iter().filter(is_small).collect();
    small.sort_by_key(rank);
    let few = small
        .into_iter()
        .take(PAIRS)
        .map(|dimension| dimension.id.clone());
    few.collect()
}
