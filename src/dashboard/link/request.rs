//! Reads a link: what it asks, as far as the data have it, and what they do not have.

use std::collections::BTreeSet;

use cube::{Catalog, Dimension, Lang, TOTAL};

use crate::link::percent::decode;
use crate::plan;
use crate::query::{
    AGAINST, Against, BREAKDOWN, CURRENT, DisplayOption, Notice, ORDER, Order, Page, Query, SHOW,
    Show, VERSION, Years, selection,
};

/// What a link asks, as far as the data have it, and what they do not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is applied.
    pub query: Query,
    /// What could not be applied; the page says it.
    pub notices: Vec<Notice>,
}

impl Request {
    /// Reads a path below the site's root and a query string, with or without their `/` and `?`. Any text is an
    /// address: what cannot be applied becomes a notice.
    pub fn parse(catalog: &Catalog, path: &str, search: &str) -> Request {
        let (lang, page) = place(catalog, path);
        let mut request = Request {
            query: Query::plain(lang, page.clone().unwrap_or_default()),
            notices: vec![],
        };
        if page.is_none() {
            request.notices.push(Notice::Page(decode(path)));
        }
        let mut seen = BTreeSet::new();
        let search = search.strip_prefix('?').unwrap_or(search);
        for pair in search.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (key, value) = (decode(key), decode(value));
            if seen.insert(key.clone()) {
                request.apply(catalog, key, &value);
            } else {
                request.notices.push(Notice::Repeated(key));
            }
        }
        request.settle(catalog);
        request
    }

    /// Drops from the query what the figures cannot show, with a notice.
    fn settle(&mut self, catalog: &Catalog) {
        self.query = self.query.clone().without_equal_sides();
        if !plan::can_show(catalog, &self.query, self.query.show) {
            self.notices.push(Notice::Show(self.query.show.code()));
            self.query.show = Show::default();
        }
        if self.query.order != Order::default() && !self.query.compares_categories(catalog) {
            self.notices.push(Notice::Elsewhere(ORDER.into()));
            self.query.order = Order::default();
        }
    }

    fn apply(&mut self, catalog: &Catalog, key: String, value: &str) {
        match key.as_str() {
            VERSION if value == CURRENT => {}
            VERSION => self.notices.push(Notice::Version(value.into())),
            BREAKDOWN if self.query.page != Page::Home => self.break_down(catalog, value),
            SHOW | ORDER if self.query.page != Page::Home => self.show(&key, value),
            AGAINST if self.has_years(catalog) => self.compare(catalog, value),
            AGAINST | BREAKDOWN | SHOW | ORDER => self.notices.push(Notice::Elsewhere(key)),
            _ => match DisplayOption::ALL
                .into_iter()
                .find(|option| option.key() == key)
            {
                Some(option) => self.set_display(catalog, option, value),
                None => self.select(catalog, key, value),
            },
        }
    }

    /// Keeps what the key's dimension says of the years or of a filter.
    fn select(&mut self, catalog: &Catalog, key: String, value: &str) {
        match catalog.dimension(&key) {
            Some(time) if key == catalog.time && self.has_years(catalog) => {
                self.keep_years(catalog, time, value)
            }
            Some(dimension) if self.can_filter(catalog, &key) => self.filter(dimension, value),
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

    fn keep_years(&mut self, catalog: &Catalog, time: &Dimension, value: &str) {
        match range(time, value) {
            Some(years) => self.query = self.query.with_years(catalog, Some(years)),
            None => self.notices.push(Notice::Years(value.into())),
        }
    }

    fn filter(&mut self, dimension: &Dimension, value: &str) {
        let (mut known, unknown): (Vec<&str>, Vec<&str>) =
            list(value).partition(|code| dimension.category(code).is_some());
        for code in unknown {
            self.notices.push(Notice::Code {
                dimension: dimension.id.clone(),
                code: code.into(),
            });
        }
        if dimension.multi_response && known.iter().any(|code| Some(code) != known.first()) {
            self.notices.push(Notice::OneAtATime {
                dimension: dimension.id.clone(),
            });
            known.truncate(1);
        }
        self.query = self.query.with_filter(dimension, &known);
    }

    fn break_down(&mut self, catalog: &Catalog, value: &str) {
        if plan::breakdowns(catalog, &self.query).any(|dimension| dimension.id == value) {
            self.query = self.query.with_breakdown(Some(value));
        } else {
            self.notices.push(Notice::Breakdown(value.into()));
        }
    }

    /// Keeps the years or the filter of the other side.
    fn compare(&mut self, catalog: &Catalog, value: &str) {
        let (id, codes) = value.split_once('.').unwrap_or((value, ""));
        let against = match catalog.dimension(id) {
            Some(_) if id == catalog.time && codes == TOTAL => Some(Against::Years(None)),
            Some(time) if id == catalog.time => {
                let other =
                    range(time, codes).map(|years| self.query.with_years(catalog, Some(years)));
                other.map(|other| Against::Years(other.years))
            }
            Some(_) if self.can_filter(catalog, id) && codes == TOTAL => {
                Some(Against::Filter(id.into(), vec![]))
            }
            Some(dimension) if self.can_filter(catalog, id) => {
                let codes = selection(dimension, &list(codes).collect::<Vec<_>>());
                let few = if dimension.multi_response {
                    codes.len() == 1
                } else {
                    !codes.is_empty()
                };
                few.then(|| Against::Filter(id.into(), codes))
            }
            _ => None,
        };
        match against {
            Some(against) => self.query.against = Some(against),
            None => self.notices.push(Notice::Value {
                key: AGAINST.into(),
                value: value.into(),
            }),
        }
    }

    fn show(&mut self, key: &str, value: &str) {
        let show = Show::ALL
            .into_iter()
            .find(|show| key == SHOW && show.code() == value);
        let order = Order::ALL
            .into_iter()
            .find(|order| key == ORDER && order.code() == value);
        match (show, order) {
            (Some(show), _) => self.query.show = show,
            (_, Some(order)) => self.query.order = order,
            (None, None) => self.notices.push(Notice::Value {
                key: key.into(),
                value: value.into(),
            }),
        }
    }

    /// Keeps how some figures are to be seen.
    fn set_display(&mut self, catalog: &Catalog, option: DisplayOption, value: &str) {
        let known = plan::ids_for(catalog, &self.query, option);
        for figure in list(value) {
            let display = self.query.display(figure);
            if !known.contains(figure) {
                self.notices.push(Notice::Figure(figure.into()));
            } else if display.decides(option) {
                self.notices.push(Notice::Repeated(figure.into()));
            } else {
                self.query = self.query.with_display(figure, display.with(option));
            }
        }
    }
}

/// A range of years as a link says it. A code may itself contain "-": the first way to read the value that names years is
/// taken.
fn range(time: &Dimension, value: &str) -> Option<Years> {
    let whole = std::iter::once((value, value));
    let ranges = value
        .match_indices('-')
        .map(|(at, _)| (&value[..at], &value[at + 1..]));
    whole
        .chain(ranges)
        .find_map(|(one, other)| Years::between(time, one, other))
}

/// The language and the page at a path; no page where there is none.
fn place(catalog: &Catalog, path: &str) -> (Lang, Option<Page>) {
    let mut folders: Vec<String> = path
        .split('/')
        .filter(|folder| !folder.is_empty())
        .map(decode)
        .collect();
    if folders.last().is_some_and(|file| file == "index.html") {
        folders.pop();
    }
    let other = |lang: &Lang| {
        *lang != Lang::default() && folders.first().is_some_and(|folder| folder == lang.tag())
    };
    let lang = Lang::ALL.into_iter().find(other).unwrap_or_default();
    let below = &folders[usize::from(lang != Lang::default())..];
    let page = match below {
        [] => Some(Page::Home),
        [slug] => {
            let section = catalog
                .sections
                .iter()
                .find(|section| section.slug.get(lang) == slug);
            section.map(|section| Page::Section(section.id.clone()))
        }
        _ => None,
    };
    (lang, page)
}

fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split('~').filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests;
