//! Checks the text of cells and rows, and the causes for damaged workbooks.

use calamine::{CellErrorType, Data, ExcelDateTime, ExcelDateTimeType};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook as Writer;

use super::{cells::to_text, *};
use codebook::sample::cases;

#[test]
fn cells_become_what_people_would_write() {
    let time = |days| Data::DateTime(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false));
    let cases = [
        (Data::Empty, ""),
        (Data::String(" Mujer ".into()), " Mujer "),
        (Data::Int(14), "14"),
        (Data::Float(14.0), "14"),
        (Data::Float(14.5), "14.5"),
        (Data::Float(-0.1), "-0.1"),
        (Data::Float(155_812_345_678.0), "155812345678"),
        (Data::Float(1.234_567_890_123_45e17), "1.23456789012345E+17"),
        (Data::Bool(true), "TRUE"),
        (time(45352.0), "2024-03-01"),
        (time(45352.5), "2024-03-01T12:00:00"),
        (
            Data::DateTime(ExcelDateTime::new(
                43890.0,
                ExcelDateTimeType::DateTime,
                true,
            )),
            "2024-03-01",
        ),
        (Data::DateTimeIso("2024-03-01".into()), "2024-03-01"),
        (
            Data::DateTimeIso("2024-03-01T00:00:00".into()),
            "2024-03-01",
        ),
        (Data::Error(CellErrorType::NA), "#N/A"),
    ];
    for (cell, expected) in cases {
        assert_eq!(to_text(&cell), expected);
    }
}

/// Returns `row: fields` for each row of the first sheet.
fn rows(bytes: Vec<u8>, header: Option<u64>) -> Result<Vec<String>, Cause> {
    let mut workbook = Workbook::parse(bytes)?;
    let sheet = workbook.sheets().first().cloned().unwrap_or_default();
    let (mut rows, mut row, mut found) =
        (workbook.rows(&sheet, header)?, Row::default(), Vec::new());
    while let Some(Ok(())) = rows.next(&mut row) {
        found.push(format!(
            "{}: {}",
            row.line,
            row.fields().collect::<Vec<_>>().join("|")
        ));
    }
    Ok(found)
}

fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, field) in (0..).zip(row) {
            sheet.write(at, column, field).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn the_text_of_merged_cells_is_in_each_of_them() {
    let mut workbook = Writer::new();
    let (sheet, plain) = (workbook.add_worksheet(), rust_xlsxwriter::Format::new());
    sheet.merge_range(0, 1, 0, 3, "Título", &plain).unwrap();
    sheet.merge_range(1, 1, 2, 1, "fecha", &plain).unwrap();
    sheet.merge_range(2, 2, 2, 3, "medios", &plain).unwrap();
    sheet.merge_range(3, 1, 4, 1, "2024-03-01", &plain).unwrap();
    sheet.write(3, 3, "FUE").unwrap();
    sheet.write(4, 2, "ENG").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let expected = [
        "1: Título|Título|Título",
        "2: fecha||",
        "3: fecha|medios|medios",
        "4: 2024-03-01||FUE",
        "5: 2024-03-01|ENG|",
    ];
    assert_eq!(rows(bytes, Some(3)).unwrap(), expected);
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    sheet.write(1_048_575, 16_383, "z").unwrap();
    let found = rows(workbook.save_to_buffer().unwrap(), None).unwrap();
    assert_eq!(found.len(), 2);
    assert!(found[1].starts_with("1048576: |") && found[1].ends_with("|z"));
}

/// Returns a workbook with one text in one of its parts replaced.
fn changed(workbook: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().to_string())
        .collect();
    for name in names.iter().filter(|name| !name.ends_with('/')) {
        let mut content = Vec::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_end(&mut content)
            .unwrap();
        if name == part {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(from), "{part} does not hold {from}");
            content = text.replacen(from, to, 1).into_bytes();
        }
        changed
            .start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut changed, &content).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

