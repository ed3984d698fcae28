//! The page as values: what the skin draws, with every address that a click leads to.
//!
//! Nothing here knows colours, pixels of the window, or the browser. A link is a path below the site's root without
//! a leading slash (`en/accredited/?sexo=F&v=1`); the skin puts the root before it.

use cube::Lang;

use crate::chart::Chart;
use crate::flow::Flow;
use crate::map::Map;
use crate::tone::{Legend, Tone};

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The page's language.
    pub lang: Lang,
    /// What the browser's tab and its history say.
    pub document_title: String,
    /// The dashboard's name, a link to its opening page.
    pub site: Link,
    /// The same view in the other language; its label is in that language.
    pub other_language: (Lang, Link),
    /// The opening page and the sections, in order.
    pub navigation: Vec<Choice>,
    /// A banner above everything, for demonstrations.
    pub banner: Option<String>,
    /// The page's heading.
    pub heading: String,
    /// What is counted here, in a sentence or two.
    pub lede: String,
    /// What the link asked for and the data do not have.
    pub notices: Vec<String>,
    /// What only the opening page has.
    pub front: Option<Front>,
    /// Groups that can be chosen by one click; a chosen one leads back to everybody.
    pub presets: Vec<Choice>,
    /// What can be asked, above the figures.
    pub controls: Vec<Control>,
    /// Where what is asked cannot be shown: why, and what can.
    pub dead_end: Option<DeadEnd>,
    /// What the figures below show, in a sentence for everyone; also announced when it changes.
    pub summary: String,
    /// The active filters, each removable.
    pub chips: Vec<Chip>,
    /// The same view without filters, if there are any.
    pub clear: Option<Link>,
    /// The figures.
    pub figures: Vec<Figure>,
    /// What the hidden mark means, wherever a page can show one.
    pub hidden_note: Option<String>,
    /// What stands at the end of every page.
    pub footer: Footer,
    /// The words of the frame: names of landmarks and buttons.
    pub frame: Frame,
}

/// Words with the address they lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the reader sees.
    pub label: String,
    /// Where it leads, below the site's root.
    pub href: String,
}

/// One of several alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the reader sees, and the view that it leads to.
    pub link: Link,
    /// Whether this is what is shown now.
    pub selected: bool,
    /// Why it cannot be chosen, in words; never because of a value.
    pub unavailable: Option<String>,
}

/// A question with its possible answers: a native select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its key in the link, unique on the page: `sexo`, `anio-desde`, `por`.
    pub id: String,
    /// What the reader sees.
    pub label: String,
    /// The answers.
    pub choices: Vec<Choice>,
    /// What can be chosen besides what is chosen, under its heading.
    pub more: Option<(String, Vec<Choice>)>,
}

/// A question that the page cannot answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadEnd {
    /// Why, in words.
    pub reason: String,
    /// The nearest views that can be shown; each names what it drops.
    pub offers: Vec<Link>,
}

/// An active filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// "Sexo: Mujer".
    pub label: String,
    /// "Quitar el filtro Sexo: Mujer", for those who do not see the cross.
    pub remove: Link,
}

/// What only the opening page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// When the numbers were published, of which years they are, and when the next ones are due.
    pub release: String,
    /// The few numbers that matter.
    pub headlines: Vec<Tile>,
    /// What must be known to read them right, each under its heading: what they are not, how they are compared.
    pub reading: Vec<(String, Vec<String>)>,
    /// Ways into the sections.
    pub doors: Vec<Door>,
}

/// A number of the opening page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What is counted, and where the number stands among others.
    pub link: Link,
    /// Whether it counts everybody, not one category.
    pub everybody: bool,
    /// The number, or the hidden mark.
    pub value: String,
    /// Its period, what it is compared with, and of whom it is a share: a sentence each.
    pub sentences: Vec<String>,
}

/// A way into a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// The section.
    pub link: Link,
    /// What is found there.
    pub detail: String,
}

