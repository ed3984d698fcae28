//! Finds children of a folder that use each other in a circle, and children that use what their folder's root defines.

use std::collections::BTreeSet;
use std::fmt;

use crate::folder::{Folder, Tie};
use crate::graph;

/// Files or folders that cannot be understood, tested or moved one without the other.
#[derive(Clone, Debug)]
pub struct Circle {
    /// The folder in which they lie: its root file.
    pub folder: String,
    /// Every arrow among them: who uses what of whom.
    pub arrows: Vec<CircleArrow>,
}

/// One arrow of a circle.
#[derive(Clone, Debug)]
pub struct CircleArrow {
    /// Who uses the names.
    pub from: String,
    /// Who defines them.
    pub to: String,
    /// The names, and where they are used; none where a folder's root does no more than declare its child.
    pub tie: Option<Tie>,
}

/// Finds the circles among the children of a folder, and the one that its root closes.
///
/// A root declares its children, so it always has an arrow to each of them: a child that uses what the root file itself
/// defines is in a circle with it.
pub fn circles_in(folder: &Folder) -> Vec<Circle> {
    let mut circles = Vec::new();
    for names in graph::circles(&folder.graph()) {
        let arrows = arrows_among(folder, &names);
        circles.push(circle(folder, arrows));
    }
    let arrows = arrows_of_root(folder);
    if !arrows.is_empty() {
        circles.push(circle(folder, arrows));
    }
    circles
}

fn circle(folder: &Folder, arrows: Vec<CircleArrow>) -> Circle {
    Circle {
        folder: folder.file.display().to_string(),
        arrows,
    }
}

fn arrows_among(folder: &Folder, names: &BTreeSet<String>) -> Vec<CircleArrow> {
    let mut arrows = Vec::new();
    for ((from, to), tie) in &folder.ties {
        if names.contains(from) && names.contains(to) {
            arrows.push(CircleArrow {
                from: from.clone(),
                to: to.clone(),
                tie: Some(tie.clone()),
            });
        }
    }
    arrows
}

/// Every arrow from a child to the root, each with the root's arrow to that child.
fn arrows_of_root(folder: &Folder) -> Vec<CircleArrow> {
    let mut arrows = Vec::new();
    for ((child, to), tie) in &folder.ties {
        if *to != folder.root {
            continue;
        }
        let back = (folder.root.clone(), child.clone());
        arrows.push(CircleArrow {
            from: child.clone(),
            to: to.clone(),
            tie: Some(tie.clone()),
        });
        arrows.push(CircleArrow {
            from: to.clone(),
            to: child.clone(),
            tie: folder.ties.get(&back).cloned(),
        });
    }
    arrows
}

impl fmt::Display for Circle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "circle below {}:", self.folder)?;
        for CircleArrow { from, to, tie } in &self.arrows {
            match tie {
                Some(tie) => {
                    let names: Vec<&str> = tie.names.iter().map(String::as_str).collect();
                    let place = format!("{}:{}", tie.first.file.display(), tie.first.line);
                    writeln!(out, "  {from} -> {to}: {} ({place})", names.join(", "))?;
                }
                None => writeln!(out, "  {from} -> {to}: mod {to}")?,
            }
        }
        Ok(())
    }
}
