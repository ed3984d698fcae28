//! Renders what changed as an Atom feed (RFC 4287), by which programs notice a new release.
//!
//! A feed needs a moment for every entry, and there is no clock here: it is the day by which the release is named, or else
//! the first day after the years that it counts.

use cube::{Catalog, Lang};
use maud::html;
use sha2::{Digest, Sha256};

use crate::log::{model::Log, words};

/// Renders the feed in the first language, the last release first. `catalog` is that of the last release.
pub fn render(log: &Log<'_>, catalog: &Catalog) -> String {
    let lang = Lang::default();
    let title = words::title(catalog, lang);
    let entries = log.entries.iter().rev();
    let feed = html! {
        feed xmlns="http://www.w3.org/2005/Atom" {
            id { (name(&[&catalog.codebook])) }
            title { (title) }
            updated { (moment(catalog)) }
            author { name { (catalog.source.get(lang)) } }
            @for one in log.withdrawn.iter().rev() {
                entry {
                    id { (name(&[&catalog.codebook, &one.release, "withdrawn"])) }
                    title { (words::WITHDRAWN.get(lang)) " " (one.release) }
                    updated { (moment(catalog)) }
                    summary { (one.reason) }
                }
            }
            @for entry in entries {
                @let own = &entry.release.catalog;
                entry {
                    id { (name(&[&own.codebook, &own.release])) }
                    title { (words::RELEASE.get(lang)) " " (own.release) }
                    updated { (moment(own)) }
                    summary { (words::summarize(entry, lang)) }
                }
            }
        }
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}\n",
        feed.into_string()
    )
}

/// Makes a lasting name of what an entry is about, as a UUID of its own kind (version 8).
fn name(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{1f}"));
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

fn moment(catalog: &Catalog) -> String {
    let after = catalog
        .published_years()
        .map_or("1970-01-01".into(), |(_, last)| {
            format!("{}-01-01", last + 1)
        });
    format!("{}T00:00:00Z", catalog.updated().unwrap_or(after))
}
