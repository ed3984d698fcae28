//! Cuts a TrueType font down to some letters, so that a picture can carry its own.
//!
//! The tables are those of the OpenType specification: <https://learn.microsoft.com/typography/opentype/spec/otff>. What
//! browsers ask for is kept, with the font's names and its licence; kerning and ligatures go, because texts were measured
//! without them.

use std::collections::BTreeSet;

use skrifa::{FontRef, MetadataProvider, Tag};

/// Flags of the parts of a composed glyph.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;
/// The sum of a whole font with its own field for it.
const CHECKSUM: u32 = 0xB1B0_AFBA;

/// Cuts a font. A letter that it lacks is left out. `None` where the file is not such a font.
pub fn cut(bytes: &[u8], letters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let whole = Whole::read(bytes)?;
    let mut glyphs: Vec<u16> = vec![0];
    let mut places: Vec<(u16, u16)> = Vec::new();
    let font = FontRef::new(bytes).ok()?;
    for letter in letters {
        let code = u16::try_from(u32::from(*letter)).ok();
        let glyph = font.charmap().map(*letter);
        if let (Some(code), Some(glyph)) = (code, glyph) {
            let glyph = u16::try_from(glyph.to_u32()).ok()?;
            places.push((code, add(&mut glyphs, glyph)?));
        }
    }
    // The parts of composed glyphs follow, with their own parts.
    let (mut outlines, mut starts) = (Vec::new(), vec![0]);
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at).copied() {
        let mut outline = whole.outline(glyph)?.to_vec();
        renumber_parts(&mut outline, &mut glyphs)?;
        outlines.extend(outline);
        outlines.resize(outlines.len().next_multiple_of(4), 0);
        starts.push(u32::try_from(outlines.len()).ok()?);
        at += 1;
    }
    let count = u16::try_from(glyphs.len()).ok()?;
    let mut metrics = Vec::new();
    for glyph in &glyphs {
        metrics.extend(whole.metrics(*glyph)?);
    }
    let table = |tag: &[u8; 4]| whole.table(tag).map(<[u8]>::to_vec);
    let (mut head, mut header, mut most) = (table(b"head")?, table(b"hhea")?, table(b"maxp")?);
    put(&mut head, 8, &[0; 4])?;
    put(&mut head, 50, &1_u16.to_be_bytes())?;
    put(&mut header, 34, &count.to_be_bytes())?;
    put(&mut most, 4, &count.to_be_bytes())?;
    // Without the names of glyphs.
    let mut names = table(b"post")?;
    names.truncate(32);
    put(&mut names, 0, &0x0003_0000_u32.to_be_bytes())?;
    Some(assemble([
        (*b"OS/2", table(b"OS/2")?),
        (*b"cmap", write_codes(&places)),
        (*b"glyf", outlines),
        (*b"head", head),
        (*b"hhea", header),
        (*b"hmtx", metrics),
        (
            *b"loca",
            starts
                .iter()
                .flat_map(|start| start.to_be_bytes())
                .collect(),
        ),
        (*b"maxp", most),
        (*b"name", table(b"name")?),
        (*b"post", names),
    ]))
}

/// The tables of a whole font.
struct Whole<'a> {
    font: FontRef<'a>,
    has_long_places: bool,
    /// How many glyphs have a width of their own.
    widths: u16,
}

impl<'a> Whole<'a> {
    fn read(bytes: &'a [u8]) -> Option<Whole<'a>> {
        let font = FontRef::new(bytes).ok()?;
        let table = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).map(|data| data.as_bytes());
        let has_long_places = short(table(b"head")?, 50)? == 1;
        let widths = short(table(b"hhea")?, 34)?;
        Some(Whole {
            has_long_places,
            widths,
            font,
        })
    }

