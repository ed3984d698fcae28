//! Checks that of a workbook is read what its owner sees, and that whatever else is there is told with counts.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use super::*;
use crate::read::Notice;

/// The sheet of a file in messages.
const SHEET: &str = "0.csv, sheet “Casos”";

/// Writes the names of the columns and rows into a sheet.
fn fill(sheet: &mut Worksheet, rows: &[impl AsRef<str>]) {
    let lines = std::iter::once(HEADER).chain(rows.iter().map(AsRef::as_ref));
    for (line, row) in (0..).zip(lines) {
        for (column, field) in (0..).zip(row.split(';')) {
            sheet.write(line, column, field).unwrap();
        }
    }
}

/// Adds a sheet with rows.
fn add<'w>(workbook: &'w mut Workbook, name: &str, rows: &[impl AsRef<str>]) -> &'w mut Worksheet {
    let sheet = workbook.add_worksheet().set_name(name).unwrap();
    fill(sheet, rows);
    sheet
}

/// Reads a workbook with changes to the codebook, and returns the number of rows and the notices with their counts.
fn read_bytes(
    bytes: Vec<u8>,
    changes: &[(&str, &str)],
) -> Result<(u64, BTreeMap<Notice, u64>, Intake), String> {
    let files = Files::new(&[bytes]);
    let folder = format!("{}/", files.paths[0].parent().unwrap().display());
    let intake = files.read(&codebook(changes), Values::Concealed)?;
    let mut notices = BTreeMap::new();
    for (notice, count) in &intake.tally.notices {
        let without_folder = |sheet: &String| sheet.replace(&folder, "");
        let notice = match notice {
            Notice::UnreadSheet {
                sheet,
                is_hidden,
                has_columns,
            } => Notice::UnreadSheet {
                sheet: without_folder(sheet),
                is_hidden: *is_hidden,
                has_columns: *has_columns,
            },
            Notice::HiddenSheet { sheet } => Notice::HiddenSheet {
                sheet: without_folder(sheet),
            },
            Notice::HiddenRows { sheet } => Notice::HiddenRows {
                sheet: without_folder(sheet),
            },
            Notice::HiddenColumns { sheet } => Notice::HiddenColumns {
                sheet: without_folder(sheet),
            },
            Notice::MergedRows { sheet } => Notice::MergedRows {
                sheet: without_folder(sheet),
            },
            other => other.clone(),
        };
        notices.insert(notice, *count);
    }
    Ok((intake.tally.rows, notices, intake))
}

fn read_workbook(
    mut workbook: Workbook,
    changes: &[(&str, &str)],
) -> Result<(u64, BTreeMap<Notice, u64>, Intake), String> {
    read_bytes(workbook.save_to_buffer().unwrap(), changes)
}

fn unread(sheet: &str, is_hidden: bool, has_columns: bool) -> Notice {
    Notice::UnreadSheet {
        sheet: format!("0.csv, sheet “{sheet}”"),
        is_hidden,
        has_columns,
    }
}

/// The codebook with a source that reads some sheets.
fn with_sheets(sheets: &str) -> String {
    format!("\n[[source]]\nid = \"a\"\nsheets = [{sheets}]\n\n[[measure]]")
}

#[test]
fn a_hidden_sheet_is_not_read_unless_the_codebook_names_it() {
    for is_very_hidden in [false, true] {
        let workbook = || {
            let mut workbook = Workbook::new();
            add(&mut workbook, "2024 (copia)", &[ROW; 2]).set_very_hidden(is_very_hidden);
            if !is_very_hidden {
                workbook.worksheet_from_index(0).unwrap().set_hidden(true);
            }
            add(&mut workbook, "Casos", &[ROW; 5]).set_active(true);
            workbook
        };
        let (rows, notices, _) = read_workbook(workbook(), &[]).unwrap();
        assert_eq!(
            (rows, notices),
            (5, [(unread("2024 (copia)", true, true), 2)].into())
        );
        let named = with_sheets("\"2024 (copia)\", \"Casos\"");
        let (rows, notices, _) = read_workbook(workbook(), &[("\n[[measure]]", &named)]).unwrap();
        let hidden = Notice::HiddenSheet {
            sheet: "0.csv, sheet “2024 (copia)”".into(),
        };
        assert_eq!((rows, notices), (7, [(hidden, 2)].into()));
    }
}

