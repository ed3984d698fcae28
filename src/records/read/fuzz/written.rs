//! Workbooks in which the same people stand in any of the ways that the formats know: every row is read, as it stands.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};

use crate::read::fuzz::workbook::{ODS, XLS, XLSX, parts, zipped};
use crate::read::{
    row::{Row, Rows},
    workbook::Workbook,
};
use codebook::damage::inputs;

/// By row and column, from 0.
type Grid = BTreeMap<(usize, usize), String>;

/// `row: fields` of a workbook's first sheet.
fn rows_of(bytes: Vec<u8>) -> Vec<String> {
    let mut workbook = Workbook::parse(bytes).unwrap();
    let sheet = workbook.sheets()[0].clone();
    let (mut rows, mut row, mut read) = (
        workbook.rows(&sheet, None).unwrap(),
        Row::default(),
        Vec::new(),
    );
    while let Some(next) = rows.next(&mut row) {
        next.unwrap();
        read.push(format!(
            "{}: {}",
            row.line,
            row.fields().collect::<Vec<_>>().join("|")
        ));
    }
    read
}

/// The same of what was written.
fn rows_in(grid: &Grid) -> Vec<String> {
    let columns: Vec<usize> = grid.keys().map(|(_, column)| *column).collect();
    let (left, right) = (
        columns.iter().min().copied().unwrap(),
        columns.iter().max().copied().unwrap(),
    );
    let mut rows: Vec<usize> = grid.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    let fields = |row: usize| {
        (left..=right).map(move |column| grid.get(&(row, column)).map_or("", String::as_str))
    };
    rows.iter()
        .map(|row| {
            format!(
                "{}: {}",
                row + 1,
                fields(*row).collect::<Vec<_>>().join("|")
            )
        })
        .collect()
}

/// A workbook with some of its parts replaced.
fn with(workbook: &[u8], replaced: &[(&str, String)]) -> Vec<u8> {
    let mut parts = parts(workbook);
    for (name, content) in replaced {
        parts.iter_mut().find(|part| part.0 == *name).unwrap().1 = content.clone().into_bytes();
    }
    zipped(&parts)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn any_text() -> impl Strategy<Value = String> {
    "[a-zñ&<]{1,3}( [a-z]{1,2})?"
}

/// Cells at any places, in the order in which they are written, and whether each stands in the list of shared texts.
fn xlsx(cells: &[((usize, usize), String, bool)]) -> Vec<u8> {
    let (mut shared, mut data) = (String::new(), String::new());
    let mut number = 0;
    for ((row, column), text, is_shared) in cells {
        let (letter, row) = (char::from(b'A' + u8::try_from(*column).unwrap()), row + 1);
        data += &format!("<row r=\"{row}\"><c r=\"{letter}{row}\" ");
        if *is_shared {
            shared += &format!("<si><t>{}</t></si>", escaped(text));
            data += &format!("t=\"s\"><v>{number}</v></c></row>");
            number += 1;
        } else {
            data += &format!(
                "t=\"inlineStr\"><is><t>{}</t></is></c></row>",
                escaped(text)
            );
        }
    }
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    with(
        XLSX,
        &[
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet {main}><sheetData>{data}</sheetData></worksheet>"),
            ),
            (
                "xl/sharedStrings.xml",
                format!("<sst {main} uniqueCount=\"{number}\">{shared}</sst>"),
            ),
        ],
    )
}

/// Rows, each repeated, of cells, each repeated; nothing stands in some of both.
type Repeated = Vec<(usize, Vec<(usize, Option<String>)>)>;

fn ods(rows: &Repeated) -> (Vec<u8>, Grid) {
    let (mut data, mut grid, mut row) = (String::new(), Grid::new(), 0);
    for (times, cells) in rows {
        data += &format!("<table:table-row table:number-rows-repeated=\"{times}\">");
        let mut column = 0;
        for (wide, text) in cells {
            let told = text.as_ref().map(|text| {
                format!(
                    "office:value-type=\"string\"><text:p>{}</text:p",
                    escaped(text)
                )
            });
            let told = told.unwrap_or_default();
            data += &format!(
                "<table:table-cell table:number-columns-repeated=\"{wide}\" {told}></table:table-cell>"
            );
            if let Some(text) = text {
                let places = (row..row + times)
                    .flat_map(|row| (column..column + wide).map(move |column| (row, column)));
                grid.extend(places.map(|place| (place, text.clone())));
            }
            column += wide;
        }
        data += "</table:table-row>";
        row += times;
    }
    let content = format!("<o><table:table table:name=\"x\">{data}</table:table></o>");
    (with(ODS, &[("content.xml", content)]), grid)
}

fn any_rows() -> impl Strategy<Value = Repeated> {
    let cell = (1_usize..4, proptest::option::of(any_text()));
    vec((1_usize..4, vec(cell, 1..4)), 1..7)
}

proptest! {
    #![proptest_config(inputs(64))]

    #[test]
    fn every_row_of_an_xlsx_is_read_wherever_its_cells_stand(
        cells in proptest::collection::btree_map((0_usize..9, 0_usize..5), (any_text(), any::<bool>()), 1..12)
            .prop_map(|cells| cells.into_iter().map(|(place, (text, is_shared))| (place, text, is_shared)).collect::<Vec<_>>())
            .prop_shuffle(),
    ) {
        let grid = cells.iter().map(|(place, text, _)| (*place, text.clone())).collect();
        prop_assert_eq!(rows_of(xlsx(&cells)), rows_in(&grid));
    }

    #[test]
    fn every_row_of_an_ods_is_read_however_often_it_is_repeated(rows in any_rows()) {
        let (bytes, grid) = ods(&rows);
        let expected = if grid.is_empty() { Vec::new() } else { rows_in(&grid) };
        prop_assert_eq!(rows_of(bytes), expected);
    }

    #[test]
    fn every_row_of_an_xls_is_read_whatever_its_letters(letters in "[ -~]{4}[!-~]{4}") {
        let at = XLS.windows(8).position(|letters| letters == b"Kiribati").unwrap();
        let mut bytes = XLS.to_vec();
        bytes[at..at + 8].copy_from_slice(letters.as_bytes());
        let expected = include_str!("../workbook/samples/people.csv").replace(';', "|").replace("Kiribati", &letters);
        let expected: Vec<String> = expected.lines().enumerate().map(|(at, line)| format!("{}: {line}", at + 1)).collect();
        prop_assert_eq!(rows_of(bytes), expected);
    }
}
