//! Lists the groups that a later release counts otherwise than an earlier one, although both count
//! the same years.

use std::collections::BTreeMap;

use super::corrections::ReleaseIndex;
use super::id::Id;
use super::system::Difference;
use super::writer::{Scope, Writer};
use super::years::{VersionedYears, YearSet, YearsId};
use crate::report::{Change, Group};

impl Writer<'_> {
    /// Lists for every two releases the groups of years that were corrected in between.
    pub(super) fn list_differences(&self) -> Vec<Difference> {
        let thresholds = self
            .releases
            .iter()
            .map(|release| release.catalog.threshold);
        let threshold = thresholds.max();
        let mut found: BTreeMap<(Id, Id), Difference> = BTreeMap::new();
        for later in 0..self.releases.len() {
            for earlier in (0..later).rev() {
                for ((scope, group), id) in &self.ids {
                    let Scope::Years(years) = scope else { continue };
                    let counterpart = self
                        .corrected_years(*years, group, earlier, later)
                        .and_then(|years| self.ids.get(&(Scope::Years(years), group.clone())));
                    if let Some(after) = counterpart {
                        let group = self.name_difference(*after, earlier, later);
                        found.entry((*id, *after)).or_insert(Difference {
                            earlier: *id,
                            later: *after,
                            group,
                            threshold,
                        });
                    }
                }
            }
        }
        found.into_values().collect()
    }

    /// Returns how a later release counts the years that an earlier one counts. `None`: one of them
    /// does not count them so, or a year was not corrected: then a difference of other years says
    /// the same.
    fn corrected_years(
        &self,
        id: YearsId,
        group: &Group,
        earlier: ReleaseIndex,
        later: ReleaseIndex,
    ) -> Option<YearsId> {
        let set = self.years.set(id);
        let years: Vec<String> = set.years.iter().map(|(year, _)| year.clone()).collect();
        let is_known = |at| years.iter().all(|year| self.years.has_year(at, year));
        if !is_known(earlier) || !is_known(later) {
            return None;
        }
        let counted = |at: ReleaseIndex| YearSet {
            years: self.years.versions(at, &group.address.measure, &years),
            whole: match &group.whole {
                Some(whole) => self.years.versions(at, whole, &years),
                None => vec![],
            },
        };
        let (before, after) = (counted(earlier), counted(later));
        let is_corrected = |before: &VersionedYears, after: &VersionedYears| {
            let mut years = before.iter().zip(after);
            years.all(|(before, after)| before != after)
        };
        let is_changed = if group.whole.is_some() {
            before != after
        } else {
            is_corrected(&before.years, &after.years)
        };
        if *set != before || !is_changed {
            return None;
        }
        self.years.find(&after)
    }

    /// Names a difference like the group that the later release counts.
    fn name_difference(&self, later: Id, old: ReleaseIndex, new: ReleaseIndex) -> Group {
        let name = |at: ReleaseIndex| self.releases[at].catalog.release.clone();
        Group {
            change: Some(Change::Between {
                earlier: name(old),
                later: name(new),
            }),
            ..self.cells[later].group.clone()
        }
    }
}
