//! Checks what counts as a use, what counts as a circle, and what is drawn, on small invented crates.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod circles;
mod drawing;
mod files;
mod names;
mod uses;

use std::path::Path;

use structure::{Crate, Sources, circles_in};

/// Reads an invented crate whose root is `lib.rs`.
fn read(texts: &[(&str, &str)]) -> Crate {
    Crate::read(&Sources::from_texts(texts), Path::new("lib.rs")).unwrap()
}

/// Every arrow of an invented crate, as `a.rs -> b.rs: Name`, each once.
fn arrows(texts: &[(&str, &str)]) -> Vec<String> {
    let read = read(texts);
    let mut arrows = Vec::new();
    for arrow in read.arrows() {
        let (from, to) = (
            read.file(arrow.from).display(),
            read.file(arrow.to).display(),
        );
        arrows.push(format!("{from} -> {to}: {}", arrow.name));
    }
    arrows.sort();
    arrows.dedup();
    arrows
}

/// Every circle of an invented crate, as it is printed.
fn circles(texts: &[(&str, &str)]) -> String {
    let folders = read(texts).folders();
    let circles = folders.iter().flat_map(circles_in);
    circles.map(|circle| circle.to_string()).collect()
}
