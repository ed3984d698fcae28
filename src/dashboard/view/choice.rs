//! Describes links, and controls whose answers are links.

/// A label with the address that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The label.
    pub label: String,
    /// The address, below the site's root.
    pub href: String,
}

/// One of several alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The label, and the view that it leads to.
    pub link: Link,
    /// Whether it is the current choice.
    pub selected: bool,
    /// The reason why it cannot be chosen, if so; never because of a value.
    pub unavailable: Option<String>,
}

/// A native select: a label and its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its key in the link, unique on the page: `sexo`, `anio-desde`, `por`.
    pub id: String,
    /// The label.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
    /// A heading and the choices that can be added to the current one.
    pub more: Option<(String, Vec<Choice>)>,
}

/// An explanation of why a page cannot show the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadEnd {
    /// The reason.
    pub reason: String,
    /// Links to the nearest views that can be shown; each names what it drops.
    pub relaxations: Vec<Link>,
}

/// An active filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// "Sexo: Mujer".
    pub label: String,
    /// The link that removes it: "Quitar el filtro Sexo: Mujer", for readers who do not see the cross.
    pub remove: Link,
}
