//! Checks files that begin with a line that spreadsheets obey and do not show, and names of columns in other encodings.

use super::*;

/// Reads the content of a file, with changes to the codebook.
fn read_file(content: &[u8], changes: &[(&str, &str)]) -> Result<String, String> {
    Files::new(&[content])
        .read(&codebook(changes), Values::Concealed)
        .map(|intake| intake.tally.to_string())
}

const READ: &str = "2 rows read = 2 counted + 0 corrected + 0 set aside\n  \
                    counted or not, equal to an earlier row in every column: 1";

#[test]
fn a_first_line_that_declares_the_delimiter_is_obeyed_and_passed_over() {
    let rows = file(&[ROW, ROW]);
    let with_commas = rows.replace(';', ",");
    let with_tabs = rows.replace(';', "\t");
    for content in [
        format!("sep=;\n{rows}"),
        format!("sep=;\r\n{}", rows.replace('\n', "\r\n")),
        format!("SEP=;\n\n{rows}"),
        format!("\u{feff}sep=;\n{rows}"),
        format!("\"sep=;\"\n{rows}"),
        format!("sep=;;;;;;;;\n{rows}"),
        format!("sep=\n{rows}"),
        format!("sep=,\n{with_commas}"),
        format!("sep=\t\n{with_tabs}"),
    ] {
        assert_eq!(
            read_file(content.as_bytes(), &[]).as_deref(),
            Ok(READ),
            "{content}"
        );
    }
    let utf16: Vec<u8> = format!("\u{feff}sep=;\n{rows}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read_file(&utf16, &[]).as_deref(), Ok(READ));
}

#[test]
fn the_file_is_believed_about_its_delimiter_and_a_declared_row_is_found_in_either_count() {
    let content = format!("sep=;\n{}", file(&[ROW, ROW]));
    let declared = [("delimiter = \";\"", "delimiter = \",\"")];
    assert_eq!(
        read_file(content.as_bytes(), &declared).as_deref(),
        Ok(READ)
    );
    for header in ["1", "2"] {
        let source = format!("\n[[source]]\nid = \"a\"\nheader = {header}\n\n[[measure]]");
        let changes = [("\n[[measure]]", source.as_str())];
        assert_eq!(
            read_file(content.as_bytes(), &changes).as_deref(),
            Ok(READ),
            "{header}"
        );
    }
}

#[test]
fn a_problem_below_it_has_both_numbers_of_its_line() {
    let content = format!("sep=;\n{}", file(&[ROW.to_owned(), row("sexo", "Z")]));
    assert_eq!(
        read_file(content.as_bytes(), &[]).unwrap_err(),
        "0.csv, line 4 (line 3 in a spreadsheet), column “sexo”: a category of “sexo” was expected: F, M, U"
    );
    let content = format!("sep=;\n{}", file(&[ROW]).replace(";sexo;", ";genero;"));
    assert_eq!(
        read_file(content.as_bytes(), &[]).unwrap_err(),
        "0.csv, line 2 (line 1 in a spreadsheet), column “sexo”: this column was expected here, among 9 separated by “;”; \
         correct its name in the file or in the codebook"
    );
}

#[test]
fn the_name_of_a_column_in_another_encoding_is_recognized() {
    let names = [("column = \"sexo\"", "column = \"género\"")];
    for (letter, expected) in [
        (
            b'\x82',
            "this text looks like CP850, the encoding of DOS; declare encoding = \"cp850\" for its source, or save the file as UTF-8",
        ),
        (
            b'\x8e',
            "this text looks like Mac Roman; declare encoding = \"mac roman\" for its source, or save the file as UTF-8",
        ),
    ] {
        let content = file(&[ROW]).replace(";sexo;", ";g_nero;").into_bytes();
        let content: Vec<u8> = content
            .into_iter()
            .map(|byte| if byte == b'_' { letter } else { byte })
            .collect();
        assert_eq!(
            read_file(&content, &names).unwrap_err(),
            format!(
                "0.csv, line 1, column “género”: this column was expected here, among 9 separated by “;”; {expected}"
            )
        );
    }
}
