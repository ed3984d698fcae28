//! Draws the crates of a workspace, their folders, and the arrows between them as text, and keeps it in a document.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::folder::Folder;
use crate::graph::{Graph, layers};
use crate::line_break::{cut, wrap};
use crate::source_crate::Crate;
use crate::workspace::{Package, Workspace};

/// The line of a document after which the picture stands.
pub const BEGIN: &str = "<!-- arrows: written by `cargo arrows` -->";
/// The line of a document before which the picture ends.
pub const END: &str = "<!-- end of arrows -->";

/// The longest line.
const WIDTH: usize = 120;
/// The least of a description that is worth showing beside the arrows.
const SHORTEST_ABOUT: usize = 40;

/// One line of the picture.
struct Line {
    /// The layer, from the bottom; none for a folder inside a folder.
    layer: Option<usize>,
    name: String,
    about: String,
    knows: Vec<String>,
}

/// Draws all packages whose files lie below a folder of the workspace: first the packages, then what is in each.
pub fn draw(workspace: &Workspace, below: &str) -> String {
    let mut shown: BTreeMap<&str, &Package> = BTreeMap::new();
    for package in &workspace.packages {
        if package
            .crates
            .iter()
            .any(|(file, _)| file.starts_with(below))
        {
            shown.insert(&package.name, package);
        }
    }
    let mut graph = Graph::new();
    for (name, package) in &shown {
        let mut knows = package.knows.clone();
        knows.retain(|known| shown.contains_key(known.as_str()));
        graph.insert((*name).to_owned(), knows);
    }
    let lines = lines_of(&graph, |name| shown[name].about.clone());
    let mut text = String::from("```text\ncrates\n");
    write_lines(&mut text, &lines);
    for line in &lines {
        for (file, read) in &shown[line.name.as_str()].crates {
            write_crate(&mut text, file, read);
        }
    }
    text.push_str("```\n");
    text
}

/// Puts a picture between the two markers of a document.
pub fn put_into(document: &str, picture: &str) -> Result<String, Error> {
    let (before, rest) = document.split_once(BEGIN).ok_or(Error::NoMarker(BEGIN))?;
    let (_, after) = rest.split_once(END).ok_or(Error::NoMarker(END))?;
    Ok(format!("{before}{BEGIN}\n\n{picture}\n{END}{after}"))
}

/// Writes a crate's folders and files, if it has any beside its root.
fn write_crate(text: &mut String, file: &Path, read: &Crate) {
    let folders = read.folders();
    if let Some(root) = folders.iter().find(|folder| folder.file == file) {
        text.push_str(&format!("\n{}\n", file.display()));
        write_lines(text, &crate_lines(root, &folders));
    }
}

/// One line for each child of the crate's root, and below it one for each folder inside it.
fn crate_lines(root: &Folder, folders: &[Folder]) -> Vec<Line> {
    let mut lines = Vec::new();
    for mut line in lines_of(&root.graph(), |name| root.children[name].about.clone()) {
        let file = &root.children[&line.name].file;
        let inside = folders.iter().find(|folder| folder.file == *file);
        if inside.is_some() {
            line.name.push('/');
        }
        lines.push(line);
        if let Some(inside) = inside {
            add_folders_inside(&mut lines, inside, folders, "  ");
        }
    }
    lines
}

fn add_folders_inside(lines: &mut Vec<Line>, folder: &Folder, folders: &[Folder], indent: &str) {
    for (name, child) in &folder.children {
        if let Some(inside) = folders.iter().find(|other| other.file == child.file) {
            lines.push(Line {
                layer: None,
                name: format!("{indent}{name}/"),
                about: without_marks(&child.about),
                knows: Vec::new(),
            });
            add_folders_inside(lines, inside, folders, &format!("{indent}  "));
        }
    }
}

/// One line for each name, the topmost first.
fn lines_of(graph: &Graph, about: impl Fn(&str) -> String) -> Vec<Line> {
    let layers = layers(graph);
    let mut lines = Vec::new();
    for (depth, names) in layers.iter().enumerate() {
        for name in names {
            lines.push(Line {
                layer: Some(layers.len() - depth),
                name: name.clone(),
                about: without_marks(&about(name)),
                knows: graph[name].iter().cloned().collect(),
            });
        }
    }
    lines
}

fn write_lines(text: &mut String, lines: &[Line]) {
    let widths = lines.iter().map(|line| line.name.chars().count());
    let widest = widths.max().unwrap_or(0);
    for line in lines {
        let layer = line.layer.map(|layer| layer.to_string());
        let layer = layer.unwrap_or_default();
        let start = format!("{layer:>3} {:<widest$}  ", line.name);
        text.push_str(complete(&start, line).trim_end());
        text.push('\n');
    }
}

/// A description without the marks of code and links, which would stand there as they are, or be cut in two.
fn without_marks(about: &str) -> String {
    about.replace("[`", "").replace("`]", "").replace('`', "")
}

/// A line's description and arrows after its start; the arrows go to lines of their own where both do not fit.
fn complete(start: &str, line: &Line) -> String {
    let indent = start.chars().count();
    let room = WIDTH.saturating_sub(indent);
    if line.knows.is_empty() {
        return format!("{start}{}", cut(&line.about, room));
    }
    let arrows = format!("-> {}", line.knows.join(", "));
    let beside = room.saturating_sub(arrows.chars().count() + 1);
    if beside >= SHORTEST_ABOUT {
        return format!("{start}{} {arrows}", cut(&line.about, beside));
    }
    let mut text = format!("{start}{}", cut(&line.about, room));
    for wrapped in wrap(&arrows, room) {
        text.push_str(&format!("\n{:indent$}{wrapped}", ""));
    }
    text
}
