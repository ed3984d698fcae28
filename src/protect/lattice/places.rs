//! Places the categories that several releases give one dimension in one lattice: each is a set of atoms.
//!
//! The same code has the same persons in all releases, unless a later category `replaces` it. A code that is a leaf in one
//! release and a parent in another is divided by the latter. Whatever cannot be placed so is refused.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Dimension, TOTAL};

use crate::refusal::Refusal;

/// A set of persons, as the finest groups that any release distinguishes.
pub(crate) type Atoms = BTreeSet<usize>;

/// The node of everybody.
const EVERYBODY: usize = 0;

/// The set of each category, by release and code.
pub(super) type Places = BTreeMap<(usize, String), Atoms>;

/// Places the categories of one dimension, given by each release that has it, in their order. Also returns everybody.
pub(super) fn place(versions: &[(usize, &Dimension)]) -> Result<(Places, Atoms), Refusal> {
    let mut graph = Graph::new(versions);
    let mut before = None;
    for (release, dimension) in versions {
        graph.add_release(*release, dimension, before)?;
        before = Some(*dimension);
    }
    let everybody = graph.expand(EVERYBODY, &mut BTreeSet::new())?;
    let mut places = Places::new();
    for (place, node) in std::mem::take(&mut graph.nodes) {
        places.insert(place, graph.expand(node, &mut BTreeSet::new())?);
    }
    Ok((places, everybody))
}

/// Sets of persons as nodes, and how releases divide them.
struct Graph<'a> {
    dimension: &'a str,
    /// For each node, the code that it has in some release, and the ways in which releases divide it.
    codes: Vec<String>,
    divisions: Vec<Vec<Vec<usize>>>,
    /// The node of each code by the latest release that has it, and whether it is a leaf there.
    latest: BTreeMap<String, (usize, bool)>,
    /// The same for codes that later ones replaced.
    retired: BTreeMap<String, (usize, bool)>,
    nodes: BTreeMap<(usize, String), usize>,
}

