//! The codebook's public part, and the family of tables that it publishes. Both depend on the codebook alone.

use cube::{Catalog, Category, Contact, Dimension, Headline, Measure, Pin, Relations, Role, Section, TableEntry, Text};
use toml::Spanned;

use super::{
    format::{self, Format},
    pages::published,
};

/// The public part of a codebook.
pub(super) fn build(format: Format) -> Catalog {
    let shown = |raw: &&format::Dimension| {
        format.section.iter().any(|section| texts(&section.dimensions).contains(raw.id.get_ref()))
    };
    let dimensions: Vec<Dimension> =
        std::iter::once(years(&format.time)).chain(format.dimension.iter().filter(shown).map(dimension)).collect();
    Catalog {
        relations: relations(&format, &dimensions),
        tables: family(&format, &dimensions),
        dimensions,
        measures: format.measure.iter().map(measure).collect(),
        sections: format.section.iter().map(section).collect(),
        headlines: format.headline.iter().map(headline).collect(),
        codebook: format.id.into_inner(),
        release: format.release.into_inner(),
        title: format.title,
        heading: format.heading,
        lede: format.lede,
        source: format.publisher,
        notice: format.notice,
        caveat: format.caveat,
        threshold: format.threshold.into_inner(),
        contacts: format.contacts.into_iter().map(contact).collect(),
        time: format.time.id.into_inner(),
    }
}

/// Each measure by year; by year and each dimension; and, over all years, by each dimension to be paired and every
/// other one.
fn family(format: &Format, dimensions: &[Dimension]) -> Vec<TableEntry> {
    let time = format.time.id.get_ref();
    let mut tables = Vec::new();
    for measure in format.measure.iter().map(|measure| measure.id.get_ref()) {
        let by = published(format, measure);
        tables.push(entry(measure, &[time], vec![]));
        tables.extend(by.iter().map(|dimension| entry(measure, &[time, dimension], vec![])));
        let mut done: Vec<[&String; 2]> = Vec::new();
        for first in format.tables.pairs.iter().map(Spanned::get_ref).filter(|first| by.contains(first)) {
            for second in by.iter().filter(|second| *second != first && !is_forbidden(format, first, second)) {
                if !done.contains(&[second, first]) {
                    done.push([first, second]);
                    tables.push(entry(measure, &[first, second], rolled_up(dimensions, first)));
                }
            }
        }
    }
    tables
}

fn entry(measure: &str, dimensions: &[&String], rolled_up: Vec<String>) -> TableEntry {
    let dimensions: Vec<String> = dimensions.iter().map(|id| (*id).clone()).collect();
    TableEntry { id: format!("{measure}.{}", dimensions.join(".")), measure: measure.into(), dimensions, rolled_up }
}

fn is_forbidden(format: &Format, first: &String, second: &String) -> bool {
    let pair = |[a, b]: &[Spanned<String>; 2]| [a.get_ref(), b.get_ref()] == [first, second];
    let reverse = |[a, b]: &[Spanned<String>; 2]| [b.get_ref(), a.get_ref()] == [first, second];
    format.tables.forbidden.iter().any(|forbidden| pair(forbidden) || reverse(forbidden))
}

fn rolled_up(dimensions: &[Dimension], id: &String) -> Vec<String> {
    let nested = |dimension: &&Dimension| dimension.categories.iter().any(|category| category.parent.is_some());
    dimensions.iter().filter(|dimension| dimension.id == *id).filter(nested).map(|_| id.clone()).collect()
}

fn relations(format: &Format, dimensions: &[Dimension]) -> Relations {
    let part =
        |measure: &format::Measure| Some((measure.id.get_ref().clone(), measure.part_of.as_ref()?.get_ref().clone()));
    let shown = |pin: &Pin| dimensions.iter().any(|dimension| dimension.id == pin.dimension);
    Relations {
        part_of: format.measure.iter().filter_map(part).collect(),
        equal: format
            .equal
            .iter()
            .map(|equal| (pin(&equal.a), pin(&equal.b)))
            .filter(|(a, b)| shown(a) && shown(b))
            .collect(),
    }
}

fn years(time: &format::Time) -> Dimension {
    let year = |year: u16| Category {
        code: year.to_string(),
        label: Text::new(year.to_string(), year.to_string()),
        ..Category::default()
    };
    Dimension {
        id: time.id.get_ref().clone(),
        label: time.label.clone(),
        role: Role::Time,
        note: time.note.clone(),
        categories: (time.first..=*time.last.get_ref()).map(year).collect(),
        ..Dimension::default()
    }
}

/// The dimension as it is published, if it is.
pub(super) fn dimension(raw: &format::Dimension) -> Dimension {
    let category = |raw: &format::Category| Category {
        code: raw.code.get_ref().clone(),
        label: Text::new(&raw.es, &raw.en),
        parent: raw.parent.as_ref().map(|parent| parent.get_ref().clone()),
        unknown: raw.unknown,
        unprotected: raw.unprotected,
        note: raw.note.clone(),
    };
    Dimension {
        id: raw.id.get_ref().clone(),
        label: raw.label.clone(),
        role: raw.role,
        multi_response: raw.kind == format::Kind::Multi,
        note: raw.note.clone(),
        categories: raw.categories.iter().map(category).collect(),
    }
}

fn measure(raw: &format::Measure) -> Measure {
    Measure {
        id: raw.id.get_ref().clone(),
        label: raw.label.clone(),
        definition: raw.definition.clone(),
        unit: raw.unit.clone(),
    }
}

fn section(raw: &format::Section) -> Section {
    Section {
        id: raw.id.get_ref().clone(),
        slug: Text::new(raw.slug.es.get_ref(), raw.slug.en.get_ref()),
        title: raw.title.clone(),
        lede: raw.lede.clone(),
        layout: raw.layout,
        measures: texts(&raw.measures),
        dimensions: texts(&raw.dimensions),
        filters: texts(&raw.filters),
    }
}

fn headline(raw: &format::Headline) -> Headline {
    Headline { label: raw.label.clone(), measure: raw.measure.get_ref().clone(), pin: raw.pin.as_ref().map(pin) }
}

fn pin(raw: &format::Pin) -> Pin {
    Pin { dimension: raw.dimension.get_ref().clone(), code: raw.code.get_ref().clone() }
}

fn contact(raw: format::Contact) -> Contact {
    Contact { label: raw.label, telephone: raw.telephone.into_inner() }
}

fn texts(spanned: &[Spanned<String>]) -> Vec<String> {
    spanned.iter().map(|text| text.get_ref().clone()).collect()
}
