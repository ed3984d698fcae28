//! Lists what a reader of one table must know: who is counted, what is hidden, where the series breaks.

use cube::{Catalog, Lang, Table};

use crate::{titles::table_title, words};

/// Lists the notes of a table in one language: what each is about, and its text.
pub fn list(table: &Table, catalog: &Catalog, lang: Lang) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    let mut add = |about: cube::Phrase, text: String| notes.push((about.get(lang), text));
    if let Some(notice) = &catalog.notice {
        add(words::NOTICE, notice.get(lang).into());
    }
    add(words::TABLE, table_title(table, catalog, lang));
    if let Some(measure) = catalog.measure(&table.measure) {
        add(words::COUNTED, measure.definition.get(lang).into());
        add(words::UNIT, measure.unit.get(lang).into());
    }
    add(words::SOURCE, catalog.source.get(lang).into());
    add(words::RELEASE, catalog.release.clone());
    add(words::CAVEAT, catalog.caveat.get(lang).into());
    add(
        words::HIDDEN,
        words::explain_hidden(lang, catalog.threshold),
    );
    for one in catalog.breaks.iter().filter(|one| one.concerns(table)) {
        add(
            words::BREAKS,
            format!("{}: {}", one.year, one.reason.get(lang)),
        );
    }
    if !catalog.revised.is_empty() {
        add(words::REVISED, catalog.revised.join(", "));
    }
    add(words::LICENCE, catalog.site.licence().into());
    notes
}
