//! Writes the elements of a picture: shapes, lines and texts at measured places.

use dashboard::{
    echarts::{Palette, Theme, palette},
    view::drawing::Fill,
};

use crate::{
    carried::Used,
    font::{Face, Fonts},
};

/// The colours of text and paper that charts do not have, as in `style/tokens.css`.
pub const ACCENT: &str = "#0a3f50";
pub const EDGE: &str = "#7f7b70";
pub const BANNER: &str = "#f6e7c4";
pub const ON_BANNER: &str = "#4a3606";

/// The sign of what is hidden.
pub const HIDDEN: &str = "c";

/// A picture that is being written.
pub struct Svg<'a> {
    /// Measures its texts.
    pub fonts: &'a Fonts,
    /// Its colours.
    pub colours: Palette,
    /// The height of a drawing with a scale of its own, as a share of what it has on the page.
    pub height: f64,
    /// Which marks it has, so that they can be explained below it.
    pub marks: Marks,
    /// The letters that it has.
    used: Used,
    text: String,
}

/// The marks of a picture that need a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// A hidden number.
    pub hidden: bool,
    /// A number that may change, outside of a drawing that explains it.
    pub provisional: bool,
}

/// Where a part of a picture may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The width.
    pub width: f64,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letters {
    /// The font.
    pub face: Face,
    /// The height in pixels.
    pub size: f64,
    /// The colour.
    pub fill: &'static str,
    /// Which point of the text stands at its place.
    pub anchor: Anchor,
    /// The colour of a rim that keeps it apart from what it stands on.
    pub rim: Option<&'static str>,
}

/// Which point of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// The fill and the outline of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// The colour, or the pattern.
    pub fill: &'static str,
    /// The colour and width of the outline.
    pub stroke: Option<(&'static str, f64)>,
    /// The lengths of its dashes and gaps.
    pub dashes: Option<&'static str>,
}

/// The fill of hidden numbers.
const PATTERN: &str = "url(#hidden)";

impl Letters {
    /// Makes letters that begin at their place.
    pub fn new(face: Face, size: f64, fill: &'static str) -> Letters {
        Letters {
            face,
            size,
            fill,
            anchor: Anchor::Start,
            rim: None,
        }
    }

    /// The same with another point at their place.
    pub fn anchored(self, anchor: Anchor) -> Letters {
        Letters { anchor, ..self }
    }

    /// The same with a rim.
    pub fn rimmed(self, rim: &'static str) -> Letters {
        Letters {
            rim: Some(rim),
            ..self
        }
    }
}

impl Paint {
    /// Makes a shape of one colour.
    pub fn plain(fill: &'static str) -> Paint {
        Paint {
            fill,
            stroke: None,
            dashes: None,
        }
    }
}

impl<'a> Svg<'a> {
    /// Begins an empty picture.
    pub fn new(fonts: &'a Fonts) -> Svg<'a> {
        Svg {
            fonts,
            colours: palette(Theme::Light),
            height: 1.0,
            marks: Marks::default(),
            used: Used::default(),
            text: String::new(),
        }
    }

    /// Ends a picture that carries its letters; otherwise like [`Svg::finish`].
    pub fn finish_with_letters(self, size: (f64, f64), title: &str, description: &str) -> String {
        let letters = self.used.to_style(self.fonts);
        self.end(&letters, size, title, description)
    }

    /// Ends a picture of this width and height on paper; `title` names it for readers who do not see it.
    pub fn finish(self, size: (f64, f64), title: &str, description: &str) -> String {
        self.end("", size, title, description)
    }

    fn end(
        self,
        letters: &str,
        (width, height): (f64, f64),
        title: &str,
        description: &str,
    ) -> String {
        let (width, height) = (number(width), number(height));
        let stripes = self.colours.hidden;
        let paper = self.colours.paper;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n{letters}<defs><pattern id=\"hidden\" \
             width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M0 0v6\" \
             fill=\"none\" stroke=\"{stripes}\" stroke-width=\"2\"/></pattern></defs>\n<rect width=\"{width}\" \
             height=\"{height}\" fill=\"{paper}\"/>\n{}</svg>\n",
            escape(title),
            escape(description),
            self.text,
        )
    }

    /// Takes what another drawing has, moved and scaled.
    pub fn place(&mut self, other: Svg<'_>, (x, y): (f64, f64), scale: f64) {
        let (x, y, scale) = (number(x), number(y), number(scale));
        let inner = &other.text;
        self.text.push_str(&format!(
            "<g transform=\"translate({x} {y}) scale({scale})\">\n{inner}</g>\n"
        ));
        self.marks.hidden |= other.marks.hidden;
        self.marks.provisional |= other.marks.provisional;
        self.used.join(&other.used);
    }

    /// Takes markup whose shapes and texts have attributes only, moved and scaled.
    pub fn take(&mut self, markup: &str, (x, y): (f64, f64), scale: f64) {
        let (x, y) = (number(x), number(y));
        for text in markup.split("<text ").skip(1) {
            let (attributes, rest) = text.split_once('>').unwrap_or_default();
            let (words, _) = rest.split_once("</text>").unwrap_or((rest, ""));
            let words = words
                .replace("&lt;", "<")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            let mut faces = Face::ALL.into_iter();
            let face = faces.find(|face| attributes.contains(&face.attributes()));
            self.used.add(face.unwrap_or(Face::Sans), &words);
        }
        self.text.push_str(&format!(
            "<g transform=\"translate({x} {y}) scale({scale:.4})\">\n{markup}</g>\n"
        ));
    }

