//! Checks that breaks name years, measures and dimensions that exist.

use crate::{
    format::Format, lists::CodeLists, mistake::Collector, names::check_unique, pages::check_measure,
};

pub(super) fn check(format: &Format, lists: &CodeLists<'_>, mistakes: &mut Collector<'_>) {
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    for raw in &format.breaks {
        let year = *raw.year.get_ref();
        if !(first + 1..=last).contains(&year) {
            let first = first + 1;
            mistakes.at(
                &raw.year,
                format!(
                    "a break is the first year counted the new way, so it lies between {first} and {last}"
                ),
            );
        }
        check_unique("the measure", &raw.measures, mistakes);
        check_unique("the dimension", &raw.dimensions, mistakes);
        raw.measures
            .iter()
            .for_each(|measure| check_measure(format, measure, mistakes));
        for dimension in &raw.dimensions {
            lists.find_dimension(dimension, mistakes);
        }
    }
}