    fn table(&self, tag: &[u8; 4]) -> Option<&'a [u8]> {
        let data = self.font.table_data(Tag::new(tag))?;
        Some(data.as_bytes())
    }

    /// The outline of a glyph; empty where it has none.
    fn outline(&self, glyph: u16) -> Option<&'a [u8]> {
        let (places, glyph) = (self.table(b"loca")?, usize::from(glyph));
        let place = |at: usize| {
            if self.has_long_places {
                let bytes = places.get(at * 4..at * 4 + 4)?;
                Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
            } else {
                Some(usize::from(short(places, at * 2)?) * 2)
            }
        };
        let (start, end) = (place(glyph)?, place(glyph + 1)?);
        if start == end {
            return Some(&[]);
        }
        self.table(b"glyf")?.get(start..end)
    }

    /// The width of a glyph and the room before it.
    fn metrics(&self, glyph: u16) -> Option<[u8; 4]> {
        let (table, last) = (self.table(b"hmtx")?, self.widths.checked_sub(1)?);
        let width = usize::from(glyph.min(last)) * 4;
        let before = if glyph <= last {
            width + 2
        } else {
            usize::from(self.widths) * 4 + usize::from(glyph - self.widths) * 2
        };
        let ([a, b], [c, d]) = (
            short(table, width)?.to_be_bytes(),
            short(table, before)?.to_be_bytes(),
        );
        Some([a, b, c, d])
    }
}

/// Adds a glyph unless it is there. Returns its new number.
fn add(glyphs: &mut Vec<u16>, glyph: u16) -> Option<u16> {
    let found = glyphs.iter().position(|one| *one == glyph);
    let place = found.unwrap_or(glyphs.len());
    if found.is_none() {
        glyphs.push(glyph);
    }
    u16::try_from(place).ok()
}

