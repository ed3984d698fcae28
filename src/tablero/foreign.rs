//! A table that somebody else has published, as a release: rows of codes with a count, some of them hidden.
//!
//! What a file does not have is taken as not published.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use cube::{Address, Catalog, Category, Cell, Dimension, Pin, Relations, Release, Table, Text};
use thiserror::Error;

/// Which columns a file has, and what stands in them.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The columns that hold codes.
    pub dimensions: Vec<String>,
    /// The column that holds counts.
    pub value: String,
    /// What stands there in place of a count that is hidden.
    pub hidden: Vec<String>,
    /// A column that says that a count is hidden, and what it says then.
    pub hidden_where: Option<(String, String)>,
    /// The code of all categories together.
    pub total: String,
    /// The smallest count that may be published.
    pub threshold: u64,
    /// A file that says which codes contain others: columns `column`, `hierarchy`, `code`, `parent`.
    pub parents: Option<PathBuf>,
}

/// Why a table could not be read.
#[derive(Debug, Error)]
pub enum ForeignError {
    /// The file cannot be read, or is no CSV.
    #[error("{}: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        source: csv::Error,
    },
    /// A column is missing.
    #[error("{}: there is no column “{column}”", .file.display())]
    NoColumn {
        /// The file.
        file: PathBuf,
        /// Its name.
        column: String,
    },
    /// What stands in place of a count is none, nor a mark for what is hidden.
    #[error("{}, line {line}: this is neither a count nor one of the marks for what is hidden", .file.display())]
    NoCount {
        /// The file.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
    },
    /// A cell stands in the file twice.
    #[error("{}, line {line}: the cell of this line stands there already", .file.display())]
    Twice {
        /// The file.
        file: PathBuf,
        /// The line, the heading being the first.
        line: usize,
    },
}

type Cells = BTreeMap<Vec<String>, Cell>;

/// For each column its hierarchies by name; in each, the codes that lie below others.
type Parents = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

/// One way to arrange the codes of a column: the dimension, and the place of the column.
type Arranged = (usize, Dimension);

/// Reads a table as a release of its own. A column whose codes lie in several hierarchies becomes several dimensions, and
/// each combination of them a table.
pub fn read(file: &Path, shape: &Shape) -> Result<Release, ForeignError> {
    let cells = cells(file, shape)?;
    let parents = shape
        .parents
        .as_deref()
        .map(hierarchies)
        .transpose()?
        .unwrap_or_default();
    let arranged: Vec<Vec<Arranged>> = (0..shape.dimensions.len())
        .map(|place| arrangements(place, shape, &cells, &parents))
        .collect();
    let combinations =
        arranged
            .iter()
            .fold(vec![vec![]], |combinations: Vec<Vec<Arranged>>, ways| {
                let with = |held: &Vec<Arranged>, way: &Arranged| {
                    held.iter().chain([way]).cloned().collect()
                };
                combinations
                    .iter()
                    .flat_map(|held| ways.iter().map(move |way| with(held, way)))
                    .collect()
            });
    let tables = combinations
        .iter()
        .map(|combination| table(combination, shape, &cells));
    let tables: BTreeMap<String, Table> = tables.map(|table| (table.id.clone(), table)).collect();
    let equal = arranged.iter().flat_map(|ways| equal(ways)).collect();
    let dimensions = arranged
        .into_iter()
        .flatten()
        .map(|(_, dimension)| dimension)
        .collect();
    Ok(Release {
        catalog: catalog(
            file,
            shape,
            dimensions,
            Relations {
                equal,
                ..Relations::default()
            },
        ),
        tables,
    })
}

/// The rows of a file, each with its line, as the fields of these columns.
fn rows(file: &Path, columns: &[&str]) -> Result<Vec<(usize, Vec<String>)>, ForeignError> {
    let unreadable = |source| ForeignError::Unreadable {
        file: file.into(),
        source,
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file)
        .map_err(unreadable)?;
    let heading = reader.headers().map_err(unreadable)?.clone();
    let place = |column: &&str| {
        let missing = || ForeignError::NoColumn {
            file: file.into(),
            column: (*column).to_owned(),
        };
        heading
            .iter()
            .position(|name| name == *column)
            .ok_or_else(missing)
    };
    let places = columns.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    let row = |(at, record): (usize, Result<csv::StringRecord, csv::Error>)| {
        let record = record.map_err(unreadable)?;
        Ok((
            at + 2,
            places
                .iter()
                .map(|place| record.get(*place).unwrap_or_default().to_owned())
                .collect(),
        ))
    };
    reader.records().enumerate().map(row).collect()
}

