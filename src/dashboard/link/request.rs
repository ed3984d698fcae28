//! Parses a link into a query, and lists the parts that could not be applied.

use std::collections::BTreeSet;

use cube::{Catalog, Dimension, Lang, TOTAL};

use crate::link::alike::{find_alike, trim, trim_end};
use crate::link::embed::EMBED;
use crate::link::own;
use crate::link::percent::decode;
use crate::link::range::parse_range;
use crate::plan;
use crate::query::{
    AGAINST, Against, BREAKDOWN, CURRENT, DisplayOption, Notice, ORDER, Order, Page, Query,
    RELEASE, SHOW, Show, VERSION, WITHOUT, selection,
};

/// A parsed link: the query, and the parts that could not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The parts that are applied.
    pub query: Query,
    /// The parts that could not be applied; the page shows them.
    pub notices: Vec<Notice>,
}

impl Request {
    /// Parses a path below the site's root and a query string, with or without their `/` and `?`. Any text can be parsed:
    /// the parts that cannot be applied become notices.
    pub fn parse(catalog: &Catalog, path: &str, search: &str) -> Request {
        let (lang, query) = parse_path(catalog, path);
        let mut request = Request {
            query: query.clone().unwrap_or(Query::plain(lang, Page::Home)),
            notices: vec![],
        };
        if query.is_none() {
            request.notices.push(Notice::Page(decode(path)));
        }
        let (keys, mut seen) = (list_keys(catalog), BTreeSet::new());
        for (key, value) in pairs(search) {
            let key = find_alike(&keys, &key).map_or(key.clone(), str::to_owned);
            if seen.insert(key.clone()) {
                request.apply(catalog, key, &value);
            } else if keys.contains(&key.as_str()) {
                request.notices.push(Notice::Repeated(key));
            }
        }
        request.drop_inapplicable(catalog);
        request
    }

    /// Drops the options that no figure of the page can show, each with a notice.
    fn drop_inapplicable(&mut self, catalog: &Catalog) {
        self.query = self.query.clone().without_equal_sides();
        if let Some(figure) = &self.query.figure
            && !plan::figure_ids(catalog, &self.query).contains(figure)
        {
            self.notices.push(Notice::Figure(figure.clone()));
            self.query.figure = None;
        }
        if !plan::can_show(catalog, &self.query, self.query.show) {
            self.notices.push(Notice::Show(self.query.show.code()));
            self.query.show = Show::default();
        }
        if self.query.order != Order::default() && !self.query.compares_categories(catalog) {
            self.notices.push(Notice::Elsewhere(ORDER.into()));
            self.query.order = Order::default();
        }
    }

    /// Applies one key and its value.
    fn apply(&mut self, catalog: &Catalog, key: String, value: &str) {
        match key.as_str() {
            VERSION if value == CURRENT => {}
            VERSION => self.notices.push(Notice::Version(value.into())),
            BREAKDOWN if self.query.page != Page::Home => self.set_breakdown(catalog, value),
            SHOW | ORDER if self.query.page != Page::Home => self.set_show_or_order(&key, value),
            // Whoever keeps the files has opened it.
            RELEASE => {}
            WITHOUT => self.note_dropped(catalog, value),
            AGAINST if self.has_years(catalog) => self.set_comparison(catalog, value),
            AGAINST | BREAKDOWN | SHOW | ORDER => self.notices.push(Notice::Elsewhere(key)),
            _ => match DisplayOption::ALL
                .into_iter()
                .find(|option| option.key() == key)
            {
                Some(option) => self.set_display(catalog, option, value),
                None => self.apply_dimension(catalog, key, value),
            },
        }
    }

    /// Notes what the link dropped.
    fn note_dropped(&mut self, catalog: &Catalog, value: &str) {
        for written in list(value) {
            let notice = match find_dimension(catalog, written) {
                Some(dimension) => Notice::Dropped(dimension.id.clone()),
                None if written.eq_ignore_ascii_case(AGAINST) => Notice::Dropped(AGAINST.into()),
                None => Notice::Value {
                    key: WITHOUT.into(),
                    value: written.into(),
                },
            };
            self.notices.push(notice);
        }
    }

    /// Applies the key of a dimension: years or a filter.
    fn apply_dimension(&mut self, catalog: &Catalog, key: String, value: &str) {
        match catalog.dimension(&key) {
            Some(time) if key == catalog.time && self.has_years(catalog) => {
                self.set_years(catalog, time, value)
            }
            Some(dimension) if self.can_filter(catalog, &key) => self.set_filter(dimension, value),
            Some(_) => self.notices.push(Notice::Elsewhere(key)),
            None => self.notices.push(Notice::Key(key)),
        }
    }

