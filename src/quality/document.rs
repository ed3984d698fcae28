//! Renders an HTML document that loads nothing from other sites: it carries its styles, or links to files of its own site.

use base64::{Engine, engine::general_purpose::STANDARD};
use cube::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

/// The styles of the site, for pages that carry them.
const STYLE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/layout.css"),
    include_str!("../../style/figures.css"),
    include_str!("../../style/tables.css"),
    include_str!("../../style/report.css"),
    include_str!("../../style/print.css"),
);

/// Where the styles of a page are.
pub enum Style<'a> {
    /// In the page.
    Carried,
    /// In the page, with more styles for this page alone.
    CarriedWith(&'a str),
    /// In a file of the site, as is the icon.
    Linked {
        /// The path of the style sheet, relative to the page.
        sheet: &'a str,
        /// The path of the style sheet of the site's own colours, relative to the page.
        colours: &'a str,
        /// The path of the icon, relative to the page.
        icon: &'a str,
        /// The path of the script that runs before the page is drawn, relative to the page: the quick exit.
        first: &'a str,
        /// The path of the page's own script, relative to the page, if it has one.
        script: Option<&'a str>,
        /// What search engines are told, if anything.
        robots: Option<&'a str>,
        /// What else the head links to.
        links: &'a Markup,
    },
}

/// Renders a document with a content security policy that allows only what the page needs.
pub fn render_document(lang: Lang, title: &str, style: &Style<'_>, body: &Markup) -> String {
    let carried = match style {
        Style::Carried => STYLE.to_owned(),
        Style::CarriedWith(more) => [STYLE, more].concat(),
        Style::Linked { .. } => String::new(),
    };
    let allowed = match style {
        Style::Linked { script: None, .. } => {
            "style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'".into()
        }
        Style::Linked { script: Some(_), .. } => {
            "style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
                .into()
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
                @if let Style::Linked { sheet, colours, icon, first, script, robots, links } = style {
                    @if let Some(robots) = robots { meta name="robots" content=(robots); }
                    link rel="icon" href=(icon);
                    (links)
                    link rel="stylesheet" href=(sheet);
                    link rel="stylesheet" href=(colours);
                    script src=(first) {}
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
    fn a_page_carries_its_styles_and_its_policy_allows_only_them() {
        for style in [Style::Carried, Style::CarriedWith("p{margin:0}")] {
            let page = render_document(Lang::Es, "<Uno> & dos", &style, &html! { p { "Hola" } });
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
            // Browsers do not escape the content of a style element, so it must load nothing and contain no tag.
            assert!(!style.contains("@import") && !style.contains("url(") && !style.contains('<'));
        }
    }
}
