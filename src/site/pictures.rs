//! Makes the pictures of a page: an SVG of each figure, and the PNG that previews of its links show.

use std::{
    num::NonZero,
    thread::{available_parallelism, scope},
};

use dashboard::view::{Body, Figure, View};

use crate::{
    head::{Common, Preview},
    pages::SitePage,
    picture::{
        Fonts, PictureError, SIZE, check_letters, describe_preview, draw_figure, draw_preview,
        lead, to_png,
    },
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
    fonts: &Fonts,
    common: Common<'_>,
    page: &SitePage,
    view: &View,
) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for figure in &view.figures {
        if !is_drawn_here(view, figure) {
            continue;
        }
        let address = common.url.map(|url| url.join(&page.folder));
        let svg = draw_figure(fonts, common.catalog, view, figure, address.as_deref());
        // The picture of `acreditadas/edad/` is `acreditadas/edad.svg`.
        let path = match &view.whole {
            Some(_) => page.folder.trim_end_matches('/').to_owned(),
            None => format!("{}{}", page.folder, figure.id),
        };
        files.push((format!("{path}.svg"), svg));
    }
    files
}

/// Decides whether a figure becomes a picture here: it has numbers, and no written page of its own where it is drawn.
fn is_drawn_here(view: &View, figure: &Figure) -> bool {
    let own = figure.own.as_ref().filter(|own| !own.href.contains('?'));
    let has_numbers = !matches!(figure.body, Body::Missing(_) | Body::Unanswered { .. });
    has_numbers && (view.whole.is_some() || own.is_none())
}

/// Draws what previews of a page's links show. `None` without an address: a preview must be named by a whole one.
pub fn preview(
    fonts: &Fonts,
    common: Common<'_>,
    page: &SitePage,
    view: &View,
) -> Option<(Preview, Draft)> {
    common.url?;
    let figure = lead(view);
    let path = format!("{}{PREVIEW}", page.folder);
    let draft = Draft {
        path: path.clone(),
        title: view.document_title.clone(),
        svg: draw_preview(fonts, common.catalog, view, figure),
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
    let make = |draft: &Draft| {
        let Draft { path, title, svg } = draft;
        check_letters(fonts, title, svg)?;
        Ok((path.clone(), to_png(fonts, title, svg)?))
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
