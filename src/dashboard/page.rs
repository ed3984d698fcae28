//! Puts a page together from a release and a request.

mod arrange;
mod door;
mod failure;
mod frame;
mod front;
mod groups;
mod headline;
mod own;
mod people;
mod rest;
mod story;
mod summary;

use cube::Release;

use crate::context::Context;
use crate::figures::sheet::{self, Sheet};
use crate::link::{self, Request};
use crate::page::frame::{document_title, footer, frame, navigation, other_languages};
use crate::page::rest::{contents, hidden_note, set_apart};
use crate::page::summary::summary;
use crate::query::{Page, Query};
use crate::view::{Figure, Front, Pictured, Question, View};
use crate::{controls, figures, plan, words};

pub use failure::{Failure, Message, failure};

/// The parts of a page that take long, made one by one for whoever has no time for a whole page.
#[derive(Debug, Default)]
pub struct Made {
    /// The figures of each plan.
    figures: Vec<Vec<Figure>>,
    /// The questions of the bar, of which so many parts are made, or all; then what only the opening page has.
    questions: Vec<Question>,
    parts: usize,
    has_questions: bool,
    front: Option<Option<Front>>,
}

impl Made {
    /// Makes the next part. Whether there was any left.
    pub fn make_next(&mut self, release: &Release, request: &Request) -> bool {
        let context = &plan::for_page(release, &request.query);
        let plans = plan::plans(context.catalog(), context.query);
        if let Some(plan) = plans.get(self.figures.len()) {
            self.figures.push(figures::figures(context, plan));
            return true;
        }
        if !self.has_questions {
            self.add_questions(context);
            return true;
        }
        let has_front = self.front.is_some();
        self.front.get_or_insert_with(|| front_of(context));
        !has_front
    }

    fn add_questions(&mut self, context: &Context) {
        self.has_questions = !controls::add_questions(context, self.parts, &mut self.questions);
        self.parts += 1;
    }
}

/// Makes the page for a request.
pub fn view(release: &Release, request: &Request) -> View {
    view_with(release, request, Made::default())
}

/// Makes the page for a request, of which some parts are made already.
pub fn view_with(release: &Release, request: &Request, mut made: Made) -> View {
    let context = &plan::for_page(release, &request.query);
    let (lang, catalog, query) = (context.lang(), context.catalog(), context.query);
    let home = query.page == Page::Home;
    let section = query.section(catalog).filter(|_| !home);
    let plans = plan::plans(catalog, query);
    while !made.has_questions {
        made.add_questions(context);
    }
    let mut figures: Vec<Figure> = Vec::new();
    let mut made_figures = made.figures.into_iter();
    for plan in &plans {
        let made = made_figures.next();
        figures.extend(made.unwrap_or_else(|| figures::figures(context, plan)));
    }
    figures.extend(figures::indicator::figures(context));
    let groups = groups::groups(context);
    let hidden = hidden_note(context, &figures, groups.as_ref());
    let (mut figures, unanswered) = set_apart(context, figures);
    arrange::arrange(catalog, &plans, &mut figures);
    let address = link::href(catalog, query);
    own::link_own_pages(context, &address, &mut figures);
    let dead_end = controls::dead_end(context);
    // What the whole page cannot show is said once.
    let is_said = dead_end.is_some() && figures.is_empty();
    let unanswered = unanswered.filter(|_| !is_said);
    View {
        lang,
        document_title: document_title(context, &figures),
        site: link::to_view(
            context,
            context.text(&catalog.title),
            &Query::plain(lang, Page::Home),
        ),
        address,
        live: link::live(catalog, query),
        fixed: (!catalog.releases.is_empty()).then(|| link::fixed(catalog, query)),
        newer: None,
        other_languages: other_languages(context),
        navigation: navigation(context),
        banner: frame::banner(context),
        mark: frame::mark(context),
        heading: context.text(section.map_or(&catalog.heading, |section| &section.title)),
        lede: context.text(section.map_or(&catalog.lede, |section| &section.lede)),
        whole: own::whole(context),
        notices: words::notice::sentences(lang, catalog, &request.notices),
        front: made.front.unwrap_or_else(|| front_of(context)),
        bar: controls::bar(context, made.questions),
        dead_end,
        summary: if query.shows_series(catalog) {
            figures::indicator::summary(context)
        } else {
            summary(context, &plans)
        },
        hidden,
        contents: contents(context, &figures, unanswered.as_ref()),
        figures,
        groups,
        unanswered,
        footer: footer(context),
        frame: frame(context),
    }
}

/// Makes the figures on the page of a request, and what their pictures say of that page.
pub fn pictured(release: &Release, request: &Request) -> Pictured {
    let context = &plan::for_page(release, &request.query);
    let mut figures = Vec::new();
    for plan in &plan::plans(context.catalog(), context.query) {
        figures.extend(figures::figures(context, plan));
    }
    figures.extend(figures::indicator::figures(context));
    Pictured {
        lang: context.lang(),
        banner: frame::banner(context),
        mark: frame::mark(context),
        marks: frame::samples(context),
        figures: figures
            .into_iter()
            .map(|figure| {
                let address = sheet::address(context, &figure);
                (figure, address)
            })
            .collect(),
    }
}

/// Gathers the numbers of the figures on the page of a request as values, each with its figure's id. A figure without
/// numbers has none.
pub fn sheets(release: &Release, request: &Request) -> Vec<(String, Sheet)> {
    let context = &plan::for_page(release, &request.query);
    let mut sheets = Vec::new();
    for plan in &plan::plans(context.catalog(), context.query) {
        sheets.extend(figures::sheets(context, plan));
    }
    sheets.extend(figures::indicator::sheets(context));
    let notice = context.catalog().notice.as_ref();
    for (_, sheet) in &mut sheets {
        sheet.mark = notice.map(|notice| context.text(notice));
    }
    sheets
}

/// Makes what only the opening page has.
fn front_of(context: &Context) -> Option<Front> {
    (context.query.page == Page::Home).then(|| front::front(context))
}
