//! Checks `[site]`: that its colours can be read, that its logo is an image and nothing more, and where the exit leads.

use cube::Colour;
use quick_xml::{Reader, events::Event};

use crate::{
    format::{Accent, Site},
    mistake::Collector,
    names::{check_address, is_web_address},
    placed::Placed,
};

/// The grounds of the page on which links stand, as in `style/tokens.css`: paper, what lies above and below it, and what
/// is marked.
const LIGHT_GROUNDS: [&str; 4] = ["#fbf9f4", "#ffffff", "#f3efe6", "#e0ebee"];
/// The same on dark paper.
const DARK_GROUNDS: [&str; 4] = ["#14181c", "#1d2328", "#1a1f24", "#20343b"];

/// The smallest contrast of text to its ground (WCAG 2.2, level AA).
const LEAST_CONTRAST: f64 = 4.5;
/// The largest logo, in bytes: every visitor receives it.
const LARGEST_LOGO: usize = 16_000;

pub(super) fn check(site: &Site, mistakes: &mut Collector<'_>) {
    if let Some(Accent { light, dark }) = &site.accent {
        check_colour(light, LIGHT_GROUNDS, "light", "darker", mistakes);
        check_colour(dark, DARK_GROUNDS, "dark", "lighter", mistakes);
    }
    if let Some(exit) = &site.exit {
        let fault = "the exit leads to a page on the web: write its whole address, such as “https://www.imn.ac.cr/”";
        check_address(exit, fault, mistakes);
    }
    if let Some(licence) = &site.licence {
        let fault = "a licence is named by its address: write all of it, such as \
                     “https://creativecommons.org/licenses/by/4.0/”";
        check_address(licence, fault, mistakes);
    }
    if let Some(contact) = &site.contact
        && !is_contact(contact.get_ref())
    {
        let fault = "questions go to an address of mail or to a page on the web: write all of it, such as \
                     “mailto:datos@example.org” or “https://example.org/contacto/”";
        mistakes.at(contact, fault);
    }
    if let Some(logo) = &site.logo
        && let Err(fault) = check_logo(logo.get_ref())
    {
        mistakes.at(logo, fault);
    }
}

fn is_contact(address: &str) -> bool {
    let mailbox = address.strip_prefix("mailto:");
    let is_mailbox = |mailbox: &str| {
        let mut parts = mailbox.split('@');
        let is_name = |part: Option<&str>| {
            part.is_some_and(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte))
            })
        };
        is_name(parts.next()) && is_name(parts.next()) && parts.next().is_none()
    };
    mailbox.map_or_else(|| is_web_address(address), is_mailbox)
}

fn check_colour(
    written: &Placed<String>,
    grounds: [&str; 4],
    paper: &str,
    choose: &str,
    mistakes: &mut Collector<'_>,
) {
    let text = written.get_ref();
    let Some(colour) = Colour::parse(text) else {
        mistakes.at(
            written,
            format!("“{text}” is not a colour: write it as #rrggbb, such as “#0a3f50”"),
        );
        return;
    };
    let grounds = grounds.into_iter().filter_map(Colour::parse);
    let contrasts = grounds.map(|ground| colour.contrast(ground));
    let least = contrasts.fold(f64::INFINITY, f64::min);
    if least < LEAST_CONTRAST {
        // Rounded down, so that what falls short never seems to reach it.
        let reached = (least * 10.0).floor() / 10.0;
        mistakes.at(
            written,
            format!(
                "links in the colour {text} are hard to read on {paper} paper: their contrast to its grounds is \
                 {reached:.1}:1 at the least and must be {LEAST_CONTRAST}:1: choose a {choose} colour"
            ),
        );
    }
}

