//! Draws maps as SVG of our own, because every area is a link that the keyboard reaches.
//!
//! Outlines are fetched when a map is first shown.

use dashboard::view::{Area, Atlas, Body, ColourClass, Figure, Map, Outline, Outlines, Window};
use leptos::{prelude::*, task::spawn_local};
use web_sys::RequestCache;

use crate::{address::Address, derived::derive, fetch, files::read_file, list::list};

/// Draws a figure's map with its legend. Its space is reserved before it is drawn; if its outlines cannot be fetched, its
/// description is shown instead.
pub fn map(figure: Memo<Figure>, address: Address) -> impl IntoView {
    let map = derive(figure, |figure| match &figure.body {
        Body::Map(map) => Some(Map::clone(map)),
        _ => None,
    });
    let outlines = RwSignal::new(None::<Outlines>);
    let failed = RwSignal::new(false);
    let atlas = map.with_untracked(|map| map.as_ref().map(|map| map.atlas));
    if let Some(atlas) = atlas.filter(|_| is_browser()) {
        spawn_local(async move {
            let text = fetch::text(&address.url(atlas.file()), RequestCache::NoCache).await;
            match text.ok().and_then(|text| Outlines::parse(&text)) {
                Some(parsed) => outlines.set(Some(parsed)),
                None => failed.set(true),
            }
        });
    }
    move || {
        let map = map.get()?;
        let (width, height) = Atlas::size();
        let drawn = match outlines.get() {
            Some(outlines) => drawing(&map, &outlines, address).into_any(),
            None if failed.get() => view! { <p>{map.description.clone()}</p> }.into_any(),
            None => ().into_any(),
        };
        Some(view! {
            <div class="map" style:aspect-ratio=format!("{width} / {height}")>{drawn}</div>
            {legend(map.legend)}
            {list(map.elsewhere, |words| view! { <p class="note">{words}</p> })}
        })
    }
}

/// The narrowest window in which circles stand beside their list; the style has the same number.
const ROOM_FOR_CIRCLES: f64 = 1181.0;

/// Draws circles beside their list, where the window has room for both. Their room is kept until they are drawn.
pub fn circles(figure: Memo<Figure>, address: Address) -> impl IntoView {
    let circles = derive(figure, |figure| figure.circles.clone());
    let atlas = move || circles.with(|circles| circles.as_ref().map(|circles| circles.atlas));
    let is_wide = is_server() || {
        let width = window().inner_width().ok().and_then(|width| width.as_f64());
        width.is_some_and(|width| width >= ROOM_FOR_CIRCLES)
    };
    let written = atlas().and_then(|atlas| read_file(atlas.file()));
    let outlines = RwSignal::new(written.and_then(|text| Outlines::parse(&text)));
    // They are fetched once; without them there is the list, which has all numbers.
    Effect::new(move |asked: Option<bool>| {
        let asked = asked == Some(true);
        let atlas = atlas();
        if let Some(atlas) = atlas.filter(|_| is_wide && !asked) {
            spawn_local(async move {
                let text = fetch::text(&address.url(atlas.file()), RequestCache::NoCache).await;
                outlines.set(text.ok().and_then(|text| Outlines::parse(&text)));
            });
        }
        asked || atlas.is_some()
    });
    move || {
        let circles = circles.get().filter(|_| is_wide)?;
        let drawn = outlines
            .get()
            .map(|outlines| dashboard::draw_circles(&circles, &outlines));
        Some(view! { <div class="beside-list" inner_html=drawn.unwrap_or_default()></div> })
    }
}

