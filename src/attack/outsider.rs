//! Runs the steps of the attack in order: equations, bounds, joint search, report.

use cube::{Address, Release};

use crate::bounds::{
    Bounds, Fact, Mark, apply_facts, apply_marks, derive_bounds, judge_determined,
};
use crate::effort::Effort;
use crate::equations::{Id, System, write_equations};
use crate::feasibility::{Feasibility, settle_cells, settle_differences};
use crate::findings::{Subject, separate_known, without_last_release, write_report};
use crate::latent::narrow_by_triples;
use crate::progress::{Follow, Muted, Progress, ProgressReporter, Unwatched, Watch};
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
    attack_with_marks(releases, effort, facts, &[])
}

/// Proves what the files disclose, if the marks of hidden cells of the last release tell bounds.
///
/// What a mark itself tells is no finding; what follows beyond it is.
pub fn attack_with_marks(
    releases: &[&Release],
    effort: Effort,
    facts: &[Fact],
    marks: &[Mark],
) -> Report {
    run(releases, effort, (facts, marks), &mut Unwatched)
}

/// Proves what the files disclose, and reports its progress meanwhile.
pub fn attack_with_progress(
    releases: &[&Release],
    report_progress: &mut dyn FnMut(Progress),
) -> Report {
    let mut watch = Follow(report_progress);
    run(releases, Effort::Joint, (&[], &[]), &mut watch)
}

/// Proves what the files disclose together with facts and marks, while somebody watches who may stop it.
pub fn attack_watched(
    releases: &[&Release],
    facts: &[Fact],
    marks: &[Mark],
    watch: &mut dyn Watch,
) -> Report {
    run(releases, Effort::Joint, (facts, marks), watch)
}

fn run(
    releases: &[&Release],
    effort: Effort,
    (facts, marks): (&[Fact], &[Mark]),
    watch: &mut dyn Watch,
) -> Report {
    let last = releases.len().saturating_sub(1);
    let of_facts = facts.iter().map(|fact| &fact.address);
    let of_marks = marks.iter().map(|mark| &mark.address);
    let addresses: Vec<(usize, &Address)> = of_facts
        .chain(of_marks)
        .map(|address| (last, address))
        .collect();
    let (mut system, ids) = write_equations(releases, &addresses);
    judge_determined(&mut system, &mut ProgressReporter::new(watch));
    let (fact_ids, mark_ids) = ids.split_at(facts.len());
    let said = Said {
        facts,
        fact_ids,
        marks,
        mark_ids,
    };
    let is_alone = releases.len() == 1;
    let mut attack = Attack::run(system, effort, &said, is_alone, watch);
    let mut report = std::mem::take(&mut attack.report);
    if releases.len() > 1 && !report.is_safe() {
        let earlier = without_last_release(&attack.system, releases.len(), &attack.subjects);
        let earlier = Attack::run(earlier, effort, &Said::default(), false, &mut Muted(watch));
        let proved = (&earlier.report, earlier.subjects.as_slice());
        separate_known(&mut report, &attack.subjects, &attack.system, proved);
    }
    report
}

/// What is said besides the counts of the tables, with the cell that each is about.
#[derive(Default)]
struct Said<'a> {
    facts: &'a [Fact],
    fact_ids: &'a [Option<Id>],
    marks: &'a [Mark],
    mark_ids: &'a [Option<Id>],
}

/// An attack that is over.
struct Attack {
    system: System,
    report: Report,
    /// What each finding is about.
    subjects: Vec<Subject>,
}

impl Attack {
    fn run(
        mut system: System,
        effort: Effort,
        said: &Said<'_>,
        is_alone: bool,
        watch: &mut dyn Watch,
    ) -> Self {
        let mut progress = ProgressReporter::new(watch);
        let mut structure = Bounds::unknown(&system);
        structure.propagate(&system);
        let mut bounds = Bounds::from_published(&system);
        apply_marks(&mut system, &mut bounds, said.marks, said.mark_ids);
        let refused = apply_facts(&mut system, &mut bounds, said.facts, said.fact_ids);
        let redundant = derive_bounds(&mut system, &mut bounds, effort, &mut progress);
        if bounds.contradictions.is_empty() && bounds.unsettled.is_none() {
            narrow_by_triples(&mut system, &mut bounds, &mut progress);
        }
        let is_settled = bounds.contradictions.is_empty() && bounds.unsettled.is_none();
        if is_alone {
            // Several releases may have findings that were known before the last one.
            progress
                .keep(&|| write_report(&system, &bounds, &structure, &Feasibility::default()).0);
        }
        let mut feasibility = match effort {
            Effort::Joint if is_settled => settle_cells(
                &mut system,
                &mut bounds,
                &structure,
                &redundant,
                &mut progress,
            ),
            _ => Feasibility::default(),
        };
        settle_differences(
            &system,
            &bounds,
            (&redundant, effort),
            &mut feasibility,
            &mut progress,
        );
        let (report, subjects) = write_report(&system, &bounds, &structure, &feasibility);
        Attack {
            report: Report { refused, ..report },
            system,
            subjects,
        }
    }
}
