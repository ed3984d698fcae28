//! What every part of a page needs: the release, the query, and the ways to ask them.

use cube::{Catalog, Category, Dimension, Lang, Release, Text};

use crate::answer::{self, Answer};
use crate::counts::{self, Amount};
use crate::plan::Form;
use crate::query::{Against, Page, Query, Show, Years};
use crate::view::Link;
use crate::{rate, show, words};

/// A release and what is asked of it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The catalog and the tables that are there.
    pub release: &'a Release,
    /// What is asked.
    pub query: &'a Query,
    /// What of the counts is shown.
    pub show: Show,
    /// The figure's dimension, if it is settled of some years only: no others are shown.
    pub settled: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// A release and what is asked of it; what it cannot show of the counts is not shown.
    pub fn new(release: &'a Release, query: &'a Query) -> Context<'a> {
        let show = if show::can_show(&release.catalog, query, query.show) {
            query.show
        } else {
            Show::Count
        };
        Context {
            release,
            query,
            show,
            settled: None,
        }
    }

    /// The same for one figure: rates are shown where it has any, and years where it is settled.
    pub fn of_figure(self, form: &Form) -> Context<'a> {
        let rated =
            self.show != Show::Rate || rate::population(self.catalog(), self.query, form).is_some();
        let dimension = form
            .dimension()
            .and_then(|dimension| self.catalog().dimension(&dimension.id));
        let settled = dimension
            .filter(|held| held.settled.is_some())
            .map(|held| held.id.as_str());
        Context {
            show: if rated { self.show } else { Show::Count },
            settled,
            ..self
        }
    }

    /// The page's language.
    pub fn lang(&self) -> Lang {
        self.query.lang
    }

    /// What the release says of itself.
    pub fn catalog(&self) -> &'a Catalog {
        &self.release.catalog
    }

    /// The time dimension.
    pub fn time(&self) -> Option<&'a Dimension> {
        self.catalog().dimension(&self.catalog().time)
    }

    /// Words of the catalog in the page's language.
    pub fn text(&self, text: &Text) -> String {
        text.get(self.lang()).into()
    }

    /// Words that lead to a view.
    pub fn link(&self, label: impl Into<String>, query: &Query) -> Link {
        Link {
            label: label.into(),
            href: query.href(self.catalog()),
        }
    }

    /// The years that are asked for: all of them year by year, or those that are counted together. Of a figure, those in
    /// which it is settled.
    pub fn years(&self) -> Vec<&'a Category> {
        let over_time = self.query.is_over_time(self.catalog()) || self.settled.is_some();
        let all = self.time().into_iter().flat_map(Dimension::leaves);
        let asked = self.query.years.as_ref().zip(self.time());
        let asked: Option<Vec<&str>> = asked.map(|(years, time)| years.codes(time).collect());
        let is_asked = |year: &&Category| match &asked {
            Some(codes) => codes.contains(&year.code.as_str()),
            None => over_time || !year.apart,
        };
        let is_settled = |year: &&Category| {
            self.settled
                .is_none_or(|id| self.catalog().is_settled_in(id, &year.code))
        };
        all.filter(is_asked).filter(is_settled).collect()
    }

    /// "2019–2023", also where that is all years.
    pub fn period(&self) -> String {
        let years = self.years();
        match (years.first(), years.last()) {
            (Some(first), Some(last)) if first.code != last.code => {
                format!(
                    "{}–{}",
                    first.label.get(self.lang()),
                    last.label.get(self.lang())
                )
            }
            (Some(only), _) => self.text(&only.label),
            (None, _) => String::new(),
        }
    }

    /// "Sexo: Mujer".
    pub fn filter_label(&self, dimension: &Dimension, codes: &[&str]) -> String {
        let label = |code: &&str| {
            dimension
                .category(code)
                .map(|category| self.text(&category.label))
        };
        let labels: Vec<String> = codes.iter().filter_map(label).collect();
        format!(
            "{}: {}",
            dimension.label.get(self.lang()),
            words::and(self.lang(), &labels)
        )
    }

    /// The active filters, each with its codes, in the catalog's order.
    pub fn filters(&self) -> Vec<(&'a Dimension, Vec<&'a str>)> {
        let filter = |dimension: &'a Dimension| {
            let codes = self.query.filters.get(&dimension.id)?;
            Some((dimension, codes.iter().map(String::as_str).collect()))
        };
        self.catalog()
            .dimensions
            .iter()
            .filter_map(filter)
            .collect()
    }

    /// The query that a click in a figure changes: on the opening page, that of the figure's section.
    fn clicked(&self) -> Query {
        match (&self.query.page, self.query.section(self.catalog())) {
            (Page::Home, Some(section)) => {
                Query::plain(self.lang(), Page::Section(section.id.clone()))
            }
            _ => self.query.clone(),
        }
    }

    /// The view of one year alone, unless that is what is shown.
    pub fn only_year(&self, code: &str) -> Option<String> {
        let years = Some(Years {
            first: code.into(),
            last: code.into(),
        });
        let narrowed = self.clicked().with_years(self.catalog(), years);
        let useful = narrowed != *self.query && answer::is_answerable(self.catalog(), &narrowed);
        useful.then(|| narrowed.href(self.catalog()))
    }

    /// The view filtered by one category, or without that filter where it is what is shown; `None` where the section
    /// cannot be filtered so.
    pub fn only_category(&self, dimension: &Dimension, code: &str) -> Option<String> {
        let section = self.query.section(self.catalog())?;
        let filtered = self.clicked().with_filter(dimension, &[code]);
        if !section.filters.contains(&dimension.id) {
            return None;
        }
        if filtered == *self.query {
            return Some(self.query.with_filter(dimension, &[]).href(self.catalog()));
        }
        answer::is_answerable(self.catalog(), &filtered).then(|| filtered.href(self.catalog()))
    }

    /// An answer's number with these axes at these codes; `None` where the table is not there or does not fit.
    pub fn amount(&self, answer: &Answer, axes: &[(&str, &[&str])]) -> Option<Amount> {
        let axes = axes.iter().map(|(id, codes)| {
            (
                (*id).to_owned(),
                codes.iter().map(|code| (*code).into()).collect(),
            )
        });
        let mut picks = answer.picks.clone();
        picks.extend(axes);
        counts::sum(self.release.tables.get(answer.table)?, &picks)
    }

    /// A number as it is written in a table.
    pub fn written(&self, amount: Amount) -> String {
        words::mark::written(self.lang(), amount)
    }

    /// Whether other categories of a dimension are chosen, and nothing that this one contains or that contains it.
    pub fn is_aside(&self, dimension: &Dimension, code: &str) -> bool {
        let is_within = |one: &str, other: &str| {
            one == other || dimension.ancestors(one).any(|above| above == other)
        };
        let touches = |chosen: &String| is_within(code, chosen) || is_within(chosen, code);
        let other: &[String] = match &self.query.against {
            Some(Against::Filter(id, codes)) if *id == dimension.id => codes,
            Some(_) | None => &[],
        };
        self.query
            .filters
            .get(&dimension.id)
            .is_some_and(|codes| !codes.iter().chain(other).any(touches))
    }
}
