//! Detects the encoding of a text file, and decodes it to UTF-8.
//!
//! The encoding that the codebook declares is used. Otherwise, the first of these that applies: a byte order mark; a zero
//! among the first two bytes, which only UTF-16 has; UTF-8, if all bytes or most letters beyond ASCII are valid, so that
//! damage to a UTF-8 file is reported; else Windows-1252, which Excel writes in Costa Rica and which contains Latin-1.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    ops::Range,
    path::{Path, PathBuf},
};

use codebook::{TextEncoding, notation::encoding::decode_cp850};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

const BUFFER: usize = 1 << 16;

/// A text file with its encoding.
pub(super) struct Text {
    path: PathBuf,
    encoding: TextEncoding,
}

impl Text {
    /// Opens a file, and detects its encoding unless it is declared.
    pub(super) fn open(path: &Path, declared: Option<TextEncoding>) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let encoding = match declared {
            Some(encoding) => encoding,
            None => TextEncoding::OfBrowsers(detect_encoding(&mut file)?),
        };
        Ok(Text {
            path: path.into(),
            encoding,
        })
    }

    /// Reads the delimiter from a first line such as `sep=;`, which Excel writes, obeys and does not show.
    pub(super) fn read_separator_line(&self) -> io::Result<Option<SeparatorLine>> {
        let mut start = vec![0; LONGEST_SEPARATOR_LINE];
        let filled = fill_buffer(&mut self.read()?, &mut start)?;
        let line = start[..filled]
            .split(|byte| matches!(byte, b'\r' | b'\n'))
            .next();
        Ok(line.and_then(parse_separator_line))
    }

    /// Reads the text as UTF-8 from the beginning, without the byte order mark. A file in UTF-8 is not validated.
    pub(super) fn read(&self) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(&self.path)?;
        match self.encoding {
            TextEncoding::Cp850 => return Ok(Box::new(FromCp850::new(file))),
            TextEncoding::OfBrowsers(encoding) if encoding != UTF_8 => {
                return Ok(Box::new(Decoded::new(file, encoding)));
            }
            TextEncoding::OfBrowsers(_) => (),
        }
        let mut start = Vec::new();
        file.by_ref().take(3).read_to_end(&mut start)?;
        if start != b"\xef\xbb\xbf" {
            file.seek(SeekFrom::Start(0))?;
        }
        Ok(Box::new(file))
    }
}

/// The length of the longest first line that may declare the delimiter.
const LONGEST_SEPARATOR_LINE: usize = 64;

/// A first line that declares the delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SeparatorLine {
    /// The delimiter; `None` if the line names none.
    pub delimiter: Option<u8>,
}

/// Parses `sep=` and one character. Whoever saves such a file again may add quotation marks, and the character once for
/// each column.
fn parse_separator_line(line: &[u8]) -> Option<SeparatorLine> {
    let line = line.trim_ascii_start();
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let (word, rest) = line.split_at_checked(4)?;
    if !word.eq_ignore_ascii_case(b"sep=") {
        return None;
    }
    let rest: Vec<u8> = rest.iter().copied().filter(|byte| *byte != b'"').collect();
    let delimiter = match rest.as_slice() {
        [] => None,
        [delimiter, others @ ..]
            if delimiter.is_ascii() && others.iter().all(|other| other == delimiter) =>
        {
            Some(*delimiter)
        }
        _ => return None,
    };
    Some(SeparatorLine { delimiter })
}

fn detect_encoding(file: &mut impl Read) -> io::Result<&'static Encoding> {
    let mut buffer = vec![0; BUFFER];
    let mut filled = fill_buffer(file, &mut buffer)?;
    if let Some((encoding, _)) = Encoding::for_bom(&buffer[..filled]) {
        return Ok(encoding);
    }
    match &buffer[..filled] {
        [0, second, ..] if *second != 0 => return Ok(UTF_16BE),
        [first, 0, ..] if *first != 0 => return Ok(UTF_16LE),
        _ => {}
    }
    let mut count = Utf8Count::default();
    while filled > 0 {
        // The bytes of a letter that the end of the buffer cuts are counted with the next buffer.
        let rest = count.add(&buffer[..filled]);
        buffer.copy_within(filled - rest..filled, 0);
        let read = fill_buffer(file, &mut buffer[rest..])?;
        filled = if read == 0 { 0 } else { rest + read };
        count.invalid += u64::from(read == 0 && rest > 0);
    }
    Ok(if count.invalid == 0 || count.letters > count.invalid {
        UTF_8
    } else {
        WINDOWS_1252
    })
}

