//! Names measures, dimensions, categories and years alike in all releases, by the new release's words where it has them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Dimension, TOTAL};

use crate::lattice::places::{Atoms, place};
use crate::lattice::years::{Years, name_years, years_in};
use crate::refusal::Refusal;

/// The first letter of names of sets that no category stands for.
const MADE_UP: char = '#';

/// What every release calls the same persons.
pub(crate) struct Lattice {
    /// For each release, the names of its measures and dimensions.
    measures: Vec<BTreeMap<String, String>>,
    dimensions: Vec<BTreeMap<String, String>>,
    /// The name of the time dimension.
    time: String,
    attributes: BTreeMap<String, Attribute>,
    /// The years in each code of time, by release, and the names of all sets of years.
    years: BTreeMap<(usize, String), Years>,
    names_of_years: BTreeMap<Years, String>,
    years_of_names: BTreeMap<String, Years>,
}

/// The categories of one dimension in all releases.
#[derive(Default)]
struct Attribute {
    /// The name of each category, by release and code.
    names: BTreeMap<(usize, String), String>,
    sets: BTreeMap<String, Atoms>,
    names_of_sets: BTreeMap<Atoms, String>,
    everybody: Atoms,
    multi_response: bool,
    unknown: BTreeSet<String>,
}

impl Lattice {
    /// Relates the catalogs of all releases, the new one last. Refuses categories that nothing relates.
    pub(crate) fn from_catalogs(catalogs: &[&Catalog]) -> Result<Self, Refusal> {
        let measures = catalogs.iter().map(|catalog| {
            let ids = catalog.measures.iter();
            ids.map(|measure| (measure.id.as_str(), measure.replaces.as_deref()))
                .collect()
        });
        let dimensions = catalogs.iter().map(|catalog| {
            let ids = catalog.dimensions.iter();
            ids.map(|dimension| (dimension.id.as_str(), dimension.replaces.as_deref()))
                .collect()
        });
        let mut lattice = Lattice {
            measures: name_ids(&measures.collect::<Vec<_>>()),
            dimensions: name_ids(&dimensions.collect::<Vec<_>>()),
            time: catalogs
                .last()
                .map_or_else(String::new, |last| last.time.clone()),
            attributes: BTreeMap::new(),
            years: BTreeMap::new(),
            names_of_years: BTreeMap::new(),
            years_of_names: BTreeMap::new(),
        };
        for (names, catalog) in lattice.dimensions.iter_mut().zip(catalogs) {
            names.insert(catalog.time.clone(), lattice.time.clone());
        }
        lattice.name_all_years(catalogs)?;
        lattice.name_attributes(catalogs)?;
        Ok(lattice)
    }

    fn name_all_years(&mut self, catalogs: &[&Catalog]) -> Result<(), Refusal> {
        for (release, catalog) in catalogs.iter().enumerate().rev() {
            let Some(time) = catalog.dimension(&catalog.time) else {
                continue;
            };
            if time.categories.is_empty() && catalogs.len() > 1 {
                return Err(Refusal::Timeless {
                    release: catalog.release.clone(),
                });
            }
            for code in time.codes() {
                let years = years_in(time, code);
                self.name_years_as(&years, code);
                self.years.insert((release, code.to_owned()), years);
            }
        }
        Ok(())
    }

    /// Names years by a code, unless they have a name, or other years have this one.
    fn name_years_as(&mut self, years: &Years, code: &str) {
        if self.names_of_years.contains_key(years) {
            return;
        }
        let mut name = code.to_owned();
        if self.years_of_names.contains_key(&name) {
            name = name_years(years);
        }
        if self.years_of_names.contains_key(&name) {
            name = years.iter().cloned().collect::<Vec<_>>().join("+");
        }
        self.names_of_years.insert(years.clone(), name.clone());
        self.years_of_names.insert(name, years.clone());
    }

