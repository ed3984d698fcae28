//! Represents how a reader wants to see a figure: its shape, its grain, its hidden categories.
//!
//! The figure decides what the reader has not chosen.

/// The shape of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Bars or lines.
    Chart,
    /// Stacked bars: the parts of a whole.
    Stacked,
    /// Bands from places of origin to destinations.
    Flow,
    /// A table with shaded numbers by year or by the breakdown.
    Heat,
    /// Bars on both sides of the categories, for the two groups of another dimension.
    Mirror,
    /// A choropleth map.
    Map,
    /// A table.
    Table,
}

/// The level of a nested dimension whose categories a figure compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// The outermost categories.
    Groups,
    /// The innermost categories.
    Detail,
}

/// One option that a reader can choose for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisplayOption {
    /// Show it in this shape.
    Shape(Shape),
    /// Show it at this grain.
    Grain(Grain),
    /// Draw the categories whose numbers are all hidden.
    Unfolded,
}

/// All options that a reader has chosen for a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// The shape.
    pub shape: Option<Shape>,
    /// The grain.
    pub grain: Option<Grain>,
    /// Whether categories whose numbers are all hidden are drawn.
    pub unfolded: bool,
}

impl DisplayOption {
    /// Every option, in the order in which a link lists them.
    pub const ALL: [DisplayOption; 10] = [
        DisplayOption::Grain(Grain::Groups),
        DisplayOption::Grain(Grain::Detail),
        DisplayOption::Unfolded,
        DisplayOption::Shape(Shape::Chart),
        DisplayOption::Shape(Shape::Stacked),
        DisplayOption::Shape(Shape::Flow),
        DisplayOption::Shape(Shape::Heat),
        DisplayOption::Shape(Shape::Mirror),
        DisplayOption::Shape(Shape::Map),
        DisplayOption::Shape(Shape::Table),
    ];

    /// Returns the key under which a link lists the figures with this option.
    pub fn key(self) -> &'static str {
        match self {
            DisplayOption::Grain(Grain::Groups) => "grupos",
            DisplayOption::Grain(Grain::Detail) => "detalle",
            DisplayOption::Unfolded => "ocultas",
            DisplayOption::Shape(Shape::Chart) => "grafico",
            DisplayOption::Shape(Shape::Stacked) => "apilado",
            DisplayOption::Shape(Shape::Flow) => "flujo",
            DisplayOption::Shape(Shape::Heat) => "calor",
            DisplayOption::Shape(Shape::Mirror) => "piramide",
            DisplayOption::Shape(Shape::Map) => "mapa",
            DisplayOption::Shape(Shape::Table) => "tabla",
        }
    }
}

impl Display {
    /// Returns the display with this option in place of the former choice.
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

    /// Decides whether this option is chosen.
    pub fn has(self, option: DisplayOption) -> bool {
        self.with(option) == self
    }

    /// Decides whether this option, or another one in its place, is chosen.
    pub fn decides(self, option: DisplayOption) -> bool {
        match option {
            DisplayOption::Shape(_) => self.shape.is_some(),
            DisplayOption::Grain(_) => self.grain.is_some(),
            DisplayOption::Unfolded => self.unfolded,
        }
    }
}
