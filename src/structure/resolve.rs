//! Resolves written paths to the module that defines the name, through imports and re-exports.

use std::collections::BTreeSet;

use crate::module::{Module, ModuleId, ROOT};

/// What a path leads to, and which modules' imports it went through on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The module, or the item and the module that defines it.
    pub target: Target,
    /// The modules whose imports or re-exports the path went through.
    pub through: Vec<ModuleId>,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A module of the crate.
    Module(ModuleId),
    /// Anything else, defined in a module of the crate.
    Item {
        /// The module that defines it.
        module: ModuleId,
        /// Its name there.
        name: String,
    },
}

/// Resolves a path that is written in a module. One name can stand for several things, as a module and a function.
/// Nothing is found where the path leads to another crate.
pub fn resolve(modules: &[Module], from: ModuleId, segments: &[String]) -> Vec<Found> {
    Resolver {
        modules,
        visited: BTreeSet::new(),
    }
    .resolve(from, segments)
}

struct Resolver<'a> {
    modules: &'a [Module],
    /// The names that are being looked up. Modules may import from each other in a circle.
    visited: BTreeSet<(ModuleId, String)>,
}

impl Resolver<'_> {
    fn resolve(&mut self, from: ModuleId, segments: &[String]) -> Vec<Found> {
        let Some((first, rest)) = segments.split_first() else {
            return Vec::new();
        };
        let mut found = self.first(from, first);
        for segment in rest {
            let Some((module, through)) = module_among(&found) else {
                // The rest of the path names what belongs to an item: a variant, a constant, a function of a type.
                return found;
            };
            found = self.step(module, segment);
            for one in &mut found {
                one.through.splice(0..0, through.iter().copied());
            }
        }
        found
    }

    fn first(&mut self, from: ModuleId, segment: &str) -> Vec<Found> {
        let module = match segment {
            "crate" => Some(ROOT),
            "self" => Some(from),
            "super" => self.modules[from].parent,
            name => return self.look_up(from, name),
        };
        module.map(Found::module).into_iter().collect()
    }

    /// One segment further, inside a module.
    fn step(&mut self, module: ModuleId, segment: &str) -> Vec<Found> {
        match segment {
            "self" => vec![Found::module(module)],
            "super" => self.modules[module]
                .parent
                .map(Found::module)
                .into_iter()
                .collect(),
            name => {
                let found = self.look_up(module, name);
                if found.is_empty() {
                    // The compiler accepts the path, so the name is there: a macro has written it.
                    vec![Found::item(module, name)]
                } else {
                    found
                }
            }
        }
    }

    /// Everything that a name stands for inside a module.
    fn look_up(&mut self, module: ModuleId, name: &str) -> Vec<Found> {
        let mut found = self.own(module, name);
        if !self.visited.insert((module, name.to_owned())) {
            return found;
        }
        found.extend(self.imported(module, name));
        if found.is_empty() {
            found = self.imported_with_all(module, name);
        }
        self.visited.remove(&(module, name.to_owned()));
        found
    }

    fn own(&self, module: ModuleId, name: &str) -> Vec<Found> {
        let here = &self.modules[module];
        let mut found = Vec::new();
        if let Some(child) = here.children.get(name) {
            found.push(Found::module(*child));
        }
        if here.definitions.contains(name) {
            found.push(Found::item(module, name));
        }
        found
    }

    fn imported(&mut self, module: ModuleId, name: &str) -> Vec<Found> {
        let modules = self.modules;
        let mut all = Vec::new();
        for import in modules[module]
            .imports
            .iter()
            .filter(|import| import.name == name)
        {
            let found = self.resolve(module, &import.path.segments);
            if found.is_empty() {
                // It comes from another crate; seen from a neighbour, it is this module's own.
                all.push(Found::item(module, name));
            }
            all.extend(found.into_iter().map(|found| found.through(module)));
        }
        all
    }

    fn imported_with_all(&mut self, module: ModuleId, name: &str) -> Vec<Found> {
        let modules = self.modules;
        for glob in &modules[module].globs {
            let target = self.resolve(module, &glob.segments);
            if let Some((source, _)) = module_among(&target) {
                let found = self.look_up(source, name);
                if !found.is_empty() {
                    return found
                        .into_iter()
                        .map(|found| found.through(module))
                        .collect();
                }
            }
        }
        Vec::new()
    }
}

impl Found {
    fn module(module: ModuleId) -> Self {
        Found {
            target: Target::Module(module),
            through: Vec::new(),
        }
    }

    fn item(module: ModuleId, name: &str) -> Self {
        let name = name.to_owned();
        Found {
            target: Target::Item { module, name },
            through: Vec::new(),
        }
    }

    fn through(mut self, module: ModuleId) -> Self {
        self.through.insert(0, module);
        self
    }
}

/// The module among what a name stands for, and how it was reached.
fn module_among(found: &[Found]) -> Option<(ModuleId, Vec<ModuleId>)> {
    found.iter().find_map(|one| match one.target {
        Target::Module(module) => Some((module, one.through.clone())),
        Target::Item { .. } => None,
    })
}
