//! Writes the table of a figure as it is read, as CSV that a spreadsheet of the page's language opens by itself: numbers
//! from the second line on, the source and the address in columns of their own.

use csv::{Terminator, WriterBuilder};
use cube::Lang;
use dashboard::{Sheet, Value};

use crate::{fields, origin::Origin, words};

/// By this sign spreadsheets know that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the file.
pub fn write(sheet: &Sheet, origin: &Origin) -> Result<Vec<u8>, csv::Error> {
    let separator = match sheet.lang {
        Lang::Es => b';',
        Lang::En => b',',
    };
    let mut file = WriterBuilder::new()
        .delimiter(separator)
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let (names, values) = origin_columns(sheet, origin);
    let mut heads: Vec<String> = heads(sheet).iter().map(|head| fields::text(head)).collect();
    heads.extend(names);
    file.write_record(&heads)?;
    for row in &sheet.rows {
        let mut line = vec![fields::text(&row.label)];
        for cell in &row.cells {
            line.push(value(&cell.value));
            for number in &cell.beside {
                line.push(number.map_or_else(String::new, |number| {
                    fields::number(Some(sheet.lang), number)
                }));
            }
        }
        line.extend(values.iter().cloned());
        file.write_record(&line)?;
    }
    file.into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// Lists the headings of the table: of the rows, and of each column of counts with what stands beside it.
pub fn heads(sheet: &Sheet) -> Vec<String> {
    let mut heads = vec![sheet.head.clone()];
    for column in &sheet.columns {
        heads.push(column.label.clone());
        for form in &sheet.beside {
            heads.push(format!("{}: {form}", column.label));
        }
    }
    heads
}

/// Writes a count, or the mark that the page has in its place.
pub fn value(value: &Value) -> String {
    match value {
        Value::Exact(count) => count.to_string(),
        Value::Between(least, most) => format!("{least}–{most}"),
        Value::Hidden => words::HIDDEN_MARK.into(),
        Value::Missing => String::new(),
        Value::Text(text) => fields::text(text),
    }
}

/// Lists what stands in every row: where the numbers are from, what is needed to read them, and that they are invented where
/// they are. So nothing stands above or below the table.
pub fn origin_columns(sheet: &Sheet, origin: &Origin) -> (Vec<String>, Vec<String>) {
    let mut names = vec![
        words::SOURCE.text(sheet.lang),
        words::ADDRESS.text(sheet.lang),
        words::NOTES.text(sheet.lang),
    ];
    let mut values = vec![
        fields::text(&sheet.source),
        origin.address(sheet),
        fields::text(&sheet.notes.join(" · ")),
    ];
    if let Some(mark) = &sheet.mark {
        names.push(words::WARNING.text(sheet.lang));
        values.push(fields::text(mark));
    }
    (names, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ORIGIN, ages, changes};

    fn text(sheet: &Sheet) -> String {
        String::from_utf8(write(sheet, &ORIGIN).unwrap()).unwrap()
    }

    #[test]
    fn a_spanish_spreadsheet_reads_the_table_as_it_is_shown() {
        let file = text(&ages());
        expect_test::expect![[r#"
            Edad;Personas acreditadas;Personas acreditadas: porcentaje;Fuente;Dirección;Notas;Advertencia
            Total;1064;100;CONATT · publicación 2026-10;https://cifras.example/acreditadas/?anio=2023-2024&v=1;c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.;Datos inventados: nadie de aquí existe.
            "Menores; de edad";29;45,5;CONATT · publicación 2026-10;https://cifras.example/acreditadas/?anio=2023-2024&v=1;c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.;Datos inventados: nadie de aquí existe.
            '=0–11;c;;CONATT · publicación 2026-10;https://cifras.example/acreditadas/?anio=2023-2024&v=1;c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.;Datos inventados: nadie de aquí existe.
            12–17;24–29;;CONATT · publicación 2026-10;https://cifras.example/acreditadas/?anio=2023-2024&v=1;c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.;Datos inventados: nadie de aquí existe.
            Adultas;;;CONATT · publicación 2026-10;https://cifras.example/acreditadas/?anio=2023-2024&v=1;c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.;Datos inventados: nadie de aquí existe.
        "#]].assert_eq(&file.replace(['\r', '\u{feff}'], ""));
        assert!(file.starts_with('\u{feff}') && file.ends_with("\r\n"));
    }

    #[test]
    fn changes_stand_beside_the_counts_in_persons_and_in_per_cent() {
        let file = text(&changes());
        expect_test::expect![[r#"
            Year,Applications,Applications: yearly change,Applications: yearly change in percent,Accredited persons,Accredited persons: yearly change,Accredited persons: yearly change in percent,Source,Address,Notes
            2024,64,0,,32,,,CONATT · release 2026-10,https://cifras.example/en/yearly/,
            2025,92,28,43.8,20,-12,-37.5,CONATT · release 2026-10,https://cifras.example/en/yearly/,
        "#]].assert_eq(&file.replace(['\r', '\u{feff}'], ""));
    }
}
