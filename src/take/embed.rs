//! Writes the lines of HTML by which another site shows a figure in a frame.

use dashboard::{Sheet, release_named};
use maud::html;

use crate::{cite::title, origin::Origin};

/// The script that makes frames as high as what they show, below the root of the site.
const SCRIPT: &str = "embed/height.js";
/// How high a frame is without that script, in pixels: what stands around the rows of a figure, each row, and what several
/// columns add. Measured with every figure of the demonstration: enough for charts in frames 360 and 800 pixels wide.
const AROUND: usize = 440;
const ROW: usize = 20;
const COLUMNS: usize = 160;
/// Whatever is higher scrolls within its frame.
const HIGHEST: usize = 1200;

/// Writes the lines for a figure; `None` if it has no page of its own.
pub fn lines(sheet: &Sheet, origin: &Origin) -> Option<String> {
    let address = [origin.root, sheet.embed.as_deref()?].concat();
    let title = [&title(sheet), " · ", origin.site].concat();
    let columns = if sheet.columns.len() > 1 { COLUMNS } else { 0 };
    let height = (AROUND + ROW * sheet.rows.len() + columns).min(HIGHEST);
    let script = [origin.root, SCRIPT].concat();
    let frame = html! {
        iframe src=(address) title=(title) width="100%" height=(height) style="border:0" loading="lazy"
            referrerpolicy="no-referrer" {}
    };
    let script = html! { script src=(script) async referrerpolicy="no-referrer" {} };
    Some([&frame.into_string(), "\n", &script.into_string()].concat())
}

/// Whether the figure is shown with the numbers of one release for ever.
pub fn is_fixed(sheet: &Sheet) -> bool {
    let address = sheet.embed.as_deref().unwrap_or_default();
    let (_, search) = address.split_once('?').unwrap_or_default();
    release_named(search).is_some()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{is_fixed, lines};
    use crate::sample::{ORIGIN, ages, changes};

    #[test]
    fn the_lines_name_the_figure_its_filter_and_the_site() {
        let found = lines(&ages(), &ORIGIN).unwrap_or_default();
        expect![[r#"
            <iframe src="https://cifras.example/embed/acreditadas/edad/?anio=2023-2024&amp;v=1" title="Datos inventados · Edad: Personas acreditadas, 2023–2024 · Trata de personas" width="100%" height="540" style="border:0" loading="lazy" referrerpolicy="no-referrer"></iframe>
            <script src="https://cifras.example/embed/height.js" async referrerpolicy="no-referrer"></script>"#]].assert_eq(&found);
        assert_eq!(lines(&changes(), &ORIGIN), None);
    }

    #[test]
    fn a_figure_is_fixed_where_its_address_names_a_release() {
        for (search, fixed) in [
            ("?datos=2026-10&v=1", true),
            ("?anio=2024&datos=2026-10&v=1", true),
            ("?base_datos=A&v=1", false),
            ("", false),
        ] {
            let mut sheet = ages();
            sheet.embed = Some(format!("embed/acreditadas/edad/{search}"));
            assert_eq!(is_fixed(&sheet), fixed, "{search}");
        }
    }

    #[test]
    fn whatever_a_title_is_it_stays_within_its_attribute() {
        let mut sheet = ages();
        sheet.title = "\"><script>alert(1)</script>".into();
        let lines = lines(&sheet, &ORIGIN).unwrap_or_default();
        assert_eq!(lines.matches("<script").count(), 1, "{lines}");
        assert!(lines.contains("&quot;&gt;&lt;script"), "{lines}");
    }
}
