//! Writes the end of every page: the marks of figures, caveat, release and contacts for help.

use dashboard::view::{Sample, View};
use maud::{Markup, html};

use crate::surroundings::Surroundings;

/// Writes the end of the page. On paper a reader finds the view again by its address, which
/// `paper.js` writes.
pub fn footer(view: &View, around: &Surroundings) -> Markup {
    let footer = &view.footer;
    html! {
        footer data-address=(around.url(&view.address)) {
            div.wrap {
                section.marks {
                    h2 { (footer.marks.0) }
                    ul {
                        @for (sample, sign, meaning) in &footer.marks.1 {
                            li {
                                span class=(class(*sample)) aria-hidden="true" {}
                                span { b { (sign) } " " (meaning) }
                            }
                        }
                    }
                }
                section {
                    h2 { (footer.caveat.0) }
                    p { (footer.caveat.1) }
                }
                section {
                    h2 { (footer.release.0) }
                    p { (footer.release.1) }
                    // These are pages of their own, so the link leaves the dashboard.
                    ul {
                        @for page in &footer.pages {
                            li { a href=(around.url(&page.href)) rel="external" { (page.label) } }
                        }
                    }
                    button.print type="button" data-print { (view.frame.print) }
                }
                section {
                    h2 #help tabindex="-1" { (footer.help.0) }
                    ul {
                        @for contact in &footer.help.1 {
                            li { a href=(contact.href) { (contact.label) } }
                        }
                    }
                }
            }
        }
    }
}

/// Returns the class by which the style sheet draws a mark.
fn class(sample: Sample) -> &'static str {
    match sample {
        Sample::Hidden => "sample is-hidden",
        Sample::Zero => "sample is-zero",
        Sample::NotStated => "sample",
        Sample::Provisional => "sample is-open",
    }
}
