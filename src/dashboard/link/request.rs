//! Parses a link into a query, and lists the parts that could not be applied.

use std::collections::BTreeSet;

use cube::{Catalog, Category, Dimension, Lang, TOTAL, parse_years};

use crate::link::own;
use crate::link::percent::decode;
use crate::plan;
use crate::query::{
    AGAINST, Against, BREAKDOWN, CURRENT, DisplayOption, Notice, ORDER, Order, Page, Query, SHOW,
    Show, VERSION, WITHOUT, Years, selection,
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
        for id in list(value) {
            let is_known = id == AGAINST || catalog.dimension(id).is_some();
            let notice = if is_known {
                Notice::Dropped(id.into())
            } else {
                Notice::Value {
                    key: WITHOUT.into(),
                    value: id.into(),
                }
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
        match range(time, value) {
            Some(years) => self.query = self.query.with_years(catalog, Some(years)),
            None => self.notices.push(Notice::Years(value.into())),
        }
    }

    fn set_filter(&mut self, dimension: &Dimension, value: &str) {
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

    fn set_breakdown(&mut self, catalog: &Catalog, value: &str) {
        if plan::breakdowns(catalog, &self.query).any(|dimension| dimension.id == value) {
            self.query = self.query.with_breakdown(Some(value));
        } else {
            self.notices.push(Notice::Breakdown(value.into()));
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
        let dimension = catalog.dimension(id)?;
        if id == catalog.time {
            if codes == TOTAL {
                return Some(Against::Years(None));
            }
            let years = range(dimension, codes)?;
            // The range of all years is no restriction.
            let other = self.query.with_years(catalog, Some(years));
            return Some(Against::Years(other.years));
        }
        if !self.can_filter(catalog, id) {
            return None;
        }
        if codes == TOTAL {
            return Some(Against::Filter(id.into(), vec![]));
        }
        let codes = selection(dimension, &list(codes).collect::<Vec<_>>());
        let is_valid = match codes.len() {
            0 => false,
            1 => true,
            _ => !dimension.multi_response,
        };
        is_valid.then(|| Against::Filter(id.into(), codes))
    }

    /// Applies the form of the counts or the order of the categories.
    fn set_show_or_order(&mut self, key: &str, value: &str) {
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

    /// Applies an option to the listed figures.
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

/// Parses a range of years: codes, or the years with which a range of periods begins and ends. A code may itself contain
/// "-", so the first split that gives two years is taken.
fn range(time: &Dimension, value: &str) -> Option<Years> {
    if let Some(year) = Years::between(time, value, value) {
        return Some(year);
    }
    if let Some(periods) = range_of_periods(time, value) {
        return Some(periods);
    }
    let mut splits = value.match_indices('-');
    splits.find_map(|(at, _)| Years::between(time, &value[..at], &value[at + 1..]))
}

/// Finds the periods of which the first begins and the last ends with these years.
fn range_of_periods(time: &Dimension, value: &str) -> Option<Years> {
    let years = parse_years(value)?;
    let span = |leaf: &Category| parse_years(&leaf.code);
    let begins = |leaf: &&Category| span(leaf).is_some_and(|span| span.start() == years.start());
    let ends = |leaf: &&Category| span(leaf).is_some_and(|span| span.end() == years.end());
    let (first, last) = (time.leaves().find(begins)?, time.leaves().find(ends)?);
    Years::between(time, &first.code, &last.code)
}

/// Parses a path into the language and the query of its page; `None` where there is no such page.
fn parse_path(catalog: &Catalog, path: &str) -> (Lang, Option<Query>) {
    let mut folders: Vec<String> = path
        .split('/')
        .filter(|folder| !folder.is_empty())
        .map(decode)
        .collect();
    if folders.last().is_some_and(|file| file == "index.html") {
        folders.pop();
    }
    let mut others = catalog.languages.iter().skip(1);
    let named = others.find(|lang| folders.first().is_some_and(|folder| folder == lang.tag()));
    let lang = named.copied().unwrap_or(catalog.languages.first());
    let below = &folders[usize::from(named.is_some())..];
    let of_section = |slug: &String| {
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

fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split('~').filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests;
