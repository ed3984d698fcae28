//! Who may know whom, as Cargo itself sees it. What a crate does not depend on, it cannot use.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use std::process::Command;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use tests::root;

/// Which of our crates each of our crates knows, in whatever way.
const ARROWS: [(&str, &[&str]); 22] = [
    ("app", &["cube", "dashboard", "markup", "picture", "take"]),
    ("attack", &["cube"]),
    ("check", &["attack", "cube"]),
    ("codebook", &["cube"]),
    ("cube", &[]),
    ("dashboard", &["cube"]),
    ("draft", &["codebook"]),
    ("formats", &["cube"]),
    ("markup", &["dashboard"]),
    ("picture", &["cube", "dashboard"]),
    ("protect", &["cube"]),
    (
        "publish",
        &[
            "attack", "codebook", "cube", "protect", "quality", "records", "release",
        ],
    ),
    ("quality", &["cube", "formats", "release"]),
    ("records", &["codebook", "cube", "template"]),
    ("release", &["cube", "formats"]),
    ("serve", &[]),
    (
        "site",
        &["cube", "dashboard", "markup", "picture", "release", "take"],
    ),
    ("structure", &[]),
    (
        "tablero",
        &[
            "attack", "codebook", "cube", "draft", "formats", "publish", "quality", "records",
            "release", "serve", "site", "template",
        ],
    ),
    ("take", &["cube", "dashboard", "picture"]),
    ("tasks", &["serve", "structure"]),
    ("template", &["codebook", "cube"]),
];

#[test]
fn our_crates_know_each_other_only_as_agreed() {
    let metadata = metadata();
    let ours: BTreeSet<&str> = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let found: Vec<(&str, Vec<&str>)> = ours
        .iter()
        .filter(|name| **name != "tests")
        .map(|name| {
            (
                *name,
                known(package(&metadata, name))
                    .into_iter()
                    .filter(|name| ours.contains(name))
                    .collect(),
            )
        })
        .collect();
    assert_eq!(found, ARROWS.map(|(name, known)| (name, known.to_vec())));
}

#[test]
fn nothing_that_reads_records_can_be_linked_into_the_page() {
    let page = tree(&[
        "--package",
        "app",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal,no-proc-macro",
    ]);
    assert!(
        page.contains("leptos") && page.contains("dashboard"),
        "the tree of the page is not what it seems"
    );
    assert_none(
        &page,
        &[
            "tablero",
            "publish",
            "records",
            "template",
            "codebook",
            "draft",
            "quality",
            "release",
            "formats",
            "protect",
            "attack",
            "tasks",
            "clap",
            "tempfile",
            "rand",
            "rand_chacha",
        ],
    );
    // Leptos brings a reader of TOML of its own; what is forbidden is that one of ours uses it.
    let metadata = metadata();
    for name in ["app", "markup", "dashboard", "cube"] {
        assert_none(&known(package(&metadata, name)), &["toml"]);
    }
}

#[test]
fn what_makes_files_is_no_part_of_the_program_that_every_page_fetches() {
    let metadata = metadata();
    let knows = known(package(&metadata, "app"));
    assert!(
        knows.contains("take") && !knows.contains("csv"),
        "{knows:?}"
    );
    // What every page fetches is made of these alone.
    for package in ["markup", "dashboard"] {
        let below = tree(&[
            "--package",
            package,
            "--target",
            "wasm32-unknown-unknown",
            "--edges",
            "normal,no-proc-macro",
        ]);
        assert_none(
            &below,
            &["take", "picture", "rust_xlsxwriter", "csv", "jiff"],
        );
    }
    let folder = root().join("src/app");
    let mut naming = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let is_naming = ["take::", "picture::"].iter().any(|one| text.contains(one));
            naming.extend(is_naming.then_some(name));
        }
    }
    assert_eq!(naming, BTreeSet::from(["take.rs".to_owned()]));
}

#[test]
fn the_dashboard_knows_neither_browser_nor_network() {
    let metadata = metadata();
    let named = known(package(&metadata, "dashboard"));
    assert_eq!(
        named,
        BTreeSet::from([
            "charming",
            "cube",
            "expect-test",
            "proptest",
            "serde",
            "serde_json"
        ])
    );
    // For the browser, charming brings a binding of its own, which is not used; natively there is nothing of the kind.
    let tree = tree(&["--package", "dashboard", "--edges", "normal,no-proc-macro"]);
    assert!(
        tree.contains("charming") && tree.contains("cube"),
        "the tree of the dashboard is not what it seems"
    );
    assert_none(
        &tree,
        &[
            "leptos",
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "gloo-net",
            "tokio",
            "jiff",
            "time",
            "chrono",
        ],
    );
}

