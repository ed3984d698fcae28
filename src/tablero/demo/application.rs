//! The invented applications: when they were received, when they were decided, and what became of them.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

use crate::demo::dice::Dice;

/// What became of an application.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The person is a victim of trafficking.
    Accredited,
    /// The person is not.
    Denied,
    /// Nobody goes on with it.
    Withdrawn,
    /// It is not decided yet.
    Pending,
}

impl Outcome {
    /// As the register writes it.
    pub fn label(self) -> &'static str {
        match self {
            Outcome::Accredited => "Acreditada",
            Outcome::Denied => "Denegada",
            Outcome::Withdrawn => "Desistida",
            Outcome::Pending => "En trámite",
        }
    }

    /// How many in a hundred of the later questions were never answered.
    pub fn gaps(self) -> u32 {
        if self == Outcome::Accredited { 9 } else { 34 }
    }
}

/// An application and its decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Application {
    /// The day on which it was received.
    pub received: Date,
    /// The day of its decision.
    pub decided: Option<Date>,
    /// What became of it.
    pub outcome: Outcome,
}

/// By year of decision: accredited, denied and withdrawn; by year of application: still pending at the end of 2025.
const YEARS: [(i16, [(Outcome, u32); 4]); 9] = {
    use Outcome::{Accredited, Denied, Pending, Withdrawn};
    [
        (
            2017,
            [(Accredited, 60), (Denied, 12), (Withdrawn, 5), (Pending, 0)],
        ),
        (
            2018,
            [(Accredited, 30), (Denied, 16), (Withdrawn, 5), (Pending, 0)],
        ),
        (
            2019,
            [(Accredited, 62), (Denied, 21), (Withdrawn, 8), (Pending, 0)],
        ),
        (
            2020,
            [(Accredited, 51), (Denied, 22), (Withdrawn, 9), (Pending, 0)],
        ),
        (
            2021,
            [(Accredited, 21), (Denied, 15), (Withdrawn, 6), (Pending, 0)],
        ),
        (
            2022,
            [(Accredited, 38), (Denied, 17), (Withdrawn, 6), (Pending, 0)],
        ),
        (
            2023,
            [(Accredited, 44), (Denied, 18), (Withdrawn, 7), (Pending, 0)],
        ),
        (
            2024,
            [(Accredited, 58), (Denied, 22), (Withdrawn, 7), (Pending, 6)],
        ),
        (
            2025,
            [
                (Accredited, 63),
                (Denied, 21),
                (Withdrawn, 8),
                (Pending, 42),
            ],
        ),
    ]
};

/// The register's first day.
const START: Date = date(2017, 1, 1);

/// Every application, in the order in which they were received.
pub fn applications(dice: &mut Dice) -> Vec<Application> {
    let mut applications = Vec::new();
    for (year, outcomes) in YEARS {
        for (outcome, count) in outcomes {
            applications.extend((0..count).map(|_| application(dice, year, outcome)));
        }
    }
    applications.sort();
    applications
}

fn application(dice: &mut Dice, year: i16, outcome: Outcome) -> Application {
    let last_day = date(year, 12, 31);
    if outcome == Outcome::Pending {
        return Application {
            received: before(last_day, dice.below(200)),
            decided: None,
            outcome,
        };
    }
    let (shortest, longest) = (14, 200);
    // The first decisions of all leave room for an application before them.
    let days = if year == START.year() {
        365 - shortest
    } else {
        365
    };
    let decided = before(last_day, dice.below(days));
    let since_start =
        u32::try_from(decided.duration_since(START).as_hours() / 24).unwrap_or(shortest);
    let lag = shortest + dice.below(longest.min(since_start) - shortest + 1);
    Application {
        received: before(decided, lag),
        decided: Some(decided),
        outcome,
    }
}

/// The day so many days before another.
pub fn before(day: Date, days: u32) -> Date {
    day.saturating_sub(i64::from(days).days())
}
