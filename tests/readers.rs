//! Reads a published collection with the lines that the README gives for Python, JavaScript and R, and validates it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::process::Command;

use tests::codebook::Codebook;
use tests::read;
use tests::served::{serve, sums};
use tests::workdir::{KEY, Workdir, codebook, stderr, stdout};

/// The address of the index in the README.
const EXAMPLE: &str = "https://example.org/data/index.json";

/// A folder with a release alone, and one that keeps releases: there the tables are in a folder below the index.
fn published() -> Workdir {
    let dir = Workdir::new();
    dir.publish("data");
    dir.write("key.txt", KEY);
    let named = Codebook {
        release: "R1".into(),
        ..codebook()
    };
    dir.write("codebook.toml", named.text());
    for command in [
        "candidate --codebook codebook.toml --key key.txt --out candidate records.csv",
        "release candidate/data public",
    ] {
        let done = dir.run(command);
        assert!(done.status.success(), "{}", stderr(&done));
    }
    dir
}

/// The lines that the README gives in a language, with another address of the index.
fn lines_of(language: &str, index: &str) -> String {
    let readme = read("README.md");
    let (_, after) = readme.split_once(&format!("```{language}\n")).unwrap();
    let (lines, _) = after.split_once("```").unwrap();
    assert_eq!(lines.matches(EXAMPLE).count(), 1, "{lines}");
    lines.replace(EXAMPLE, index)
}

/// Runs the README's lines of a language, and others that print the sums, for each layout of a folder.
fn check_lines(language: &str, program: &[&str], extension: &str, then: &str) {
    let dir = published();
    let site = serve(dir.path(""));
    for folder in ["data", "public"] {
        let lines = lines_of(language, &format!("{site}/{folder}/index.json"));
        let script = dir.path(&format!("{folder}.{extension}"));
        fs::write(&script, format!("{lines}{then}\n")).unwrap();
        let (name, arguments) = program.split_first().unwrap();
        let ran = Command::new(name)
            .args(arguments)
            .arg(&script)
            .output()
            .unwrap();
        assert!(ran.status.success(), "{folder}: {}", stderr(&ran));
        let expected = sums(&dir.path(folder));
        assert!(expected.lines().count() > 1, "{expected}");
        assert_eq!(stdout(&ran), expected, "{folder}");
    }
}

#[test]
#[ignore = "needs Python with pyjstat: run by cargo verify"]
fn the_readmes_lines_of_python_read_every_table() {
    let then = "for table in tables:\n    \
                values = table['value'].dropna()\n    \
                print(len(values), int(values.sum()))";
    check_lines("python", &["python3"], "py", then);
}

#[test]
#[ignore = "needs Node.js: run by cargo verify"]
fn the_readmes_lines_of_javascript_read_every_table() {
    let then = "for (const { value } of tables) {\n  \
                const known = value.filter((count) => count !== null);\n  \
                console.log(known.length, known.reduce((sum, count) => sum + count, 0));\n}";
    check_lines("js", &["node"], "mjs", then);
}

#[test]
#[ignore = "needs R with jsonlite: run by cargo verify"]
fn the_readmes_lines_of_r_read_every_table() {
    let then = "for (table in tables) {\n  \
                stopifnot(nrow(unique(table[names(table) != \"value\"])) == nrow(table))\n  \
                cat(sum(!is.na(table$value)), sum(table$value, na.rm = TRUE))\n  \
                cat(\"\\n\")\n}";
    check_lines("r", &["Rscript", "--vanilla"], "R", then);
}

/// Joins the links of an index with its address, as its readers do, and validates it and all tables.
const VALIDATE: &str = r#"
import json, sys, urllib.parse
from pathlib import Path
from jsonstat_validator import validate_jsonstat
folder = Path(sys.argv[1])
index = json.loads((folder / "index.json").read_text())
for item in index["link"]["item"]:
    validate_jsonstat(json.loads((folder / item["href"]).read_text()))
    item["href"] = urllib.parse.urljoin("https://example.org/data/index.json", item["href"])
validate_jsonstat(index)
print(len(index["link"]["item"]))
"#;

#[test]
#[ignore = "needs Python with jsonstat_validator: run by cargo verify"]
fn a_validator_finds_nothing_in_any_file() {
    let dir = published();
    for folder in ["data", "public"] {
        let mut python = Command::new("python3");
        let ran = python
            .args(["-c", VALIDATE])
            .arg(dir.path(folder))
            .output()
            .unwrap();
        assert!(ran.status.success(), "{folder}: {}", stderr(&ran));
        let tables = sums(&dir.path(folder)).lines().count();
        assert_eq!(stdout(&ran), format!("{tables}\n"), "{folder}");
    }
}
