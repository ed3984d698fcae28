//! Maps: drawn by the page itself, because every area is a link that the keyboard reaches. Their outlines are fetched
//! when the first map asks for them.

use dashboard::view::{Area, Atlas, Body, ColourClass, Figure, Map, Outline, Outlines, Window};
use leptos::{prelude::*, task::spawn_local};

use crate::{address::Address, fetch, list::list, slice::slice};

/// A figure's map with its legend. Its room stands before it is drawn; where its outlines do not come, its description
/// stands in its place.
pub fn map(figure: Memo<Figure>, address: Address) -> impl IntoView {
    let map = slice(figure, |figure| match &figure.body {
        Body::Map(map) => Some(Map::clone(map)),
        _ => None,
    });
    let outlines = RwSignal::new(None::<Option<Outlines>>);
    if let Some(atlas) = map.with_untracked(|map| map.as_ref().map(|map| map.atlas)) {
        spawn_local(async move {
            let text = fetch::text(&address.url(atlas.file())).await;
            outlines.set(Some(text.ok().and_then(|text| Outlines::parse(&text))));
        });
    }
    move || {
        let map = map.get()?;
        let (width, height) = Atlas::size();
        let drawn = match outlines.get() {
            Some(Some(outlines)) => drawing(&map, &outlines, address).into_any(),
            Some(None) => view! { <p>{map.description.clone()}</p> }.into_any(),
            None => ().into_any(),
        };
        Some(view! {
            <div class="map" style:aspect-ratio=format!("{width} / {height}")>{drawn}</div>
            {legend(map.legend)}
            {list(map.elsewhere, |words| view! { <p class="note">{words}</p> })}
        })
    }
}

/// Every outline, in the colour of the narrowest category that holds it, and the numbers where there is room. What is
/// too small is shown again enlarged, for the eye and the finger: the keyboard has been there already.
fn drawing(map: &Map, outlines: &Outlines, address: Address) -> impl IntoView + use<> {
    let (width, height) = outlines.size;
    let window = map.atlas.window(map, outlines);
    let enlarged = window.map(|Window { x, y, size: (width, height) }| {
        let areas = areas(map, outlines, Enlarged::Yes, address);
        view! {
            <svg class="enlarged" viewBox=format!("{x} {y} {width} {height}") aria-hidden="true">
                {land(outlines)} {areas}
            </svg>
        }
    });
    let frame = window.map(
        |Window {
             x,
             y,
             size: (width, height),
         }| {
            view! { <rect class="frame" x=x y=y width=width height=height /> }
        },
    );
    view! {
        <svg viewBox=format!("0 0 {width} {height}") role="group" aria-label=map.description.clone()>
            <defs>{hatching("hatching", "rotate(45)")} {hatching("hatching-fine", "rotate(45) scale(.125)")}</defs>
            {land(outlines)}
            {areas(map, outlines, Enlarged::No, address)}
            {frame}
        </svg>
        {enlarged}
    }
}

/// The fill of what is hidden. It has a size of its own where the map is enlarged.
fn hatching(id: &'static str, transform: &'static str) -> impl IntoView {
    view! {
        <pattern id=id width="6" height="6" patternUnits="userSpaceOnUse" patternTransform=transform>
            <path d="M0 0h6v6H0z" class="paper" />
            <path d="M0 0v6" class="stripe" />
        </pattern>
    }
}

/// What no number is about.
fn land(outlines: &Outlines) -> impl IntoView + use<> {
    let land: Vec<&str> = outlines
        .areas
        .iter()
        .map(|outline| outline.path.as_str())
        .collect();
    view! { <path class="land" d=land.concat() /> }
}

/// Whether areas are drawn for a second time.
#[derive(Clone, Copy, PartialEq)]
enum Enlarged {
    No,
    Yes,
}

fn areas(
    map: &Map,
    outlines: &Outlines,
    enlarged: Enlarged,
    address: Address,
) -> impl IntoView + use<> {
    list(map.areas.iter(), |one| {
        let held: Vec<&Outline> = outlines
            .areas
            .iter()
            .filter(|outline| holder(map, outline) == Some(one))
            .collect();
        (!held.is_empty()).then(|| area(one, &held, map.atlas.is_numbered(), enlarged, address))
    })
}

/// The category that an outline is coloured by: the one that names it, else the one that names what it lies in.
fn holder<'a>(map: &'a Map, outline: &Outline) -> Option<&'a Area> {
    outline
        .codes
        .iter()
        .find_map(|code| map.areas.iter().find(|area| area.outlines.contains(code)))
}

fn area(
    area: &Area,
    held: &[&Outline],
    numbered: bool,
    enlarged: Enlarged,
    address: Address,
) -> impl IntoView + use<> {
    let outline: Vec<&str> = held.iter().map(|outline| outline.path.as_str()).collect();
    let is_numbered = numbered || enlarged == Enlarged::Yes && held.len() == 1;
    let number = held.first().filter(|_| is_numbered).map(|outline| {
        let (x, y) = outline.point;
        view! { <text x=x y=y aria-hidden="true">{area.text.clone()}</text> }
    });
    let (name, label) = (area.label.clone(), area.label.clone());
    let shape = view! {
        <path class=class(area.colour) d=outline.concat() />
        {number}
    };
    let reached = (enlarged == Enlarged::Yes).then_some("-1");
    // Links and titles are SVG's own only within an element that is nothing else.
    match &area.href {
        Some(href) => {
            let href = address.url(href);
            view! { <g><a href=href tabindex=reached aria-label=name><title>{label}</title>{shape}</a></g> }.into_any()
        }
        None => {
            view! { <g role="img" aria-label=name><title>{label}</title>{shape}</g> }.into_any()
        }
    }
}

/// What the colours mean.
pub fn legend(legend: Vec<(ColourClass, String)>) -> impl IntoView {
    let item = |(colour, words): (ColourClass, String)| {
        view! {
            <li>
                <span class=format!("swatch {}", class(colour)) aria-hidden="true"></span>
                {words}
            </li>
        }
    };
    view! { <ul class="legend">{list(legend, item)}</ul> }
}

/// The class of what has this tone.
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