/// Gives the parts of a composed glyph their new numbers.
fn renumber_parts(outline: &mut [u8], glyphs: &mut Vec<u16>) -> Option<()> {
    // A negative number of contours says that it is composed.
    let is_composed = outline.first().is_some_and(|byte| byte & 0x80 != 0);
    let (mut at, mut has_more) = (10, is_composed);
    while has_more {
        let flags = short(outline, at)?;
        let part = add(glyphs, short(outline, at + 2)?)?;
        put(outline, at + 2, &part.to_be_bytes())?;
        let places = if flags & WORDS != 0 { 4 } else { 2 };
        let scales = match flags {
            _ if flags & SCALE != 0 => 2,
            _ if flags & TWO_SCALES != 0 => 4,
            _ if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        at += 4 + places + scales;
        has_more = flags & MORE != 0;
    }
    Some(())
}

/// Writes which glyph a letter has: a table of format 4 for Windows and Unicode, a segment for letters in a row.
fn write_codes(places: &[(u16, u16)]) -> Vec<u8> {
    let mut segments: Vec<[u16; 3]> = Vec::new();
    for (code, glyph) in places {
        let step = glyph.wrapping_sub(*code);
        match segments.last_mut() {
            Some([_, end, last]) if *last == step && end.checked_add(1) == Some(*code) => {
                *end = *code
            }
            _ => segments.push([*code, *code, step]),
        }
    }
    segments.push([0xffff, 0xffff, 1]);
    let count = segments.len() as u16;
    let power = count.ilog2() as u16;
    let search = 2 << power;
    let mut words = vec![
        4,
        16 + 8 * count,
        0,
        2 * count,
        search,
        power,
        2 * count - search,
    ];
    words.extend(segments.iter().map(|[_, end, _]| *end));
    words.push(0);
    words.extend(segments.iter().map(|[start, ..]| *start));
    words.extend(segments.iter().map(|[.., step]| *step));
    words.extend(segments.iter().map(|_| 0));
    // Version 0, one table, of platform 3 and encoding 1, behind these 12 bytes.
    let header: [u16; 6] = [0, 1, 3, 1, 0, 12];
    header
        .iter()
        .chain(&words)
        .flat_map(|word| word.to_be_bytes())
        .collect()
}

/// Puts tables, sorted by their tags, together.
fn assemble<const N: usize>(tables: [([u8; 4], Vec<u8>); N]) -> Vec<u8> {
    let count = N as u16;
    let power = count.ilog2() as u16;
    let search = 16 << power;
    let mut font = 0x0001_0000_u32.to_be_bytes().to_vec();
    for word in [count, search, power, count * 16 - search] {
        font.extend(word.to_be_bytes());
    }
    let mut start = font.len() + 16 * N;
    for (tag, table) in &tables {
        font.extend(tag);
        for word in [sum(table), start as u32, table.len() as u32] {
            font.extend(word.to_be_bytes());
        }
        start += table.len().next_multiple_of(4);
    }
    let mut adjustment = None;
    for (tag, table) in &tables {
        if tag == b"head" {
            adjustment = Some(font.len() + 8);
        }
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    let rest = CHECKSUM.wrapping_sub(sum(&font));
    adjustment.and_then(|at| put(&mut font, at, &rest.to_be_bytes()));
    font
}

/// Adds up the words of a table.
fn sum(table: &[u8]) -> u32 {
    let words = table.chunks(4).map(|chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::from_be_bytes(word)
    });
    words.fold(0, u32::wrapping_add)
}

fn short(table: &[u8], at: usize) -> Option<u16> {
    let bytes = table.get(at..at + 2)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

fn put(table: &mut [u8], at: usize, bytes: &[u8]) -> Option<()> {
    table.get_mut(at..at + bytes.len())?.copy_from_slice(bytes);
    Some(())
}

#[cfg(test)]
mod tests {
    use skrifa::{
        GlyphId,
        instance::{LocationRef, Size},
        outline::{DrawSettings, pen::SvgPen},
    };

    use super::*;

    fn words(words: &[i16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    /// A triangle with its right angle at this place.
    fn triangle(at: i16) -> Vec<u8> {
        let mut outline = words(&[1, at, at, at + 9, at + 9, 2, 0]);
        outline.extend([1, 1, 1]);
        outline.extend(words(&[at, 9, -9, at, 0, 9]));
        outline.resize(outline.len().next_multiple_of(4), 0);
        outline
    }

    /// A font in which `á` is composed of `a`, the second glyph, and an accent, the fourth.
    fn font() -> Vec<u8> {
        let parts = [0x23_i16, 1, 0, 0, 0x03, 3, 5, 7];
        let composed = [words(&[-1, 0, 0, 30, 30]), words(&parts), vec![0; 2]].concat();
        let outlines = [vec![], triangle(0), composed, triangle(20), triangle(40)];
        let mut starts = vec![0_u32];
        for outline in &outlines {
            starts.push(starts.last().unwrap() + outline.len() as u32);
        }
        let zeros = |length: usize, fields: &[(usize, u16)]| {
            let mut table = vec![0; length];
            for (at, value) in fields {
                put(&mut table, *at, &value.to_be_bytes()).unwrap();
            }
            table
        };
        let places = [(u16::from(b'a'), 1), (0xe1, 2), (0x17e, 4)];
        assemble([
            (*b"OS/2", zeros(96, &[])),
            (*b"cmap", write_codes(&places)),
            (*b"glyf", outlines.concat()),
            (*b"head", zeros(54, &[(0, 1), (18, 1000), (50, 1)])),
            (*b"hhea", zeros(36, &[(0, 1), (34, 2)])),
            // The last three are as wide as each other.
            (*b"hmtx", words(&[500, 0, 510, 1, 2, 3, 4])),
            (
                *b"loca",
                starts
                    .iter()
                    .flat_map(|start| start.to_be_bytes())
                    .collect(),
            ),
            (*b"maxp", zeros(32, &[(0, 1), (4, 5)])),
            (*b"name", zeros(6, &[(4, 6)])),
            (*b"post", zeros(40, &[(0, 2)])),
        ])
    }

    /// The outline and the width of a letter.
    fn drawn(font: &[u8], letter: char) -> Option<(String, f32)> {
        let font = FontRef::new(font).unwrap();
        let glyph: GlyphId = font.charmap().map(letter)?;
        let (size, place) = (Size::unscaled(), LocationRef::default());
        let mut pen = SvgPen::new();
        let outline = font.outline_glyphs().get(glyph).unwrap();
        outline
            .draw(DrawSettings::unhinted(size, place), &mut pen)
            .unwrap();
        let width = font
            .glyph_metrics(size, place)
            .advance_width(glyph)
            .unwrap();
        Some((pen.to_string(), width))
    }

    #[test]
    fn what_is_left_of_a_font_draws_its_letters_as_before() {
        let whole = font();
        for letters in ["á", "a", "aá", "ž", "aáž", "?á"] {
            let cut = cut(&whole, &letters.chars().collect()).unwrap();
            assert_eq!(sum(&cut), CHECKSUM);
            for letter in "aáž?".chars() {
                let expected = drawn(&whole, letter).filter(|_| letters.contains(letter));
                assert_eq!(drawn(&cut, letter), expected, "{letter} of {letters}");
            }
        }
        let (outline, width) = drawn(&whole, 'á').unwrap();
        assert!(
            outline.matches('M').count() == 2 && width == 510.0,
            "{outline}"
        );
    }

    #[test]
    fn what_is_no_font_is_not_cut() {
        for bytes in [&b""[..], b"no font", &font()[..200]] {
            assert_eq!(cut(bytes, &BTreeSet::from(['a'])), None);
        }
    }
}
