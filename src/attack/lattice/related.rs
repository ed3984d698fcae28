//! Rewrites releases so that one name means one set of persons in all of them.

use std::collections::BTreeMap;

use cube::{Address, Dimension, Pin, Release, TOTAL, Table};

use super::identifiers::Identifiers;
use super::names::{join_names, name_codes};
use super::parts::{CodeSets, Parts};

/// Releases in which one name means one set of persons.
pub(crate) struct Related {
    pub(crate) releases: Vec<Release>,
    /// By dimension, except time: its sets.
    pub(crate) dimensions: BTreeMap<String, NamedSets>,
    pub(crate) unrelated: Vec<Unrelated>,
}

/// The named sets of one dimension.
#[derive(Default)]
pub(crate) struct NamedSets {
    /// The parts of each name.
    pub(crate) sets: BTreeMap<String, Parts>,
    part_names: Vec<String>,
}

impl NamedSets {
    /// Names a set that no release has.
    pub(crate) fn describe(&self, parts: &Parts) -> String {
        join_names(parts, &self.part_names)
    }

    /// The set of everybody.
    pub(crate) fn everybody(&self) -> Parts {
        self.sets.values().flatten().copied().collect()
    }
}

/// A code of a release that cannot be related to the releases before it.
pub(crate) struct Unrelated {
    /// The index of the release.
    pub(crate) at: usize,
    /// Where the code stands; the measure is that of a table that has it.
    pub(crate) address: Address,
    pub(crate) reason: String,
}

/// The new identifier of a dimension, and the new names of its codes, for each release that has it.
type Renamed = BTreeMap<(usize, String), (String, BTreeMap<String, String>)>;

/// Gives everything the name that it has in the last release that knows it, and relates the codes.
pub(crate) fn relate_releases(releases: &[&Release]) -> Related {
    let identifiers = Identifiers::from_releases(releases);
    let mut related = Related {
        releases: vec![],
        dimensions: BTreeMap::new(),
        unrelated: vec![],
    };
    if releases.len() < 2 {
        related.releases = releases.iter().map(|release| (*release).clone()).collect();
        return related;
    }
    let mut renamed = Renamed::new();
    let mut histories: BTreeMap<&str, Vec<(usize, &Dimension)>> = BTreeMap::new();
    for (at, release) in releases.iter().enumerate() {
        for dimension in &release.catalog.dimensions {
            if dimension.id != release.catalog.time && find_table(release, &dimension.id).is_some()
            {
                let id = identifiers.dimension(at, &dimension.id);
                histories.entry(id).or_default().push((at, dimension));
            }
        }
    }
    for (id, history) in histories {
        relate_dimension(releases, id, &history, &mut related, &mut renamed);
    }
    for (at, release) in releases.iter().enumerate() {
        related
            .releases
            .push(rename(at, release, &identifiers, &renamed));
    }
    related
}

fn find_table<'a>(release: &'a Release, dimension: &str) -> Option<&'a Table> {
    let mut tables = release.tables.values();
    tables.find(|table| table.dimension(dimension).is_some())
}

/// Relates the codes of one dimension. From a release on that cannot be related, the dimension is
/// another one.
fn relate_dimension(
    releases: &[&Release],
    id: &str,
    history: &[(usize, &Dimension)],
    related: &mut Related,
    renamed: &mut Renamed,
) {
    let all: Vec<&Dimension> = history.iter().map(|(_, dimension)| *dimension).collect();
    let (mut start, mut codes) = (0, CodeSets::default());
    for (step, (at, dimension)) in history.iter().enumerate() {
        let is_same_kind = dimension.multi_response == history[start].1.multi_response;
        let mut problems = Vec::new();
        if !is_same_kind {
            let reason =
                "earlier releases count it otherwise: either one or several answers are possible";
            problems.push((TOTAL.to_owned(), reason.to_owned()));
        } else if let Err(found) = codes.add(dimension, &all) {
            problems.extend(
                found
                    .into_iter()
                    .map(|problem| (problem.code, problem.reason)),
            );
        }
        if problems.is_empty() {
            continue;
        }
        finish_dimension(
            releases,
            id,
            &history[start..step],
            &codes,
            related,
            renamed,
        );
        let measure = find_table(releases[*at], &dimension.id).map(|table| table.measure.as_str());
        for (code, reason) in problems {
            related.unrelated.push(Unrelated {
                at: *at,
                address: Address::new(measure.unwrap_or_default(), [(id, code.as_str())]),
                reason,
            });
        }
        (start, codes) = (step, CodeSets::default());
        // The first codes of a dimension are related to nothing.
        let _ = codes.add(dimension, &all);
    }
    finish_dimension(releases, id, &history[start..], &codes, related, renamed);
}

