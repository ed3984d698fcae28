//! What two releases say together of those who are counted in only one of them.
//!
//! A later release counts the persons of new years as well, and some years may have been corrected. Whoever compares
//! what both pool, by period or over all years, sees a table of those who came, as detailed as any that is published:
//! its cells are groups. What more than two releases say together follows from each and the one before it.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, TOTAL};

use crate::family::Family;
use crate::problem::{Kind, Variable};
use crate::versions::{Story, Versions};
use crate::writer::Writer;

/// How the persons of a measure behind one code of time differ between two releases.
struct Difference<'a> {
    measure: &'a str,
    code: &'a str,
    /// Years that only the later release has.
    new: Vec<&'a str>,
    /// Years of both that were corrected.
    corrected: Vec<&'a str>,
    /// What seems to have become of all of them.
    story: Story,
}

/// What is being found out of two releases.
struct Comparison<'a> {
    before: &'a Family<'a>,
    after: &'a Family<'a>,
    /// Addresses at which the later one is compared with a later one than this already.
    tied: &'a BTreeSet<Address>,
    /// By address, those who were added or removed.
    groups: BTreeMap<Address, Variable>,
    /// Addresses at which both count the same.
    same: Vec<Address>,
}

impl Writer<'_> {
    /// Ties what a release counts, at each address, to the latest earlier release that it can be compared with.
    pub(crate) fn succession(&mut self, earlier: &[&Family], after: &Family, versions: &Versions) {
        let mut tied = BTreeSet::new();
        for before in earlier.iter().rev() {
            let mut comparison = Comparison {
                before,
                after,
                tied: &tied,
                groups: BTreeMap::new(),
                same: Vec::new(),
            };
            let differences = differences(before, after, versions);
            differences
                .iter()
                .for_each(|difference| self.compare(&mut comparison, difference));
            let found: Vec<Address> = comparison
                .groups
                .into_keys()
                .chain(comparison.same)
                .collect();
            tied.extend(found);
        }
    }

    /// Later less earlier, at every address of a measure with one code of time.
    fn compare(&mut self, comparison: &mut Comparison, difference: &Difference) {
        let Comparison {
            before,
            after,
            tied,
            ..
        } = *comparison;
        let time = &after.catalog.time;
        let is_here = |address: &Address| {
            address.measure == difference.measure
                && address.pins.get(time).map_or(TOTAL, String::as_str) == difference.code
        };
        let kind = Kind::Since(before.release);
        // What is not settled changes although the same persons are counted.
        let is_settled = |address: &Address| {
            [before, after]
                .iter()
                .all(|family| family.catalog.is_settled(address))
        };
        let is_told =
            |address: &&Address| is_here(address) && is_settled(address) && !tied.contains(address);
        for address in after.addresses().into_iter().filter(is_told) {
            let (Some(was), Some(is)) = (self.known(before, address), self.known(after, address))
            else {
                continue;
            };
            let parts = self.parts_of_change(comparison, address, difference);
            let changed = match parts.as_deref() {
                Some([]) => {
                    self.write([(is, 1), (was, -1)]);
                    comparison.same.push(address.clone());
                    continue;
                }
                Some([one]) => *one,
                _ => self.group(after, kind.clone(), address),
            };
            let sign = difference.story.sign();
            self.write([(is, sign), (was, -sign), (changed, -1)]);
            if let Some(parts) = parts.filter(|parts| parts.len() > 1) {
                self.write(
                    parts
                        .into_iter()
                        .map(|part| (part, -1))
                        .chain([(changed, 1)]),
                );
            }
            comparison.groups.insert(address.clone(), changed);
        }
        for frame in &after.frames {
            let changed = |at: usize| {
                let address = frame.addresses.get(at).filter(|address| is_here(address))?;
                comparison.groups.get(address).copied()
            };
            self.answers(after, frame, &kind, changed);
        }
    }

    /// By year, those who were added to or removed from a pooled address; `None` where no table by year tells of them.
    fn parts_of_change(
        &self,
        comparison: &Comparison,
        address: &Address,
        difference: &Difference,
    ) -> Option<Vec<Variable>> {
        let after = comparison.after;
        if after.year(address).is_some() {
            return None;
        }
        let in_year = |year: &str| {
            let mut address = address.clone();
            address
                .pins
                .insert(after.catalog.time.clone(), year.to_owned());
            address
        };
        let new = difference
            .new
            .iter()
            .map(|year| self.known(after, &in_year(year)));
        let corrected = difference
            .corrected
            .iter()
            .map(|year| comparison.groups.get(&in_year(year)).copied());
        new.chain(corrected).collect()
    }
}

/// How every measure differs at every code of time, years first: what is pooled is made of them.
fn differences<'a>(
    before: &'a Family,
    after: &'a Family,
    versions: &Versions,
) -> Vec<Difference<'a>> {
    let codes: Vec<&str> = after.years().chain(after.pooled()).collect();
    let measures = after.catalog.measures.iter();
    measures
        .flat_map(|measure| {
            codes
                .iter()
                .filter_map(|code| difference(before, after, &measure.id, code, versions))
        })
        .collect()
}

/// `None`: the releases cannot be compared there, or count a single year in the same way.
fn difference<'a>(
    before: &Family,
    after: &'a Family,
    measure: &'a str,
    code: &'a str,
    versions: &Versions,
) -> Option<Difference<'a>> {
    let (then, now): (BTreeSet<&str>, Vec<&str>) = (
        before.years_in(code).collect(),
        after.years_in(code).collect(),
    );
    if then.is_empty() || then.iter().any(|year| !now.contains(year)) {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = now.into_iter().partition(|year| then.contains(year));
    let became = |year: &&str| {
        versions.between(
            before.release,
            after.release,
            &(measure.to_owned(), (*year).to_owned()),
        )
    };
    let corrected: Vec<&str> = old
        .into_iter()
        .filter(|year| became(year).is_some())
        .collect();
    if corrected.is_empty() && then.contains(code) {
        return None;
    }
    let added = (!new.is_empty()).then_some(Story::Added);
    let story = corrected
        .iter()
        .filter_map(became)
        .chain(added)
        .reduce(Story::and)
        .unwrap_or(Story::Added);
    (story != Story::Mixed).then_some(Difference {
        measure,
        code,
        new,
        corrected,
        story,
    })
}
