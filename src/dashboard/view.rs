//! Describes a page as plain values: everything that is drawn, and the address behind every click.
//!
//! Nothing here knows colours, the size of the window, or the browser. A link is a path below the site's root without
//! a leading slash (`en/accredited/?sexo=F&v=1`); the crate `app` puts the root before it.

mod bar;
mod chart;
mod choice;
mod colour;
mod dots;
pub mod drawing;
mod figure;
mod flow;
mod front;
mod grid;
mod map;
mod outline;
mod page;

pub use bar::{About, Answer, Answers, Bar, Block, Button, Count, Number, Question, Select};
pub use chart::{BROKEN, Chart, Height, Kind, MOST_SERIES, Mark, Reach, Series, Size, Unit};
pub use choice::{Choice, DeadEnd, Link, Unanswered, UnansweredGroup};
pub use colour::{ColourClass, Legend};
pub use dots::{Dot, DotGroup, Dots};
pub use figure::{Body, Figure, Folded, Heat, Place, Selection};
pub use flow::{Band, Flow, FlowSide, Node, Span};
pub use front::{Door, Front, Groups, People, Tile, Words};
pub use grid::{Grid, GridCell, Row};
pub use map::{Area, Atlas, Circle, Circles, Map};
pub use outline::{Outline, Outlines, Window};
pub use page::{Entry, Footer, Frame, HiddenNote, Pictured, Sample, View};
