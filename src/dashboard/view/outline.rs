//! Parses the outlines of a map, as `src/app/maps.js` writes them: width and height, then a line an area.

/// The outlines of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    /// Its width and height.
    pub size: (i32, i32),
    /// Its areas.
    pub areas: Vec<Outline>,
}

/// The outline of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Its own code, then those of what it lies in.
    pub codes: Vec<String>,
    /// Where its number stands.
    pub point: (i32, i32),
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
            Some(Outline {
                codes,
                point: (x.parse().ok()?, y.parse().ok()?),
                path: parts.next()?.into(),
            })
        });
        Some(Outlines {
            size: (width.parse().ok()?, height.parse().ok()?),
            areas: areas.collect::<Option<_>>()?,
        })
    }
}

/// A part of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width and height.
    pub size: (i32, i32),
}

/// A window is so many times narrower than its map.
const TIMES: i32 = 8;

impl Outlines {
    /// The window that most of the named areas are in, so that they can be shown again in a size that can be seen and
    /// touched. `None` where nothing is named.
    pub fn window(&self, is_named: impl Fn(&Outline) -> bool) -> Option<Window> {
        let points: Vec<(i32, i32)> = self
            .areas
            .iter()
            .filter(|outline| is_named(outline))
            .map(|outline| outline.point)
            .collect();
        let (width, height) = (self.size.0 / TIMES, self.size.0 / TIMES / 2);
        let near = |at: (i32, i32)| {
            let is_near = move |other: &&(i32, i32)| {
                (other.0 - at.0).abs() * 2 < width && (other.1 - at.1).abs() * 2 < height
            };
            points.iter().filter(is_near)
        };
        // The first of those with as many near them.
        let most = points.iter().map(|at| near(*at).count()).max()?;
        let among = *points.iter().find(|at| near(**at).count() == most)?;
        let least = |of: fn(&(i32, i32)) -> i32, room: i32, whole: i32| {
            let (first, last) = (near(among).map(of).min()?, near(among).map(of).max()?);
            Some(((first + last - room) / 2).min(whole - room).max(0))
        };
        let x = least(|point| point.0, width, self.size.0)?;
        let y = least(|point| point.1, height, self.size.1)?;
        Some(Window {
            x,
            y,
            size: (width, height),
        })
    }
}
