//! Names the folders of the pages, below the root of the site.

use crate::parts::Phrase;

/// The folder of the page in plain words, below the root of the site.
pub const PLAIN: Phrase = Phrase("metodo/", "en/method/");
/// The folder of the page for statisticians.
pub const PRECISE: Phrase = Phrase("metodo/estadistica/", "en/method/statistics/");
/// The folder of the page on which anybody can check the release.
pub(super) const CHECK: Phrase = Phrase("comprobar/", "en/check/");
/// The folder of the report on quality.
pub(super) const QUALITY: Phrase = Phrase("calidad/", "en/quality/");