#[test]
fn the_cube_knows_only_how_to_write_itself_down() {
    let metadata = metadata();
    let cube = package(&metadata, "cube").dependencies.iter();
    let known: BTreeSet<&str> = cube
        .filter(|known| known.kind == DependencyKind::Normal)
        .map(|known| known.name.as_str())
        .collect();
    assert_eq!(known, BTreeSet::from(["serde", "serde_json", "thiserror"]));
}

#[test]
fn protection_and_attack_share_no_code() {
    assert_eq!(ours_below("protect"), BTreeSet::from(["cube", "protect"]));
    assert_eq!(ours_below("attack"), BTreeSet::from(["attack", "cube"]));
}

#[test]
fn the_public_report_is_made_of_releases_alone() {
    let metadata = metadata();
    let ours = known(package(&metadata, "quality"));
    assert_eq!(
        ours,
        BTreeSet::from([
            "base64",
            "cube",
            "formats",
            "maud",
            "release",
            "serde_json",
            "sha2",
            "tempfile",
            "thiserror"
        ])
    );
    // However far away, nothing of ours that knows records or exact counts.
    assert_eq!(
        ours_below("quality"),
        BTreeSet::from(["cube", "formats", "quality", "release"])
    );
}

#[test]
fn the_site_is_written_of_releases_alone() {
    // However far away, nothing of ours that knows records or exact counts.
    assert_eq!(
        ours_below("site"),
        BTreeSet::from([
            "cube",
            "dashboard",
            "formats",
            "markup",
            "picture",
            "release",
            "site",
            "take"
        ])
    );
}

#[test]
fn nothing_native_compiles_leptos_or_a_binding_to_the_browser_of_ours() {
    assert_none(&tree(&["--edges", "all"]), &["app", "leptos", "gloo-net"]);
    let metadata = metadata();
    assert_eq!(
        known(package(&metadata, "markup")),
        BTreeSet::from(["dashboard", "maud"])
    );
}

#[test]
fn a_plain_cargo_test_tests_all_that_runs_natively() {
    let tree = tree(&["--edges", "all"]);
    for name in [
        "attack",
        "codebook",
        "cube",
        "dashboard",
        "markup",
        "picture",
        "protect",
        "publish",
        "quality",
        "records",
        "release",
        "serve",
        "site",
        "structure",
        "tablero",
        "tasks",
        "template",
        "tests",
    ] {
        assert!(tree.contains(name), "{name} is not tested by default");
    }
    assert_none(&tree, &["app"]);
}

/// Returns which of our crates one of them builds on, however far away, with itself.
fn ours_below(name: &str) -> BTreeSet<&'static str> {
    let tree = tree(&["--package", name, "--edges", "all"]);
    let ours = ARROWS.iter().map(|(name, _)| *name);
    ours.filter(|name| tree.contains(*name)).collect()
}

fn metadata() -> Metadata {
    let options = ["--locked".to_owned(), "--no-deps".to_owned()];
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(options)
        .exec()
        .unwrap()
}

fn package<'a>(metadata: &'a Metadata, name: &str) -> &'a Package {
    metadata
        .workspace_packages()
        .into_iter()
        .find(|package| package.name.as_str() == name)
        .unwrap()
}

/// The names of everything that a crate's own manifest names.
fn known(package: &Package) -> BTreeSet<&str> {
    package
        .dependencies
        .iter()
        .map(|known| known.name.as_str())
        .collect()
}

/// The names of everything in a dependency tree, however far away. `cargo tree` knows which features are on and what
/// is only needed while compiling; the metadata do not.
fn tree(options: &[&str]) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(root())
        .args(["tree", "--locked", "--prefix", "none", "--format", "{p}"])
        .args(options);
    let output = cargo.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    lines
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(Into::into)
        .collect()
}

fn assert_none<T: Ord + std::borrow::Borrow<str>>(tree: &BTreeSet<T>, forbidden: &[&str]) {
    let found: Vec<&&str> = forbidden
        .iter()
        .filter(|name| tree.contains(**name))
        .collect();
    assert!(found.is_empty(), "{found:?} must not be there");
}
