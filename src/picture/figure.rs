//! Draws a figure as a picture of its own: what it shows with its title, its finding, its notes, its source and its date.

use dashboard::view::{Figure, Pictured, Sample, View};

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
    /// The name of the site.
    pub site: &'a str,
    /// What is said above everything of a demonstration.
    pub banner: Option<&'a str>,
    /// What stands before its title where its numbers are not what they seem.
    pub mark: Option<&'a str>,
    /// The marks of figures: a sample, its sign, its meaning.
    pub marks: &'a [(Sample, String, String)],
    /// Where it can be read on, if that is known.
    pub address: Option<&'a str>,
    /// The map of its numbers, if it has one.
    pub map: Option<OnMap<'a>>,
}

impl<'a> Around<'a> {
    /// Gathers it from a whole page.
    pub fn on_page(site: &'a str, view: &'a View) -> Around<'a> {
        Around {
            site,
            banner: view.banner.as_deref(),
            mark: view.mark.as_deref(),
            marks: &view.footer.marks.1,
            ..Around::default()
        }
    }

    /// Gathers it without a page.
    pub fn alone(site: &'a str, page: &'a Pictured) -> Around<'a> {
        Around {
            site,
            banner: page.banner.as_deref(),
            mark: page.mark.as_deref(),
            marks: &page.marks,
            ..Around::default()
        }
    }
}

/// Draws a figure as SVG.
pub fn draw_figure(fonts: &Fonts, figure: &Figure, around: Around<'_>) -> String {
    let mut svg = Svg::new(fonts);
    let mut room = Room {
        left: EDGE,
        top: EDGE - 6.0,
        width: WIDTH - 2.0 * EDGE,
    };
    if let Some(mark) = around.mark {
        room.top = draw_banner(&mut svg, around.banner.unwrap_or(mark), WIDTH, EDGE) + 16.0;
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
    room.top = explain(&mut svg, around.marks, room);
    room.top = draw_foot(&mut svg, figure, around, room);
    let title = titled(around.mark, figure);
    let size = (WIDTH, (room.top + EDGE - 8.0).ceil());
    svg.finish_with_letters(size, &title, &figure.subtitle)
}

/// Names a figure; of invented data, that they are invented comes first.
fn titled(mark: Option<&str>, figure: &Figure) -> String {
    let mark = mark.iter().map(|mark| format!("{mark} · "));
    let finding = figure.finding.iter().map(|finding| format!(". {finding}"));
    mark.chain([figure.title.clone()]).chain(finding).collect()
}

/// Draws the banner across a picture. Returns the place below it.
fn draw_banner(svg: &mut Svg<'_>, words: &str, width: f64, edge: f64) -> f64 {
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
pub fn explain(svg: &mut Svg<'_>, meanings: &[(Sample, String, String)], room: Room) -> f64 {
    let Marks {
        hidden,
        provisional,
    } = svg.marks;
    let soft = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let mut top = room.top;
    for (sample, _, meaning) in meanings {
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

fn draw_foot(svg: &mut Svg<'_>, figure: &Figure, around: Around<'_>, room: Room) -> f64 {
    let top = room.top + 6.0;
    let right = room.left + room.width;
    svg.line([room.left, top, right, top], (svg.colours.line, 1.0), None);
    let soft = Letters::new(Face::Sans, 12.5, svg.colours.muted);
    let mut words = vec![around.site, figure.source.as_str()];
    words.extend(around.address);
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
