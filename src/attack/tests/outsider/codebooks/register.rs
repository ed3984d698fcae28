//! Publishes a register under a codebook that is written down as sets of letters.

use std::collections::{BTreeMap, BTreeSet};

use attack::{Change, Finding};
use cube::{Category, Cell, Dimension, Release, TOTAL, Table, Text};

use crate::small::release;

/// The categories of a release: `PARENT/CODE=letters<REPLACED`, where parent and replaced codes
/// may be left out.
pub type Codes = &'static str;

/// The periods of a release, as the last years of all but the last one; `None`: it has no periods.
pub const PERIODS: [Option<&[usize]>; 4] = [None, Some(&[2]), Some(&[1]), Some(&[1, 2])];

pub const YEARS: usize = 3;
pub const LETTERS: usize = 3;

/// What one release shows: the last year, its periods, and whether letters are crossed with time
/// (all of it, periods only, not at all).
pub type Layout = (usize, usize, u8);

/// One release and what its codes mean.
pub struct Known {
    pub release: Release,
    /// By code of time: years.
    pub years: BTreeMap<String, BTreeSet<usize>>,
    /// By code: letters.
    pub letters: BTreeMap<String, BTreeSet<usize>>,
    /// How often each year had been corrected.
    pub versions: Vec<usize>,
}

/// A set of persons: years, each with its version, and letters.
pub type Persons = (BTreeSet<(usize, usize)>, BTreeSet<usize>);

impl Known {
    /// Returns whom a cell counts.
    pub fn persons(&self, year: &str, letter: &str) -> Option<Persons> {
        let years = self.years.get(year)?.iter();
        let years = years.map(|year| (*year, self.versions[*year])).collect();
        Some((years, self.letters.get(letter)?.clone()))
    }

    /// Lists every cell with whom it counts.
    pub fn cells(&self) -> Vec<(Persons, Cell)> {
        let tables = self.release.tables.values();
        let cells = tables.flat_map(Table::addressed);
        let code = |pins: &BTreeMap<String, String>, id: &str| {
            pins.get(id).map_or(TOTAL.to_owned(), Clone::clone)
        };
        cells
            .map(|(address, cell)| {
                let (year, letter) = (code(&address.pins, "anio"), code(&address.pins, "letra"));
                (self.persons(&year, &letter).unwrap(), cell)
            })
            .collect()
    }
}

/// Publishes counts under one codebook.
pub fn publish(
    name: &str,
    codes: Codes,
    (last, periods, crossed): Layout,
    threshold: u64,
    count: &dyn Fn(&BTreeSet<usize>, &BTreeSet<usize>) -> u64,
    hide: &dyn Fn(&str, u64) -> bool,
) -> Known {
    let (mut time, mut years) = (Dimension::default(), BTreeMap::new());
    time.id = "anio".into();
    years.insert(TOTAL.to_owned(), (0..last).collect::<BTreeSet<usize>>());
    let borders = PERIODS[periods].map(|borders| {
        let mut borders: Vec<usize> = borders.iter().copied().filter(|end| *end < last).collect();
        borders.push(last);
        borders
    });
    let category = |code: &str, parent: Option<&str>| Category {
        code: code.into(),
        parent: parent.map(Into::into),
        ..Category::default()
    };
    let mut first = 0;
    for end in borders.clone().unwrap_or_else(|| vec![last]) {
        let period = format!("{}-{end}", first + 1);
        if borders.is_some() {
            time.categories.push(category(&period, None));
            years.insert(period.clone(), (first..end).collect());
        }
        for year in first..end {
            let code = (year + 1).to_string();
            let parent = borders.as_ref().map(|_| period.as_str());
            time.categories.push(category(&code, parent));
            years.insert(code, BTreeSet::from([year]));
        }
        first = end;
    }
    let mut letters = BTreeMap::from([(TOTAL.to_owned(), (0..LETTERS).collect())]);
    let mut letter = Dimension {
        id: "letra".into(),
        ..Dimension::default()
    };
    for written in codes.split(' ') {
        let (category, set) = parse(written);
        letters.insert(category.code.clone(), set);
        letter.categories.push(category);
    }
    let table = |id: &str, dimensions: Vec<Dimension>| {
        Table::from_fn(id, Text::default(), "n", dimensions, |address| {
            let code = |id: &str| address.pins.get(id).map_or(TOTAL, String::as_str);
            let count = count(&years[code("anio")], &letters[code("letra")]);
            if hide(&format!("{name} {address}"), count) {
                Cell::Hidden
            } else {
                Cell::Published(count)
            }
        })
    };
    let crossed = match crossed {
        0 => vec![time.clone(), letter.clone()],
        1 => vec![time.roll_up(), letter.clone()],
        _ => vec![letter.clone()],
    };
    let tables = [table("n.anio", vec![time]), table("n.letra", crossed)];
    let mut release = release(threshold, tables);
    release.catalog.release = name.into();
    release
        .catalog
        .dimensions
        .retain(|dimension| dimension.id == "anio");
    release.catalog.dimensions.push(letter);
    Known {
        release,
        years,
        letters,
        versions: vec![0; YEARS],
    }
}

