//! Names the folders of the pages, below that of the language.

use cube::Phrase;

/// The folder of the page in plain words.
pub const PLAIN: Phrase = Phrase("metodo/", "method/");
/// The folder of the page for statisticians.
pub const PRECISE: Phrase = Phrase("metodo/estadistica/", "method/statistics/");
/// The folder of the page on which anybody can check the release.
pub(super) const CHECK: Phrase = Phrase("comprobar/", "check/");
/// The folder of the report on quality.
pub(super) const QUALITY: Phrase = Phrase("calidad/", "quality/");
