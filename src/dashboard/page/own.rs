//! Links figures to their own pages, names their files, and links these pages back to their section.

use crate::context::Context;
use crate::query::Page;
use crate::view::{Figure, Link, Selection};
use crate::{link, words};

/// Gives each figure of a section the link to its own page, and each of a written page the name of its files. The second
/// of two compared figures is on the page of the first.
pub fn link_own_pages(context: &Context, address: &str, figures: &mut [Figure]) {
    let query = context.query;
    let is_section = query.page != Page::Home && query.figure.is_none();
    let label = words::frame::OWN_PAGE.text(context.lang());
    for figure in figures {
        if is_section && figure.selection != Selection::Other {
            let own = query.with_figure(Some(&figure.id));
            figure.own = Some(link::to_view(context, &label, &own));
        }
        figure.files = files(context, address, figure);
    }
}

/// Names the files of a figure without their endings: those of its own page, `acreditadas/edad`, or of the page that it is
/// on. What a reader has filtered or chosen has none: they are written before there are readers.
fn files(context: &Context, address: &str, figure: &Figure) -> Option<String> {
    if address.contains('?') || !figure.has_numbers {
        return None;
    }
    let own = figure.own.as_ref().map(|own| own.href.as_str());
    let page = match own.filter(|own| !own.contains('?')) {
        Some(own) => own.to_owned(),
        None if context.query.figure.is_some() => address.to_owned(),
        None => [address, &figure.id].concat(),
    };
    Some(page.trim_end_matches('/').to_owned())
}

/// Links the page of one figure to all figures of its section.
pub fn whole(context: &Context) -> Option<Link> {
    context.query.figure.as_ref()?;
    let label = words::frame::WHOLE.text(context.lang());
    Some(link::to_view(
        context,
        &label,
        &context.query.with_figure(None),
    ))
}

/// Returns the title of the figure whose page this is.
pub fn title<'a>(context: &Context, figures: &'a [Figure]) -> Option<&'a str> {
    context.query.figure.as_ref()?;
    figures.first().map(|figure| figure.title.as_str())
}

