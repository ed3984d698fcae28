//! Follows the `mod` declarations from a crate's root file and reads every module that is compiled outside tests.

use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, ExprLit, Item, ItemMod, Lit, Meta};

use crate::collect::{add_item, attributes};
use crate::conditions::is_test_only;
use crate::error::Error;
use crate::module::{Module, ModuleId};
use crate::sources::Sources;

/// Reads a crate's modules, the root first.
pub fn read_modules(sources: &Sources, root: &Path) -> Result<Vec<Module>, Error> {
    if sources.text(root).is_none() {
        return Err(Error::NoRoot {
            path: root.to_owned(),
        });
    }
    let mut tree = Tree {
        sources,
        modules: Vec::new(),
    };
    let folder = root.parent().unwrap_or(Path::new("")).to_owned();
    let module = Module {
        name: "crate".to_owned(),
        file: root.to_owned(),
        ..Module::default()
    };
    tree.add_file(module, folder)?;
    Ok(tree.modules)
}

struct Tree<'a> {
    sources: &'a Sources,
    modules: Vec<Module>,
}

impl Tree<'_> {
    /// Parses the file of a module and adds the module with everything below it. Its submodules' files lie in `folder`.
    fn add_file(&mut self, mut module: Module, folder: PathBuf) -> Result<ModuleId, Error> {
        let text = self.sources.text(&module.file).unwrap_or_default();
        let file = syn::parse_file(text).map_err(|error| unparsable(&module.file, &error))?;
        module.about = first_sentence(&file.attrs);
        self.add_items(module, &file.items, folder)
    }

    fn add_items(
        &mut self,
        mut module: Module,
        items: &[Item],
        folder: PathBuf,
    ) -> Result<ModuleId, Error> {
        let mut declared = Vec::new();
        for item in items.iter().filter(|item| !is_test_only(attributes(item))) {
            match item {
                Item::Mod(child) => declared.push(child),
                other => add_item(&mut module, other),
            }
        }
        let id = self.modules.len();
        self.modules.push(module);
        for child in declared {
            let child_id = self.add_child(id, child, &folder)?;
            self.modules[id]
                .children
                .insert(child.ident.to_string(), child_id);
        }
        Ok(id)
    }

    fn add_child(
        &mut self,
        parent: ModuleId,
        declared: &ItemMod,
        folder: &Path,
    ) -> Result<ModuleId, Error> {
        let name = declared.ident.to_string();
        let module = Module {
            name: name.clone(),
            parent: Some(parent),
            ..Module::default()
        };
        match &declared.content {
            Some((_, items)) => {
                let file = self.modules[parent].file.clone();
                let about = first_sentence(&declared.attrs);
                self.add_items(
                    Module {
                        file,
                        inline: true,
                        about,
                        ..module
                    },
                    items,
                    folder.join(name),
                )
            }
            None => {
                let (file, folder) = self.find_file(parent, declared, folder)?;
                self.add_file(Module { file, ..module }, folder)
            }
        }
    }

    /// The file of a declared module, and the folder in which its own submodules lie.
    fn find_file(
        &self,
        parent: ModuleId,
        declared: &ItemMod,
        folder: &Path,
    ) -> Result<(PathBuf, PathBuf), Error> {
        let parent = &self.modules[parent];
        let name = declared.ident.to_string();
        let beside = parent.file.parent().unwrap_or(Path::new(""));
        let candidates = match path_attribute(&declared.attrs) {
            Some(path) => {
                let file = if parent.inline {
                    folder.join(path)
                } else {
                    beside.join(path)
                };
                let below = file.parent().unwrap_or(Path::new("")).to_owned();
                vec![(file, below)]
            }
            None => {
                let below = folder.join(&name);
                let file = folder.join(format!("{name}.rs"));
                vec![(file, below.clone()), (below.join("mod.rs"), below)]
            }
        };
        let tried = candidates.iter().map(|(file, _)| file.clone()).collect();
        let found = candidates
            .into_iter()
            .find(|(file, _)| self.sources.text(file).is_some());
        found.ok_or_else(|| Error::NoFile {
            path: parent.file.clone(),
            line: declared.ident.span().start().line,
            module: name,
            tried,
        })
    }
}

fn unparsable(path: &Path, error: &syn::Error) -> Error {
    let start = error.span().start();
    Error::Unparsable {
        path: path.to_owned(),
        line: start.line,
        column: start.column + 1,
        message: error.to_string(),
    }
}

/// The file that `#[path = "…"]` names.
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    let named = attributes
        .iter()
        .find(|attribute| attribute.path().is_ident("path"))?;
    text_of(named)
}

/// The text of `#[name = "text"]`; `//! text` is the same as `#![doc = " text"]`.
fn text_of(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The first sentence of a module's documentation, on one line.
fn first_sentence(attributes: &[Attribute]) -> String {
    let mut paragraph = String::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
    {
        let line = text_of(attribute).unwrap_or_default();
        if line.trim().is_empty() {
            break;
        }
        paragraph.push_str(line.trim());
        paragraph.push(' ');
    }
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    paragraph[..end].trim().to_owned()
}
