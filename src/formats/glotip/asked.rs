//! Declares what the questionnaire needs and the codebook does not say.

use cube::Lang;

/// What the codebook does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The id of the measure that counts detected victims.
    pub measure: &'a str,
    /// The id of the dimension of citizenship, if there is one.
    pub citizenship: Option<&'a str>,
    /// The country's code in ISO 3166-1 alpha-3.
    pub iso3: &'a str,
    /// The country's name.
    pub country: &'a str,
    /// The language of notes.
    pub lang: Lang,
}