    fn name_attributes(&mut self, catalogs: &[&Catalog]) -> Result<(), Refusal> {
        let mut versions: BTreeMap<&str, Vec<(usize, &Dimension)>> = BTreeMap::new();
        for (release, catalog) in catalogs.iter().enumerate() {
            for dimension in &catalog.dimensions {
                let name = &self.dimensions[release][&dimension.id];
                if *name != self.time {
                    let versions = versions.entry(name.as_str()).or_default();
                    versions.push((release, dimension));
                }
            }
        }
        for (name, versions) in versions {
            let attribute = Attribute::from_versions(&versions)?;
            self.attributes.insert(name.to_owned(), attribute);
        }
        Ok(())
    }

    /// The position of the new release.
    pub(crate) fn last_release(&self) -> usize {
        self.measures.len().saturating_sub(1)
    }

    /// The name of the time dimension.
    pub(crate) fn time(&self) -> &str {
        &self.time
    }

    /// The name of a measure of a release.
    pub(crate) fn measure<'a>(&'a self, release: usize, id: &'a str) -> &'a str {
        let names = self.measures.get(release);
        names
            .and_then(|names| names.get(id))
            .map_or(id, String::as_str)
    }

    /// The name of a dimension of a release.
    pub(crate) fn dimension<'a>(&'a self, release: usize, id: &'a str) -> &'a str {
        let names = self.dimensions.get(release);
        names
            .and_then(|names| names.get(id))
            .map_or(id, String::as_str)
    }

    /// The name of a category of a release. A code that the release lacks is taken for a name.
    pub(crate) fn category<'a>(
        &'a self,
        release: usize,
        dimension: &str,
        code: &'a str,
    ) -> &'a str {
        let attribute = self.attributes.get(self.dimension(release, dimension));
        let name = attribute.and_then(|attribute| attribute.names.get(&(release, code.to_owned())));
        name.map_or(code, String::as_str)
    }

    /// An address of a release in the names of all releases, without time.
    pub(crate) fn timeless(&self, release: usize, address: &Address) -> Address {
        let mut pins = BTreeMap::new();
        for (id, code) in &address.pins {
            let dimension = self.dimension(release, id);
            let category = self.category(release, id, code);
            if dimension != self.time && category != TOTAL {
                pins.insert(dimension.to_owned(), category.to_owned());
            }
        }
        Address {
            measure: self.measure(release, &address.measure).to_owned(),
            pins,
        }
    }

    /// The years in a code of time of a release. A code that the release lacks is taken for a name.
    pub(crate) fn years(&self, release: usize, code: &str) -> Years {
        let years = self.years.get(&(release, code.to_owned()));
        let years = years.or_else(|| self.years_of_names.get(code));
        years.cloned().unwrap_or_default()
    }

    /// The name of a set of years.
    pub(crate) fn name_of_years(&self, years: &Years) -> String {
        let name = self.names_of_years.get(years);
        name.cloned().unwrap_or_else(|| name_years(years))
    }

    /// The atoms of a named category; `None` if no release has it.
    pub(crate) fn atoms(&self, dimension: &str, name: &str) -> Option<Cow<'_, Atoms>> {
        if let Some(atoms) = self.attributes.get(dimension)?.sets.get(name) {
            return Some(Cow::Borrowed(atoms));
        }
        let atoms = name.strip_prefix(MADE_UP)?.split('+').map(str::parse);
        atoms.collect::<Result<_, _>>().ok().map(Cow::Owned)
    }

    /// The name of a set of atoms: that of a category, or one that is made up.
    pub(crate) fn name_of_atoms(&self, dimension: &str, atoms: &Atoms) -> String {
        let attribute = self.attributes.get(dimension);
        let name = attribute.and_then(|attribute| attribute.names_of_sets.get(atoms));
        name.cloned().unwrap_or_else(|| {
            let atoms = atoms.iter().map(usize::to_string);
            format!("{MADE_UP}{}", atoms.collect::<Vec<_>>().join("+"))
        })
    }

    /// The atoms of everybody.
    pub(crate) fn everybody(&self, dimension: &str) -> Atoms {
        let attribute = self.attributes.get(dimension);
        attribute.map_or_else(Atoms::new, |attribute| attribute.everybody.clone())
    }

    /// Whether the categories of a dimension add up to the total.
    pub(crate) fn adds_up(&self, dimension: &str) -> bool {
        let attribute = self.attributes.get(dimension);
        attribute.is_none_or(|attribute| !attribute.multi_response)
    }

    /// Whether everybody in one category, given by its name, is in another one, too.
    pub(crate) fn is_within(&self, dimension: &str, inner: &str, outer: &str) -> bool {
        inner == outer
            || match self.sets(dimension, inner, outer) {
                Some(Sets::Atoms(inner, outer)) => inner.is_subset(&outer),
                Some(Sets::Years(inner, outer)) => inner.is_subset(outer),
                None => false,
            }
    }

    /// Whether nobody can be in two categories. With several responses a person can, unless one of the two means
    /// "not known".
    pub(crate) fn are_disjoint(&self, dimension: &str, one: &str, other: &str) -> bool {
        let may_overlap = self.attributes.get(dimension).is_some_and(|attribute| {
            let is_unknown = |name| attribute.unknown.contains(name);
            attribute.multi_response && !is_unknown(one) && !is_unknown(other)
        });
        !may_overlap
            && match self.sets(dimension, one, other) {
                Some(Sets::Atoms(one, other)) => one.is_disjoint(&other),
                Some(Sets::Years(one, other)) => one.is_disjoint(other),
                None => false,
            }
    }

    fn sets(&self, dimension: &str, one: &str, other: &str) -> Option<Sets<'_>> {
        if dimension == self.time {
            let years = |name: &str| {
                let name = name.split('@').next().unwrap_or(name);
                self.years_of_names.get(name)
            };
            return Some(Sets::Years(years(one)?, years(other)?));
        }
        Some(Sets::Atoms(
            self.atoms(dimension, one)?,
            self.atoms(dimension, other)?,
        ))
    }
}

