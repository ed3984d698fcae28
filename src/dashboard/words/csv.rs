//! Names the link to a figure's file, in both languages.

use cube::Phrase;

/// The label of the link to a figure's file.
pub const DOWNLOAD: Phrase = Phrase("Descargar CSV", "Download CSV");
