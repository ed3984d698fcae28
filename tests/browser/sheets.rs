//! Reads a PDF that Chromium has printed: its sheets, and where on them links stand. Both are objects that it does not
//! compress.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

/// Where a link stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The sheet, counted from 0.
    pub sheet: usize,
    /// How far from the left edge, in points.
    pub left: f64,
    /// How far from the lower edge, in points.
    pub height: f64,
}

/// Counts the sheets.
pub fn count(pdf: &[u8]) -> usize {
    pages(&String::from_utf8_lossy(pdf)).count()
}

/// Finds the links by their addresses.
pub fn links(pdf: &[u8]) -> Result<BTreeMap<String, Spot>> {
    let text = String::from_utf8_lossy(pdf);
    let mut found = BTreeMap::new();
    for (sheet, page) in pages(&text).enumerate() {
        let listed = between(page, "/Annots [", "]").unwrap_or_default();
        for id in listed.split(" 0 R").map(str::trim) {
            let object = text.split_once(&format!("\n{id} 0 obj\n"));
            let object = object.and_then(|(_, rest)| rest.split("endobj").next());
            let Some(address) = object.and_then(|object| between(object, "/URI (", ")")) else {
                continue;
            };
            let corners = object.and_then(|object| between(object, "/Rect [", "]"));
            let corners: Vec<f64> = corners
                .context("a link without a place")?
                .split(' ')
                .map(str::parse)
                .collect::<Result<_, _>>()?;
            ensure!(corners.len() == 4, "{corners:?}");
            let spot = Spot {
                sheet,
                left: corners[0],
                height: corners[1],
            };
            found.insert(address.to_owned(), spot);
        }
    }
    Ok(found)
}

/// Lists the objects of the sheets.
fn pages(text: &str) -> impl Iterator<Item = &str> {
    let objects = text.split("endobj");
    objects.filter_map(|object| object.split_once("<</Type /Page\n").map(|(_, page)| page))
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}
