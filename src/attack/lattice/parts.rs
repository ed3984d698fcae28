//! Finds the parts of one dimension: what its codes in all releases have in common.

use std::collections::{BTreeMap, BTreeSet};

use cube::Dimension;

/// A set of persons by a dimension: the smallest parts of which it is made.
pub(crate) type Parts = BTreeSet<usize>;

/// A code that cannot be related to earlier releases, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) code: String,
    pub(super) reason: String,
}

/// The codes of one dimension, release by release, as sets of parts.
#[derive(Default)]
pub(super) struct CodeSets {
    /// For every release that was added, the set of each code.
    pub(super) releases: Vec<BTreeMap<String, Parts>>,
    /// The name of each part.
    pub(super) part_names: Vec<String>,
    /// The set that each code meant last.
    latest: BTreeMap<String, Parts>,
    /// Codes that contained others in some release.
    parents: BTreeSet<String>,
}

impl CodeSets {
    /// Adds the codes of a later release. Fails if they cannot be related to the earlier ones; then
    /// nothing is added. `all`: the dimension in every release.
    pub(super) fn add(
        &mut self,
        dimension: &Dimension,
        all: &[&Dimension],
    ) -> Result<(), Vec<Problem>> {
        if self.releases.is_empty() {
            for leaf in dimension.leaves() {
                let part = self.add_part(leaf.code.clone());
                self.latest.insert(leaf.code.clone(), Parts::from([part]));
            }
        } else if dimension.multi_response {
            self.add_options(dimension)?;
        } else {
            let sources = self.find_sources(dimension, all)?;
            self.check_sources(dimension, &sources)?;
            self.divide(dimension, sources);
        }
        self.record(dimension);
        Ok(())
    }

    fn add_part(&mut self, name: String) -> usize {
        self.part_names.push(name);
        self.part_names.len() - 1
    }

    /// Records what every code of a release means, given what its leaves mean.
    fn record(&mut self, dimension: &Dimension) {
        let mut codes: BTreeMap<String, Parts> = BTreeMap::new();
        for leaf in dimension.leaves() {
            let parts = self.latest.get(&leaf.code).cloned().unwrap_or_default();
            codes.insert(leaf.code.clone(), parts);
        }
        for category in &dimension.categories {
            if !dimension.is_leaf(&category.code) {
                let leaves = dimension.leaves_in(&category.code);
                let parts = leaves.filter_map(|leaf| codes.get(&leaf.code)).flatten();
                let parts: Parts = parts.copied().collect();
                self.parents.insert(category.code.clone());
                codes.insert(category.code.clone(), parts);
            }
        }
        self.latest.extend(codes.clone());
        self.releases.push(codes);
    }

