//! Writes a figure's numbers as a CSV file, with the marks of hidden numbers and the figure's notes.
//!
//! Text in UTF-8 with a byte order mark, its fields parted as spreadsheets of the language expect them; whole numbers are
//! plain digits, so that they are read as numbers.

use cube::Lang;

use crate::context::Context;
use crate::counts::{Amount, SMALLEST_BASE};
use crate::link;
use crate::numbers::Matrix;
use crate::query::Show;
use crate::view::{Download, Figure};
use crate::words::{self, csv};

/// The file of a figure; its notes stand below the numbers.
pub fn download(context: &Context, figure: &Figure, matrix: &Matrix) -> Download {
    let heads = std::iter::once(matrix.head.clone())
        .chain(heads(context, matrix))
        .collect();
    let rows = (0..matrix.rows.len()).map(|row| {
        let cells =
            (0..matrix.columns.len()).flat_map(|column| cells(context, matrix, row, column));
        std::iter::once(matrix.rows[row].label.clone())
            .chain(cells)
            .collect()
    });
    let hidden = format!(
        "{}: {}",
        words::mark::HIDDEN_MARK,
        words::uncapitalized(&words::mark::HIDDEN_MEANING.get(context.lang()))
    );
    file(
        context,
        figure,
        std::iter::once(heads).chain(rows).collect(),
        vec![hidden],
    )
}

/// A figure's title, these lines, and what must be known of them: what their marks mean, then the figure's own notes.
pub fn file(
    context: &Context,
    figure: &Figure,
    numbers: Vec<Vec<String>>,
    marks: Vec<String>,
) -> Download {
    let head = [
        vec![figure.title.clone()],
        vec![figure.subtitle.clone()],
        vec![],
    ];
    let notes = marks
        .into_iter()
        .chain([figure.definition.clone()])
        .chain(figure.notes.iter().cloned());
    let notes = notes.chain([figure.source.clone()]).map(|note| vec![note]);
    let lines: Vec<Vec<String>> = head
        .into_iter()
        .chain(numbers)
        .chain([vec![]])
        .chain(notes)
        .collect();
    let text: String = lines
        .iter()
        .map(|line| written(context.lang(), line))
        .collect();
    let section = context
        .query
        .section(context.catalog())
        .map(|section| section.slug.get(context.lang()));
    Download {
        label: csv::DOWNLOAD.get(context.lang()),
        about: format!("{}: {}", csv::DOWNLOAD.get(context.lang()), figure.title),
        name: format!("{}-{}.csv", section.unwrap_or_default(), figure.id),
        href: format!(
            "data:text/csv;charset=utf-8,{}",
            link::encode(&format!("\u{feff}{text}"))
        ),
    }
}

/// What stands beside counts: what is shown of them, or the shares that stand beside them on the page.
fn shown(context: &Context, matrix: &Matrix) -> Show {
    let is_shared =
        context.show == Show::Count && matrix.base().is_some_and(|base| base >= SMALLEST_BASE);
    if is_shared { Show::Share } else { context.show }
}

/// The heads of the columns: that of the counts, and that of what is shown of them.
fn heads(context: &Context, matrix: &Matrix) -> Vec<String> {
    let shown = match shown(context, matrix) {
        Show::Count => None,
        Show::Share => Some(words::show::SHARE),
        Show::Change => Some(words::show::CHANGE),
        Show::Rate => Some(words::show::RATE),
    };
    let shown = shown.map(|shown| words::uncapitalized(&shown.get(context.lang())));
    let heads = |label: &String| {
        std::iter::once(label.clone())
            .chain(shown.as_ref().map(|shown| format!("{label}: {shown}")))
            .collect::<Vec<_>>()
    };
    matrix
        .columns
        .iter()
        .flat_map(|column| heads(&column.label))
        .collect()
}

fn cells(context: &Context, matrix: &Matrix, row: usize, column: usize) -> Vec<String> {
    let entry = matrix.at(row, column);
    let count = match entry.amount {
        Amount::Exact(count) => count.to_string(),
        Amount::Between(least, most) => format!("{least}–{most}"),
        Amount::Hidden => words::mark::HIDDEN_MARK.into(),
    };
    let show = shown(context, matrix);
    // Spreadsheets know no minus but the hyphen.
    let shown =
        (show != Show::Count).then(|| entry.format(context.lang(), show).text.replace('−', "-"));
    std::iter::once(count).chain(shown).collect()
}

/// Writes a line of fields. A field that a spreadsheet would run as a formula is marked as text.
fn written(lang: Lang, fields: &[String]) -> String {
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
    let fields: Vec<String> = fields.iter().map(field).collect();
    format!("{}\r\n", fields.join(&separator.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Request;
    use crate::testing::sample;
    use crate::view;

    /// The file of a figure as it arrives.
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
    fn what_is_shown_of_the_counts_stands_beside_them() {
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
            written(Lang::Es, &fields),
            "\"a;b\";\"\"\"c\"\"\";'=1+1;d,e\r\n"
        );
        assert_eq!(
            written(Lang::En, &fields),
            "a;b,\"\"\"c\"\"\",'=1+1,\"d,e\"\r\n"
        );
    }
}
