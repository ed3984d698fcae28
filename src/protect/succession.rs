//! What two releases say together of those who are counted in only one of them.
//!
//! A later release counts the persons of new years as well, and some years may have been corrected. Whoever compares
//! what both pool, by period or over all years, sees a table of those who came, as detailed as any that is published:
//! its cells are groups. Of a correction an outsider supposes the simplest story: if all published numbers of a year went
//! up that persons were added, if all went down that some were removed, and otherwise nothing.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, TOTAL};

use crate::family::Family;
use crate::problem::{Kind, Variable};
use crate::writer::Writer;

/// How the persons behind one code of time differ between two releases.
struct Difference<'a> {
    /// Years that only the later release has.
    new: Vec<&'a str>,
    /// Years of both that were corrected.
    corrected: Vec<&'a str>,
    /// 1: persons were added. −1: some were removed.
    direction: i64,
}

impl Writer<'_> {
    /// Ties what two releases count to each other.
    pub(crate) fn succession(&mut self, before: &Family, after: &Family) {
        let by_year = self.differences(before, after);
        let stories: BTreeMap<&str, Option<i64>> =
            by_year.iter().filter_map(|(year, by)| Some((year.as_str(), story(by)?))).collect();
        let single: Vec<&str> = after.years().collect();
        // Years come first: what is pooled is made of them.
        let codes = single.iter().copied().chain(after.pooled());
        let mut groups: BTreeMap<Address, Variable> = BTreeMap::new();
        for code in codes {
            if let Some(difference) = difference(before, after, code, &stories) {
                self.change(before, after, code, &difference, &mut groups);
            }
        }
    }

    /// Later less earlier, at every address with one code of time.
    fn change(
        &mut self,
        before: &Family,
        after: &Family,
        code: &str,
        difference: &Difference,
        groups: &mut BTreeMap<Address, Variable>,
    ) {
        let time = &after.catalog.time;
        let kind = Kind::Since(before.release);
        for address in after.addresses() {
            if address.pins.get(time).map_or(TOTAL, String::as_str) != code {
                continue;
            }
            let (Some(was), Some(is)) = (self.known(before, address), self.known(after, address)) else { continue };
            let parts = self.parts_of_change(after, address, difference, groups);
            let changed = match parts.as_deref() {
                Some([]) => {
                    self.write([(is, 1), (was, -1)]);
                    continue;
                }
                Some([one]) => *one,
                _ => self.group(after, kind.clone(), address),
            };
            self.write([(is, difference.direction), (was, -difference.direction), (changed, -1)]);
            if let Some(parts) = parts.filter(|parts| parts.len() > 1) {
                self.write(parts.into_iter().map(|part| (part, -1)).chain([(changed, 1)]));
            }
            groups.insert(address.clone(), changed);
        }
        for frame in &after.frames {
            let changed = |at: usize| {
                let address = frame.addresses.get(at)?;
                let here = address.pins.get(time).map_or(TOTAL, String::as_str) == code;
                groups.get(address).copied().filter(|_| here)
            };
            self.answers(after, frame, &kind, changed);
        }
    }

    /// By year, those who were added to or removed from a pooled address; `None` where no table by year tells of them.
    fn parts_of_change(
        &self,
        after: &Family,
        address: &Address,
        difference: &Difference,
        groups: &BTreeMap<Address, Variable>,
    ) -> Option<Vec<Variable>> {
        let time = &after.catalog.time;
        if after.year(address).is_some() {
            return None;
        }
        let in_year = |year: &str| {
            let mut address = address.clone();
            address.pins.insert(time.clone(), year.to_owned());
            address
        };
        let new = difference.new.iter().map(|year| self.known(after, &in_year(year)));
        let corrected = difference.corrected.iter().map(|year| groups.get(&in_year(year)).copied());
        new.chain(corrected).collect()
    }
}

/// What a correction seems to have done, if there was one; within, `None` if nothing can be said.
fn story(by: &[i64]) -> Option<Option<i64>> {
    match (by.iter().any(|by| *by > 0), by.iter().any(|by| *by < 0)) {
        (false, false) => None,
        (true, false) => Some(Some(1)),
        (false, true) => Some(Some(-1)),
        (true, true) => Some(None),
    }
}

/// `None`: the releases cannot be compared there, or count a single year in the same way.
fn difference<'a>(
    before: &Family,
    after: &'a Family,
    code: &str,
    stories: &BTreeMap<&'a str, Option<i64>>,
) -> Option<Difference<'a>> {
    let (then, now): (BTreeSet<&str>, BTreeSet<&str>) =
        (before.years_in(code).collect(), after.years_in(code).collect());
    if then.is_empty() || !then.is_subset(&now) {
        return None;
    }
    let new: Vec<&str> = after.years_in(code).filter(|year| !then.contains(year)).collect();
    let corrected: Vec<(&str, Option<i64>)> =
        stories.iter().filter(|(year, _)| then.contains(**year)).map(|(year, story)| (*year, *story)).collect();
    if corrected.is_empty() && then.contains(code) {
        return None;
    }
    let added = (!new.is_empty()).then_some(Some(1));
    let mut directions = corrected.iter().map(|(_, story)| *story).chain(added);
    let direction = directions.next().unwrap_or(Some(1))?;
    if directions.any(|other| other != Some(direction)) {
        return None;
    }
    Some(Difference { new, corrected: corrected.into_iter().map(|(year, _)| year).collect(), direction })
}
