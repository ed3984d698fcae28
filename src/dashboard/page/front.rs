//! Makes the opening page: its story, people as dots, groups year by year, and links to the sections.

use crate::context::Context;
use crate::link;
use crate::page::{door, headline, people, story};
use crate::view::Front;
use crate::words::{self, front};

/// Makes the parts that only the opening page has.
pub fn front(context: &Context) -> Front {
    let (lang, catalog) = (context.lang(), context.catalog());
    let mut release = front::name_release(lang, &catalog.release, &context.period());
    if let Some(due) = &catalog.next {
        release = format!("{release} {}", front::announce_next(lang, due));
    }
    let site = &catalog.site;
    let logo = site
        .logo
        .as_ref()
        .map(|logo| format!("data:image/svg+xml,{}", link::encode(logo)));
    let groups = catalog
        .headlines
        .iter()
        .filter(|headline| headline.pin.is_some());
    Front {
        institution: site.name.as_ref().map(|name| (context.text(name), logo)),
        story: story::story(context),
        notes: notes(context),
        release,
        people: people::people(context),
        groups: groups
            .filter_map(|headline| headline::tile(context, headline))
            .collect(),
        doors: door::doors(context),
    }
}

/// Lists what readers must know to interpret the story.
fn notes(context: &Context) -> Vec<String> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let groups = catalog
        .headlines
        .iter()
        .filter(|headline| headline.pin.is_some());
    let mut notes = Vec::new();
    if groups.count() > 1 {
        notes.push(front::GROUPS_OVERLAP.text(lang));
    }
    notes.extend(still_open(context));
    notes.extend(not_collected(context));
    notes.push(context.text(&catalog.caveat));
    notes
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
