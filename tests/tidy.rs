//! What every file of the project keeps to, and that the documents say what is there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::PathBuf;
use std::process::Command;

use tests::{files_below, read, root, tablero};

const LONGEST_FILE: usize = 500;

#[test]
fn every_file_says_what_it_is_for() {
    for file in rust_files() {
        let text = read(&file);
        assert!(
            text.starts_with("//! "),
            "{} does not open with //!",
            file.display()
        );
        let lines = text.lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines, more than {LONGEST_FILE}",
            file.display()
        );
    }
}

#[test]
fn the_commands_of_the_readme_exist() {
    let commands = commands(&read("README.md"));
    assert!(
        commands.iter().any(|words| words[..2] == ["cargo", "site"]),
        "the README does not name cargo site"
    );
    assert!(
        commands
            .iter()
            .any(|words| words[..2] == ["cargo", "verify"]),
        "the README does not name cargo verify"
    );
    for words in commands {
        let help = match words[0].as_str() {
            "cargo" if read(".cargo/config.toml").contains(&format!("\n{} = ", words[1])) => {
                let mut cargo = Command::new(env!("CARGO"));
                said(cargo.current_dir(root()).args([&words[1], "--help"]))
            }
            "tablero" => {
                let spoken = words[1..].iter().take_while(|word| !word.starts_with('-'));
                said(tablero().args(spoken).arg("--help"))
            }
            "cargo" => said(Command::new(env!("CARGO")).args([&words[1], "--help"])),
            _ => continue,
        };
        for option in words
            .iter()
            .filter(|word| word.starts_with("--") && word.len() > 2)
        {
            assert!(
                help.contains(option.as_str()),
                "{} has no option {option}:\n{help}",
                words[..2].join(" ")
            );
        }
    }
}

#[test]
fn the_code_map_names_every_crate_and_only_tests_that_exist() {
    let map = read("src/README.md");
    let crates = std::fs::read_dir(root().join("src"))
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().join("Cargo.toml").exists());
    for name in crates.map(|entry| entry.file_name().into_string().unwrap()) {
        assert!(
            map.contains(&format!("`{name}`")),
            "src/README.md does not name {name}"
        );
    }
    let tests: Vec<&str> = map
        .split('`')
        .filter(|word| word.starts_with("tests/") && word.contains("::"))
        .collect();
    assert!(tests.len() >= 5, "src/README.md names no tests");
    for test in tests {
        let (file, name) = test.rsplit_once("::").unwrap();
        assert!(
            read(file).contains(&format!("fn {name}(")),
            "src/README.md names a test that is not there: {test}"
        );
    }
}

#[test]
fn the_lock_files_name_public_registries_only() {
    let lock = read("Cargo.lock");
    let sources: Vec<&str> = lock
        .lines()
        .filter(|line| line.starts_with("source = "))
        .collect();
    assert!(!sources.is_empty());
    for source in sources {
        assert_eq!(
            source,
            "source = \"registry+https://github.com/rust-lang/crates.io-index\""
        );
    }
    for line in read("package-lock.json")
        .lines()
        .filter(|line| line.contains("\"resolved\""))
    {
        assert!(line.contains("https://registry.npmjs.org/"), "{line}");
    }
    assert!(
        !read(".cargo/config.toml").contains("[source"),
        ".cargo/config.toml names another registry"
    );
    assert!(
        !read(".npmrc").contains("registry="),
        ".npmrc names another registry"
    );
}

fn rust_files() -> Vec<PathBuf> {
    let files: Vec<PathBuf> = ["src", "tests"].into_iter().flat_map(files_below).collect();
    let files: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|found| found == "rs"))
        .collect();
    assert!(files.len() > 20, "only {} files found", files.len());
    files
}

/// The commands in the fenced blocks of a document, as words; comments and continued lines joined.
fn commands(document: &str) -> Vec<Vec<String>> {
    let blocks = document
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.strip_prefix("sh\n"));
    let text = blocks.collect::<Vec<_>>().join("\n").replace("\\\n", " ");
    let words = |line: &str| {
        line.split(" # ")
            .next()
            .unwrap()
            .split_whitespace()
            .map(Into::into)
            .collect::<Vec<_>>()
    };
    text.lines()
        .map(words)
        .filter(|words| words.len() > 1 && words[0] != "#")
        .collect()
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?} fails");
    String::from_utf8(output.stdout).unwrap()
}
