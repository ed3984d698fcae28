//! Writes the top of the page: the skip link to the content, the site's name, its other languages, help, the exit, and the
//! sections.

use dashboard::view::View;
use maud::{Markup, html};

use crate::surroundings::Surroundings;

/// Writes the top of the page. The exit is GOV.UK's pattern "Exit this page", the component alone: a link, for which
/// `first.js` blanks the page before the browser has the next one, which replaces this one in the history.
pub fn header(view: &View, around: &Surroundings) -> Markup {
    let frame = &view.frame;
    html! {
        a.skip href="#main" { (frame.skip) }
        div.head {
            header.top {
                div.wrap {
                    a.brand href=(around.url(&view.site.href)) { (mark()) span { (view.site.label) } }
                    @for (lang, other) in &view.other_languages {
                        a.language href=(around.url(&other.href)) lang=(lang.tag()) hreflang=(lang.tag())
                            data-short=(lang.tag()) {
                            span { (other.label) }
                        }
                    }
                    a.helplink href="#help" { (frame.help) }
                    a.exit href=(frame.exit.href) rel="nofollow noreferrer" { (frame.exit.label) }
                }
            }
            nav.sections aria-label=(frame.sections) {
                ul.wrap {
                    @for choice in &view.navigation {
                        li {
                            a href=(around.url(&choice.link.href))
                                aria-current=[choice.selected.then_some("page")] {
                                (choice.link.label)
                            }
                        }
                    }
                }
            }
        }
        (banner(view))
    }
}

/// Writes the banner of demonstrations, if there is one.
pub fn banner(view: &View) -> Markup {
    html! {
        @if let Some(banner) = &view.banner {
            aside.banner { p.wrap { (banner) } }
        }
    }
}

fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 30 30" aria-hidden="true" {
            path d="M5 5h0M5 15h0M5 25h0M15 5h0M15 15h0" {}
            path.second d="M15 25h0M25 15h0M25 25h0" {}
            circle cx="25" cy="5" r="3" {}
        }
    }
}
