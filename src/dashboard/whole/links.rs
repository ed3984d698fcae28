//! Tests that every link on every page leads to a view that can be shown, and keeps its promise.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::link::{self, Request};
use crate::query::{Notice, Page, Query};
use crate::testing::queries::any_query;
use crate::testing::sample;
use crate::view::{Body, Choice, Link, View};
use crate::{plan, tables_for, view, words};

fn request(query: Query) -> Request {
    Request {
        query,
        notices: vec![],
    }
}

fn parse(href: &str) -> Request {
    let (path, search) = href.split_once('?').unwrap_or((href, ""));
    Request::parse(&sample::catalog(), path, search)
}

/// Lists the addresses behind bars, areas, nodes and rows.
fn clicks(view: &View) -> Vec<&str> {
    let mut clicks: Vec<&str> = Vec::new();
    for figure in &view.figures {
        match &figure.body {
            Body::Drawing(drawing) => clicks.extend(drawing.hrefs()),
            Body::Chart(chart) => {
                let marks = chart.series.iter().flat_map(|series| &series.marks);
                clicks.extend(marks.filter_map(|mark| mark.href.as_deref()));
            }
            Body::Map(map) => {
                clicks.extend(map.areas.iter().filter_map(|area| area.href.as_deref()))
            }
            Body::Flow(flow) => {
                let nodes = flow.sides.iter().flat_map(|side| &side.nodes);
                clicks.extend(nodes.filter_map(|node| node.href.as_deref()));
            }
            Body::Heat(heat) => {
                clicks.extend(heat.grid.rows.iter().filter_map(|row| row.href.as_deref()))
            }
            Body::Table(grid) => {
                clicks.extend(grid.rows.iter().filter_map(|row| row.href.as_deref()))
            }
            Body::Missing(_) | Body::Unanswered { .. } => {}
        }
    }
    clicks
}

fn relaxations(body: &Body) -> &[Link] {
    match body {
        Body::Unanswered { relaxations, .. } => relaxations,
        Body::Drawing(_)
        | Body::Chart(_)
        | Body::Map(_)
        | Body::Flow(_)
        | Body::Heat(_)
        | Body::Table(_)
        | Body::Missing(_) => &[],
    }
}

fn is_answered(body: &Body) -> bool {
    !matches!(body, Body::Missing(_) | Body::Unanswered { .. })
}

/// Lists every address on a page except those of telephones.
fn addresses(view: &View) -> Vec<&str> {
    let mut links = vec![&view.site, &view.other_language.1];
    let mut choices: Vec<&Choice> = Vec::new();
    choices.extend(view.navigation.iter().filter(|choice| choice.selected));
    choices.extend(&view.presets);
    for control in &view.controls {
        choices.extend(&control.choices);
        choices.extend(control.more.iter().flat_map(|(_, choices)| choices));
    }
    for figure in &view.figures {
        choices.extend(&figure.shapes);
        choices.extend(&figure.grains);
        links.extend(figure.folded.as_ref().map(|folded| &folded.toggle));
        links.extend(relaxations(&figure.body));
    }
    links.extend(choices.iter().map(|choice| &choice.link));
    links.extend(view.chips.iter().map(|chip| &chip.remove));
    links.extend(&view.clear);
    if let Some(front) = &view.front {
        links.extend(front.doors.iter().map(|door| &door.link));
        links.extend(front.groups.iter().map(|tile| &tile.link));
    }
    if let Some(dead_end) = &view.dead_end {
        links.extend(&dead_end.relaxations);
    }
    let mut addresses = clicks(view);
    let story = view.front.iter().flat_map(|front| &front.story);
    addresses.extend(story.filter_map(|words| words.href.as_deref()));
    addresses.extend(links.iter().map(|link| link.href.as_str()));
    addresses
}

