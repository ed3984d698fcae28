//! Makes the opening page: its headline numbers, how to read them, and links to the sections.

use cube::Section;

use crate::context::Context;
use crate::link;
use crate::page::headline;
use crate::query::{Page, Query};
use crate::view::{Door, Front};
use crate::words::{self, front};

/// Makes the parts that only the opening page has.
pub fn front(context: &Context) -> Front {
    let (lang, catalog) = (context.lang(), context.catalog());
    let caveat = (
        words::frame::CAVEAT.text(lang),
        vec![context.text(&catalog.caveat)],
    );
    let mut release = front::name_release(lang, &catalog.release, &context.period());
    if let Some(due) = &catalog.next {
        release = format!("{release} {}", front::announce_next(lang, due));
    }
    let mut rules = vec![words::frame::explain_rules(lang)];
    rules.extend(still_open(context));
    rules.extend(not_collected(context));
    let headlines = catalog.headlines.iter();
    let sections = catalog.sections.iter();
    Front {
        release,
        headlines: headlines
            .filter_map(|headline| headline::tile(context, headline))
            .collect(),
        reading: vec![caveat, (front::READING.text(lang), rules)],
        doors: sections.map(|section| door(context, section)).collect(),
    }
}

/// Names the published years for which more records are expected.
fn still_open(context: &Context) -> Option<String> {
    let mut open = Vec::new();
    for year in context.time()?.leaves() {
        if !context.catalog().is_closed(&year.code) {
            open.push(context.text(&year.label));
        }
    }
    (!open.is_empty()).then(|| front::still_open(context.lang(), &open))
}

/// Names the years of which nothing was collected.
fn not_collected(context: &Context) -> Option<String> {
    let without = context.catalog().without.iter();
    let years: Vec<String> = without.map(u16::to_string).collect();
    (!years.is_empty()).then(|| words::mark::not_collected(context.lang(), &years))
}

/// Links to a section, with its dimensions, its series or its lede.
fn door(context: &Context, section: &Section) -> Door {
    let (lang, catalog) = (context.lang(), context.catalog());
    let mut dimensions = Vec::new();
    for dimension in section
        .dimensions
        .iter()
        .filter_map(|id| catalog.dimension(id))
    {
        dimensions.push(context.text(&dimension.label));
    }
    let mut series = Vec::new();
    for indicator in section
        .indicators
        .iter()
        .filter_map(|id| catalog.indicator(id))
    {
        series.push(context.text(&indicator.label));
    }
    let detail = match (dimensions.as_slice(), series.as_slice()) {
        ([], []) => context.text(&section.lede),
        ([], _) => words::indicator::list_series(lang, series),
        (dimensions, _) => front::list_dimensions(lang, dimensions),
    };
    let query = Query::plain(lang, Page::Section(section.id.clone()));
    Door {
        link: link::to_view(context, context.text(&section.title), &query),
        detail,
    }
}
