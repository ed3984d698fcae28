//! Describes a page as plain values: everything that is drawn, and the address behind every click.
//!
//! Nothing here knows colours, the size of the window, or the browser. A link is a path below the site's root without
//! a leading slash (`en/accredited/?sexo=F&v=1`); the crate `app` puts the root before it.

mod bar;
mod chart;
mod choice;
mod colour;
mod figure;
mod flow;
mod grid;
mod map;
mod outline;
mod page;

pub use bar::{About, Answer, Answers, Bar, Block, Button, Count, Number, Question, Select};
pub use chart::{BROKEN, Chart, Height, Kind, MOST_SERIES, Mark, Reach, Series, Size, Unit};
pub use choice::{Choice, DeadEnd, Link, Unanswered, UnansweredGroup};
pub use colour::{ColourClass, Legend};
pub use figure::{Body, Download, Figure, Folded, Heat, Selection};
pub use flow::{Band, Flow, FlowSide, Node, Span};
pub use grid::{Grid, GridCell, Row};
pub use map::{Area, Atlas, Map};
pub use outline::{Outline, Outlines, Window};
pub use page::{Door, Entry, Footer, Frame, Front, HiddenNote, Tile, View};
