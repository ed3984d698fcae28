//! Stops attacks after each number of questions, and looks at what they say then.

use attack::{Progress, Report, Watch, attack, attack_watched};
use cube::Release;

use crate::small::{dimension, release, table};

/// Stops an attack when it has asked so many times whether it should.
struct Patience {
    questions: usize,
    kept: Option<Report>,
}

impl Watch for Patience {
    fn receive(&mut self, progress: Progress) {
        assert!(progress.settled <= progress.all);
    }

    fn keep(&mut self, report: &dyn Fn() -> Report) {
        self.kept = Some(report());
    }

    fn is_over(&mut self) -> bool {
        let is_over = self.questions == 0;
        self.questions = self.questions.saturating_sub(1);
        is_over
    }
}

/// A table of three hidden rows and columns, whose inner cells only a search can judge, and another with a cell that
/// follows.
fn tables() -> Release {
    let (a, b) = (dimension("a", "A B C"), dimension("b", "D E F"));
    let inner = table("n", &[&a, &b], "24 8 8 8 | 8 . . . | 8 . . . | 8 . . .");
    let follows = table("n", &[&dimension("c", "G H")], "24 21 .");
    release(5, [inner, follows])
}

#[test]
fn an_attack_that_is_stopped_says_what_it_did_not_try() {
    let release = tables();
    let whole = attack(&[&release]);
    assert!(whole.is_finished() && whole.untried == 0);
    let (mut unfinished, mut finished) = (0, 0);
    for questions in 0.. {
        let mut watch = Patience {
            questions,
            kept: None,
        };
        let report = attack_watched(&[&release], &[], &[], &mut watch);
        let kept = watch.kept.unwrap();
        // What is found is true at any moment.
        for finding in kept.findings.iter().chain(&report.findings) {
            assert!(whole.findings.contains(finding), "{finding}");
        }
        if report.is_finished() {
            assert_eq!(report, whole);
            finished += 1;
            if watch.questions > 0 {
                break;
            }
        } else {
            unfinished += 1;
            assert!(!report.is_safe());
            assert!(report.untried <= report.to_try, "{report}");
            let expected = format!(
                "Not finished: {} of {} cells were not tried.",
                report.untried, report.to_try
            );
            assert!(report.to_string().contains(&expected), "{report}");
        }
    }
    assert!(
        unfinished > 2 && finished > 0,
        "{unfinished} and {finished}"
    );
}

#[test]
fn nothing_is_called_safe_that_was_not_tried() {
    let mut release = tables();
    release.tables.retain(|id, _| id == "n.a.b");
    release.catalog.tables.retain(|table| table.id == "n.a.b");
    assert!(attack(&[&release]).is_safe());
    let mut watch = Patience {
        questions: 0,
        kept: None,
    };
    let report = attack_watched(&[&release], &[], &[], &mut watch);
    assert_eq!(
        (report.untried, report.to_try, report.findings.len()),
        (9, 9, 0)
    );
    assert!(!report.is_safe());
    let text = report.to_string();
    assert!(
        text.ends_with("Not finished: 9 of 9 cells were not tried.\nNothing was found so far.\n"),
        "{text}"
    );
}
