//! Checks that sections, headlines and presets refer only to what is published.

use crate::{
    format::{Format, Headline, Preset, Section, Words},
    indicator,
    lists::CodeLists,
    mistake::Collector,
    names::{check_id, check_slug, check_unique},
    placed::Placed,
    published::published_dimensions,
};
use cube::{Lang, Layout};

pub(super) fn check(format: &Format, lists: &CodeLists<'_>, mistakes: &mut Collector<'_>) {
    check_unique(
        "the identifier",
        format.section.iter().map(|section| &section.id),
        mistakes,
    );
    check_folders(format.section.iter().map(|section| &section.slug), mistakes);
    format
        .section
        .iter()
        .for_each(|section| check_section(format, section, lists, mistakes));
    if format.section.is_empty() {
        mistakes.in_span(
            None,
            "there is no [[section]], so nothing is published: declare at least one",
        );
    }
    format
        .headline
        .iter()
        .for_each(|headline| check_headline(format, headline, lists, mistakes));
    let presets = format.preset.iter();
    check_folders(presets.filter_map(|preset| preset.slug.as_ref()), mistakes);
    format
        .preset
        .iter()
        .for_each(|preset| check_preset(format, preset, lists, mistakes));
}

/// Checks the folders of sections or of groups: in each language, they are different.
fn check_folders<'a>(slugs: impl Iterator<Item = &'a Words> + Clone, mistakes: &mut Collector<'_>) {
    for lang in Lang::ALL {
        let folders = slugs.clone().filter_map(|slug| slug.find(lang));
        check_unique("the folder", folders, mistakes);
    }
    for folder in slugs.flat_map(Words::each) {
        check_slug(folder, mistakes);
    }
}

fn check_section(
    format: &Format,
    section: &Section,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) {
    check_id(&section.id, mistakes);
    check_unique("the measure", &section.measures, mistakes);
    check_unique("the dimension", &section.dimensions, mistakes);
    check_unique("the filter", &section.filters, mistakes);
    indicator::check_section(format, section, mistakes);
    check_door(section, mistakes);
    if section.measures.is_empty() && section.layout != Layout::Indicators {
        mistakes.at(
            &section.id,
            format!(
                "the section “{}” has no measures: list at least one",
                section.id.get_ref()
            ),
        );
    }
    section
        .measures
        .iter()
        .for_each(|measure| check_measure(format, measure, mistakes));
    for dimension in &section.dimensions {
        lists.find_dimension(dimension, mistakes);
    }
    for filter in &section.filters {
        let lacks = |measure: &&Placed<String>| {
            !published_dimensions(format, measure.get_ref()).contains(filter.get_ref())
        };
        if lists.find_dimension(filter, mistakes).is_none() {
            continue;
        }
        for measure in section.measures.iter().filter(lacks) {
            let (measure, filter_id) = (measure.get_ref(), filter.get_ref());
            mistakes.at(
                filter,
                format!(
                    "no section shows “{measure}” by “{filter_id}”: add “{filter_id}” to the dimensions of one, or remove \
                     this filter"
                ),
            );
        }
    }
}

/// Reports a measure that does not exist.
pub(super) fn check_measure(
    format: &Format,
    measure: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    if !format
        .measure
        .iter()
        .any(|known| known.id.get_ref() == measure.get_ref())
    {
        mistakes.at(
            measure,
            format!("the measure “{}” does not exist", measure.get_ref()),
        );
    }
}

/// Reports a question that nothing in its section answers.
fn check_door(section: &Section, mistakes: &mut Collector<'_>) {
    let Some(door) = &section.door else { return };
    let answer = door.answer.get_ref();
    let mut answers = section.dimensions.iter().chain(&section.indicators);
    if !answers.any(|known| known.get_ref() == answer) {
        mistakes.at(
            &door.answer,
            format!(
                "“{answer}” is no dimension and no series of this section: name one that it shows"
            ),
        );
    }
}

/// Reports a sentence in which the number or its link is missing.
fn check_sentence(sentence: &Words, mistakes: &mut Collector<'_>) {
    let has_link = |text: &str| {
        let link = text
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'));
        link.is_some_and(|(link, rest)| {
            link.matches("{}").count() == 1
                && text.matches("{}").count() == 1
                && !rest.contains(['[', ']'])
        })
    };
    if !sentence.each().all(|text| has_link(text.get_ref())) {
        mistakes.at(
            sentence.place(),
            "the story needs the number and its link once in each language: write the number as {} within brackets, as \
             in “se acreditó a [{} personas]”",
        );
    }
}

fn check_headline(
    format: &Format,
    headline: &Headline,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) {
    check_measure(format, &headline.measure, mistakes);
    if let Some(sentence) = &headline.sentence {
        check_sentence(sentence, mistakes);
    }
    let Some(pin) = &headline.pin else { return };
    let (measure, id) = (headline.measure.get_ref(), pin.dimension.get_ref());
    if lists.resolve_pin(pin, mistakes).is_some()
        && !published_dimensions(format, measure).contains(id)
    {
        mistakes.at(
            &pin.dimension,
            format!("no section shows “{measure}” by “{id}”: add “{id}” to the dimensions of one"),
        );
    }
}

fn check_preset(
    format: &Format,
    preset: &Preset,
    lists: &CodeLists<'_>,
    mistakes: &mut Collector<'_>,
) {
    let (dimension, codes) = (&preset.filter.dimension, &preset.filter.codes);
    if lists.resolve_condition(&preset.filter, mistakes).is_none() {
        return;
    }
    let mut filters = format.section.iter().flat_map(|section| &section.filters);
    if !filters.any(|filter| filter.get_ref() == dimension.get_ref()) {
        mistakes.at(
            dimension,
            format!(
                "no section can be filtered by “{}”: add it to the filters of one",
                dimension.get_ref()
            ),
        );
    }
    if let Some(second) = codes.get(1).filter(|_| lists.is_multi(dimension)) {
        mistakes.at(
            second,
            format!(
                "a person may be in several categories of “{}”, so a preset names one only: remove this one",
                dimension.get_ref()
            ),
        );
    }
}
