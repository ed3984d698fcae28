//! The years in which what is counted changed, gone through for years, measures and dimensions that do not exist.

use crate::{
    format::Format, lists::Lists, mistake::Collector, pages::check_measure, words::check_unique,
};

pub(super) fn check(format: &Format, lists: &Lists<'_>, mistakes: &mut Collector<'_>) {
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    for raw in &format.breaks {
        let year = *raw.year.get_ref();
        if !(first + 1..=last).contains(&year) {
            let first = first + 1;
            mistakes.at(
                &raw.year,
                format!(
                    "a break is in one of {first} to {last}, the first year counted the new way"
                ),
            );
        }
        check_unique("the measure", &raw.measures, mistakes);
        check_unique("the dimension", &raw.dimensions, mistakes);
        raw.measures
            .iter()
            .for_each(|measure| check_measure(format, measure, mistakes));
        for dimension in &raw.dimensions {
            lists.dimension(dimension, mistakes);
        }
    }
}
