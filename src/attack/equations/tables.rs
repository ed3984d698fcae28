//! Writes what one table says: sums along dimensions, and multi-response options.

use cube::Table;

use super::corrections::ReleaseIndex;
use super::grid::{Grid, ResponseLine, adds_up};
use super::id::Id;
use super::writer::{Place, Writer};
use crate::report::Group;

impl Writer<'_> {
    /// Adds a table's cells and the equations between them.
    pub(super) fn write_table(&mut self, at: ReleaseIndex, table: &Table) {
        let release = &self.releases[at].catalog.release;
        let table_index = self.tables.len();
        self.tables.push(if self.releases.len() > 1 {
            format!("{release}/{}", table.id)
        } else {
            table.id.clone()
        });
        let (mut cells, mut groups) = (Vec::new(), Vec::new());
        for (address, shown) in table.addressed() {
            let group = Group::from(address);
            let id = self.cell(at, &group);
            let cell = &mut self.cells[id];
            let is_first_hidden =
                shown == cube::Cell::Hidden && cell.shown.iter().all(|(_, count)| count.is_some());
            if is_first_hidden {
                cell.group = group.clone();
            }
            cell.shown.push((table_index, shown.published()));
            cells.push(Some(id));
            groups.push(group);
        }
        let grid = Grid {
            dimensions: table.dimensions().to_vec(),
            cells,
        };
        self.note_rows(table_index, &grid);
        self.write_grid(at.into(), &grid, &groups);
    }

    /// Notes which cells add up to which, to find rows of one category.
    fn note_rows(&mut self, table_index: usize, grid: &Grid) {
        for line in grid.lines() {
            let mut ids = line.into_iter().map(|(id, _)| id);
            if let Some(whole) = ids.next() {
                let tables = self.rows.entry((whole, ids.collect())).or_default();
                tables.insert(table_index);
            }
        }
    }

    /// Adds the equations between the cells of a grid.
    pub(super) fn write_grid(&mut self, at: Place, grid: &Grid, groups: &[Group]) {
        for line in grid.lines() {
            self.write(line);
        }
        for (dimension, known) in grid.dimensions.iter().enumerate() {
            if !adds_up(known) {
                self.write_responses(at, grid, groups, dimension);
            }
        }
    }

    /// Adds the equations of a multi-response dimension: everybody who answered has each option or
    /// lacks it, and has at least one. Among those who lack an option, the same holds for every
    /// other multi-response dimension: so there are groups with *neither* of two options.
    fn write_responses(&mut self, at: Place, grid: &Grid, groups: &[Group], dimension: usize) {
        let options = grid.options(dimension);
        let origins: Vec<usize> = grid.origins(grid.axis(dimension)).collect();
        let mut lacking = vec![Vec::new(); options.len()];
        for line in grid.response_lines(dimension) {
            let Some(line) = line else {
                lacking.iter_mut().for_each(|cells| cells.push(None));
                continue;
            };
            let ids = self.write_response_line(at, grid, groups, (dimension, &options), &line);
            for (cells, id) in lacking.iter_mut().zip(ids) {
                cells.push(Some(id));
            }
        }
        let axis = grid.axis(dimension);
        let others = grid.dimensions_without(dimension);
        for (position, cells) in options.into_iter().zip(lacking) {
            let id = &grid.dimensions[dimension].id;
            let groups: Vec<Group> = origins
                .iter()
                .map(|origin| without_option(&groups[axis.index(*origin, position)], id))
                .collect();
            let grid = Grid {
                dimensions: others.clone(),
                cells,
            };
            for line in grid.lines() {
                self.write_following(line);
            }
            for (other, known) in others.iter().enumerate() {
                if !adds_up(known) {
                    self.write_responses(at, &grid, &groups, other);
                }
            }
        }
    }

    /// Adds the equations of one line, and returns the cells of those who lack each option.
    fn write_response_line(
        &mut self,
        at: Place,
        grid: &Grid,
        groups: &[Group],
        (dimension, options): (usize, &[usize]),
        line: &ResponseLine,
    ) -> Vec<Id> {
        let ResponseLine {
            origin,
            answered,
            with_option,
        } = line;
        // How many more answers there are than persons who answered.
        let surplus = self.unjudged_number(&groups[*origin]);
        let everybody = answered.iter().chain(with_option).copied();
        self.write(everybody.chain([(surplus, 1)]));
        let mut lacking = Vec::new();
        for (option, position) in options.iter().enumerate() {
            let index = grid.axis(dimension).index(*origin, *position);
            let group = without_option(&groups[index], &grid.dimensions[dimension].id);
            let lacks = self.cell(at, &group);
            let with = [with_option[option], (lacks, -1)];
            self.write(answered.iter().copied().chain(with));
            // Whoever lacks it has another one.
            let mut others = with_option.clone();
            others.remove(option);
            self.write_following(others.into_iter().chain([(surplus, 1), (lacks, 1)]));
            lacking.push(lacks);
        }
        lacking
    }
}

/// Returns the group of those who lack the option that a group has in a dimension.
fn without_option(group: &Group, dimension: &str) -> Group {
    let mut group = group.clone();
    group.without.insert(dimension.to_owned());
    group
}
