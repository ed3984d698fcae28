//! Draws the picture of a figure as the site draws those of its pages: of whatever a reader has filtered.

use cube::Release;
use dashboard::{
    Request,
    view::{Atlas, Outlines},
};
use picture::{Around, Face, Fonts, OnMap, draw_figure};

/// Lists the files of the page that a figure's picture needs: the letters of every picture, then the outlines of the
/// figure's map, if it has one. `None` if the page has no such figure.
pub fn picture_needs(
    release: &Release,
    request: &Request,
    figure: &str,
) -> Option<Vec<&'static str>> {
    let page = dashboard::pictured(release, request);
    let (figure, _) = page.figures.iter().find(|(one, _)| one.id == figure)?;
    let map = figure.circles.as_ref().map(|circles| circles.atlas.file());
    Some(Face::ALL.map(Face::path).into_iter().chain(map).collect())
}

/// Draws a figure on the page of a request as SVG; `root` is the site's address, and `outlines` are those of the figure's
/// map. `None` if the page has no such figure.
pub fn draw_picture(
    release: &Release,
    request: &Request,
    figure: &str,
    root: &str,
    (fonts, outlines): (&Fonts, Option<&Outlines>),
) -> Option<String> {
    let page = dashboard::pictured(release, request);
    let (figure, address) = page.figures.iter().find(|(one, _)| one.id == figure)?;
    let address = [root, address].concat();
    let around = Around {
        address: Some(&address),
        map: OnMap::find(figure, |_: Atlas| outlines),
        ..Around::alone(release.catalog.title.get(page.lang), &page)
    };
    Some(draw_figure(fonts, figure, around))
}
