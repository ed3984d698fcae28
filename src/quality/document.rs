//! A page of HTML that needs nothing but itself, or nothing but its site: nothing from anywhere else, and no script but
//! one that is a file of the site.

use base64::{Engine, engine::general_purpose::STANDARD};
use cube::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// The site's own look, for pages that carry their style.
const STYLE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/layout.css"),
    include_str!("../../style/figures.css"),
    include_str!("../../style/tables.css"),
    include_str!("../../style/report.css"),
    include_str!("../../style/print.css"),
);

/// Where a page has its style from.
pub enum Style<'a> {
    /// It stands in the page.
    Carried,
    /// It stands in the page, with what only this page needs.
    CarriedWith(&'a str),
    /// It is a file of the site, as is the icon.
    Linked {
        /// Where the style sheet is, seen from the page.
        sheet: &'a str,
        /// Where the icon is, seen from the page.
        icon: &'a str,
        /// Where the script is, seen from the page, if it has one.
        script: Option<&'a str>,
    },
}

/// A whole page.
pub fn document(lang: Lang, title: &str, style: &Style<'_>, body: &Markup) -> String {
    let carried = match style {
        Style::Carried => STYLE.to_owned(),
        Style::CarriedWith(more) => [STYLE, more].concat(),
        Style::Linked { .. } => String::new(),
    };
    let allowed = match style {
        Style::Linked { script: None, .. } => "style-src 'self'; img-src 'self'".into(),
        Style::Linked { script: Some(_), .. } => {
            "style-src 'self'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'".into()
        }
        _ => format!("style-src 'sha256-{}'", STANDARD.encode(Sha256::digest(&carried))),
    };
    let policy = format!("default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'");
    let page = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (title) }
                @if let Style::Linked { sheet, icon, script } = style {
                    link rel="icon" href=(icon);
                    link rel="stylesheet" href=(sheet);
                    @if let Some(script) = script { script type="module" src=(script) {} }
                } @else {
                    meta name="robots" content="noindex";
                    style { (PreEscaped(&carried)) }
                }
            }
            body { (body) }
        }
    };
    page.into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_all_it_needs_and_says_so() {
        for style in [Style::Carried, Style::CarriedWith("p{margin:0}")] {
            let page = document(Lang::Es, "<Uno> & dos", &style, &html! { p { "Hola" } });
            let (head, rest) = page.split_once("<style>").unwrap();
            let (style, body) = rest.split_once("</style>").unwrap();
            let hash = STANDARD.encode(Sha256::digest(style));
            assert!(
                head.contains(&format!(
                    "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'"
                )),
                "{head}"
            );
            assert!(
                head.contains("<title>&lt;Uno&gt; &amp; dos</title>"),
                "{head}"
            );
            assert_eq!(body, "</head><body><p>Hola</p></body></html>");
            // Browsers escape nothing in a style: what is in it is ours alone.
            assert!(!style.contains("@import") && !style.contains("url(") && !style.contains('<'));
        }
    }
}
