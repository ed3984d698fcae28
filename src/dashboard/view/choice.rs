//! Describes links, and controls whose answers are links.

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
    pub relaxations: Vec<Link>,
}

/// An active filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// "Sexo: Mujer".
    pub label: String,
    /// "Quitar el filtro Sexo: Mujer", for those who do not see the cross.
    pub remove: Link,
}
