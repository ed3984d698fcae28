//! Writes maps as SVG of our own, because every area is a link that the keyboard reaches.
//!
//! Where the outlines are not there yet, the map's room is kept, with a mark by which `app` finds what to fetch.

use dashboard::view::{Area, Circles, ColourClass, Legend, Map, Outline, Outlines, Window};
use maud::{Markup, PreEscaped, html};

use crate::surroundings::Surroundings;

/// Writes a map with its legend.
pub fn map(map: &Map, around: &Surroundings) -> Markup {
    let drawn = (around.outlines)(map.atlas);
    html! {
        div.map data-outlines=(map.atlas.file()) data-description=(map.description) {
            @if let Some(outlines) = &drawn { (drawing(map, outlines, around)) }
        }
        (legend(&map.legend))
        @if let Some(elsewhere) = &map.elsewhere {
            p.note { (elsewhere) }
        }
    }
}

/// Writes circles beside their list; the style sheet shows them where the window has room for both.
pub fn circles(circles: &Circles, around: &Surroundings) -> Markup {
    let drawn = (around.outlines)(circles.atlas);
    let drawn = drawn.map(|outlines| dashboard::draw_circles(circles, &outlines));
    html! {
        div.beside-list data-outlines=(circles.atlas.file()) { (PreEscaped(drawn.unwrap_or_default())) }
    }
}

/// Writes every outline in the colour of the narrowest category that contains it, and the numbers where there is room.
/// What is too small is drawn again enlarged, for eye and finger; the keyboard reaches it in the first drawing alone.
fn drawing(map: &Map, outlines: &Outlines, around: &Surroundings) -> Markup {
    let window = map.atlas.window(map, outlines);
    html! {
        svg viewBox=(view_box((0, 0), outlines.size)) role="group" aria-label=(map.description) {
            defs { (hatching("hatching", "rotate(45)")) (hatching("hatching-fine", "rotate(45) scale(.125)")) }
            (land(outlines))
            (areas(map, outlines, Enlarged::No, around))
            @if let Some(Window { x, y, size: (width, height) }) = window {
                rect.frame x=(x.to_string()) y=(y.to_string()) width=(width.to_string()) height=(height.to_string()) {}
            }
        }
        @if let Some(Window { x, y, size }) = window {
            svg.enlarged viewBox=(view_box((x, y), size)) aria-hidden="true" {
                (land(outlines))
                (areas(map, outlines, Enlarged::Yes, around))
            }
        }
    }
}

fn view_box((x, y): (i32, i32), (width, height): (i32, i32)) -> String {
    format!("{x} {y} {width} {height}")
}

/// Writes the fill of hidden areas, which has a size of its own in the enlarged part.
fn hatching(id: &str, transform: &str) -> Markup {
    html! {
        pattern #(id) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform=(transform) {
            path.paper d="M0 0h6v6H0z" {}
            path.stripe d="M0 0v6" {}
        }
    }
}

/// Writes the land that belongs to no category.
fn land(outlines: &Outlines) -> Markup {
    html! {
        path.land d=(join_paths(&outlines.areas.iter().collect::<Vec<_>>())) {}
    }
}

fn join_paths(outlines: &[&Outline]) -> String {
    let paths: Vec<&str> = outlines
        .iter()
        .map(|outline| outline.path.as_str())
        .collect();
    paths.concat()
}

/// Whether areas are drawn for the second time, enlarged.
#[derive(Clone, Copy, PartialEq)]
enum Enlarged {
    No,
    Yes,
}

fn areas(map: &Map, outlines: &Outlines, enlarged: Enlarged, around: &Surroundings) -> Markup {
    let of = |one: &Area| -> Vec<&Outline> {
        let outlines = outlines.areas.iter();
        outlines
            .filter(|outline| category_of(map, outline) == Some(one))
            .collect()
    };
    html! {
        @for one in &map.areas {
            @let contained = of(one);
            @if let Some(first) = contained.first() {
                @let is_numbered = map.atlas.is_numbered() || enlarged == Enlarged::Yes && contained.len() == 1;
                (area(one, &join_paths(&contained), is_numbered.then_some(first.point), enlarged, around))
            }
        }
    }
}

/// Finds the category that colours an outline: the one that names it, else the one that names its region.
fn category_of<'a>(map: &'a Map, outline: &Outline) -> Option<&'a Area> {
    let mut codes = outline.codes.iter();
    codes.find_map(|code| map.areas.iter().find(|area| area.outlines.contains(code)))
}

/// Writes an area, with its number at a point if it has room for it.
fn area(
    area: &Area,
    outline: &str,
    number: Option<(i32, i32)>,
    enlarged: Enlarged,
    around: &Surroundings,
) -> Markup {
    let tab_stop = (enlarged == Enlarged::Yes).then_some("-1");
    let shape = html! {
        title { (area.label) }
        path class=(class(area.colour)) d=(outline) {}
        @if let Some((x, y)) = number {
            text x=(x.to_string()) y=(y.to_string()) aria-hidden="true" { (area.text) }
        }
    };
    match &area.href {
        Some(href) => html! {
            g { a href=(around.url(href)) tabindex=[tab_stop] aria-label=(area.label) { (shape) } }
        },
        None => html! { g role="img" aria-label=(area.label) { (shape) } },
    }
}

/// Writes what the colours mean.
pub fn legend(legend: &Legend) -> Markup {
    html! {
        ul.legend {
            @for (colour, words) in legend {
                li { span.swatch.(class(*colour)) aria-hidden="true" {} (words) }
            }
        }
    }
}

/// Returns the CSS class of a colour class.
pub fn class(colour: ColourClass) -> &'static str {
    match colour {
        ColourClass::Class(0) => "tone-0",
        ColourClass::Class(1) => "tone-1",
        ColourClass::Class(2) => "tone-2",
        ColourClass::Class(_) => "tone-3",
        ColourClass::Hidden => "tone-hidden",
        ColourClass::None => "tone-none",
    }
}
