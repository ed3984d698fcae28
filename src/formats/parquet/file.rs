//! Puts columns together to a file: pages one after the other, then the description of all.

use cube::Catalog;

use crate::{
    parquet::{
        column::{Column, Kind},
        thrift::{Value, write as write_value},
    },
    titles::release_title,
};

/// The first and the last bytes of a file.
const MAGIC: &[u8] = b"PAR1";
/// Encodings, by the format's numbers.
const PLAIN: i32 = 0;
const RUNS: i32 = 3;
const DICTIONARY: i32 = 8;
/// Types of values, by the format's numbers.
const INT64: i32 = 2;
const BYTES: i32 = 6;
/// That bytes are a text in UTF-8.
const UTF8: i32 = 0;
/// Kinds of pages, by the format's numbers.
const DATA_PAGE: i32 = 0;
const DICTIONARY_PAGE: i32 = 2;

/// Writes a file of columns that have this many rows.
pub fn write(columns: &[Column], rows: usize, catalog: &Catalog) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    let chunks: Vec<Value> = columns
        .iter()
        .map(|column| write_column(column, rows, &mut file))
        .collect();
    let size = file.len() - MAGIC.len();
    let group = Value::Struct(vec![
        (1, Value::List(chunks)),
        (2, large(size)),
        (3, large(rows)),
    ]);
    let described = Value::Struct(vec![
        (1, Value::Small(1)),
        (2, Value::List(list_schema(columns))),
        (3, large(rows)),
        (4, Value::List(vec![group])),
        (5, Value::List(list_texts(catalog))),
    ]);
    let start = file.len();
    write_value(&described, &mut file);
    let length = u32::try_from(file.len() - start).unwrap_or(u32::MAX);
    file.extend(length.to_le_bytes());
    file.extend(MAGIC);
    file
}

/// Lists what the file says of itself in words.
fn list_texts(catalog: &Catalog) -> Vec<Value> {
    let lang = catalog.languages.first();
    let texts = [
        ("title", release_title(catalog, lang)),
        ("source", catalog.source.get(lang).to_owned()),
        ("release", catalog.release.clone()),
        ("licence", catalog.site.licence().to_owned()),
    ];
    let text = |(key, value): (&str, String)| {
        Value::Struct(vec![(1, Value::Text(key.into())), (2, Value::Text(value))])
    };
    texts.map(text).into()
}

/// Lists the root, then each column with its type and whether values may be missing.
fn list_schema(columns: &[Column]) -> Vec<Value> {
    let mut schema = vec![Value::Struct(vec![
        (4, Value::Text("schema".into())),
        (5, small(columns.len())),
    ])];
    for column in columns {
        let name = Value::Text(column.name.clone());
        schema.push(Value::Struct(match column.kind {
            Kind::Texts { .. } => vec![
                (1, Value::Small(BYTES)),
                (3, Value::Small(0)),
                (4, name),
                (6, Value::Small(UTF8)),
            ],
            Kind::Counts => vec![(1, Value::Small(INT64)), (3, Value::Small(1)), (4, name)],
        }));
    }
    schema
}

/// Writes the pages of a column. Returns their description.
fn write_column(column: &Column, rows: usize, file: &mut Vec<u8>) -> Value {
    let start = file.len();
    let (kind, encodings, encoding) = match &column.kind {
        Kind::Texts {
            dictionary,
            different,
        } => {
            let header = Value::Struct(vec![(1, small(*different)), (2, Value::Small(PLAIN))]);
            write_page(DICTIONARY_PAGE, (7, header), dictionary, file);
            (BYTES, vec![PLAIN, RUNS, DICTIONARY], DICTIONARY)
        }
        Kind::Counts => (INT64, vec![PLAIN, RUNS], PLAIN),
    };
    let data = file.len();
    let header = Value::Struct(vec![
        (1, small(rows)),
        (2, Value::Small(encoding)),
        (3, Value::Small(RUNS)),
        (4, Value::Small(RUNS)),
    ]);
    write_page(DATA_PAGE, (5, header), &column.data, file);
    let size = file.len() - start;
    let encodings = encodings.into_iter().map(Value::Small).collect();
    let mut described = vec![
        (1, Value::Small(kind)),
        (2, Value::List(encodings)),
        (3, Value::List(vec![Value::Text(column.name.clone())])),
        (4, Value::Small(0)),
        (5, large(rows)),
        (6, large(size)),
        (7, large(size)),
        (9, large(data)),
    ];
    if data > start {
        described.push((11, large(start)));
    }
    Value::Struct(vec![(2, large(start)), (3, Value::Struct(described))])
}

/// Writes a page: its header, in which `own` describes this kind of page, and its content.
fn write_page(kind: i32, own: (u8, Value), content: &[u8], file: &mut Vec<u8>) {
    let header = Value::Struct(vec![
        (1, Value::Small(kind)),
        (2, small(content.len())),
        (3, small(content.len())),
        own,
    ]);
    write_value(&header, file);
    file.extend(content);
}

fn small(number: usize) -> Value {
    Value::Small(i32::try_from(number).unwrap_or(i32::MAX))
}

fn large(number: usize) -> Value {
    Value::Large(i64::try_from(number).unwrap_or(i64::MAX))
}
