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

/// An explanation of why a page cannot show the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadEnd {
    /// The reason.
    pub reason: String,
    /// Links to the nearest views that can be shown; each names what it drops.
    pub relaxations: Vec<Link>,
}

/// The figures of a page that no published table answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// How many they are; two sides of a comparison are one.
    pub count: usize,
    /// "Tres gráficos no tienen datos publicados para esta selección."
    pub heading: String,
    /// Why nothing is published of them, where that is the reason.
    pub note: Option<String>,
    /// The figures, those with the same reason together.
    pub groups: Vec<UnansweredGroup>,
}

/// Figures that are not answered for the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnansweredGroup {
    /// Their ids.
    pub figures: Vec<String>,
    /// Their titles, joined.
    pub titles: String,
    /// The reason, as the end of a sentence that begins with the titles.
    pub reason: String,
    /// Links to the nearest views that answer them; each names what it drops.
    pub relaxations: Vec<Link>,
}