/// Checks that a logo is an SVG image that runs nothing and shows nothing from elsewhere. Returns what is wrong.
fn check_logo(text: &str) -> Result<(), String> {
    if text.len() > LARGEST_LOGO {
        return Err(format!(
            "the logo has {} bytes, and every visitor receives it: simplify it to {LARGEST_LOGO} bytes",
            text.len()
        ));
    }
    let mut reader = Reader::from_str(text.trim());
    let (mut depth, mut roots) = (0_usize, 0);
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("the logo is not a whole SVG image: {error}"))?;
        match event {
            Event::Start(ref element) | Event::Empty(ref element) => {
                let name = element.local_name().as_ref().to_owned();
                if depth == 0 {
                    roots += 1;
                    if name != "svg" || roots > 1 {
                        return Err(NO_SVG.into());
                    }
                }
                check_element(&name)?;
                for attribute in element.attributes() {
                    let attribute = attribute
                        .map_err(|error| format!("the logo is not a whole SVG image: {error}"))?;
                    check_attribute(attribute.key.as_ref(), &attribute.value)?;
                }
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(_) | Event::PI(_) => {
                return Err("the logo declares more than an image: let it begin with <svg".into());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if roots == 1 && depth == 0 {
        Ok(())
    } else {
        Err(NO_SVG.into())
    }
}

const NO_SVG: &str =
    "the logo is not an SVG image: it is the text of the image, from <svg to </svg>";

fn check_element(name: &str) -> Result<(), String> {
    if ["script", "foreignObject", "iframe", "a"].contains(&name) {
        return Err(format!("the logo may not contain <{name}>: remove it"));
    }
    Ok(())
}

fn check_attribute(name: &str, value: &str) -> Result<(), String> {
    let name_alone = name.rsplit(':').next().unwrap_or(name);
    if name_alone.to_ascii_lowercase().starts_with("on") {
        return Err(format!(
            "the logo may not run anything: remove the attribute {name}"
        ));
    }
    let is_elsewhere =
        |value: &str| !value.trim_start().starts_with('#') && !value.starts_with("data:image/");
    if ["href", "src"].contains(&name_alone) && is_elsewhere(value) {
        return Err(format!(
            "the logo may not show anything from elsewhere: remove {name}=\"{value}\""
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_are_those_of_the_page() {
        let sheet = include_str!("../../style/tokens.css");
        let (light, dark) = sheet.split_once("prefers-color-scheme: dark").unwrap();
        for (theme, grounds) in [(light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)] {
            for (name, ground) in ["paper", "raised", "sunk", "wash"].into_iter().zip(grounds) {
                let ground = if ground == "#ffffff" { "#fff" } else { ground };
                assert!(
                    theme.contains(&format!("--{name}: {ground};")),
                    "{name} {ground}"
                );
            }
        }
    }

    #[test]
    fn a_logo_is_an_image_and_nothing_more() {
        let faults = |inside: &str| {
            check_logo(&format!("<svg viewBox=\"0 0 9 9\">{inside}</svg>")).unwrap_err()
        };
        assert_eq!(
            check_logo("\n<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>\n"),
            Ok(())
        );
        assert_eq!(check_logo("<svg><use href=\"#a\"/></svg>"), Ok(()));
        assert_eq!(
            faults("<script>alert(1)</script>"),
            "the logo may not contain <script>: remove it"
        );
        assert_eq!(
            faults("<svg:script/>"),
            "the logo may not contain <script>: remove it"
        );
        assert_eq!(
            faults("<path onload=\"f()\"/>"),
            "the logo may not run anything: remove the attribute onload"
        );
        assert_eq!(
            faults("<image href=\"https://example.org/x.png\"/>"),
            "the logo may not show anything from elsewhere: remove href=\"https://example.org/x.png\""
        );
        assert!(faults("<g>").starts_with("the logo is not a whole SVG image"));
        for text in ["", "logo.svg", "<html></html>", "<svg/><svg/>", "<svg>"] {
            assert!(check_logo(text).is_err(), "{text}");
        }
        for text in [
            "<!DOCTYPE svg><svg/>",
            "<?xml-stylesheet href=\"a\"?><svg/>",
        ] {
            assert!(
                check_logo(text).unwrap_err().contains("more than an image"),
                "{text}"
            );
        }
        let large = format!("<svg><path d=\"{}\"/></svg>", "M0 0".repeat(5000));
        assert!(
            check_logo(&large)
                .unwrap_err()
                .starts_with("the logo has 200")
        );
    }
}
