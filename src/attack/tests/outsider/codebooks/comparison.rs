//! Compares what the attack found with all registers that agree with the releases.

use std::collections::{BTreeMap, BTreeSet};

use attack::{Change, Finding, Kind, Report};
use cube::Cell;
use proptest::prelude::*;

use super::register::{Known, Persons, persons_of};
use crate::enumeration::{expected_kind, without_low};

/// A trial that was attacked, and all registers that agree with it.
pub struct Attacked {
    pub known: Vec<Known>,
    pub report: Report,
    pub threshold: u64,
    pub types: Vec<(usize, usize, usize)>,
    pub worlds: Vec<Vec<u64>>,
    pub complete: bool,
}

impl Attacked {
    fn count(&self, world: &[u64], (years, letters): &Persons) -> u64 {
        let types = self.types.iter().zip(world);
        types
            .filter(|((year, version, letter), _)| {
                years.contains(&(*year, *version)) && letters.contains(letter)
            })
            .map(|(_, count)| count)
            .sum()
    }

    fn values(&self, persons: &Persons) -> BTreeSet<u64> {
        let worlds = self.worlds.iter();
        worlds.map(|world| self.count(world, persons)).collect()
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        let Report {
            findings,
            known,
            needless,
            ..
        } = &self.report;
        findings.iter().chain(known).chain(needless)
    }

    /// Nothing is claimed that some register refutes.
    pub fn check_claims(&self) -> Result<(), TestCaseError> {
        for finding in self.findings() {
            if let Some(Change::Between { earlier, later }) = &finding.group.change {
                let Kind::Changed { low, high } = finding.kind else {
                    return Err(TestCaseError::fail(finding.to_string()));
                };
                let [before, after] = self.sides(finding, earlier, later);
                for world in &self.worlds {
                    let difference = self.count(world, &after).cast_signed()
                        - self.count(world, &before).cast_signed();
                    let is_possible = low.is_none_or(|low| low <= difference)
                        && high.is_none_or(|high| difference <= high)
                        && difference != 0;
                    prop_assert!(is_possible, "{finding} but {difference} in {world:?}");
                }
                continue;
            }
            let persons = persons_of(&self.known, finding);
            for world in &self.worlds {
                let count = self.count(world, &persons);
                let is_possible = match finding.kind {
                    Kind::Exact { value } | Kind::Small { value } => count == value,
                    Kind::Narrowed { low, high } => {
                        low <= count && high.is_none_or(|high| count <= high)
                    }
                    Kind::Needless { low } => low <= count,
                    Kind::Excluded { value } => count != value,
                    _ => false,
                };
                prop_assert!(
                    is_possible,
                    "{finding} but {count} in {world:?}\n{persons:?}"
                );
            }
        }
        Ok(())
    }

    /// Prints what is published, to see why a trial fails.
    pub fn print(&self) -> String {
        let mut lines = String::new();
        for known in &self.known {
            for table in known.release.tables.values() {
                for (address, cell) in table.addressed() {
                    let shown = cell
                        .published()
                        .map_or(".".into(), |count| count.to_string());
                    lines += &format!("{}: {address}: {shown}\n", known.release.catalog.release);
                }
            }
        }
        for finding in &self.report.known {
            lines += &format!("known: {finding}\n");
        }
        format!("{lines}{}", self.report)
    }

    /// Returns whom the two sides of a difference count.
    fn sides(&self, finding: &Finding, earlier: &str, later: &str) -> [Persons; 2] {
        let (years, letters) = persons_of(&self.known, finding);
        [earlier, later].map(|name| {
            let mut known = self.known.iter();
            let known = known
                .find(|known| known.release.catalog.release == name)
                .unwrap();
            let years = years.iter().map(|(year, _)| (*year, known.versions[*year]));
            (years.collect(), letters.clone())
        })
    }

