//! Describes one module as it is written: what it defines, what it imports, which paths it contains.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The number of a module in its crate's list of modules; the root is 0.
pub type ModuleId = usize;

/// The root of every crate.
pub const ROOT: ModuleId = 0;

/// One module, read but not yet resolved.
#[derive(Debug, Default)]
pub struct Module {
    /// Its name; the root's is `crate`.
    pub name: String,
    /// The module that declares it; none for the root.
    pub parent: Option<ModuleId>,
    /// The file in which it stands.
    pub file: PathBuf,
    /// Whether it stands in its parent's file, in braces.
    pub inline: bool,
    /// The first sentence of its `//!` documentation.
    pub about: String,
    /// The modules that it declares.
    pub children: BTreeMap<String, ModuleId>,
    /// The names of its functions, types, traits, constants, macros and external imports.
    pub definitions: BTreeSet<String>,
    /// The names of its `macro_rules!`, which other modules can use without a path.
    pub macros: BTreeSet<String>,
    /// The names that it imports, one by one.
    pub imports: Vec<Import>,
    /// The paths of which it imports all names.
    pub globs: Vec<WrittenPath>,
    /// Every path in its code, apart from imports.
    pub paths: Vec<WrittenPath>,
    /// The macros that are called by their name alone.
    pub macro_calls: Vec<WrittenPath>,
    /// The types of its `impl Type { … }`, without those of traits.
    pub own_impls: Vec<WrittenPath>,
}

/// One imported name.
#[derive(Debug)]
pub struct Import {
    /// The name under which it is imported; `_` for a trait that is imported for its methods only.
    pub name: String,
    /// What is imported.
    pub path: WrittenPath,
}

/// A path as it is written, without generic arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenPath {
    /// Its segments, at least one.
    pub segments: Vec<String>,
    /// The line on which it begins, from 1.
    pub line: usize,
}
