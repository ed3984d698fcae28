//! Builds the dimension of time: years, periods of years, or one span of all years.

use std::ops::RangeInclusive;

use crate::{
    editions::last_pooled_year,
    format::{self, Grain},
    time::parse_period,
};
use cube::{Category, Dimension, Languages, Role, Text};

/// The dimension of time. Its leaves are what is published as finest: years, each below its period if there are periods;
/// or periods; or one period of all years.
pub(super) fn build(time: &format::Time, languages: &Languages) -> Dimension {
    let periods: Vec<(&String, RangeInclusive<u16>)> = time
        .periods
        .iter()
        .filter_map(|period| Some((period.get_ref(), parse_period(period.get_ref())?)))
        // Beside single years, periods after the last year of sums wait for the next edition.
        .filter(|(_, years)| {
            time.finest_grain() != Grain::Year || *years.end() <= last_pooled_year(time)
        })
        .collect();
    let (first, last) = (time.first, *time.last.get_ref());
    let is_apart = |first: u16| first > last_pooled_year(time);
    let period = |(code, years): &(&String, RangeInclusive<u16>)| {
        span(code, is_apart(*years.start()), languages)
    };
    let year = |year: u16| Category {
        parent: periods
            .iter()
            .find(|(_, years)| years.contains(&year))
            .map(|(code, _)| (*code).clone()),
        ..span(&year.to_string(), is_apart(year), languages)
    };
    let categories = match time.finest_grain() {
        Grain::All if first < last => vec![span(&format!("{first}-{last}"), false, languages)],
        Grain::Period => periods.iter().map(period).collect(),
        Grain::Year | Grain::All => {
            let mut categories = Vec::new();
            for at in (first..=last).filter(|at| time.is_collected(*at)) {
                let parent = periods.iter().find(|(_, years)| years.contains(&at));
                let begins = |(code, _): &&(&String, _)| {
                    categories
                        .iter()
                        .all(|known: &Category| known.code != **code)
                };
                categories.extend(parent.filter(begins).map(period));
                categories.push(year(at));
            }
            categories
        }
    };
    Dimension {
        id: time.id.get_ref().clone(),
        label: time.label.clone().into(),
        role: Role::Time,
        note: time.note.clone().map(Text::from),
        categories,
        ..Dimension::default()
    }
}

/// A year or a period, labelled by its years.
fn span(code: &str, apart: bool, languages: &Languages) -> Category {
    let label = code.replace('-', "–");
    Category {
        code: code.to_owned(),
        label: languages.write_text(|_| label.clone()),
        apart,
        ..Category::default()
    }
}