    /// Relates the options of a question with several answers: they overlap, so that nothing
    /// follows for one that was divided or put together.
    fn add_options(&mut self, dimension: &Dimension) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        let last = self.releases.last().cloned().unwrap_or_default();
        let mut related: BTreeMap<String, Parts> = BTreeMap::new();
        for option in &dimension.categories {
            let known = self.latest.get(&option.code);
            let renamed = match &option.replaces[..] {
                [before] if dimension.category(before).is_none() => self.latest.get(before),
                _ => None,
            };
            match known.or(renamed) {
                Some(parts) => drop(related.insert(option.code.clone(), parts.clone())),
                None => problems.push(Problem {
                    code: option.code.clone(),
                    reason: "several answers are possible, so a new option must replace exactly one that is gone".into(),
                }),
            }
        }
        for (code, parts) in &last {
            if !related.values().any(|other| other == parts) {
                problems.push(Problem {
                    code: code.clone(),
                    reason: "several answers are possible, so an option that is gone must be replaced by one other".into(),
                });
            }
        }
        if problems.is_empty() {
            self.latest.extend(related);
            Ok(())
        } else {
            Err(problems)
        }
    }

    /// Finds for every leaf within which parts its persons were counted before.
    fn find_sources(
        &self,
        dimension: &Dimension,
        all: &[&Dimension],
    ) -> Result<BTreeMap<String, Parts>, Vec<Problem>> {
        let (mut sources, mut problems) = (BTreeMap::new(), Vec::new());
        for leaf in dimension.leaves() {
            let own = self.latest.get(&leaf.code);
            let mut source = own.cloned().unwrap_or_default();
            for before in &leaf.replaces {
                // What a category was split off from long ago says nothing new.
                if own.is_none() || dimension.category(before).is_none() {
                    source.extend(self.latest.get(before).into_iter().flatten());
                }
            }
            if source.is_empty() {
                source = self.find_divided(dimension, &leaf.code);
            }
            if source.is_empty() {
                source = self.find_contents(&leaf.code, all);
            }
            if source.is_empty() {
                problems.push(Problem {
                    code: leaf.code.clone(),
                    reason: "nothing says under which code earlier releases counted these persons: write replaces".into(),
                });
            }
            sources.insert(leaf.code.clone(), source);
        }
        if problems.is_empty() {
            Ok(sources)
        } else {
            Err(problems)
        }
    }

    /// Returns the parts of the nearest category above a new leaf that earlier releases have, and
    /// that had none below it.
    fn find_divided(&self, dimension: &Dimension, code: &str) -> Parts {
        let above = dimension
            .ancestors(code)
            .take(dimension.categories.len())
            .find(|above| self.latest.contains_key(*above) && !self.parents.contains(*above));
        above
            .and_then(|above| self.latest.get(above))
            .cloned()
            .unwrap_or_default()
    }

    /// Returns the parts of what another release puts below a code.
    fn find_contents(&self, code: &str, all: &[&Dimension]) -> Parts {
        for dimension in all {
            let contents: Option<Vec<&Parts>> = dimension
                .leaves_in(code)
                .map(|leaf| self.latest.get(&leaf.code))
                .collect();
            let is_parent = dimension.category(code).is_some() && !dimension.is_leaf(code);
            if let (true, Some(contents)) = (is_parent, contents) {
                return contents.into_iter().flatten().copied().collect();
            }
        }
        Parts::new()
    }

    /// Checks that all persons stay, and that what is divided is not put together at once.
    fn check_sources(
        &self,
        dimension: &Dimension,
        sources: &BTreeMap<String, Parts>,
    ) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        let covered: Parts = sources.values().flatten().copied().collect();
        let last = self.releases.last();
        for (code, parts) in last.into_iter().flatten() {
            let mut others = last.into_iter().flat_map(BTreeMap::values);
            let is_smallest =
                others.all(|other| other.is_superset(parts) || !other.is_subset(parts));
            if !parts.is_subset(&covered) && is_smallest {
                problems.push(Problem {
                    code: code.clone(),
                    reason:
                        "it is gone, and nothing says under which code its persons are counted now"
                            .into(),
                });
            }
        }
        for (code, source) in sources {
            let overlaps = |other: &Parts| other != source && !other.is_disjoint(source);
            if sources.values().any(overlaps) {
                problems.push(Problem {
                    code: code.clone(),
                    reason:
                        "categories are divided and put together at once: release one of both first"
                            .into(),
                });
            }
        }
        for category in &dimension.categories {
            let code = &category.code;
            let (Some(before), false) = (self.latest.get(code), dimension.is_leaf(code)) else {
                continue;
            };
            let leaves = dimension.leaves_in(code);
            let below = leaves.filter_map(|leaf| sources.get(&leaf.code)).flatten();
            let below: Parts = below.copied().collect();
            if !self.parents.contains(code) && below != *before {
                problems.push(Problem {
                    code: code.clone(),
                    reason:
                        "earlier releases count other persons under this code than it contains now"
                            .into(),
                });
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    /// Divides the parts within which several leaves lie, in all releases so far.
    fn divide(&mut self, dimension: &Dimension, sources: BTreeMap<String, Parts>) {
        let mut meanings: BTreeMap<String, Parts> = BTreeMap::new();
        let parts: Parts = sources.values().flatten().copied().collect();
        for part in parts {
            let holders: Vec<&String> = dimension
                .leaves()
                .map(|leaf| &leaf.code)
                .filter(|code| sources.get(*code).is_some_and(|set| set.contains(&part)))
                .collect();
            if let [only] = &holders[..] {
                meanings.entry((*only).clone()).or_default().insert(part);
                continue;
            }
            let is_alone = holders.iter().all(|code| sources[*code].len() == 1);
            let mut pieces = Parts::new();
            for code in holders {
                let name = if is_alone {
                    code.clone()
                } else {
                    format!("{}∩{code}", self.part_names[part])
                };
                let piece = self.add_part(name);
                pieces.insert(piece);
                meanings.entry(code.clone()).or_default().insert(piece);
            }
            self.replace_part(part, &pieces);
        }
        self.latest.extend(meanings);
    }

    fn replace_part(&mut self, part: usize, pieces: &Parts) {
        let codes = self.releases.iter_mut().flat_map(BTreeMap::values_mut);
        for set in codes.chain(self.latest.values_mut()) {
            if set.remove(&part) {
                set.extend(pieces);
            }
        }
    }
}
