//! Gathers the numbers of a figure as values, with all that says what they are, for files that are made of them.
//!
//! Numbers are those that the page shows, rounded as it rounds them; what is hidden has no number.

use cube::{Lang, number};

use crate::context::Context;
use crate::counts::{Amount, Change, SMALLEST_BASE};
use crate::link;
use crate::numbers::{Entry, Matrix};
use crate::query::{Page, Query, Show};
use crate::view::{Figure, Selection};
use crate::words::{self, sheet as headings};

/// A figure's numbers by rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The language of its texts.
    pub lang: Lang,
    /// What its files are called, without an ending: section, figure, filters and release.
    pub name: String,
    /// The figure's title.
    pub title: String,
    /// The measure, the period and the filters.
    pub subtitle: String,
    /// The address of the figure's own page, below the root of the site; where it has none, of the page that it is on.
    pub address: String,
    /// The same with the numbers of this release for ever, where releases are kept.
    pub fixed: Option<String>,
    /// The address of the same figure for frames on other sites, if it has a page of its own.
    pub embed: Option<String>,
    /// The dimension of the rows: "Edad".
    pub head: String,
    /// The columns of counts.
    pub columns: Vec<Column>,
    /// What stands beside each count: "porcentaje", or a change and its percentage.
    pub beside: Vec<String>,
    /// The rows.
    pub rows: Vec<SheetRow>,
    /// What the marks among the numbers mean, the definition, and the notes.
    pub notes: Vec<String>,
    /// The source and the release.
    pub source: String,
    /// That the numbers are invented, where they are.
    pub mark: Option<String>,
}

/// A column of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The code of its category or year, or the id of its measure.
    pub code: String,
    /// Its heading.
    pub label: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    /// The code of its category or year; empty for what is left of a whole.
    pub code: String,
    /// Its name.
    pub label: String,
    /// A value for each column.
    pub cells: Vec<Cell>,
}

/// A count and what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The count.
    pub value: Value,
    /// The numbers beside it, one for each of the sheet's; without one where the page shows none.
    pub beside: Vec<Option<f64>>,
}

/// A count, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Exact(u64),
    /// A number between two others.
    Between(u64, u64),
    /// A number that is hidden to protect people.
    Hidden,
    /// No number was collected.
    Missing,
    /// What the source has in place of a number.
    Text(String),
}

/// Makes the sheet of a figure from its numbers.
pub fn sheet(context: &Context, figure: &Figure, matrix: &Matrix) -> Sheet {
    let show = second_form(context, matrix);
    let columns = matrix.columns.iter().map(|column| Column {
        code: column.code.clone(),
        label: column.label.clone(),
    });
    let mut rows = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        let cells = (0..matrix.columns.len()).map(|column| cell(matrix.entry(at, column), show));
        rows.push(SheetRow {
            code: row.code.clone(),
            label: row.label.clone(),
            cells: cells.collect(),
        });
    }
    let hidden = words::uncapitalized(&words::mark::HIDDEN_MEANING.text(context.lang()));
    Sheet {
        head: matrix.head.clone(),
        columns: columns.collect(),
        beside: beside(context, show),
        rows,
        ..empty(
            context,
            figure,
            vec![format!("{}: {hidden}", words::mark::HIDDEN_MARK)],
        )
    }
}

/// Makes a sheet without numbers: of a figure's texts. `marks` explains the marks among its numbers.
pub fn empty(context: &Context, figure: &Figure, marks: Vec<String>) -> Sheet {
    let mut notes = marks;
    notes.push(figure.definitions.join(" "));
    notes.extend(figure.notes.iter().cloned());
    let own = own(context, figure);
    let catalog = context.catalog();
    let address = link::href(catalog, &own);
    Sheet {
        lang: context.lang(),
        name: name(context, &address, &figure.id),
        title: figure.title.clone(),
        subtitle: figure.subtitle.clone(),
        fixed: (!catalog.releases.is_empty()).then(|| link::fixed(catalog, &own)),
        embed: own.figure.is_some().then(|| link::embed(&address)),
        address,
        head: String::new(),
        columns: vec![],
        beside: vec![],
        rows: vec![],
        notes,
        source: figure.source.clone(),
        mark: None,
    }
}

/// Returns the address of the page of a figure alone; where it has none, of the page that it is on.
pub fn address(context: &Context, figure: &Figure) -> String {
    link::href(context.catalog(), &own(context, figure))
}

/// Returns the query of the page of a figure alone, if it has one.
fn own(context: &Context, figure: &Figure) -> Query {
    let query = context.query;
    let has_own = query.page != Page::Home && figure.selection != Selection::Other;
    query.with_figure(query.figure.as_deref().or(has_own.then_some(&figure.id)))
}

/// Names the files of a figure: "acreditadas-edad_sexo-F_2026-10".
fn name(context: &Context, address: &str, figure: &str) -> String {
    let section = context.query.section(context.catalog());
    let mut name = section
        .map(|section| [section.slug.get(context.lang()), "-"].concat())
        .unwrap_or_default();
    name += figure;
    let (_, search) = address.split_once('?').unwrap_or_default();
    let of_link = |one: &&str| !one.starts_with("v=") && !one.starts_with("datos=");
    let group = context.query.filters.iter();
    if search.is_empty() {
        // A group with a folder of its own has its filter in no search.
        for (dimension, codes) in group {
            name += &["_", dimension, "-", &codes.join("-")].concat();
        }
    }
    for one in search
        .split('&')
        .filter(|one| !one.is_empty())
        .filter(of_link)
    {
        name += "_";
        name.extend(
            one.chars()
                .map(|letter| if is_plain(letter) { letter } else { '-' }),
        );
    }
    [&name, "_", &context.catalog().release].concat()
}

