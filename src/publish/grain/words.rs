//! Writes a proposal as TOML that the author of a codebook can paste, with the reasons as comments.

use std::fmt;

use codebook::Grain;

use crate::grain::{
    form::{AIM, Form},
    period::{PERSONS, Periods},
    proposal::{Proposal, Proposed},
};

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Proposal {
            threshold,
            years,
            scarcest: (measure, persons),
            periods,
            dimensions,
        } = self;
        writeln!(
            f,
            "# Confidential: the numbers are exact. Not for publication."
        )?;
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
        periods.write(f, PERSONS * threshold)?;
        writeln!(f, "\n[tables]")?;
        writeln!(
            f,
            "# How many of 100 persons are in published cells if the same people are spread over the years; the aim is {AIM}:"
        )?;
        dimensions
            .iter()
            .try_for_each(|dimension| dimension.write(f))?;
        let coarse = dimensions
            .iter()
            .filter(|dimension| dimension.form.grain != Grain::Year);
        let grains: Vec<String> = coarse
            .map(|dimension| format!("{} = \"{}\"", dimension.id, dimension.form.name()))
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

impl Periods {
    fn write(&self, f: &mut fmt::Formatter<'_>, enough: u64) -> fmt::Result {
        match self {
            Periods::Unneeded => {
                writeln!(
                    f,
                    "# A year has {enough} persons or more, enough to publish most cells: no periods are needed."
                )
            }
            Periods::Kept => writeln!(
                f,
                "# The periods of the codebook have about {enough} persons or more, enough to publish most cells."
            ),
            Periods::TooFew => writeln!(
                f,
                "# Most cells need {enough} persons to be published. Half of all years has fewer, so periods do not help."
            ),
            Periods::New(_) => {
                writeln!(
                    f,
                    "# About {enough} persons, {PERSONS} times the threshold, are enough to publish most cells."
                )?;
                let quoted: Vec<String> = self
                    .codes()
                    .iter()
                    .map(|code| format!("\"{code}\""))
                    .collect();
                writeln!(f, "periods = [{}]", quoted.join(", "))
            }
        }
    }
}

impl Proposed {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shares: Vec<String> = self
            .tried
            .iter()
            .map(|(form, share)| format!("{form} {share}"))
            .collect();
        writeln!(
            f,
            "# {}: {} → {}, {} with all these lines",
            self.id,
            shares.join(", "),
            self.form,
            self.visible
        )
    }
}

impl Form {
    /// The name of the grain in the codebook.
    pub(super) fn name(self) -> &'static str {
        match self.grain {
            Grain::Year => "year",
            Grain::Period => "period",
            Grain::All => "all",
        }
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
