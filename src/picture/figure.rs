//! Draws a figure as a picture of its own: what it shows with its title, its finding, its notes, its source and its date.

use cube::Catalog;
use dashboard::view::{Figure, Sample, View};

use crate::{
    body,
    circles::OnMap,
    font::{Face, Fonts},
    svg::{ACCENT, Anchor, BANNER, HIDDEN, Letters, Marks, ON_BANNER, Paint, Room, Svg},
};

/// The width of a picture, and the room at its edges.
const WIDTH: f64 = 760.0;
const EDGE: f64 = 28.0;

/// What a picture has around what its figure says.
#[derive(Clone, Copy, Default)]
pub struct Around<'a> {
    /// Where it can be read on, if that is known.
    pub address: Option<&'a str>,
    /// The map of its numbers, if it has one.
    pub map: Option<OnMap<'a>>,
}

/// Draws a figure of a page as SVG.
pub fn draw_figure(
    fonts: &Fonts,
    catalog: &Catalog,
    view: &View,
    figure: &Figure,
    around: Around<'_>,
) -> String {
    let mut svg = Svg::new(fonts);
    let mut room = Room {
        left: EDGE,
        top: EDGE - 6.0,
        width: WIDTH - 2.0 * EDGE,
    };
    if let Some(mark) = &view.mark {
        room.top = draw_banner(
            &mut svg,
            view.banner.as_deref().unwrap_or(mark),
            WIDTH,
            EDGE,
        ) + 16.0;
    }
    room.top = draw_caption(&mut svg, figure, room) + 14.0;
    let most = f64::INFINITY;
    room.top = body::draw_with_map(&mut svg, &figure.body, around.map, room, most) + 10.0;
    let mut notes = figure.notes.clone();
    notes.extend(figure.folded.iter().map(|folded| folded.sentence.clone()));
    let soft = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    if !notes.is_empty() {
        room.top = svg.paragraph(room, soft, 18.0, &notes.join(" ")) + 4.0;
    }
    room.top = explain(&mut svg, view, room);
    room.top = draw_foot(&mut svg, catalog, view, figure, around.address, room);
    let title = titled(view, figure);
    let size = (WIDTH, (room.top + EDGE - 8.0).ceil());
    svg.finish_with_letters(size, &title, &figure.subtitle)
}

/// Names a figure; of invented data, that they are invented comes first.
pub fn titled(view: &View, figure: &Figure) -> String {
    let mark = view.mark.iter().map(|mark| format!("{mark} · "));
    let finding = figure.finding.iter().map(|finding| format!(". {finding}"));
    mark.chain([figure.title.clone()]).chain(finding).collect()
}

/// Draws the banner across a picture. Returns the place below it.
pub fn draw_banner(svg: &mut Svg<'_>, words: &str, width: f64, edge: f64) -> f64 {
    let letters = Letters::new(Face::Strong, 13.0, ON_BANNER);
    let lines = svg
        .fonts
        .lines(letters.face, letters.size, words, width - 2.0 * edge);
    let height = lines.len() as f64 * 18.0 + 14.0;
    svg.rectangle([0.0, 0.0, width, height], Paint::plain(BANNER));
    let room = Room {
        left: edge,
        top: 7.0,
        width: width - 2.0 * edge,
    };
    svg.paragraph(room, letters, 18.0, words);
    height
}

fn draw_caption(svg: &mut Svg<'_>, figure: &Figure, room: Room) -> f64 {
    let mut top = room.top;
    let ink = svg.colours.ink;
    match &figure.finding {
        Some(finding) => {
            let name = Letters::new(Face::Strong, 14.0, ACCENT);
            top = svg.paragraph(Room { top, ..room }, name, 20.0, &figure.title) + 2.0;
            let found = Letters::new(Face::Serif, 25.0, ink);
            top = svg.paragraph(Room { top, ..room }, found, 30.0, finding) + 4.0;
        }
        None => {
            let name = Letters::new(Face::Serif, 25.0, ink);
            top = svg.paragraph(Room { top, ..room }, name, 30.0, &figure.title) + 4.0;
        }
    }
    let soft = Letters::new(Face::Sans, 14.0, svg.colours.muted);
    svg.paragraph(Room { top, ..room }, soft, 19.0, &figure.subtitle)
}

/// Explains the marks of a picture in the words of the page. Returns the place below.
pub fn explain(svg: &mut Svg<'_>, view: &View, room: Room) -> f64 {
    let Marks {
        hidden,
        provisional,
    } = svg.marks;
    let soft = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let mut top = room.top;
    for (sample, _, meaning) in &view.footer.marks.1 {
        let width = match sample {
            Sample::Hidden if hidden => svg.chip((room.left, top + 14.0), Anchor::Start, HIDDEN),
            Sample::Provisional if provisional => {
                let paint = svg.paint(dashboard::view::drawing::Fill::Provisional);
                svg.rectangle([room.left + 1.0, top + 3.0, 18.0, 11.0], paint);
                20.0
            }
            Sample::Hidden | Sample::Provisional | Sample::Zero | Sample::NotStated => continue,
        };
        svg.text((room.left + width + 7.0, top + 13.5), soft, meaning);
        top += 21.0;
    }
    top
}

fn draw_foot(
    svg: &mut Svg<'_>,
    catalog: &Catalog,
    view: &View,
    figure: &Figure,
    address: Option<&str>,
    room: Room,
) -> f64 {
    let top = room.top + 6.0;
    let right = room.left + room.width;
    svg.line([room.left, top, right, top], (svg.colours.line, 1.0), None);
    let soft = Letters::new(Face::Sans, 12.5, svg.colours.muted);
    let site = catalog.title.get(view.lang);
    let mut words = vec![site, figure.source.as_str()];
    words.extend(address);
    svg.paragraph(
        Room {
            top: top + 6.0,
            ..room
        },
        soft,
        18.0,
        &words.join(" · "),
    )
}