/// Two sets of the same kind.
enum Sets<'a> {
    Atoms(Cow<'a, Atoms>, Cow<'a, Atoms>),
    Years(&'a Years, &'a Years),
}

impl Attribute {
    fn from_versions(versions: &[(usize, &Dimension)]) -> Result<Self, Refusal> {
        let (places, everybody) = place(versions)?;
        let mut attribute = Attribute::default();
        for (release, dimension) in versions.iter().rev() {
            attribute.multi_response |= dimension.multi_response;
            for category in &dimension.categories {
                let place = (*release, category.code.clone());
                let Some(atoms) = places.get(&place) else {
                    continue;
                };
                let name = if *atoms == everybody && !dimension.multi_response {
                    TOTAL.to_owned()
                } else {
                    attribute.name_set(atoms, &category.code, *release)
                };
                if category.unknown {
                    attribute.unknown.insert(name.clone());
                }
                attribute.names.insert(place, name);
            }
        }
        attribute.everybody = everybody;
        Ok(attribute)
    }

    fn name_set(&mut self, atoms: &Atoms, code: &str, release: usize) -> String {
        if let Some(name) = self.names_of_sets.get(atoms) {
            return name.clone();
        }
        let mut name = code.to_owned();
        if self.sets.contains_key(&name) {
            name = format!("{code}@{release}");
        }
        self.sets.insert(name.clone(), atoms.clone());
        self.names_of_sets.insert(atoms.clone(), name.clone());
        name
    }
}

/// The name of each id by release: the latest that replaces it.
fn name_ids(releases: &[Vec<(&str, Option<&str>)>]) -> Vec<BTreeMap<String, String>> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut by_release = Vec::new();
    for ids in releases.iter().rev() {
        let mut of_release = BTreeMap::new();
        for (id, _) in ids {
            let name = names.entry((*id).to_owned());
            let name = name.or_insert_with(|| (*id).to_owned());
            of_release.insert((*id).to_owned(), name.clone());
        }
        for (id, replaced) in ids {
            if let Some(replaced) = replaced {
                let name = of_release[*id].clone();
                names.insert((*replaced).to_owned(), name);
            }
        }
        by_release.push(of_release);
    }
    by_release.reverse();
    by_release
}
