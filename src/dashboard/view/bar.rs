//! Describes the bar of questions: how many persons a page is about, and what can be asked of them.

use crate::view::choice::{Choice, Link};

/// The line above the figures, with the panels that its buttons open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// The number of persons, or one a side of a comparison.
    pub counts: Vec<Count>,
    /// Whether the numbers are of the two sides of a comparison, in their order.
    pub compares: bool,
    /// The questions, in order; none for series of others.
    pub questions: Vec<Question>,
    /// Groups to choose by one click, under their heading; a chosen one leads back to everybody.
    pub groups: (String, Vec<Choice>),
    /// What is chosen, for screens without room for the line: "2019–2025 · Mujer".
    pub brief: String,
    /// The same view without filters, if there are any.
    pub clear: Option<Link>,
    /// The button that closes a panel: "Ver 252 personas acreditadas".
    pub close: String,
    /// What is counted beside the categories, if the page has several measures, and what alone can be combined.
    pub rules: Vec<String>,
}

/// A number of persons, or the mark in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number, or the mark.
    pub text: String,
    /// The meaning of a mark.
    pub meaning: Option<String>,
}

/// A number of persons under everything that is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number.
    pub number: Number,
    /// What is counted: the measure, or the side of the comparison.
    pub counted: String,
}

/// A question: a group of answers under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its key in the link, unique on the page: `sexo`, `anio`, `por`.
    pub id: String,
    /// What it is about: the panel in which it stands.
    pub about: About,
    /// Its name.
    pub name: String,
    /// The button that opens it; an order has none of its own.
    pub button: Option<Button>,
    /// The answers.
    pub answers: Answers,
    /// Why some answers cannot be chosen, each reason once.
    pub blocks: Vec<Block>,
}

/// The panel in which a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Whom the numbers count: years and filters.
    Whom,
    /// How the numbers are shown: breakdown, measure, order, comparison.
    How,
}

/// A button that opens a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// The plain name, or what is chosen.
    pub label: String,
    /// The same with the name of the question, for readers who do not see its place: "Sexo: Mujer".
    pub spoken: String,
    /// Whether something is chosen.
    pub set: bool,
}

/// The answers of a question, by how many can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answers {
    /// One of them, or all between two of them.
    Range {
        /// Everything, then each one by itself.
        single: Vec<Answer>,
        /// The two ends of a range.
        ends: Vec<Select>,
    },
    /// Any number of them; each leads to the view with or without it.
    Several(Vec<Answer>),
    /// One of them.
    One(Vec<Answer>),
}

/// A native select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Select {
    /// Its key, unique on the page: `anio-desde`.
    pub id: String,
    /// The label.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// One answer of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Unique among the answers of its question.
    pub key: String,
    /// The label, and the view that it leads to.
    pub choice: Choice,
    /// The depth in a nested list.
    pub depth: usize,
    /// The number of persons under the other filters, where it is published.
    pub count: Option<Number>,
}

/// The reason why answers cannot be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The reason; it names the answers unless it is that of all.
    pub reason: String,
    /// The view without what is in the way, if that can be shown.
    pub swap: Option<Link>,
}

impl Answers {
    /// Lists all choices.
    pub fn choices(&self) -> Vec<&Choice> {
        match self {
            Answers::Range { single, ends } => {
                let ends = ends.iter().flat_map(|select| &select.choices);
                let single = single.iter().map(|answer| &answer.choice);
                single.chain(ends).collect()
            }
            Answers::Several(answers) | Answers::One(answers) => {
                answers.iter().map(|answer| &answer.choice).collect()
            }
        }
    }
}
