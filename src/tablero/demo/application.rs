//! Draws the invented applications: the day of receipt, the day of the decision, and the outcome.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

use crate::demo::dice::Dice;

/// The outcome of an application.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The person was accredited as a victim of trafficking.
    Accredited,
    /// The accreditation was denied.
    Denied,
    /// The application was withdrawn.
    Withdrawn,
    /// The application is not decided yet.
    Pending,
}

impl Outcome {
    /// The label in the register.
    pub fn label(self) -> &'static str {
        match self {
            Outcome::Accredited => "Acreditada",
            Outcome::Denied => "Denegada",
            Outcome::Withdrawn => "Desistida",
            Outcome::Pending => "En trámite",
        }
    }

    /// The percentage of later questions that were never answered.
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
    /// The outcome.
    pub outcome: Outcome,
}

/// How many applications have each outcome, by year of decision; pending ones at the end of 2025, by year of application.
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

/// Draws every application, in the order in which they were received.
pub fn draw_all(dice: &mut Dice) -> Vec<Application> {
    let mut applications = Vec::new();
    for (year, outcomes) in YEARS {
        for (outcome, count) in outcomes {
            applications.extend((0..count).map(|_| draw(dice, year, outcome)));
        }
    }
    applications.sort();
    applications
}

fn draw(dice: &mut Dice, year: i16, outcome: Outcome) -> Application {
    let last_day = date(year, 12, 31);
    if outcome == Outcome::Pending {
        return Application {
            received: before(last_day, dice.below(200)),
            decided: None,
            outcome,
        };
    }
    let (shortest, longest) = (14, 200);
    // In the first year, a decision comes late enough for an application before it.
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

/// Returns the day `days` days before another.
pub fn before(day: Date, days: u32) -> Date {
    day.saturating_sub(i64::from(days).days())
}
