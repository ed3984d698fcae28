//! Checks how the modules of each crate know each other: in no circle, and the dashboard's folders only as agreed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use structure::{Workspace, circles_in, picture};
use tests::{read, root};

/// Which of the dashboard's folders each of its folders may know.
const DASHBOARD: &[(&str, &[&str])] = &[
    ("context", &["query", "words"]),
    (
        "controls",
        &[
            "context", "counts", "link", "numbers", "plan", "query", "view", "words",
        ],
    ),
    ("counts", &[]),
    ("drawing", &["view"]),
    ("echarts", &["view"]),
    (
        "figures",
        &[
            "context", "controls", "counts", "echarts", "link", "numbers", "plan", "query", "view",
            "words",
        ],
    ),
    ("link", &["context", "plan", "query", "view"]),
    (
        "numbers",
        &[
            "context", "counts", "link", "plan", "query", "view", "words",
        ],
    ),
    (
        "page",
        &[
            "context", "controls", "counts", "figures", "link", "plan", "query", "view", "words",
        ],
    ),
    ("plan", &["context", "counts", "query", "view", "words"]),
    ("query", &[]),
    (
        "received",
        &["link", "page", "plan", "query", "view", "words"],
    ),
    ("view", &[]),
    ("words", &["counts", "query", "view"]),
];

/// All crates of the project, read once for all tests.
static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| Workspace::read(root()).unwrap());

#[test]
fn no_folder_has_a_circle() {
    let mut found = String::new();
    for package in &WORKSPACE.packages {
        for (_, read) in &package.crates {
            for circle in read.folders().iter().flat_map(circles_in) {
                writeln!(found, "{circle}").unwrap();
            }
        }
    }
    assert!(
        found.is_empty(),
        "files or folders know each other in a circle:\n\n{found}"
    );
}

#[test]
fn the_dashboards_folders_know_only_what_is_agreed() {
    let dashboard = WORKSPACE
        .crate_at(Path::new("src/dashboard/lib.rs"))
        .unwrap();
    let graph = dashboard.folders()[0].graph();
    let mut table = String::new();
    for (name, known) in &graph {
        let known: Vec<&String> = known.iter().collect();
        writeln!(table, "    ({name:?}, &{known:?}),").unwrap();
    }
    let names: Vec<&str> = graph.keys().map(String::as_str).collect();
    let agreed: Vec<&str> = DASHBOARD.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names, agreed,
        "the table must name every folder, by name; today it would be:\n{table}"
    );
    for (name, agreed) in DASHBOARD {
        for known in &graph[*name] {
            let tie = &dashboard.folders()[0].ties[&((*name).to_owned(), known.clone())];
            assert!(
                agreed.contains(&known.as_str()),
                "src/dashboard/{name} must not know {known}, but uses {:?} in {}:{}",
                tie.names,
                tie.first.file.display(),
                tie.first.line
            );
        }
    }
}

#[test]
fn the_picture_in_the_code_map_is_up_to_date() {
    let map = read("src/README.md");
    let fresh = picture::put_into(&map, &picture::draw(&WORKSPACE, "src")).unwrap();
    assert!(
        map == fresh,
        "src/README.md is out of date; `cargo arrows` draws it anew"
    );
}
