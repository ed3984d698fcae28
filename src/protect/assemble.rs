//! Assembles the release from a finished suppression, with its notes and its proof.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Cell, Release, Table, TableEntry, Text};

use crate::problem::system::Problem;
use crate::protected_release::{Alternatives, Note, ProtectedRelease, Witnesses};
use crate::suppress::suppression::Suppression;

/// Writes every announced table with the cells that the suppression leaves published.
pub(crate) fn assemble(suppression: &Suppression, catalog: &Catalog) -> ProtectedRelease {
    let problem = &suppression.problem;
    let mut release = Release {
        catalog: catalog.clone(),
        tables: BTreeMap::new(),
    };
    for entry in &catalog.tables {
        let (label, dimensions) = (label_table(catalog, entry), catalog.dimensions_of(entry));
        let cell = |address: &Address| released_cell(problem, address);
        let table = Table::from_fn(&entry.id, label, &entry.measure, dimensions, cell);
        release.tables.insert(entry.id.clone(), table);
    }
    ProtectedRelease {
        release,
        notes: collect_notes(suppression, catalog),
        witnesses: count_witnesses(suppression),
        alternatives: Alternatives {
            cells: problem.cells.clone(),
            moves: suppression.pool.active().cloned().collect(),
        },
    }
}

fn released_cell(problem: &Problem, address: &Address) -> Cell {
    let Some(variable) = problem.cells.get(address) else {
        return Cell::Hidden;
    };
    let number = &problem.numbers[*variable];
    match u64::try_from(number.count) {
        Ok(count) if number.known || !number.hidden => Cell::Published(count),
        _ => Cell::Hidden,
    }
}

fn collect_notes(suppression: &Suppression, catalog: &Catalog) -> Vec<Note> {
    let mut notes = Vec::new();
    for table in &suppression.withheld {
        // The new release's tables are the first of the problem; those after them are earlier releases'.
        if let Some(entry) = catalog.tables.get(*table) {
            let table = entry.id.clone();
            notes.push(Note::Withheld { table });
        }
    }
    for variable in &suppression.exposed {
        let address = suppression.problem.numbers[*variable].name.address.clone();
        notes.push(Note::Exposed { address });
    }
    notes.sort();
    notes.dedup();
    notes
}

fn count_witnesses(suppression: &Suppression) -> Witnesses {
    let (mut shown, mut large) = (0_usize, 0);
    for (variable, number) in suppression.problem.numbers.iter().enumerate() {
        if !number.is_promised() {
            continue;
        }
        if suppression.is_exempt(variable) {
            large += 1;
        } else {
            shown += 1;
        }
    }
    let of_possible = suppression.possible.iter().map(|(variable, _)| variable);
    Witnesses {
        possible: of_possible.collect::<BTreeSet<_>>().len(),
        shown: shown.saturating_sub(suppression.exposed.len()),
        large,
        tables: suppression.pool.active().count(),
    }
}

/// "Personas acreditadas: Año × Sexo"; with the range of years where no dimension shows it and it is not all years.
fn label_table(catalog: &Catalog, entry: &TableEntry) -> Text {
    let years = match catalog.pooled_years() {
        Some((first, last)) if !entry.dimensions.contains(&catalog.time) => {
            format!(", {first}–{last}")
        }
        _ => String::new(),
    };
    let in_language = |lang| {
        let measure = catalog.measure(&entry.measure);
        let measure = measure.map_or(entry.measure.as_str(), |measure| measure.label.get(lang));
        let mut names = Vec::new();
        for id in &entry.dimensions {
            let dimension = catalog.dimension(id);
            names.push(dimension.map_or(id.as_str(), |dimension| dimension.label.get(lang)));
        }
        format!("{measure}: {}{years}", names.join(" × "))
    };
    catalog.languages.write_text(in_language)
}
