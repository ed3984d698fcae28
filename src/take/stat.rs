//! Writes a figure's numbers as a JSON-stat 2.0 dataset: rows × columns × forms of the number.
//!
//! A hidden number is `null`, as everywhere in JSON-stat, and its status says why.

use std::collections::BTreeMap;

use dashboard::{Cell, Sheet, Value};
use serde_json::{Map, json};

use crate::{cite::title, origin::Origin, words};

/// The dimensions, by their ids.
const DIMENSIONS: [&str; 3] = ["row", "column", "form"];
/// The code of the count among the forms; those beside it are numbered.
const COUNT: &str = "count";

/// Writes the dataset, one line.
pub fn write(sheet: &Sheet, origin: &Origin) -> String {
    let lang = sheet.lang;
    let rows = sheet.rows.iter().map(|row| (&*row.code, &*row.label));
    let columns = sheet.columns.iter();
    let columns = columns.map(|column| (&*column.code, &*column.label));
    let count = words::COUNT.text(lang);
    let forms = [&count].into_iter().chain(&sheet.beside).enumerate();
    let forms: Vec<(String, &String)> = forms.map(|(at, form)| (form_code(at), form)).collect();
    let forms = forms.iter().map(|(code, label)| (&**code, label.as_str()));
    let dimensions = [
        dimension(&sheet.head, rows),
        dimension(words::COLUMN.get(lang), columns),
        dimension(words::FORM.get(lang), forms),
    ];
    let (mut values, mut status) = (Vec::new(), Map::new());
    for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
        if let Some(why) = why_none(sheet, &cell.value) {
            status.insert(values.len().to_string(), why.into());
        }
        values.extend(numbers(cell));
    }
    let notes = sheet.mark.iter().chain(&sheet.notes);
    let dataset = json!({
        "version": "2.0",
        "class": "dataset",
        "label": title(sheet),
        "source": sheet.source,
        "href": origin.address(sheet),
        "note": notes.collect::<Vec<_>>(),
        "id": DIMENSIONS,
        "size": [sheet.rows.len(), sheet.columns.len(), 1 + sheet.beside.len()],
        "role": { "metric": ["form"] },
        "dimension": DIMENSIONS.into_iter().zip(dimensions).collect::<BTreeMap<_, _>>(),
        "value": values,
        "status": status,
    });
    dataset.to_string()
}

/// Describes a dimension by the codes and names of its categories. A category without a code, which is the rest of a whole,
/// gets one of its place.
fn dimension<'a>(
    label: &str,
    categories: impl Iterator<Item = (&'a str, &'a str)>,
) -> serde_json::Value {
    let (mut index, mut labels) = (Vec::new(), Map::new());
    for (at, (code, label)) in categories.enumerate() {
        let code = match code {
            "" => format!("_{at}"),
            code => code.to_owned(),
        };
        labels.insert(code.clone(), label.into());
        index.push(code);
    }
    json!({ "label": label, "category": { "index": index, "label": labels } })
}

fn form_code(at: usize) -> String {
    match at {
        0 => COUNT.into(),
        at => format!("beside{at}"),
    }
}

/// Lists a count and the numbers beside it.
fn numbers(cell: &Cell) -> Vec<serde_json::Value> {
    let count = match cell.value {
        Value::Exact(count) => count.into(),
        Value::Between(..) | Value::Hidden | Value::Missing | Value::Text(_) => {
            serde_json::Value::Null
        }
    };
    let mut numbers = vec![count];
    numbers.extend(cell.beside.iter().map(|number| json!(number)));
    numbers
}

/// Says why a count has no number.
fn why_none(sheet: &Sheet, value: &Value) -> Option<String> {
    match value {
        Value::Exact(_) => None,
        Value::Between(least, most) => Some(format!("{least}–{most}")),
        Value::Hidden => Some(words::HIDDEN.text(sheet.lang)),
        Value::Missing => Some(words::MISSING.text(sheet.lang)),
        Value::Text(text) => Some(text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ORIGIN, ages, changes};

    #[test]
    fn every_number_has_its_place_and_every_other_its_reason() {
        for sheet in [ages(), changes()] {
            let written = write(&sheet, &ORIGIN);
            let written: serde_json::Value = serde_json::from_str(&written).unwrap();
            let forms = 1 + sheet.beside.len();
            let sizes = [sheet.rows.len(), sheet.columns.len(), forms];
            assert_eq!(written["size"], json!(sizes));
            let values = written["value"].as_array().unwrap();
            assert_eq!(values.len(), sizes.iter().product::<usize>());
            let cells = sheet.rows.iter().flat_map(|row| &row.cells);
            for (at, cell) in cells.enumerate() {
                let place = at * forms;
                match cell.value {
                    Value::Exact(count) => assert_eq!(values[place], count),
                    _ => assert!(
                        values[place].is_null() && written["status"][place.to_string()].is_string()
                    ),
                }
                for (beside, number) in cell.beside.iter().enumerate() {
                    assert_eq!(values[place + 1 + beside], json!(number));
                }
            }
        }
    }

    #[test]
    fn a_dataset_says_what_it_is_and_where_it_is_from() {
        let written: serde_json::Value = serde_json::from_str(&write(&ages(), &ORIGIN)).unwrap();
        expect_test::expect![[r#"
            {
              "class": "dataset",
              "dimension": {
                "column": {
                  "category": {
                    "index": [
                      "acreditadas"
                    ],
                    "label": {
                      "acreditadas": "Personas acreditadas"
                    }
                  },
                  "label": "Columna"
                },
                "form": {
                  "category": {
                    "index": [
                      "count",
                      "beside1"
                    ],
                    "label": {
                      "beside1": "porcentaje",
                      "count": "Número"
                    }
                  },
                  "label": "Forma"
                },
                "row": {
                  "category": {
                    "index": [
                      "_T",
                      "MIN",
                      "0_11",
                      "12_17",
                      "18_"
                    ],
                    "label": {
                      "0_11": "=0–11",
                      "12_17": "12–17",
                      "18_": "Adultas",
                      "MIN": "Menores; de edad",
                      "_T": "Total"
                    }
                  },
                  "label": "Edad"
                }
              },
              "href": "https://cifras.example/acreditadas/?anio=2023-2024&v=1",
              "id": [
                "row",
                "column",
                "form"
              ],
              "label": "Datos inventados · Edad: Personas acreditadas, 2023–2024",
              "note": [
                "Datos inventados: nadie de aquí existe.",
                "c: oculto para proteger a las personas",
                "Personas acreditadas: por fecha de resolución."
              ],
              "role": {
                "metric": [
                  "form"
                ]
              },
              "size": [
                5,
                1,
                2
              ],
              "source": "CONATT · publicación 2026-10",
              "status": {
                "4": "oculto para proteger a las personas",
                "6": "24–29",
                "8": "no se recogió"
              },
              "value": [
                1064,
                100.0,
                29,
                45.5,
                null,
                null,
                null,
                null,
                null,
                null
              ],
              "version": "2.0"
            }"#]]
        .assert_eq(&serde_json::to_string_pretty(&written).unwrap());
    }
}
