//! Runs `cargo verify`: everything that guards the project, step by step.
//!
//! A step that cannot be run has failed. A test that needs data or programs that this machine lacks has not failed, but it
//! is listed at the end, and never counted as passed.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::checkout::Checkout;
use crate::data::Source;
use crate::ignored::{self, Group};
use crate::needs::Need;
use crate::report::{NotRun, Report};
use crate::tally::Tally;
use crate::{browser, budget, builder, run, site, tools};

const PAGE: [&str; 6] = [
    "--package",
    "app",
    "--package",
    "check",
    "--target",
    tools::WASM,
];

/// Runs every step, whatever the earlier ones found, and fails if one has failed.
pub fn run(checkout: &Checkout) -> Result<()> {
    let mut report = Report::default();
    report.step("format", |_, _| format(checkout));
    report.step("lints", |_, _| lints(checkout));
    report.step("tests", |tally, _| tests(checkout, tally));
    let groups = report.step("list of ignored tests", |_, _| ignored::list(checkout));
    let groups = || {
        let listed = groups.as_deref();
        listed.context("not run: the ignored tests could not be listed")
    };
    report.step("tests that need more", |tally, not_run| {
        with_what_is_here(checkout, groups()?, tally, not_run)
    });
    report.step("documentation", |_, _| documentation(checkout));
    let dist = report.step("site", |_, _| {
        site::build(checkout, &Source::Demo).map(|(dist, _)| dist)
    });
    let dist = || dist.as_deref().context("not run: the site was not built");
    report.step("paths of this machine", |_, _| {
        builder::check(checkout, dist()?)
    });
    report.step("size budget", |_, _| budget::check(dist()?));
    report.step("browser", |tally, not_run| {
        in_browser(checkout, dist()?, groups()?, tally, not_run)
    });
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

/// Everything that needs nothing but the checkout.
fn tests(checkout: &Checkout, tally: &mut Tally) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args(["test", "--locked", "--no-fail-fast"]);
    run::tests("Testing", &mut cargo, tally)
}

/// The tests that need data or programs that not every machine has; those that cannot be run are noted.
fn with_what_is_here(
    checkout: &Checkout,
    groups: &[Group],
    tally: &mut Tally,
    not_run: &mut NotRun,
) -> Result<()> {
    let mut failed = Vec::new();
    for group in groups.iter().filter(|group| !needs_browser(group)) {
        if let Some(missing) = group.need.missing(checkout) {
            not_run.add(&missing, group.source(), &group.tests);
        } else if let Err(error) = group.run(checkout, tally, |_| ()) {
            failed.push(format!("{error:#}"));
        }
    }
    if !failed.is_empty() {
        bail!("{}", failed.join("\n"));
    }
    Ok(())
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

/// The tests that need a browser, against the finished site at the root of one server and below a path of another. Those
/// for engines that this machine lacks are noted.
fn in_browser(
    checkout: &Checkout,
    dist: &Path,
    groups: &[Group],
    tally: &mut Tally,
    not_run: &mut NotRun,
) -> Result<()> {
    let browser = browser::ready(checkout)?;
    let site = || serve::router(dist);
    let at_root = serve::in_background(site()?)?;
    let below = serve::in_background(serve::below("/sub/path", site()?))?;
    let mut failed = Vec::new();
    for group in groups.iter().filter(needs_browser) {
        if let Some(missing) = group.need.missing(checkout) {
            not_run.add(&missing, group.source(), &group.tests);
            continue;
        }
        let ran = group.run(checkout, tally, |command| {
            command
                .args(["--test-threads", "1"])
                .env("TABLERO_SITE", &at_root)
                .env("TABLERO_SITE_BELOW", format!("{below}sub/path/"))
                .env("TABLERO_BUILT_PAGE", checkout.work.join("page"))
                .env("TABLERO_CHROMIUM", &browser.chromium)
                .env("TABLERO_CHROMEDRIVER", &browser.chromedriver);
        });
        failed.extend(ran.err().map(|error| format!("{error:#}")));
    }
    if !failed.is_empty() {
        bail!("{}", failed.join("\n"));
    }
    Ok(())
}

fn needs_browser(group: &&Group) -> bool {
    matches!(group.need, Need::Browser | Need::Engine(_))
}