/// Reads until the buffer is full or the file ends, and returns the number of bytes.
fn fill_buffer(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The number of letters beyond ASCII that are valid UTF-8, and of invalid sequences.
#[derive(Default)]
struct Utf8Count {
    letters: u64,
    invalid: u64,
}

impl Utf8Count {
    /// Counts, and returns the number of bytes at the end that may be the beginning of a letter.
    fn add(&mut self, mut bytes: &[u8]) -> usize {
        loop {
            let (valid, error) = match std::str::from_utf8(bytes) {
                Ok(_) => (bytes, None),
                Err(error) => (&bytes[..error.valid_up_to()], Some(error)),
            };
            if !valid.is_ascii() {
                self.letters += valid
                    .iter()
                    .filter(|byte| **byte >= 0xc0)
                    .map(|_| 1)
                    .sum::<u64>();
            }
            let Some(error) = error else { return 0 };
            let Some(length) = error.error_len() else {
                return bytes.len() - valid.len();
            };
            self.invalid += 1;
            bytes = &bytes[valid.len() + length..];
        }
    }
}

/// Decodes a text to UTF-8 while it is read.
struct Decoded<R> {
    from: R,
    decoder: Decoder,
    name: &'static str,
    buffer: Vec<u8>,
    ahead: Range<usize>,
    decoded: Vec<u8>,
    ready: Range<usize>,
    is_at_end: bool,
    is_done: bool,
}

impl<R: Read> Decoded<R> {
    fn new(from: R, encoding: &'static Encoding) -> Self {
        Decoded {
            from,
            decoder: encoding.new_decoder_with_bom_removal(),
            name: encoding.name(),
            buffer: vec![0; BUFFER],
            ahead: 0..0,
            decoded: vec![0; BUFFER],
            ready: 0..0,
            is_at_end: false,
            is_done: false,
        }
    }

    fn decode(&mut self) -> io::Result<()> {
        if self.ahead.is_empty() && !self.is_at_end {
            self.ahead = 0..self.from.read(&mut self.buffer)?;
            self.is_at_end = self.ahead.is_empty();
        }
        let (ahead, to) = (&self.buffer[self.ahead.clone()], &mut self.decoded);
        let (result, taken, written) =
            self.decoder
                .decode_to_utf8_without_replacement(ahead, to, self.is_at_end);
        self.ahead.start += taken;
        self.ready = 0..written;
        match result {
            DecoderResult::Malformed(..) => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, self.name));
            }
            DecoderResult::InputEmpty => self.is_done = self.is_at_end,
            DecoderResult::OutputFull => {}
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.is_done {
            self.decode()?;
        }
        let ready = &self.decoded[self.ready.clone()];
        let given = ready.len().min(to.len());
        to[..given].copy_from_slice(&ready[..given]);
        self.ready.start += given;
        Ok(given)
    }
}

/// Decodes CP850 to UTF-8 while it is read. Each byte is a character.
struct FromCp850<R> {
    from: R,
    buffer: Vec<u8>,
    decoded: Vec<u8>,
    given: usize,
}

impl<R: Read> FromCp850<R> {
    fn new(from: R) -> Self {
        FromCp850 {
            from,
            buffer: vec![0; BUFFER],
            decoded: Vec::new(),
            given: 0,
        }
    }
}

