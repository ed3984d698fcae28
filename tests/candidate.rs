//! Makes a candidate from new records and releases it, from outside, as a script does.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;
use tests::codebook::Codebook;
use tests::tablero;
use tests::workdir::{KEY, Workdir, codebook, records, stderr, stdout};

const CANDIDATE: &str =
    "candidate --codebook codebook.toml --key key.txt --out candidate --earlier public inbox";

/// A folder in which a first release is public, and a key and records wait, the latter in a folder of their own.
fn dir() -> Workdir {
    let dir = Workdir::new();
    dir.publish("public");
    fs::create_dir(dir.path("inbox")).unwrap();
    dir.write("inbox/a.csv", records());
    dir.write("key.txt", KEY);
    dir
}

#[test]
fn what_is_public_changes_only_by_releasing() {
    let dir = dir();
    let before = dir.published("public");
    dir.write(
        "inbox/b.csv",
        records().replace("2021", "2023").replace("2022", "2023"),
    );
    let next = Codebook {
        release: "2023".into(),
        years: 2021..=2023,
        ..codebook()
    };
    dir.write("codebook.toml", next.text());
    let made = dir.run(CANDIDATE);
    assert!(made.status.success(), "{}", stderr(&made));
    assert_eq!(dir.published("public"), before);

    let released = dir.run("release candidate/data public");
    assert!(released.status.success(), "{}", stderr(&released));
    let expected =
        "2023 is public in public; it withstood the attack together with the release before it\n";
    assert_eq!(stdout(&released), expected);
    assert_eq!(
        dir.published("public/releases/2023"),
        dir.published("candidate/data")
    );
    assert_eq!(dir.published("public/releases/2022"), before);
}

#[test]
fn a_candidate_that_gives_something_away_is_not_released() {
    let dir = dir();
    let before = dir.published("public");
    assert!(dir.run(CANDIDATE).status.success());
    // Somebody shows one of the hidden numbers of a table: those beside it follow.
    let file = dir.path("candidate/data/personas.anio.zona.json");
    let mut table: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let status = table["status"].as_object_mut().unwrap();
    let hidden = status.keys().next().unwrap().clone();
    status.remove(&hidden);
    table["value"][hidden.parse::<usize>().unwrap()] = 0.into();
    fs::write(&file, table.to_string()).unwrap();
    let certified = release::read_certificate(&dir.path("candidate/data")).unwrap();
    dir.forget_certificate("candidate/data");
    // It has a name of its own.
    let index = dir.path("candidate/data/index.json");
    let renamed = fs::read_to_string(&index)
        .unwrap()
        .replace("\"release\":\"2022\"", "\"release\":\"2022b\"");
    fs::write(&index, renamed).unwrap();
    let altered = release::read(&dir.path("candidate/data")).unwrap();
    release::write(&altered, &certified.unwrap(), &dir.path("candidate/data")).unwrap();
    let refused = dir.run("release candidate/data public");
    assert_eq!(refused.status.code(), Some(3), "{}", stderr(&refused));
    assert!(
        stdout(&refused).starts_with("hidden numbers could be derived, so nothing was released")
    );
    assert_eq!(dir.published("public"), before);
}

#[test]
fn what_was_made_without_a_key_is_not_released() {
    let dir = dir();
    let before = dir.published("public");
    let next = Codebook {
        release: "2023".into(),
        ..codebook()
    };
    dir.write("codebook.toml", next.text());
    let made = dir.run(&CANDIDATE.replace("--key key.txt ", ""));
    assert!(
        stdout(&made).contains("No key was given: whoever has this program can replay"),
        "{}",
        stdout(&made)
    );
    let refused = dir.run("release candidate/data public");
    assert_eq!(refused.status.code(), Some(1));
    let expected = "candidate/data: this was made without a secret key, or no certificate says how, so nothing was released: ";
    assert!(
        stderr(&refused).starts_with(expected)
            && stderr(&refused).contains("(tablero link key FILE)"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(dir.published("public"), before);

    let made = dir.run(CANDIDATE);
    assert!(!stdout(&made).contains("replay"), "{}", stdout(&made));
    let released = dir.run("release candidate/data public");
    assert!(released.status.success(), "{}", stderr(&released));
}

#[test]
fn two_releases_with_different_numbers_have_different_names() {
    let dir = dir();
    dir.write("inbox/b.csv", records());
    assert!(
        dir.run(&CANDIDATE.replace("--earlier public ", ""))
            .status
            .success()
    );
    let before = dir.published("public");
    let refused = dir.run("release candidate/data public");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).starts_with("“2022” is public already with other numbers; "),
        "{}",
        stderr(&refused)
    );
    assert_eq!(dir.published("public"), before);
}

#[test]
fn a_candidate_with_problems_leaves_the_last_one() {
    let dir = dir();
    assert!(dir.run(CANDIDATE).status.success());
    let before = dir.published("candidate/data");
    dir.write("inbox/b.csv", "fecha,sexo,zona\n2021-01-15,F,Luna\n");
    let failed = dir.run(CANDIDATE);
    assert_eq!(failed.status.code(), Some(1));
    assert!(
        stderr(&failed).starts_with("inbox/b.csv, line 2, column “zona”: "),
        "{}",
        stderr(&failed)
    );
    assert_eq!(dir.published("candidate/data"), before);
}

#[test]
fn a_watched_folder_makes_a_new_candidate_each_time_it_changes() {
    let dir = dir();
    let mut command = tablero();
    let mut watching = command
        .current_dir(dir.path("."))
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
    dir.write("inbox/b.csv", records().replace("2021", "2022"));
    assert!(next().starts_with("120 rows read"));
    watching.kill().unwrap();
    watching.wait().unwrap();
}
