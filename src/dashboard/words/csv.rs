//! Names the link to a figure's file, in both languages.

use crate::words::phrase::Phrase;

/// The link to a figure's numbers.
pub const DOWNLOAD: Phrase = Phrase("Descargar CSV", "Download CSV");
