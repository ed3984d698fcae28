//! Builds the public part of a codebook. It depends on the codebook alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    format::{self, Format},
    notation::spelling::fold,
    part,
    placed::Placed,
    tables::list_tables,
    years,
};
use cube::{
    Accent, Break, Catalog, Category, Classification, Contact, Dimension, Door, Headline,
    Indicator, Lang, Languages, Measure, Pin, Population, Preset, Relations, Section, Settled,
    Site, SourceMark, TOTAL, Text,
};

/// Builds the public part of a codebook.
pub(super) fn build(format: Format, languages: Languages) -> Catalog {
    let shown = |raw: &&format::Dimension| {
        format
            .section
            .iter()
            .any(|section| texts(&section.dimensions).contains(raw.id.get_ref()))
    };
    let dimensions: Vec<Dimension> = std::iter::once(years::build(&format.time, &languages))
        .chain(format.dimension.iter().filter(shown).map(build_dimension))
        .collect();
    Catalog {
        relations: relations(&format, &dimensions),
        tables: list_tables(&format, &dimensions),
        dimensions,
        measures: format.measure.iter().map(measure).collect(),
        sections: format
            .section
            .iter()
            .map(|raw| section(raw, &format.preset, &languages))
            .collect(),
        headlines: format.headline.iter().map(headline).collect(),
        releases: Vec::new(),
        pinned: false,
        codebook: format.id.into_inner(),
        languages,
        release: format.release.into_inner(),
        edition: String::new(),
        next: format.next.map(Placed::into_inner),
        title: format.title.into(),
        heading: format.heading.into(),
        lede: format.lede.into(),
        source: format.publisher.into(),
        notice: format.notice.map(Text::from),
        caveat: format.caveat.into(),
        threshold: format.threshold.into_inner(),
        site: site(format.site),
        contacts: format.contacts.into_iter().map(contact).collect(),
        without: sorted(&format.time.without),
        closed: format.time.closed.map(Placed::into_inner),
        revised: format.time.revised.iter().map(year_code).collect(),
        breaks: format.breaks.into_iter().map(series_break).collect(),
        indicators: format.indicator.into_iter().map(indicator).collect(),
        classifications: format
            .classification
            .into_iter()
            .map(classification)
            .collect(),
        populations: format.population.into_iter().map(population).collect(),
        time: format.time.id.into_inner(),
    }
}

fn year_code(year: &Placed<u16>) -> String {
    year.get_ref().to_string()
}

/// The relations between published dimensions.
fn relations(format: &Format, dimensions: &[Dimension]) -> Relations {
    let shown = |pin: &Pin| {
        dimensions
            .iter()
            .any(|dimension| dimension.id == pin.dimension)
    };
    let pairs = |pairs: Vec<(Pin, Pin)>| {
        pairs
            .into_iter()
            .filter(|(a, b)| shown(a) && shown(b))
            .collect()
    };
    let part_of = |measure: &format::Measure| {
        Some((
            measure.id.get_ref().clone(),
            measure.part_of.as_ref()?.get_ref().clone(),
        ))
    };
    let derived = format.derived.iter().flat_map(derived);
    let (equal, unions): (Vec<_>, Vec<_>) = derived.partition(|(_, parts)| parts.len() == 1);
    let equal = equal
        .into_iter()
        .flat_map(|(whole, parts)| parts.into_iter().map(move |part| (whole.clone(), part)));
    let unions = unions.into_iter().chain(format.asked.iter().map(asked));
    Relations {
        part_of: format.measure.iter().filter_map(part_of).collect(),
        within: format
            .measure
            .iter()
            .filter_map(|measure| part::find_category(format, measure))
            .collect(),
        equal: pairs(
            format
                .equal
                .iter()
                .map(|raw| (pin(&raw.a), pin(&raw.b)))
                .chain(equal)
                .collect(),
        ),
        implies: pairs(
            format
                .implies
                .iter()
                .map(|raw| (pin(&raw.if_), pin(&raw.then)))
                .collect(),
        ),
        impossible: pairs(
            format
                .impossible
                .iter()
                .map(|raw| (pin(&raw.a), pin(&raw.b)))
                .collect(),
        ),
        unions: unions
            .filter(|(whole, parts)| shown(whole) && parts.iter().all(shown))
            .collect(),
    }
}