/// Notes which years were corrected, as far as published counts show it: by single years, or else
/// by counts that pool as few years as possible.
pub fn note_corrections(known: &mut [Known]) {
    let mut versions = vec![0; YEARS];
    let mut seen: BTreeMap<Persons, u64> = BTreeMap::new();
    for release in known {
        release.versions.clone_from(&versions);
        let mut corrected: BTreeSet<usize> = BTreeSet::new();
        for size in 1..=YEARS {
            let mut together = BTreeSet::new();
            for ((years, letters), cell) in release.cells() {
                let before = seen.get(&(years.clone(), letters));
                let has_changed =
                    matches!((before, cell.published()), (Some(a), Some(b)) if *a != b);
                let is_known = years.iter().any(|(year, _)| corrected.contains(year));
                if has_changed && years.len() == size && !is_known {
                    together.extend(years.iter().map(|(year, _)| *year));
                }
            }
            corrected.extend(together);
        }
        for year in corrected {
            versions[year] += 1;
        }
        release.versions.clone_from(&versions);
        for (persons, cell) in release.cells() {
            if let Some(count) = cell.published() {
                seen.entry(persons).or_insert(count);
            }
        }
    }
}

/// Returns whom a finding is about; of a difference, whom the later release counts.
pub fn persons_of(known: &[Known], finding: &Finding) -> Persons {
    let last = known.len() - 1;
    let at = known.iter().position(|known| {
        let name = format!("{}/", known.release.catalog.release);
        finding
            .tables
            .first()
            .is_some_and(|table| table.starts_with(&name))
    });
    let at = at.unwrap_or(last);
    let pin = |id: &str| {
        finding
            .group
            .address
            .pins
            .get(id)
            .map_or(TOTAL, String::as_str)
    };
    // `B (r0)` is what r0 called B.
    let named = |name: &str| match name
        .strip_suffix(')')
        .and_then(|name| name.split_once(" ("))
    {
        Some((code, release)) => {
            let has_name = |known: &Known| known.release.catalog.release == release;
            (code.to_owned(), known.iter().position(has_name))
        }
        None => (name.to_owned(), None),
    };
    let letters = pin("letra").split('+').flat_map(|name| {
        let (code, release) = named(name);
        let mut releases = match release {
            Some(release) => known[release..=release].iter().rev(),
            None => known.iter().rev(),
        };
        let letters = releases.find_map(|known| known.letters.get(&code));
        letters
            .unwrap_or_else(|| panic!("{finding} names {name}"))
            .clone()
    });
    let mut years = BTreeSet::new();
    for name in pin("anio").split('+') {
        let (code, release) = named(name);
        let release = release.unwrap_or(at);
        // Of several names of the same persons, another release may have the one that is used.
        let shows = |known: &&Known| {
            let name = format!("{}/", known.release.catalog.release);
            finding.tables.iter().any(|table| table.starts_with(&name))
        };
        let mut releases = std::iter::once(&known[release])
            .chain(known.iter().filter(shows))
            .chain(known);
        let known = releases
            .find(|known| known.years.contains_key(&code))
            .unwrap();
        let codes = &known.years[&code];
        years.extend(codes.iter().map(|year| (*year, known.versions[*year])));
    }
    if let Some(Change::Since(earlier)) = &finding.group.change {
        let old = known
            .iter()
            .position(|known| known.release.catalog.release == *earlier);
        let total = |known: &Known| known.persons(TOTAL, TOTAL).unwrap().0;
        let old = total(&known[old.unwrap()]);
        // Of the releases that count more, the last one is meant.
        let mut later = known.iter().rev().map(total);
        let all = later
            .find(|later| later.is_superset(&old) && *later != old)
            .unwrap();
        years = all.difference(&old).copied().collect();
    }
    (years, letters.collect())
}

/// A category of a codebook, and the letters that it contains.
fn parse(written: &str) -> (Category, BTreeSet<usize>) {
    let (name, meaning) = written.split_once('=').unwrap();
    let (parent, code) = match name.split_once('/') {
        Some((parent, code)) => (Some(parent.to_owned()), code),
        None => (None, name),
    };
    let mut meaning = meaning.split('<');
    let letters = meaning.next().unwrap().bytes();
    let category = Category {
        code: code.into(),
        parent,
        replaces: meaning.map(Into::into).collect(),
        ..Category::default()
    };
    (
        category,
        letters.map(|letter| usize::from(letter - b'a')).collect(),
    )
}