    /// Whatever all registers have in common about a hidden cell is found.
    pub fn check_hidden(&self) -> Result<usize, TestCaseError> {
        let mut leaks = 0;
        let last = self.known.len() - 1;
        let mut about: BTreeMap<Persons, Vec<Kind>> = BTreeMap::new();
        for finding in self.findings() {
            if !matches!(finding.group.change, Some(Change::Between { .. })) {
                let kinds = about.entry(persons_of(&self.known, finding)).or_default();
                kinds.push(without_low(finding.kind));
            }
        }
        let mut hidden: BTreeMap<Persons, bool> = BTreeMap::new();
        for (at, known) in self.known.iter().enumerate() {
            for (persons, cell) in known.cells() {
                if cell == Cell::Hidden {
                    *hidden.entry(persons).or_default() |= at == last;
                }
            }
        }
        for (persons, is_still_hidden) in hidden {
            let values = self.values(&persons);
            let expected = match expected_kind(&values, self.threshold, true) {
                // Known since, and large.
                Some(Kind::Exact { value }) if value >= self.threshold && !is_still_hidden => {
                    continue;
                }
                expected => expected.map(without_low),
            };
            let found = about.get(&persons).cloned().unwrap_or_default();
            let small = values.first().map(|value| Kind::Small { value: *value });
            let agrees = match expected {
                Some(kind) => {
                    found.contains(&kind)
                        || values.len() == 1 && small.is_some_and(|small| found.contains(&small))
                }
                None => found.is_empty(),
            };
            leaks += usize::from(!matches!(expected, None | Some(Kind::Needless { .. })));
            prop_assert!(
                agrees,
                "{persons:?} can be {values:?}, which is {expected:?}, not {found:?}\n{}",
                self.print()
            );
        }
        self.check_subtractions(&about)?;
        Ok(leaks)
    }

    /// What one subtraction along one dimension tells is found.
    fn check_subtractions(
        &self,
        about: &BTreeMap<Persons, Vec<Kind>>,
    ) -> Result<(), TestCaseError> {
        let cells = self.known.iter().flat_map(Known::cells);
        let published: BTreeMap<Persons, u64> = cells
            .filter_map(|(persons, cell)| Some((persons, cell.published()?)))
            .collect();
        for ((years, letters), count) in &published {
            for ((fewer_years, fewer_letters), fewer) in &published {
                let persons: Persons = if letters == fewer_letters && fewer_years.is_subset(years) {
                    (years - fewer_years, letters.clone())
                } else if years == fewer_years && fewer_letters.is_subset(letters) {
                    (years.clone(), letters - fewer_letters)
                } else {
                    continue;
                };
                // Of a year before and after its correction nobody is in both.
                let is_someone = !persons.0.is_empty() && !persons.1.is_empty();
                let is_small = count >= fewer && count - fewer < self.threshold;
                // Of a group that nobody names, something is found about a part.
                let is_found = about.keys().any(|(years, letters)| {
                    years.is_subset(&persons.0) && letters.is_subset(&persons.1)
                });
                prop_assert!(
                    !is_someone || !is_small || is_found,
                    "{persons:?} is {count} − {fewer}\n{}",
                    self.print()
                );
            }
        }
        Ok(())
    }

    /// Whatever all registers have in common about a change is found.
    pub fn check_changes(&self) -> Result<usize, TestCaseError> {
        let mut changes = 0;
        let found: BTreeSet<[Persons; 2]> = self
            .findings()
            .filter_map(|finding| match &finding.group.change {
                Some(Change::Between { earlier, later }) => {
                    Some(self.sides(finding, earlier, later))
                }
                _ => None,
            })
            .collect();
        for (at, later) in self.known.iter().enumerate() {
            for earlier in &self.known[..at] {
                for (before, _) in earlier.cells() {
                    let years = before.0.iter();
                    let years = years
                        .map(|(year, _)| (*year, later.versions[*year]))
                        .collect();
                    let after: Persons = (years, before.1.clone());
                    let mut cells = later.cells().into_iter();
                    if before.0 == after.0 || !cells.any(|(persons, _)| persons == after) {
                        continue;
                    }
                    let worlds = self.worlds.iter();
                    let values: BTreeSet<i64> = worlds
                        .map(|world| {
                            self.count(world, &after).cast_signed()
                                - self.count(world, &before).cast_signed()
                        })
                        .collect();
                    let is_small = |value: &i64| value.unsigned_abs() < self.threshold;
                    if values.contains(&0) || !values.iter().any(is_small) {
                        continue;
                    }
                    changes += 1;
                    // Of several years only the corrected ones are named.
                    let same = &before.0 & &after.0;
                    let without = |years: &BTreeSet<(usize, usize)>| years - &same;
                    let sides = [
                        (without(&before.0), before.1.clone()),
                        (without(&after.0), after.1.clone()),
                    ];
                    prop_assert!(
                        found.contains(&sides),
                        "{before:?} became {after:?}: by {values:?}\n{}",
                        self.print()
                    );
                }
            }
        }
        Ok(changes)
    }
}
