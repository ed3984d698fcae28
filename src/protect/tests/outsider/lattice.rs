//! Writes down what releases under different codebooks publish, as sums over the groups that all of them consist of.

use std::collections::BTreeSet;

use cube::{Address, Cell, Release, TOTAL, Table};

use super::search::Outsider;

/// What a code stands for: the years, or the finest categories of a dimension.
pub type Meaning<'a> = &'a dyn Fn(usize, &str, &str) -> BTreeSet<String>;

impl Outsider {
    /// All cells of tables with the first two dimensions of the releases and no other; `meaning` gives what each code of a release stands
    /// for. Cells that stand for the same are one number, and each is the sum of the finest groups in it.
    pub fn from_codebooks(releases: &[&Release], meaning: Meaning) -> Self {
        let mut outsider = Outsider::default();
        for (at, release) in releases.iter().enumerate() {
            let is_of_two = |table: &&Table| {
                let mut dimensions = table.dimensions().iter();
                dimensions.all(|one| {
                    release.catalog.dimensions[..2]
                        .iter()
                        .any(|two| two.id == one.id)
                })
            };
            for table in release.tables.values().filter(is_of_two) {
                for (address, cell) in table.addressed() {
                    let id = outsider.add_cell(at, release, &address, meaning);
                    outsider.judged[id] = true;
                    if let Cell::Published(count) = cell {
                        outsider.known[id] = i64::try_from(count).ok();
                    }
                }
                for dimension in table.dimensions() {
                    let totals = table.addressed().map(|(address, _)| address);
                    for total in totals.filter(|total| !total.pins.contains_key(&dimension.id)) {
                        for parent in dimension.codes().filter(|code| !dimension.is_leaf(code)) {
                            let mut with = |code: &str| {
                                let mut address = total.clone();
                                if code != TOTAL {
                                    address.pins.insert(dimension.id.clone(), code.into());
                                }
                                outsider.add_cell(at, release, &address, meaning)
                            };
                            let mut sum = vec![(with(parent), 1)];
                            for child in dimension.children(parent) {
                                sum.push((with(&child.code), -1));
                            }
                            outsider.sums.push(sum);
                        }
                    }
                }
            }
        }
        outsider.simplify();
        outsider.most = outsider.known.iter().flatten().copied().max().unwrap_or(0) * 2;
        outsider
    }

    /// The number of a cell, and the sum of groups that it is.
    pub fn add_cell(
        &mut self,
        at: usize,
        release: &Release,
        address: &Address,
        meaning: Meaning,
    ) -> usize {
        let code = |id: &str| address.pins.get(id).map_or(TOTAL, String::as_str);
        let [years, groups] = [0, 1].map(|axis| {
            let id = &release.catalog.dimensions[axis].id;
            meaning(at, id, code(id))
        });
        self.add_set(&years, &groups)
    }

    /// The number of the persons of these years in these groups.
    pub fn add_set(&mut self, years: &BTreeSet<String>, groups: &BTreeSet<String>) -> usize {
        let name = |years: &BTreeSet<String>, groups: &BTreeSet<String>| {
            let texts =
                [years, groups].map(|set| set.iter().cloned().collect::<Vec<_>>().join(" "));
            texts.join(" / ")
        };
        let all = self.number(name(years, groups));
        if years.len() * groups.len() > 1 {
            let mut sum = vec![(all, 1)];
            for year in years {
                for group in groups {
                    let one = |text: &String| BTreeSet::from([text.clone()]);
                    sum.push((self.number(name(&one(year), &one(group))), -1));
                }
            }
            self.sums.push(sum);
        }
        all
    }

    /// Judges the persons of these years in these groups, if all releases together have them.
    pub fn judge(&mut self, years: &BTreeSet<String>, groups: &BTreeSet<String>) {
        let id = self.add_set(years, groups);
        self.judged[id] = true;
    }

    /// Whether two numbers can differ by so much.
    pub fn can_differ(&self, one: usize, other: usize, by: i64) -> Option<bool> {
        let mut with_difference = self.clone();
        let difference = with_difference.number("difference".into());
        with_difference.known[difference] = Some(by);
        let sum = vec![(one, 1), (other, -1), (difference, -1)];
        with_difference.sums.push(sum);
        with_difference.possible(one, (0, self.most()))
    }

    /// The number of a name, if there is one.
    pub fn known(&self, id: usize) -> Option<i64> {
        self.known[id]
    }
}
