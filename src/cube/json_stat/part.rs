//! Declares what is read of a JSON-stat dataset.
//!
//! Fields for other tools, and those that the catalog has as well, are not read: that would make the page larger.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::lang::Lang;
use crate::languages::Languages;
use crate::objects::{Mistake, Object, Read, object};

#[derive(Default)]
pub(super) struct DatasetPart {
    pub(super) label: String,
    pub(super) id: Vec<String>,
    pub(super) role: RolePart,
    /// A [`DimensionPart`] by its id.
    pub(super) dimension: Map<String, Value>,
    pub(super) value: Vec<Option<u64>>,
    pub(super) extension: ExtensionPart,
    pub(super) source: String,
    /// The status of cells by their index.
    pub(super) status: BTreeMap<String, String>,
}

object!(DatasetPart: label id role dimension value extension; source status; others);

#[derive(Default)]
pub(super) struct RolePart {
    pub(super) time: Vec<String>,
    pub(super) geo: Vec<String>,
}

object!(RolePart: ; time geo; others);

#[derive(Default)]
pub(super) struct ExtensionPart {
    pub(super) table: String,
    pub(super) measure: String,
    pub(super) release: String,
    pub(super) edition: String,
    pub(super) languages: Languages,
    /// What it says in the languages that its label is not in.
    pub(super) others: Others,
}

impl Read for ExtensionPart {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let mut object = Object::open(value)?;
        object.needed("table", &mut self.table);
        object.needed("measure", &mut self.measure);
        object.optional("release", &mut self.release);
        object.optional("edition", &mut self.edition);
        object.optional("languages", &mut self.languages);
        read_others(&mut object, &mut self.others);
        object.end()
    }
}

/// What is said in each language, if it stands beside the labels.
pub(super) type Others = [Option<OtherPart>; Lang::ALL.len()];

fn read_others(object: &mut Object, others: &mut Others) {
    for (lang, other) in Lang::ALL.iter().zip(others) {
        object.optional(lang.tag(), other);
    }
}

/// What a dataset or a dimension says in another language: a dataset has a label alone.
#[derive(Default)]
pub(super) struct OtherPart {
    pub(super) label: String,
    pub(super) category: BTreeMap<String, String>,
    pub(super) note: Vec<String>,
    pub(super) category_note: BTreeMap<String, Vec<String>>,
}

impl Read for OtherPart {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let mut object = Object::open(value)?;
        object.needed("label", &mut self.label);
        object.optional("category", &mut self.category);
        object.optional("note", &mut self.note);
        object.optional("categoryNote", &mut self.category_note);
        object.end()
    }
}

#[derive(Default)]
pub(super) struct DimensionPart {
    pub(super) label: String,
    pub(super) category: CategoryPart,
    pub(super) extension: DimensionExtensionPart,
    pub(super) note: Vec<String>,
}

object!(DimensionPart: label category extension; note; others);

#[derive(Default)]
pub(super) struct CategoryPart {
    pub(super) index: Vec<String>,
    pub(super) label: BTreeMap<String, String>,
    pub(super) child: BTreeMap<String, Vec<String>>,
    pub(super) note: BTreeMap<String, Vec<String>>,
}

object!(CategoryPart: index label; child note; others);

#[derive(Default)]
pub(super) struct DimensionExtensionPart {
    /// What it says in the languages that its label is not in.
    pub(super) others: Others,
    pub(super) multi_response: bool,
    pub(super) unknown: Vec<String>,
}

impl Read for DimensionExtensionPart {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let mut object = Object::open(value)?;
        read_others(&mut object, &mut self.others);
        object.optional("multiResponse", &mut self.multi_response);
        object.optional("unknown", &mut self.unknown);
        object.end()
    }
}
