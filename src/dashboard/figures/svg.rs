//! Draws a flow as SVG: bands as wide as there is room, nodes and stubs of fixed width.

use std::fmt::Write;

use crate::figures::flow::LINE;
use crate::view::{Band, Flow, Node, Span};

/// How wide nodes and stubs are, in CSS pixels.
const NODE: u8 = 8;
const STUB: u8 = 22;
/// The fill of stubs.
const HATCHING: &str = "<pattern id=\"hatching-flow\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><path class=\"paper\" d=\"M0 0h6v6H0z\"/><path class=\"stripe\" d=\"M0 0v6\"/>\
    </pattern>";

/// What stands within the element `svg`, which is as high as the flow.
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

/// The number of a band that has room for it, in its middle.
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

/// The outline of a band, 100 wide.
fn path(band: &Band) -> String {
    let [(from, from_height), (to, to_height)] = band.ends.map(pixels);
    let (from_end, to_end) = (from + from_height, to + to_height);
    format!("M0 {from}C50 {from} 50 {to} 100 {to}V{to_end}C50 {to_end} 50 {from_end} 0 {from_end}Z")
}

/// A node with its stub, to the right of 0.
fn node(node: &Node) -> String {
    let mut text = String::new();
    let stub = node.stub.map(|stub| (stub, STUB, "left"));
    for (span, width, class) in stub
        .into_iter()
        .chain([(node.span, NODE, class(node.colour))])
    {
        let (top, height) = pixels(span);
        let _ = write!(
            text,
            "<rect class=\"{class}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>"
        );
    }
    text
}

/// The top and the height in whole pixels, so that neighbours touch; whoever is shown is seen, however few.
fn pixels(span: Span) -> (i32, i32) {
    let top = span.top.round() as i32;
    (top, ((span.top + span.height).round() as i32 - top).max(1))
}

/// The class of what comes from a node with this colour.
fn class(colour: Option<usize>) -> &'static str {
    match colour {
        Some(0) => "series-0",
        Some(1) => "series-1",
        Some(2) => "series-2",
        Some(_) => "series-3",
        None => "series-none",
    }
}

/// Text as it stands between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

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
