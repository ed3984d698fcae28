//! Parses the outlines of a map, as `src/app/maps.js` writes them: width and height, then one line per area.

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
    /// Its own code, then those of the regions that contain it.
    pub codes: Vec<String>,
    /// The point at which its number is written.
    pub point: (i32, i32),
    /// The SVG path.
    pub path: String,
}

impl Outlines {
    /// Parses a file of outlines; `None` where the text is not one.
    pub fn parse(text: &str) -> Option<Outlines> {
        let mut lines = text.lines();
        let (width, height) = lines.next()?.split_once(' ')?;
        Some(Outlines {
            size: (width.parse().ok()?, height.parse().ok()?),
            areas: lines.map(Outline::parse).collect::<Option<_>>()?,
        })
    }
}

impl Outline {
    fn parse(line: &str) -> Option<Outline> {
        let mut parts = line.split('\t');
        let codes = parts.next()?.split(' ').map(Into::into).collect();
        let (x, y) = parts.next()?.split_once(' ')?;
        Some(Outline {
            codes,
            point: (x.parse().ok()?, y.parse().ok()?),
            path: parts.next()?.into(),
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

/// The width of a map divided by that of a window.
const TIMES: i32 = 8;

impl Outlines {
    /// Finds the window with the most named areas, so that they can be shown in a size that can be seen and touched.
    /// `None` where no area is named.
    pub fn window(&self, is_named: impl Fn(&Outline) -> bool) -> Option<Window> {
        let size = (self.size.0 / TIMES, self.size.0 / TIMES / 2);
        let mut points: Vec<(i32, i32)> = Vec::new();
        for outline in &self.areas {
            if is_named(outline) {
                points.push(outline.point);
            }
        }
        let mut crowd: Vec<(i32, i32)> = Vec::new();
        for point in &points {
            let near = points_near(*point, &points, size);
            if near.len() > crowd.len() {
                crowd = near;
            }
        }
        Some(Window {
            x: start_around(crowd.iter().map(|point| point.0), size.0, self.size.0)?,
            y: start_around(crowd.iter().map(|point| point.1), size.1, self.size.1)?,
            size,
        })
    }
}

/// Lists the points that a window of this size around `centre` contains.
fn points_near(
    centre: (i32, i32),
    points: &[(i32, i32)],
    (width, height): (i32, i32),
) -> Vec<(i32, i32)> {
    let mut near = Vec::new();
    for point in points {
        let (x, y) = ((point.0 - centre.0).abs(), (point.1 - centre.1).abs());
        if x * 2 < width && y * 2 < height {
            near.push(*point);
        }
    }
    near
}

/// Finds where a window of this length begins, so that the places are in its middle and it does not leave the map.
fn start_around(places: impl Iterator<Item = i32> + Clone, length: i32, whole: i32) -> Option<i32> {
    let (first, last) = (places.clone().min()?, places.max()?);
    Some(((first + last - length) / 2).min(whole - length).max(0))
}
