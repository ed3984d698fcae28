//! The rows of a text of comma-separated values (RFC 4180), each with the line on which it begins.

use super::Cause;

/// Stands alone in a last row that is added to every text: a quotation mark that is never closed swallows it.
const END: &str = "\n\u{1e}";

/// A text that [`Marked::rows`] can go through.
pub(super) struct Marked(String);

impl Marked {
    pub(super) fn new(text: &str) -> Self {
        Marked(format!("{text}{END}"))
    }

    /// Every row, of whatever length. Blank lines are none.
    pub(super) fn rows(&self, delimiter: u8) -> Rows<'_> {
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.0.as_bytes());
        Rows { text: self.0.as_bytes(), reader, line: 1, start: 0 }
    }
}

/// A row as it stands.
pub(super) struct Row {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its fields, with the white space around them.
    pub fields: csv::StringRecord,
}

/// Goes through the rows of a text.
pub(super) struct Rows<'a> {
    text: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    line: u64,
    start: usize,
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, (u64, Cause)>;

    fn next(&mut self) -> Option<Self::Item> {
        let begin = self.offset();
        let mut fields = csv::StringRecord::new();
        match self.reader.read_record(&mut fields) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => return Some(Err((self.line, Cause::Unreadable(error.to_string())))),
        }
        // The reader passes blank lines, and the second half of `\r\n`, on its way to the row.
        let blank = self.text[begin..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line += line_breaks(&self.text[self.start..begin + blank]);
        self.start = begin + blank;
        if self.start + 1 == self.text.len() {
            return None;
        }
        let is_closed = self.offset() < self.text.len();
        Some(if is_closed { Ok(Row { line: self.line, fields }) } else { Err((self.line, Cause::OpenQuote)) })
    }
}

impl Rows<'_> {
    fn offset(&self) -> usize {
        usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX).min(self.text.len())
    }
}

/// Line breaks as editors count them: `\n`, `\r\n`, and `\r` alone.
pub(super) fn line_breaks(bytes: &[u8]) -> u64 {
    let is_break = |at: &usize| match bytes[*at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len()).filter(is_break).map(|_| 1).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `line: fields`, or what is wrong.
    fn rows(text: &str) -> Vec<String> {
        let row = |row: Result<Row, (u64, Cause)>| match row {
            Ok(Row { line, fields }) => format!("{line}: {}", fields.iter().collect::<Vec<_>>().join("|")),
            Err((line, cause)) => format!("{line}: {cause}"),
        };
        Marked::new(text).rows(b',').map(row).collect()
    }

    #[test]
    fn every_row_knows_its_line() {
        assert_eq!(rows("a,b\n1,2\n"), ["1: a|b", "2: 1|2"]);
        assert_eq!(rows("a,b\r\n\r\n1,2\r\n3,4"), ["1: a|b", "3: 1|2", "4: 3|4"]);
        assert_eq!(rows("a,b\r1,2\r"), ["1: a|b", "2: 1|2"]);
        assert_eq!(rows("\n\na,b\n\"1\n1\",2\n\n3,4\n"), ["3: a|b", "4: 1\n1|2", "7: 3|4"]);
        assert_eq!(rows(""), [""; 0]);
        assert_eq!(rows("\r\n\n"), [""; 0]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named_where_its_row_begins() {
        let open = "a quotation mark opens in this row and is never closed";
        assert_eq!(rows("a,b\n1,\"2\n3,4\n"), ["1: a|b".to_owned(), format!("2: {open}")]);
        assert_eq!(rows("a,b\n1,\""), ["1: a|b".to_owned(), format!("2: {open}")]);
        assert_eq!(rows("a,b\n1,5\"\n"), ["1: a|b", "2: 1|5\""]);
        assert_eq!(rows("a\n\"\n\u{1e}\"\n"), ["1: a", "2: \n\u{1e}"]);
    }

    proptest! {
        #[test]
        fn plain_rows_are_all_there(cells in proptest::collection::vec("[a-z]{1,3}", 1..40), break_ in "\n|\r\n|\r") {
            let expected: Vec<String> = (1..).zip(&cells).map(|(line, cell)| format!("{line}: {cell}|x")).collect();
            let text: String = cells.iter().map(|cell| format!("{cell},x{break_}")).collect();
            prop_assert_eq!(rows(&text), expected);
        }
    }
}
