//! Writes what search engines for datasets read of a page, as JSON-LD in the words of schema.org.
//!
//! A script of this type is data: no browser runs it, and the page's content security policy leaves it alone.

use std::collections::BTreeSet;

use cube::{Catalog, Section, TableEntry};
use dashboard::view::View;
use serde_json::{Map, Value, json};

use crate::{
    head::{Common, describe},
    machines::date,
    pages::SitePage,
};

/// Writes the element with the datasets of a page and its place in the site.
pub fn json_ld(common: Common<'_>, page: &SitePage, view: &View) -> String {
    let described = Described { common, page, view };
    let mut graph = vec![described.breadcrumbs()];
    // Nobody is to search for invented data.
    if common.catalog.notice.is_none() {
        graph.extend(described.dataset());
    }
    let text = json!({"@context": "https://schema.org", "@graph": graph}).to_string();
    // Nothing in it can end the script.
    let text = text.replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>")
}

/// A page that is described.
struct Described<'a> {
    common: Common<'a>,
    page: &'a SitePage,
    view: &'a View,
}

impl Described<'_> {
    /// Writes the address of a page or a file: absolute where the site has an address, else relative to the page.
    fn address(&self, path: &str) -> String {
        match self.common.url {
            Some(url) => url.join(path),
            None => format!("{}{path}", self.page.root()),
        }
    }

    /// Lists the pages above this one, the opening page first, and itself.
    fn breadcrumbs(&self) -> Value {
        let (catalog, lang) = (self.common.catalog, self.page.lang);
        let mut steps = vec![(
            catalog.title.get(lang).to_owned(),
            self.view.site.href.clone(),
        )];
        if let Some(section) = self.section() {
            let folder = format!("{}{}/", self.view.site.href, section.slug.get(lang));
            steps.push((section.title.get(lang).to_owned(), folder));
        }
        if steps.iter().all(|(_, folder)| *folder != self.page.folder) {
            steps.push((self.view.heading.clone(), self.page.folder.clone()));
        }
        let item = |(at, (name, folder)): (usize, (String, String))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": self.address(&folder)});
        let items: Vec<Value> = steps.into_iter().enumerate().map(item).collect();
        json!({"@type": "BreadcrumbList", "itemListElement": items})
    }

    /// Finds the section in whose folder the page is.
    fn section(&self) -> Option<&Section> {
        let below = self.page.folder.strip_prefix(&self.view.site.href)?;
        let (first, _) = below.split_once('/')?;
        let mut sections = self.common.catalog.sections.iter();
        sections.find(|section| section.slug.get(self.page.lang) == first)
    }

    /// Describes the data behind the page: of a section its own, of the opening page all. `None` where a section shows
    /// series of others, and on pages below a section, which has described them.
    fn dataset(&self) -> Option<Value> {
        let (catalog, lang, view) = (self.common.catalog, self.page.lang, self.view);
        let section = self.section();
        let is_below = self.page.folder.matches('/').count()
            > self.view.site.href.matches('/').count() + usize::from(section.is_some());
        if is_below || section.is_some_and(|section| section.measures.is_empty()) {
            return None;
        }
        let name = match section {
            Some(section) => format!("{}: {}", catalog.title.get(lang), section.title.get(lang)),
            None => catalog.title.get(lang).to_owned(),
        };
        let caveat = catalog.caveat.get(lang);
        let publisher = catalog
            .site
            .name
            .as_ref()
            .unwrap_or(&catalog.source)
            .get(lang);
        let mut dataset = Map::new();
        let mut set = |key: &str, value: Value| dataset.insert(key.to_owned(), value);
        set("@type", json!("Dataset"));
        set("name", json!(name));
        set("description", json!(format!("{} {caveat}", describe(view))));
        set("url", json!(self.address(&self.page.folder)));
        set("inLanguage", json!(lang.tag()));
        set("isAccessibleForFree", json!(true));
        set("version", json!(catalog.release));
        set(
            "creator",
            json!({"@type": "Organization", "name": catalog.source.get(lang)}),
        );
        set(
            "publisher",
            json!({"@type": "Organization", "name": publisher}),
        );
        set("variableMeasured", self.variables(section));
        set("distribution", self.files(section));
        let optional = [
            ("license", Some(json!(catalog.site.licence()))),
            ("dateModified", date(catalog).map(|date| json!(date))),
            ("temporalCoverage", years(catalog).map(|years| json!(years))),
            (
                "spatialCoverage",
                country(catalog).map(|name| json!({"@type": "Country", "name": name})),
            ),
        ];
        for (key, value) in optional {
            value.into_iter().for_each(|value| {
                set(key, value);
            });
        }
        Some(Value::Object(dataset))
    }

    /// Lists what is counted, and by what.
    fn variables(&self, section: Option<&Section>) -> Value {
        let (catalog, lang) = (self.common.catalog, self.page.lang);
        let mut variables = Vec::new();
        let measures = catalog.measures.iter();
        for measure in
            measures.filter(|one| section.is_none_or(|all| all.measures.contains(&one.id)))
        {
            let definition = measure.definition.get(lang);
            variables.push(json!({
                "@type": "PropertyValue",
                "name": measure.label.get(lang),
                "description": definition,
                "unitText": measure.unit.get(lang),
            }));
        }
        let dimensions = catalog.dimensions.iter();
        let is_its = |id: &String| {
            *id == catalog.time || section.is_none_or(|all| all.dimensions.contains(id))
        };
        variables.extend(
            dimensions
                .filter(|one| is_its(&one.id))
                .map(|one| json!(one.label.get(lang))),
        );
        Value::Array(variables)
    }

    /// Lists the files: the index of the release, and of a section each table with one question of its own.
    fn files(&self, section: Option<&Section>) -> Value {
        let (catalog, lang) = (self.common.catalog, self.page.lang);
        let file = |name: String, path: String| {
            json!({
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": "application/json",
                "contentUrl": self.address(&path),
            })
        };
        let mut files = vec![file("JSON-stat".into(), "data/index.json".into())];
        for table in catalog
            .tables
            .iter()
            .filter(|table| section.is_some_and(|one| is_of(table, one, catalog)))
        {
            let labels = table
                .dimensions
                .iter()
                .filter_map(|id| catalog.dimension(id));
            let labels: Vec<&str> = labels.map(|dimension| dimension.label.get(lang)).collect();
            let measure = catalog
                .measure(&table.measure)
                .map_or("", |one| one.label.get(lang));
            let path = format!("data/{}{}.json", catalog.folder(), table.id);
            files.push(file(format!("{measure}: {}", labels.join(" × ")), path));
        }
        Value::Array(files)
    }
}

