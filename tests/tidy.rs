//! Checks what every file keeps to, and that the documents name only commands and tests that exist.
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
                output(cargo.current_dir(root()).args([&words[1], "--help"]))
            }
            "tablero" => {
                let subcommand = words[1..].iter().take_while(|word| !word.starts_with('-'));
                output(tablero().args(subcommand).arg("--help"))
            }
            "cargo" => output(Command::new(env!("CARGO")).args([&words[1], "--help"])),
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
fn the_code_map_names_every_crate() {
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
}

#[test]
fn the_code_map_names_only_tests_that_exist_and_what_they_need() {
    let map = read("src/README.md");
    let named = named_tests(&map);
    assert!(
        named.len() >= 60,
        "src/README.md names {} tests",
        named.len()
    );
    let file = |path: &str| std::fs::read_to_string(root().join(path)).ok();
    let problems: Vec<String> = named
        .iter()
        .filter_map(|test| problem("src/README.md", test, file))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_sentence_on_the_method_names_tests_that_exist() {
    let evidence = read("src/quality/method/evidence.rs");
    let file = |path: &str| std::fs::read_to_string(root().join(path)).ok();
    let named = named_tests(&evidence);
    assert!(named.len() >= 60, "{} tests are named", named.len());
    let problems: Vec<String> = named
        .iter()
        .filter_map(|test| problem("src/quality/method/evidence.rs", test, file))
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_documents_below_src_name_only_files_that_exist() {
    for document in ["src/README.md", "src/CONTRIBUTING.md"] {
        let text = read(document);
        let paths = named_paths(&text);
        assert!(paths.len() >= 10, "{document} names {} files", paths.len());
        for path in paths {
            assert!(
                root().join("src").join(path).exists(),
                "{document}: src/{path} does not exist"
            );
        }
    }
}

#[test]
fn paths_are_recognized_among_other_code() {
    let text =
        "`read/a.rs` and `b/` but `cargo test`, `tests/a.rs::name`, `TABLERO_KEY`, `../tests/a.rs`";
    assert_eq!(named_paths(text), ["read/a.rs", "b/", "../tests/a.rs"]);
}

/// Every file and folder that a document names in backticks, as a path from `src`.
fn named_paths(document: &str) -> Vec<&str> {
    let without_blocks = document.split("```").step_by(2);
    let in_backticks = without_blocks.flat_map(|text| text.split('`').skip(1).step_by(2));
    in_backticks
        .filter(|piece| piece.contains('/') && (piece.ends_with(".rs") || piece.ends_with('/')))
        .filter(|piece| !piece.contains(' ') && !piece.contains('<'))
        .collect()
}

#[test]
fn a_test_that_the_map_should_not_name_is_found() {
    let file = |path: &str| {
        (path == "tests/a.rs").then(|| {
            "#[test]\nfn plain() {}\n\n#[test]\n#[ignore = \"needs PostgreSQL: why\"]\nfn stored() {}\n"
                .to_owned()
        })
    };
    let found = |map: &str| {
        let named = named_tests(map);
        assert_eq!(named.len(), 1, "{map}");
        problem("src/README.md", &named[0], file)
    };
    assert_eq!(found("| x | `tests/a.rs::plain` and others |"), None);
    assert_eq!(found("`tests/a.rs::stored` (needs PostgreSQL)"), None);
    for (map, expected) in [
        ("`tests/b.rs::plain`", "tests/b.rs does not exist"),
        ("`src/b/c.rs::plain`", "src/b/c.rs does not exist"),
        ("`tests/a.rs::other`", "tests/a.rs has no test other"),
        (
            "`tests/a.rs::stored`",
            "tests/a.rs::stored is ignored: write “(needs PostgreSQL)” behind it",
        ),
        (
            "`tests/a.rs::plain` (needs PostgreSQL)",
            "tests/a.rs::plain needs nothing: remove “(needs PostgreSQL)” behind it",
        ),
    ] {
        let expected = format!("src/README.md: {expected}");
        assert_eq!(found(map), Some(expected), "{map}");
    }
}

/// A test that a document names: `path/file.rs::name`, followed by `(needs …)` if it is ignored.
struct Named<'a> {
    file: &'a str,
    name: &'a str,
    needs: Option<&'a str>,
}

/// Every test that a document names, in whichever folder it is.
fn named_tests(map: &str) -> Vec<Named<'_>> {
    let pieces: Vec<&str> = map.split('`').collect();
    let mut named = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some((file, name)) = piece.split_once(".rs::") else {
            continue;
        };
        let behind = pieces.get(at + 1).copied().unwrap_or_default();
        let needs = behind
            .strip_prefix(" (")
            .and_then(|rest| rest.split_once(')'))
            .map(|(needs, _)| needs)
            .filter(|needs| needs.starts_with("needs "));
        named.push(Named {
            file: &piece[..file.len() + ".rs".len()],
            name,
            needs,
        });
    }
    named
}

/// What is wrong with a test that a document names, if anything.
fn problem(document: &str, test: &Named, file: impl Fn(&str) -> Option<String>) -> Option<String> {
    let Named {
        file: path,
        name,
        needs,
    } = *test;
    let found = match file(path) {
        None => format!("{path} does not exist"),
        Some(text) => {
            let Some(at) = text.find(&format!("fn {name}(")) else {
                return Some(format!("{document}: {path} has no test {name}"));
            };
            match (reason(&text[..at]), needs) {
                (reason, needs) if reason == needs => return None,
                (Some(reason), _) => {
                    format!("{path}::{name} is ignored: write “({reason})” behind it")
                }
                (None, needs) => format!(
                    "{path}::{name} needs nothing: remove “({})” behind it",
                    needs.unwrap_or_default()
                ),
            }
        }
    };
    Some(format!("{document}: {found}"))
}

/// What a function needs, by the reason in the `#[ignore]` directly above it: `needs PostgreSQL`.
fn reason(before: &str) -> Option<&str> {
    let attributes = before.rsplit("\n\n").next()?;
    let (_, reason) = attributes.split_once("#[ignore = \"")?;
    reason.split(['"', ':']).next()
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

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?} fails");
    String::from_utf8(output.stdout).unwrap()
}
