//! Makes releases public one after the other, from outside: none is forgotten, and a crash leaves the last one whole.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use tests::codebook::Codebook;
use tests::tablero;
use tests::workdir::{KEY, Workdir, codebook, records, stderr, stdout};

const CANDIDATE: &str = "candidate --codebook codebook.toml --key key.txt --out candidate";

/// A folder with a key.
fn dir() -> Workdir {
    let dir = Workdir::new();
    dir.write("key.txt", KEY);
    dir
}

/// Makes a candidate of this name from records with so many more persons like one of them.
fn prepare(dir: &Workdir, name: &str, more: usize, options: &str) {
    // Of 2022 more records are expected.
    let next = Codebook {
        release: name.into(),
        time: "closed = 2021\n".into(),
        ..codebook()
    };
    dir.write("codebook.toml", next.text());
    dir.write("records.csv", records() + &"2022-05-15,F,E\n".repeat(more));
    let made = dir.run(&format!("{CANDIDATE} {options} records.csv"));
    assert!(made.status.success(), "{}", stderr(&made));
}

#[test]
fn what_a_killed_run_left_is_told_and_no_error() {
    let dir = dir();
    prepare(&dir, "R1", 6, "");
    let released = dir.run("release candidate/data public");
    assert!(released.status.success(), "{}", stderr(&released));
    let clean = dir.run("attack public");
    assert_eq!(
        (clean.status.code(), stderr(&clean)),
        (Some(0), String::new())
    );
    let left = "public/releases/.tablero-releases-aB3dEf";
    fs::create_dir_all(dir.path(&format!("{left}/new"))).unwrap();
    for file in ["lock", "new/index.json", "new/personas.json"] {
        dir.write(&format!("{left}/{file}"), "{");
    }
    dir.write("public/.tablero-index.json-aB3dEf", "{");
    let told = dir.run("attack public");
    assert_eq!(told.status.code(), Some(0), "{}", stderr(&told));
    assert_eq!(stdout(&told), stdout(&clean));
    let notice = stderr(&told);
    assert!(
        notice
            .starts_with("public: a run that was killed, or still runs, left files of the release"),
        "{notice}"
    );
    assert_eq!(notice.matches(".tablero-").count(), 4, "{notice}");
    // What somebody else put there is an error, whatever it is called.
    for other in [
        format!("{left}/records.csv"),
        "public/.tablero-records.csv-aB3dEf".into(),
    ] {
        dir.write(&other, "sexo\nM\n");
        let refused = dir.run("attack public");
        assert_eq!(refused.status.code(), Some(1), "{}", stdout(&refused));
        assert!(
            stderr(&refused).contains("so they were not attacked"),
            "{}",
            stderr(&refused)
        );
        fs::remove_file(dir.path(&other)).unwrap();
    }
    let again = dir.run("release candidate/data public");
    assert!(again.status.success(), "{}", stderr(&again));
    let clean = dir.run("attack public");
    assert_eq!(
        (clean.status.code(), stderr(&clean)),
        (Some(0), String::new())
    );
}

/// What a release would show together with one that is not the last before it.
#[test]
fn the_release_before_the_last_one_is_not_forgotten() {
    let dir = dir();
    prepare(&dir, "R1", 6, "");
    let released = dir.run("release candidate/data public");
    assert!(released.status.success(), "{}", stderr(&released));
    dir.copy("public/releases/R1", "kept");
    prepare(&dir, "R2", 12, "--earlier public");
    let released = dir.run("release candidate/data public");
    assert!(released.status.success(), "{}", stderr(&released));
    // One person less than in R1: nobody who has R2 alone can tell.
    prepare(&dir, "R3", 5, "");
    let public = dir.published("public");
    let refused = dir.run("release candidate/data public");
    assert_eq!(refused.status.code(), Some(3), "{}", stdout(&refused));
    assert_eq!(dir.published("public"), public);
    let found = dir.run("attack kept candidate/data");
    assert_eq!(found.status.code(), Some(3), "{}", stdout(&found));
    let together = dir.run(&format!("{CANDIDATE} --earlier public records.csv"));
    assert_eq!(together.status.code(), Some(3), "{}", stdout(&together));
}

