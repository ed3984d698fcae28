//! Sums up the arrows of a crate folder by folder: which child of a folder uses which names of which other child.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::arrow::{Arrow, Place, file_module};
use crate::graph::Graph;
use crate::module::{Module, ModuleId};

/// A module that has submodules in files of their own: its root file, and one child for each submodule, which stands
/// for everything below it.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The module's path, as `crate::report`.
    pub path: String,
    /// Its root file, as `src/publish/report.rs`.
    pub file: PathBuf,
    /// The name by which its root file stands among the children, as `report.rs`.
    pub root: String,
    /// Its children, by name.
    pub children: BTreeMap<String, Child>,
    /// What ties two of them, by who uses and who is used.
    pub ties: BTreeMap<(String, String), Tie>,
}

/// A submodule with everything below it.
#[derive(Clone, Debug)]
pub struct Child {
    /// Its root file.
    pub file: PathBuf,
    /// The first sentence of its documentation.
    pub about: String,
}

/// Which names one child uses of another.
#[derive(Clone, Debug)]
pub struct Tie {
    /// The names.
    pub names: BTreeSet<String>,
    /// Where the first of them is used.
    pub first: Place,
}

impl Folder {
    /// Which child uses which other child. The root file is left out.
    pub fn graph(&self) -> Graph {
        let mut graph: Graph = self
            .children
            .keys()
            .map(|name| (name.clone(), BTreeSet::new()))
            .collect();
        for (from, to) in self.ties.keys() {
            if let Some(known) = graph.get_mut(from)
                && *to != self.root
            {
                known.insert(to.clone());
            }
        }
        graph
    }

    /// The name of a child, or of the root file where there is none.
    fn name_of(&self, modules: &[Module], child: Option<&ModuleId>) -> String {
        match child {
            Some(child) => modules[*child].name.clone(),
            None => self.root.clone(),
        }
    }

    fn tie(&mut self, from: String, to: String, arrow: &Arrow) {
        let tie = self.ties.entry((from, to)).or_insert_with(|| Tie {
            names: BTreeSet::new(),
            first: arrow.place.clone(),
        });
        tie.names.insert(arrow.name.clone());
        if arrow.place < tie.first {
            tie.first = arrow.place.clone();
        }
    }
}

/// Every folder of a crate, the crate itself first.
pub fn sum_up(modules: &[Module], arrows: &[Arrow]) -> Vec<Folder> {
    let mut folders: BTreeMap<ModuleId, Folder> = BTreeMap::new();
    for module in modules.iter().filter(|module| !module.inline) {
        let Some(parent) = module.parent else {
            continue;
        };
        let parent = file_module(modules, parent);
        let child = Child {
            file: module.file.clone(),
            about: module.about.clone(),
        };
        let folder = folders
            .entry(parent)
            .or_insert_with(|| new_folder(modules, parent));
        folder.children.insert(module.name.clone(), child);
    }
    for arrow in arrows {
        let from = files_above(modules, arrow.from);
        let to = files_above(modules, arrow.to);
        let shared = count_shared(&from, &to);
        if let Some(folder) = folders.get_mut(&from[shared - 1]) {
            let from = folder.name_of(modules, from.get(shared));
            let to = folder.name_of(modules, to.get(shared));
            folder.tie(from, to, arrow);
        }
    }
    folders.into_values().collect()
}

/// How many modules two ways down from the crate's root have in common: at least the root.
fn count_shared(left: &[ModuleId], right: &[ModuleId]) -> usize {
    let pairs = left.iter().zip(right);
    pairs.take_while(|(left, right)| left == right).count()
}

fn new_folder(modules: &[Module], id: ModuleId) -> Folder {
    Folder {
        path: path_of(modules, id),
        file: modules[id].file.clone(),
        root: file_name(&modules[id].file),
        children: BTreeMap::new(),
        ties: BTreeMap::new(),
    }
}

/// The file modules from the crate's root down to a module.
fn files_above(modules: &[Module], id: ModuleId) -> Vec<ModuleId> {
    let mut files = vec![file_module(modules, id)];
    while let Some(parent) = files.last().and_then(|last| modules[*last].parent) {
        files.push(file_module(modules, parent));
    }
    files.reverse();
    files
}

fn path_of(modules: &[Module], id: ModuleId) -> String {
    let names: Vec<&str> = files_above(modules, id)
        .into_iter()
        .map(|id| modules[id].name.as_str())
        .collect();
    names.join("::")
}

fn file_name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
