//! Tests that every link on every page leads to a view that can be shown, and keeps its promise.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::link::{self, Request};
use crate::query::{Notice, Page, Query};
use crate::testing::links::any_link;
use crate::testing::queries::any_query;
use crate::testing::sample;
use crate::view::{Answers, Body, Choice, Link, View};
use crate::{figures, plan, tables_for, view, words};

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

fn is_answered(body: &Body) -> bool {
    !matches!(body, Body::Missing(_) | Body::Unanswered { .. })
}

/// Lists the figures of a page that are not answered, at its end or in their place, with their nearest views. Two sides of
/// a comparison are one figure with two ids.
fn refused(view: View) -> Vec<(Vec<String>, Vec<Link>)> {
    let mut refused = Vec::new();
    let groups = view
        .unanswered
        .into_iter()
        .flat_map(|unanswered| unanswered.groups);
    for group in groups {
        let mut ids = group.figures.into_iter().peekable();
        while let Some(id) = ids.next() {
            let other = ids.next_if(|other| *other == format!("contra-{id}"));
            let sides = std::iter::once(id).chain(other);
            refused.push((sides.collect(), group.relaxations.clone()));
        }
    }
    for figure in view.figures {
        if let Body::Unanswered { relaxations, .. } = figure.body {
            refused.push((vec![figure.id], relaxations));
        }
    }
    refused
}

/// Lists every address on a page except those of telephones.
fn addresses(view: &View) -> Vec<String> {
    let mut links = vec![&view.site];
    links.extend(view.other_languages.iter().map(|(_, link)| link));
    let mut choices: Vec<&Choice> = Vec::new();
    choices.extend(view.navigation.iter().filter(|choice| choice.selected));
    if let Some(bar) = &view.bar {
        choices.extend(&bar.groups.1);
        links.extend(&bar.clear);
        for question in &bar.questions {
            choices.extend(question.answers.choices());
            links.extend(question.blocks.iter().flat_map(|block| &block.swap));
        }
    }
    let refused = refused(view.clone());
    links.extend(refused.iter().flat_map(|(_, relaxations)| relaxations));
    for figure in &view.figures {
        choices.extend(&figure.shapes);
        choices.extend(&figure.grains);
        links.extend(figure.folded.as_ref().map(|folded| &folded.toggle));
    }
    links.extend(choices.iter().map(|choice| &choice.link));
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
    addresses.into_iter().map(Into::into).collect()
}

proptest! {
    #[test]
    fn any_bytes_as_a_link_give_a_page(path in any_link(), search in any_link()) {
        let release = sample::release();
        let request = Request::parse(&release.catalog, &path, &search);
        let page = view(&release, &request);
        prop_assert!(!page.heading.is_empty() && page.notices.len() <= 6, "{:?}", page.notices);
        // What was not understood is said, and the link to the page no longer has it.
        let again = parse(&page.address);
        prop_assert_eq!((again.query, again.notices), (request.query, vec![]), "{}", page.address);
    }
}

proptest! {
    // Each case makes many pages, and a page takes some milliseconds.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_address_is_canonical_and_can_be_applied(query in any_query()) {
        let release = sample::release();
        for href in addresses(&view(&release, &request(query))) {
            let request = parse(&href);
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
        for (ids, relaxations) in refused(view(&release, &request(query))) {
            prop_assert!(!relaxations.is_empty(), "{:?}", ids);
            for relaxation in relaxations {
                let there = view(&release, &parse(&relaxation.href));
                let answered = |id: &str| there.figures.iter().any(|figure| figure.id == id && is_answered(&figure.body));
                let refused: Vec<String> = refused(there.clone()).into_iter().flat_map(|(ids, _)| ids).collect();
                let is_there = |id: &String| {
                    // A figure of the other side stands alone if the relaxation drops the comparison.
                    let alone = id.strip_prefix("contra-").unwrap_or(id);
                    answered(id) || !refused.contains(id) && answered(alone)
                };
                prop_assert!(ids.iter().any(is_there) || refused.is_empty(), "{}", relaxation.href);
            }
        }
    }

    #[test]
    fn a_figure_is_shown_or_named_once(query in any_query()) {
        let release = sample::release();
        let view = view(&release, &request(query.clone()));
        let context = &plan::for_page(&release, &query);
        let mut expected = Vec::new();
        for plan in plan::plans(&release.catalog, &query) {
            expected.extend(figures::figures(context, &plan).into_iter().map(|figure| figure.id));
        }
        let mut found: Vec<String> = view.figures.into_iter().map(|figure| figure.id).collect();
        if view.dead_end.is_some() && found.is_empty() {
            // The page says of all of them that they are not shown.
            prop_assert!(view.unanswered.is_none());
            return Ok(());
        }
        let groups = view.unanswered.into_iter().flat_map(|unanswered| unanswered.groups);
        found.extend(groups.flat_map(|group| group.figures));
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
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
        let questions = view.bar.iter().flat_map(|bar| &bar.questions);
        let choices = questions.flat_map(|question| question.answers.choices());
        for choice in choices.filter(|choice| !choice.selected) {
            let can_be_shown = plan::is_answerable(&release.catalog, &parse(&choice.link.href).query);
            prop_assert!(!can_be_shown || choice.unavailable.is_none(), "{}", choice.link.href);
            prop_assert!(can_be_shown || choice.unavailable.is_some() || view.dead_end.is_some(), "{}", choice.link.href);
        }
    }

    #[test]
    fn each_reason_stands_once_and_leads_to_where_it_does_not_hold(query in any_query()) {
        let release = sample::release();
        let view = view(&release, &request(query));
        for question in view.bar.iter().flat_map(|bar| &bar.questions) {
            let choices = question.answers.choices();
            let refused = choices.iter().filter_map(|choice| choice.unavailable.as_ref());
            let is_range = matches!(question.answers, Answers::Range { .. });
            let mut reasons: Vec<&String> = refused.collect();
            reasons.sort();
            reasons.dedup();
            prop_assert!(question.blocks.len() == reasons.len() || is_range && question.blocks.len() == 1);
            for swap in question.blocks.iter().filter_map(|block| block.swap.as_ref()) {
                let query = parse(&swap.href).query;
                prop_assert!(plan::is_answerable(&release.catalog, &query), "{}", swap.href);
            }
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
