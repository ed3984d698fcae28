//! Draws an arrow from every file that uses a name to the file that defines it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::module::{Module, ModuleId, WrittenPath};
use crate::resolve::{Found, Target, resolve};

/// One file uses one name of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    /// The module that uses the name.
    pub from: ModuleId,
    /// The module that defines it.
    pub to: ModuleId,
    /// The name; `*` where all names are imported, `impl Name` where a type has methods in another file.
    pub name: String,
    /// Where the name is used.
    pub place: Place,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// Every arrow between two files of a crate, sorted.
pub fn arrows_between(modules: &[Module]) -> Vec<Arrow> {
    let mut drawing = Drawing {
        modules,
        arrows: BTreeSet::new(),
    };
    for (id, module) in modules.iter().enumerate() {
        for import in &module.imports {
            drawing.add_path(id, &import.path);
        }
        for glob in &module.globs {
            drawing.add_glob(id, glob);
        }
        for path in &module.paths {
            drawing.add_path(id, path);
        }
        for call in &module.macro_calls {
            drawing.add_macro_call(id, call);
        }
        for own in &module.own_impls {
            drawing.add_impl(id, own);
        }
    }
    drawing.arrows.into_iter().collect()
}

/// The module whose file contains a module: itself, unless it stands in its parent's file.
pub fn file_module(modules: &[Module], mut id: ModuleId) -> ModuleId {
    while let (true, Some(parent)) = (modules[id].inline, modules[id].parent) {
        id = parent;
    }
    id
}

struct Drawing<'a> {
    modules: &'a [Module],
    arrows: BTreeSet<Arrow>,
}

impl Drawing<'_> {
    /// A path is a use of the item to which it leads. A path that leads to a module uses nothing of it yet.
    fn add_path(&mut self, from: ModuleId, path: &WrittenPath) {
        for found in resolve(self.modules, from, &path.segments) {
            if let Target::Item { module, name } = &found.target {
                self.add(from, *module, name, path.line);
                self.add_detours(from, *module, name, &found, path.line);
            }
        }
    }

    /// To import all names is a use of the module, if it defines any itself.
    fn add_glob(&mut self, from: ModuleId, glob: &WrittenPath) {
        self.add_path(from, glob);
        for found in resolve(self.modules, from, &glob.segments) {
            if let Target::Module(module) = found.target
                && !self.modules[module].definitions.is_empty()
            {
                self.add(from, module, "*", glob.line);
            }
        }
    }

    /// A macro that is not found by its name alone may have been defined anywhere before.
    fn add_macro_call(&mut self, from: ModuleId, call: &WrittenPath) {
        let name = &call.segments[0];
        if !resolve(self.modules, from, &call.segments).is_empty() {
            return;
        }
        for module in 0..self.modules.len() {
            if self.modules[module].macros.contains(name) {
                self.add(from, module, name, call.line);
            }
        }
    }

    /// Ties a type to the file of its methods if that file lies in another folder than the type: the type's users can
    /// call these methods without naming the file.
    fn add_impl(&mut self, from: ModuleId, own: &WrittenPath) {
        for found in resolve(self.modules, from, &own.segments) {
            if let Target::Item { module, name } = found.target {
                if self.is_file_beside(from, module) {
                    continue;
                }
                let file = self.modules[from].file.clone();
                let place = Place {
                    file,
                    line: own.line,
                };
                self.insert(module, from, format!("impl {name}"), place);
            }
        }
    }

    /// Whether a module is a plain file in the folder that also holds the other module.
    fn is_file_beside(&self, file: ModuleId, other: ModuleId) -> bool {
        let file = file_module(self.modules, file);
        let other = file_module(self.modules, other);
        let has_folder = self.modules[file]
            .children
            .values()
            .any(|child| !self.modules[*child].inline);
        !has_folder && self.modules[file].parent == self.modules[other].parent
    }

    /// Whoever takes a name from a module that re-exports it from elsewhere uses both. The root of a folder that
    /// re-exports what lies below it only says where it lies.
    fn add_detours(
        &mut self,
        from: ModuleId,
        to: ModuleId,
        name: &str,
        found: &Found,
        line: usize,
    ) {
        for through in found
            .through
            .iter()
            .copied()
            .filter(|through| *through != from)
        {
            if !is_at_or_above(self.modules, through, to) {
                self.add(from, through, name, line);
            }
        }
    }

    fn add(&mut self, from: ModuleId, to: ModuleId, name: &str, line: usize) {
        let file = self.modules[from].file.clone();
        self.insert(from, to, name.to_owned(), Place { file, line });
    }

    fn insert(&mut self, from: ModuleId, to: ModuleId, name: String, place: Place) {
        let from = file_module(self.modules, from);
        let to = file_module(self.modules, to);
        if from != to {
            self.arrows.insert(Arrow {
                from,
                to,
                name,
                place,
            });
        }
    }
}

fn is_at_or_above(modules: &[Module], above: ModuleId, below: ModuleId) -> bool {
    let mut at = Some(below);
    while let Some(id) = at {
        if id == above {
            return true;
        }
        at = modules[id].parent;
    }
    false
}