    fn has_years(&self, catalog: &Catalog) -> bool {
        self.query.page != Page::Home && !self.query.shows_series(catalog)
    }

    fn can_filter(&self, catalog: &Catalog, dimension: &str) -> bool {
        let section = self
            .query
            .section(catalog)
            .filter(|_| self.query.page != Page::Home);
        section.is_some_and(|section| section.filters.iter().any(|filter| filter == dimension))
    }

    fn set_years(&mut self, catalog: &Catalog, time: &Dimension, value: &str) {
        match parse_range(time, value) {
            Some(years) => self.query = self.query.with_years(catalog, Some(years)),
            None => self.notices.push(Notice::Years(value.into())),
        }
    }

    fn set_filter(&mut self, dimension: &Dimension, value: &str) {
        let mut known = find_codes(dimension, value);
        let codes = list_codes(dimension);
        for written in list(value) {
            if find_alike(&codes, written).is_none() {
                self.notices.push(Notice::Code {
                    dimension: dimension.id.clone(),
                    code: written.into(),
                });
            }
        }
        if dimension.multi_response && known.iter().any(|code| Some(code) != known.first()) {
            self.notices.push(Notice::OneAtATime {
                dimension: dimension.id.clone(),
            });
            known.truncate(1);
        }
        self.query = self.query.with_filter(dimension, &known);
    }

    fn set_breakdown(&mut self, catalog: &Catalog, value: &str) {
        let mut ids: Vec<&str> = Vec::new();
        for dimension in plan::breakdowns(catalog, &self.query) {
            ids.push(&dimension.id);
        }
        match find_alike(&ids, value) {
            Some(id) => self.query = self.query.with_breakdown(Some(id)),
            None => self.notices.push(Notice::Breakdown(value.into())),
        }
    }

    /// Applies the other side of a comparison.
    fn set_comparison(&mut self, catalog: &Catalog, value: &str) {
        match self.parse_other_side(catalog, value) {
            Some(against) => self.query.against = Some(against),
            None => self.notices.push(Notice::Value {
                key: AGAINST.into(),
                value: value.into(),
            }),
        }
    }

    fn parse_other_side(&self, catalog: &Catalog, value: &str) -> Option<Against> {
        let (id, codes) = value.split_once('.').unwrap_or((value, ""));
        let dimension = find_dimension(catalog, id)?;
        let id = &dimension.id;
        if *id == catalog.time {
            if codes == TOTAL {
                return Some(Against::Years(None));
            }
            let years = parse_range(dimension, codes)?;
            // The range of all years is no restriction.
            let other = self.query.with_years(catalog, Some(years));
            return Some(Against::Years(other.years));
        }
        if !self.can_filter(catalog, id) {
            return None;
        }
        if codes == TOTAL {
            return Some(Against::Filter(id.clone(), vec![]));
        }
        let codes = selection(dimension, &find_codes(dimension, codes));
        let is_valid = match codes.len() {
            0 => false,
            1 => true,
            _ => !dimension.multi_response,
        };
        is_valid.then(|| Against::Filter(id.clone(), codes))
    }

    /// Applies the form of the counts or the order of the categories.
    fn set_show_or_order(&mut self, key: &str, value: &str) {
        let show = Show::ALL
            .into_iter()
            .find(|show| key == SHOW && show.code().eq_ignore_ascii_case(value));
        let order = Order::ALL
            .into_iter()
            .find(|order| key == ORDER && order.code().eq_ignore_ascii_case(value));
        match (show, order) {
            (Some(show), _) => self.query.show = show,
            (_, Some(order)) => self.query.order = order,
            (None, None) => self.notices.push(Notice::Value {
                key: key.into(),
                value: value.into(),
            }),
        }
    }

    /// Applies an option to the listed figures.
    fn set_display(&mut self, catalog: &Catalog, option: DisplayOption, value: &str) {
        let known = plan::ids_for(catalog, &self.query, option);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        for written in list(value) {
            let Some(figure) = find_alike(&known, written) else {
                self.notices.push(Notice::Figure(written.into()));
                continue;
            };
            let display = self.query.display(figure);
            if display.decides(option) {
                self.notices.push(Notice::Repeated(figure.into()));
            } else {
                self.query = self.query.with_display(figure, display.with(option));
            }
        }
    }
}

