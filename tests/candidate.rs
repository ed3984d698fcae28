//! From new records to a candidate, and from a candidate to what is public, as somebody does it who scripts it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use tests::place::{CODEBOOK, Place, records, stderr, stdout};
use tests::tablero;

const CANDIDATE: &str = "candidate --codebook codebook.toml --out candidate --earlier public inbox";

/// A folder in which a first release is public, and records wait in a folder of their own.
fn place() -> Place {
    let place = Place::new();
    place.publish("public");
    fs::create_dir(place.path("inbox")).unwrap();
    place.write("inbox/a.csv", records());
    place
}

#[test]
fn what_is_public_changes_only_by_releasing() {
    let place = place();
    let before = place.published("public");
    place.write(
        "inbox/b.csv",
        records().replace("2021", "2023").replace("2022", "2023"),
    );
    place.write(
        "codebook.toml",
        CODEBOOK
            .replace("release = \"2022\"", "release = \"2023\"")
            .replace("last = 2022", "last = 2023"),
    );
    let made = place.run(CANDIDATE);
    assert!(made.status.success(), "{}", stderr(&made));
    assert_eq!(place.published("public"), before);

    let released = place.run("release candidate/data public");
    assert!(released.status.success(), "{}", stderr(&released));
    let expected =
        "2023 is public in public; it withstood the attack together with the release before it\n";
    assert_eq!(stdout(&released), expected);
    assert_eq!(place.published("public"), place.published("candidate/data"));
    assert_ne!(place.published("public"), before);
}

#[test]
fn two_releases_with_different_numbers_have_different_names() {
    let place = place();
    place.write("inbox/b.csv", records());
    assert!(
        place
            .run(&CANDIDATE.replace("--earlier public ", ""))
            .status
            .success()
    );
    let before = place.published("public");
    let refused = place.run("release candidate/data public");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).starts_with("“2022” is public already with other numbers; "),
        "{}",
        stderr(&refused)
    );
    assert_eq!(place.published("public"), before);
}

#[test]
fn a_candidate_with_problems_leaves_the_last_one() {
    let place = place();
    assert!(place.run(CANDIDATE).status.success());
    let before = place.published("candidate/data");
    place.write("inbox/b.csv", "fecha,sexo,zona\n2021-01-15,F,Luna\n");
    let failed = place.run(CANDIDATE);
    assert_eq!(failed.status.code(), Some(1));
    assert!(
        stderr(&failed).starts_with("inbox/b.csv, line 2, column “zona”: "),
        "{}",
        stderr(&failed)
    );
    assert_eq!(place.published("candidate/data"), before);
}

#[test]
fn a_watched_folder_makes_a_new_candidate_each_time_it_changes() {
    let place = place();
    let mut command = tablero();
    let mut watching = command
        .current_dir(place.path("."))
        .args(
            CANDIDATE
                .split_whitespace()
                .chain(["--watch", "--every", "1"]),
        )
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let mut next = || lines.find(|line| line.contains("rows read")).unwrap();
    assert!(next().starts_with("60 rows read"));
    place.write("inbox/b.csv", records().replace("2021", "2022"));
    assert!(next().starts_with("120 rows read"));
    watching.kill().unwrap();
    watching.wait().unwrap();
}
