//! Lists the colours of charts, for light and dark paper.
//!
//! The series colours are those of the UK government's Analysis Function: four that keep a contrast of 3:1 to the
//! paper and to their neighbours. The dark set keeps the hues.

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
            series: ["#12436d", "#28a197", "#801650", "#f46a25"],
            on_series: ["#ffffff", "#1b2430", "#ffffff", "#1b2430"],
            ink: "#1b2430",
            muted: "#55606e",
            line: "#dcd9d2",
            aside: "#8093a8",
            hidden: "#7d8590",
            paper: "#ffffff",
        },
        Theme::Dark => Palette {
            series: ["#7fb3dd", "#45c4b8", "#d983b4", "#ff9a5f"],
            on_series: ["#1a2029"; 4],
            ink: "#e8ecf1",
            muted: "#a5b0bd",
            line: "#313a46",
            aside: "#5f7488",
            hidden: "#8a949f",
            paper: "#1a2029",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn bars_and_hatching_stand_out_from_the_paper_and_text_can_be_read() {
        for theme in [Theme::Light, Theme::Dark] {
            let colours = palette(theme);
            for drawn in colours
                .series
                .into_iter()
                .chain([colours.aside, colours.hidden])
            {
                assert!(contrast(drawn, colours.paper) >= 3.0, "{theme:?} {drawn}");
            }
            for written in [colours.ink, colours.muted] {
                assert!(
                    contrast(written, colours.paper) >= 4.5,
                    "{theme:?} {written}"
                );
            }
            for (written, series) in colours.on_series.into_iter().zip(colours.series) {
                assert!(
                    contrast(written, series) >= 4.5,
                    "{theme:?} {written} on {series}"
                );
            }
        }
    }

    #[test]
    fn flows_have_the_colours_of_the_charts() {
        let sheet = include_str!("../../../style/flow.css");
        let (light, dark) = sheet.split_once("prefers-color-scheme: dark").unwrap();
        for (theme, rules) in [(Theme::Light, light), (Theme::Dark, dark)] {
            for (at, colour) in palette(theme).series.into_iter().enumerate() {
                assert!(
                    rules.contains(&format!("--series-{at}: {colour};")),
                    "{theme:?} {at}"
                );
            }
        }
    }

    #[test]
    fn neighbouring_bars_stand_out_from_each_other_on_light_paper() {
        for pair in palette(Theme::Light).series.windows(2) {
            assert!(contrast(pair[0], pair[1]) >= 3.0, "{pair:?}");
        }
    }
}
