//! Renders what the page shows during and after the check, Spanish first.

use attack::{Finding, Progress, Report};
use cube::{Lang, Phrase, certificate::Gap, number};
use maud::{Markup, html};

use crate::received::Received;
use crate::scope::Scope;

/// How many findings are shown.
const SHOWN_FINDINGS: usize = 20;

const CHANGED: Phrase = Phrase(
    "Estos archivos no son los que se certificaron, o no llegaron. No se buscó nada más:",
    "These files are not the ones that were certified, or did not arrive. Nothing else was searched:",
);
const UNREADABLE: Phrase = Phrase(
    "Los archivos no se pudieron leer. Compruebe la conexión e intente de nuevo.",
    "The files could not be read. Check the connection and try again.",
);
const NOTHING: Phrase = Phrase(
    "No se pudo deducir nada de lo oculto.",
    "Nothing that is hidden could be derived.",
);
const TRIED: Phrase = Phrase("Qué se intentó", "What was tried");
const NOT_TRIED: Phrase = Phrase("Qué no se intentó", "What was not tried");
const OTHER_TABLES: Phrase = Phrase(
    "Las demás tablas, ni todas a la vez: eso puede pedirse ahora.",
    "The other tables, nor all of them at once: that can be asked for now.",
);
const EARLIER: Phrase = Phrase(
    "Las publicaciones anteriores: aquí solo se descargan los archivos de esta.",
    "Earlier releases: only the files of this one are loaded here.",
);
const WAYS: [Phrase; 3] = [
    Phrase(
        "Sumas y restas de una en una, hasta que ninguna aporta nada más.",
        "Sums and differences one by one, until none adds anything.",
    ),
    Phrase(
        "Todas las ecuaciones juntas: lo que de ellas se sigue linealmente.",
        "All equations together: what follows from them linearly.",
    ),
    Phrase(
        "Todas las ecuaciones y desigualdades juntas, en números enteros: se buscaron otras tablas que dirían lo \
         mismo.",
        "All equations and inequalities together, in whole numbers: other tables were sought that would say the \
         same.",
    ),
];

/// Renders how many files have been loaded.
pub fn render_loading(lang: Lang, done: usize, all: usize) -> String {
    let text = match lang {
        Lang::Es => format!("Descargando los archivos: {done} de {all}…"),
        Lang::En => format!("Loading the files: {done} of {all}…"),
    };
    html! { p { (text) } progress max=(all) value=(done) { } }.into_string()
}

/// Renders the running attack. `progress`: how far it has come, once that is known.
pub fn render_attack(
    lang: Lang,
    received: &Received,
    scope: Scope,
    progress: Option<Progress>,
) -> String {
    let text = match (lang, scope) {
        (Lang::Es, Scope::ByYear) => "Buscando en las tablas por año…",
        (Lang::Es, Scope::Everything) => {
            "Buscando en todas las tablas a la vez. Puede tardar un minuto o más…"
        }
        (Lang::En, Scope::ByYear) => "Searching the tables by year…",
        (Lang::En, Scope::Everything) => {
            "Searching all tables at once. It may take a minute or more…"
        }
    };
    let Some(Progress { settled, all }) = progress else {
        return html! { (render_authentic(lang, received)) p { (text) } progress { } }
            .into_string();
    };
    let [settled_count, all_count] = [settled, all].map(|n| number::count(lang, n as u64));
    let judged = match lang {
        Lang::Es => {
            format!(
                "Números ocultos de los que ya se sabe qué pueden ser: {settled_count} de {all_count}."
            )
        }
        Lang::En => {
            format!(
                "Hidden numbers whose possible values are settled: {settled_count} of {all_count}."
            )
        }
    };
    html! { (render_authentic(lang, received)) p { (text) } progress max=(all) value=(settled) { } p { (judged) } }
        .into_string()
}

/// Renders the names of files that differ from the certificate.
pub fn render_changed_files(lang: Lang, names: &[&str]) -> String {
    html! { p.notice { (CHANGED.get(lang)) } ul.list { @for name in names { li { code { (name) } } } } }.into_string()
}

/// Renders that the files could not be loaded or read.
pub fn render_unreadable(lang: Lang) -> String {
    html! { p.notice { (UNREADABLE.get(lang)) } }.into_string()
}