fn cells(file: &Path, shape: &Shape) -> Result<Cells, ForeignError> {
    let mut columns: Vec<&str> = shape.dimensions.iter().map(String::as_str).collect();
    columns.push(&shape.value);
    columns.extend(
        shape
            .hidden_where
            .as_ref()
            .map(|(column, _)| column.as_str()),
    );
    let mut cells = Cells::new();
    for (line, mut fields) in rows(file, &columns)? {
        let rest = fields.split_off(shape.dimensions.len());
        let value = rest.first().map(String::as_str).unwrap_or_default();
        let is_marked = shape
            .hidden_where
            .as_ref()
            .is_some_and(|(_, mark)| rest.get(1) == Some(mark));
        let cell = match value.parse() {
            _ if is_marked || shape.hidden.iter().any(|mark| mark == value) => Cell::Hidden,
            Ok(count) => Cell::Published(count),
            Err(_) => {
                return Err(ForeignError::NoCount {
                    file: file.into(),
                    line,
                });
            }
        };
        if cells.insert(fields, cell).is_some() {
            return Err(ForeignError::Twice {
                file: file.into(),
                line,
            });
        }
    }
    Ok(cells)
}

fn hierarchies(file: &Path) -> Result<Parents, ForeignError> {
    let mut parents = Parents::new();
    for (_, fields) in rows(file, &["column", "hierarchy", "code", "parent"])? {
        if let Ok([column, hierarchy, code, parent]) = <[String; 4]>::try_from(fields) {
            parents
                .entry(column)
                .or_default()
                .entry(hierarchy)
                .or_default()
                .insert(code, parent);
        }
    }
    Ok(parents)
}

/// The dimensions that a column stands for: one a hierarchy.
fn arrangements(place: usize, shape: &Shape, cells: &Cells, parents: &Parents) -> Vec<Arranged> {
    let column = &shape.dimensions[place];
    let codes: BTreeSet<&String> = cells.keys().filter_map(|key| key.get(place)).collect();
    let codes: Vec<&String> = codes
        .into_iter()
        .filter(|code| **code != shape.total)
        .collect();
    let Some(hierarchies) = parents.get(column) else {
        return vec![(place, dimension(column, codes, &BTreeMap::new()))];
    };
    let inner: BTreeSet<&String> = hierarchies.values().flat_map(BTreeMap::keys).collect();
    let of_hierarchy = |(name, parents): (&String, &BTreeMap<String, String>)| {
        let above: BTreeSet<&String> = parents.values().collect();
        let is_held = |code: &&String| above.contains(code) || inner.contains(code);
        let held = codes.iter().copied().filter(is_held).collect();
        (place, dimension(&format!("{column}.{name}"), held, parents))
    };
    hierarchies.iter().map(of_hierarchy).collect()
}

/// The codes, parents before their children; a parent that the file lacks is left out.
fn dimension(id: &str, codes: Vec<&String>, parents: &BTreeMap<String, String>) -> Dimension {
    let mut left = codes.clone();
    let mut categories: Vec<Category> = Vec::new();
    while !left.is_empty() {
        let parent = |code: &String| parents.get(code).filter(|parent| codes.contains(parent));
        let is_ready = |code: &&&String| {
            parent(code)
                .is_none_or(|parent| categories.iter().any(|category| category.code == *parent))
        };
        let ready: Vec<&String> = left.iter().filter(is_ready).copied().collect();
        if ready.is_empty() {
            break;
        }
        left.retain(|code| !ready.contains(code));
        let category = |code: &String| Category {
            code: code.clone(),
            parent: parent(code).cloned(),
            ..Category::default()
        };
        let new: Vec<Category> = ready.into_iter().map(category).collect();
        categories.extend(new);
    }
    Dimension {
        id: id.into(),
        categories,
        ..Dimension::default()
    }
}

fn table(combination: &[Arranged], shape: &Shape, cells: &Cells) -> Table {
    let dimensions: Vec<Dimension> = combination
        .iter()
        .map(|(_, dimension)| dimension.clone())
        .collect();
    let id = dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .collect::<Vec<_>>()
        .join(".");
    Table::from_fn(
        id,
        Text::default(),
        shape.value.clone(),
        dimensions,
        |address: &Address| {
            let code = |(_, dimension): &Arranged| {
                address
                    .pins
                    .get(&dimension.id)
                    .unwrap_or(&shape.total)
                    .clone()
            };
            cells
                .get(&combination.iter().map(code).collect::<Vec<_>>())
                .copied()
                .unwrap_or(Cell::Hidden)
        },
    )
}

