//! Links to groups that a reader can choose by one click: the same filters as those of the selects.

use cube::Preset;

use crate::context::Context;
use crate::plan::{self, relax};
use crate::query::{Page, Query};
use crate::view::Choice;
use crate::{link, words};

/// The groups of which a section can show most of its figures, under their heading; none on the opening page. What has to
/// be dropped for all of them is named in the heading.
pub fn presets(context: &Context) -> (String, Vec<Choice>) {
    let section = context
        .query
        .section(context.catalog())
        .filter(|_| context.query.page != Page::Home);
    let presets = section.into_iter().flat_map(|section| &section.presets);
    let found: Vec<(Choice, Option<String>)> = presets
        .filter_map(|preset| choice(context, preset))
        .collect();
    let heading = words::control::GROUPS.get(context.lang());
    let dropped = found.first().and_then(|(_, dropped)| dropped.clone());
    let dropped = dropped.filter(|dropped| {
        found
            .iter()
            .all(|(_, other)| other.as_ref() == Some(dropped))
    });
    let named = |(mut choice, own): (Choice, Option<String>)| {
        if let Some(own) = own.filter(|_| dropped.is_none()) {
            choice.link.label = words::control::but(&choice.link.label, &own);
        }
        choice
    };
    let heading = dropped.as_ref().map_or(heading.clone(), |dropped| {
        words::control::but(&heading, dropped)
    });
    (heading, found.into_iter().map(named).collect())
}

/// The group in the place of the one that is chosen, or everybody where it is that one. What else cannot be shown
/// together with it is dropped and named.
fn choice(context: &Context, preset: &Preset) -> Option<(Choice, Option<String>)> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let dimension = catalog.dimension(&preset.dimension)?;
    let codes = codes(preset);
    let is_answerable = |query: &Query| plan::is_answerable(catalog, query);
    if !plan::is_mostly_answered(
        catalog,
        &Query::plain(lang, context.query.page.clone()).with_filter(dimension, &codes),
    ) {
        return None;
    }
    let label = context.text(&preset.label);
    if is_chosen(context, preset) {
        let link = link::to_view(context, label, &context.query.with_filter(dimension, &[]));
        return Some((
            Choice {
                link,
                selected: true,
                unavailable: None,
            },
            None,
        ));
    }
    let chosen = without_group(context).with_filter(dimension, &codes);
    if is_answerable(&chosen) {
        return Some((
            Choice {
                link: link::to_view(context, label, &chosen),
                selected: false,
                unavailable: None,
            },
            None,
        ));
    }
    let asked = Context {
        query: &chosen,
        ..*context
    };
    let relaxation = relax(&asked, Some(&dimension.id), &is_answerable)
        .into_iter()
        .next()?;
    let link = link::to_view(context, label, &relaxation.query);
    Some((
        Choice {
            link,
            selected: false,
            unavailable: None,
        },
        Some(relaxation.label),
    ))
}

/// Whether the group is what its dimension is filtered by.
fn is_chosen(context: &Context, preset: &Preset) -> bool {
    let dimension = context.catalog().dimension(&preset.dimension);
    dimension.is_some_and(|dimension| {
        context.query.with_filter(dimension, &codes(preset)) == *context.query
    })
}

fn codes(preset: &Preset) -> Vec<&str> {
    preset.codes.iter().map(String::as_str).collect()
}

/// The query without the groups of the section that are chosen.
fn without_group(context: &Context) -> Query {
    let section = context.query.section(context.catalog());
    let chosen = section
        .into_iter()
        .flat_map(|section| &section.presets)
        .filter(|one| is_chosen(context, one));
    let dimensions = chosen.filter_map(|preset| context.catalog().dimension(&preset.dimension));
    dimensions.fold(context.query.clone(), |query, dimension| {
        query.with_filter(dimension, &[])
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::link::Request;
    use crate::testing::sample;
    use crate::view;

    fn presets(path: &str, search: &str) -> Vec<String> {
        let release = sample::release();
        let view = view(&release, &Request::parse(&release.catalog, path, search));
        let mark = |choice: &Choice| if choice.selected { "= " } else { "" };
        let told = |choice: &Choice| {
            format!(
                "{}{} → {}",
                mark(choice),
                choice.link.label,
                choice.link.href
            )
        };
        let heading = Some(view.frame.groups).filter(|heading| heading.contains('·'));
        heading
            .into_iter()
            .chain(view.presets.iter().map(told))
            .collect()
    }

    #[test]
    fn a_group_is_chosen_and_left_by_one_click() {
        assert_eq!(
            presets("acreditadas", ""),
            [
                "Niñas, niños y adolescentes → acreditadas/?edad=MIN&v=1",
                "Mujeres → acreditadas/?sexo=F&v=1",
            ]
        );
        assert_eq!(
            presets("en/yearly", "edad=0_11&anio=2024-2025"),
            [
                "Children and adolescents → en/yearly/?anio=2024-2025&edad=MIN&v=1",
                "Adolescents → en/yearly/?anio=2024-2025&edad=12_17&v=1",
                "Women and girls · without the filter Age: 0–11 → en/yearly/?anio=2024-2025&sexo=F&v=1",
            ]
        );
        assert_eq!(
            presets("acreditadas", "sexo=F"),
            [
                "Niñas, niños y adolescentes → acreditadas/?edad=MIN&v=1",
                "= Mujeres → acreditadas/",
            ]
        );
        assert_eq!(presets("", ""), Vec::<String>::new());
    }

    #[test]
    fn what_cannot_be_shown_with_the_group_is_dropped_and_named() {
        assert_eq!(
            presets("acreditadas", "anio=2024&tabla=pais"),
            [
                "Grupos · con todos los años",
                "Niñas, niños y adolescentes → acreditadas/?edad=MIN&tabla=pais&v=1",
                "Mujeres → acreditadas/?sexo=F&tabla=pais&v=1",
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_group_leads_to_a_page_that_is_answered(query in sample::query()) {
            let release = sample::release();
            let view = view(&release, &Request { query, notices: vec![] });
            for choice in view.presets.iter().filter(|choice| !choice.selected) {
                let (path, search) = choice.link.href.split_once('?').unwrap();
                let query = Request::parse(&release.catalog, path, search).query;
                prop_assert!(plan::is_answerable(&release.catalog, &query), "{}", choice.link.href);
            }
        }
    }
}
