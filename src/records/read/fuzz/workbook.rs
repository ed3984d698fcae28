//! Reads damaged workbooks of each format.

use std::io::{Cursor, Read, Write};

use proptest::prelude::*;

use super::*;
use crate::read::{
    row::{Row, Rows},
    workbook::Workbook,
};
use codebook::damage::{Damage, damage, inputs};

pub(super) const XLS: &[u8] = include_bytes!("../workbook/samples/people.xls");
pub(super) const XLSX: &[u8] = include_bytes!("../workbook/samples/people.xlsx");
pub(super) const ODS: &[u8] = include_bytes!("../workbook/samples/people.ods");

/// Words with a meaning in a part of a zipped workbook.
const WORDS: [&[u8]; 28] = [
    b"<",
    b">",
    b"/>",
    b"&#49;",
    b"&amp;",
    b"</row>",
    b"</c>",
    b"<row>",
    b"r=\"A2\"",
    b"r=\"XFE9\"",
    b"r=\"ZZZZZZZ1\"",
    b"r=\"A99999999999\"",
    b"t=\"s\"",
    b"t=\"n\"",
    b"<v>99999999999999</v>",
    b"uniqueCount=\"999999999999\"",
    b"table:number-rows-repeated=\"300\"",
    b"table:number-columns-repeated=\"99999999\"",
    b"<text:s text:c=\"99999999999\"/>",
    b"</table:table>",
    b"<table:table-row>",
    b"</table:table-row>",
    b"office:value-type=\"string\"",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"-1",
];
/// The same for the records of an XLS workbook: beginnings, ends, lengths and impossible positions.
const RECORDS: [&[u8]; 14] = [
    b"\xff\xff\xff\xff",
    b"\xfe\xff\xff\xff",
    b"\0\0\0\0",
    b"\x01\0\0\0",
    b"\x09\x08",
    b"\x0a\0\0\0",
    b"\xfd\0\x0a\0",
    b"\xbd\0",
    b"\xfc\0",
    b"\x3c\0",
    b"\x06\0",
    b"\x07\x02",
    b"\0\x02\x0e\0\0\0\0\0\xff\xff\xff\xff",
    b"\xff",
];

/// Returns the parts of a zipped workbook that are read.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = from
        .file_names()
        .map(|name| name.unwrap().to_string())
        .collect();
    let is_read = |name: &&String| {
        let others = [
            "styles.xml",
            "settings.xml",
            "meta.xml",
            "manifest.rdf",
            "theme",
            "docProps",
        ];
        !name.ends_with('/')
            && !name.ends_with("png")
            && (name.starts_with("xl/") || !others.iter().any(|other| name.contains(other)))
    };
    let read = |name: &String| {
        let mut content = Vec::new();
        from.by_name(name)
            .unwrap()
            .read_to_end(&mut content)
            .unwrap();
        (name.clone(), content)
    };
    names.iter().filter(is_read).map(read).collect()
}

pub(super) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        to.start_file(name.as_str(), stored).unwrap();
        to.write_all(content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Damages one part of a workbook, usually one that holds cells; sometimes the whole file.
fn damage_part(parts: &[(String, Vec<u8>)], damage: &Damage) -> Vec<u8> {
    let number = damage.number();
    if number.is_multiple_of(16) {
        return damage.to(&zipped(parts), &WORDS);
    }
    let cells: Vec<usize> = (0..parts.len())
        .filter(|at| {
            ["content", "sheet1", "sharedS"]
                .iter()
                .any(|name| parts[*at].0.contains(name))
        })
        .collect();
    let at = if number.is_multiple_of(4) {
        number / 16 % parts.len()
    } else {
        cells[number / 16 % cells.len()]
    };
    let mut parts = parts.to_vec();
    parts[at].1 = damage.to(&parts[at].1, &WORDS);
    zipped(&parts)
}

/// Returns the number of rows below the column names of the first sheet.
fn rows_of(bytes: &[u8]) -> Option<u64> {
    let mut workbook = Workbook::parse(bytes.to_vec()).ok()?;
    let sheet = workbook.sheets().first().cloned()?;
    let (mut rows, mut row, mut read) = (workbook.rows(&sheet, None).ok()?, Row::default(), 0_u64);
    while let Some(Ok(())) = rows.next(&mut row) {
        read += 1;
    }
    read.checked_sub(1)
}

/// Reads a workbook through its reader, and one in [`ONE_IN`] up to the counts.
fn read_damaged(bytes: &[u8], damage: &Damage) -> Result<(), TestCaseError> {
    thread_local!(static FILE: TestFile = TestFile::new());
    let rows = rows_of(bytes);
    if damage.number().is_multiple_of(ONE_IN) {
        FILE.with(|file| file.read(bytes, rows))
    } else {
        Ok(())
    }
}

proptest! {
    #![proptest_config(inputs(64))]

    #[test]
    fn no_damage_to_an_xlsx_stops_its_reader(damage in damage()) {
        static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| parts(XLSX));
        read_damaged(&damage_part(&PARTS, &damage), &damage)?;
    }

    #[test]
    fn no_damage_to_an_ods_stops_its_reader(damage in damage()) {
        static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| parts(ODS));
        read_damaged(&damage_part(&PARTS, &damage), &damage)?;
    }

    #[test]
    fn no_damage_to_an_xls_stops_its_reader(damage in damage()) {
        read_damaged(&damage.to(XLS, &RECORDS), &damage)?;
    }
}
