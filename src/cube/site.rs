//! Declares whose site it is, and how it looks.

use serde::Serialize;

use crate::objects::object;
use crate::text::Text;

/// Where the quick exit leads unless the codebook says otherwise: Costa Rica's weather service, a page that draws no
/// attention.
const EXIT_ADDRESS: &str = "https://www.imn.ac.cr/";

/// The licence of the data unless the codebook says otherwise: Creative Commons Attribution 4.0.
const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// Whose site it is, and how it looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Site {
    /// The institution's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The institution's logo: the text of an SVG image. It must be shown as an image, never as a part of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The colour of links and names of figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<Accent>,
    /// Where the quick exit leads: an `https` address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit: Option<String>,
    /// Under which licence the data may be used: an `https` address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Where questions on the data are answered: a `mailto:` or `https` address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

object!(Site: ; name logo accent exit licence contact);

/// A colour for each theme, as `#rrggbb`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Accent {
    /// On light paper.
    pub light: String,
    /// On dark paper.
    pub dark: String,
}

object!(Accent: light dark;);

impl Site {
    /// Returns the address of the quick exit.
    pub fn exit(&self) -> &str {
        self.exit.as_deref().unwrap_or(EXIT_ADDRESS)
    }

    /// Returns the address of the licence under which the data may be used.
    pub fn licence(&self) -> &str {
        self.licence.as_deref().unwrap_or(LICENCE)
    }

    /// Writes the style sheet of the site's own colours; empty where it has none.
    pub fn style(&self) -> String {
        let accent = self.accent.iter();
        let rule = |Accent { light, dark }: &Accent| {
            format!(":root{{--site-accent-light:{light};--site-accent-dark:{dark}}}\n")
        };
        accent.map(rule).collect()
    }

    /// Decides whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        *self == Site::default()
    }
}