const XLS_SAMPLE: &[u8] = include_bytes!("samples/people.xls");
const XLSX: &[u8] = include_bytes!("samples/people.xlsx");
const ODS: &[u8] = include_bytes!("samples/people.ods");
const MANIFEST_SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn all_formats_give_the_same_rows() {
    let csv = include_str!("samples/people.csv").replace(';', "|");
    let expected: Vec<String> = csv
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{}: {line}", at + 1))
        .collect();
    for (workbook, name) in [(XLS_SAMPLE, "XLS"), (XLSX, "XLSX"), (ODS, "ODS")] {
        assert_eq!(rows(workbook.to_vec(), None).unwrap(), expected, "{name}");
    }
}

#[test]
fn a_truncated_workbook_is_damage() {
    let cell = "</table:table-row></table:table>";
    for (from, to) in [
        (cell, ""),
        (cell, "</table:table-row>"),
        ("</table:table>", "</table:tab1e>"),
    ] {
        assert_eq!(
            rows(changed(ODS, "content.xml", from, to), None),
            Err(Cause::Workbook),
            "{to}"
        );
    }
    assert_eq!(
        rows(changed(XLSX, MANIFEST_SHEET, "</sheetData>", "<!--"), None),
        Err(Cause::Workbook)
    );
    assert_eq!(
        rows(XLS_SAMPLE[..XLS_SAMPLE.len() / 2].to_vec(), None),
        Err(Cause::Workbook)
    );
}

#[test]
fn a_workbook_that_claims_more_than_fits_is_too_large() {
    let row = "<table:table-row ";
    let many = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\
                \"10000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row><table:table-row ";
    assert_eq!(
        rows(changed(ODS, "content.xml", row, many), None),
        Err(Cause::TooLarge)
    );
    let blanks = "<text:p><text:s text:c=\"99999999999\"/>";
    assert_eq!(
        rows(changed(ODS, "content.xml", "<text:p>", blanks), None),
        Err(Cause::TooLarge)
    );
    let texts = changed(
        XLSX,
        "xl/sharedStrings.xml",
        "uniqueCount=\"25\"",
        "uniqueCount=\"999999999999\"",
    );
    assert_eq!(rows(texts, None), Err(Cause::TooLarge));
}

#[test]
fn two_cells_in_one_position_or_a_cell_in_none_are_damage() {
    for place in ["r=\"A2\"", "r=\"XFE3\"", "r=\"A1048577\""] {
        assert_eq!(
            rows(changed(XLSX, MANIFEST_SHEET, "r=\"A3\"", place), None),
            Err(Cause::Workbook),
            "{place}"
        );
    }
}

/// Returns the XLS sample with one record replaced by another of the same length.
fn old_with(from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = XLS_SAMPLE
        .windows(from.len())
        .position(|bytes| bytes == from)
        .unwrap();
    [&XLS_SAMPLE[..at], to, &XLS_SAMPLE[at + from.len()..]].concat()
}

#[test]
fn a_binary_workbook_is_refused_because_not_all_of_it_is_seen() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.bin", zip::write::SimpleFileOptions::default())
        .unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(rows(bytes, None), Err(Cause::Binary));
}

