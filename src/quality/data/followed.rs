//! Renders which classifications of others the codes follow, or are matched with: names, publishers, versions and links.

use std::collections::BTreeSet;

use cube::{Catalog, Lang, Phrase};
use maud::{Markup, html};

use crate::{
    data::words,
    parts::{Row, table, text_cell},
};

/// A classification by which categories are matched: the key of `map` in codebooks, and its source.
struct Matched {
    key: &'static str,
    name: Phrase,
    publisher: Phrase,
    version: &'static str,
    link: &'static str,
}

/// Those that codebooks may name.
const MATCHED: [Matched; 6] = [
    Matched {
        key: "glotip",
        name: Phrase(
            "Cuestionario del Informe mundial sobre la trata de personas (GLOTIP)",
            "Questionnaire of the Global Report on Trafficking in Persons (GLOTIP)",
        ),
        publisher: UNODC,
        version: "",
        link: "https://www.unodc.org/unodc/en/data-and-analysis/glotip.html",
    },
    Matched {
        key: "hasc",
        name: Phrase(
            "Códigos jerárquicos de subdivisiones administrativas (HASC)",
            "Hierarchical Administrative Subdivision Codes (HASC)",
        ),
        publisher: Phrase("Statoids", "Statoids"),
        version: "",
        link: "http://www.statoids.com/ihasc.html",
    },
    Matched {
        key: "htcds",
        name: Phrase(
            "Estándar de datos de casos de trata de personas (HTCDS)",
            "Human Trafficking Case Data Standard (HTCDS)",
        ),
        publisher: Phrase("OIM", "IOM"),
        version: "2.0",
        link: "https://github.com/UNMigration/HTCDS",
    },
    Matched {
        key: "ic_tip",
        name: Phrase(
            "Clasificación internacional para estadísticas administrativas sobre trata de personas (IC-TIP)",
            "International Classification for Administrative Statistics on Trafficking in Persons (IC-TIP)",
        ),
        publisher: Phrase("OIM y UNODC", "IOM and UNODC"),
        version: "2025",
        link: "https://unstats.un.org/unsd/classifications/Family/Detail/2099",
    },
    Matched {
        key: "iccs",
        name: Phrase(
            "Clasificación Internacional de Delitos con Fines Estadísticos (ICCS)",
            "International Classification of Crime for Statistical Purposes (ICCS)",
        ),
        publisher: UNODC,
        version: "1.0 (2015)",
        link: "https://www.unodc.org/unodc/en/data-and-analysis/statistics/iccs.html",
    },
    Matched {
        key: "m49",
        name: Phrase(
            "Códigos uniformes de país o de zona para uso estadístico (M49)",
            "Standard country or area codes for statistical use (M49)",
        ),
        publisher: Phrase(
            "División de Estadística de las Naciones Unidas",
            "United Nations Statistics Division",
        ),
        version: "",
        link: "https://unstats.un.org/unsd/methodology/m49/",
    },
];

const UNODC: Phrase = Phrase("UNODC", "UNODC");

/// Renders them; nothing where no code follows any.
pub fn render_followed(catalog: &Catalog, lang: Lang) -> Markup {
    let heads = [
        words::CLASSIFICATION,
        words::PUBLISHER,
        words::VERSION,
        words::FOLLOWS,
    ];
    let mut rows = list_declared(catalog, lang);
    rows.extend(list_matched(catalog, lang));
    html! {
        @if !rows.is_empty() {
            h3 { (words::FOLLOWED.get(lang)) }
            (table(heads.map(|head| head.get(lang)), rows))
        }
    }
}

/// Lists those that the codebook declares, with the dimensions that follow each.
fn list_declared(catalog: &Catalog, lang: Lang) -> Vec<Row> {
    let mut rows = Vec::new();
    for one in &catalog.classifications {
        let published = one.dimensions.iter().filter_map(|id| catalog.dimension(id));
        let labels: Vec<&str> = published.map(|found| found.label.get(lang)).collect();
        if !labels.is_empty() {
            let version = one.version.as_deref().unwrap_or_default();
            let link = one.link.as_deref();
            let cells = cells(one.publisher.get(lang), version, link, &labels.join(", "));
            rows.push((one.name.get(lang).to_owned(), cells));
        }
    }
    rows
}

/// Lists those by which categories are matched, with the name that stands before their codes.
fn list_matched(catalog: &Catalog, lang: Lang) -> Vec<Row> {
    let categories = catalog.dimensions.iter().flat_map(|one| &one.categories);
    let keys: BTreeSet<&String> = categories.flat_map(|one| one.map.keys()).collect();
    let mut rows = Vec::new();
    for one in &MATCHED {
        if keys.iter().any(|key| *key == one.key) {
            let follows = format!("{}: {}", words::COUNTERPARTS.get(lang), one.key);
            let publisher = one.publisher.get(lang);
            let cells = cells(publisher, one.version, Some(one.link), &follows);
            rows.push((one.name.text(lang), cells));
        }
    }
    rows
}

fn cells(publisher: &str, version: &str, link: Option<&str>, follows: &str) -> Vec<Markup> {
    let version = if version.is_empty() { "–" } else { version };
    let publisher = html! {
        (publisher)
        @if let Some(link) = link { " · " a href=(link) { (link) } }
    };
    vec![text_cell(publisher), text_cell(version), text_cell(follows)]
}
