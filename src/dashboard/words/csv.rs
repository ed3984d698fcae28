//! The words of files to take away, in both languages.

use crate::words::phrase::Phrase;

/// The link to a figure's numbers.
pub const DOWNLOAD: Phrase = Phrase("Descargar CSV", "Download CSV");
