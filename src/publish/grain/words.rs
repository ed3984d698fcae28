//! Writes a proposal as TOML that the author of a codebook can paste, with the reasons as comments.

use std::fmt;

use codebook::Grain;
use release::seal::{is_sealed, seal};

use crate::grain::{
    form::Form,
    proposal::{Proposal, Proposed},
    shares::{AIM, MOST_HIDDEN, Shares},
    time::{Periods, STEADY, Time, Tried},
};

/// The first line of every proposal.
const FIRST_LINE: &str = "# Confidential: the numbers are exact. Not for publication.";

/// What makes a comment of the last line, which tells whether somebody edited the proposal.
const COMMENT: [&str; 2] = ["# ", ""];

impl Proposal {
    /// The text of its file.
    pub fn to_file(&self) -> String {
        seal(self.to_string(), COMMENT)
    }
}

/// Whether the text of a proposal's file is as it was written.
pub fn is_unedited(text: &str) -> bool {
    is_sealed(text, COMMENT)
}

/// Whether a text is the beginning of a proposal.
pub fn is_proposal(beginning: &str) -> bool {
    beginning.starts_with(FIRST_LINE)
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Proposal {
            threshold,
            years,
            scarcest: (measure, persons),
            dimensions,
            ..
        } = self;
        writeln!(f, "{FIRST_LINE}")?;
        writeln!(
            f,
            "# They are of all years together, so that the choice of tables does not reveal what happened in one year."
        )?;
        writeln!(
            f,
            "# Replace the same lines of the codebook by these, and mention the change in the notes on the release."
        )?;
        writeln!(
            f,
            "# {years} years, {persons} persons in “{measure}”, {} a year; threshold {threshold}.",
            persons / (*years).max(1) as u64
        )?;
        writeln!(f, "\n[time]")?;
        self.write_time(f)?;
        writeln!(f, "\n[tables]")?;
        writeln!(
            f,
            "# How many of 100 cells with persons are hidden, and how many of 100 persons are in published cells, if the same"
        )?;
        writeln!(
            f,
            "# people are spread over the years; at most {MOST_HIDDEN} and at least {AIM} are the aim:"
        )?;
        dimensions
            .iter()
            .try_for_each(|dimension| dimension.write(f))?;
        if self.differs.by_period {
            writeln!(f, "by_period = []")?;
        }
        let coarse = dimensions
            .iter()
            .filter(|dimension| dimension.form.grain != self.time.grain());
        let grains: Vec<String> = coarse
            .map(|dimension| format!("{} = \"{}\"", dimension.id, dimension.form.grain.name()))
            .collect();
        let rolled: Vec<String> = dimensions
            .iter()
            .filter(|dimension| dimension.form.rolled_up)
            .map(|dimension| format!("\"{}\"", dimension.id))
            .collect();
        writeln!(f, "grain = {{ {} }}", grains.join(", "))?;
        writeln!(f, "roll_up = [{}]", rolled.join(", "))?;
        write_small_categories(f, dimensions, *threshold)
    }
}

impl Proposal {
    fn write_time(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tried: Vec<String> = self.tried.iter().map(Tried::to_string).collect();
        writeln!(
            f,
            "# How many of 100 cells with persons are hidden: {}.",
            tried.join(", ")
        )?;
        writeln!(
            f,
            "# At most {MOST_HIDDEN} is the aim: with a third hidden, four in nine pairs of cells can be compared; with half, one in four."
        )?;
        if self.tried.iter().any(|tried| tried.shares.is_none()) {
            writeln!(
                f,
                "# Time with fewer than {} persons on average, {STEADY} times the threshold, is not proposed: years differ, and the",
                STEADY * self.threshold
            )?;
            writeln!(
                f,
                "# total of one below {} stops the publication.",
                self.threshold
            )?;
        }
        let is_too_little =
            |tried: &Tried| tried.shares.is_some_and(|shares| !shares.are_acceptable());
        if self.time == Time::All && self.tried.last().is_some_and(is_too_little) {
            writeln!(
                f,
                "# Even over all years more is hidden: fewer measures, dimensions and categories would show more."
            )?;
        }
        writeln!(f, "# {}", self.time.reason())?;
        if self.time.grain() == Grain::Year {
            writeln!(
                f,
                "# If a single year is refused as too small, write finest = \"all\" there and run this again: it then proposes \
                 periods in place of years."
            )?;
        }
        if let Some(last) = self.last {
            writeln!(
                f,
                "# Later years have too few persons: let them follow once there is a period of them."
            )?;
            writeln!(f, "last = {last}")?;
        }
        if self.differs.finest || self.time.grain() > Grain::Year {
            writeln!(f, "finest = \"{}\"", self.time.grain().name())?;
        }
        let codes = self.time.codes();
        if !codes.is_empty() || self.time == Time::All {
            let quoted: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
            writeln!(f, "periods = [{}]", quoted.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            None => f.write_str("all years together")?,
            Some(1) => f.write_str("by year")?,
            Some(length) => write!(f, "by periods of {length} years")?,
        }
        match self.shares {
            Some(shares) => write!(f, " {}", shares.hidden_percent()),
            None => f.write_str(" (too few persons)"),
        }
    }
}

impl Time {
    fn reason(&self) -> &'static str {
        match self {
            Time::Years(Periods::Unneeded) => {
                "By year, few cells are hidden: no periods are needed."
            }
            Time::Years(Periods::Kept) => "By the periods of the codebook, few cells are hidden.",
            Time::Years(Periods::TooFew) => {
                "By periods, no fewer cells are hidden, so they do not help."
            }
            Time::Years(Periods::New(_)) => "Totals by year; besides, these periods:",
            Time::Periods(_) => "These periods in place of years, for totals at least:",
            Time::All => "All years together, in place of years:",
        }
    }
}

impl Proposed {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tried: Vec<String> = self
            .tried
            .iter()
            .map(|(form, shares)| format!("{form} {}", Percents(*shares)))
            .collect();
        writeln!(
            f,
            "# {}: {} → {}, {} with all these lines",
            self.id,
            tried.join(", "),
            self.form,
            Percents(self.shares)
        )
    }
}

/// Writes shares as `31/92`: hidden cells, and persons in published cells.
struct Percents(Shares);

impl fmt::Display for Percents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Percents(shares) = self;
        write!(
            f,
            "{}/{}",
            shares.hidden_percent(),
            shares.visible_percent()
        )
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.grain {
            Grain::Year => "by year",
            Grain::Period => "by period",
            Grain::All => "over all years",
        })?;
        f.write_str(if self.rolled_up { " rolled up" } else { "" })
    }
}

/// Writes the categories that have too few persons for any grain.
fn write_small_categories(
    f: &mut fmt::Formatter<'_>,
    dimensions: &[Proposed],
    threshold: u64,
) -> fmt::Result {
    let mut some = dimensions
        .iter()
        .filter(|dimension| !dimension.small.is_empty())
        .peekable();
    if some.peek().is_some() {
        writeln!(
            f,
            "# Fewer than {threshold} persons over all years: no grain shows them. Give them a common `parent`, or merge them:"
        )?;
    }
    some.try_for_each(|dimension| {
        let codes: Vec<String> = dimension
            .small
            .iter()
            .map(|(code, persons)| format!("{code} {persons}"))
            .collect();
        writeln!(f, "# {}: {}", dimension.id, codes.join(", "))
    })
}
