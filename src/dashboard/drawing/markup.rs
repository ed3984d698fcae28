//! Writes elements, attributes, lengths and texts.

use crate::view::BROKEN;
use crate::view::drawing::{Fill, Item, Part, Point, Year};

/// The sign of what is hidden.
pub const HIDDEN: &str = "c";
/// The height of a bar in pixels.
pub const BAR: u32 = 12;
/// The width of a letter within a bar, as a share of the narrowest room that drawings are made for, by its height: it
/// decides whether a number fits. Bars of rows have less room than others, because their names stand beside them.
const LETTER: f64 = 0.026;
const LETTER_OF_ROW: f64 = 0.065;
/// The height of a divided bar of a row in pixels: numbers have room in it.
pub const DIVIDED: u32 = 18;

/// A drawing that is being written.
pub struct Markup<'a> {
    text: String,
    root: &'a str,
}

impl<'a> Markup<'a> {
    /// Begins an empty drawing; `root` stands before the addresses of its links.
    pub fn new(root: &'a str) -> Markup<'a> {
        Markup {
            text: String::new(),
            root,
        }
    }

    /// Returns what was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// Writes markup as it is.
    pub fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '"' => self.text.push_str("&quot;"),
                letter => self.text.push(letter),
            }
        }
    }

    /// Opens an element with a class.
    pub fn open(&mut self, tag: &str, class: &str) {
        self.begin(tag);
        self.attribute("class", class);
        self.raw(">");
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) {
        self.raw("</");
        self.raw(tag);
        self.raw(">");
    }

    /// Begins a tag, whose attributes follow.
    pub fn begin(&mut self, tag: &str) {
        self.raw("<");
        self.raw(tag);
    }

    /// Writes an attribute, unless it is empty.
    pub fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.raw(" ");
            self.raw(name);
            self.raw("=\"");
            self.text(value);
            self.raw("\"");
        }
    }

    /// Writes an attribute in whole pixels.
    pub fn pixels(&mut self, name: &str, length: u32) {
        self.attribute(name, &length.to_string());
    }

    /// Writes an attribute as a share of the room.
    pub fn share(&mut self, name: &str, length: f64) {
        self.attribute(name, &percent(length));
    }

    /// Writes an element that contains a text only.
    pub fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.open(tag, class);
        self.text(text);
        self.close(tag);
    }

    /// Opens an SVG that is as wide as there is room; what it shows stands in the text beside it.
    pub fn open_svg(&mut self, class: &str, height: u32) {
        self.begin("svg");
        self.attribute("class", class);
        self.raw(" width=\"100%\" aria-hidden=\"true\"");
        self.pixels("height", height);
        self.raw(">");
    }

    /// Writes a rectangle from `left` to `left + width`.
    pub fn rectangle(&mut self, class: &str, (left, width): (f64, f64), (top, height): (u32, u32)) {
        self.begin("rect");
        self.attribute("class", class);
        self.share("x", left);
        self.share("width", width);
        self.pixels("y", top);
        self.pixels("height", height);
        self.raw("/>");
    }

    /// Writes a text of a drawing with its anchor at a place.
    pub fn label(&mut self, class: &str, left: f64, bottom: u32, text: &str) {
        self.begin("text");
        self.attribute("class", class);
        self.share("x", left);
        self.pixels("y", bottom);
        self.raw(">");
        self.text(text);
        self.close("text");
    }

    /// Writes the parts of a bar one after the other, with their numbers where they have room.
    pub fn parts(&mut self, parts: &[Part], height: u32) {
        let mut left = 0.0;
        for part in parts {
            let class = class(part.fill);
            if is_outlined(part.fill) {
                self.rectangle(class, (left, part.length), (1, height - 2));
            } else {
                self.rectangle(class, (left, part.length), (0, height));
            }
            let letters = part.text.chars().count() + 1;
            let letter = if height == DIVIDED {
                LETTER_OF_ROW
            } else {
                LETTER
            };
            if height > BAR && part.length > letter * letters as f64 {
                let within = ["within ", class].concat();
                let middle = left + part.length / 2.0;
                self.label(&within, middle, height / 2 + 5, &part.text);
            }
            left += part.length;
        }
    }

    /// Writes a text of a drawing at some pixels from a place.
    pub fn shifted(&mut self, class: &str, (left, gap): (f64, i32), bottom: u32, text: &str) {
        self.begin("text");
        self.attribute("class", class);
        self.share("x", left);
        self.attribute("dx", &gap.to_string());
        self.pixels("y", bottom);
        self.raw(">");
        self.text(text);
        self.close("text");
    }

    /// Writes a name: a link where it leads to a view of its own.
    pub fn name(&mut self, item: &Item) {
        self.link(&item.label, &item.href);
    }

    /// Writes a label: a link where it leads to a view of its own.
    pub fn link(&mut self, label: &str, href: &Option<String>) {
        match href {
            Some(href) => {
                self.begin("a");
                let href = [self.root, href].concat();
                self.attribute("href", &href);
                self.raw(">");
                self.text(label);
                self.close("a");
            }
            None => self.text(label),
        }
    }

    /// Writes a number, or the chip of a hidden one with its meaning.
    pub fn number(&mut self, item: &Item) {
        self.open("span", "number");
        if item.hidden {
            self.chip(&item.text);
        } else {
            self.text(&item.text);
        }
        if let Some(meaning) = &item.meaning {
            self.raw(" ");
            self.element("span", "spoken", meaning);
        }
        self.close("span");
    }

    /// Writes the chip that marks a hidden number.
    pub fn chip(&mut self, text: &str) {
        self.raw("<span class=\"chip-hidden\">");
        self.text(text);
        self.raw("</span>");
    }

    /// Writes the address of a link as an attribute, unless there is none.
    pub fn href(&mut self, href: &Option<String>) {
        if let Some(href) = href {
            let href = [self.root, href].concat();
            self.attribute("href", &href);
        }
    }

    /// Writes a line.
    pub fn line(&mut self, class: &str, x: [f64; 2], y: [u32; 2]) {
        self.begin("line");
        self.attribute("class", class);
        self.share("x1", x[0]);
        self.share("x2", x[1]);
        self.pixels("y1", y[0]);
        self.pixels("y2", y[1]);
        self.raw("/>");
    }

    /// Begins a mark that the arrow keys reach: it says its sentence, and leads to a view of its own.
    pub fn point(&mut self, point: &Point, class: &str) {
        self.begin(point_tag(point));
        self.attribute("class", class);
        self.href(&point.href);
        if point.href.is_none() {
            self.raw(" role=\"img\"");
        }
        self.raw(" tabindex=\"-1\" data-point=\"\"");
        self.attribute("aria-label", &point.says);
        self.raw(">");
    }

    /// Ends such a mark.
    pub fn end_point(&mut self, point: &Point) {
        self.close(point_tag(point));
    }

    /// Writes a year of an axis: in full or with its last two digits, where there is room and where there is little.
    pub fn year(
        &mut self,
        year: &Year,
        (middle, bottom): (f64, u32),
        (wide_in_full, narrow_in_full): (bool, bool),
    ) {
        let sign = if year.broken { BROKEN } else { "" };
        let written = |in_full: bool| match year.label.get(2..) {
            Some(digits) if !in_full && year.label.len() == 4 => digits,
            _ => &year.label,
        };
        let (wide, narrow) = (written(wide_in_full), written(narrow_in_full));
        self.begin("text");
        self.attribute("class", "year");
        self.share("x", middle);
        self.pixels("y", bottom);
        self.raw(">");
        for (class, label) in [("wide", wide), ("narrow", narrow)] {
            self.open("tspan", class);
            self.text(label);
            self.text(sign);
            self.close("tspan");
        }
        self.close("text");
    }

    /// Writes the square that shows a fill.
    pub fn swatch(&mut self, fill: Fill) {
        self.raw(
            "<svg class=\"swatch-mark\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect",
        );
        self.attribute("class", class(fill));
        self.raw(" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></svg>");
    }
}

