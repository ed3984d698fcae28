//! Reads the letters of pictures, and measures texts in them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};
use thiserror::Error;

use crate::cut::cut;

/// A font of the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// For most texts.
    Sans,
    /// For names and numbers.
    Strong,
    /// For findings.
    Serif,
}

/// Why pictures have no letters.
#[derive(Debug, Error)]
pub enum FontError {
    /// The page has no such file.
    #[error("{0}: the page has no letters for pictures: build it again")]
    Missing(&'static str),
    /// The file is no font.
    #[error("{0}: this is not a font that can be read; build the page again")]
    Unreadable(&'static str),
}

/// The fonts of all pictures.
pub struct Fonts {
    /// The width of each letter of each face, as a share of its height.
    widths: [BTreeMap<char, f64>; 3],
    /// The file of each face.
    files: Vec<Arc<Vec<u8>>>,
}

/// The signs behind which an address breaks.
const ADDRESS_SIGNS: [char; 7] = ['/', '?', '&', '=', '.', ',', '_'];
/// The width of a letter that no font has.
const UNKNOWN: f64 = 0.6;

impl Face {
    /// Every face.
    pub const ALL: [Face; 3] = [Face::Sans, Face::Strong, Face::Serif];

    /// Returns the family as the page's style names it.
    pub fn family(self) -> &'static str {
        match self {
            Face::Sans | Face::Strong => "Public Sans",
            Face::Serif => "Newsreader",
        }
    }

    /// Returns the families that stand in for it where it is not installed.
    pub fn fallback(self) -> &'static str {
        match self {
            Face::Sans | Face::Strong => "system-ui, sans-serif",
            Face::Serif => "Georgia, serif",
        }
    }

    /// Returns its weight.
    pub fn weight(self) -> u16 {
        match self {
            Face::Sans => 400,
            Face::Strong | Face::Serif => 600,
        }
    }

    /// Writes the family and the weight as attributes of a text.
    pub fn attributes(self) -> String {
        format!(
            "font-family=\"{}, {}\" font-weight=\"{}\"",
            self.family(),
            self.fallback(),
            self.weight()
        )
    }

    /// Returns the path of its file below the root of the page.
    pub fn path(self) -> &'static str {
        match self {
            Face::Sans => "fonts/public-sans-400.ttf",
            Face::Strong => "fonts/public-sans-600.ttf",
            Face::Serif => "fonts/newsreader-600.ttf",
        }
    }
}

impl Fonts {
    /// Reads the fonts of the built page; `read` reads one of its files, face by face in the order of [`Face::ALL`].
    pub fn read(mut read: impl FnMut(&str) -> Option<Vec<u8>>) -> Result<Fonts, FontError> {
        let (mut widths, mut files) = (Vec::new(), Vec::new());
        for face in Face::ALL {
            let file = face.path();
            let bytes = read(file).ok_or(FontError::Missing(file))?;
            widths.push(measure(&bytes).ok_or(FontError::Unreadable(file))?);
            // What cannot be cut cannot be carried by a picture.
            cut(&bytes, &BTreeSet::from(['c'])).ok_or(FontError::Unreadable(file))?;
            files.push(Arc::new(bytes));
        }
        Ok(Fonts {
            widths: widths
                .try_into()
                .map_err(|_| FontError::Unreadable("fonts"))?,
            files,
        })
    }

    /// Returns the file of a face.
    pub fn bytes(&self, face: Face) -> &[u8] {
        self.files.get(face as usize).map_or(&[], |file| file)
    }

    /// Returns the file of a face, to be kept beside these fonts.
    pub fn file(&self, face: Face) -> Arc<Vec<u8>> {
        self.files
            .get(face as usize)
            .map_or_else(Arc::default, Arc::clone)
    }

    /// Finds a letter that a face does not have.
    pub fn missing(&self, face: Face, text: &str) -> Option<char> {
        let widths = &self.widths[face as usize];
        text.chars().find(|letter| !widths.contains_key(letter))
    }

    /// Measures a text in pixels.
    pub fn width(&self, face: Face, size: f64, text: &str) -> f64 {
        let widths = &self.widths[face as usize];
        let letters = text.chars();
        let all: f64 = letters
            .map(|letter| widths.get(&letter).unwrap_or(&UNKNOWN))
            .sum();
        all * size
    }

    /// Breaks a text into as few lines as `lines` does, of about the same length.
    pub fn even_lines(&self, face: Face, size: f64, text: &str, room: f64) -> Vec<String> {
        let mut best = self.lines(face, size, text, room);
        let count = best.len();
        for step in 1..20 {
            let lines = self.lines(face, size, text, room * (1.0 - f64::from(step) / 40.0));
            if lines.len() > count {
                break;
            }
            best = lines;
        }
        best
    }

    /// Breaks a text into lines no wider than `room`. A longer word has lines of its own: an address breaks behind its signs.
    pub fn lines(&self, face: Face, size: f64, text: &str, room: f64) -> Vec<String> {
        let fits = |line: &str| self.width(face, size, line) <= room;
        let mut lines: Vec<String> = Vec::new();
        // A space that does not break is part of a word.
        for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
            if let Some(line) = lines.last_mut() {
                let longer = format!("{line} {word}");
                if fits(&longer) {
                    *line = longer;
                    continue;
                }
            }
            if fits(word) {
                lines.push(word.to_owned());
                continue;
            }
            let mut line = String::new();
            for piece in word.split_inclusive(ADDRESS_SIGNS) {
                if !line.is_empty() && !fits(&[&line, piece].concat()) {
                    lines.push(std::mem::take(&mut line));
                }
                line += piece;
            }
            lines.push(line);
        }
        lines
    }
}

fn measure(bytes: &[u8]) -> Option<BTreeMap<char, f64>> {
    let font = FontRef::new(bytes).ok()?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let mut widths = BTreeMap::new();
    for (code, glyph) in font.charmap().mappings() {
        let letter = char::from_u32(code)?;
        widths.insert(letter, f64::from(metrics.advance_width(glyph)?));
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::Face;
    use crate::sample::fonts;

    #[test]
    fn an_address_that_is_too_long_breaks_behind_its_signs() {
        let fonts = fonts();
        let address = "https://cifras.example/acreditadas/edad/?sexo=F&anio=2023-2025&v=1";
        let text = format!("CONATT · {address}");
        let one = fonts.width(Face::Sans, 12.0, address);
        assert_eq!(fonts.lines(Face::Sans, 12.0, &text, one)[1..], [address]);
        let room = one / 2.5;
        let lines = fonts.lines(Face::Sans, 12.0, &text, room);
        assert_eq!(lines[1..].concat(), address);
        assert!(lines.len() > 3, "{lines:?}");
        for line in &lines {
            assert!(fonts.width(Face::Sans, 12.0, line) <= room, "{lines:?}");
        }
        // A word without such signs stays whole.
        assert_eq!(fonts.lines(Face::Sans, 12.0, "acreditadas", 1.0).len(), 1);
    }
}