#[test]
fn a_formula_has_a_result_only_if_one_is_stored() {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    sheet.write(1, 0, "b").unwrap();
    let formula = rust_xlsxwriter::Formula::new("=A1").set_result("77");
    sheet.write_formula(2, 0, formula).unwrap();
    let written = workbook.save_to_buffer().unwrap();
    let part = "xl/worksheets/sheet1.xml";
    let book = "xl/workbook.xml";
    let uncomputed = |bytes: Vec<u8>| {
        let mut workbook = Workbook::parse(bytes).unwrap();
        let sheet = workbook.sheets()[0].clone();
        let (mut rows, mut row, mut found) = (
            workbook.rows(&sheet, None).unwrap(),
            Row::default(),
            Vec::new(),
        );
        while let Some(Ok(())) = rows.next(&mut row) {
            found.push(!row.uncomputed.is_empty());
        }
        found
    };
    let computed = changed(&written, book, " fullCalcOnLoad=\"1\"", "");
    for (value, in_written, in_computed) in [
        ("<v>77</v>", false, false),
        ("<v>0</v>", true, false),
        ("<v></v>", true, true),
        ("<v/>", true, true),
        ("", true, true),
    ] {
        let with = |bytes: &[u8]| changed(bytes, part, "<v>77</v>", value);
        assert_eq!(
            uncomputed(with(&written)),
            [false, false, in_written],
            "{value}"
        );
        assert_eq!(
            uncomputed(with(&computed)),
            [false, false, in_computed],
            "{value}"
        );
    }
    // A formula whose result is an empty text.
    let empty = changed(&written, part, "<c r=\"A3\">", "<c r=\"A3\" t=\"str\">");
    let empty = changed(&empty, part, "<v>77</v>", "<v></v>");
    assert_eq!(uncomputed(empty), [false; 2]);
}

#[test]
fn hidden_rows_of_an_old_workbook_are_found() {
    // The record of row 3: its kind and length, its number, its first and last column, its height.
    let start = b"\x08\x02\x10\x00\x02\x00";
    let at = XLS_SAMPLE
        .windows(start.len())
        .position(|bytes| bytes == start)
        .unwrap();
    let mut hidden = XLS_SAMPLE.to_vec();
    hidden[at + 4 + 12] |= 0x20;
    let facts = |bytes: Vec<u8>| {
        let mut workbook = Workbook::parse(bytes).unwrap();
        let sheet = workbook.sheets()[0].clone();
        workbook.rows(&sheet, None).unwrap().facts
    };
    let before = facts(XLS_SAMPLE.to_vec());
    let after = facts(hidden);
    assert_eq!((before.hidden_rows, after.hidden_rows), (0, 1));
    assert_eq!(before.rows, after.rows);
}

#[test]
fn an_old_workbook_that_contradicts_itself_is_damage() {
    // The text “sexo” is cell E1; the record's kind and length, row, column.
    let cell = b"\xfd\x00\x0a\x00\x00\x00\x04\x00";
    for place in [[0, 0, 3, 0], [0, 0, 0, 1], [0, 0, 0xff, 0xff]] {
        let moved = old_with(cell, &[&cell[..4], &place].concat());
        assert_eq!(rows(moved, None), Err(Cause::Workbook), "{place:?}");
    }
    let size = b"\x00\x02\x0e\x00\x00\x00\x00\x00\x05\x00\x00\x00";
    let huge = old_with(size, b"\x00\x02\x0e\x00\x00\x00\x00\x00\xff\xff\xff\xff");
    assert_eq!(rows(huge, None), Err(Cause::Workbook));
    // Every sector is followed by the first one, so that the list of files never ends.
    let sectors = u32::from_le_bytes(XLS_SAMPLE[76..80].try_into().unwrap());
    let begin = 512 * (usize::try_from(sectors).unwrap() + 1);
    let mut circle = XLS_SAMPLE.to_vec();
    circle[begin..begin + 40].fill(0);
    assert_eq!(rows(circle, None), Err(Cause::Workbook));
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn rows_written_are_rows_read(cells in prop::collection::vec(prop::collection::vec("[a-zñ <&\"\n;]{0,4}x", 1..5), 1..20)) {
        let width = cells.iter().map(Vec::len).max().unwrap_or_default();
        let row = |(at, row): (usize, &Vec<String>)| {
            let fields: Vec<&str> = (0..width).map(|at| row.get(at).map_or("", String::as_str)).collect();
            format!("{}: {}", at + 1, fields.join("|"))
        };
        let expected: Vec<String> = cells.iter().enumerate().map(row).collect();
        prop_assert_eq!(rows(written(&cells), None).unwrap(), expected);
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300), is_old in any::<bool>()) {
        let magic: &[u8] = if is_old { b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" } else { b"PK\x03\x04" };
        let _ = rows([magic, &bytes].concat(), None);
    }
}