/// Draws every outline in the colour of the narrowest category that contains it, and the numbers where there is room.
/// What is too small is drawn again enlarged, for eye and finger; the keyboard reaches it in the first drawing alone.
fn drawing(map: &Map, outlines: &Outlines, address: Address) -> impl IntoView + use<> {
    let (width, height) = outlines.size;
    let window = map.atlas.window(map, outlines);
    // The area that has the focus, by its label: it is marked in the enlarged part as well.
    let focused = RwSignal::new(None::<String>);
    let enlarged = window.map(|Window { x, y, size: (width, height) }| {
        let areas = areas(map, outlines, Enlarged::Yes, focused, address);
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
            {areas(map, outlines, Enlarged::No, focused, address)}
            {frame}
        </svg>
        {enlarged}
    }
}

/// Draws the fill of hidden areas, which has a size of its own in the enlarged part.
fn hatching(id: &'static str, transform: &'static str) -> impl IntoView {
    view! {
        <pattern id=id width="6" height="6" patternUnits="userSpaceOnUse" patternTransform=transform>
            <path d="M0 0h6v6H0z" class="paper" />
            <path d="M0 0v6" class="stripe" />
        </pattern>
    }
}

/// Draws the land that belongs to no category.
fn land(outlines: &Outlines) -> impl IntoView + use<> {
    let land: Vec<&str> = outlines
        .areas
        .iter()
        .map(|outline| outline.path.as_str())
        .collect();
    view! { <path class="land" d=land.concat() /> }
}

/// Whether areas are drawn for the second time, enlarged.
#[derive(Clone, Copy, PartialEq)]
enum Enlarged {
    No,
    Yes,
}

fn areas(
    map: &Map,
    outlines: &Outlines,
    enlarged: Enlarged,
    focused: RwSignal<Option<String>>,
    address: Address,
) -> impl IntoView + use<> {
    list(map.areas.iter(), |one| {
        let contained: Vec<&Outline> = outlines
            .areas
            .iter()
            .filter(|outline| category_of(map, outline) == Some(one))
            .collect();
        let is_numbered = map.atlas.is_numbered();
        let drawn = (enlarged, focused);
        (!contained.is_empty()).then(|| area(one, &contained, is_numbered, drawn, address))
    })
}

/// Finds the category that colours an outline: the one that names it, else the one that names its region.
fn category_of<'a>(map: &'a Map, outline: &Outline) -> Option<&'a Area> {
    outline
        .codes
        .iter()
        .find_map(|code| map.areas.iter().find(|area| area.outlines.contains(code)))
}

fn area(
    area: &Area,
    contained: &[&Outline],
    numbered: bool,
    (enlarged, focused): (Enlarged, RwSignal<Option<String>>),
    address: Address,
) -> impl IntoView + use<> {
    let outline: Vec<&str> = contained
        .iter()
        .map(|outline| outline.path.as_str())
        .collect();
    let is_numbered = numbered || enlarged == Enlarged::Yes && contained.len() == 1;
    let number = contained.first().filter(|_| is_numbered).map(|outline| {
        let (x, y) = outline.point;
        view! { <text x=x y=y aria-hidden="true">{area.text.clone()}</text> }
    });
    let (name, label) = (area.label.clone(), area.label.clone());
    let shape = view! {
        <path class=class(area.colour) d=outline.concat() />
        {number}
    };
    let tab_stop = (enlarged == Enlarged::Yes).then_some("-1");
    // Leptos gives links and titles SVG's namespace only inside an element that SVG alone has.
    match &area.href {
        Some(href) => {
            let href = address.url(href);
            let (own, seen) = (area.label.clone(), area.label.clone());
            let focus = move |_| focused.set(Some(own.clone()));
            let is_seen = move || focused.with(|focused| focused.as_ref() == Some(&seen));
            view! {
                <g><a href=href tabindex=tab_stop aria-label=name class:seen=is_seen on:focus=focus
                    on:blur=move |_| focused.set(None)><title>{label}</title>{shape}</a></g>
            }
            .into_any()
        }
        None => {
            view! { <g role="img" aria-label=name><title>{label}</title>{shape}</g> }.into_any()
        }
    }
}

/// Draws what the colours mean.
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
