//! Draws a flow as SVG: bands as wide as there is room, nodes and residuals of fixed width.

use std::fmt::Write;

use crate::figures::flow::LINE;
use crate::view::{Band, Flow, Node, Span};

/// The width of nodes in CSS pixels.
const NODE: u8 = 8;
/// The width of residuals in CSS pixels.
const RESIDUAL: u8 = 22;
/// The fill of residuals.
const HATCHING: &str = "<pattern id=\"hatching-flow\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><path class=\"paper\" d=\"M0 0h6v6H0z\"/><path class=\"stripe\" d=\"M0 0v6\"/>\
    </pattern>";

/// Writes the contents of the element `svg`, which is as high as the flow.
pub fn draw_flow(flow: &Flow) -> String {
    let bands: String = flow.bands.iter().map(band).collect();
    let numbers: String = flow.bands.iter().map(number).collect();
    let [from, to] = flow
        .sides
        .each_ref()
        .map(|side| side.nodes.iter().map(node).collect::<String>());
    format!(
        "{HATCHING}<svg viewBox=\"0 0 100 {}\" preserveAspectRatio=\"none\">{bands}</svg><svg>{from}</svg>\
         <svg x=\"100%\"><g transform=\"scale(-1 1)\">{to}</g></svg>{numbers}",
        flow.height
    )
}

fn band(band: &Band) -> String {
    let (class, path, label) = (class(band.colour), path(band), escaped(&band.label));
    format!("<path class=\"band {class}\" d=\"{path}\"><title>{label}</title></path>")
}

/// Writes the number of a band in its middle, if it has room.
fn number(band: &Band) -> String {
    let [from, to] = band.ends;
    let middle = ((from.top + to.top + from.height) / 2.0).round() as i32;
    let has_room = from.height >= f64::from(LINE);
    if has_room {
        format!("<text x=\"50%\" y=\"{middle}\">{}</text>", band.text)
    } else {
        String::new()
    }
}

/// Writes the outline of a band, 100 wide.
fn path(band: &Band) -> String {
    let [(from, from_height), (to, to_height)] = band.ends.map(pixels);
    let (from_end, to_end) = (from + from_height, to + to_height);
    format!("M0 {from}C50 {from} 50 {to} 100 {to}V{to_end}C50 {to_end} 50 {from_end} 0 {from_end}Z")
}

/// Draws a node with its residual, to the right of 0. What has no height is not drawn.
fn node(node: &Node) -> String {
    let mut text = String::new();
    let residual = node.residual.map(|residual| (residual, RESIDUAL, "left"));
    let whole = (node.span, NODE, class(node.colour));
    let drawn = residual.into_iter().chain([whole]);
    for (span, width, class) in drawn.filter(|(span, ..)| span.height > 0.0) {
        let (top, height) = pixels(span);
        let _ = write!(
            text,
            "<rect class=\"{class}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>"
        );
    }
    text
}

/// Rounds top and height to whole pixels, so that neighbours touch; the height is at least 1, so that small numbers are
/// visible.
fn pixels(span: Span) -> (i32, i32) {
    let top = span.top.round() as i32;
    (top, ((span.top + span.height).round() as i32 - top).max(1))
}

/// Returns the CSS class of a colour.
fn class(colour: Option<usize>) -> &'static str {
    match colour {
        Some(0) => "series-0",
        Some(1) => "series-1",
        Some(2) => "series-2",
        Some(_) => "series-3",
        None => "series-none",
    }
}

/// Escapes text between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_without_known_persons_is_not_drawn() {
        let with_height = |height, residual| Node {
            label: String::new(),
            text: "c".into(),
            meaning: None,
            href: None,
            room: 40,
            span: Span { top: 20.0, height },
            residual,
            hidden: residual.is_none(),
            colour: Some(0),
        };
        assert_eq!(node(&with_height(0.0, None)), "");
        assert_eq!(
            node(&with_height(7.0, None)),
            "<rect class=\"series-0\" y=\"20\" width=\"8\" height=\"7\"/>"
        );
        let residual = Span {
            top: 24.0,
            height: 3.0,
        };
        assert_eq!(
            node(&with_height(7.0, Some(residual))),
            "<rect class=\"left\" y=\"24\" width=\"22\" height=\"3\"/>\
             <rect class=\"series-0\" y=\"20\" width=\"8\" height=\"7\"/>"
        );
    }

    #[test]
    fn bands_are_outlines_in_whole_pixels_with_their_numbers() {
        let ends = [
            Span {
                top: 10.4,
                height: 4.2,
            },
            Span {
                top: 99.6,
                height: 4.2,
            },
        ];
        let thin = [Span {
            top: 2.0,
            height: 0.3,
        }; 2];
        let drawn = |ends, colour| {
            band(&Band {
                label: "A & <B> → C: 7".into(),
                text: "7".into(),
                ends,
                colour,
            })
        };
        assert_eq!(
            drawn(ends, Some(1)),
            "<path class=\"band series-1\" d=\"M0 10C50 10 50 100 100 100V104C50 104 50 15 0 15Z\">\
             <title>A &amp; &lt;B> → C: 7</title></path>"
        );
        let wide = [
            Span {
                top: 10.0,
                height: 20.0,
            },
            Span {
                top: 40.0,
                height: 20.0,
            },
        ];
        let written = |ends| {
            number(&Band {
                label: String::new(),
                text: "7".into(),
                ends,
                colour: None,
            })
        };
        assert_eq!(
            (written(wide).as_str(), written(thin).as_str()),
            ("<text x=\"50%\" y=\"35\">7</text>", "")
        );
        assert!(
            drawn(thin, None).contains("series-none\" d=\"M0 2C50 2 50 2 100 2V3C50 3 50 3 0 3Z\"")
        );
    }
}
