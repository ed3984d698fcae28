//! Resolves the languages of a site, and checks that every text of the codebook is written in each of them.

use cube::{Lang, Languages};

use crate::{
    format::{Category, Dimension, Format, Words},
    mistake::Collector,
    names::check_unique,
};

/// Resolves the languages, and drops the texts that are in no language of the site. Reports texts that lack one.
pub(super) fn settle(format: &mut Format, mistakes: &mut Collector<'_>) -> Languages {
    let languages = resolve(format, mistakes);
    for dimension in &mut format.dimension {
        for category in &mut dimension.categories {
            keep_labels(category, &languages, mistakes);
        }
    }
    for words in texts(format) {
        words.keep(&languages);
        check_words(words, &languages, mistakes);
    }
    languages
}

fn resolve(format: &Format, mistakes: &mut Collector<'_>) -> Languages {
    let Some(written) = &format.languages else {
        return Languages::default();
    };
    let tags = written.0.get_ref();
    check_unique("the language", tags, mistakes);
    let known = || {
        let named = |lang: Lang| format!("“{}” ({})", lang.tag(), lang.manner().name);
        Lang::ALL.map(named).join(", ")
    };
    let mut languages = Vec::new();
    for tag in tags {
        match Lang::from_tag(tag.get_ref()) {
            Some(lang) if !languages.contains(&lang) => languages.push(lang),
            Some(_) => {}
            None => mistakes.at(
                tag,
                format!(
                    "there are no pages in the language “{}”: choose among {}",
                    tag.get_ref(),
                    known()
                ),
            ),
        }
    }
    if tags.is_empty() {
        mistakes.at(
            &written.0,
            format!(
                "the list of languages is empty: name at least one of {}",
                known()
            ),
        );
    }
    Languages::new(languages).unwrap_or_default()
}

/// Drops the labels of a category that are in no language of the site, and reports one that is missing.
fn keep_labels(category: &mut Category, languages: &Languages, mistakes: &mut Collector<'_>) {
    for lang in Lang::ALL {
        let label = category.label_mut(lang);
        if !languages.has(lang) {
            *label = None;
        } else if label.is_none() {
            let (code, tag) = (category.code.get_ref(), lang.tag());
            mistakes.at(
                &category.code,
                format!(
                    "the category “{code}” has no label in “{tag}”, which is a language of this codebook: add {tag} = \"…\""
                ),
            );
        }
    }
}

fn check_words(words: &Words, languages: &Languages, mistakes: &mut Collector<'_>) {
    if words.is_alone() {
        let each: Vec<String> = languages
            .iter()
            .map(|lang| format!("{} = \"…\"", lang.tag()))
            .collect();
        mistakes.at(
            words.place(),
            format!(
                "this codebook has several languages: write the text in each, as {{ {} }}",
                each.join(", ")
            ),
        );
        return;
    }
    for lang in languages {
        if words.find(*lang).is_none() {
            let tag = lang.tag();
            mistakes.at(
                words.place(),
                format!(
                    "this text is not written in “{tag}”, which is a language of this codebook: add {tag} = \"…\""
                ),
            );
        }
    }
}

/// Lists every text of the codebook but the labels of categories.
fn texts(format: &mut Format) -> Vec<&mut Words> {
    let mut texts = vec![
        &mut format.title,
        &mut format.heading,
        &mut format.lede,
        &mut format.publisher,
        &mut format.caveat,
        &mut format.time.label,
    ];
    let optional = [
        &mut format.notice,
        &mut format.site.name,
        &mut format.time.note,
        &mut format.template.send,
    ];
    texts.extend(optional.into_iter().flatten());
    texts.extend(format.contacts.iter_mut().map(|raw| &mut raw.label));
    texts.extend(format.template.labels.values_mut());
    let institutions = format.source.iter_mut().map(|raw| &mut raw.institution);
    texts.extend(institutions.flatten());
    for raw in &mut format.measure {
        texts.extend([&mut raw.label, &mut raw.definition, &mut raw.unit]);
    }
    texts.extend(format.dimension.iter_mut().flat_map(dimension_texts));
    texts.extend(format.breaks.iter_mut().map(|raw| &mut raw.reason));
    for raw in &mut format.classification {
        texts.extend([&mut raw.name, &mut raw.publisher]);
    }
    texts.extend(format.population.iter_mut().map(|raw| &mut raw.source));
    for raw in &mut format.indicator {
        let needed = [
            &mut raw.label,
            &mut raw.definition,
            &mut raw.unit,
            &mut raw.source,
        ];
        texts.extend(needed.into_iter().chain(&mut raw.note));
        texts.extend(raw.marks.iter_mut().map(|mark| &mut mark.meaning));
    }
    for raw in &mut format.section {
        texts.extend([&mut raw.slug, &mut raw.title, &mut raw.lede]);
        texts.extend(raw.door.iter_mut().map(|door| &mut door.question));
    }
    for raw in &mut format.headline {
        texts.extend([&mut raw.label].into_iter().chain(&mut raw.sentence));
    }
    for raw in &mut format.preset {
        texts.extend([&mut raw.label].into_iter().chain(&mut raw.slug));
    }
    texts
}

fn dimension_texts(raw: &mut Dimension) -> Vec<&mut Words> {
    let mut texts = vec![&mut raw.label];
    texts.extend([&mut raw.definition, &mut raw.note].into_iter().flatten());
    for category in &mut raw.categories {
        let optional = [
            &mut category.definition,
            &mut category.note,
            &mut category.sentence,
        ];
        texts.extend(optional.into_iter().flatten());
    }
    texts
}

#[cfg(test)]
mod tests;
