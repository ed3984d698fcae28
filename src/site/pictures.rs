//! Makes the pictures of a page: an SVG of each figure, and the PNG that previews of its links show.

use std::{
    num::NonZero,
    thread::{available_parallelism, scope},
};

use dashboard::view::{Figure, View};
use picture::{Around, Fonts, OnMap, SIZE, describe_preview, draw_figure, draw_preview, lead};

use crate::{
    head::{Common, Preview},
    outlines::Maps,
    pages::SitePage,
    png::{PictureError, check_letters, read_fonts, to_png},
};

/// The file of a preview in the folder of its page.
const PREVIEW: &str = "preview.png";

/// A drawn preview that is to become a PNG.
pub struct Draft {
    path: String,
    title: String,
    svg: String,
}

/// Draws the figures of a page. Returns the path of each picture below the root of the site, and its SVG.
pub fn draw_figures(
    (fonts, maps): (&Fonts, &Maps),
    common: Common<'_>,
    page: &SitePage,
    view: &View,
) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for figure in &view.figures {
        let Some(stem) = figure.files.as_ref().filter(|_| is_made_here(view, figure)) else {
            continue;
        };
        let address = common.url.map(|url| url.join(&page.folder));
        let around = Around {
            address: address.as_deref(),
            map: OnMap::find(figure, |atlas| maps.get(atlas)),
            ..Around::on_page(common.catalog.title.get(view.lang), view)
        };
        let svg = draw_figure(fonts, figure, around);
        files.push(([stem, ".svg"].concat(), svg));
    }
    files
}

/// Decides whether a figure's files are made here: it has no written page of its own where they are.
pub fn is_made_here(view: &View, figure: &Figure) -> bool {
    let own = figure.own.as_ref().filter(|own| !own.href.contains('?'));
    view.whole.is_some() || own.is_none()
}

/// Draws what previews of a page's links show. `None` without an address: a preview must be named by a whole one.
pub fn preview(
    (fonts, maps): (&Fonts, &Maps),
    common: Common<'_>,
    page: &SitePage,
    view: &View,
) -> Option<(Preview, Draft)> {
    common.url?;
    let figure = lead(view);
    let map = figure.and_then(|figure| OnMap::find(figure, |atlas| maps.get(atlas)));
    let path = format!("{}{PREVIEW}", page.folder);
    let draft = Draft {
        path: path.clone(),
        title: view.document_title.clone(),
        svg: draw_preview(fonts, common.catalog, view, figure, map),
    };
    let alt = describe_preview(view, figure);
    Some((
        Preview {
            path,
            size: SIZE,
            alt,
        },
        draft,
    ))
}

/// Makes the PNG of each preview, on all processors. Returns their paths with them, in the order given.
pub fn make_pngs(fonts: &Fonts, drafts: &[Draft]) -> Result<Vec<(String, Vec<u8>)>, PictureError> {
    let threads = available_parallelism().map_or(1, NonZero::get);
    let database = read_fonts(fonts);
    let make = |draft: &Draft| {
        let Draft { path, title, svg } = draft;
        check_letters(fonts, title, svg)?;
        Ok((path.clone(), to_png(&database, title, svg)?))
    };
    let chunks = drafts.chunks(drafts.len().div_ceil(threads).max(1));
    scope(|scope| {
        let running: Vec<_> = chunks
            .map(|chunk| scope.spawn(move || chunk.iter().map(make).collect::<Result<Vec<_>, _>>()))
            .collect();
        let mut made = Vec::new();
        for thread in running {
            match thread.join() {
                Ok(pngs) => made.extend(pngs?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(made)
    })
}
