//! Attacks the tables of a release that a reader chose.

use attack::{Progress, Report};
use cube::{Dimension, Release};

/// Which tables are attacked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The tables of at most one dimension besides time. It takes about a second.
    ByYear,
    /// All tables at once. It takes longer.
    Everything,
}

/// Attacks the tables within the scope, and reports its progress meanwhile.
pub fn attack_release(
    release: &Release,
    scope: Scope,
    report_progress: &mut dyn FnMut(Progress),
) -> Report {
    attack::attack_with_progress(&[&select_tables(release, scope)], report_progress)
}

/// Copies a release with the tables within the scope only.
fn select_tables(release: &Release, scope: Scope) -> Release {
    let catalog = &release.catalog;
    let is_time = |dimension: &&Dimension| dimension.id == catalog.time;
    let mut tables = release.tables.clone();
    tables.retain(|_, table| {
        let dimensions = table.dimensions();
        let besides_time = dimensions.len() - dimensions.iter().filter(is_time).count();
        scope == Scope::Everything || besides_time < 2
    });
    Release {
        catalog: catalog.clone(),
        tables,
    }
}
