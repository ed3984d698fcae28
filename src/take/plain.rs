//! Writes a row for each number of a figure, as CSV for programs: commas, decimal points, UTF-8, no notes among the rows.

use csv::{Terminator, WriterBuilder};
use dashboard::{Sheet, Value};

use crate::{fields, origin::Origin, spread::origin_columns, words};

/// Writes the file.
pub fn write(sheet: &Sheet, origin: &Origin) -> Result<Vec<u8>, csv::Error> {
    let mut file = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let (names, values) = origin_columns(sheet, origin);
    let mut heads: Vec<String> = words::PLAIN_HEADS.map(|head| head.text(sheet.lang)).into();
    heads.extend(sheet.beside.iter().map(|form| fields::text(form)));
    heads.extend(names);
    file.write_record(&heads)?;
    for row in &sheet.rows {
        for (column, cell) in sheet.columns.iter().zip(&row.cells) {
            let mut line = vec![
                row.code.clone(),
                fields::text(&row.label),
                column.code.clone(),
                fields::text(&column.label),
            ];
            line.extend(amount(&cell.value));
            line.push(status(sheet, &cell.value));
            for number in &cell.beside {
                line.push(number.map_or_else(String::new, |one| fields::number(None, one)));
            }
            line.extend(values.iter().cloned());
            file.write_record(&line)?;
        }
    }
    file.into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

/// Writes a number, and the bounds between which it is; where it is exact they are the number itself.
fn amount(value: &Value) -> [String; 3] {
    match value {
        Value::Exact(count) => [count, count, count].map(u64::to_string),
        Value::Between(least, most) => [String::new(), least.to_string(), most.to_string()],
        Value::Hidden | Value::Missing | Value::Text(_) => Default::default(),
    }
}

fn status(sheet: &Sheet, value: &Value) -> String {
    let word = match value {
        Value::Exact(_) => words::PUBLISHED,
        Value::Between(..) => words::BETWEEN,
        Value::Hidden => words::HIDDEN,
        Value::Missing => words::MISSING,
        Value::Text(mark) => return fields::text(mark),
    };
    word.text(sheet.lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ORIGIN, ages, changes};

    #[test]
    fn every_number_has_a_row_with_its_codes() {
        for sheet in [ages(), changes()] {
            let file = write(&sheet, &ORIGIN).unwrap();
            let mut reader = csv::Reader::from_reader(&file[..]);
            let rows: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
            assert_eq!(rows.unwrap().len(), sheet.rows.len() * sheet.columns.len());
        }
        let sheet = ages();
        let file = String::from_utf8(write(&sheet, &ORIGIN).unwrap()).unwrap();
        expect_test::expect![[r#"
            codigo_fila,fila,codigo_columna,columna,personas,minimo,maximo,estado,porcentaje,Fuente,Dirección,Notas,Advertencia
            _T,Total,acreditadas,Personas acreditadas,1064,1064,1064,publicado,100,CONATT · publicación 2026-10,https://cifras.example/acreditadas/?anio=2023-2024&v=1,c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.,Datos inventados: nadie de aquí existe.
            MIN,Menores; de edad,acreditadas,Personas acreditadas,29,29,29,publicado,45.5,CONATT · publicación 2026-10,https://cifras.example/acreditadas/?anio=2023-2024&v=1,c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.,Datos inventados: nadie de aquí existe.
            0_11,'=0–11,acreditadas,Personas acreditadas,,,,oculto para proteger a las personas,,CONATT · publicación 2026-10,https://cifras.example/acreditadas/?anio=2023-2024&v=1,c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.,Datos inventados: nadie de aquí existe.
            12_17,12–17,acreditadas,Personas acreditadas,,24,29,entre mínimo y máximo,,CONATT · publicación 2026-10,https://cifras.example/acreditadas/?anio=2023-2024&v=1,c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.,Datos inventados: nadie de aquí existe.
            18_,Adultas,acreditadas,Personas acreditadas,,,,no se recogió,,CONATT · publicación 2026-10,https://cifras.example/acreditadas/?anio=2023-2024&v=1,c: oculto para proteger a las personas · Personas acreditadas: por fecha de resolución.,Datos inventados: nadie de aquí existe.
        "#]].assert_eq(&file.replace('\r', ""));
    }
}