#[test]
fn sheets_that_are_not_read_are_told_with_the_number_of_their_rows() {
    let workbook = || {
        let mut workbook = Workbook::new();
        add(&mut workbook, "Casos", &[ROW; 5]);
        add(&mut workbook, "2025", &[ROW; 3]);
        let notes = workbook.add_worksheet().set_name("Notas").unwrap();
        notes.write(0, 0, "Nota").unwrap();
        notes.write(1, 0, "Revisar").unwrap();
        workbook.add_worksheet().set_name("Vacía").unwrap();
        workbook
    };
    let (rows, notices, intake) = read_workbook(workbook(), &[]).unwrap();
    let same = (unread("2025", false, true), 3);
    assert_eq!(
        (rows, notices),
        (5, [same.clone(), (unread("Notas", false, false), 1)].into())
    );
    let told = "2025”; it has the same columns: if its rows must count, name both sheets in `sheets` of the codebook: 3";
    assert!(intake.tally.to_string().contains(told), "{}", intake.tally);
    // Whoever names sheets knows the others, but perhaps not one that was added with the same columns.
    let named = with_sheets("\"Casos\"");
    let (_, notices, _) = read_workbook(workbook(), &[("\n[[measure]]", &named)]).unwrap();
    assert_eq!(notices, [same].into());
    let named = with_sheets("\"Casos\", \"2025\"");
    let (rows, notices, _) = read_workbook(workbook(), &[("\n[[measure]]", &named)]).unwrap();
    assert_eq!((rows, notices.len()), (8, 0));
}

#[test]
fn hidden_rows_and_columns_that_are_read_are_told() {
    let mut workbook = Workbook::new();
    let sheet = add(&mut workbook, "Casos", &[ROW; 5]);
    sheet.set_row_hidden(2).unwrap();
    sheet.set_row_hidden(3).unwrap();
    // An empty row and one that is not read.
    sheet.set_row_hidden(30).unwrap();
    sheet.set_column_hidden(4).unwrap();
    sheet.set_column_hidden(12).unwrap();
    let (rows, notices, _) = read_workbook(workbook, &[]).unwrap();
    let sheet = || SHEET.to_owned();
    let expected = [
        (Notice::HiddenRows { sheet: sheet() }, 2),
        (Notice::HiddenColumns { sheet: sheet() }, 1),
    ];
    assert_eq!((rows, notices), (5, expected.into()));
}

#[test]
fn a_problem_in_a_hidden_row_says_that_it_is_hidden() {
    let mut workbook = Workbook::new();
    let rows = [ROW.to_owned(), row("sexo", "Z")];
    add(&mut workbook, "Casos", &rows)
        .set_row_hidden(2)
        .unwrap();
    let problem = read_workbook(workbook, &[]).unwrap_err();
    let expected = "0.csv, sheet “Casos”, line 3 (hidden in the spreadsheet), column “sexo”: a category of “sexo” was \
                    expected: F, M, U";
    assert_eq!(problem, expected);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Casos").unwrap();
    sheet.write(0, 0, "Título").unwrap();
    sheet.set_row_hidden(0).unwrap();
    sheet.write(1, 0, "sexo").unwrap();
    let problem = read_workbook(workbook, &[]).unwrap_err();
    assert!(
        problem.starts_with("0.csv, sheet “Casos”, line 1 (hidden in the spreadsheet), column “"),
        "{problem}"
    );
}

#[test]
fn a_cell_merged_over_rows_is_the_answer_of_each_of_them() {
    let mut workbook = Workbook::new();
    let sheet = add(
        &mut workbook,
        "Casos",
        &[
            row("sexo", ""),
            row("sexo", ""),
            row("sexo", ""),
            ROW.into(),
        ],
    );
    sheet.merge_range(1, 4, 3, 4, "M", &Format::new()).unwrap();
    let (rows, notices, intake) = read_workbook(workbook, &[]).unwrap();
    let merged = Notice::MergedRows {
        sheet: SHEET.into(),
    };
    assert_eq!((rows, notices), (4, [(merged, 1)].into()));
    let men = cube::Address::new("solicitudes", [("sexo", "M")]);
    assert_eq!(intake.counts.get(&men).to_string(), "3");
}

