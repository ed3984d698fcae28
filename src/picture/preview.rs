//! Draws what previews of links show of a page: its finding and the figure that shows it, with source and date.

use cube::Catalog;
use dashboard::view::{Body, Figure, Place, View, drawing::Drawing};

use crate::{
    body,
    circles::OnMap,
    figure::explain,
    font::{Face, Fonts},
    svg::{ACCENT, Anchor, BANNER, Letters, ON_BANNER, Paint, Room, Svg},
};

/// The width and height of a preview in pixels, as networks show it.
pub const SIZE: (u32, u32) = (1200, 630);

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;
/// The room at the edges.
const EDGE: f64 = 56.0;
/// The heights of the banner and of the foot.
const BANNER_HEIGHT: f64 = 48.0;
const FOOT: f64 = 62.0;
/// The most letters of notes that have room below a figure.
const MOST_OF_NOTES: usize = 170;
/// The room below a map for the marks of a figure.
const MARKS: f64 = 34.0;
/// How high a drawing with a scale may be, as a share of what it has on the page.
const HEIGHTS: [f64; 4] = [1.0, 0.8, 0.65, 0.5];
/// How much larger than on the page a figure may be, the largest first.
const SCALES: [f64; 9] = [1.9, 1.75, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0];

/// Finds the figure that answers the page's main question.
pub fn lead(view: &View) -> Option<&Figure> {
    let mut figures = view.figures.iter();
    let lead = figures.find(|figure| matches!(figure.place, Place::Lead | Place::Across));
    lead.or(view.figures.first())
}

/// Says what a preview shows, for readers who do not see it.
pub fn describe_preview(view: &View, figure: Option<&Figure>) -> String {
    let mark = view.mark.iter().cloned();
    let parts = figure
        .iter()
        .flat_map(|figure| [&figure.title, &figure.subtitle]);
    let finding = figure.iter().filter_map(|figure| figure.finding.clone());
    let words = [view.heading.clone()]
        .into_iter()
        .chain(parts.cloned())
        .chain(finding);
    mark.chain(words).collect::<Vec<_>>().join(". ")
}

/// Draws the preview of a page, or of one of its figures.
pub fn draw_preview(
    fonts: &Fonts,
    catalog: &Catalog,
    view: &View,
    figure: Option<&Figure>,
    map: Option<OnMap<'_>>,
) -> String {
    let mut svg = Svg::new(fonts);
    let mut top = 40.0;
    if let Some(mark) = &view.mark {
        svg.rectangle([0.0, 0.0, WIDTH, BANNER_HEIGHT], Paint::plain(BANNER));
        let words = view.banner.as_deref().unwrap_or(mark);
        let room = WIDTH - 2.0 * EDGE;
        let size = fitting_size(fonts, Face::Strong, words, room, &[22.0, 20.0, 18.0, 16.0]);
        let letters = Letters::new(Face::Strong, size.unwrap_or(22.0), ON_BANNER);
        svg.text((EDGE, 32.0), letters, size.map_or(mark, |_| words));
        top += 40.0;
    }
    top = draw_title(&mut svg, view, figure, top);
    let bottom = HEIGHT - FOOT;
    if let Some(figure) = figure {
        draw_chart(&mut svg, view, (figure, map), (top + 14.0, bottom - 16.0));
    }
    draw_foot(&mut svg, catalog, view, figure, bottom);
    svg.finish(
        (WIDTH, HEIGHT),
        &view.document_title,
        &describe_preview(view, figure),
    )
}

/// Writes what the page is about, and what was found. Returns the place below.
fn draw_title(svg: &mut Svg<'_>, view: &View, figure: Option<&Figure>, top: f64) -> f64 {
    let room = Room {
        left: EDGE,
        top,
        width: WIDTH - 2.0 * EDGE,
    };
    let finding = figure.and_then(|figure| figure.finding.as_deref());
    let title = figure
        .map(|figure| figure.title.as_str())
        .filter(|title| *title != view.heading);
    let (name, headline) = match (title, finding) {
        (Some(title), Some(finding)) => (format!("{} · {title}", view.heading), finding),
        (Some(title), None) => (view.heading.clone(), title),
        (None, Some(finding)) => (view.heading.clone(), finding),
        (None, None) => (String::new(), view.heading.as_str()),
    };
    let letters = Letters::new(Face::Strong, 24.0, ACCENT);
    let mut top = svg.paragraph(room, letters, 34.0, &name);
    // One line where it is large enough, else two: a long finding is smaller, so that it has no third line.
    let lines = |size: f64| {
        svg.fonts
            .even_lines(Face::Serif, size, headline, room.width)
    };
    let sizes = [46.0, 42.0, 38.0];
    let one = sizes.into_iter().find(|size| lines(*size).len() < 2);
    let two = || {
        [42.0, 38.0, 34.0, 30.0]
            .into_iter()
            .find(|size| lines(*size).len() < 3)
    };
    let size = one.or_else(two).unwrap_or(26.0);
    let found = Letters::new(Face::Serif, size, svg.colours.ink);
    let lines = lines(size);
    top = svg.write_lines(Room { top, ..room }, found, size * 1.14, &lines) + 2.0;
    let words = figure.map_or(view.lede.as_str(), |figure| figure.subtitle.as_str());
    let soft = Letters::new(Face::Sans, 21.0, svg.colours.muted);
    svg.paragraph(Room { top, ..room }, soft, 30.0, words)
}

