//! The outlines of a map, as `src/app/maps.js` writes them: the width and the height, then a line an area.

/// The outlines of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    /// Its width and height.
    pub size: (u32, u32),
    /// Its areas.
    pub areas: Vec<Outline>,
}

/// The outline of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Its own code, then those of what it lies in.
    pub codes: Vec<String>,
    /// Where its number stands.
    pub point: (String, String),
    /// The path, as SVG writes it.
    pub path: String,
}

impl Outlines {
    /// Reads a file of outlines; `None` where it is none.
    pub fn parse(text: &str) -> Option<Outlines> {
        let mut lines = text.lines();
        let (width, height) = lines.next()?.split_once(' ')?;
        let areas = lines.map(|line| {
            let mut parts = line.split('\t');
            let codes = parts.next()?.split(' ').map(Into::into).collect();
            let (x, y) = parts.next()?.split_once(' ')?;
            Some(Outline { codes, point: (x.into(), y.into()), path: parts.next()?.into() })
        });
        Some(Outlines { size: (width.parse().ok()?, height.parse().ok()?), areas: areas.collect::<Option<_>>()? })
    }
}
