//! `cargo verify`: everything that guards the project. A step that cannot be run has failed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::data::Source;
use crate::{browser, budget, run, say, serve, site, tools};

const PAGE: [&str; 6] = [
    "--package",
    "app",
    "--package",
    "check",
    "--target",
    tools::WASM,
];

/// Runs every step, whatever the earlier ones said, and fails if one has failed.
pub fn run(checkout: &Checkout) -> Result<()> {
    let mut report = Report::default();
    report.step("format", || format(checkout));
    report.step("lints", || lints(checkout));
    report.step("tests", || tests(checkout));
    report.step("documentation", || documentation(checkout));
    let dist = report.step("site", || {
        site::build(checkout, &Source::Demo).map(|(dist, _)| dist)
    });
    let dist = || dist.as_deref().context("not run: the site was not built");
    report.step("size budget", || budget::check(dist()?));
    report.step("browser", || in_browser(checkout, dist()?));
    report.end()
}

fn format(checkout: &Checkout) -> Result<()> {
    tools::component(checkout, "rustfmt", "fmt")?;
    run::quietly(
        "Checking the format",
        checkout.cargo().args(["fmt", "--all", "--check"]),
    )
}

fn lints(checkout: &Checkout) -> Result<()> {
    tools::component(checkout, "clippy", "clippy")?;
    tools::wasm_target(checkout)?;
    let deny = ["--", "--deny", "warnings"];
    let mut native = checkout.cargo();
    run::quietly(
        "Linting what runs natively",
        native
            .args(["clippy", "--locked", "--all-targets"])
            .args(deny),
    )?;
    let mut page = checkout.cargo();
    run::quietly(
        "Linting the page",
        page.args(["clippy", "--locked"]).args(PAGE).args(deny),
    )
}

fn tests(checkout: &Checkout) -> Result<()> {
    run::aloud(
        "Testing",
        checkout
            .cargo()
            .args(["test", "--locked", "--no-fail-fast"]),
    )
}

fn documentation(checkout: &Checkout) -> Result<()> {
    tools::wasm_target(checkout)?;
    let doc = || {
        let mut doc = checkout.cargo();
        doc.args(["doc", "--locked", "--no-deps", "--document-private-items"]);
        // What is private is documented as well, so that links to it lead somewhere.
        doc.env(
            "RUSTDOCFLAGS",
            "--deny warnings --allow rustdoc::private-intra-doc-links",
        );
        doc
    };
    run::quietly("Documenting what runs natively", &mut doc())?;
    run::quietly("Documenting the page", doc().args(PAGE))
}

/// The tests that need a browser, against the finished site at the root of one server and below a path of another.
fn in_browser(checkout: &Checkout, dist: &Path) -> Result<()> {
    let browser = browser::ready(checkout)?;
    let below = serve::below("/sub/path", serve::router(dist, &dist.join("data"))?);
    let mut tests = checkout.command(test_program(checkout, "browser")?);
    tests
        .args(["--ignored", "--test-threads", "1"])
        .env(
            "TABLERO_SITE",
            serve::in_background(serve::router(dist, &dist.join("data"))?)?,
        )
        .env(
            "TABLERO_SITE_BELOW",
            format!("{}sub/path/", serve::in_background(below)?),
        )
        .env("TABLERO_CHROMIUM", browser.chromium)
        .env("TABLERO_CHROMEDRIVER", browser.chromedriver);
    run::aloud("Testing in a real browser", &mut tests)
}

/// The program of an integration test, as the step "tests" has built it. To name the package to Cargo would build it
/// anew, with other features of what it depends on.
fn test_program(checkout: &Checkout, name: &str) -> Result<PathBuf> {
    let mut built = checkout.cargo();
    let built =
        run::output(built.args(["test", "--locked", "--no-run", "--message-format", "json"]))?;
    let messages = built
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs = messages.filter(|message| message["target"]["name"] == name);
    let program = programs.find_map(|message| message["executable"].as_str().map(PathBuf::from));
    program.with_context(|| format!("Cargo has built no test {name}"))
}

/// How every step went.
struct Report {
    steps: Vec<(&'static str, bool, Duration)>,
    start: Instant,
}

impl Default for Report {
    fn default() -> Self {
        Report {
            steps: Vec::new(),
            start: Instant::now(),
        }
    }
}

impl Report {
    /// Does a step and remembers how it went; what it made, if it succeeded.
    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let start = Instant::now();
        let outcome = work();
        if let Err(error) = &outcome {
            say::failure(error);
        }
        self.steps.push((name, outcome.is_ok(), start.elapsed()));
        outcome.ok()
    }

    /// Says how every step went, and fails if one has failed.
    fn end(&self) -> Result<()> {
        say::note("");
        for (name, succeeded, elapsed) in &self.steps {
            if *succeeded {
                say::done(name, *elapsed)
            } else {
                say::failed(name, *elapsed)
            }
        }
        let failed = self
            .steps
            .iter()
            .filter(|(_, succeeded, _)| !succeeded)
            .count();
        if failed > 0 {
            bail!("{failed} of {} steps failed", self.steps.len());
        }
        say::note(&format!(
            "\nEverything holds ({}).",
            say::time(self.start.elapsed())
        ));
        Ok(())
    }
}
