//! Lists the colours of charts, for light and dark paper.
//!
//! They are those of the style sheet `style/tokens.css`: petrol and amber in two tones each. They differ along blue and
//! yellow, and tones by luminance, so they can be told apart in the common colour-vision deficiencies and in grey.

/// A palette to draw with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// The colours of one theme, as `#rrggbb`.
pub struct Palette {
    /// The colour of each series, in order.
    pub series: [&'static str; 4],
    /// The colour of text on each of them.
    pub on_series: [&'static str; 4],
    /// The colour of text.
    pub ink: &'static str,
    /// The colour of secondary text.
    pub muted: &'static str,
    /// The colour of the grid's lines.
    pub line: &'static str,
    /// The colour of categories that the reader has not chosen.
    pub aside: &'static str,
    /// The colour of the hatching of hidden numbers.
    pub hidden: &'static str,
    /// The colour of the ground.
    pub paper: &'static str,
}

/// Returns the colours of a theme.
pub fn palette(theme: Theme) -> Palette {
    match theme {
        Theme::Light => Palette {
            series: ["#0a3f50", "#5a95a5", "#4e2d06", "#c07b1b"],
            on_series: ["#ffffff", "#171c22", "#ffffff", "#171c22"],
            ink: "#171c22",
            muted: "#4a525d",
            line: "#ddd7ca",
            aside: "#829093",
            hidden: "#8d897e",
            paper: "#fbf9f4",
        },
        Theme::Dark => Palette {
            series: ["#a6dae6", "#417686", "#f5cd92", "#99661f"],
            on_series: ["#171c22", "#ffffff", "#171c22", "#ffffff"],
            ink: "#efebe2",
            muted: "#b3b8bd",
            line: "#343b42",
            aside: "#66737a",
            hidden: "#6f787f",
            paper: "#14181c",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the colours of one theme from the style sheet, as `#rrggbb` by name.
    fn tokens(theme: Theme) -> Vec<(String, String)> {
        let sheet = include_str!("../../../style/tokens.css");
        let (light, dark) = sheet.split_once("prefers-color-scheme: dark").unwrap();
        let rules = match theme {
            Theme::Light => light,
            Theme::Dark => dark,
        };
        let colour = |line: &str| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
            let digits = value.trim_end_matches(';').strip_prefix('#')?;
            let digits: String = match digits.len() {
                3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
                _ => digits.into(),
            };
            Some((name.to_owned(), format!("#{digits}")))
        };
        rules.lines().filter_map(colour).collect()
    }

    #[test]
    fn charts_have_the_colours_of_the_page() {
        for theme in [Theme::Light, Theme::Dark] {
            let tokens = tokens(theme);
            let colours = palette(theme);
            let series = (1..)
                .zip(colours.series)
                .map(|(at, colour)| (format!("s{at}"), colour));
            let written = (1..)
                .zip(colours.on_series)
                .map(|(at, colour)| (format!("on{at}"), colour));
            let others = [
                ("ink", colours.ink),
                ("soft", colours.muted),
                ("rule", colours.line),
                ("aside", colours.aside),
                ("hatch", colours.hidden),
                ("paper", colours.paper),
            ];
            let others = others.map(|(name, colour)| (name.to_owned(), colour));
            for (name, colour) in series.chain(written).chain(others) {
                assert!(
                    tokens.contains(&(name.clone(), colour.into())),
                    "{theme:?} {name} {colour}"
                );
            }
        }
    }
}