impl<R: Read> Read for FromCp850<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.given == self.decoded.len() {
            let read = self.from.read(&mut self.buffer)?;
            self.decoded.clear();
            self.given = 0;
            for byte in &self.buffer[..read] {
                let mut letter = [0; 4];
                let letter = decode_cp850(*byte).encode_utf8(&mut letter);
                self.decoded.extend_from_slice(letter.as_bytes());
            }
        }
        let ready = &self.decoded[self.given..];
        let given = ready.len().min(to.len());
        to[..given].copy_from_slice(&ready[..given]);
        self.given += given;
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns the name of the encoding, and the text or the error.
    fn text(
        bytes: &[u8],
        declared: Option<&'static Encoding>,
    ) -> (&'static str, Result<Vec<u8>, String>) {
        read_as(bytes, declared.map(TextEncoding::OfBrowsers))
    }

    fn read_as(
        bytes: &[u8],
        declared: Option<TextEncoding>,
    ) -> (&'static str, Result<Vec<u8>, String>) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        let text = Text::open(&path, declared).unwrap();
        let mut read = Vec::new();
        let result = text
            .read()
            .unwrap()
            .read_to_end(&mut read)
            .map_err(|error| error.to_string());
        (text.encoding.name(), result.map(|_| read))
    }

    fn detected(bytes: &[u8]) -> (&'static str, String) {
        let (name, read) = text(bytes, None);
        (name, String::from_utf8(read.unwrap()).unwrap())
    }

    #[test]
    fn the_encoding_is_found() {
        let utf16 = |to_bytes: fn(u16) -> [u8; 2], text: &str| {
            text.encode_utf16().flat_map(to_bytes).collect::<Vec<_>>()
        };
        assert_eq!(detected("año".as_bytes()), ("UTF-8", "año".into()));
        assert_eq!(detected("\u{feff}año".as_bytes()), ("UTF-8", "año".into()));
        assert_eq!(detected(b"a\xf1o \x80"), ("windows-1252", "año €".into()));
        assert_eq!(
            detected(&utf16(u16::to_le_bytes, "\u{feff}año")),
            ("UTF-16LE", "año".into())
        );
        assert_eq!(
            detected(&utf16(u16::to_be_bytes, "\u{feff}año")),
            ("UTF-16BE", "año".into())
        );
        assert_eq!(
            detected(&utf16(u16::to_le_bytes, "año")),
            ("UTF-16LE", "año".into())
        );
        assert_eq!(
            detected(&utf16(u16::to_be_bytes, "año")),
            ("UTF-16BE", "año".into())
        );
        assert_eq!(detected(b""), ("UTF-8", String::new()));
    }

    #[test]
    fn a_first_line_that_declares_the_delimiter_is_recognized() {
        let declared = |delimiter| Some(SeparatorLine { delimiter });
        for (line, expected) in [
            ("sep=;", declared(Some(b';'))),
            ("SEP=,", declared(Some(b','))),
            ("sep=\t", declared(Some(b'\t'))),
            ("sep=|", declared(Some(b'|'))),
            ("\"sep=;\"", declared(Some(b';'))),
            ("sep=;;;;", declared(Some(b';'))),
            ("sep=", declared(None)),
            ("sep=;a", None),
            ("sept;a", None),
            ("se", None),
            ("", None),
        ] {
            assert_eq!(parse_separator_line(line.as_bytes()), expected, "{line}");
        }
    }

    #[test]
    fn the_declared_encoding_is_used() {
        assert_eq!(
            text(b"a\xa4", Some(encoding_rs::ISO_8859_15)).1,
            Ok("a€".into())
        );
        assert_eq!(text("ñ".as_bytes(), Some(WINDOWS_1252)).1, Ok("Ã±".into()));
        assert_eq!(
            text(b"a\0\x00\xd8", Some(UTF_16LE)).1,
            Err("UTF-16LE".into())
        );
    }

    #[test]
    fn cp850_and_mac_roman_are_decoded_where_they_are_declared() {
        let declared = |name: &str| TextEncoding::find(name);
        let read = |bytes: &[u8], name: &str| {
            let (name, text) = read_as(bytes, declared(name));
            (name, String::from_utf8(text.unwrap()).unwrap())
        };
        assert_eq!(
            read(b"Panam\xa0,Ni\xa4a\n", "cp850"),
            ("CP850", "Panamá,Niña\n".into())
        );
        assert_eq!(
            read(b"Panam\x87,Ni\x96a\n", "mac roman"),
            ("macintosh", "Panamá,Niña\n".into())
        );
        assert_eq!(read(b"", "cp850"), ("CP850", String::new()));
        let long = [b'a'; BUFFER - 1]
            .into_iter()
            .chain([0xa4; BUFFER])
            .collect::<Vec<_>>();
        let expected = "a".repeat(BUFFER - 1) + &"ñ".repeat(BUFFER);
        assert!(read(&long, "cp850").1 == expected);
    }

    #[test]
    fn a_damaged_file_is_not_taken_for_another_encoding() {
        assert_eq!(
            text("añó é\u{fffd}".replace('\u{fffd}', "").as_bytes(), None).0,
            "UTF-8"
        );
        assert_eq!(text(b"a\xc3\xb1o a\xc3\xb1o a\xf1o", None).0, "UTF-8");
        assert_eq!(text(b"a\xc3\xb1o a\xf1o", None).0, "windows-1252");
    }

    #[test]
    fn letters_across_the_edges_of_buffers_stay_whole() {
        let long = format!("{}ñ{}ñ", "x".repeat(BUFFER - 1), "y".repeat(BUFFER - 2));
        assert!(detected(long.as_bytes()) == ("UTF-8", long.clone()));
        let latin = WINDOWS_1252.encode(&long).0;
        assert!(detected(&latin) == ("windows-1252", long.clone()));
        // A letter that is cut off at the end of the file.
        let cut = format!("ñ{long}").into_bytes();
        assert_eq!(text(&cut[..cut.len() - 1], None).0, "UTF-8");
    }

    proptest! {
        #![proptest_config(codebook::sample::cases(64))]

        #[test]
        fn written_text_is_read(text in "[ -~¡-ÿ€\n]{0,80}") {
            let latin = WINDOWS_1252.encode(&text).0;
            prop_assert_eq!(&super::tests::text(&latin, Some(WINDOWS_1252)).1.unwrap(), text.as_bytes());
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            prop_assert_eq!(&super::tests::text(&units, Some(UTF_16LE)).1.unwrap(), text.as_bytes());
            prop_assert_eq!(&super::tests::text(text.as_bytes(), None).1.unwrap(), text.as_bytes());
        }
    }
}
