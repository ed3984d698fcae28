//! Reads the rows of comma-separated values (RFC 4180), each with the line on which it begins.
//!
//! The text streams: only one row and one buffer are in memory.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::read::{
    problem::Cause,
    row::{Broken, Row, Rows, ShownLines},
};

/// A last row that is added to every text. If it is not read as a row of its own, a quotation mark was never closed.
const END: &[u8] = b"\n\x1e";
const BUFFER: usize = 1 << 18;
/// The length of the byte order mark of UTF-8.
const BYTE_ORDER_MARK: usize = 3;
/// The length of the longest row; in a longer one, a quotation mark was never closed.
const LONGEST: usize = 1 << 24;

/// Reads the rows of a text, without blank lines.
pub(super) struct Lines {
    text: Box<dyn Read + Send>,
    core: Reader,
    buffer: Vec<u8>,
    /// The part of the buffer that is not parsed yet.
    ahead: std::ops::Range<usize>,
    /// The number of bytes that are parsed.
    taken: u64,
    /// Whether the rest of the text is in the buffer.
    is_at_end: bool,
    /// The line at which the unparsed part begins.
    line: u64,
    last: u8,
    fields: Vec<u8>,
    ends: Vec<usize>,
    is_done: bool,
    /// Whether spreadsheets do not show the first line.
    is_first_hidden: bool,
}

impl Lines {
    /// Prepares to read a text in UTF-8.
    pub(super) fn new(text: impl Read + Send + 'static, delimiter: u8) -> Self {
        Lines {
            text: Box::new(text.chain(END)),
            core: ReaderBuilder::new().delimiter(delimiter).build(),
            buffer: vec![0; BUFFER],
            ahead: 0..0,
            taken: 0,
            is_at_end: false,
            line: 1,
            last: 0,
            fields: vec![0; 1 << 10],
            ends: vec![0; 1 << 6],
            is_done: false,
            is_first_hidden: false,
        }
    }

    /// Passes over a first line that is no row, and that spreadsheets do not show.
    pub(super) fn pass_over_first_line(&mut self) {
        let _ = self.next(&mut Row::default());
        self.is_first_hidden = true;
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.ahead.is_empty() && !self.is_at_end {
            let mut filled = 0;
            // csv-core takes a byte order mark alone for the end, so the first read must return more.
            while filled == 0 || self.taken == 0 && filled <= BYTE_ORDER_MARK {
                match self.text.read(&mut self.buffer[filled..]) {
                    Ok(0) => break,
                    Ok(read) => filled += read,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            self.ahead = 0..filled;
            self.is_at_end = filled == 0;
        }
        Ok(())
    }

    /// Reads one record into `fields` and `ends`; `None` at the end.
    fn read_record(&mut self) -> io::Result<Option<Record>> {
        let mut record = Record {
            fields: 0,
            ends: 0,
            line: self.line,
            begins: None,
        };
        loop {
            self.refill()?;
            let input = &self.buffer[self.ahead.clone()];
            let (fields, ends) = (
                &mut self.fields[record.fields..],
                &mut self.ends[record.ends..],
            );
            let (result, taken, wrote, ended) = self.core.read_record(input, fields, ends);
            self.advance(taken, &mut record);
            record.fields += wrote;
            record.ends += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.fields.len() >= LONGEST => {
                    return Ok(Some(Record {
                        begins: None,
                        ..record
                    }));
                }
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Ok(Some(record)),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Advances past the parsed bytes. csv-core skips blank lines, and the second half of `\r\n`, before a record.
    fn advance(&mut self, taken: usize, record: &mut Record) {
        let bytes = &self.buffer[self.ahead.start..self.ahead.start + taken];
        let is_break = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        let blank = if record.begins.is_none() {
            bytes.iter().take_while(is_break).count()
        } else {
            0
        };
        self.line += count_line_breaks(&bytes[..blank], self.last);
        if record.begins.is_none() && blank < taken {
            record.begins = Some(self.taken + u64::try_from(blank).unwrap_or_default());
            record.line = self.line;
        }
        let before = if blank > 0 {
            bytes[blank - 1]
        } else {
            self.last
        };
        self.line += count_line_breaks(&bytes[blank..], before);
        self.last = bytes.last().copied().unwrap_or(self.last);
        self.taken += u64::try_from(taken).unwrap_or_default();
        self.ahead.start += taken;
    }
}

/// The extent of a record in the buffers.
struct Record {
    /// The number of bytes of the fields.
    fields: usize,
    /// The number of fields.
    ends: usize,
    /// The line on which it begins.
    line: u64,
    /// The byte of the text on which it begins, if it has any.
    begins: Option<u64>,
}

impl Rows for Lines {
    fn shown_lines(&self) -> ShownLines {
        ShownLines {
            is_first_hidden: self.is_first_hidden,
            ..ShownLines::default()
        }
    }

    fn next(&mut self, row: &mut Row) -> Option<Result<(), Broken>> {
        while !self.is_done {
            let record = match self.read_record() {
                Ok(record) => record?,
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(Broken {
                        line: self.line,
                        field: None,
                        cause: cause_of(&error),
                    }));
                }
            };
            // Only the last row ends with the text: the added one, or a row whose quotation mark is never closed.
            if record.begins.is_none() || self.is_at_end && self.ahead.is_empty() {
                self.is_done = true;
                let is_added = record.begins.is_some_and(|begins| begins + 1 == self.taken);
                let broken = Broken {
                    line: record.line,
                    field: None,
                    cause: Cause::OpenQuote,
                };
                return if is_added { None } else { Some(Err(broken)) };
            }
            row.line = record.line;
            if let Err(field) =
                row.fill_bytes(&self.fields[..record.fields], &self.ends[..record.ends])
            {
                return Some(Err(Broken {
                    line: record.line,
                    field: Some(field),
                    cause: Cause::NotUtf8,
                }));
            }
            if !row.is_blank() {
                return Some(Ok(()));
            }
        }
        None
    }
}

/// Returns the cause for a text that breaks off or is in another encoding.
fn cause_of(error: &io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::InvalidData => Cause::Encoding(error.to_string()),
        _ => Cause::Unreadable(error.to_string()),
    }
}

/// Counts line breaks as editors do: `\n`, `\r\n`, and `\r` alone. `before` is the byte before the first.
fn count_line_breaks(bytes: &[u8], before: u8) -> u64 {
    let previous = |at: usize| at.checked_sub(1).map_or(before, |at| bytes[at]);
    let breaks = memchr::memchr2_iter(b'\r', b'\n', bytes);
    breaks
        .filter(|at| bytes[*at] == b'\r' || previous(*at) != b'\r')
        .map(|_| 1)
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns a few bytes at a time, so that every row crosses the edges of buffers.
    struct Drops(Vec<u8>, usize);

    impl Read for Drops {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let drop = self.1.min(self.0.len()).min(buffer.len());
            buffer[..drop].copy_from_slice(&self.0[..drop]);
            self.0.drain(..drop);
            Ok(drop)
        }
    }