#[test]
fn a_release_is_refused_if_one_before_it_is_not_named() {
    let dir = dir();
    let named = |name: &str| Codebook {
        release: name.into(),
        ..codebook()
    };
    for (name, options) in [("R1", ""), ("R2", "--earlier R1")] {
        dir.write("codebook.toml", named(name).text());
        let made = dir.run(&format!(
            "publish --codebook codebook.toml --key key.txt {options} --out {name} records.csv"
        ));
        assert!(made.status.success(), "{}", stderr(&made));
    }
    dir.write("codebook.toml", named("R3").text());
    let expected = "“R2” was made after “R1”, which somebody may have kept; name its folder too (--earlier), so that \
                    nothing can be derived from both\n";
    for command in [
        "candidate --codebook codebook.toml --key key.txt --earlier R2 --out candidate records.csv",
        "publish --codebook codebook.toml --key key.txt --earlier R2 --out R3 records.csv",
        "release R2 other --earlier R2",
    ] {
        let refused = dir.run(command);
        assert_eq!(
            (refused.status.code(), stderr(&refused)),
            (Some(1), expected.into()),
            "{command}"
        );
    }
    let made = dir.run("publish --codebook codebook.toml --key key.txt --earlier R1 --earlier R2 --out R3 records.csv");
    assert!(made.status.success(), "{}", stderr(&made));
    let certificate: Value =
        serde_json::from_str(&dir.published("R3")["certificate.json"]).unwrap();
    assert_eq!(certificate["earlier"], serde_json::json!(["R1", "R2"]));
}

#[test]
fn what_no_index_names_is_not_safe() {
    let dir = dir();
    dir.publish("data");
    let attack = |expected: &str| {
        let done = dir.run("attack data");
        assert_eq!(done.status.code(), Some(1), "{}", stdout(&done));
        assert!(stderr(&done).contains(expected), "{}", stderr(&done));
    };
    for file in ["data/full.json", "data/records.csv", "data/old/records.csv"] {
        fs::create_dir_all(dir.path(file).parent().unwrap()).unwrap();
        dir.write(file, "{}");
        attack(
            "neither the index nor the certificate names these files, so they were not attacked",
        );
        fs::remove_file(dir.path(file)).unwrap();
        let _ = fs::remove_dir(dir.path("data/old"));
    }
    assert!(dir.run("attack data").status.success());
    let mut index: Value = serde_json::from_str(&dir.published("data")["index.json"]).unwrap();
    index["extension"]["tables"] = serde_json::json!([]);
    fs::create_dir(dir.path("none")).unwrap();
    dir.write("none/index.json", index.to_string());
    let done = dir.run("attack none");
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(
        stderr(&done),
        "none: this release has no tables, so nothing can be said about it\n"
    );
}

/// How often the process is killed.
fn kill_while_releasing(times: u32) {
    let dir = dir();
    prepare(&dir, "R1", 0, "");
    assert!(dir.run("release candidate/data public").status.success());
    dir.copy("public", "before");
    prepare(&dir, "R2", 6, "--earlier public");
    let release = || {
        let mut command = tablero();
        command
            .current_dir(dir.path("."))
            .args(["release", "candidate/data", "public"])
            .stdout(Stdio::null());
        command
    };
    let start = Instant::now();
    assert!(release().status().unwrap().success());
    let whole = start.elapsed();
    let after = dir.published("public");
    let mut counts = [0, 0];
    for number in 0..times {
        fs::remove_dir_all(dir.path("public")).unwrap();
        dir.copy("before", "public");
        let mut process = release().spawn().unwrap();
        // Nearly all of the time goes by before anything is written; the last part of it is tried more closely.
        let share = 1.1 - 0.5 * f64::from(number) / f64::from(times);
        sleep(whole.mul_f64(share).max(Duration::from_millis(1)));
        let _ = process.kill();
        process.wait().unwrap();
        let found = release::read(&dir.path("public")).unwrap().catalog.release;
        counts[usize::from(found == "R2")] += 1;
        assert!(found == "R2" || found == "R1", "{found}");
        let again = release().status().unwrap();
        assert!(again.success());
        assert_eq!(dir.published("public"), after);
    }
    assert_eq!(counts[0] + counts[1], times);
}

#[test]
fn a_process_killed_while_it_releases_leaves_a_whole_release() {
    kill_while_releasing(10);
}

#[test]
#[ignore = "on request: kills a thousand processes"]
fn a_thousand_processes_killed_while_they_release_leave_a_whole_release() {
    kill_while_releasing(1000);
}
