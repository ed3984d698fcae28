//! Declares the keys of `[site]`: whose site it is, and how it looks.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;
use crate::placed::Placed;

/// Whose site it is, and how it looks.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Site {
    /// The institution's name, on the opening page.
    pub name: Option<Words>,
    /// The institution's logo, beside its name: the text of an SVG image without scripts, and without anything from
    /// elsewhere.
    pub logo: Option<Placed<String>>,
    /// The colour of links and names of figures.
    pub accent: Option<Accent>,
    /// Where “Hide this site” leads: an `https` address of an inconspicuous page. By default, Costa Rica's weather service.
    pub exit: Option<Placed<String>>,
    /// The licence of the published data: the `https` address of its text. Without it, Creative Commons Attribution 4.0.
    pub licence: Option<Placed<String>>,
    /// Where questions on the data are answered: a `mailto:` or an `https` address.
    pub contact: Option<Placed<String>>,
}

/// A colour for each theme, as `#rrggbb`. Text in it must be easy to read on all grounds of the page.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accent {
    /// On light paper.
    pub light: Placed<String>,
    /// On dark paper.
    pub dark: Placed<String>,
}
