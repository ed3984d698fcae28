//! Makes what a reader takes along of a figure: a program of its own, fetched when somebody opens that menu.
//!
//! It knows nothing of the page that stands: it is given the address and the files of the release, and makes the figure's
//! numbers of them as the page does. `view` holds the path and the query of the address, the site's root, the catalog that
//! the page names, and then each section with its file; `files` holds each file that was fetched, with its text.

use cube::Release;
use dashboard::{Place, Received, Request, SectionFiles, Sheet, view::Outlines};
use js_sys::{Array, Uint8Array};
use picture::Fonts;
use take::{Format, Menu, Origin};
use wasm_bindgen::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
}

/// Lists the files that have to be fetched, each followed by its path below the site's root; none once all are there.
#[wasm_bindgen]
pub fn missing(view: Vec<String>, files: Vec<String>) -> Vec<String> {
    let (received, place) = receive(view, files);
    let mut missing = Vec::new();
    for file in received.missing(&place) {
        let path = received.locate(&file);
        missing.extend([file, path]);
    }
    missing
}

/// Writes the menu of a figure as HTML; `undefined` if it shows no numbers. `picture` is the address of its picture.
#[wasm_bindgen]
pub fn menu(
    view: Vec<String>,
    files: Vec<String>,
    figure: &str,
    picture: Option<String>,
    can_share: bool,
    can_copy: bool,
) -> Option<String> {
    let offered = Menu {
        picture: picture.as_deref(),
        can_share,
        can_copy,
    };
    with_sheet(view, files, figure, |sheet, origin| {
        take::menu(sheet, origin, offered)
    })
}

/// Makes a file of a figure: its name, its media type and its bytes; `undefined` if it shows no numbers.
#[wasm_bindgen]
pub fn make(
    view: Vec<String>,
    files: Vec<String>,
    figure: &str,
    format: &str,
) -> Result<Option<Array>, JsError> {
    let format = Format::from_key(format).ok_or_else(|| JsError::new("no such format"))?;
    let made = with_sheet(view, files, figure, |sheet, origin| {
        take::make(sheet, format, origin)
    });
    let Some(file) = made.transpose()? else {
        return Ok(None);
    };
    let bytes = Uint8Array::from(file.bytes.as_slice());
    Ok(Some(Array::of3(
        &file.name.into(),
        &file.kind.into(),
        &bytes,
    )))
}

/// Lists the files that the picture of a figure needs, by their paths below the site's root; `undefined` if it has none.
#[wasm_bindgen]
pub fn needs(view: Vec<String>, files: Vec<String>, figure: &str) -> Option<Vec<String>> {
    let asked = Asked::read(view, files)?;
    let needed = take::picture_needs(asked.received.release()?, &asked.request, figure)?;
    Some(needed.into_iter().map(Into::into).collect())
}

/// Draws the picture of a figure as SVG; `undefined` if it has none. `parts` are the files that it needs, in that order.
#[wasm_bindgen]
pub fn picture(
    view: Vec<String>,
    files: Vec<String>,
    figure: &str,
    parts: Vec<Uint8Array>,
) -> Result<Option<String>, JsError> {
    let mut parts = parts.iter().map(Uint8Array::to_vec);
    let fonts = Fonts::read(|_| parts.next())?;
    let outlines = parts
        .next()
        .and_then(|text| Outlines::parse(&String::from_utf8(text).ok()?));
    let draw = |asked: &Asked| {
        let (release, drawn) = (asked.received.release()?, (&fonts, outlines.as_ref()));
        take::draw_picture(release, &asked.request, figure, &asked.root, drawn)
    };
    Ok(Asked::read(view, files).as_ref().and_then(draw))
}

/// Draws the code that leads to an address, as SVG; `undefined` if the address is too long for one.
#[wasm_bindgen]
pub fn code(address: &str) -> Option<String> {
    take::draw_code(address).ok()
}

/// Does something with the numbers of a figure, if everything that they need has come.
fn with_sheet<T>(
    view: Vec<String>,
    files: Vec<String>,
    figure: &str,
    make: impl FnOnce(&Sheet, &Origin) -> T,
) -> Option<T> {
    let asked = Asked::read(view, files)?;
    let release: &Release = asked.received.release()?;
    let mut sheets = dashboard::sheets(release, &asked.request).into_iter();
    let (_, sheet) = sheets.find(|(id, _)| id == figure)?;
    let origin = Origin::of(&release.catalog, sheet.lang, &asked.root);
    Some(make(&sheet, &origin))
}

/// What a reader sees: what has come of the release, what the address asks of it, and the site's root.
struct Asked {
    received: Received,
    request: Request,
    root: String,
}

impl Asked {
    fn read(view: Vec<String>, files: Vec<String>) -> Option<Asked> {
        let root = view.get(2).cloned().unwrap_or_default();
        let (received, place) = receive(view, files);
        let catalog = &received.release()?.catalog;
        Some(Asked {
            request: Request::parse(catalog, &place.path, &place.search),
            received,
            root,
        })
    }
}

/// Reads what was fetched.
fn receive(view: Vec<String>, files: Vec<String>) -> (Received, Place) {
    let mut view = view.into_iter();
    let mut next = || view.next().unwrap_or_default();
    let [path, search, _root, catalog] = std::array::from_fn(|_| next());
    let place = Place { path, search };
    let mut named = SectionFiles {
        catalog,
        ..SectionFiles::default()
    };
    while let (Some(section), Some(file)) = (view.next(), view.next()) {
        named.tables.push((section, file));
    }
    let mut received = Received::on_page(named);
    let mut files = files.into_iter();
    while let (Some(file), Some(text)) = (files.next(), files.next()) {
        received.put(&file, Ok(text), &place);
    }
    (received, place)
}
