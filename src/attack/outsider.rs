//! Runs the steps of the attack in order: equations, bounds, joint search, report.

use cube::{Address, Release};

use crate::bounds::{Bounds, Fact, apply_facts, derive_bounds};
use crate::effort::Effort;
use crate::equations::write_equations;
use crate::feasibility::{Feasibility, settle_cells};
use crate::findings::write_report;
use crate::latent::narrow_by_triples;
use crate::progress::{Progress, ProgressReporter};
use crate::report::Report;

/// Proves what the files of these releases disclose, the oldest first.
pub fn attack(releases: &[&Release]) -> Report {
    attack_with_effort(releases, Effort::Joint)
}

/// Proves what the files disclose, with limited effort.
pub fn attack_with_effort(releases: &[&Release], effort: Effort) -> Report {
    attack_with_facts(releases, effort, &[])
}

/// Proves what the files disclose together with facts that are in print elsewhere.
///
/// A cell that a fact names is public, and no finding by itself. Facts about counts that pool years
/// refer to the last release. Facts that contradict each other or the files are not used, and
/// listed in the report.
pub fn attack_with_facts(releases: &[&Release], effort: Effort, facts: &[Fact]) -> Report {
    run(releases, effort, facts, &mut |_| ())
}

/// Proves what the files disclose, and reports its progress meanwhile.
pub fn attack_with_progress(
    releases: &[&Release],
    report_progress: &mut dyn FnMut(Progress),
) -> Report {
    run(releases, Effort::Joint, &[], report_progress)
}

fn run(
    releases: &[&Release],
    effort: Effort,
    facts: &[Fact],
    report_progress: &mut dyn FnMut(Progress),
) -> Report {
    let last = releases.len().saturating_sub(1);
    let addresses: Vec<(usize, &Address)> =
        facts.iter().map(|fact| (last, &fact.address)).collect();
    let (mut system, ids) = write_equations(releases, &addresses);
    let mut structure = Bounds::unknown(&system);
    structure.propagate(&system);
    let mut bounds = Bounds::from_published(&system);
    let refused = apply_facts(&mut system, &mut bounds, facts, &ids);
    let redundant = derive_bounds(&mut system, &mut bounds, effort);
    if bounds.contradictions.is_empty() && bounds.unsettled.is_none() {
        narrow_by_triples(&mut system, &mut bounds);
    }
    let is_settled = bounds.contradictions.is_empty() && bounds.unsettled.is_none();
    let feasibility = match effort {
        Effort::Joint if is_settled => settle_cells(
            &mut system,
            &mut bounds,
            &structure,
            &redundant,
            ProgressReporter::new(report_progress),
        ),
        _ => Feasibility::default(),
    };
    Report {
        refused,
        ..write_report(&system, &bounds, &structure, &feasibility)
    }
}
