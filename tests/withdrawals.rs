//! Tries releases before they are public, and withdraws public ones, from outside: what was given away is never forgotten.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use tests::codebook::Codebook;
use tests::workdir::{KEY, Workdir, codebook, records, stderr, stdout};

/// Makes a candidate of this name from records with so many more persons like one of them. Returns its exit code and what
/// it says.
fn prepare(dir: &Workdir, name: &str, more: usize, options: &str) -> (i32, String) {
    let next = Codebook {
        release: name.into(),
        time: "closed = 2021\n".into(),
        ..codebook()
    };
    dir.write("key.txt", KEY);
    dir.write("codebook.toml", next.text());
    dir.write("records.csv", records() + &"2022-05-15,F,E\n".repeat(more));
    let made = dir.run(&format!(
        "candidate --codebook codebook.toml --key key.txt --out candidate {options} records.csv"
    ));
    (made.status.code().unwrap(), stdout(&made) + &stderr(&made))
}

/// A public folder with two releases.
fn public() -> Workdir {
    let dir = Workdir::new();
    for (name, more, options) in [("R1", 6, ""), ("R2", 12, "--earlier public")] {
        let (code, said) = prepare(&dir, name, more, options);
        assert_eq!(code, 0, "{said}");
        done(&dir, "release candidate/data public");
    }
    dir
}

fn done(dir: &Workdir, command: &str) -> String {
    let output = dir.run(command);
    assert!(output.status.success(), "{command}: {}", stderr(&output));
    stdout(&output)
}

fn index(dir: &Workdir) -> Value {
    serde_json::from_str(&dir.published("public")["index.json"]).unwrap()
}

#[test]
fn what_would_change_is_said_and_nothing_is_written() {
    let dir = public();
    let (code, said) = prepare(&dir, "R3", 24, "--earlier public");
    assert_eq!(code, 0, "{said}");
    let before = dir.published(".");
    let said = done(&dir, "release --dry-run candidate/data public");
    assert_eq!(dir.published("."), before);
    assert!(
        said.starts_with(
            "nothing was written; R3 would be public in public; it withstood the attack together with 2 earlier releases\n\
             since R2: "
        ),
        "{said}"
    );
    // Everybody of 2022, before and after.
    assert!(said.contains("\n  personas anio=2022: 42 → 54\n"), "{said}");
    done(&dir, "release candidate/data public");
    let log: Value = serde_json::from_str(&dir.published("public")["changes.json"]).unwrap();
    assert_eq!(log["releases"][0]["release"], "R3");
    let revised = log["releases"][0]["changes"]["revised"].as_array().unwrap();
    let pins = serde_json::json!({"anio": "2022"});
    let year = revised.iter().find(|one| one["pins"] == pins).unwrap();
    assert_eq!((&year["before"], &year["after"]), (&42.into(), &54.into()));
    assert!(dir.run("attack public").status.success());
}

#[test]
fn a_withdrawn_release_leaves_a_notice_and_is_still_known_to_attacks() {
    let dir = public();
    let said = done(&dir, "withdraw R1 public --reason Un-error --keep private");
    assert!(said.contains("--earlier private/R1"), "{said}");
    let files = dir.published("public");
    let of_first: Vec<&String> = files.keys().filter(|name| name.contains("/R1/")).collect();
    assert_eq!(
        of_first,
        ["releases/R1/index.html", "releases/R1/withdrawn.json"]
    );
    assert!(files["releases/R1/index.html"].contains("La publicación R1 se retiró: Un-error"));
    assert!(files["changes.html"].contains("Un-error"));
    let notes = index(&dir)["note"].to_string();
    assert!(notes.contains("R1 was withdrawn: Un-error"), "{notes}");
    assert_eq!(
        index(&dir)["extension"]["releases"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    // Nothing in the folder is unknown to an attacker.
    let attack = dir.run("attack public");
    assert_eq!(
        (attack.status.code(), stderr(&attack)),
        (Some(0), String::new())
    );
    // One person less than in R1: whoever kept it can tell.
    let (code, said) = prepare(&dir, "R3", 5, "--earlier public");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("“R1” was withdrawn from public"), "{said}");
    let (code, said) = prepare(&dir, "R3", 5, "--earlier private/R1 --earlier public");
    assert_eq!(code, 3, "{said}");
    let (code, said) = prepare(&dir, "R3", 24, "--earlier private/R1 --earlier public");
    assert_eq!(code, 0, "{said}");
    let refused = dir.run("release candidate/data public");
    assert!(stderr(&refused).contains("“R1” was withdrawn from public"));
    done(&dir, "release candidate/data public --earlier private/R1");
    let notes = index(&dir)["note"].to_string();
    assert!(notes.contains("R1 was withdrawn: Un-error"), "{notes}");
    // Its name is not given again.
    let (code, said) = prepare(&dir, "R1", 60, "--earlier public --earlier private/R1");
    assert_eq!(code, 0, "{said}");
    let before = dir.published("public");
    let refused = dir.run("release candidate/data public --earlier private/R1");
    assert!(
        stderr(&refused).contains("“R1” is public already with other numbers"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(dir.published("public"), before);
}

#[test]
fn the_last_release_can_be_withdrawn_and_the_one_before_is_public_again() {
    let dir = public();
    for keep in ["public", "public/kept", "public/releases/kept", "."] {
        let before = dir.published("public");
        let refused = dir.run(&format!(
            "withdraw R2 public --reason Un-error --keep {keep}"
        ));
        assert_eq!(refused.status.code(), Some(1), "{keep}");
        assert!(stderr(&refused).contains("this is confidential"), "{keep}");
        assert_eq!(dir.published("public"), before);
    }
    let unknown = dir.run("withdraw R7 public --reason Un-error --keep private");
    assert!(stderr(&unknown).contains("those that are public are: R1, R2"));
    let kept = dir.published("public/releases/R2");
    done(&dir, "withdraw R2 public --reason Un-error --keep private");
    assert_eq!(dir.published("private/R2"), kept);
    assert_eq!(index(&dir)["extension"]["release"], "R1");
    // The same command again changes nothing.
    let before = dir.published(".");
    done(&dir, "withdraw R2 public --reason Un-error --keep private");
    assert_eq!(dir.published("."), before);
    let only = dir.run("withdraw R1 public --reason Un-error --keep private");
    assert!(
        stderr(&only).contains("“R1” is the only release"),
        "{}",
        stderr(&only)
    );
}
