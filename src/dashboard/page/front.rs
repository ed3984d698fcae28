//! Makes the opening page: its headline numbers, how to read them, and links to the sections.

use cube::Section;

use crate::context::Context;
use crate::link;
use crate::page::headline;
use crate::query::{Page, Query};
use crate::view::{Door, Front};
use crate::words::{self, front};

/// What the opening page has besides its figures.
pub fn front(context: &Context) -> Front {
    let (lang, catalog) = (context.lang(), context.catalog());
    let caveat = (
        words::frame::CAVEAT.get(lang),
        vec![context.text(&catalog.caveat)],
    );
    let release = front::release(lang, &catalog.release, &context.period());
    let next = catalog.next.as_ref().map(|due| front::next(lang, due));
    let rules = std::iter::once(front::rules(lang)).chain(still_open(context));
    Front {
        release: std::iter::once(release)
            .chain(next)
            .collect::<Vec<_>>()
            .join(" "),
        headlines: catalog
            .headlines
            .iter()
            .filter_map(|headline| headline::tile(context, headline))
            .collect(),
        reading: vec![caveat, (front::READING.get(lang), rules.collect())],
        doors: catalog
            .sections
            .iter()
            .map(|section| door(context, section))
            .collect(),
    }
}

/// The published years of which more records are expected.
fn still_open(context: &Context) -> Option<String> {
    let years = context
        .time()?
        .leaves()
        .filter(|year| !context.catalog().is_closed(&year.code));
    let years: Vec<String> = years.map(|year| context.text(&year.label)).collect();
    (!years.is_empty()).then(|| front::open(context.lang(), &years))
}

fn door(context: &Context, section: &Section) -> Door {
    let labels = section
        .dimensions
        .iter()
        .filter_map(|id| context.catalog().dimension(id));
    let labels: Vec<String> = labels
        .map(|dimension| context.text(&dimension.label))
        .collect();
    let query = Query::plain(context.lang(), Page::Section(section.id.clone()));
    let series = section
        .indicators
        .iter()
        .filter_map(|id| context.catalog().indicator(id));
    let series: Vec<String> = series.map(|series| context.text(&series.label)).collect();
    let detail = match (labels.as_slice(), series.as_slice()) {
        ([], []) => context.text(&section.lede),
        ([], _) => words::indicator::shown(context.lang(), series),
        (labels, _) => front::by(context.lang(), labels),
    };
    Door {
        link: link::to_view(context, context.text(&section.title), &query),
        detail,
    }
}