/// Each category of a derived dimension, with the categories that it consists of.
fn derived(raw: &format::Derived) -> impl Iterator<Item = (Pin, Vec<Pin>)> {
    let pin = |id: &Placed<String>, code: &Placed<String>| Pin {
        dimension: id.get_ref().clone(),
        code: code.get_ref().clone(),
    };
    let parts = move |of: &[Placed<String>]| of.iter().map(|code| pin(&raw.from, code)).collect();
    raw.codes
        .iter()
        .map(move |(code, of)| (pin(&raw.dimension, code), parts(of)))
}

/// A dimension that applies to some persons: its total is these persons and the category of all others.
fn asked(raw: &format::Asked) -> (Pin, Vec<Pin>) {
    let pin_of = |code: &str| Pin {
        dimension: raw.dimension.get_ref().clone(),
        code: code.into(),
    };
    (
        pin_of(TOTAL),
        vec![pin(&raw.if_), pin_of(raw.else_.get_ref())],
    )
}

fn series_break(raw: format::Break) -> Break {
    Break {
        year: raw.year.into_inner(),
        measures: texts(&raw.measures),
        dimensions: texts(&raw.dimensions),
        reason: raw.reason.into(),
        source: raw.source,
    }
}

fn population(raw: format::Population) -> Population {
    Population {
        dimension: raw.dimension.into_inner(),
        year: raw.year,
        source: raw.source.into(),
        counts: raw
            .counts
            .into_iter()
            .map(|(code, count)| (code.into_inner(), count.into_inner()))
            .collect(),
    }
}

fn indicator(raw: format::Indicator) -> Indicator {
    let mark = |raw: format::SourceMark| SourceMark {
        text: raw.text.into_inner(),
        meaning: raw.meaning.into(),
        years: raw
            .years
            .into_iter()
            .map(|year| year.into_inner().to_string())
            .collect(),
    };
    Indicator {
        id: raw.id.into_inner(),
        label: raw.label.into(),
        definition: raw.definition.into(),
        unit: raw.unit.into(),
        source: raw.source.into(),
        note: raw.note.map(Text::from),
        values: raw
            .values
            .into_iter()
            .map(|(year, number)| (year.into_inner(), number.into_inner()))
            .collect(),
        marks: raw.marks.into_iter().map(mark).collect(),
    }
}

/// The years of a list, in order.
fn sorted(years: &[Placed<u16>]) -> Vec<u16> {
    let years: BTreeSet<u16> = years.iter().map(|year| *year.get_ref()).collect();
    years.into_iter().collect()
}

/// Builds a dimension as it would be published.
pub(super) fn build_dimension(raw: &format::Dimension) -> Dimension {
    let category = |raw: &format::Category| Category {
        code: raw.code.get_ref().clone(),
        label: label(raw),
        parent: raw.parent.as_ref().map(|parent| parent.get_ref().clone()),
        apart: false,
        replaces: texts(&raw.replaces),
        unknown: raw.unknown,
        other: raw.other,
        unprotected: (),
        definition: raw.definition.clone().map(Text::from),
        note: raw.note.clone().map(Text::from),
        sentence: raw.sentence.as_ref().map(Text::from),
        map: crosswalk(raw),
    };
    Dimension {
        id: raw.id.get_ref().clone(),
        label: raw.label.clone().into(),
        replaces: raw.replaces.as_ref().map(|id| id.get_ref().clone()),
        role: raw.role,
        multi_response: raw.kind == format::Kind::Multi,
        definition: raw.definition.clone().map(Text::from),
        note: raw.note.clone().map(Text::from),
        settled: raw.settled.as_ref().map(settled),
        drawn: raw.drawn,
        ordered: raw.ordered.unwrap_or(raw.kind == format::Kind::Age),
        mirrored_by: raw.mirrored_by.as_ref().map(|by| by.get_ref().clone()),
        flows_from: raw.flows_from.as_ref().map(|from| from.get_ref().clone()),
        categories: raw.categories.iter().map(category).collect(),
    }
}

fn settled(raw: &format::Settled) -> Settled {
    Settled {
        until: *raw.until.get_ref(),
        pending: texts(&raw.pending),
    }
}

/// The label of a category.
fn label(raw: &format::Category) -> Text {
    let mut text = Text::default();
    for lang in Lang::ALL {
        if let Some(label) = raw.label(lang) {
            text.set(lang, label);
        }
    }
    text
}