#[test]
fn a_number_merged_over_rows_is_the_number_of_nobody() {
    let mut workbook = Workbook::new();
    let sheet = add(&mut workbook, "Casos", &[ROW; 3]);
    sheet.write(0, 9, "expediente").unwrap();
    sheet
        .merge_range(1, 9, 2, 9, "F-1", &Format::new())
        .unwrap();
    sheet.write(3, 9, "F-2").unwrap();
    let identity = "\n[identity]\nkey = [{ columns = [\"expediente\"] }]\n\n[[measure]]";
    let (_, _, intake) = read_workbook(workbook, &[("\n[[measure]]", identity)]).unwrap();
    assert_eq!((intake.tally.counted, intake.tally.merged), (3, 0));
}

#[test]
fn a_formula_without_a_stored_result_is_refused_where_it_is_read() {
    let workbook = |formula: Formula, column| {
        let mut workbook = Workbook::new();
        let sheet = add(&mut workbook, "Casos", &[ROW; 2]);
        sheet.write(0, 10, "nota").unwrap();
        sheet.write_formula(2, column, formula).unwrap();
        workbook
    };
    let problem = read_workbook(workbook(Formula::new("=A1"), 6), &[]).unwrap_err();
    let expected = "0.csv, sheet “Casos”, line 3, column “nacionalidad”: the result of this formula is not stored in the \
                    workbook; open it in Excel or LibreOffice, and save it";
    assert_eq!(problem, expected);
    let stored = workbook(Formula::new("=A1").set_result("CRI"), 6);
    assert_eq!(read_workbook(stored, &[]).unwrap().0, 2);
    // Nobody reads this column.
    assert_eq!(
        read_workbook(workbook(Formula::new("=A1"), 10), &[])
            .unwrap()
            .0,
        2
    );
}

#[test]
fn a_column_without_a_name_that_holds_data_is_refused_unless_it_is_dropped() {
    let mut workbook = Workbook::new();
    let sheet = add(&mut workbook, "Casos", &[ROW; 3]);
    sheet.write(2, 9, "TEJ").unwrap();
    sheet.write(3, 9, "TEJ").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let problem = read_bytes(bytes.clone(), &[]).unwrap_err();
    let expected = "line 3, column “J”: this column has no name but holds data in 2 rows, from this line on; give it a name, \
                    empty it, or write drop = [\"\"] into its source in the codebook";
    assert_eq!(problem, format!("0.csv, sheet “Casos”, {expected}"));
    let dropped = "\n[[source]]\nid = \"a\"\ndrop = [\"\"]\n\n[[measure]]";
    assert_eq!(
        read_bytes(bytes, &[("\n[[measure]]", dropped)]).unwrap().0,
        3
    );
    let text = format!("{HEADER};\n{ROW};\n{ROW};TEJ\n{ROW};TEJ\n");
    assert_eq!(
        read_bytes(text.into(), &[]).unwrap_err(),
        format!("0.csv, {expected}")
    );
    // Nothing stands below a delimiter at the end, and programs number the rows in the first column.
    let text = format!("{HEADER};\n{ROW};\n");
    assert_eq!(read_bytes(text.into(), &[]).unwrap().0, 1);
    let text = format!(";{HEADER}\n1;{ROW}\n2;{ROW}\n");
    assert_eq!(read_bytes(text.into(), &[]).unwrap().0, 2);
}

/// Writes an ODS workbook of these tables.
fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", &content),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods_cell(attributes: &str, text: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"{attributes}><text:p>{text}</text:p></table:table-cell>"
    )
}

fn ods_row(attributes: &str, fields: &str) -> String {
    let cells: String = fields.split(';').map(|field| ods_cell("", field)).collect();
    format!("<table:table-row{attributes}>{cells}</table:table-row>")
}

fn ods_table(name: &str, style: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
}

