//! Makes the files of the figures of a page that have their numbers: a table for programs, and a workbook.

use cube::Release;
use dashboard::{Request, view::View};
use take::{Format, Origin, TakeError};

use crate::{pictures::is_made_here, url::SiteUrl};

/// What is made of each figure, and how the names of these files end.
const FORMATS: [(Format, &str); 2] = [(Format::Plain, ".csv"), (Format::Workbook, ".xlsx")];

/// Makes the files of a page. Returns the path of each below the root of the site, and its bytes.
pub fn make_tables(
    release: &Release,
    url: Option<&SiteUrl>,
    request: &Request,
    view: &View,
) -> Result<Vec<(String, Vec<u8>)>, TakeError> {
    let mut figures = view.figures.iter();
    if !figures.any(|figure| figure.files.is_some() && is_made_here(view, figure)) {
        return Ok(vec![]);
    }
    let root = url.map(|url| url.join("")).unwrap_or_default();
    let origin = Origin::of(&release.catalog, view.lang, &root);
    let sheets = dashboard::sheets(release, request);
    let mut files = Vec::new();
    for figure in &view.figures {
        let sheet = sheets.iter().find(|(id, _)| *id == figure.id);
        let (Some(stem), Some((_, sheet))) = (&figure.files, sheet) else {
            continue;
        };
        if is_made_here(view, figure) {
            for (format, ending) in FORMATS {
                let file = take::make(sheet, format, &origin)?;
                files.push(([stem, ending].concat(), file.bytes));
            }
        }
    }
    Ok(files)
}