/// The codes at the bottom of the first hierarchy, each with itself in every other one.
fn equal(ways: &[Arranged]) -> Vec<(Pin, Pin)> {
    let Some(((_, first), others)) = ways.split_first() else {
        return vec![];
    };
    let pin = |held: &Dimension, code: &str| Pin {
        dimension: held.id.clone(),
        code: code.into(),
    };
    let bottom = first
        .categories
        .iter()
        .filter(|category| first.is_leaf(&category.code));
    let pairs = bottom.flat_map(|category| {
        let there = others
            .iter()
            .filter(|(_, other)| other.category(&category.code).is_some());
        there.map(|(_, other)| (pin(first, &category.code), pin(other, &category.code)))
    });
    pairs.collect()
}

fn catalog(
    file: &Path,
    shape: &Shape,
    dimensions: Vec<Dimension>,
    relations: Relations,
) -> Catalog {
    let name = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Catalog {
        codebook: name.clone(),
        release: name,
        threshold: shape.threshold,
        dimensions,
        relations,
        ..Catalog::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(dimensions: &str) -> Shape {
        Shape {
            dimensions: dimensions.split(' ').map(Into::into).collect(),
            value: "n".into(),
            hidden: vec!["c".into(), "<5".into()],
            hidden_where: None,
            total: "Total".into(),
            threshold: 5,
            parents: None,
        }
    }

    fn found(text: &str, shape: &Shape) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("t.csv"), text).unwrap();
        let release = read(&folder.path().join("t.csv"), shape);
        let release = release.map_err(|error| {
            error
                .to_string()
                .replace(&folder.path().display().to_string(), "")
        })?;
        let report = attack::attack(&[&release]);
        Ok(report
            .findings
            .iter()
            .map(|finding| format!("{}: {}", finding.group, finding.kind))
            .collect())
    }

    #[test]
    fn a_total_gives_the_hidden_rest_away() {
        let text = "sex,note,n\nTotal,,4524\nM,,3291\nF,,1226\nO,,c\n";
        let strict = Shape {
            threshold: 10,
            ..shape("sex")
        };
        assert_eq!(found(text, &strict).unwrap(), ["n sex=O: exactly 7"]);
        let column = Shape {
            hidden_where: Some(("note".into(), "x".into())),
            ..strict
        };
        let marked = "sex,note,n\nTotal,,4524\nM,,3291\nF,,1226\nO,x,7\n";
        assert_eq!(found(marked, &column).unwrap(), ["n sex=O: exactly 7"]);
    }

    #[test]
    fn codes_in_two_hierarchies_are_the_same_persons() {
        // sdcTools/UserSupport #136, invented there: two tables that are safe alone.
        let folder = tempfile::tempdir().unwrap();
        let parents = folder.path().join("parents.csv");
        let mut text = "column,hierarchy,code,parent\n".to_owned();
        for (hierarchy, parent, codes) in [
            ("county", "C1", "ABIJ"),
            ("county", "C2", "KLMN"),
            ("group", "S", "ABIJKN"),
            ("group", "G", "LM"),
        ] {
            codes
                .chars()
                .for_each(|code| text += &format!("region,{hierarchy},{code},{parent}\n"));
        }
        std::fs::write(&parents, text).unwrap();
        let cells =
            "region,n\nTotal,36\nC1,20\nC2,16\nS,30\nG,6\nA,c\nB,c\nI,8\nJ,8\nK,c\nL,c\nM,c\nN,7\n";
        let one = Shape {
            threshold: 4,
            parents: Some(parents),
            ..shape("region")
        };
        assert_eq!(
            found(cells, &one).unwrap(),
            ["n region.county=K: exactly 3"]
        );
    }

    #[test]
    fn what_is_no_count_is_told_by_its_line() {
        assert_eq!(
            found("sex,n\nTotal,9\nM,x\n", &shape("sex")).unwrap_err(),
            "/t.csv, line 3: this is neither a count nor one of the marks for what is hidden"
        );
        assert_eq!(
            found("sex,n\nM,9\nM,8\n", &shape("sex")).unwrap_err(),
            "/t.csv, line 3: the cell of this line stands there already"
        );
        assert_eq!(
            found("sex,n\nM,9\n", &shape("age")).unwrap_err(),
            "/t.csv: there is no column “age”"
        );
    }
}
