//! Writes a figure's numbers as a CSV file, with the marks of hidden numbers and the figure's notes.
//!
//! The file is UTF-8 text with a byte order mark. Its separator is the one that spreadsheets of the language expect; whole
//! numbers are plain digits, so that they are read as numbers.

use cube::Lang;

use crate::context::Context;
use crate::counts::{Amount, SMALLEST_BASE};
use crate::link;
use crate::numbers::{Line, Matrix};
use crate::query::Show;
use crate::view::{Download, Figure};
use crate::words::{self, csv};

/// Makes the file of a figure, with its notes below the numbers.
pub fn download(context: &Context, figure: &Figure, matrix: &Matrix) -> Download {
    let mut lines = vec![heads(context, matrix)];
    for (at, row) in matrix.rows.iter().enumerate() {
        let mut line = vec![row.label.clone()];
        for column in 0..matrix.columns.len() {
            line.extend(cells(context, matrix, at, column));
        }
        lines.push(line);
    }
    let hidden = format!(
        "{}: {}",
        words::mark::HIDDEN_MARK,
        words::uncapitalized(&words::mark::HIDDEN_MEANING.text(context.lang()))
    );
    let mut marks = vec![hidden];
    let is_missing = |field: &String| field == words::mark::NONE_MARK;
    if second_form(context, matrix) == Show::Share && lines.iter().flatten().any(is_missing) {
        let reason = words::uncapitalized(&words::show::NO_SHARE.text(context.lang()));
        marks.push(format!("{}: {reason}", words::mark::NONE_MARK));
    }
    file(context, figure, lines, marks)
}

/// Makes the file of a figure from its lines of numbers, between its title and its notes. `marks` explains the marks among
/// the numbers.
pub fn file(
    context: &Context,
    figure: &Figure,
    numbers: Vec<Vec<String>>,
    marks: Vec<String>,
) -> Download {
    let mut lines = vec![
        vec![figure.title.clone()],
        vec![figure.subtitle.clone()],
        vec![],
    ];
    lines.extend(numbers);
    lines.push(vec![]);
    lines.extend(marks.into_iter().map(|mark| vec![mark]));
    lines.push(vec![figure.definition.clone()]);
    lines.extend(figure.notes.iter().map(|note| vec![note.clone()]));
    lines.push(vec![figure.source.clone()]);
    let mut text = String::from("\u{feff}");
    for line in &lines {
        text += &write_line(context.lang(), line);
    }
    let section = context
        .query
        .section(context.catalog())
        .map(|section| section.slug.get(context.lang()));
    Download {
        label: csv::DOWNLOAD.text(context.lang()),
        about: format!("{}: {}", csv::DOWNLOAD.text(context.lang()), figure.title),
        name: format!("{}-{}.csv", section.unwrap_or_default(), figure.id),
        href: format!("data:text/csv;charset=utf-8,{}", link::encode(&text)),
    }
}

/// Returns the form of the second column behind each count: the one that the figure shows, or shares where the page has
/// them.
fn second_form(context: &Context, matrix: &Matrix) -> Show {
    let is_shared =
        context.show == Show::Count && matrix.base().is_some_and(|base| base >= SMALLEST_BASE);
    if is_shared { Show::Share } else { context.show }
}

/// Lists the headings: of the rows, and of each column of counts with its second column. Behind changes are their
/// percentages.
fn heads(context: &Context, matrix: &Matrix) -> Vec<String> {
    let second = match second_form(context, matrix) {
        Show::Count => None,
        Show::Share => Some(words::show::SHARE),
        Show::Change => Some(context.change_name()),
        Show::Rate => Some(words::show::RATE),
    };
    let lang = context.lang();
    let mut heads = vec![matrix.head.clone()];
    for Line { label, .. } in &matrix.columns {
        heads.push(label.clone());
        if let Some(form) = second {
            let form = words::uncapitalized(form.get(lang));
            heads.push(format!("{label}: {form}"));
            if context.show == Show::Change {
                heads.push(csv::percentage(lang, label, &form));
            }
        }
    }
    heads
}

/// Writes a count and its second form, with the same marks as the figure's table.
fn cells(context: &Context, matrix: &Matrix, row: usize, column: usize) -> Vec<String> {
    let entry = matrix.entry(row, column);
    let count = match entry.amount {
        Amount::Exact(count) => count.to_string(),
        Amount::Between(least, most) => format!("{least}–{most}"),
        Amount::Hidden => words::mark::HIDDEN_MARK.into(),
        Amount::NotCollected => String::new(),
    };
    let show = second_form(context, matrix);
    if show == Show::Count {
        return vec![count];
    }
    // Spreadsheets read only a hyphen as a minus.
    let plain = |text: String| text.replace('−', "-");
    let second = entry.format(context.lang(), show);
    if show == Show::Change {
        let percentage = second.beside.unwrap_or_default();
        return vec![count, plain(second.text), plain(percentage)];
    }
    // Beside a count that is hidden itself, the table has no second mark for it.
    let is_hidden_twice = matrix.columns.len() == 1 && entry.amount == Amount::Hidden;
    if is_hidden_twice {
        return vec![count, words::mark::NONE_MARK.into()];
    }
    vec![count, plain(second.text)]
}

