//! Reads the outlines of the page's maps, for pages and pictures.

use std::collections::BTreeMap;

use dashboard::view::{Atlas, Outlines};

/// The outlines of the maps that the page has.
#[derive(Debug, Default)]
pub struct Maps(BTreeMap<&'static str, Outlines>);

impl Maps {
    /// Reads them; `read` reads a file of the page. Without a map, pictures show the list that has all its numbers.
    pub fn read(read: impl Fn(&str) -> Option<String>) -> Maps {
        let files = [Atlas::CostaRica, Atlas::World]
            .map(Atlas::file)
            .into_iter();
        let parse = |file: &'static str| Some((file, Outlines::parse(&read(file)?)?));
        Maps(files.filter_map(parse).collect())
    }

    /// Returns the outlines of a map.
    pub fn get(&self, atlas: Atlas) -> Option<&Outlines> {
        self.0.get(atlas.file())
    }
}
