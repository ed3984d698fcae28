//! How a figure is seen, where the reader says so: its shape, its grain, its hidden categories. What is not said, the
//! figure decides.

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

/// One thing that a reader says of how a figure is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// In this shape.
    Shape(Shape),
    /// At this grain.
    Grain(Grain),
    /// With the categories of which every number is hidden.
    Unfolded,
}

/// Everything that a reader says of how a figure is to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Its shape.
    pub shape: Option<Shape>,
    /// Its grain.
    pub grain: Option<Grain>,
    /// Whether its hidden categories are drawn among the others.
    pub unfolded: bool,
}

impl Wish {
    /// Every wish, in the order in which a link says them.
    pub const ALL: [Wish; 9] = [
        Wish::Grain(Grain::Groups),
        Wish::Grain(Grain::Detail),
        Wish::Unfolded,
        Wish::Shape(Shape::Chart),
        Wish::Shape(Shape::Stacked),
        Wish::Shape(Shape::Flow),
        Wish::Shape(Shape::Heat),
        Wish::Shape(Shape::Map),
        Wish::Shape(Shape::Table),
    ];

    /// The key under which a link lists the figures that are to be seen so.
    pub fn key(self) -> &'static str {
        match self {
            Wish::Grain(Grain::Groups) => "grupos",
            Wish::Grain(Grain::Detail) => "detalle",
            Wish::Unfolded => "ocultas",
            Wish::Shape(Shape::Chart) => "grafico",
            Wish::Shape(Shape::Stacked) => "apilado",
            Wish::Shape(Shape::Flow) => "flujo",
            Wish::Shape(Shape::Heat) => "calor",
            Wish::Shape(Shape::Map) => "mapa",
            Wish::Shape(Shape::Table) => "tabla",
        }
    }
}

impl Look {
    /// The same with one thing said in place of what was said of it.
    pub fn with(self, wish: Wish) -> Look {
        match wish {
            Wish::Shape(shape) => Look {
                shape: Some(shape),
                ..self
            },
            Wish::Grain(grain) => Look {
                grain: Some(grain),
                ..self
            },
            Wish::Unfolded => Look {
                unfolded: true,
                ..self
            },
        }
    }

    /// Whether it says this.
    pub fn says(self, wish: Wish) -> bool {
        self.with(wish) == self
    }

    /// Whether it says this or something else of the same.
    pub fn decides(self, wish: Wish) -> bool {
        match wish {
            Wish::Shape(_) => self.shape.is_some(),
            Wish::Grain(_) => self.grain.is_some(),
            Wish::Unfolded => self.unfolded,
        }
    }
}
