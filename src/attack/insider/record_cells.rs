//! What a record's places in the last release say of its places in all.
//!
//! Single years are the same in every release; what is pooled over years belongs to its release. Whoever counts in a
//! pooled cell now counted in it earlier if they did so in one of the years that were counted together then.

use std::collections::BTreeSet;

use cube::{Address, Release};

use crate::equations::{Id, System};

/// The cells of every place.
pub(super) struct Places {
    places: Vec<Place>,
    /// For each earlier release, the years that it counts together.
    years: Vec<BTreeSet<String>>,
    /// Whether every place is in the last release.
    pub(super) are_known: bool,
}

struct Place {
    own: Option<Id>,
    measure: String,
    /// The year, if the place says nothing but measure and year.
    year: Option<String>,
    /// Each earlier release with the cell that it has of its own there.
    earlier: Vec<(usize, Id)>,
}

impl Places {
    /// Everything that releases say, and the cells of places in it.
    pub(super) fn of(releases: &[&Release], addresses: &[Address]) -> (System, Self) {
        let all: Vec<(usize, &Address)> = (0..releases.len())
            .flat_map(|at| addresses.iter().map(move |address| (at, address)))
            .collect();
        let (system, ids) = System::of(releases, &all);
        let last = releases.len().saturating_sub(1);
        let id = |at: usize, place: usize| ids[at * addresses.len() + place];
        let place = |(place, address): (usize, &Address)| {
            let own = if releases.is_empty() {
                None
            } else {
                id(last, place)
            };
            let other = |at: usize| {
                id(at, place)
                    .filter(|id| Some(*id) != own)
                    .map(|id| (at, id))
            };
            let year = releases
                .last()
                .and_then(|release| address.pins.get(&release.catalog.time));
            Place {
                own,
                measure: address.measure.clone(),
                year: year.filter(|_| address.pins.len() == 1).cloned(),
                earlier: (0..last).filter_map(other).collect(),
            }
        };
        let places: Vec<Place> = addresses.iter().enumerate().map(place).collect();
        let years = releases
            .iter()
            .take(last)
            .map(|release| years(release).collect())
            .collect();
        (
            system,
            Places {
                are_known: places.iter().all(|place| place.own.is_some()),
                places,
                years,
            },
        )
    }

    /// Which of the earlier releases count, as far as can be seen, the same people as the last one, in all its places.
    pub(super) fn continued<'a>(
        releases: &[&'a Release],
        addresses: &[Address],
    ) -> Vec<&'a Release> {
        let Some((last, earlier)) = releases.split_last() else {
            return vec![];
        };
        let (_, found) = Places::of(releases, addresses);
        let known: BTreeSet<&Address> = addresses.iter().collect();
        let time = last.catalog.dimension(&last.catalog.time);
        let years_now: BTreeSet<String> = time
            .into_iter()
            .flat_map(|time| time.leaves().map(|year| year.code.clone()))
            .collect();
        let continues = |at: usize| {
            let is_changed = |(place, address): (&Place, &Address)| {
                let year = address.pins.get(&last.catalog.time);
                year.is_some_and(|year| years_now.contains(year))
                    && place.earlier.iter().any(|(other, _)| *other == at)
            };
            let mut shown = earlier[at]
                .tables
                .values()
                .flat_map(|table| table.addressed());
            found.years[at].is_subset(&years_now)
                && shown.all(|(address, _)| known.contains(&address))
                && !found.places.iter().zip(addresses).any(is_changed)
        };
        (0..earlier.len())
            .filter(|at| continues(*at))
            .map(|at| earlier[at])
            .collect()
    }

    /// The places of which some cell is among these, or is one of an earlier release alone, or is a year.
    pub(super) fn matter(&self, needed: &BTreeSet<Id>) -> Vec<bool> {
        let matters = |place: &Place| {
            place.own.is_some_and(|id| needed.contains(&id))
                || !place.earlier.is_empty()
                || (place.year.is_some() && !self.years.is_empty())
        };
        self.places.iter().map(matters).collect()
    }

    /// How many earlier releases there are.
    pub(super) fn earlier(&self) -> usize {
        self.years.len()
    }

    /// The own cells of all places, by their number.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, Id)> {
        self.places
            .iter()
            .enumerate()
            .filter_map(|(at, place)| Some((at, place.own?)))
    }

    /// The cells of somebody's places in the last release, and those that earlier ones have of their own. Several places
    /// may be names of one cell.
    pub(super) fn cells(&self, record: &[usize]) -> (BTreeSet<Id>, BTreeSet<Id>) {
        let held = |at: &usize| self.places.get(*at);
        let years = || {
            record
                .iter()
                .filter_map(held)
                .filter_map(|place| Some((&place.measure, place.year.as_ref()?)))
        };
        let counted = |(at, measure): (usize, &String)| {
            years().any(|(other, year)| other == measure && self.years[at].contains(year))
        };
        let own = record
            .iter()
            .filter_map(held)
            .filter_map(|place| place.own)
            .collect();
        let earlier = record.iter().filter_map(held).flat_map(|place| {
            place
                .earlier
                .iter()
                .filter(|(at, _)| counted((*at, &place.measure)))
                .map(|(_, id)| *id)
        });
        (own, earlier.collect())
    }
}

/// The single years that a release counts together.
fn years(release: &Release) -> impl Iterator<Item = String> {
    let time = release.catalog.dimension(&release.catalog.time);
    time.into_iter().flat_map(|time| {
        time.leaves()
            .filter(|year| !year.apart)
            .map(|year| year.code.clone())
    })
}