/// A figure: a chart or its table, and what a reader must know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Unique on the page; usable as an element's id.
    pub id: String,
    /// Which selection it shows.
    pub place: Place,
    /// What it is about.
    pub title: String,
    /// What it shows, in a line, where there is something to say of it.
    pub finding: Option<String>,
    /// What is counted, for whom, when.
    pub subtitle: String,
    /// What is drawn.
    pub body: Body,
    /// The ways of seeing it; empty where there is nothing to see.
    pub shapes: Vec<Choice>,
    /// The grains that its categories can be compared at; empty where there is one.
    pub grains: Vec<Choice>,
    /// The categories of which it would show nothing but the hidden mark.
    pub folded: Option<Folded>,
    /// What is counted and by which date.
    pub definition: String,
    /// Remarks on the dimension or its categories.
    pub notes: Vec<String>,
    /// Source and release.
    pub source: String,
    /// The numbers as a file, where there are any.
    pub download: Option<Download>,
}

/// Which selection a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The only one.
    Alone,
    /// The one that the page's filters say; the other one follows it.
    One,
    /// The other one.
    Other,
    /// All of what the two differ in, so it is the same for both.
    Both,
}

/// Categories of which a figure would show nothing but the hidden mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// "3 categorías ocultas para proteger a las personas: A, B y C."
    pub sentence: String,
    /// The view with them among the others, or without them where they are.
    pub toggle: Link,
    /// How many hidden numbers are not drawn.
    pub values: usize,
}

/// A file that the page itself holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// What the reader sees.
    pub label: String,
    /// The same with what it is about, for those who do not see where it stands.
    pub about: String,
    /// The file's name.
    pub name: String,
    /// Its contents, as an address.
    pub href: String,
}

/// What a figure shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A chart with the sentence that says the same.
    Chart(Box<Chart>),
    /// The same numbers on a map.
    Map(Box<Map>),
    /// Where persons came from and where they came to.
    Flow(Box<Flow>),
    /// A table with shaded numbers.
    Heat(Box<Heat>),
    /// The same numbers as a table.
    Table(Grid),
    /// No published table answers this.
    Unanswered {
        /// Why, in words.
        reason: String,
        /// The nearest views that can be shown.
        offers: Vec<Link>,
    },
}

/// A table with shaded numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// The table; what is shaded has its tone.
    pub grid: Grid,
    /// What the shades mean.
    pub legend: Legend,
}

/// The table twin of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What the table shows.
    pub caption: String,
    /// The heads of its columns; the first one names the rows.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the row is about.
    pub head: String,
    /// The view that keeps only this row, where there is one.
    pub href: Option<String>,
    /// How deep it is nested below the total: 0 for the total and for flat lists.
    pub depth: usize,
    /// Whether it is a total.
    pub total: bool,
    /// Its cells.
    pub cells: Vec<GridCell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// What is written: `1 234`, `c`, `43–51`.
    pub text: String,
    /// What it means where the text alone does not say: "Oculto para proteger a las personas".
    pub meaning: Option<String>,
    /// How it is shaded, where it is.
    pub tone: Option<Tone>,
}

/// What stands at the end of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footer {
    /// What the numbers are not: a heading and a sentence.
    pub caveat: (String, String),
    /// The release and when the next one is due: a heading and a sentence.
    pub release: (String, String),
    /// Pages of the site that are none of the dashboard's views: the quality of the data, the method.
    pub pages: Vec<Link>,
    /// Where help can be had: a heading and contacts, each with its `tel:` address.
    pub help: (String, Vec<Link>),
}

/// The words of the frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The link that jumps over the navigation.
    pub skip: String,
    /// The name of the navigation landmark.
    pub sections: String,
    /// The name of the filters' landmark.
    pub filters: String,
    /// The heading of the groups that can be chosen by one click, and what they drop.
    pub groups: String,
    /// The name of a figure's switch between chart and table.
    pub shape: String,
    /// The name of a figure's switch between groups and what is in them.
    pub grain: String,
    /// The button that leaves the site at once.
    pub exit: String,
    /// The disclosure that opens a figure's definition.
    pub definition: String,
    /// The button that copies the address of the view, and what it says when that worked.
    pub copy: (String, String),
}
