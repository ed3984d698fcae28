//! Draws numbers as circles on a map, as the page does beside their list.

use dashboard::view::{Atlas, Circles, Figure, Outlines};

use crate::{
    font::Face,
    svg::{EDGE, Room, Svg},
};

/// The colour of land, as in `style/tokens.css`.
const LAND: &str = "#e9e4d9";
/// The height of letters, in units of the map.
const SIZE: u32 = 26;

/// The circles of a figure with the outlines of their map.
#[derive(Clone, Copy)]
pub struct OnMap<'a> {
    circles: &'a Circles,
    outlines: &'a Outlines,
}

impl<'a> OnMap<'a> {
    /// Finds them; `None` where a figure has no circles, or `find` no outlines.
    pub fn find(
        figure: &'a Figure,
        find: impl FnOnce(Atlas) -> Option<&'a Outlines>,
    ) -> Option<OnMap<'a>> {
        let circles = figure.circles.as_ref()?;
        let outlines = find(circles.atlas)?;
        Some(OnMap { circles, outlines })
    }

    /// Returns the width of the map where it is this high.
    pub fn width_at(&self, height: f64) -> f64 {
        let (width, of_height) = self.outlines.size;
        height * f64::from(width) / f64::from(of_height)
    }

    /// Draws the map. Returns the place below it.
    pub fn draw(&self, svg: &mut Svg<'_>, room: Room) -> f64 {
        let (width, height) = self.outlines.size;
        let scale = room.width / f64::from(width);
        let drawn = dashboard::draw_circles(self.circles, self.outlines);
        // The frame of the drawing is the page's; what is in it has classes, which a picture does not.
        let (_, inside) = drawn.split_once('>').unwrap_or_default();
        let mut inside = inside.trim_end_matches("</svg>").to_owned();
        for (class, attributes) in looks(svg) {
            inside = inside.replace(&format!(" class=\"{class}\""), &attributes);
        }
        svg.take(&inside, (room.left, room.top), scale);
        room.top + f64::from(height) * scale
    }
}

/// Lists how the classes of the drawing look.
fn looks(svg: &Svg<'_>) -> [(&'static str, String); 5] {
    let colours = &svg.colours;
    let text = |face: Face, rest: String| {
        format!(
            " {} font-size=\"{SIZE}\" text-anchor=\"middle\"{rest}",
            face.attributes()
        )
    };
    let rim = format!(
        " fill=\"{}\" stroke=\"{}\" stroke-width=\"6\" paint-order=\"stroke\"",
        colours.ink, colours.paper
    );
    let inside = format!(" fill=\"{}\"", colours.on_series[0]);
    [
        (
            "land",
            format!(
                " fill=\"{LAND}\" stroke=\"{}\" stroke-width=\"2\"",
                colours.paper
            ),
        ),
        ("fill-1", format!(" fill=\"{}\"", colours.series[0])),
        (
            "fill-hidden",
            format!(" fill=\"url(#hidden)\" stroke=\"{EDGE}\" stroke-width=\"1.25\""),
        ),
        ("on-1", text(Face::Strong, inside)),
        ("place", text(Face::Sans, rim)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn land_is_as_on_the_page() {
        let sheet = include_str!("../../style/tokens.css");
        assert!(sheet.contains(&format!("--land: {LAND};")));
    }
}