/// Draws the figure as large as the room allows: at first with all of it, else without the parts of its categories.
fn draw_chart(
    svg: &mut Svg<'_>,
    view: &View,
    (figure, map): (&Figure, Option<OnMap<'_>>),
    (top, bottom): (f64, f64),
) {
    let (width, height) = (WIDTH - 2.0 * EDGE, bottom - top);
    let drawn = |body: &Body, scale: f64, share: f64| {
        let mut part = Svg::new(svg.fonts);
        part.height = share;
        let room = Room {
            left: 0.0,
            top: 0.0,
            width: width / scale,
        };
        let most = height / scale - MARKS;
        let top = body::draw_with_map(&mut part, body, map, room, most) + 4.0;
        let top = draw_notes(&mut part, figure, Room { top, ..room });
        let end = explain(&mut part, &view.footer.marks.1, Room { top, ..room });
        (part, end * scale)
    };
    let has_scale = match &figure.body {
        Body::Drawing(drawing) => matches!(**drawing, Drawing::Lines(_) | Drawing::Columns(_)),
        _ => false,
    };
    let heights = if has_scale {
        HEIGHTS.as_slice()
    } else {
        &HEIGHTS[..1]
    };
    let find = |body: &Body| {
        let tries = SCALES
            .iter()
            .flat_map(|scale| heights.iter().map(|share| (*scale, *share)));
        let mut fitting = tries.map(|(scale, share)| (drawn(body, scale, share), scale));
        fitting.find(|((_, end), _)| *end <= height)
    };
    let short = without_parts(&figure.body);
    let fit = find(&figure.body).or_else(|| find(&short));
    let ((part, _), scale) = fit.unwrap_or_else(|| {
        let (part, end) = drawn(&short, 1.0, 1.0);
        ((part, end), height / end)
    });
    svg.place(part, (EDGE, top), scale);
}

/// Leaves out what categories consist of, where all of it has no room: the categories themselves stay.
fn without_parts(body: &Body) -> Body {
    let mut body = body.clone();
    if let Body::Drawing(drawing) = &mut body {
        match drawing.as_mut() {
            Drawing::Strip(strip) => strip.key.retain(|(_, _, depth)| *depth == 0),
            Drawing::Bars(bars) => bars.rows.iter_mut().for_each(|row| row.detail.clear()),
            _ => {}
        }
    }
    body
}

/// Writes the notes of a figure, if they are short.
fn draw_notes(svg: &mut Svg<'_>, figure: &Figure, room: Room) -> f64 {
    let notes = figure.notes.join(" ");
    if notes.is_empty() || notes.chars().count() > MOST_OF_NOTES {
        return room.top;
    }
    let soft = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    svg.paragraph(room, soft, 17.0, &notes) + 2.0
}

fn draw_foot(svg: &mut Svg<'_>, catalog: &Catalog, view: &View, figure: Option<&Figure>, top: f64) {
    svg.line(
        [EDGE, top, WIDTH - EDGE, top],
        (svg.colours.line, 1.5),
        None,
    );
    let base = top + 38.0;
    let name = Letters::new(Face::Strong, 21.0, svg.colours.ink);
    draw_logo(svg, (EDGE, base - 20.0));
    svg.text((EDGE + 40.0, base), name, catalog.title.get(view.lang));
    let used = 40.0
        + svg
            .fonts
            .width(name.face, name.size, catalog.title.get(view.lang))
        + 40.0;
    let source = figure.map_or(&view.footer.release.0, |figure| &figure.source);
    let soft = Letters::new(Face::Sans, 19.0, svg.colours.muted);
    let room = WIDTH - 2.0 * EDGE - used;
    let size = fitting_size(
        svg.fonts,
        soft.face,
        source,
        room,
        &[19.0, 18.0, 17.0, 16.0],
    );
    if let Some(size) = size {
        let letters = Letters { size, ..soft }.anchored(Anchor::End);
        svg.text((WIDTH - EDGE, base), letters, source);
        return;
    }
    let small = Letters { size: 16.0, ..soft };
    let place = Room {
        left: WIDTH - EDGE - room,
        top: top + 9.0,
        width: room,
    };
    svg.paragraph(place, small.anchored(Anchor::End), 21.0, source);
}

/// Finds the first of these sizes at which a text has room on one line.
fn fitting_size(fonts: &Fonts, face: Face, text: &str, room: f64, sizes: &[f64]) -> Option<f64> {
    let mut sizes = sizes.iter().copied();
    sizes.find(|size| fonts.width(face, *size, text) <= room)
}

/// Draws the site's mark: dots in a square.
fn draw_logo(svg: &mut Svg<'_>, (left, top): (f64, f64)) {
    let second = svg.colours.series[3];
    for at in 0..9_u8 {
        let (column, row) = (at % 3, at / 3);
        let is_second = matches!((column, row), (1 | 2, 2) | (2, 1));
        let [x, y] = [
            left + f64::from(column) * 10.0 + 4.0,
            top + f64::from(row) * 10.0 + 4.0,
        ];
        let paint = match (column, row) {
            (2, 0) => Paint {
                fill: "none",
                stroke: Some((ACCENT, 2.0)),
                dashes: None,
            },
            _ => Paint::plain(if is_second { second } else { ACCENT }),
        };
        svg.circle(
            [x, y, if (column, row) == (2, 0) { 3.0 } else { 4.0 }],
            paint,
        );
    }
}
