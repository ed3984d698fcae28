//! Reads which code lies below which, and checks that it fits the table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::foreign::cells::{Cells, list_codes};
use crate::foreign::error::ForeignError;
use crate::foreign::file::read_rows;
use crate::foreign::layout::Layout;

/// For each code of one hierarchy, its parent. A code directly below the total may have an empty one.
pub(super) type Hierarchy = BTreeMap<String, String>;

/// For each column its hierarchies by name.
pub(super) type Parents = BTreeMap<String, BTreeMap<String, Hierarchy>>;

/// Reads the hierarchies of the columns.
pub(super) fn read_parents(
    file: &Path,
    layout: &Layout,
    cells: &Cells,
) -> Result<Parents, ForeignError> {
    let mut parents = Parents::new();
    for (line, fields) in read_rows(file, &["column", "hierarchy", "code", "parent"])? {
        let Ok([column, name, code, parent]) = <[String; 4]>::try_from(fields) else {
            continue;
        };
        if !layout.dimensions.contains(&column) {
            return Err(ForeignError::NoParentsColumn {
                file: file.into(),
                line,
                column,
                dimensions: layout.dimensions.clone(),
            });
        }
        let hierarchy: &mut Hierarchy = parents
            .entry(column)
            .or_default()
            .entry(name.clone())
            .or_default();
        let earlier = hierarchy.insert(code.clone(), parent.clone());
        if earlier.is_some_and(|earlier| earlier != parent) {
            return Err(ForeignError::TwoParents {
                file: file.into(),
                line,
                code,
                hierarchy: name,
            });
        }
    }
    for (column, hierarchies) in &parents {
        check(file, layout, cells, column, hierarchies)?;
    }
    Ok(parents)
}

/// Checks the hierarchies of one column against the codes of the table.
fn check(
    file: &Path,
    layout: &Layout,
    cells: &Cells,
    column: &str,
    hierarchies: &BTreeMap<String, Hierarchy>,
) -> Result<(), ForeignError> {
    let position = layout.dimensions.iter().position(|known| known == column);
    let codes = list_codes(cells, position.unwrap_or_default());
    let total = layout.totals.of_column(column);
    let codes: BTreeSet<&String> = codes
        .into_iter()
        .filter(|code| total != Some(code.as_str()))
        .collect();
    for (name, hierarchy) in hierarchies {
        if let Some(code) = find_circle(hierarchy) {
            return Err(ForeignError::Circle {
                file: file.into(),
                column: column.into(),
                hierarchy: name.clone(),
                code: code.into(),
            });
        }
        if !codes.iter().any(|code| names(hierarchy, code)) {
            return Err(ForeignError::UnusedHierarchy {
                file: file.into(),
                column: column.into(),
                hierarchy: name.clone(),
                codes: codes.into_iter().cloned().collect(),
            });
        }
    }
    let is_unknown =
        |code: &&&String| !hierarchies.values().any(|hierarchy| names(hierarchy, code));
    let unknown: Vec<String> = codes
        .iter()
        .filter(is_unknown)
        .map(|code| (*code).clone())
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(ForeignError::NoParents {
        file: file.into(),
        column: column.into(),
        codes: unknown,
    })
}

/// Returns whether a hierarchy has a code, as a child or as a parent.
pub(super) fn names(hierarchy: &Hierarchy, code: &str) -> bool {
    hierarchy.contains_key(code) || hierarchy.values().any(|parent| parent == code)
}

/// Finds a code that is above itself.
fn find_circle(hierarchy: &Hierarchy) -> Option<&str> {
    hierarchy.keys().map(String::as_str).find(|code| {
        let mut above = hierarchy.get(*code);
        // No way up is longer than there are codes.
        for _ in 0..hierarchy.len() {
            match above {
                Some(parent) if parent == code => return true,
                Some(parent) => above = hierarchy.get(parent),
                None => return false,
            }
        }
        false
    })
}
