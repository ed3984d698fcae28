//! Represents how a reader wants to see a figure: its shape, its grain, its hidden categories.
//!
//! What the reader leaves open, the figure decides.

/// The shape of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Bars, or lines.
    Chart,
    /// Bars, one on the other: what a whole is made up of.
    Stacked,
    /// Bands from where persons came from to where they came to.
    Flow,
    /// A table with shaded numbers: by year, or by the breakdown.
    Heat,
    /// The areas of a map.
    Map,
    /// Rows of numbers.
    Table,
}

/// Which categories a figure compares, where some contain others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// The outermost.
    Groups,
    /// The innermost.
    Detail,
}

/// One thing that a reader can choose about a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisplayOption {
    /// In this shape.
    Shape(Shape),
    /// At this grain.
    Grain(Grain),
    /// With the categories of which every number is hidden.
    Unfolded,
}

/// Everything that a reader has chosen about a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// Its shape.
    pub shape: Option<Shape>,
    /// Its grain.
    pub grain: Option<Grain>,
    /// Whether its hidden categories are drawn among the others.
    pub unfolded: bool,
}

impl DisplayOption {
    /// Every option, in the order in which a link lists them.
    pub const ALL: [DisplayOption; 9] = [
        DisplayOption::Grain(Grain::Groups),
        DisplayOption::Grain(Grain::Detail),
        DisplayOption::Unfolded,
        DisplayOption::Shape(Shape::Chart),
        DisplayOption::Shape(Shape::Stacked),
        DisplayOption::Shape(Shape::Flow),
        DisplayOption::Shape(Shape::Heat),
        DisplayOption::Shape(Shape::Map),
        DisplayOption::Shape(Shape::Table),
    ];

    /// The key under which a link lists the figures that are to be seen so.
    pub fn key(self) -> &'static str {
        match self {
            DisplayOption::Grain(Grain::Groups) => "grupos",
            DisplayOption::Grain(Grain::Detail) => "detalle",
            DisplayOption::Unfolded => "ocultas",
            DisplayOption::Shape(Shape::Chart) => "grafico",
            DisplayOption::Shape(Shape::Stacked) => "apilado",
            DisplayOption::Shape(Shape::Flow) => "flujo",
            DisplayOption::Shape(Shape::Heat) => "calor",
            DisplayOption::Shape(Shape::Map) => "mapa",
            DisplayOption::Shape(Shape::Table) => "tabla",
        }
    }
}

impl Display {
    /// The same with one option in place of the former choice.
    pub fn with(self, option: DisplayOption) -> Display {
        match option {
            DisplayOption::Shape(shape) => Display {
                shape: Some(shape),
                ..self
            },
            DisplayOption::Grain(grain) => Display {
                grain: Some(grain),
                ..self
            },
            DisplayOption::Unfolded => Display {
                unfolded: true,
                ..self
            },
        }
    }

    /// Whether it chooses this option.
    pub fn says(self, option: DisplayOption) -> bool {
        self.with(option) == self
    }

    /// Whether it chooses this option, or another one in its place.
    pub fn decides(self, option: DisplayOption) -> bool {
        match option {
            DisplayOption::Shape(_) => self.shape.is_some(),
            DisplayOption::Grain(_) => self.grain.is_some(),
            DisplayOption::Unfolded => self.unfolded,
        }
    }
}