/// Returns the shape of the figure whose page this is, if the reader has chosen it.
pub fn shape<'a>(context: &Context, figures: &'a [Figure]) -> Option<&'a str> {
    let figure = context.query.figure.as_ref()?;
    context.query.display(figure).shape?;
    let mut shapes = figures.first()?.shapes.iter();
    let shown = shapes.find(|shape| shape.selected)?;
    Some(&shown.link.label)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::link::Request;
    use crate::testing::sample;
    use crate::view::{Figure, View};
    use crate::{Sheet, sheets, view};

    fn page(path: &str, search: &str) -> View {
        let release = sample::release();
        view(&release, &Request::parse(&release.catalog, path, search))
    }

    fn sheet(path: &str, search: &str, figure: &str) -> Option<Sheet> {
        let release = sample::release();
        let request = Request::parse(&release.catalog, path, search);
        let mut sheets = sheets(&release, &request).into_iter();
        Some(sheets.find(|(id, _)| id == figure)?.1)
    }

    /// Returns the title in the browser's tab, the figures, and the address of the section's whole page.
    fn found(view: &View) -> (&str, Vec<&str>, Option<&str>) {
        let figures = view.figures.iter().map(|figure| figure.id.as_str());
        let whole = view.whole.as_ref().map(|link| link.href.as_str());
        (&view.document_title, figures.collect(), whole)
    }

    #[test]
    fn every_figure_leads_to_a_page_of_its_own_and_back() {
        for (path, search) in [
            ("acreditadas", ""),
            ("acreditadas", "sexo=F"),
            ("anual", ""),
        ] {
            let section = page(path, search);
            assert!(!section.figures.is_empty(), "{path}?{search}");
            let sheet_of_section = |figure: &Figure| sheet(path, search, &figure.id);
            for figure in &section.figures {
                let own = figure.own.as_ref().unwrap();
                let (path, search) = own.href.split_once('?').unwrap_or((&own.href, ""));
                let alone = page(path, search);
                let (_, figures, whole) = found(&alone);
                assert_eq!(figures, [&figure.id]);
                assert_eq!(whole, Some(section.address.as_str()));
                // Its files have all numbers.
                assert_eq!(sheet(path, search, &figure.id), sheet_of_section(figure));
                assert_eq!(alone.figures[0].notes, figure.notes);
                assert_eq!(alone.figures[0].own, None);
            }
        }
    }

    #[test]
    fn figures_of_written_pages_have_files() {
        for (path, search, files) in [
            ("acreditadas", "", "acreditadas/edad"),
            ("acreditadas/edad/", "", "acreditadas/edad"),
            ("en/accredited/edad/", "", "en/accredited/edad"),
            // A figure of a group has no page of its own.
            ("acreditadas/mujeres/", "", "acreditadas/mujeres/edad"),
            ("", "", "anio"),
            ("en/", "", "en/anio"),
            ("acreditadas", "orden=valor", ""),
            ("acreditadas", "sexo=M", ""),
            ("acreditadas/edad/", "anio=2024", ""),
        ] {
            let view = page(path, search);
            let named = |figure: &'_ Figure| figure.files.clone().unwrap_or_default();
            let found: Vec<String> = view.figures.iter().map(named).collect();
            assert!(
                found.iter().any(|one| one == files),
                "{path}?{search}: {found:?}"
            );
            // All of a page have one, or none has.
            assert!(
                found.iter().all(|stem| stem.is_empty() == files.is_empty()),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_side_of_a_pyramid_has_a_page_too() {
        let sexes = page("en/accredited/sexo/", "");
        let expected = "Invented data · Sex, Accredited persons · Trafficking in Testland";
        assert_eq!(
            found(&sexes),
            (expected, vec!["sexo"], Some("en/accredited/"))
        );
    }

    #[test]
    fn titles_name_breakdown_measure_and_form() {
        let titles = [
            ("acreditadas", "por=sexo"),
            ("acreditadas", "por=anio&anio=2024-2025"),
            ("acreditadas", "mostrar=porcentaje&sexo=F"),
            ("anual", "mostrar=cambio"),
            ("acreditadas/edad/", "tabla=edad"),
            ("acreditadas/edad/", "por=sexo&calor=edad"),
            (
                "en/accredited/edad/",
                "por=anio&mostrar=porcentaje&tabla=edad",
            ),
            // A table among other figures is not what the page is about.
            ("acreditadas", "tabla=edad"),
        ];
        let titles = titles.map(|(path, search)| page(path, search).document_title);
        expect![[r#"
            Datos inventados · Personas acreditadas, por sexo · Trata en Prueba
            Datos inventados · Personas acreditadas, año por año, 2024–2025 · Trata en Prueba
            Datos inventados · Personas acreditadas, Sexo: Mujer, porcentaje · Trata en Prueba
            Datos inventados · Por año, cambio anual · Trata en Prueba
            Datos inventados · Edad, Personas acreditadas, tabla · Trata en Prueba
            Datos inventados · Edad por sexo, Personas acreditadas, mapa de calor · Trata en Prueba
            Invented data · Age, Accredited persons, year by year, percentage, table · Trafficking in Testland
            Datos inventados · Personas acreditadas · Trata en Prueba"#]].assert_eq(&titles.join("\n"));
    }

    #[test]
    fn a_figure_that_the_page_does_not_have_is_named() {
        let unknown = page("acreditadas/nada/", "");
        assert_eq!(unknown.notices.len(), 1);
        // Broken down, the section has one figure for each measure.
        let broken_down = page("anual/anio/", "por=sexo");
        assert_eq!(
            broken_down.notices,
            ["Esta página no tiene el gráfico «anio»."]
        );
        assert!(broken_down.whole.is_none() && !broken_down.figures.is_empty());
    }
}
