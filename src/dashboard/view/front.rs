//! Describes the opening page: a story with numbers that are links, people as dots, groups by year, and doors.

use crate::view::choice::Link;
use crate::view::dots::Dots;
use crate::view::drawing::Drawing;

/// The parts that only the opening page has.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// The institution's name, and the address of its logo.
    pub institution: Option<(String, Option<String>)>,
    /// The story: words, some of which lead to a view.
    pub story: Vec<Words>,
    /// What readers must know to interpret it.
    pub notes: Vec<String>,
    /// The date of the release, its years, and the date of the next release.
    pub release: String,
    /// The persons of the last year as dots.
    pub people: Option<People>,
    /// The groups of the headlines, year by year.
    pub groups: Vec<Tile>,
    /// Links to the sections.
    pub doors: Vec<Door>,
}

/// Some words of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The address of the view that shows their number among others.
    pub href: Option<String>,
}

/// Persons as dots: once for each of several dimensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// The heading.
    pub heading: String,
    /// The rows: the name of a dimension, and its dots.
    pub rows: Vec<(String, Dots)>,
    /// What a dot is.
    pub note: String,
}

/// Groups of persons year by year, below the figures of a section by year.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// Who is counted.
    pub heading: String,
    /// One sentence on the changes of the last year, if something can be said of all groups.
    pub finding: Option<String>,
    /// What all have in common.
    pub note: String,
    /// The groups of each dimension, with its name.
    pub columns: Vec<(String, Vec<Tile>)>,
}

/// A headline number of the opening page, or a group of persons, with its years.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// Who is counted, and the view that shows the number among others.
    pub link: Link,
    /// The number, or the hidden mark.
    pub value: String,
    /// One sentence each on the period and the change, and on the share.
    pub sentences: Vec<String>,
    /// A column for each year.
    pub columns: Drawing,
}

/// A link to a section: a question and what is found about it, or what the section contains.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// The question, if the codebook has one.
    pub question: Option<String>,
    /// What is found, or what the section contains.
    pub answer: String,
    /// The finding drawn as one bar, or a series as a column a year, if there is one.
    pub drawing: Option<Drawing>,
    /// Who is counted, and when.
    pub detail: String,
    /// The section.
    pub link: Link,
}