/// Decides whether a table has a measure of the section, and no dimension but time and at most one of the section.
fn is_of(table: &TableEntry, section: &Section, catalog: &Catalog) -> bool {
    let others: Vec<&String> = table
        .dimensions
        .iter()
        .filter(|id| **id != catalog.time)
        .collect();
    section.measures.contains(&table.measure)
        && others.len() < 2
        && others.iter().all(|id| section.dimensions.contains(id))
}

/// Returns the first and the last year, as `2019/2025`.
fn years(catalog: &Catalog) -> Option<String> {
    let categories = &catalog.dimension(&catalog.time)?.categories;
    let is_year =
        |code: &&str| code.len() == 4 && code.bytes().all(|letter| letter.is_ascii_digit());
    let years: BTreeSet<&str> = categories
        .iter()
        .map(|one| one.code.as_str())
        .filter(is_year)
        .collect();
    Some(format!("{}/{}", years.first()?, years.last()?))
}

/// Returns the country whose provinces a dimension has.
fn country(catalog: &Catalog) -> Option<&'static str> {
    let categories = catalog.dimensions.iter().flat_map(|one| &one.categories);
    let mut provinces = categories.filter_map(|one| one.map.get("hasc"));
    let is_here = |code: &String| code.starts_with("CR.");
    provinces
        .next()
        .filter(|code| is_here(code))
        .map(|_| "Costa Rica")
}
