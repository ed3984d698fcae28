//! Reads one crate: its modules, the arrows between their files, and its folders.

use std::path::Path;

use crate::arrow::{Arrow, arrows_between};
use crate::error::Error;
use crate::folder::{Folder, sum_up};
use crate::module::{Module, ModuleId, ROOT};
use crate::sources::Sources;
use crate::tree::read_modules;

/// The modules of a crate that are compiled outside tests, and the arrows between their files.
#[derive(Debug)]
pub struct Crate {
    modules: Vec<Module>,
    arrows: Vec<Arrow>,
}

impl Crate {
    /// Reads a crate from its root file, `lib.rs` or `main.rs`.
    pub fn read(sources: &Sources, root: &Path) -> Result<Self, Error> {
        let modules = read_modules(sources, root)?;
        let arrows = arrows_between(&modules);
        Ok(Crate { modules, arrows })
    }

    /// Every arrow between two files, sorted.
    pub fn arrows(&self) -> &[Arrow] {
        &self.arrows
    }

    /// The file in which a module stands.
    pub fn file(&self, module: ModuleId) -> &Path {
        &self.modules[module].file
    }

    /// The first sentence of the crate's documentation.
    pub fn about(&self) -> &str {
        &self.modules[ROOT].about
    }

    /// Every module that has submodules in files of their own, the crate itself first.
    pub fn folders(&self) -> Vec<Folder> {
        sum_up(&self.modules, &self.arrows)
    }
}
