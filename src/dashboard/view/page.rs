//! Describes a page: its frame, its controls and its figures.

use cube::Lang;

use crate::view::bar::Bar;
use crate::view::choice::{Choice, DeadEnd, Link, Unanswered};
use crate::view::figure::Figure;
use crate::view::front::{Front, Groups};

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The page's language.
    pub lang: Lang,
    /// The title in the browser's tab and history.
    pub document_title: String,
    /// The dashboard's name, a link to its opening page.
    pub site: Link,
    /// The canonical address of the view, below the site's root.
    pub address: String,
    /// The address of the view with the data of the last release, whichever it is by then.
    pub live: String,
    /// The address of the view with the data of this release for ever, where releases are kept.
    pub fixed: Option<String>,
    /// On a page of an earlier release, the link to the last one.
    pub newer: Option<Link>,
    /// The same view in each other language; their labels are in those languages.
    pub other_languages: Vec<(Lang, Link)>,
    /// The opening page and the sections, in order.
    pub navigation: Vec<Choice>,
    /// A banner above everything, for demonstrations.
    pub banner: Option<String>,
    /// What stands before its titles where its numbers are not what they seem: "Datos inventados".
    pub mark: Option<String>,
    /// The page's heading.
    pub heading: String,
    /// One or two sentences on what is counted here.
    pub lede: String,
    /// On the page of one figure, the link to all figures of the section.
    pub whole: Option<Link>,
    /// Messages on parts of the link that could not be applied.
    pub notices: Vec<String>,
    /// The parts that only the opening page has.
    pub front: Option<Front>,
    /// The bar of questions above the figures; the opening page has none.
    pub bar: Option<Bar>,
    /// An explanation with links, if the query cannot be shown.
    pub dead_end: Option<DeadEnd>,
    /// A summary of the figures; screen readers announce it when it changes.
    pub summary: String,
    /// The hidden values of the page, if there are any.
    pub hidden: Option<HiddenNote>,
    /// The figures of a longer page, to jump to.
    pub contents: Vec<Entry>,
    /// The figures that are answered.
    pub figures: Vec<Figure>,
    /// Groups of persons year by year, if the section has no other question.
    pub groups: Option<Groups>,
    /// The figures that are not answered, if there are any.
    pub unanswered: Option<Unanswered>,
    /// The end of the page.
    pub footer: Footer,
    /// The names of landmarks and buttons.
    pub frame: Frame,
}

impl View {
    /// Lists what the figures before this one say already: the screen need not say it again.
    pub fn said_before(&self, figure: &str) -> Vec<String> {
        let mut said = Vec::new();
        for before in self.figures_before(figure) {
            said.push(before.subtitle.clone());
            said.extend(before.notes.iter().cloned());
        }
        said
    }

    /// Lists the definitions and sources of the figures before this one. Only paper shows them all, and need not repeat any.
    pub fn defined_before(&self, figure: &str) -> Vec<String> {
        let mut defined = Vec::new();
        for before in self.figures_before(figure) {
            defined.extend(before.definitions.iter().cloned());
            defined.push(before.source.clone());
        }
        defined
    }

    fn figures_before(&self, figure: &str) -> impl Iterator<Item = &Figure> {
        self.figures.iter().take_while(move |one| one.id != figure)
    }
}

/// The figures of a page without the page, for pictures of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pictured {
    /// The page's language.
    pub lang: Lang,
    /// The page's banner.
    pub banner: Option<String>,
    /// What stands before the page's titles.
    pub mark: Option<String>,
    /// The marks of figures: a sample, its sign, its meaning.
    pub marks: Vec<(Sample, String, String)>,
    /// The figures, each with the address of its own page, or of the page that it is on where it has none.
    pub figures: Vec<(Figure, String)>,
}

/// The number of hidden values, with an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenNote {
    /// "15 valores están ocultos para proteger a las personas."
    pub sentence: String,
    /// The button that opens the explanation.
    pub why: String,
    /// The explanation's heading.
    pub heading: String,
    /// Its paragraphs.
    pub texts: Vec<String>,
    /// Each mark of a chart with its name and meaning: hidden, hidden together, zero, not stated.
    pub marks: [(String, String); 4],
    /// Links to the pages on the method and the check.
    pub pages: Vec<Link>,
}

/// An entry of a page's contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The label.
    pub label: String,
    /// The id of the element to jump to: the heading of a figure.
    pub target: String,
}

/// The end of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// The marks of figures: a heading, and a drawn sample of each with its sign and its meaning.
    pub marks: (String, Vec<(Sample, String, String)>),
    /// The limits of the numbers: a heading and a sentence.
    pub caveat: (String, String),
    /// The release and the date of the next one: a heading and a sentence.
    pub release: (String, String),
    /// Links to pages outside the dashboard: the quality of the data, the method, the check.
    pub pages: Vec<Link>,
    /// Help: a heading and contacts, each with its `tel:` address.
    pub help: (String, Vec<Link>),
}

/// A mark of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// A hidden number.
    Hidden,
    /// A number that is zero.
    Zero,
    /// Persons of whom the detail is not known.
    NotStated,
    /// A number that may change.
    Provisional,
}

/// The names of landmarks and buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The link that jumps over the navigation.
    pub skip: String,
    /// The name of the navigation landmark.
    pub sections: String,
    /// The name of the filters' landmark.
    pub filters: String,
    /// The button that opens the questions on a phone.
    pub ask: String,
    /// The note that choices apply at once.
    pub at_once: String,
    /// The name of the page's contents.
    pub contents: String,
    /// The name of a figure's switch between chart and table.
    pub shape: String,
    /// The name of a figure's switch between groups and details.
    pub grain: String,
    /// The link to the contacts for help.
    pub help: String,
    /// The button that leaves the site at once, and the address to which it leads.
    pub exit: Link,
    /// The disclosure that opens a figure's definition and source.
    pub more: String,
    /// The disclosure that opens what can be taken along of a figure.
    pub take: String,
    /// What is said where what can be taken along cannot be made.
    pub not_taken: String,
    /// The button that copies the address of the view, and its label after that worked.
    pub copy: (String, String),
    /// The button that copies the address with the release.
    pub copy_fixed: String,
    /// The button that prints the page.
    pub print: String,
}
