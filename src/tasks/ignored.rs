//! Lists the tests that `cargo test` ignores, with the reasons, and runs those that can run on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::needs::Need;
use crate::run;
use crate::tally::Tally;

/// A program of tests, as `cargo test` has built it.
#[derive(Clone)]
struct Program {
    /// The file that it was built from, below the root of the checkout.
    source: String,
    executable: PathBuf,
    /// The folder of its crate, in which Cargo runs it.
    folder: PathBuf,
}

/// Tests of one program that are ignored for one reason.
pub struct Group {
    program: Program,
    /// What the tests need.
    pub need: Need,
    /// The reason as it stands in the code.
    pub reason: String,
    /// Their names, modules included.
    pub tests: Vec<String>,
}

/// Every ignored test of the workspace.
pub fn list(checkout: &Checkout) -> Result<Vec<Group>> {
    let mut groups = Vec::new();
    for program in programs(checkout)? {
        for (test, reason) in program.ignored(checkout)? {
            let need =
                Need::parse(&reason).with_context(|| format!("{}, test {test}", program.source))?;
            let known = |group: &&mut Group| {
                group.program.source == program.source && group.reason == reason
            };
            match groups.iter_mut().find(known) {
                Some(group) => group.tests.push(test),
                None => groups.push(Group {
                    program: program.clone(),
                    need,
                    reason,
                    tests: vec![test],
                }),
            }
        }
    }
    Ok(groups)
}

/// The test programs. The step "tests" has built them; naming a package to Cargo would build it anew, with other features
/// of what it depends on.
fn programs(checkout: &Checkout) -> Result<Vec<Program>> {
    let mut cargo = checkout.cargo();
    cargo.args(["test", "--locked", "--no-run", "--message-format", "json"]);
    let built = run::output(&mut cargo)?;
    let mut programs = Vec::new();
    for line in built.lines() {
        let message: Value = serde_json::from_str(line).context("a message of Cargo")?;
        if message["profile"]["test"] == true {
            programs.extend(program(&message, &checkout.root));
        }
    }
    if programs.is_empty() {
        bail!("Cargo has built no tests");
    }
    programs.sort_by(|one, other| one.source.cmp(&other.source));
    Ok(programs)
}

/// The program that a message of Cargo is about, if it is one that can be run.
fn program(message: &Value, root: &Path) -> Option<Program> {
    let source = Path::new(message["target"]["src_path"].as_str()?);
    let manifest = Path::new(message["manifest_path"].as_str()?);
    Some(Program {
        source: source
            .strip_prefix(root)
            .unwrap_or(source)
            .display()
            .to_string(),
        executable: message["executable"].as_str()?.into(),
        folder: manifest.parent()?.into(),
    })
}

impl Program {
    fn command(&self, checkout: &Checkout) -> Command {
        let mut command = checkout.command(&self.executable);
        command.current_dir(&self.folder);
        command
    }

    /// The ignored tests and the reason of each.
    fn ignored(&self, checkout: &Checkout) -> Result<Vec<(String, String)>> {
        let mut list = self.command(checkout);
        list.args(["--list", "--ignored", "--format", "terse"]);
        let listed = run::output(&mut list)?;
        let names: Vec<&str> = listed
            .lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .collect();
        if names.is_empty() {
            return Ok(Vec::new());
        }
        // A test program tells reasons only when it is run. Without `--ignored` it runs none of these.
        let mut name = self.command(checkout);
        name.arg("--exact").args(&names);
        let output = run::output(&mut name)?;
        let reasons: Vec<(String, String)> = output.lines().filter_map(reason).collect();
        if reasons.len() != names.len() {
            bail!(
                "{}: an ignored test has no reason; write #[ignore = \"needs …\"]",
                self.source
            );
        }
        Ok(reasons)
    }
}

/// The name and the reason in a line such as `test name ... ignored, needs PostgreSQL`.
fn reason(line: &str) -> Option<(String, String)> {
    let (name, reason) = line.strip_prefix("test ")?.split_once(" ... ignored, ")?;
    Some((name.into(), reason.into()))
}

impl Group {
    /// The file of the tests.
    pub fn source(&self) -> &str {
        &self.program.source
    }

    /// Runs the tests and adds them to the tally. `prepare` sets what only the caller knows.
    pub fn run(
        &self,
        checkout: &Checkout,
        tally: &mut Tally,
        prepare: impl FnOnce(&mut Command),
    ) -> Result<()> {
        let mut command = self.program.command(checkout);
        self.need.provide(&mut command)?;
        command.args(["--ignored", "--exact"]).args(&self.tests);
        prepare(&mut command);
        let (reason, _) = self.reason.split_once(':').unwrap_or((&self.reason, ""));
        run::tests(
            &format!("Testing {}, which {reason}", self.source()),
            &mut command,
            tally,
        )
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_reason_of_an_ignored_test_is_read() {
        let line = "test a::b ... ignored, needs PostgreSQL: run by cargo verify";
        let expected = ("a::b", "needs PostgreSQL: run by cargo verify");
        let expected = (expected.0.to_owned(), expected.1.to_owned());
        assert_eq!(reason(line), Some(expected));
        assert_eq!(reason("test a::b ... ok"), None);
        assert_eq!(reason("test a::b ... ignored"), None);
    }

    #[test]
    fn a_test_program_is_named_by_its_source() {
        let message = json!({
            "target": {"src_path": "/code/tests/sources.rs"},
            "manifest_path": "/code/tests/Cargo.toml",
            "executable": "/code/target/debug/deps/sources-1",
        });
        let program = program(&message, Path::new("/code")).unwrap();
        assert_eq!(program.source, "tests/sources.rs");
        assert_eq!(program.folder, Path::new("/code/tests"));
    }
}