fn finish_dimension(
    releases: &[&Release],
    id: &str,
    history: &[(usize, &Dimension)],
    codes: &CodeSets,
    related: &mut Related,
    renamed: &mut Renamed,
) {
    let mut id = id.to_owned();
    if let (true, Some((at, _))) = (related.dimensions.contains_key(&id), history.first()) {
        id = format!("{id} ({})", releases[*at].catalog.release);
    }
    let names = name_codes(codes);
    let sets = related.dimensions.entry(id.clone()).or_default();
    sets.part_names.clone_from(&codes.part_names);
    for (((at, dimension), names), meanings) in history.iter().zip(names).zip(&codes.releases) {
        for (code, name) in &names {
            sets.sets.insert(name.clone(), meanings[code].clone());
        }
        renamed.insert((*at, dimension.id.clone()), (id.clone(), names));
    }
}

/// Rewrites one release.
fn rename(at: usize, release: &Release, identifiers: &Identifiers, renamed: &Renamed) -> Release {
    let rename_dimension = |dimension: &mut Dimension| {
        let Some((id, names)) = renamed.get(&(at, dimension.id.clone())) else {
            dimension.id = identifiers.dimension(at, &dimension.id).to_owned();
            return;
        };
        dimension.id.clone_from(id);
        for category in &mut dimension.categories {
            let parent = category.parent.as_mut();
            for code in std::iter::once(&mut category.code).chain(parent) {
                if let Some(name) = names.get(code) {
                    code.clone_from(name);
                }
            }
        }
    };
    let rename_pin = |pin: &mut Pin| match renamed.get(&(at, pin.dimension.clone())) {
        Some((id, names)) => {
            pin.dimension.clone_from(id);
            if let Some(name) = names.get(&pin.code) {
                pin.code.clone_from(name);
            }
        }
        None => pin.dimension = identifiers.dimension(at, &pin.dimension).to_owned(),
    };
    let measure = |id: &str| identifiers.measure(at, id).to_owned();
    let mut catalog = release.catalog.clone();
    catalog.time = identifiers.dimension(at, &catalog.time).to_owned();
    catalog.dimensions.iter_mut().for_each(rename_dimension);
    let relations = &mut catalog.relations;
    for (part, whole) in &mut relations.part_of {
        (*part, *whole) = (measure(part), measure(whole));
    }
    for (part, pin) in &mut relations.within {
        *part = measure(part);
        rename_pin(pin);
    }
    let pairs = relations.equal.iter_mut().chain(&mut relations.implies);
    for (one, other) in pairs.chain(&mut relations.impossible) {
        rename_pin(one);
        rename_pin(other);
    }
    for (whole, parts) in &mut relations.unions {
        rename_pin(whole);
        parts.iter_mut().for_each(rename_pin);
    }
    let mut tables = BTreeMap::new();
    for (id, table) in &release.tables {
        let mut dimensions = table.dimensions().to_vec();
        dimensions.iter_mut().for_each(rename_dimension);
        let cells = table.cells().to_vec();
        let label = table.label.clone();
        if let Ok(table) = Table::new(&table.id, label, measure(&table.measure), dimensions, cells)
        {
            tables.insert(id.clone(), table);
        }
    }
    Release { catalog, tables }
}
