//! Writes down what a part and its whole have in common, over all years and year by year.

use std::collections::BTreeSet;

use cube::{Address, Release, TOTAL};

use super::search::Outsider;

impl Outsider {
    /// By the end of every year, no more are in the part than in the whole, or in the category of the whole that contains
    /// everybody of the part.
    pub(super) fn add_part(
        &mut self,
        at: usize,
        release: &Release,
        (part, whole): (&str, &str),
        category: Option<(&str, &str)>,
    ) {
        let time = &release.catalog.time;
        let years: Vec<String> = release.catalog.dimensions[0]
            .categories
            .iter()
            .map(|year| year.code.clone())
            .collect();
        let tables = release
            .tables
            .values()
            .filter(|table| table.measure == part);
        let pooled: Vec<Address> = tables
            .flat_map(|table| table.addressed())
            .map(|(address, _)| address)
            .collect();
        for of_part in pooled
            .iter()
            .filter(|address| !address.pins.contains_key(time))
        {
            let mut of_whole = Address {
                measure: whole.into(),
                ..of_part.clone()
            };
            of_whole
                .pins
                .extend(category.map(|(dimension, code)| (dimension.to_owned(), code.to_owned())));
            if category.is_some() && !self.names.contains_key(&Self::name(at, release, &of_whole)) {
                continue;
            }
            let of_residual = |address: &Address| Address {
                measure: Self::residual(whole, category),
                ..address.clone()
            };
            let residual = self.cell(at, release, &of_residual(of_part));
            self.judged[residual] = !release.catalog.is_unprotected(of_part);
            let several = release
                .catalog
                .dimensions
                .iter()
                .filter(|dimension| dimension.multi_response);
            for dimension in several.filter(|dimension| !of_part.pins.contains_key(&dimension.id)) {
                let option = |category: &cube::Category| {
                    let mut address = of_part.clone();
                    address
                        .pins
                        .insert(dimension.id.clone(), category.code.clone());
                    address
                };
                if dimension
                    .categories
                    .iter()
                    .all(|category| pooled.contains(&option(category)))
                {
                    self.add_line(at, release, dimension, &of_residual(of_part));
                }
            }
            let ends = (
                self.cell(at, release, &of_whole),
                self.cell(at, release, of_part),
            );
            self.sums
                .push(vec![(ends.0, 1), (ends.1, -1), (residual, -1)]);
            let mut sum = Vec::new();
            for year in &years {
                let in_year = |address: &Address| {
                    let mut address = address.clone();
                    address.pins.insert(time.clone(), year.clone());
                    address
                };
                sum.push((self.cell(at, release, &in_year(&of_whole)), 1));
                sum.push((self.cell(at, release, &in_year(of_part)), -1));
                let waiting = self.number(format!("{at}: waiting {of_part} {category:?} {year}"));
                self.sums
                    .push(sum.iter().copied().chain([(waiting, -1)]).collect());
            }
        }
    }

    /// Whoever is in the whole and not in the part is in the category of the part, or in another one; the same for those of
    /// them who did not choose an option. It follows from the other sums, but finding it by trial takes long.
    pub(super) fn add_others(
        &mut self,
        at: usize,
        release: &Release,
        (part, whole): (&str, &str),
        (dimension, code): (&str, &str),
    ) {
        let Some(dimension) = release
            .catalog
            .dimension(dimension)
            .filter(|listed| !listed.multi_response)
        else {
            return;
        };
        let mut others = Vec::new();
        for inner in [code].into_iter().chain(dimension.ancestors(code)) {
            let above = dimension
                .category(inner)
                .and_then(cube::Category::parent_or_total)
                .unwrap_or(TOTAL);
            others.extend(
                dimension
                    .children(above)
                    .filter(|beside| beside.code != inner),
            );
        }
        let of_part = release
            .tables
            .values()
            .filter(|table| table.measure == part)
            .flat_map(|table| table.addressed());
        for address in of_part.map(|(address, _)| address).collect::<BTreeSet<_>>() {
            let of = |measure: String| Address {
                measure,
                ..address.clone()
            };
            let residual_at = |category: Option<(&str, &str)>| of(Self::residual(whole, category));
            let other = |other: &cube::Category| {
                let mut address = of(whole.into());
                address
                    .pins
                    .insert(dimension.id.clone(), other.code.clone());
                address
            };
            for lacking in ["", "without "] {
                let known = |address: &Address| {
                    let name =
                        Self::name(at, release, address).replacen(": ", &format!(": {lacking}"), 1);
                    self.names.get(&name).copied()
                };
                let ends = [
                    (residual_at(None), 1),
                    (residual_at(Some((&dimension.id, code))), -1),
                ];
                let parts = ends
                    .into_iter()
                    .chain(others.iter().map(|category| (other(category), -1)));
                let sum: Option<Vec<_>> = parts
                    .map(|(address, by)| Some((known(&address)?, by)))
                    .collect();
                self.sums.extend(sum);
            }
        }
    }
}