/// Decides whether every system takes a letter in the name of a file.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || ['-', '_', '.'].contains(&letter)
}

/// Returns the form of what stands beside each count: the one that the figure shows, or shares where the page has them.
fn second_form(context: &Context, matrix: &Matrix) -> Show {
    let is_shared =
        context.show == Show::Count && matrix.base().is_some_and(|base| base >= SMALLEST_BASE);
    if is_shared { Show::Share } else { context.show }
}

/// Names what stands beside each count.
fn beside(context: &Context, show: Show) -> Vec<String> {
    let lang = context.lang();
    let form = match show {
        Show::Count => return vec![],
        Show::Share => words::show::SHARE,
        Show::Change => context.change_name(),
        Show::Rate => words::show::RATE,
    };
    let form = words::uncapitalized(form.get(lang));
    let percentage = (show == Show::Change).then(|| headings::percentage(lang, &form));
    [form].into_iter().chain(percentage).collect()
}

fn cell(entry: Entry, show: Show) -> Cell {
    Cell {
        value: match entry.amount {
            Amount::Exact(count) => Value::Exact(count),
            Amount::Between(least, most) => Value::Between(least, most),
            Amount::Hidden => Value::Hidden,
            Amount::NotCollected => Value::Missing,
        },
        beside: match show {
            Show::Count => vec![],
            Show::Share => vec![share(entry)],
            Show::Change => change(entry).into(),
            Show::Rate => vec![rate(entry)],
        },
    }
}

fn share(entry: Entry) -> Option<f64> {
    let (part, base) = entry.part_and_base()?;
    Some(number::share_as_shown(part, base))
}

fn rate(entry: Entry) -> Option<f64> {
    let count = entry.amount.exact()?;
    let base = entry.rate?.base(count)?;
    Some(number::rate_as_shown(count, base))
}

/// Returns a change in persons and in per cent.
fn change(entry: Entry) -> [Option<f64>; 2] {
    let before = match entry.change {
        Some(Change::More(_, before) | Change::Fewer(_, before) | Change::Similar(before)) => {
            before
        }
        Some(Change::Same) => return [Some(0.0), None],
        _ => return [None, None],
    };
    let now = entry.amount.exact().unwrap_or(before);
    let sign = if now < before { -1.0 } else { 1.0 };
    let apart = now.abs_diff(before);
    let percent = (before >= SMALLEST_BASE).then(|| sign * number::share_as_shown(apart, before));
    [Some(sign * apart as f64), percent]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::sample;
    use crate::{Request, sheets};

    fn sheet(path: &str, search: &str, figure: &str) -> Sheet {
        let release = sample::release();
        let request = Request::parse(&release.catalog, path, search);
        let mut sheets = sheets(&release, &request).into_iter();
        sheets.find(|(id, _)| id == figure).unwrap().1
    }

    /// Writes each row: its code and, for each column, the number or why there is none, and what stands beside it.
    fn print(sheet: &Sheet) -> Vec<String> {
        let rows = sheet.rows.iter().map(|row| {
            let cells = row.cells.iter();
            let cells: Vec<String> = cells
                .map(|cell| format!("{:?} {:?}", cell.value, cell.beside))
                .collect();
            format!("{}: {}", row.code, cells.join(", "))
        });
        rows.collect()
    }

    #[test]
    fn a_sheet_has_the_numbers_of_its_figure_and_nothing_of_what_is_hidden() {
        let sheet = sheet("acreditadas", "anio=2023-2024", "edad");
        let texts = [
            &sheet.name,
            &sheet.title,
            &sheet.subtitle,
            &sheet.address,
            &sheet.head,
        ];
        assert_eq!(
            texts,
            [
                "acreditadas-edad_anio-2023-2024_2026-10",
                "Edad",
                "Personas acreditadas, 2023–2024",
                "acreditadas/edad/?anio=2023-2024&v=1",
                "Edad"
            ]
        );
        assert_eq!(sheet.beside, ["porcentaje"]);
        assert_eq!(
            print(&sheet),
            [
                "_T: Exact(64) [Some(100.0)]",
                "MIN: Exact(29) [Some(45.0)]",
                "0_11: Hidden [None]",
                "12_17: Between(24, 29) [None]",
                "ADU: Hidden [None]",
                "U: Hidden [None]",
            ]
        );
        assert_eq!(sheet.notes[0], "c: oculto para proteger a las personas");
    }

    #[test]
    fn a_change_has_its_percentage_as_the_page_rounds_it() {
        let sheet = sheet("en/yearly", "mostrar=cambio&anio=2024-2025", "anio");
        assert_eq!(sheet.beside, ["yearly change", "yearly change in percent"]);
        assert_eq!(
            print(&sheet),
            [
                "2024: Exact(64) [Some(0.0), None], Exact(32) [Some(0.0), None]",
                "2025: Exact(92) [Some(28.0), Some(44.0)], Exact(46) [Some(14.0), Some(44.0)]",
            ]
        );
    }

    #[test]
    fn compared_selections_stand_side_by_side() {
        let release = sample::release();
        let request = Request::parse(&release.catalog, "acreditadas", "sexo=F&contra=sexo:M");
        let view = crate::view(&release, &request);
        let sheets = sheets(&release, &request);
        let shown = view.figures.iter().filter(|figure| figure.has_numbers);
        let shown: Vec<&str> = shown.map(|figure| figure.id.as_str()).collect();
        for figure in &shown {
            assert!(sheets.iter().any(|(id, _)| id == figure), "{figure}");
        }
        for (_, sheet) in &sheets {
            assert!(
                sheet
                    .rows
                    .iter()
                    .all(|row| row.cells.len() == sheet.columns.len())
            );
        }
        assert!(shown.len() > 1, "{shown:?}");
    }
}
