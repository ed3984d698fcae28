//! Writes down the tables of persons behind tables that cross three dimensions two by two.

use cube::{Address, Dimension, Release, Table};

use super::search::Outsider;

impl Outsider {
    /// For every three dimensions of which every two are crossed in a table of the same measure: the crossings of all three
    /// add up to those of two.
    pub(super) fn add_triples(&mut self, at: usize, release: &Release) {
        let crossed = release.tables.values().filter(|table| is_crossed(table));
        let crossed: Vec<&Table> = crossed.collect();
        for (first, one) in crossed.iter().enumerate() {
            for (second, other) in crossed.iter().enumerate().skip(first + 1) {
                for third in &crossed[second + 1..] {
                    self.add_triple(at, release, [one, other, third]);
                }
            }
        }
    }

    fn add_triple(&mut self, at: usize, release: &Release, pairs: [&Table; 3]) {
        let mut dimensions: Vec<&Dimension> = Vec::new();
        for dimension in pairs.iter().flat_map(|table| table.dimensions()) {
            if dimensions.iter().all(|known| known.id != dimension.id) {
                dimensions.push(dimension);
            }
        }
        let measure = &pairs[0].measure;
        if dimensions.len() != 3 || pairs.iter().any(|table| table.measure != *measure) {
            return;
        }
        for table in pairs {
            let [row, column] = [&table.dimensions()[0], &table.dimensions()[1]];
            let is_third =
                |dimension: &&&Dimension| ![&row.id, &column.id].contains(&&dimension.id);
            let third = dimensions.iter().find(is_third).unwrap();
            for (r, c) in row
                .leaves()
                .flat_map(|r| column.leaves().map(move |c| (r, c)))
            {
                let pins = [(row.id.as_str(), r.code.as_str()), (&column.id, &c.code)];
                let pair = self.cell(at, release, &Address::new(measure, pins));
                let mut sum = vec![(pair, 1)];
                for class in third.leaves() {
                    let pins = pins
                        .into_iter()
                        .chain([(third.id.as_str(), class.code.as_str())]);
                    sum.push((self.latent(at, release, &Address::new(measure, pins)), -1));
                }
                self.sums.push(sum);
            }
        }
    }
}

impl Outsider {
    /// A cell that no table has; each release has its own.
    fn latent(&mut self, at: usize, release: &Release, address: &Address) -> usize {
        match Self::name(at, release, address) {
            nobody if nobody == "nobody" => self.cell(at, release, address),
            name => self.number(format!("{at}: behind {name}")),
        }
    }
}

/// Whether a table crosses two dimensions of which each person has one category.
fn is_crossed(table: &Table) -> bool {
    let dimensions = table.dimensions();
    dimensions.len() == 2 && dimensions.iter().all(|dimension| !dimension.multi_response)
}
