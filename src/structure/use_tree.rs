//! Flattens a `use` declaration into the names that it imports.

use syn::UseTree;

use crate::module::{Import, WrittenPath};

/// What one `use` declaration imports.
#[derive(Debug, Default)]
pub struct Imported {
    /// Names, one by one.
    pub names: Vec<Import>,
    /// Paths of which all names are imported.
    pub globs: Vec<WrittenPath>,
}

/// Flattens the tree of a `use` declaration: `a::{self, b as c, d::*}` imports `a`, `a::b` as `c`, and all of `a::d`.
pub fn flatten(tree: &UseTree) -> Imported {
    let mut imported = Imported::default();
    add(tree, &[], &mut imported);
    imported
}

fn add(tree: &UseTree, prefix: &[String], imported: &mut Imported) {
    match tree {
        UseTree::Path(path) => {
            let longer = joined(prefix, path.ident.to_string());
            add(&path.tree, &longer, imported);
        }
        UseTree::Name(name) => {
            let line = name.ident.span().start().line;
            let segments = joined_name(prefix, name.ident.to_string());
            if let Some(own) = segments.last().cloned() {
                imported.names.push(Import {
                    name: own,
                    path: WrittenPath { segments, line },
                });
            }
        }
        UseTree::Rename(rename) => {
            let line = rename.ident.span().start().line;
            let segments = joined_name(prefix, rename.ident.to_string());
            let name = rename.rename.to_string();
            imported.names.push(Import {
                name,
                path: WrittenPath { segments, line },
            });
        }
        UseTree::Glob(glob) => {
            let line = glob.star_token.spans[0].start().line;
            imported.globs.push(WrittenPath {
                segments: prefix.to_vec(),
                line,
            });
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                add(tree, prefix, imported);
            }
        }
    }
}

fn joined(prefix: &[String], segment: String) -> Vec<String> {
    let mut segments = prefix.to_vec();
    segments.push(segment);
    segments
}

/// `self` at the end of a group is the path of the group itself.
fn joined_name(prefix: &[String], name: String) -> Vec<String> {
    if name == "self" && !prefix.is_empty() {
        prefix.to_vec()
    } else {
        joined(prefix, name)
    }
}
