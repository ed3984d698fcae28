//! Writes what only the opening page has: its story, people as dots, groups year by year, and the doors to the sections.

use dashboard::view::{Dots, Front, Groups, People, Tile};
use maud::{Markup, PreEscaped, html};

use crate::{figure::drawing, surroundings::Surroundings};

/// Writes the heading, the story with what readers must know to interpret it, and the people.
pub fn opening(heading: &str, front: &Front, around: &Surroundings) -> Markup {
    html! {
        div.hero {
            div {
                @if let Some((name, logo)) = &front.institution {
                    p.institution {
                        @if let Some(logo) = logo {
                            img src=(logo) alt="";
                        }
                        " " span { (name) }
                    }
                }
                h1 #heading tabindex="-1" { (heading) }
                p.story {
                    @for words in &front.story {
                        @match &words.href {
                            Some(href) => { a.fact href=(around.url(href)) { (words.text) } }
                            None => (words.text),
                        }
                    }
                }
                p.small {
                    @for note in &front.notes {
                        span { (note) " " }
                    }
                }
                p.release { (front.release) }
            }
            @if let Some(people) = &front.people { (self::people(people)) }
        }
    }
}

fn people(people: &People) -> Markup {
    html! {
        section.people {
            h2 { (people.heading) }
            @for (label, dots) in &people.rows { (row(label, dots)) }
            p.note { (people.note) }
        }
    }
}

fn row(label: &str, dots: &Dots) -> Markup {
    html! {
        div.row {
            h3 { (label) }
            ul {
                @for group in &dots.groups {
                    li {
                        span { (PreEscaped(dashboard::draw_dot(group.kind))) }
                        b { (group.text) } " " (group.label)
                    }
                }
            }
            div { (PreEscaped(dashboard::draw_dots(dots))) }
        }
    }
}

/// Writes the groups of the headlines, a column a year.
pub fn groups(front: &Front, around: &Surroundings) -> Markup {
    html! {
        div.groups-by-year {
            @for tile in &front.groups { (self::tile(tile, around)) }
        }
    }
}

fn tile(tile: &Tile, around: &Surroundings) -> Markup {
    html! {
        section.tile {
            h3 {
                a href=(around.url(&tile.link.href)) { (tile.link.label) } " "
                span.number { (tile.value) }
            }
            @for sentence in &tile.sentences {
                p.subtitle { (sentence) }
            }
            (drawing(&tile.columns, around))
        }
    }
}

/// Writes the groups of a section by year: a column for each dimension.
pub fn all_groups(groups: &Groups, around: &Surroundings) -> Markup {
    html! {
        section.all-groups.found[groups.finding.is_some()] {
            div.caption {
                h2 { (groups.heading) }
                @if let Some(finding) = &groups.finding {
                    p.finding { (finding) }
                }
                p.subtitle { (groups.note) }
            }
            div.columns-of-groups {
                @for (label, tiles) in &groups.columns {
                    div.groups-by-year role="group" aria-label=(label) {
                        @for tile in tiles { (self::tile(tile, around)) }
                    }
                }
            }
        }
    }
}

/// Writes the links into the sections.
pub fn doors(front: &Front, around: &Surroundings) -> Markup {
    html! {
        div.doors {
            @for door in &front.doors {
                a.door href=(around.url(&door.link.href)) {
                    @if let Some(question) = &door.question {
                        span.question-asked { (question) }
                    }
                    span.found { (door.answer) }
                    @if let Some(drawing) = &door.drawing {
                        div.drawing aria-hidden="true" { (PreEscaped(dashboard::draw(drawing, around.root))) }
                    }
                    span.detail { (door.detail) }
                    span.go { (door.link.label) }
                }
            }
        }
    }
}
