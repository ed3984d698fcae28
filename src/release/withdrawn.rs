//! Keeps the list of the releases that were withdrawn from a public folder.
//!
//! The list is public: it says which releases are no longer there, and why. Their files are where only the institution has
//! them, because somebody may have kept them, so that later releases must be attacked together with them.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::{error::ReleaseError, names::WITHDRAWN};

/// A release that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Its name.
    pub release: String,
    /// The folder in which it was, below that of the index, with `/` at the end.
    pub folder: String,
    /// Why it was withdrawn, as the institution says it.
    pub reason: String,
}

/// Lists the releases that were withdrawn from a folder, the first one first.
pub fn read_withdrawn(folder: &Path) -> Result<Vec<Withdrawn>, ReleaseError> {
    let file = folder.join(WITHDRAWN);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(ReleaseError::Unreadable { file, source }),
    };
    serde_json::from_str(&text).map_err(|source| ReleaseError::OtherWithdrawn { file, source })
}

/// Writes the list as text.
pub fn render_list(withdrawn: &[Withdrawn]) -> String {
    // Texts alone: serialization cannot fail.
    serde_json::to_string_pretty(withdrawn).unwrap_or_default() + "\n"
}

/// Says of each release that it was withdrawn, for the index, in Spanish and English.
pub fn list_notes(withdrawn: &[Withdrawn]) -> Vec<String> {
    let notes = withdrawn.iter();
    notes.map(say).collect()
}

/// Says that a release was withdrawn, in Spanish and English.
fn say(one: &Withdrawn) -> String {
    let Withdrawn {
        release, reason, ..
    } = one;
    format!(
        "La publicación {release} se retiró: {reason} · The release {release} was withdrawn: {reason}"
    )
}

/// Writes the page that stands in the place of a release.
pub fn render_notice(one: &Withdrawn) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"es\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title></head><body><h1>{title}</h1><p>{text}</p><p><a href=\"../../index.json\">index.json</a></p>\
         </body></html>\n",
        title = escape(&one.release),
        text = escape(&say(one)),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
