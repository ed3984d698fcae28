//! Checks which arrows make a circle, and how it is printed.

use crate::circles;

#[test]
fn a_folder_stands_for_everything_below_it() {
    let texts = [
        ("lib.rs", "mod page; mod figure;"),
        ("page.rs", "mod title; mod part;"),
        ("page/title.rs", "pub struct Title;"),
        ("page/part.rs", "use crate::figure::chart::Chart;"),
        ("figure.rs", "pub mod chart; mod map;"),
        ("figure/chart.rs", "pub struct Chart;"),
        ("figure/map.rs", "use crate::page::title::Title;"),
    ];
    assert_eq!(
        circles(&texts),
        "circle below lib.rs:
  figure -> page: Title (figure/map.rs:1)
  page -> figure: Chart (page/part.rs:1)
"
    );
}

#[test]
fn a_circle_inside_a_folder_is_found_there() {
    let texts = [
        ("lib.rs", "mod figure;"),
        ("figure.rs", "mod a; mod b; mod c; mod d;"),
        ("figure/a.rs", "use super::b::B; pub struct A;"),
        ("figure/b.rs", "use super::c::{C, D}; pub struct B;"),
        (
            "figure/c.rs",
            "fn f(a: super::a::A) {} pub struct C; pub struct D;",
        ),
        ("figure/d.rs", "use super::a::A;"),
    ];
    assert_eq!(
        circles(&texts),
        "circle below figure.rs:
  a -> b: B (figure/a.rs:1)
  b -> c: C, D (figure/b.rs:1)
  c -> a: A (figure/c.rs:1)
"
    );
}

#[test]
fn a_child_that_uses_what_its_root_defines_is_a_circle_with_it() {
    let texts = [
        ("lib.rs", "mod figure;"),
        (
            "figure.rs",
            "mod a; mod b; pub struct Width; fn f() { a::draw() }",
        ),
        ("figure/a.rs", "mod deep; pub fn draw() {}"),
        ("figure/a/deep.rs", "use crate::figure::Width;"),
        ("figure/b.rs", "use super::*;"),
    ];
    assert_eq!(
        circles(&texts),
        "circle below figure.rs:
  a -> figure.rs: Width (figure/a/deep.rs:1)
  figure.rs -> a: draw (figure.rs:1)
  b -> figure.rs: * (figure/b.rs:1)
  figure.rs -> b: mod b
"
    );
}

#[test]
fn a_root_may_declare_re_export_and_delegate() {
    let texts = [
        ("lib.rs", "mod figure; mod page; pub use page::draw;"),
        (
            "figure.rs",
            "mod a; mod b; pub use a::Width; pub fn f() { b::draw() }",
        ),
        ("figure/a.rs", "pub struct Width;"),
        ("figure/b.rs", "use super::Width; pub fn draw() {}"),
        (
            "page.rs",
            "use crate::figure::{Width, f}; pub fn draw() { f() }",
        ),
    ];
    assert_eq!(circles(&texts), "");
}