/// Renders what was found, what was tried and what was not.
pub fn render_report(
    lang: Lang,
    received: &Received,
    scope: Scope,
    report: &Report,
    seconds: f64,
) -> String {
    let gaps = received
        .certificate
        .not_checked
        .iter()
        .map(|gap| gap_phrase(*gap));
    let others = (scope == Scope::ByYear).then_some(OTHER_TABLES);
    html! {
        (render_authentic(lang, received))
        @if report.is_safe() { p.found { strong { (NOTHING.get(lang)) } } } @else { (render_findings(lang, &report.findings)) }
        p { (write_extent(lang, report, seconds)) }
        h3 { (TRIED.get(lang)) }
        ul.list { @for way in WAYS { li { (way.get(lang)) } } }
        h3 { (NOT_TRIED.get(lang)) }
        ul.list { @for gap in others.into_iter().chain([EARLIER]).chain(gaps) { li { (gap.get(lang)) } } }
    }
    .into_string()
}

/// Renders that the files are those that were certified.
fn render_authentic(lang: Lang, received: &Received) -> Markup {
    let files = number::count(lang, received.certificate.files.len() as u64);
    let text = match lang {
        Lang::Es => format!(
            "Los {files} archivos son los que se certificaron: sus huellas SHA-256 coinciden."
        ),
        Lang::En => {
            format!("The {files} files are those that were certified: their SHA-256 hashes agree.")
        }
    };
    html! { p { (text) } }
}

/// Writes how many tables and cells were attacked, and how long it took.
fn write_extent(lang: Lang, report: &Report, seconds: f64) -> String {
    let [tables, published, hidden] = [
        report.tables.len(),
        report.total.published,
        report.total.hidden,
    ]
    .map(|n| number::count(lang, n as u64));
    let tenths = format!("{seconds:.1}");
    match lang {
        Lang::Es => format!(
            "Tablas: {tables}. Celdas publicadas: {published}. Celdas ocultas que se intentó deducir: {hidden}. \
             Tardó {} s en este dispositivo.",
            tenths.replace('.', ",")
        ),
        Lang::En => format!(
            "Tables: {tables}. Published cells: {published}. Hidden cells that were tried: {hidden}. It took \
             {tenths} s on this device."
        ),
    }
}

/// Renders the first findings, and how many there are.
fn render_findings(lang: Lang, findings: &[Finding]) -> Markup {
    let count = number::count(lang, findings.len() as u64);
    let heading = match lang {
        Lang::Es => {
            format!(
                "Se dedujo algo de lo oculto, en {count} lugares. Por favor, avise a quien publica estas cifras."
            )
        }
        Lang::En => {
            format!(
                "Something hidden was derived, in {count} places. Please tell whoever publishes these numbers."
            )
        }
    };
    html! {
        p.notice { (heading) }
        ul.list { @for finding in findings.iter().take(SHOWN_FINDINGS) { li { code { (finding) } } } }
    }
}

/// Returns the phrase for what was not tried.
fn gap_phrase(gap: Gap) -> Phrase {
    match gap {
        Gap::MethodReplayed => Phrase(
            "Repetir el método mismo con otros registros inventados, para ver cuáles darían los mismos archivos.",
            "To repeat the method itself with other, invented records, to see which would give the same files.",
        ),
        Gap::OutsideFacts => Phrase(
            "Lo que se sabe por otros medios, como noticias.",
            "What is known from elsewhere, such as news.",
        ),
        Gap::FourDimensions => Phrase(
            "Si existe una tabla de cuatro variables o más, o de tres variables de varias publicaciones juntas, que sume \
             exactamente lo publicado; con cada tres variables sí se contó.",
            "Whether a table of four or more variables, or of three variables over several releases together, exists \
             that adds up to exactly what is published; every three variables were reckoned with.",
        ),
        Gap::FinerTables => Phrase(
            "Si existen tablas más detalladas que las publicadas que sumen exactamente lo mismo.",
            "Whether tables with more detail than the published ones exist that add up to exactly the same.",
        ),
        Gap::Communities => Phrase(
            "Si puede reconocerse a una comunidad, aunque a nadie de ella.",
            "Whether a community can be recognized, although nobody in it.",
        ),
        Gap::SeveralRecords => Phrase(
            "Lo que varias personas podrían deducir si se contaran sus registros.",
            "What several people could derive if they told each other their records.",
        ),
        Gap::OwnRecord | Gap::EarlierInsider => Phrase(
            "Lo que puede deducir de otras personas quien conoce su propio registro: aquí no hay registros.",
            "What somebody can derive of others who knows their own record: there are no records here.",
        ),
    }
}
