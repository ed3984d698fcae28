//! What comes out: the release, and what there is to say of it.

use std::collections::BTreeMap;
use std::fmt;

use cube::{Address, Catalog, Cell, Lang, Release, Table, TableEntry, Text};

use crate::moves::Move;
use crate::problem::Variable;
use crate::suppress::Suppression;
use crate::{Note, Outcome, Witnesses};

/// Other counts that agree with everything published, as what they change in the true ones. Confidential: whoever has
/// them and the release knows much of what is hidden.
#[derive(Clone)]
pub struct Alternatives {
    cells: BTreeMap<Address, Variable>,
    moves: Vec<Move>,
}

impl Alternatives {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.moves.len()
    }

    /// Whether nothing is hidden that could be small.
    pub fn is_empty(&self) -> bool {
        self.moves.is_empty()
    }

    /// By how much each differs from the true counts, at every address where it does.
    pub fn iter(&self) -> impl Iterator<Item = BTreeMap<&Address, i64>> {
        self.moves.iter().map(|found| {
            let changes = self
                .cells
                .iter()
                .map(|(address, variable)| (address, found.change_of(*variable)));
            changes.filter(|(_, by)| *by != 0).collect()
        })
    }
}

impl fmt::Debug for Alternatives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Alternatives({})", self.moves.len())
    }
}

/// The outcome of a suppression.
pub(crate) fn of(suppression: &Suppression, catalog: &Catalog) -> Outcome {
    let problem = &suppression.problem;
    let cell = |address: &Address| {
        let number = problem
            .cells
            .get(address)
            .map(|variable| &problem.numbers[*variable]);
        let published = number.filter(|number| number.known || !number.hidden);
        published
            .and_then(|number| u64::try_from(number.count).ok())
            .map_or(Cell::Hidden, Cell::Published)
    };
    let tables = catalog.tables.iter().map(|entry| {
        let dimensions = catalog.dimensions_of(entry);
        let table = Table::from_fn(
            &entry.id,
            label(catalog, entry),
            &entry.measure,
            dimensions,
            cell,
        );
        (entry.id.clone(), table)
    });
    let release = Release {
        catalog: catalog.clone(),
        tables: tables.collect(),
    };
    let alternatives = Alternatives {
        cells: problem.cells.clone(),
        moves: suppression.pool.standing().cloned().collect(),
    };
    Outcome {
        release,
        notes: notes(suppression, catalog),
        witnesses: witnesses(suppression),
        alternatives,
    }
}

fn notes(suppression: &Suppression, catalog: &Catalog) -> Vec<Note> {
    // The tables of the release that was made are the first.
    let withheld = suppression
        .withheld
        .iter()
        .filter_map(|at| catalog.tables.get(*at));
    let mut notes: Vec<Note> = withheld
        .map(|entry| Note::Withheld {
            table: entry.id.clone(),
        })
        .collect();
    let bare = suppression
        .bare
        .iter()
        .map(|variable| suppression.problem.numbers[*variable].name.address.clone());
    notes.extend(bare.map(|address| Note::Bare { address }));
    notes.sort();
    notes.dedup();
    notes
}

fn witnesses(suppression: &Suppression) -> Witnesses {
    let promised = suppression
        .problem
        .numbers
        .iter()
        .enumerate()
        .filter(|(_, number)| number.is_promised());
    let (large, shown): (Vec<_>, Vec<_>) =
        promised.partition(|(variable, _)| suppression.is_exempt(*variable));
    let bare = suppression.bare.len();
    Witnesses {
        shown: shown.len().saturating_sub(bare),
        large: large.len(),
        tables: suppression.pool.standing().count(),
    }
}

/// "Personas acreditadas: Año × Sexo"; with the years where they are told by nothing else and are not all.
fn label(catalog: &Catalog, entry: &TableEntry) -> Text {
    let years = catalog
        .pooled_years()
        .filter(|_| !entry.dimensions.contains(&catalog.time));
    let years = years
        .map(|(first, last)| format!(", {first}–{last}"))
        .unwrap_or_default();
    let in_language = |lang| {
        let measure = catalog
            .measure(&entry.measure)
            .map_or(entry.measure.as_str(), |measure| measure.label.get(lang));
        let names = entry.dimensions.iter().map(|id| {
            catalog
                .dimension(id)
                .map_or(id.as_str(), |d| d.label.get(lang))
        });
        format!(
            "{measure}: {}{years}",
            names.collect::<Vec<_>>().join(" × ")
        )
    };
    Text::new(in_language(Lang::Es), in_language(Lang::En))
}
