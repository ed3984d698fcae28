//! Checks how modules are found in files, and that none is passed over when it cannot be read.

use std::path::Path;

use structure::{Crate, Sources};

use crate::{arrows, read};

#[test]
fn modules_are_found_beside_and_below_their_parent_and_by_path() {
    let texts = [
        (
            "lib.rs",
            "mod a; mod b; #[path = \"other/place.rs\"] mod c; mod inside { mod d; }",
        ),
        ("a.rs", "mod deep; pub struct A;"),
        ("a/deep.rs", "use crate::a::A;"),
        ("b/mod.rs", "mod deep; pub struct B;"),
        ("b/deep.rs", "use super::B;"),
        ("other/place.rs", "mod near; pub struct C;"),
        ("other/near.rs", "use super::C;"),
        ("inside/d.rs", "use crate::c::C;"),
    ];
    assert_eq!(
        arrows(&texts),
        [
            "a/deep.rs -> a.rs: A",
            "b/deep.rs -> b/mod.rs: B",
            "inside/d.rs -> other/place.rs: C",
            "other/near.rs -> other/place.rs: C",
        ]
    );
}

#[test]
fn files_that_only_tests_reach_are_left_out() {
    let texts = [
        (
            "lib.rs",
            "mod a; #[cfg(test)] mod sample; #[cfg(test)] mod nowhere;",
        ),
        ("a.rs", "pub struct A;"),
        (
            "sample.rs",
            "mod deep; use crate::a::A; this is not even Rust",
        ),
    ];
    assert!(arrows(&texts).is_empty());
    assert_eq!(
        read(&texts).folders()[0]
            .children
            .keys()
            .collect::<Vec<_>>(),
        ["a"]
    );
}

#[test]
fn a_file_that_is_not_rust_is_an_error_with_its_place() {
    let error = error(&[("lib.rs", "mod a;"), ("a.rs", "fn f() {}\n\nfn 7() {}\n")]);
    assert_eq!(error, "a.rs:3:4: expected identifier");
}

#[test]
fn a_module_without_a_file_is_an_error_with_the_place_of_its_declaration() {
    let error = error(&[("lib.rs", "\nmod a;"), ("b.rs", "")]);
    assert_eq!(
        error,
        "lib.rs:2: no file for `mod a`; looked for a.rs and a/mod.rs"
    );
}

#[test]
fn a_crate_without_a_root_is_an_error() {
    assert_eq!(
        error(&[]),
        "lib.rs: there is no such file among the sources"
    );
}

#[test]
fn the_first_sentence_of_a_file_is_what_it_is_about() {
    let texts = [
        (
            "lib.rs",
            "//! Draws charts,\n//! and maps. Nothing else.\n//!\n//! More.\n\nmod a;",
        ),
        ("a.rs", "//! Draws.\n"),
    ];
    let read = read(&texts);
    assert_eq!(read.about(), "Draws charts, and maps.");
    assert_eq!(read.folders()[0].children["a"].about, "Draws.");
}

fn error(texts: &[(&str, &str)]) -> String {
    let sources = Sources::from_texts(texts);
    Crate::read(&sources, Path::new("lib.rs"))
        .unwrap_err()
        .to_string()
}
