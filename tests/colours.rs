//! Checks that the page's colours can be read and told apart, in both themes, on paper and with deficient colour vision.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use cube::Colour;
use tests::{read, root};

/// The colours of one theme by their names in the style sheet.
struct Theme {
    name: &'static str,
    colours: BTreeMap<String, Colour>,
}

const SERIES: [&str; 4] = ["s1", "s2", "s3", "s4"];

/// Reads the themes from the style sheets. A theme has the colours of the light one where it sets no others.
fn themes() -> Vec<Theme> {
    let sheet = read(root().join("style/tokens.css"));
    let (light, dark) = sheet.split_once("prefers-color-scheme: dark").unwrap();
    let print = read(root().join("style/print.css"));
    [("light", ""), ("dark", dark), ("print", print.as_str())]
        .map(|(name, rules)| {
            let colours = [light, rules]
                .into_iter()
                .flat_map(str::lines)
                .filter_map(parse);
            Theme {
                name,
                colours: colours.collect(),
            }
        })
        .into()
}

/// Parses a line of a style sheet that declares a colour: `--name: #rrggbb;`, or with an institution's in its place.
fn parse(line: &str) -> Option<(String, Colour)> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
    let start = value.find('#')?;
    let digits: String = value[start + 1..]
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect();
    let digits = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits,
    };
    Some((
        name.to_owned(),
        Colour::parse(&format!("#{digits}")).unwrap(),
    ))
}

impl Theme {
    fn colour(&self, name: &str) -> Colour {
        let colour = self.colours.get(name);
        *colour.unwrap_or_else(|| panic!("the style sheet has no colour --{name}"))
    }

    /// Asserts that each of the first colours has this contrast to each of the second ones.
    fn assert_contrast(&self, least: f64, colours: &[&str], grounds: &[&str]) {
        for colour in colours {
            for ground in grounds {
                let found = self.colour(colour).contrast(self.colour(ground));
                assert!(
                    found >= least,
                    "{}: --{colour} on --{ground} has {found:.2}",
                    self.name
                );
            }
        }
    }
}

#[test]
fn text_can_be_read() {
    for theme in themes() {
        theme.assert_contrast(
            4.5,
            &["ink", "soft", "accent"],
            &["paper", "raised", "sunk", "wash"],
        );
        for (text, ground) in [("on", "s"), ("ont", "t")] {
            for at in 0..=4 {
                let [text, ground] = [text, ground].map(|name| format!("{name}{at}"));
                if theme.colours.contains_key(&ground) {
                    theme.assert_contrast(4.5, &[&text], &[&ground]);
                }
            }
        }
        theme.assert_contrast(4.5, &["onbanner"], &["banner"]);
        // What is filled with the ink or with the accent has the paper for its letters.
        theme.assert_contrast(4.5, &["paper"], &["ink", "accent"]);
    }
}

#[test]
fn marks_and_edges_stand_out() {
    for theme in themes() {
        let marks = [
            "s1", "s2", "s3", "s4", "bar", "aside", "hatch", "edge", "focus",
        ];
        theme.assert_contrast(3.0, &marks, &["paper", "raised"]);
        theme.assert_contrast(3.0, &["s1", "edge", "hatch", "focus"], &["sunk"]);
        // The banner lies above the page; a link in it must be found.
        theme.assert_contrast(3.0, &["focus"], &["banner"]);
    }
}

#[test]
fn neighbouring_series_stand_out_from_each_other() {
    for theme in themes() {
        for pair in SERIES.windows(2) {
            theme.assert_contrast(3.0, &pair[..1], &pair[1..]);
        }
    }
}

#[test]
fn shades_grow_with_what_they_stand_for() {
    for theme in themes() {
        let paper = theme.colour("paper");
        let contrasts = ["t0", "t1", "t2", "t3"].map(|shade| theme.colour(shade).contrast(paper));
        for pair in contrasts.windows(2) {
            assert!(pair[1] > pair[0] * 1.15, "{}: {contrasts:?}", theme.name);
        }
    }
}

type Matrix = [[f64; 3]; 3];

/// How colours look with full deficiencies of colour vision: Machado, Oliveira and Fernandes (2009), severity 1.
const VISIONS: [(&str, Matrix); 4] = [
    (
        "full colour vision",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// The smallest ΔE*ab by which any two series differ; from about 20 on nobody takes one for the other.
const LEAST_DIFFERENCE: f64 = 30.0;

fn multiply(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| {
        row.iter()
            .zip(vector)
            .map(|(factor, value)| factor * value)
            .sum()
    })
}

/// Converts linear RGB to CIE L*a*b* under D65.
fn lab(linear: [f64; 3]) -> [f64; 3] {
    const TO_XYZ: Matrix = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ];
    let curve = |value: f64| {
        if value > 0.008_856 {
            value.cbrt()
        } else {
            7.787 * value + 16.0 / 116.0
        }
    };
    let [x, y, z] = multiply(&TO_XYZ, linear);
    let [x, y, z] = [curve(x / 0.95047), curve(y), curve(z / 1.08883)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn difference(one: Colour, other: Colour, vision: &Matrix) -> f64 {
    let seen =
        |colour: Colour| lab(multiply(vision, colour.linear()).map(|value| value.clamp(0.0, 1.0)));
    let squares = seen(one)
        .into_iter()
        .zip(seen(other))
        .map(|(one, other)| (one - other).powi(2));
    squares.sum::<f64>().sqrt()
}

#[test]
fn series_are_told_apart_with_any_colour_vision() {
    for theme in themes() {
        for (vision, matrix) in &VISIONS {
            for (at, one) in SERIES.iter().enumerate() {
                for other in &SERIES[at + 1..] {
                    let found = difference(theme.colour(one), theme.colour(other), matrix);
                    assert!(
                        found >= LEAST_DIFFERENCE,
                        "{}, {vision}: {one} and {other} differ by {found:.0}",
                        theme.name
                    );
                }
            }
        }
    }
}

#[test]
fn colours_that_are_known_to_be_confused_are_found_out() {
    let [red, green] = ["#c0392b", "#5d7a1f"].map(|text| Colour::parse(text).unwrap());
    let [full, deuteranopia, ..] = VISIONS.map(|(_, matrix)| difference(red, green, &matrix));
    assert!(
        full > LEAST_DIFFERENCE && deuteranopia < LEAST_DIFFERENCE,
        "{full:.0} {deuteranopia:.0}"
    );
}
