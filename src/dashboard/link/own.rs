//! Parses and writes the folders below a section's: the pages of its figures and of its groups of persons.

use cube::{Catalog, Preset};

use crate::link::alike::find_alike;
use crate::plan;
use crate::query::{Page, Query};

/// Parses the folder below that of a plain query's section; `None` where there is no such page.
pub fn parse(catalog: &Catalog, plain: &Query, folder: &str) -> Option<Query> {
    let figures = plan::figure_ids(catalog, plain);
    let presets = &plain.section(catalog)?.presets;
    let mut names: Vec<&str> = Vec::new();
    for figure in &figures {
        names.push(figure);
    }
    for preset in presets {
        names.push(preset.slug.get(plain.lang));
    }
    let folder = find_alike(&names, folder)?;
    if is_figure(catalog, plain, folder) {
        return Some(plain.with_figure(Some(folder)));
    }
    let mut presets = presets.iter();
    let preset = presets.find(|preset| preset.slug.get(plain.lang) == folder)?;
    filtered(catalog, plain, preset)
}

/// Returns the figure whose page shows a query; `None` where it shows the whole section.
pub fn figure<'a>(catalog: &Catalog, query: &'a Query) -> Option<&'a str> {
    let figure = query.figure.as_deref()?;
    is_figure(catalog, query, figure).then_some(figure)
}

/// Returns the folder of the group that a query's filters are; `None` where they are something else.
pub fn group<'a>(catalog: &'a Catalog, query: &Query) -> Option<&'a str> {
    if query.filters.len() != 1 || query.page == Page::Home {
        return None;
    }
    let plain = Query::plain(query.lang, query.page.clone());
    for preset in &query.section(catalog)?.presets {
        let group = filtered(catalog, &plain, preset)?;
        let slug = preset.slug.get(query.lang);
        // The same folder may be that of a figure, or of another group.
        let leads_here = !slug.is_empty() && parse(catalog, &plain, slug).as_ref() == Some(&group);
        if group.filters == query.filters && leads_here {
            return plan::is_answerable(catalog, &group).then_some(slug);
        }
    }
    None
}

/// Lists the groups of a plain query's section that have a folder of their own.
pub fn groups(catalog: &Catalog, plain: &Query) -> Vec<Query> {
    let section = plain.section(catalog).into_iter();
    let presets = section.flat_map(|section| &section.presets);
    let mut groups = Vec::new();
    for query in presets.filter_map(|preset| filtered(catalog, plain, preset)) {
        if group(catalog, &query).is_some() && !groups.contains(&query) {
            groups.push(query);
        }
    }
    groups
}

/// Returns a plain query for a group of persons.
fn filtered(catalog: &Catalog, plain: &Query, preset: &Preset) -> Option<Query> {
    let dimension = catalog.dimension(&preset.dimension)?;
    let codes: Vec<&str> = preset.codes.iter().map(String::as_str).collect();
    Some(plain.with_filter(dimension, &codes))
}

fn is_figure(catalog: &Catalog, query: &Query, id: &str) -> bool {
    plan::figure_ids(catalog, query)
        .iter()
        .any(|figure| figure == id)
}

#[cfg(test)]
mod tests {
    use cube::Text;

    use crate::link::{Request, href};
    use crate::testing::sample;

    /// Returns the address of women in a section whose groups have these folders.
    fn women(folders: [&str; 3]) -> String {
        let mut catalog = sample::catalog();
        for section in &mut catalog.sections {
            for (preset, folder) in section.presets.iter_mut().zip(folders) {
                preset.slug = Text::new(folder, folder);
            }
        }
        let request = Request::parse(&catalog, "acreditadas", "sexo=F");
        href(&catalog, &request.query)
    }

    #[test]
    fn a_folder_that_is_taken_is_not_that_of_a_group() {
        assert_eq!(women(["a", "b", "c"]), "acreditadas/c/");
        for taken in [["a", "b", "edad"], ["a", "c", "c"], ["a", "b", ""]] {
            assert_eq!(women(taken), "acreditadas/?sexo=F&v=1", "{taken:?}");
        }
    }
}