/// Writes a line of fields. A field that a spreadsheet would run as a formula is marked as text, and one that holds any of
/// the usual separators is quoted, for spreadsheets may separate at all of them.
fn write_line(lang: Lang, fields: &[String]) -> String {
    let separator = match lang {
        Lang::Es => ';',
        Lang::En => ',',
    };
    let field = |field: &String| {
        let text = if is_formula(field) {
            format!("'{field}")
        } else {
            field.clone()
        };
        let plain = !text.contains([',', ';', '\t', '"', '\n', '\r']);
        if plain {
            text
        } else {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
    };
    let quoted: Vec<String> = fields.iter().map(field).collect();
    format!("{}\r\n", quoted.join(&separator.to_string()))
}

/// Decides whether a spreadsheet would run a field as a formula. A number with its sign is none.
fn is_formula(field: &str) -> bool {
    let is_of_number = |letter: char| {
        letter.is_ascii_digit()
            || letter.is_whitespace()
            || ['.', ',', '%', '+', '-'].contains(&letter)
    };
    match field.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !field.chars().all(is_of_number),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Request;
    use crate::testing::sample;
    use crate::view;

    /// Returns the name and the text of a figure's file.
    fn file(path: &str, search: &str, id: &str) -> (String, String) {
        let release = sample::release();
        let figures = view(&release, &Request::parse(&release.catalog, path, search)).figures;
        let download = figures
            .into_iter()
            .find(|figure| figure.id == id)
            .and_then(|figure| figure.download)
            .unwrap();
        let text = download
            .href
            .strip_prefix("data:text/csv;charset=utf-8,")
            .unwrap();
        (download.name, link::decode(text))
    }

    #[test]
    fn a_file_holds_what_is_seen_with_its_marks_and_its_source() {
        let (name, text) = file("acreditadas", "anio=2023-2024", "edad");
        assert_eq!(name, "acreditadas-edad.csv");
        let expected = "\u{feff}Edad\r
'Personas acreditadas, 2023–2024'\r
\r
Edad;Personas acreditadas;Personas acreditadas: porcentaje\r
Total;64;100 %\r
Menores de edad;29;45 %\r
0–11;c;–\r
12–17;24–29;–\r
Adultas;c;–\r
Sin información;c;–\r
\r
c: oculto para proteger a las personas\r
–: sin porcentaje: el valor no está publicado o no es parte de la base\r
'Personas acreditadas: Personas, por fecha de resolución.'\r
Porcentajes sobre 64 personas.\r
Menores de edad: Menos de 18 años.\r
CONATT · publicación 2026-10\r
"
        .replace('\'', "\"");
        assert_eq!(text, expected);
    }

    #[test]
    fn the_second_form_stands_beside_the_counts() {
        let (name, text) = file("en/yearly", "mostrar=cambio&anio=2024-2025", "anio");
        assert_eq!(name, "yearly-anio.csv");
        let lines = text.lines().skip(3).take(3).collect::<Vec<_>>();
        let head = "Year,Applications,Applications: yearly change,Applications: yearly change in percent,Accredited persons,\
                    Accredited persons: yearly change,Accredited persons: yearly change in percent";
        let expected = [
            head,
            "2024,64,0,,32,0,",
            "2025,92,+28,+44%,46,≈\u{a0}+14,+44%",
        ];
        assert_eq!(lines, expected);
        let (_, text) = file("acreditadas", "por=anio&mostrar=cambio", "sexo");
        assert!(
            text.contains("\r\nMujer;27;–;;26;≈\u{a0}-1;;37;≈\u{a0}+11;\r\n"),
            "{text}"
        );
    }

    #[test]
    fn a_field_is_quoted_where_it_must_be_and_is_never_a_formula() {
        for (field, written) in [
            ("a;b", "\"a;b\""),
            ("1,04", "\"1,04\""),
            ("a\tb", "\"a\tb\""),
            ("\"c\"", "\"\"\"c\"\"\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd", "'+cmd"),
            ("-2+3+A1", "'-2+3+A1"),
            ("+28", "+28"),
            ("-1", "-1"),
            ("-31\u{a0}%", "-31\u{a0}%"),
            ("+0,5\u{a0}%", "\"+0,5\u{a0}%\""),
            ("plain", "plain"),
        ] {
            let fields = [field.to_owned(), "x".to_owned()];
            assert_eq!(write_line(Lang::Es, &fields), format!("{written};x\r\n"));
            assert_eq!(write_line(Lang::En, &fields), format!("{written},x\r\n"));
        }
    }

    #[test]
    fn a_change_has_its_percentage_in_a_column_of_its_own() {
        let (_, text) = file("anual", "mostrar=cambio", "anio");
        let lines: Vec<&str> = text.lines().skip(3).take(4).collect();
        let head = "Año;Solicitudes;Solicitudes: cambio anual;Solicitudes: cambio anual en porcentaje;Personas acreditadas;\
                    Personas acreditadas: cambio anual;Personas acreditadas: cambio anual en porcentaje";
        let expected = [
            head,
            "2023;64;–;;32;–;",
            "2024;64;0;;32;0;",
            "2025;92;+28;+44\u{a0}%;46;≈\u{a0}+14;+44\u{a0}%",
        ];
        assert_eq!(lines, expected);
    }
}