    /// Returns `line: fields` for each row, or `line: cause`.
    fn rows_by(text: &[u8], drop: usize) -> Vec<String> {
        let mut lines = Lines::new(Drops(text.to_vec(), drop), b',');
        let (mut row, mut found) = (Row::default(), Vec::new());
        while let Some(read) = lines.next(&mut row) {
            found.push(match read {
                Ok(()) => format!(
                    "{}: {}",
                    row.line,
                    row.fields().collect::<Vec<_>>().join("|")
                ),
                Err(Broken { line, cause, .. }) => format!("{line}: {cause}"),
            });
        }
        found
    }

    fn rows(text: &str) -> Vec<String> {
        let found = rows_by(text.as_bytes(), 1);
        assert_eq!(found, rows_by(text.as_bytes(), usize::MAX));
        found
    }

    #[test]
    fn every_row_knows_its_line() {
        assert_eq!(rows("a,b\n1,2\n"), ["1: a|b", "2: 1|2"]);
        assert_eq!(
            rows("a,b\r\n\r\n1,2\r\n3,4"),
            ["1: a|b", "3: 1|2", "4: 3|4"]
        );
        assert_eq!(rows("a,b\r1,2\r"), ["1: a|b", "2: 1|2"]);
        assert_eq!(
            rows("\n\na,b\n\"1\n1\",2\n\n3,4\n"),
            ["3: a|b", "4: 1\n1|2", "7: 3|4"]
        );
        assert_eq!(rows("a,b\n , \n,\n3,4\n"), ["1: a|b", "4: 3|4"]);
        assert_eq!(rows(""), [""; 0]);
        assert_eq!(rows("\r\n\n"), [""; 0]);
    }

    #[test]
    fn a_byte_order_mark_that_comes_alone_ends_nothing() {
        assert_eq!(
            rows_by("\u{feff}a,b\n1,2\n".as_bytes(), 3),
            ["1: a|b", "2: 1|2"]
        );
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named_where_its_row_begins() {
        let open = "a quotation mark opens in this row and is never closed; close or remove it";
        assert_eq!(
            rows("a,b\n1,\"2\n3,4\n"),
            ["1: a|b".to_owned(), format!("2: {open}")]
        );
        assert_eq!(
            rows("a,b\n1,\""),
            ["1: a|b".to_owned(), format!("2: {open}")]
        );
        assert_eq!(rows("a,b\n1,5\"\n"), ["1: a|b", "2: 1|5\""]);
        assert_eq!(rows("a\n\"\n\u{1e}\"\n"), ["1: a", "2: \n\u{1e}"]);
        let long = [b"a\n\"".as_slice(), &vec![b'x'; LONGEST + 1], b"\n"].concat();
        assert_eq!(
            rows_by(&long, usize::MAX),
            ["1: a".to_owned(), format!("2: {open}")]
        );
    }

    #[test]
    fn a_field_in_another_encoding_is_reported_and_the_rows_after_it_are_read() {
        let reported = "2: UTF-8 was expected; if the file has another encoding, declare it as `encoding` in the codebook";
        assert_eq!(
            rows_by(b"a,b\n1,\xf1\n3,4\n", 2),
            ["1: a|b", reported, "3: 3|4"]
        );
        // Two halves of a letter in two fields.
        assert_eq!(
            rows_by(b"a,b\n\xc3,\xb1\n3,4\n", 2),
            ["1: a|b", reported, "3: 3|4"]
        );
    }

    proptest! {
        #![proptest_config(codebook::sample::cases(64))]

        #[test]
        fn rows_written_are_rows_read(
            cells in proptest::collection::vec("[a-zñ \"\r\n,;]{0,5}x", 1..40),
            break_ in "\n|\r\n|\r",
            drop in 1_usize..9,
        ) {
            let quoted = |cell: &String| format!("\"{}\",x{break_}", cell.replace('"', "\"\""));
            let text: String = cells.iter().map(quoted).collect();
            let found = rows_by(text.as_bytes(), drop);
            let read: Vec<&str> = found.iter().map(|row| row.split_once(": ").unwrap().1).collect();
            let expected: Vec<String> = cells.iter().map(|cell| format!("{cell}|x")).collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn no_bytes_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200), drop in 1_usize..9) {
            prop_assert_eq!(rows_by(&bytes, drop), rows_by(&bytes, usize::MAX));
        }
    }
}