/// Marks are links where they lead to a view of their own.
fn point_tag(point: &Point) -> &'static str {
    if point.href.is_some() { "a" } else { "g" }
}

/// Returns the class of a fill.
pub fn class(fill: Fill) -> &'static str {
    match fill {
        Fill::Named | Fill::Series(0) => "fill-1",
        Fill::Series(1) => "fill-2",
        Fill::Series(2) => "fill-3",
        Fill::Series(_) => "fill-4",
        Fill::Plain => "fill-bar",
        Fill::Aside => "fill-aside",
        Fill::Unknown => "fill-unknown",
        Fill::Together => "fill-hidden",
        Fill::Provisional => "fill-provisional",
    }
}

/// Decides whether a fill has an outline, which must not be cut off.
fn is_outlined(fill: Fill) -> bool {
    matches!(fill, Fill::Unknown | Fill::Together | Fill::Provisional)
}

/// Writes a share of the room in per cent, to a hundredth. Written from whole numbers, because formatting others would
/// make the page larger.
pub fn percent(share: f64) -> String {
    let hundredths = (share.clamp(-10.0, 10.0) * 10_000.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match rest {
        0 => format!("{sign}{whole}%"),
        1..=9 => format!("{sign}{whole}.0{rest}%"),
        _ => format!("{sign}{whole}.{rest}%"),
    }
}

/// Converts a share of a height into pixels from its top.
pub fn from_top(share: f64, height: u32) -> u32 {
    (f64::from(height) * (1.0 - share.clamp(0.0, 1.0))).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_to_a_hundredth_of_a_per_cent() {
        let written = [0.0, 0.5, 1.0 / 3.0, 0.0205, 1.0, -0.125].map(percent);
        assert_eq!(written, ["0%", "50%", "33.33%", "2.05%", "100%", "-12.50%"]);
    }

    #[test]
    fn texts_and_addresses_cannot_become_markup() {
        let mut markup = Markup::new("https://a.example/?b=\"&");
        markup.name(&Item {
            label: "<script>\"&".into(),
            href: Some("x/?\"<".into()),
            text: String::new(),
            meaning: None,
            beside: String::new(),
            hidden: false,
        });
        assert_eq!(
            markup.finish(),
            "<a href=\"https://a.example/?b=&quot;&amp;x/?&quot;&lt;\">&lt;script>&quot;&amp;</a>"
        );
    }
}
