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
    file(context, figure, lines, vec![hidden])
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

/// Lists the headings: of the rows, and of each column of counts with its second column.
fn heads(context: &Context, matrix: &Matrix) -> Vec<String> {
    let second = match second_form(context, matrix) {
        Show::Count => None,
        Show::Share => Some(words::show::SHARE),
        Show::Change => Some(context.change_name()),
        Show::Rate => Some(words::show::RATE),
    };
    let mut heads = vec![matrix.head.clone()];
    for Line { label, .. } in &matrix.columns {
        heads.push(label.clone());
        if let Some(form) = second {
            let form = words::uncapitalized(form.get(context.lang()));
            heads.push(format!("{label}: {form}"));
        }
    }
    heads
}

/// Writes a count and its second form.
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
    let second = entry.format(context.lang(), show).text.replace('−', "-");
    vec![count, second]
}

/// Writes a line of fields. A field that a spreadsheet would run as a formula is marked as text.
fn write_line(lang: Lang, fields: &[String]) -> String {
    let separator = match lang {
        Lang::Es => ';',
        Lang::En => ',',
    };
    let field = |field: &String| {
        let text = if field.starts_with(['=', '@']) {
            format!("'{field}")
        } else {
            field.clone()
        };
        let plain = !text.contains([separator, '"', '\n', '\r']);
        if plain {
            text
        } else {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
    };
    let quoted: Vec<String> = fields.iter().map(field).collect();
    format!("{}\r\n", quoted.join(&separator.to_string()))
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
Personas acreditadas, 2023–2024\r
\r
Edad;Personas acreditadas;Personas acreditadas: porcentaje\r
Total;64;100 %\r
Menores de edad;29;45 %\r
0–11;c;c\r
12–17;24–29;–\r
Adultas;c;c\r
Sin información;c;c\r
\r
c: oculto para proteger a las personas\r
Personas acreditadas: Personas, por fecha de resolución.\r
Los porcentajes son de 64 personas.\r
La figura muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.\r
Menores de edad: Menos de 18 años.\r
CONATT · publicación 2026-10\r
"
        .replace(
            "La figura muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.",
            "\"La figura muestra los grupos, porque gran parte de lo que contienen está oculta; la tabla tiene todas las categorías.\"",
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn the_second_form_stands_beside_the_counts() {
        let (name, text) = file("en/yearly", "mostrar=cambio&anio=2024-2025", "anio");
        assert_eq!(name, "yearly-anio.csv");
        let lines = text.lines().skip(3).take(3).collect::<Vec<_>>();
        let head = "Year,Applications,Applications: yearly change,Accredited persons,Accredited persons: yearly change";
        assert_eq!(lines, [head, "2024,64,0,32,0", "2025,92,+28,46,≈\u{a0}+14"]);
        let (_, text) = file("acreditadas", "por=anio&mostrar=cambio", "sexo");
        assert!(
            text.contains("\r\nMujer;27;–;26;≈\u{a0}-1;37;≈\u{a0}+11\r\n"),
            "{text}"
        );
    }

    #[test]
    fn a_field_is_quoted_where_it_must_be_and_is_never_a_formula() {
        let fields = ["a;b", "\"c\"", "=1+1", "d,e"].map(String::from);
        assert_eq!(
            write_line(Lang::Es, &fields),
            "\"a;b\";\"\"\"c\"\"\";'=1+1;d,e\r\n"
        );
        assert_eq!(
            write_line(Lang::En, &fields),
            "a;b,\"\"\"c\"\"\",'=1+1,\"d,e\"\r\n"
        );
    }
}
