//! Describes the page: its frame, its opening, and the figures between them.

use cube::Lang;

use crate::view::choice::{Chip, Choice, Control, DeadEnd, Link};
use crate::view::figure::Figure;

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
    /// What could not be applied of the link.
    pub notices: Vec<String>,
    /// What only the opening page has.
    pub front: Option<Front>,
    /// Groups that can be chosen by one click; a chosen one leads back to everybody.
    pub presets: Vec<Choice>,
    /// The selects above the figures.
    pub controls: Vec<Control>,
    /// If the query cannot be shown: why, and what can.
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