proptest! {
    // Each case makes many pages, and a page takes some milliseconds.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_address_is_canonical_and_can_be_applied(query in any_query()) {
        let release = sample::release();
        for href in addresses(&view(&release, &request(query))) {
            let request = parse(href);
            prop_assert_eq!(&request.notices, &vec![], "{}", href);
            prop_assert_eq!(link::href(&release.catalog, &request.query), href);
        }
    }

    #[test]
    fn another_section_keeps_years_and_filters_or_says_what_it_drops(query in any_query()) {
        let release = sample::release();
        let catalog = &release.catalog;
        for choice in view(&release, &request(query.clone())).navigation {
            let there = parse(&choice.link.href);
            if choice.selected || there.query.page == Page::Home {
                prop_assert!(there.notices.is_empty() && there.query.is_clear(), "{}", choice.link.href);
                continue;
            }
            let dropped: BTreeSet<&str> = there.notices.iter().map(|notice| match notice {
                Notice::Dropped(id) => id.as_str(),
                other => panic!("{other:?}"),
            }).collect();
            let mut expected: BTreeSet<&str> = BTreeSet::new();
            expected.extend((query.years.is_some() && there.query.years != query.years).then_some("anio"));
            expected.extend(query.against.is_some().then_some("contra"));
            for (id, codes) in &query.filters {
                prop_assert!(there.query.filters.get(id).is_none_or(|kept| kept == codes));
                expected.extend((!there.query.filters.contains_key(id)).then_some(id.as_str()));
            }
            prop_assert_eq!(dropped, expected);
            prop_assert!(there.query.is_clear() || plan::is_answerable(catalog, &there.query));
            // Nothing more can be kept.
            let section = catalog.section(match &there.query.page { Page::Section(id) => id, Page::Home => "" }).unwrap();
            for (id, codes) in query.filters.iter().filter(|(id, _)| section.filters.contains(id)) {
                let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                let more = there.query.with_filter(catalog.dimension(id).unwrap(), &codes);
                prop_assert!(more == there.query || !plan::is_answerable(catalog, &more), "{}", choice.link.href);
            }
            let more = there.query.with_years(catalog, query.years.clone());
            prop_assert!(query.years.is_none() || more == there.query || !plan::is_answerable(catalog, &more), "{}", choice.link.href);
        }
    }

    #[test]
    fn a_click_leads_to_a_page_that_is_answered(query in any_query()) {
        let release = sample::release();
        for href in clicks(&view(&release, &request(query.clone()))) {
            let clicked = parse(href).query;
            let undone = clicked.filters.len() < query.filters.len();
            prop_assert!(undone || plan::is_answerable(&release.catalog, &clicked), "{}", href);
        }
    }

    #[test]
    fn a_relaxation_leads_to_the_figure_that_was_not_answered(query in any_query()) {
        let release = sample::release();
        for figure in view(&release, &request(query)).figures {
            let relaxations = relaxations(&figure.body);
            prop_assert!(!relaxations.is_empty() || is_answered(&figure.body), "{}", figure.id);
            for relaxation in relaxations {
                let shown_there = view(&release, &parse(&relaxation.href)).figures;
                // A figure of the other side stands alone if the relaxation drops the comparison.
                let alone = figure.id.strip_prefix("contra-").unwrap_or(&figure.id);
                let is_there = shown_there.iter().any(|other| other.id == figure.id);
                let id = if is_there { figure.id.as_str() } else { alone };
                let same = shown_there.iter().filter(|other| other.id == id);
                let shown = if same.clone().count() == 1 { same.collect::<Vec<_>>() } else { shown_there.iter().collect() };
                prop_assert!(shown.iter().all(|figure| is_answered(&figure.body)), "{}", relaxation.href);
            }
        }
    }

    #[test]
    fn nothing_is_a_dead_end(query in any_query()) {
        let release = sample::release();
        let view = view(&release, &request(query.clone()));
        prop_assert_eq!(view.dead_end.is_none(), plan::is_answerable(&release.catalog, &query));
        let Some(dead_end) = view.dead_end else { return Ok(()) };
        prop_assert!(!dead_end.relaxations.is_empty());
        for relaxation in dead_end.relaxations {
            let nearer = parse(&relaxation.href).query;
            prop_assert!(plan::is_answerable(&release.catalog, &nearer), "{}", relaxation.href);
            for (dimension, codes) in query.filters.iter().filter(|(id, codes)| nearer.filters.get(*id) != Some(*codes)) {
                let dimension = release.catalog.dimension(dimension).unwrap();
                let code = nearer.filters.get(&dimension.id).unwrap_or(codes).first().unwrap();
                let named = dimension.category(code).unwrap().label.get(query.lang);
                prop_assert!(relaxation.label.contains(named), "{} does not name {}", relaxation.label, named);
            }
            prop_assert!(nearer.years == query.years || relaxation.label.contains("años") || relaxation.label.contains("years"));
        }
    }

    #[test]
    fn a_choice_is_unavailable_where_no_table_answers_it(query in any_query()) {
        let release = sample::release();
        let view = view(&release, &request(query));
        let choices = view.controls.iter().flat_map(|control| {
            control.choices.iter().chain(control.more.iter().flat_map(|(_, choices)| choices))
        });
        for choice in choices.filter(|choice| !choice.selected) {
            let can_be_shown = plan::is_answerable(&release.catalog, &parse(&choice.link.href).query);
            prop_assert!(!can_be_shown || choice.unavailable.is_none(), "{}", choice.link.href);
            prop_assert!(can_be_shown || choice.unavailable.is_some() || view.dead_end.is_some(), "{}", choice.link.href);
        }
    }

    #[test]
    fn a_page_needs_no_other_tables_than_it_lists(query in any_query()) {
        let whole = sample::release();
        let mut part = whole.clone();
        let needed = tables_for(&whole.catalog, &query);
        part.tables.retain(|id, _| needed.contains(id));
        prop_assert_eq!(view(&part, &request(query.clone())), view(&whole, &request(query)));
    }

    #[test]
    fn a_page_without_its_tables_says_so(query in any_query()) {
        let mut release = sample::release();
        release.tables.clear();
        let reason = words::relaxation::TABLE_MISSING.text(query.lang);
        let view = view(&release, &request(query.clone()));
        prop_assert!(view.front.iter().all(|front| front.story.is_empty() && front.groups.is_empty() && front.people.is_none()));
        for figure in view.figures {
            match figure.body {
                Body::Missing(shown) => prop_assert_eq!(shown, reason.clone()),
                Body::Unanswered { relaxations, .. } => prop_assert!(!relaxations.is_empty()),
                _ => panic!("{} is shown", figure.id),
            }
        }
    }
}