/// Which earlier codes each replacing code was counted under, and the same the other way round.
#[derive(Default)]
struct Replacements<'a> {
    sources: BTreeMap<&'a str, BTreeSet<&'a str>>,
    targets: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Graph<'a> {
    fn new(versions: &[(usize, &'a Dimension)]) -> Self {
        let dimension = versions.last().map_or("", |(_, last)| last.id.as_str());
        Graph {
            dimension,
            codes: vec![TOTAL.into()],
            divisions: vec![vec![]],
            latest: BTreeMap::new(),
            retired: BTreeMap::new(),
            nodes: BTreeMap::new(),
        }
    }

    fn add_node(&mut self, code: &str) -> usize {
        self.codes.push(code.to_owned());
        self.divisions.push(vec![]);
        self.codes.len() - 1
    }

    fn add_release(
        &mut self,
        release: usize,
        dimension: &Dimension,
        before: Option<&Dimension>,
    ) -> Result<(), Refusal> {
        let replacements = self.find_replacements(dimension, before);
        let replaced = self.add_replacements(&replacements, dimension)?;
        let mut of_release = BTreeMap::new();
        for category in &dimension.categories {
            let code = category.code.as_str();
            let is_leaf = dimension.is_leaf(code);
            let known = self.latest.get(code).or_else(|| self.retired.get(code));
            let node = match (replaced.get(code), known) {
                (Some(node), _) => *node,
                // Two parents of one code are each the sum of their leaves.
                (None, Some((node, was_leaf))) if is_leaf || *was_leaf => *node,
                _ => self.add_node(code),
            };
            of_release.insert(code, node);
        }
        for code in dimension.codes() {
            let parts: Vec<usize> = dimension
                .children(code)
                .map(|child| of_release[child.code.as_str()])
                .collect();
            let whole = of_release.get(code).copied().unwrap_or(EVERYBODY);
            let is_divided = !(parts.is_empty() || whole == EVERYBODY && dimension.multi_response);
            if is_divided && !parts.contains(&whole) {
                self.divisions[whole].push(parts);
            }
        }
        for (code, node) in of_release {
            let is_leaf = dimension.is_leaf(code);
            self.latest.insert(code.to_owned(), (node, is_leaf));
            self.nodes.insert((release, code.to_owned()), node);
        }
        Ok(())
    }

    /// What a release replaces that the one before did not replace yet.
    fn find_replacements<'b>(
        &self,
        dimension: &'b Dimension,
        before: Option<&Dimension>,
    ) -> Replacements<'b> {
        let mut found = Replacements::default();
        let Some(before) = before else { return found };
        for category in &dimension.categories {
            let code = category.code.as_str();
            let earlier = before.category(code);
            for replaced in &category.replaces {
                let is_old = earlier.is_some_and(|earlier| earlier.replaces.contains(replaced));
                // A hierarchy says the same.
                let is_placed =
                    is_within(dimension, code, replaced) || is_within(before, replaced, code);
                if is_old || is_placed || !self.latest.contains_key(replaced) {
                    continue;
                }
                found.add(code, replaced);
                if earlier.is_some() {
                    found.add(code, code);
                }
                if dimension.category(replaced).is_some() {
                    found.add(replaced, replaced);
                }
            }
        }
        found
    }

    /// The nodes of the codes that replace others.
    fn add_replacements(
        &mut self,
        replacements: &Replacements,
        dimension: &Dimension,
    ) -> Result<BTreeMap<String, usize>, Refusal> {
        let mut nodes = BTreeMap::new();
        let changed: BTreeSet<&str> = replacements.targets.keys().copied().collect();
        for (code, sources) in &replacements.sources {
            let is_alone = |source: &&str| replacements.targets[*source].len() == 1;
            let is_simple = sources.len() == 1 || sources.iter().all(is_alone);
            let is_renamed = sources.len() == 1 && sources.iter().all(is_alone);
            if !is_simple || (dimension.multi_response && !is_renamed) {
                return Err(Refusal::Entangled {
                    dimension: self.dimension.to_owned(),
                    category: (*code).to_owned(),
                });
            }
            let sources = sources.iter().map(|source| self.latest[*source].0);
            let sources: Vec<usize> = sources.collect();
            // A code of an older release, used again, has the same persons as then.
            let known = self.latest.get(*code).or_else(|| self.retired.get(*code));
            let known = known.map(|(node, _)| *node);
            let node = match (sources.as_slice(), known) {
                ([source], _) if is_renamed => *source,
                (_, Some(node)) if !sources.contains(&node) && !changed.contains(code) => node,
                _ => self.add_node(code),
            };
            if sources.len() > 1 {
                self.divisions[node].push(sources);
            }
            nodes.insert((*code).to_owned(), node);
        }
        for (source, targets) in &replacements.targets {
            if targets.len() > 1 {
                let parts = targets.iter().map(|target| nodes[*target]).collect();
                let whole = self.latest[*source].0;
                self.divisions[whole].push(parts);
            }
        }
        for gone in replacements.targets.keys() {
            if let Some(node) = self.latest.remove(*gone) {
                self.retired.insert((*gone).to_owned(), node);
            }
        }
        Ok(nodes)
    }

    /// The atoms of a node; refused if two releases divide it differently. A broken release may divide a node into
    /// itself; it is an atom then.
    fn expand(&self, node: usize, above: &mut BTreeSet<usize>) -> Result<Atoms, Refusal> {
        if self.divisions[node].is_empty() || !above.insert(node) {
            return Ok(Atoms::from([node]));
        }
        let mut expanded: Option<Atoms> = None;
        for parts in &self.divisions[node] {
            let mut atoms = Atoms::new();
            for part in parts {
                atoms.extend(self.expand(*part, above)?);
            }
            match &expanded {
                None => expanded = Some(atoms),
                Some(before) if *before == atoms => {}
                Some(before) => return Err(self.unrelated(before, &atoms)),
            }
        }
        above.remove(&node);
        Ok(expanded.unwrap_or_default())
    }

    fn unrelated(&self, before: &Atoms, after: &Atoms) -> Refusal {
        let codes = |one: &Atoms, other: &Atoms| {
            let only = one.difference(other);
            let codes: BTreeSet<&str> = only.map(|node| self.codes[*node].as_str()).collect();
            codes.into_iter().collect::<Vec<_>>().join(", ")
        };
        Refusal::Unrelated {
            dimension: self.dimension.to_owned(),
            before: codes(before, after),
            after: codes(after, before),
        }
    }
}

impl<'a> Replacements<'a> {
    fn add(&mut self, code: &'a str, earlier: &'a str) {
        self.sources.entry(code).or_default().insert(earlier);
        self.targets.entry(earlier).or_default().insert(code);
    }
}

/// Whether a code lies below another one. A broken release may contain a category in itself; the limit ends that.
fn is_within(dimension: &Dimension, inner: &str, outer: &str) -> bool {
    let limit = dimension.categories.len();
    dimension
        .ancestors(inner)
        .take(limit)
        .any(|above| above == outer)
}
