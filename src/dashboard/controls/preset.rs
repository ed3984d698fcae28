//! Makes groups that a reader can choose by one click: filters that the questions have, too.

use cube::Preset;

use crate::context::Context;
use crate::controls::choice::always;
use crate::plan::{self, relax};
use crate::query::{Page, Query};
use crate::view::Choice;
use crate::words;

/// Lists the groups for which a section can show most figures, under their heading; the opening page has none.
///
/// If all of them drop the same part of the query, the heading names it; or else each group does.
pub fn presets(context: &Context) -> (String, Vec<Choice>) {
    let mut found = Vec::new();
    let section = context.query.section(context.catalog());
    if let Some(section) = section.filter(|_| context.query.page != Page::Home) {
        for preset in &section.presets {
            found.extend(choice(context, preset));
        }
    }
    let heading = words::control::GROUPS.text(context.lang());
    let dropped_by_first = found.first().and_then(|(_, dropped)| dropped.clone());
    let is_dropped_by_all = |dropped: &String| {
        found
            .iter()
            .all(|(_, other)| other.as_ref() == Some(dropped))
    };
    match dropped_by_first.filter(is_dropped_by_all) {
        Some(dropped) => {
            let choices = found.into_iter().map(|(choice, _)| choice);
            (
                words::control::dropping(&heading, &dropped),
                choices.collect(),
            )
        }
        None => (heading, found.into_iter().map(name_dropped).collect()),
    }
}

/// Adds to a choice's label the part of the query that it drops.
fn name_dropped((mut choice, dropped): (Choice, Option<String>)) -> Choice {
    if let Some(dropped) = dropped {
        choice.link.label = words::control::dropping(&choice.link.label, &dropped);
    }
    choice
}

/// Makes the choice of a group in place of the chosen one, or of everybody if it is chosen. Returns it with the part of the
/// query that cannot be shown together with the group, and so is dropped.
fn choice(context: &Context, preset: &Preset) -> Option<(Choice, Option<String>)> {
    let (lang, catalog) = (context.lang(), context.catalog());
    let dimension = catalog.dimension(&preset.dimension)?;
    let codes = codes(preset);
    let plain = Query::plain(lang, context.query.page.clone());
    if !plan::is_mostly_answered(catalog, &plain.with_filter(dimension, &codes)) {
        return None;
    }
    let label = context.text(&preset.label);
    if is_chosen(context, preset) {
        let everybody = context.query.with_filter(dimension, &[]);
        return Some((always(context, label, &everybody, true), None));
    }
    let chosen = without_group(context).with_filter(dimension, &codes);
    let is_answerable = |query: &Query| plan::is_answerable(catalog, query);
    if is_answerable(&chosen) {
        return Some((always(context, label, &chosen, false), None));
    }
    let with_group = Context {
        query: &chosen,
        ..*context
    };
    let nearest = relax(&with_group, Some(&dimension.id), &is_answerable);
    let nearest = nearest.into_iter().next()?;
    let choice = always(context, label, &nearest.query, false);
    Some((choice, Some(nearest.label)))
}

/// Decides whether the group is chosen now.
fn is_chosen(context: &Context, preset: &Preset) -> bool {
    let dimension = context.catalog().dimension(&preset.dimension);
    dimension.is_some_and(|dimension| {
        context.query.with_filter(dimension, &codes(preset)) == *context.query
    })
}

fn codes(preset: &Preset) -> Vec<&str> {
    preset.codes.iter().map(String::as_str).collect()
}

/// Returns the query without the section's groups that are chosen.
fn without_group(context: &Context) -> Query {
    let catalog = context.catalog();
    let mut query = context.query.clone();
    let section = query.section(catalog);
    for preset in section.into_iter().flat_map(|section| &section.presets) {
        if let Some(dimension) = catalog.dimension(&preset.dimension)
            && is_chosen(context, preset)
        {
            query = query.with_filter(dimension, &[]);
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::link::Request;
    use crate::testing::queries::any_query;
    use crate::testing::sample;
    use crate::view;

    fn presets(path: &str, search: &str) -> Vec<String> {
        let release = sample::release();
        let view = view(&release, &Request::parse(&release.catalog, path, search));
        let print = |Choice { link, selected, .. }: &Choice| {
            let mark = if *selected { "= " } else { "" };
            format!("{mark}{} → {}", link.label, link.href)
        };
        let Some(bar) = view.bar else { return vec![] };
        let (heading, groups) = bar.groups;
        let heading = Some(heading).filter(|heading| heading.contains('·'));
        heading
            .into_iter()
            .chain(groups.iter().map(print))
            .collect()
    }

    #[test]
    fn a_group_is_chosen_and_left_by_one_click() {
        assert_eq!(
            presets("acreditadas", ""),
            [
                "Niñas, niños y adolescentes → acreditadas/ninez/",
                "Mujeres → acreditadas/mujeres/",
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
                "Niñas, niños y adolescentes → acreditadas/ninez/",
                "= Mujeres → acreditadas/",
            ]
        );
        assert_eq!(presets("", ""), Vec::<String>::new());
    }

    #[test]
    fn filters_that_cannot_be_shown_with_a_group_are_dropped_and_named() {
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
        fn every_group_leads_to_a_page_that_is_answered(query in any_query()) {
            let release = sample::release();
            let view = view(&release, &Request { query, notices: vec![] });
            let groups = view.bar.iter().flat_map(|bar| &bar.groups.1);
            for choice in groups.filter(|choice| !choice.selected) {
                let href = choice.link.href.as_str();
                let (path, search) = href.split_once('?').unwrap_or((href, ""));
                let query = Request::parse(&release.catalog, path, search).query;
                prop_assert!(plan::is_answerable(&release.catalog, &query), "{}", choice.link.href);
            }
        }
    }
}
