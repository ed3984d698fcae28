//! Reads damaged texts: CSV files, and the answers of a PostgreSQL server.

use std::io::{self, Read};

use proptest::prelude::*;

use super::*;
use crate::read::{
    database::Answer,
    lines::Lines,
    row::{Row, Rows},
};
use codebook::{
    damage::{damage, inputs},
    sample::{ROW, file, row},
};

/// What means something in a text of records.
const WORDS: [&[u8]; 20] = [
    b"\"",
    b"\"\"",
    b";",
    b",",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xf1",
    b"\xc3",
    b"\xc3\xb1",
    b"\x1e",
    b"\\.",
    b"\\N",
    b"N/D",
    b"2024-02-30",
];

static WRITTEN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let rows = [
        ROW.to_owned(),
        row("sexo", "Señora"),
        row("medios", "\"Fuerza; \"\"x\"\"\n, Tejidos\""),
        row("tipo", "ACU"),
    ];
    file(&rows).into_bytes()
});

/// Returns the number of readable and of broken rows, and whether a quotation mark is never closed.
fn read_by(text: impl Read + Send + 'static) -> (u64, u64, bool) {
    let (mut lines, mut row) = (Lines::new(text, b';'), Row::default());
    let (mut read, mut broken, mut is_open) = (0, 0, false);
    while let Some(next) = lines.next(&mut row) {
        match next {
            Ok(()) => read += 1,
            Err(found) => {
                broken += 1;
                is_open = found.cause == Cause::OpenQuote;
            }
        }
    }
    (read, broken, is_open)
}

/// Returns the number of rows that are not blank, by another reader.
fn rows_of(text: &[u8]) -> u64 {
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .has_headers(false)
        .from_reader(text);
    let is_blank = |row: &csv::ByteRecord| row.iter().flatten().all(u8::is_ascii_whitespace);
    csv.byte_records()
        .filter(|row| !is_blank(row.as_ref().unwrap()))
        .map(|_| 1)
        .sum()
}

/// Reads a text through its reader, and one in [`ONE_IN`] up to the counts.
fn read_damaged(text: &[u8], number: usize) -> Result<(), TestCaseError> {
    thread_local!(static FILE: TestFile = TestFile::new());
    let (read, broken, is_open) = read_by(io::Cursor::new(text.to_vec()));
    let found = rows_of(text);
    // The row of a quotation mark that is never closed may be blank otherwise.
    let is_complete = read + broken == found || is_open && read + broken == found + 1;
    prop_assert!(is_complete, "{} + {} of {}", read, broken, found);
    if number.is_multiple_of(ONE_IN) {
        FILE.with(|file| file.read(text, None))
    } else {
        Ok(())
    }
}

proptest! {
    #![proptest_config(inputs(64))]

    #[test]
    fn no_damage_to_text_stops_its_reader_or_loses_a_row(damage in damage()) {
        read_damaged(&damage.to(&WRITTEN, &WORDS), damage.number())?;
    }

    #[test]
    fn no_bytes_stop_the_reader_of_text(bytes in proptest::collection::vec(any::<u8>(), 0..60), number in any::<usize>()) {
        read_damaged(&bytes, number)?;
    }

    #[test]
    fn no_answer_of_a_database_that_breaks_off_is_taken_for_whole(damage in damage(), end in 0..3) {
        let text = damage.to(&WRITTEN, &WORDS);
        let answer = Answer::from_text(&text, match end {
            0 => Some(Ok(())),
            1 => Some(Err(Cause::Database("error 57P01".into()))),
            _ => None,
        });
        let (read, broken, is_open) = read_by(answer);
        let (whole, whole_broken, whole_open) = read_by(io::Cursor::new(text));
        if end == 0 {
            prop_assert_eq!((read, broken, is_open), (whole, whole_broken, whole_open));
        } else {
            prop_assert!(broken > 0 && !is_open);
            prop_assert!(read <= whole);
        }
    }
}