#[test]
fn of_an_ods_workbook_is_read_what_its_owner_sees() {
    let styles = "<style:style style:name=\"oculta\" style:family=\"table\"><style:table-properties table:display=\"false\"/>\
                  </style:style>";
    let names = ods_row("", HEADER);
    let hidden = ods_row(
        " table:visibility=\"filter\" table:number-rows-repeated=\"2\"",
        ROW,
    );
    let tables = ods_table("Vieja", "oculta", &format!("{names}{}", ods_row("", ROW)))
        + &ods_table("Casos", "", &format!("{names}{}{hidden}", ods_row("", ROW)));
    let (rows, notices, _) = read_bytes(ods(styles, &tables), &[]).unwrap();
    let expected = [
        (unread("Vieja", true, true), 1),
        (
            Notice::HiddenRows {
                sheet: SHEET.into(),
            },
            2,
        ),
    ];
    assert_eq!((rows, notices), (3, expected.into()));
}

#[test]
fn merged_cells_of_an_ods_workbook_are_read_in_each_of_them() {
    // The name of the last column is merged over three, and the sex over two rows.
    let names = HEADER.trim_end_matches(";medios");
    let cells: String = names.split(';').map(|name| ods_cell("", name)).collect();
    let over_columns = ods_cell(
        " table:number-columns-spanned=\"3\" table:number-rows-spanned=\"1\"",
        "medios",
    );
    let covered = "<table:covered-table-cell table:number-columns-repeated=\"2\"/>";
    let header = format!("<table:table-row>{cells}{over_columns}{covered}</table:table-row>");
    let before = "2024-03-01;2024-09-01;DIR;ACC"
        .split(';')
        .map(|field| ods_cell("", field));
    let before: String = before.collect();
    let after: String = "14;CRI;NAC;;FUE;TEJ"
        .split(';')
        .map(|field| ods_cell("", field))
        .collect();
    let sex = ods_cell(
        " table:number-columns-spanned=\"1\" table:number-rows-spanned=\"2\"",
        "M",
    );
    let rows = format!(
        "{header}<table:table-row>{before}{sex}{after}</table:table-row>\
         <table:table-row>{before}<table:covered-table-cell/>{after}</table:table-row>"
    );
    let (rows, notices, intake) = read_bytes(ods("", &ods_table("Casos", "", &rows)), &[]).unwrap();
    let merged = Notice::MergedRows {
        sheet: SHEET.into(),
    };
    assert_eq!((rows, notices), (2, [(merged, 1)].into()));
    for pin in [("sexo", "M"), ("medios", "FUE"), ("medios", "TEJ")] {
        let address = cube::Address::new("acreditadas", [pin]);
        assert_eq!(intake.counts.get(&address).to_string(), "2", "{pin:?}");
    }
}

#[test]
fn formulas_of_an_ods_workbook_without_a_result_and_with_an_error_are_no_blanks() {
    let row = |cell: &str| {
        let fields: Vec<String> = ROW.split(';').map(|field| ods_cell("", field)).collect();
        format!(
            "<table:table-row>{}{cell}{}</table:table-row>",
            fields[..6].concat(),
            fields[7..].concat()
        )
    };
    let read = |cell: &str| {
        let rows = ods_row("", HEADER) + &row(cell);
        read_bytes(ods("", &ods_table("Casos", "", &rows)), &[])
    };
    let uncomputed = "<table:table-cell table:formula=\"of:=[.A1]\"/>";
    assert!(
        read(uncomputed)
            .unwrap_err()
            .contains("the result of this formula is not stored")
    );
    let error = "<table:table-cell table:formula=\"of:=NA()\" office:value-type=\"string\" office:string-value=\"\" \
                 calcext:value-type=\"error\"><text:p>#N/D</text:p></table:table-cell>";
    assert!(
        read(error)
            .unwrap_err()
            .contains("this is no answer (an error of the spreadsheet")
    );
    let stored = "<table:table-cell table:formula=\"of:=[.A1]\" office:value-type=\"string\"><text:p>CRI</text:p>\
                  </table:table-cell>";
    assert_eq!(read(stored).unwrap().0, 1);
}
