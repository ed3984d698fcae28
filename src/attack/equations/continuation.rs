//! What two releases say together of those who were counted in only one of them.

use std::collections::BTreeSet;

use cube::{Address, Dimension, TOTAL, Table};

use super::corrections::{Story, years, years_behind};
use super::grid::Grid;
use super::system::{At, Id, Writer};
use crate::{Change, Group};

/// How the persons behind one code of time differ between two releases.
struct Difference {
    /// Years that only the later release has.
    new: Vec<String>,
    /// Years of both that were corrected, all in the same way.
    corrected: Vec<String>,
    story: Story,
}

impl Writer<'_> {
    /// Writes down how a release continues those before it: at each address the latest with which it can be compared
    /// there. What it says together with those before that follows.
    pub(super) fn succession(&mut self, new: At) {
        let mut tied = BTreeSet::new();
        for old in (0..new).rev() {
            let now = self.continues(old, new, &tied);
            tied.extend(now);
        }
    }

    /// Compares two releases wherever nothing is tied yet; says where it could.
    fn continues(&mut self, old: At, new: At, tied: &BTreeSet<Address>) -> Vec<Address> {
        let mut now = Vec::new();
        for table in self.releases[new].tables.values() {
            let time = &self.releases[new].catalog.time;
            let years = years(&self.releases[new].catalog);
            let codes = table
                .dimension(time)
                .map_or(vec![TOTAL], |time| time.codes().collect());
            // Years come first: what is pooled is made of them.
            let (single, pooled): (Vec<&str>, Vec<&str>) =
                codes.into_iter().partition(|code| years.contains(code));
            for code in single.into_iter().chain(pooled) {
                if let Some(difference) = self.difference((old, new), &table.measure, code) {
                    now.extend(self.change((old, new), table, code, &difference, tied));
                }
            }
        }
        now
    }

    /// `None`: the releases cannot be compared there, or count single years in the same way.
    fn difference(&self, (old, new): (At, At), measure: &str, code: &str) -> Option<Difference> {
        let below =
            |at: At| years_behind(&self.releases[at].catalog, code).collect::<BTreeSet<&str>>();
        let (before, after) = (below(old), below(new));
        if before.is_empty() || !before.is_subset(&after) {
            return None;
        }
        let changes = before
            .iter()
            .filter_map(|year| Some((year, self.versions.between(old, new, measure, year)?)));
        let changes: Vec<_> = changes.collect();
        let gained = after.len() > before.len();
        let story = changes
            .iter()
            .map(|(_, story)| *story)
            .chain(gained.then_some(Story::Added));
        let story = story.reduce(|one, other| if one == other { one } else { Story::Mixed });
        let is_same_year = story.is_none() && before.contains(code);
        if story == Some(Story::Mixed) || is_same_year {
            return None;
        }
        Some(Difference {
            new: after
                .difference(&before)
                .map(|year| (*year).to_owned())
                .collect(),
            corrected: changes
                .into_iter()
                .map(|(year, _)| (**year).to_owned())
                .collect(),
            story: story.unwrap_or(Story::Added),
        })
    }

    /// Later less earlier, for every cell of a table at one code of time: a group of persons, if it is not empty.
    fn change(
        &mut self,
        (old, new): (At, At),
        table: &Table,
        code: &str,
        difference: &Difference,
        tied: &BTreeSet<Address>,
    ) -> Vec<Address> {
        let mut now = Vec::new();
        let catalog = &self.releases[new].catalog;
        let dimensions: Vec<Dimension> = table
            .dimensions()
            .iter()
            .filter(|held| held.id != catalog.time)
            .cloned()
            .collect();
        let (time, earlier) = (
            catalog.time.clone(),
            self.releases[old].catalog.release.clone(),
        );
        let (mut cells, mut groups) = (Vec::new(), Vec::new());
        for (address, _) in table.addressed() {
            if address.pins.get(&time).map_or(TOTAL, String::as_str) != code {
                continue;
            }
            // What is not settled changes although the same persons are counted.
            let is_settled = [old, new]
                .iter()
                .all(|at| self.releases[*at].catalog.is_settled(&address));
            if tied.contains(&address) || !is_settled {
                cells.push(None);
                groups.push(address.into());
                continue;
            }
            let plain = Group::from(address.clone());
            if self.known(old, &plain).is_some() && self.known(new, &plain).is_some() {
                now.push(address.clone());
            }
            let change = match difference.story {
                Story::Removed => Change::Gone(earlier.clone()),
                _ => Change::Since(earlier.clone()),
            };
            let group = Group {
                change: Some(change),
                ..address.into()
            };
            cells.push(self.changed(old, new, &group, &time, difference));
            groups.push(group);
        }
        if !(difference.new.is_empty() && difference.corrected.is_empty()) {
            self.grid(new, &Grid { dimensions, cells }, &groups);
        }
        now
    }

    /// The cell of those who were added or removed, where both releases have the cell that they belong to.
    fn changed(
        &mut self,
        old: At,
        new: At,
        group: &Group,
        time: &str,
        difference: &Difference,
    ) -> Option<Id> {
        let plain = Group {
            change: None,
            ..group.clone()
        };
        let (before, after) = (self.known(old, &plain)?, self.known(new, &plain)?);
        let sign = if difference.story == Story::Removed {
            -1
        } else {
            1
        };
        if difference.new.is_empty() && difference.corrected.is_empty() {
            self.write([(after, 1), (before, -1)]);
            return None;
        }
        let in_year = |writer: &Self, year: &String, group: &Group| {
            let mut address: Address = group.address.clone();
            address.pins.insert(time.to_owned(), year.clone());
            writer.known(
                new,
                &Group {
                    address,
                    ..group.clone()
                },
            )
        };
        let is_year = group
            .address
            .pins
            .get(time)
            .is_some_and(|code| difference.corrected.contains(code));
        let new_years = difference
            .new
            .iter()
            .map(|year| in_year(self, year, &plain));
        let corrected = difference
            .corrected
            .iter()
            .map(|year| in_year(self, year, group));
        let parts: Option<Vec<Id>> = if is_year {
            None
        } else {
            new_years.chain(corrected).collect()
        };
        let id = match parts.as_deref() {
            Some([one]) => *one,
            _ => self.cell(new, group),
        };
        self.write([(after, sign), (before, -sign), (id, -1)]);
        if let Some(parts) = parts.filter(|parts| parts.len() > 1) {
            self.write(parts.into_iter().map(|part| (part, -1)).chain([(id, 1)]));
        }
        Some(id)
    }
}
