//! Makes the pictures of a page: an SVG of each figure, and the PNG that previews of its links show.

use dashboard::view::{Body, View};

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

/// The pictures of a page.
pub struct Pictures {
    /// The files: their paths below the root of the site, and what is in them.
    pub files: Vec<(String, Vec<u8>)>,
    /// The preview; a site without an address has none, because it must be named by a whole address.
    pub preview: Option<Preview>,
}

/// Makes the pictures of a page.
pub fn pictures(
    fonts: &Fonts,
    common: Common<'_>,
    page: &SitePage,
    view: &View,
) -> Result<Pictures, PictureError> {
    let Common { catalog, url } = common;
    let address = url.map(|url| url.join(&page.folder));
    let mut files = Vec::new();
    for figure in &view.figures {
        if !matches!(figure.body, Body::Missing(_) | Body::Unanswered { .. }) {
            let svg = draw_figure(fonts, catalog, view, figure, address.as_deref());
            files.push((
                format!("{}{}.svg", page.folder, figure.id),
                svg.into_bytes(),
            ));
        }
    }
    let mut preview = None;
    if url.is_some() {
        let figure = lead(view);
        let svg = draw_preview(fonts, catalog, view, figure);
        let path = format!("{}{PREVIEW}", page.folder);
        let alt = describe_preview(view, figure);
        check_letters(fonts, &view.document_title, &svg)?;
        files.push((path.clone(), to_png(fonts, &view.document_title, &svg)?));
        preview = Some(Preview {
            path,
            size: SIZE,
            alt,
        });
    }
    Ok(Pictures { files, preview })
}
