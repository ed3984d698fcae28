//! Lists the sources of a draft: files with the same columns are one.

use std::collections::BTreeMap;

use crate::{
    column::Table,
    finding::{Finding, Unused},
    model::{Dropped, Source},
};

/// The names of the columns, sorted, and the row in which they stand.
type Form<'a> = (Vec<&'a str>, Option<u64>);

/// Lists the sources. One that is alone takes files of any name.
pub(crate) fn list_sources(tables: &[Table], findings: &[(String, Finding)]) -> Vec<Source> {
    let mut forms: BTreeMap<Form<'_>, Vec<&Table>> = BTreeMap::new();
    for table in tables {
        let mut names: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
        names.sort_unstable();
        forms.entry((names, table.header)).or_default().push(table);
    }
    let is_alone = forms.len() == 1;
    let numbered = (1..).zip(forms);
    let sources = numbered.map(|(number, ((names, header), tables))| {
        let source = Source {
            id: "registro".into(),
            files: Vec::new(),
            header,
            lacks: list_lacking(&names, findings),
            drop: list_dropped(&names, findings),
        };
        if is_alone {
            return source;
        }
        Source {
            id: format!("registro-{number}"),
            files: tables.iter().map(|table| table.file.clone()).collect(),
            ..source
        }
    });
    sources.collect()
}

/// The columns that are read and that a source does not have.
fn list_lacking(names: &[&str], findings: &[(String, Finding)]) -> Vec<String> {
    let is_lacking = |(name, finding): &&(String, Finding)| {
        !matches!(finding, Finding::Unused(_)) && !names.contains(&name.as_str())
    };
    let lacking = findings.iter().filter(is_lacking);
    lacking.map(|(name, _)| name.clone()).collect()
}

/// The columns that are not read, each once, by their names.
fn list_dropped(names: &[&str], findings: &[(String, Finding)]) -> Vec<Dropped> {
    let mut dropped: Vec<Dropped> = Vec::new();
    for name in names {
        let is_twice = names.iter().filter(|other| *other == name).count() > 1;
        let found = findings.iter().find(|(other, _)| other == name);
        let why = match found {
            _ if is_twice || name.is_empty() => Unused::NoNameOfItsOwn,
            Some((_, Finding::Unused(why))) => *why,
            _ => continue,
        };
        if dropped.last().is_none_or(|last| last.name != *name) {
            dropped.push(Dropped {
                name: (*name).to_owned(),
                why,
            });
        }
    }
    dropped
}
