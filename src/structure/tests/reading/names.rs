//! Checks that a name is traced to the file that defines it.

use crate::arrows;

#[test]
fn a_name_that_a_folders_root_re_exports_counts_for_the_file_that_defines_it() {
    let texts = [
        ("lib.rs", "mod page; mod figure;"),
        (
            "page.rs",
            "use crate::figure::{Chart, draw as paint, Kind};",
        ),
        (
            "figure.rs",
            "mod chart; mod kind; pub use chart::{Chart, draw}; pub use kind::*;",
        ),
        ("figure/chart.rs", "pub struct Chart; pub fn draw() {}"),
        ("figure/kind.rs", "pub enum Kind { Bar }"),
    ];
    assert_eq!(
        arrows(&texts),
        [
            "figure.rs -> figure/chart.rs: Chart",
            "figure.rs -> figure/chart.rs: draw",
            "figure.rs -> figure/kind.rs: *",
            "page.rs -> figure/chart.rs: Chart",
            "page.rs -> figure/chart.rs: draw",
            "page.rs -> figure/kind.rs: Kind",
        ]
    );
}

#[test]
fn a_name_that_is_re_exported_from_elsewhere_counts_for_both_files() {
    let texts = [
        ("lib.rs", "mod page; mod words; mod text;"),
        ("page.rs", "fn f(x: crate::words::Text) {}"),
        ("words.rs", "pub use crate::text::Text;"),
        ("text.rs", "pub struct Text;"),
    ];
    assert_eq!(
        arrows(&texts),
        [
            "page.rs -> text.rs: Text",
            "page.rs -> words.rs: Text",
            "words.rs -> text.rs: Text"
        ]
    );
}

#[test]
fn a_name_of_another_crate_counts_for_the_file_that_re_exports_it() {
    let texts = [
        ("lib.rs", "mod page; mod words; use std::fmt::Display;"),
        (
            "page.rs",
            "use crate::words::Text;\nuse super::Display;\nfn f() { cube::Text::new() }",
        ),
        ("words.rs", "pub use cube::Text;"),
    ];
    assert_eq!(
        arrows(&texts),
        ["page.rs -> lib.rs: Display", "page.rs -> words.rs: Text"]
    );
}

#[test]
fn a_module_and_a_function_of_the_same_name_are_kept_apart() {
    let texts = [
        (
            "lib.rs",
            "pub mod view; mod page; mod url; pub use page::view;",
        ),
        ("view.rs", "pub struct View;"),
        ("page.rs", "pub fn view() {}"),
        ("url.rs", "fn f() -> crate::view::View { crate::view() }"),
    ];
    assert_eq!(
        arrows(&texts),
        [
            "lib.rs -> page.rs: view",
            "url.rs -> page.rs: view",
            "url.rs -> view.rs: View"
        ]
    );
}

#[test]
fn a_name_that_a_macro_has_written_counts_for_the_module_that_the_path_names() {
    let texts = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "fn f() { crate::b::written() }"),
        ("b.rs", "make!(written);"),
    ];
    assert_eq!(arrows(&texts), ["a.rs -> b.rs: written"]);
}

#[test]
fn modules_that_import_all_of_each_other_do_not_go_on_for_ever() {
    let texts = [
        ("lib.rs", "mod a; mod b;"),
        (
            "a.rs",
            "pub use crate::b::*; pub fn one() { two(); nowhere(); }",
        ),
        ("b.rs", "pub use crate::a::*; pub fn two() { one() }"),
    ];
    assert_eq!(
        arrows(&texts),
        [
            "a.rs -> b.rs: *",
            "a.rs -> b.rs: two",
            "b.rs -> a.rs: *",
            "b.rs -> a.rs: one"
        ]
    );
}
