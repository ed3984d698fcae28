//! Checks that each form in which code can use a name of another file is seen.

use crate::{arrows, circles};

/// A crate of two files, of which `b.rs` already uses `a.rs`; `a.rs` is given.
fn crate_with(a: &str) -> String {
    circles(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", &format!("pub struct A;\n{a}")),
        (
            "b.rs",
            "use crate::a::A;
            pub struct B(A);
            pub mod inner { pub const DEPTH: usize = 1; }
            pub fn build() {}
            pub trait Draw {}
            macro_rules! twice { ($x:expr) => { $x + $x } }
            pub(crate) use twice;",
        ),
    ])
}

#[track_caller]
fn closes_a_circle(a: &str, name: &str) {
    let found = crate_with(a);
    let arrow = format!("  a -> b: {name} (a.rs:");
    assert!(
        found.contains(&arrow),
        "`{a}` uses {name}, but only this was found:\n{found}"
    );
}

#[track_caller]
fn closes_none(a: &str) {
    assert_eq!(crate_with(a), "", "`{a}` uses nothing");
}

#[test]
fn one_arrow_alone_is_no_circle() {
    closes_none("");
}

#[test]
fn use_declarations_are_seen() {
    closes_a_circle("use crate::b::B;", "B");
    closes_a_circle("use super::b::B;", "B");
    closes_a_circle("use crate::b::B as Other;", "B");
    closes_a_circle("use crate::{b::{self, B}};", "B");
    closes_a_circle("use crate::b::{build, inner::DEPTH};", "DEPTH, build");
    closes_a_circle("use crate::b::Draw as _;", "Draw");
    closes_a_circle("use crate::b::*;", "*");
    closes_a_circle("fn f() { use crate::b::build; }", "build");
    closes_a_circle("pub use crate::b::B;", "B");
    closes_a_circle("pub mod inside { use super::super::b::B; }", "B");
    closes_a_circle(
        "mod inside { pub use self::deeper::B; mod deeper { pub use crate::b::B; } }",
        "B",
    );
}

#[test]
fn to_import_a_module_is_no_use_until_a_name_of_it_is_used() {
    closes_none("use crate::b;");
    closes_none("use crate::b::{self as other};");
    closes_a_circle("use crate::b; fn f() { b::build() }", "build");
    closes_a_circle("use crate::b as other; fn f() { other::build() }", "build");
    closes_a_circle(
        "use crate::b::inner; const A: usize = inner::DEPTH;",
        "DEPTH",
    );
    closes_a_circle("use super::*; fn f() { b::build() }", "build");
}

#[test]
fn paths_in_code_are_seen() {
    closes_a_circle("fn f() { crate::b::build() }", "build");
    closes_a_circle("fn f() { super::b::build() }", "build");
    closes_a_circle("fn f(b: &crate::b::B) {}", "B");
    closes_a_circle("fn f(b: Vec<Option<crate::b::B>>) {}", "B");
    closes_a_circle(
        "fn f(x: usize) { match x { crate::b::inner::DEPTH => {} _ => {} } }",
        "DEPTH",
    );
    closes_a_circle("fn f<T: crate::b::Draw>(x: T) {}", "Draw");
    closes_a_circle("fn f(x: &dyn crate::b::Draw) {}", "Draw");
    closes_a_circle("fn f() { let _ = <A as crate::b::Draw>::draw; }", "Draw");
    closes_a_circle("impl crate::b::Draw for A {}", "Draw");
    closes_a_circle("struct Other { b: crate::b::B }", "B");
}

#[test]
fn macros_and_what_is_passed_to_them_are_seen() {
    closes_a_circle(
        "fn f() { println!(\"{}\", crate::b::inner::DEPTH); }",
        "DEPTH",
    );
    closes_a_circle(
        "use crate::b; fn f() { view! { <p>{b::build()}</p> } }",
        "build",
    );
    closes_a_circle("fn f() { for x in 0..crate::b::inner::DEPTH {} }", "DEPTH");
    closes_a_circle("fn f() { list![0..crate::b::inner::DEPTH] }", "DEPTH");
    closes_a_circle("macro_rules! m { () => { $crate::b::build() } }", "build");
    closes_a_circle("use crate::b::twice; fn f() { twice!(1); }", "twice");
    closes_a_circle("fn f() { twice!(1); }", "twice");
    closes_a_circle("use crate::b::*; fn f() { list![build()] }", "*, build");
}

#[test]
fn attributes_are_seen() {
    closes_a_circle("#[derive(crate::b::Draw)] struct Other;", "Draw");
    closes_a_circle(
        "struct Other { #[serde(with = \"crate::b::inner::DEPTH\")] x: A }",
        "DEPTH",
    );
    closes_a_circle(
        "#[command(value_parser = crate::b::build)] struct Other;",
        "build",
    );
}

#[test]
fn strings_comments_fields_and_methods_are_no_uses() {
    closes_none("const A: &str = \"crate::b::build()\";");
    closes_none("// crate::b::build()\n/// [`crate::b::build`]\nstruct Other;");
    closes_none("fn f() { println!(\"crate::b::build\"); }");
    closes_none("fn f(x: A) { list![x.b.build()] }");
    closes_none("pub(in crate::a) struct Other;");
    closes_none("fn f() { ::b::build() }\nuse ::b::B;");
    closes_none("fn f(build: usize) -> usize { build }");
}

#[test]
fn what_is_compiled_for_tests_is_left_out() {
    closes_none("#[cfg(test)] mod tests { use crate::b::B; }");
    closes_none("#[cfg(test)] use crate::b::B;");
    closes_none("#[cfg(all(test, unix))] fn f() { crate::b::build() }");
    closes_none("impl A { #[cfg(test)] fn f() { crate::b::build() } }");
    closes_a_circle("#[cfg(not(test))] use crate::b::B;", "B");
    closes_a_circle("#[cfg(any(test, unix))] use crate::b::B;", "B");
    closes_a_circle("#[cfg(unix)] use crate::b::B;", "B");
}

#[test]
fn methods_of_a_type_in_another_folder_tie_both_folders() {
    let texts = [
        ("lib.rs", "mod query; mod link;"),
        ("query.rs", "pub struct Query;"),
        ("link.rs", "mod address;"),
        (
            "link/address.rs",
            "use crate::query::Query;\nimpl Query { fn parse() {} }",
        ),
    ];
    assert_eq!(
        circles(&texts),
        "circle below lib.rs:
  link -> query: Query (link/address.rs:1)
  query -> link: impl Query (link/address.rs:2)
"
    );
    let for_a_trait = "use crate::query::Query;\nimpl Clone for Query {}";
    let texts = [
        texts[0],
        texts[1],
        texts[2],
        ("link/address.rs", for_a_trait),
    ];
    assert_eq!(arrows(&texts), ["link/address.rs -> query.rs: Query"]);
}

#[test]
fn methods_of_a_type_may_be_divided_among_the_files_of_its_folder() {
    let texts = [
        ("lib.rs", "mod query; mod years;"),
        ("query.rs", "pub struct Query;"),
        (
            "years.rs",
            "use crate::query::Query;\nimpl Query { fn years() {} }",
        ),
    ];
    assert_eq!(arrows(&texts), ["years.rs -> query.rs: Query"]);
    let folder = [
        ("lib.rs", "mod query; mod years;"),
        texts[1],
        (
            "years.rs",
            "mod range;\nuse crate::query::Query;\nimpl Query { fn years() {} }",
        ),
        ("years/range.rs", "struct Range;"),
    ];
    assert!(circles(&folder).contains("query -> years: impl Query"));
}