/// The names of a category in other classifications.
fn crosswalk(raw: &format::Category) -> BTreeMap<String, String> {
    let format::Map {
        glotip,
        iccs,
        htcds,
        m49,
        hasc,
    } = &raw.map;
    let named = [
        ("glotip", glotip),
        ("iccs", iccs),
        ("htcds", htcds),
        ("m49", m49),
        ("hasc", hasc),
    ];
    let named = named.map(|(name, code)| (name, code.as_deref().unwrap_or_default()));
    let filled = named
        .into_iter()
        .chain([("ic_tip", raw.ic_tip.as_str())])
        .filter(|(_, code)| !code.is_empty());
    filled
        .map(|(name, code)| (name.to_owned(), code.to_owned()))
        .collect()
}

fn measure(raw: &format::Measure) -> Measure {
    Measure {
        id: raw.id.get_ref().clone(),
        label: raw.label.clone().into(),
        definition: raw.definition.clone().into(),
        unit: raw.unit.clone().into(),
        replaces: raw.replaces.as_ref().map(|id| id.get_ref().clone()),
    }
}

fn section(raw: &format::Section, presets: &[format::Preset], languages: &Languages) -> Section {
    let filtered =
        |preset: &&format::Preset| texts(&raw.filters).contains(preset.filter.dimension.get_ref());
    Section {
        id: raw.id.get_ref().clone(),
        slug: (&raw.slug).into(),
        title: raw.title.clone().into(),
        lede: raw.lede.clone().into(),
        layout: raw.layout,
        measures: texts(&raw.measures),
        dimensions: texts(&raw.dimensions),
        filters: texts(&raw.filters),
        indicators: texts(&raw.indicators),
        presets: presets
            .iter()
            .filter(filtered)
            .map(|raw| preset(raw, languages))
            .collect(),
        door: raw.door.as_ref().map(door),
    }
}

fn door(raw: &format::Door) -> Door {
    Door {
        question: raw.question.clone().into(),
        answer: raw.answer.get_ref().clone(),
    }
}

fn classification(raw: format::Classification) -> Classification {
    Classification {
        dimensions: texts(&raw.dimensions),
        name: raw.name.into(),
        publisher: raw.publisher.into(),
        version: raw.version,
        link: raw.link.map(Placed::into_inner),
    }
}

fn site(raw: format::Site) -> Site {
    let accent = |raw: format::Accent| Accent {
        light: raw.light.into_inner(),
        dark: raw.dark.into_inner(),
    };
    Site {
        name: raw.name.map(Text::from),
        logo: raw.logo.map(|logo| logo.into_inner().trim().to_owned()),
        accent: raw.accent.map(accent),
        exit: raw.exit.map(Placed::into_inner),
        licence: raw.licence.map(Placed::into_inner),
        contact: raw.contact.map(Placed::into_inner),
    }
}

fn preset(raw: &format::Preset, languages: &Languages) -> Preset {
    Preset {
        label: raw.label.clone().into(),
        dimension: raw.filter.dimension.get_ref().clone(),
        codes: texts(&raw.filter.codes),
        slug: match &raw.slug {
            Some(slug) => slug.into(),
            None => {
                let label = Text::from(&raw.label);
                languages.write_text(|lang| slug(label.get(lang)))
            }
        },
    }
}

/// Makes a folder of a label: `ninas-ninos-y-adolescentes`.
fn slug(label: &str) -> String {
    let plain = fold(label);
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

fn headline(raw: &format::Headline) -> Headline {
    Headline {
        label: raw.label.clone().into(),
        measure: raw.measure.get_ref().clone(),
        pin: raw.pin.as_ref().map(pin),
        sentence: raw.sentence.as_ref().map(Text::from),
    }
}

fn pin(raw: &format::Pin) -> Pin {
    Pin {
        dimension: raw.dimension.get_ref().clone(),
        code: raw.code.get_ref().clone(),
    }
}

fn contact(raw: format::Contact) -> Contact {
    Contact {
        label: raw.label.into(),
        telephone: raw.telephone.into_inner(),
    }
}

fn texts(spanned: &[Placed<String>]) -> Vec<String> {
    spanned.iter().map(|text| text.get_ref().clone()).collect()
}
