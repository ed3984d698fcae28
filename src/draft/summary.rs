//! Says what was found in each column, and what is left to do. It is for whoever keeps the records: its numbers are exact.

use crate::{
    categories::Categories,
    finding::{Dates, Finding},
    model::{Draft, SEPARATE},
    write::write,
};

/// Says what was found, a line for each column. It quotes no field.
pub fn summarize(draft: &Draft) -> String {
    let mut lines = vec![format!("{} rows; in each column:", draft.rows)];
    for (name, finding) in &draft.findings {
        lines.push(format!("  {name}: {}", describe(finding)));
    }
    let years = draft.years;
    let by = if years.are_single {
        "by single years"
    } else {
        "all years together"
    };
    lines.push(format!(
        "Counted in the year of “{}”: {} to {}, {by}.",
        draft.date, years.first, years.last
    ));
    if years.outside > 0 {
        lines.push(format!(
            "Rows of other years, which are set aside: {}.",
            years.outside
        ));
    }
    if draft.sources.len() > 1 {
        lines.push(SEPARATE.to_owned());
    }
    if draft.uneven > 0 {
        lines.push(format!(
            "Rows that have more or fewer fields than there are columns: {}. Correct them, or nothing is published.",
            draft.uneven
        ));
    }
    let todo = write(draft)
        .lines()
        .skip(1)
        .filter(|line| line.contains("TODO"))
        .count();
    lines.push(format!(
        "Lines with TODO: {todo}. Answers rarer than {} stand nowhere in the draft.",
        draft.threshold
    ));
    lines.join("\n")
}

fn describe(finding: &Finding) -> String {
    match finding {
        Finding::Dates(dates) => describe_dates(dates),
        Finding::Ages { fits, others: 0 } => format!("ages in {fits} rows"),
        Finding::Ages { fits, others } => {
            format!("ages in {fits} rows; {others} with another answer become “not known”")
        }
        Finding::Choices(categories) => describe_categories(categories),
        Finding::Several {
            separator,
            categories,
        } => {
            format!(
                "several answers with “{separator}” between them: {}",
                describe_categories(categories)
            )
        }
        Finding::Marks { marked } => {
            format!(
                "marks, such as X, in {marked} rows; each such column is a dimension of its own"
            )
        }
        Finding::Unused(why) => format!("not read: {}", why.reason()),
    }
}

fn describe_dates(dates: &Dates) -> String {
    let mut text = format!(
        "dates as {} in {} rows",
        dates.notations.join(", "),
        dates.fits
    );
    if dates.is_undecided() {
        text += "; each could also be read with day and month exchanged: confirm “dates”";
    } else if dates.either > 0 {
        text += &format!(
            "; {} could also be read with day and month exchanged",
            dates.either
        );
    }
    if dates.contradict > 0 {
        text += &format!(
            "; {} contradict it: they fit only with day and month exchanged",
            dates.contradict
        );
    }
    if dates.unread > 0 {
        text += &format!("; {} are no such date", dates.unread);
    }
    text
}

fn describe_categories(categories: &Categories) -> String {
    let number = categories.all.len();
    let mut text = if categories.source.is_empty() {
        format!("{number} categories, observed")
    } else {
        format!("{number} categories of {}", categories.source)
    };
    if categories.folded > 0 {
        text += &format!(
            "; {} answers are rarer and counted as other",
            categories.folded
        );
    }
    text
}