    /// Writes a rectangle.
    pub fn rectangle(&mut self, [x, y, width, height]: [f64; 4], paint: Paint) {
        if width > 0.0 && height > 0.0 {
            let [x, y, width, height] = [x, y, width, height].map(number);
            self.shape(
                &format!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""),
                paint,
            );
        }
    }

    /// Writes a circle.
    pub fn circle(&mut self, [x, y, radius]: [f64; 3], paint: Paint) {
        let [x, y, radius] = [x, y, radius].map(number);
        self.shape(
            &format!("circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""),
            paint,
        );
    }

    /// Writes a path.
    pub fn path(&mut self, path: &str, paint: Paint) {
        self.shape(&format!("path d=\"{path}\""), paint);
    }

    /// Writes a line.
    pub fn line(
        &mut self,
        [x1, y1, x2, y2]: [f64; 4],
        (colour, width): (&str, f64),
        dashes: Option<&str>,
    ) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(number);
        let dashes = dashes.map_or(String::new(), |dashes| {
            format!(" stroke-dasharray=\"{dashes}\"")
        });
        self.text.push_str(&format!(
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{colour}\" stroke-width=\"{}\"{dashes}/>\n",
            number(width)
        ));
    }

    /// Writes a text with its base line at `y`.
    pub fn text(&mut self, (x, y): (f64, f64), letters: Letters, text: &str) {
        if text.is_empty() {
            return;
        }
        let Letters {
            face,
            size,
            fill,
            anchor,
            rim,
        } = letters;
        self.used.add(face, text);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let rim = rim.map_or(String::new(), |colour| {
            format!(" stroke=\"{colour}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"")
        });
        self.text.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" {} font-size=\"{}\" fill=\"{fill}\"{anchor}{rim}>{}</text>\n",
            number(x),
            number(y),
            face.attributes(),
            number(size),
            escape(text),
        ));
    }

    /// Writes a text in as many lines as it needs, `leading` apart. Returns the place below them.
    pub fn paragraph(&mut self, room: Room, letters: Letters, leading: f64, text: &str) -> f64 {
        let lines = self
            .fonts
            .lines(letters.face, letters.size, text, room.width);
        self.write_lines(room, letters, leading, &lines)
    }

    /// Writes lines, `leading` apart. Returns the place below them.
    pub fn write_lines(
        &mut self,
        room: Room,
        letters: Letters,
        leading: f64,
        lines: &[String],
    ) -> f64 {
        let x = match letters.anchor {
            Anchor::Start => room.left,
            Anchor::Middle => room.left + room.width / 2.0,
            Anchor::End => room.left + room.width,
        };
        for (at, line) in lines.iter().enumerate() {
            let base = room.top + at as f64 * leading + (leading + letters.size * 0.7) / 2.0;
            self.text((x, base), letters, line);
        }
        room.top + lines.len() as f64 * leading
    }

    /// Writes the mark of a hidden number, its right or left edge at a place. Returns its width.
    pub fn chip(&mut self, (x, base): (f64, f64), anchor: Anchor, text: &str) -> f64 {
        self.marks.hidden = true;
        let size = 13.0;
        let width = (self.fonts.width(Face::Strong, size, text) + 9.0).max(20.0);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let hatched = Paint {
            fill: PATTERN,
            stroke: Some((EDGE, 1.0)),
            dashes: None,
        };
        self.rectangle([left, base - 12.5, width, 16.0], hatched);
        let letters = Letters::new(Face::Strong, size, self.colours.ink).anchored(Anchor::Middle);
        self.text(
            (left + width / 2.0, base),
            letters.rimmed(self.colours.paper),
            text,
        );
        width
    }

    /// Returns how a fill is painted.
    pub fn paint(&self, fill: Fill) -> Paint {
        let series = self.colours.series;
        match fill {
            Fill::Named => Paint::plain(series[0]),
            Fill::Series(place) => Paint::plain(series[place.min(3)]),
            Fill::Plain => Paint::plain(series[1]),
            Fill::Aside => Paint::plain(self.colours.aside),
            Fill::Unknown => Paint {
                fill: self.colours.paper,
                stroke: Some((EDGE, 1.5)),
                dashes: None,
            },
            Fill::Together => Paint {
                fill: PATTERN,
                stroke: Some((EDGE, 1.25)),
                dashes: None,
            },
            Fill::Provisional => Paint {
                fill: "none",
                stroke: Some((series[0], 1.5)),
                dashes: Some("4 3"),
            },
        }
    }

    /// Returns the letters that stand on a fill.
    pub fn letters_on(&self, fill: Fill) -> Letters {
        let on = self.colours.on_series;
        let (colour, rim) = match fill {
            Fill::Named => (on[0], None),
            Fill::Series(place) => (on[place.min(3)], None),
            Fill::Plain | Fill::Aside => (on[1], None),
            Fill::Unknown | Fill::Together | Fill::Provisional => {
                (self.colours.ink, Some(self.colours.paper))
            }
        };
        Letters {
            rim,
            ..Letters::new(Face::Strong, 13.0, colour).anchored(Anchor::Middle)
        }
    }

    fn shape(
        &mut self,
        shape: &str,
        Paint {
            fill,
            stroke,
            dashes,
        }: Paint,
    ) {
        let stroke = stroke.map_or(String::new(), |(colour, width)| {
            format!(" stroke=\"{colour}\" stroke-width=\"{}\"", number(width))
        });
        let dashes = dashes.map_or(String::new(), |dashes| {
            format!(" stroke-dasharray=\"{dashes}\"")
        });
        self.text
            .push_str(&format!("<{shape} fill=\"{fill}\"{stroke}{dashes}/>\n"));
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// Writes a length to a hundredth of a pixel.
pub fn number(length: f64) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".into()
    } else {
        text.into()
    }
}