/// Parses a path into the language and the query of its page; `None` where there is no such page.
fn parse_path(catalog: &Catalog, path: &str) -> (Lang, Option<Query>) {
    let mut folders: Vec<String> = path
        .split('/')
        .filter(|folder| !folder.is_empty())
        .map(decode)
        .collect();
    let (lang, query) = find_page(catalog, &folders);
    if query.is_some() {
        return (lang, query);
    }
    // A name may end in a dot, and a sentence too.
    let last = folders.pop().unwrap_or_default();
    let named = trim_end(&last);
    folders.extend((!named.is_empty()).then(|| named.to_owned()));
    find_page(catalog, &folders)
}

fn find_page(catalog: &Catalog, folders: &[String]) -> (Lang, Option<Query>) {
    let folders = match folders {
        [folders @ .., file] if file == "index.html" => folders,
        _ => folders,
    };
    let folders = match folders {
        [first, folders @ ..] if first == EMBED => folders,
        _ => folders,
    };
    let first = folders.first().map_or("", String::as_str);
    let mut others = catalog.languages.iter().skip(1);
    let named = others.find(|lang| first.eq_ignore_ascii_case(lang.tag()));
    let lang = named.copied().unwrap_or(catalog.languages.first());
    let below = &folders[usize::from(named.is_some())..];
    let of_section = |written: &str| {
        let mut slugs: Vec<&str> = Vec::new();
        for section in &catalog.sections {
            slugs.push(section.slug.get(lang));
        }
        let slug = find_alike(&slugs, written)?;
        let mut sections = catalog.sections.iter();
        let section = sections.find(|section| section.slug.get(lang) == slug)?;
        Some(Query::plain(lang, Page::Section(section.id.clone())))
    };
    let query = match below {
        [] => Some(Query::plain(lang, Page::Home)),
        [section] => of_section(section),
        [section, own] => of_section(section).and_then(|query| own::parse(catalog, &query, own)),
        _ => None,
    };
    (lang, query)
}

/// Returns the name of the release that a query string asks for.
pub fn release_named(search: &str) -> Option<String> {
    let mut pairs = pairs(search).into_iter();
    let named = pairs.find(|(key, value)| key.eq_ignore_ascii_case(RELEASE) && !value.is_empty());
    named.map(|(_, value)| value)
}

/// Reads the keys and values of a query string, without what was put around them on the way.
fn pairs(search: &str) -> Vec<(String, String)> {
    let search = search.strip_prefix('?').unwrap_or(search);
    let mut pairs: Vec<(String, String)> = Vec::new();
    for pair in search.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (key, value) = (decode(key), decode(value));
        // Programs that write HTML turn `&` into `&amp;`.
        let key = trim(key.strip_prefix("amp;").unwrap_or(&key));
        if !key.is_empty() {
            pairs.push((key.to_owned(), trim(&value).to_owned()));
        }
    }
    if let Some((key, value)) = pairs.last_mut() {
        key.truncate(trim_end(key).len());
        value.truncate(trim_end(value).len());
        if key.is_empty() {
            pairs.pop();
        }
    }
    pairs
}

/// Lists every key that a link can have.
fn list_keys(catalog: &Catalog) -> Vec<&str> {
    let mut keys = vec![VERSION, BREAKDOWN, SHOW, ORDER, WITHOUT, AGAINST, RELEASE];
    for option in DisplayOption::ALL {
        keys.push(option.key());
    }
    for dimension in &catalog.dimensions {
        keys.push(&dimension.id);
    }
    keys
}

/// Finds the dimension that is meant.
fn find_dimension<'a>(catalog: &'a Catalog, written: &str) -> Option<&'a Dimension> {
    catalog.dimension(find_alike(&list_keys(catalog), written)?)
}

fn list_codes(dimension: &Dimension) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for category in &dimension.categories {
        codes.push(&category.code);
    }
    codes
}

fn list(value: &str) -> Vec<&str> {
    let mut items = Vec::new();
    for item in value.split('~') {
        let item = trim(item);
        if !item.is_empty() {
            items.push(item);
        }
    }
    items
}

/// Lists the codes of a dimension that are meant, without those that it does not have.
fn find_codes<'a>(dimension: &'a Dimension, value: &str) -> Vec<&'a str> {
    let codes = list_codes(dimension);
    let mut known = Vec::new();
    for written in list(value) {
        if let Some(code) = find_alike(&codes, written) {
            known.push(code);
        }
    }
    known
}

#[cfg(test)]
mod tests;
