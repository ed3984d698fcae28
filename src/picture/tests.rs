//! Tests pictures: they say what the page's drawings say, and nothing of them depends on a style sheet.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, engine::general_purpose::STANDARD};
use cube::Catalog;
use dashboard::view::{Atlas, Circle, Circles, Outlines};
use resvg::usvg::{Options, Tree};
use skrifa::{FontRef, MetadataProvider};

use crate::sample::{drawings, figure, fonts, view};

use super::{Around, Face, FontError, Fonts, OnMap, describe_preview, draw_figure, draw_preview};

/// Lists the words between the tags of a text, without elements of these classes.
fn words(markup: &str, without: &[&str]) -> BTreeSet<String> {
    let mut rest = markup.to_owned();
    for class in without {
        let start = format!(" class=\"{class}\"");
        while let Some(at) = rest.find(&start) {
            let end = rest[at..].find("</").map_or(rest.len(), |end| at + end);
            rest.replace_range(at..end, ">");
        }
    }
    let mut found = BTreeSet::new();
    let pieces = rest.split('>').filter_map(|piece| piece.split('<').next());
    for word in pieces.flat_map(|piece| piece.split([' ', '\n'])) {
        if !word.is_empty() && word != "·" {
            found.insert(word.replace("&lt;", "<").replace("&amp;", "&"));
        }
    }
    found
}

#[test]
fn a_picture_says_what_the_drawing_of_the_page_says() {
    let fonts = fonts();
    for drawing in drawings() {
        let page = dashboard::draw(&drawing, "");
        // A reader's program alone reads what is spoken; years in short are for phones.
        let page = words(&page, &["spoken", "narrow"]);
        let figure = figure(drawing);
        let svg = draw_figure(
            &fonts,
            &figure,
            Around::on_page("", &view(None, figure.clone())),
        );
        let (_, drawn) = svg.split_once("</defs>").unwrap();
        let mut picture = words(drawn, &[]);
        let around = [
            figure.title.as_str(),
            figure.finding.as_deref().unwrap(),
            &figure.subtitle,
            &figure.notes[0],
            &figure.folded.as_ref().unwrap().sentence,
            &figure.source,
            "oculto para proteger",
        ];
        for word in around.iter().flat_map(|text| text.split(' ')) {
            let is_drawn = word == "·" || picture.contains(word);
            assert!(
                is_drawn || word == "oculto" || word == "para" || word == "proteger",
                "{word}\n{svg}"
            );
            if !page.contains(word) {
                picture.remove(word);
            }
        }
        assert_eq!(picture, page, "{svg}");
    }
}

#[test]
fn a_picture_depends_on_no_style_sheet_and_keeps_inside_its_edges() {
    let fonts = fonts();
    for drawing in drawings() {
        let figure = figure(drawing);
        let svg = draw_figure(
            &fonts,
            &figure,
            Around::on_page("", &view(None, figure.clone())),
        );
        let (before, rest) = svg.split_once("<style>").unwrap();
        let (letters, drawn) = rest.split_once("</style>").unwrap();
        for part in [
            "class=", "style", "var(", "%\"", "href", "=\"NaN", "=\"inf", "\"-",
        ] {
            assert!(
                !before.contains(part) && !drawn.contains(part),
                "{part}\n{svg}"
            );
        }
        for rule in letters.trim().lines() {
            assert!(rule.starts_with("@font-face{font-family:\""), "{rule}");
            assert_eq!(
                rule.matches("url(").count(),
                rule.matches("url(data:font/ttf;base64,").count()
            );
        }
        assert!(
            svg.contains("<title>Edad &lt;18 &amp; sexo. El grupo más numeroso.</title>"),
            "{svg}"
        );
    }
}

#[test]
fn a_picture_carries_the_letters_of_its_texts_and_no_others() {
    let fonts = fonts();
    for drawing in drawings() {
        let figure = figure(drawing);
        let view = view(None, figure.clone());
        let draw = || draw_figure(&fonts, &figure, Around::on_page("", &view));
        let svg = draw();
        assert_eq!(svg, draw());
        // Each text with the family and the weight in which it is written.
        let mut texts: BTreeMap<(String, String), BTreeSet<char>> = BTreeMap::new();
        for text in svg.split("<text ").skip(1) {
            let attribute = |name: &str| {
                let (_, rest) = text.split_once(&format!("{name}=\"")).unwrap();
                rest.split([',', '"']).next().unwrap().to_owned()
            };
            let (_, rest) = text.split_once('>').unwrap();
            let (words, _) = rest.split_once("</text>").unwrap();
            let words = words.replace("&lt;", "<").replace("&amp;", "&");
            let face = (attribute("font-family"), attribute("font-weight"));
            texts.entry(face).or_default().extend(words.chars());
        }
        let mut carried = BTreeMap::new();
        for rule in svg.split("@font-face{font-family:\"").skip(1) {
            let (family, rest) = rule.split_once("\";font-weight:").unwrap();
            let (weight, rest) = rest.split_once(";src:url(data:font/ttf;base64,").unwrap();
            let font = STANDARD.decode(rest.split_once(')').unwrap().0).unwrap();
            let font = FontRef::new(&font).unwrap();
            let codes = font.charmap().mappings();
            let letters = codes.filter_map(|(code, _)| char::from_u32(code));
            // The end of the table is no letter.
            let letters = letters.filter(|letter| *letter != '\u{ffff}').collect();
            carried.insert((family.to_owned(), weight.to_owned()), letters);
        }
        assert_eq!(carried, texts);
    }
}

#[test]
fn a_picture_of_invented_data_says_so_in_sight_and_in_its_name() {
    let fonts = fonts();
    let figure = figure(drawings().remove(0));
    let view = view(Some("Datos inventados"), figure.clone());
    let svg = draw_figure(&fonts, &figure, Around::on_page("", &view));
    let preview = draw_preview(&fonts, &Catalog::default(), &view, Some(&figure), None);
    assert!(svg.contains("<title>Datos inventados · Edad"), "{svg}");
    for drawn in [&svg, &preview] {
        assert!(
            drawn.contains(">Datos inventados: nadie existe.</text>"),
            "{drawn}"
        );
    }
    assert!(describe_preview(&view, Some(&figure)).starts_with("Datos inventados. "));
}

#[test]
fn without_letters_there_is_no_picture() {
    let error = Fonts::read(|_| None).err().unwrap();
    assert!(matches!(
        error,
        FontError::Missing("fonts/public-sans-400.ttf")
    ));
    assert!(error.to_string().contains("build it again"));
    let error = Fonts::read(|_| Some(b"no font".to_vec())).err().unwrap();
    assert!(matches!(error, FontError::Unreadable(_)));
    assert_eq!(fonts().missing(Face::Sans, "Edad Ж"), Some('Ж'));
}

#[test]
fn circles_stand_on_their_map_beside_the_list() {
    let fonts = fonts();
    let mut figure = figure(drawings().remove(0));
    let place = |outline: &str, name: &str, text: &str, share| Circle {
        outline: outline.into(),
        name: name.into(),
        text: text.into(),
        share,
    };
    figure.circles = Some(Circles {
        atlas: Atlas::CostaRica,
        places: vec![
            place("CR.SJ", "San José & más", "107", Some(1.0)),
            place("CR.LI", "Limón", "5", Some(0.04)),
            place("CR.HE", "Heredia", "c", None),
        ],
    });
    let outlines =
        "640 610\nCR.SJ\t300 300\tM0 0h9z\nCR.LI\t500 300\tM9 9h9z\nCR.HE\t300 90\tM5 5h9z\n";
    let outlines = Outlines::parse(outlines).unwrap();
    let view = view(None, figure.clone());
    let around = Around {
        map: OnMap::find(&figure, |atlas| {
            (atlas == Atlas::CostaRica).then_some(&outlines)
        }),
        ..Around::on_page("", &view)
    };
    let svg = draw_figure(&fonts, &figure, around);
    let preview = draw_preview(
        &fonts,
        &Catalog::default(),
        &view,
        Some(&figure),
        around.map,
    );
    let without = draw_figure(&fonts, &figure, Around::on_page("", &view));
    let page = words(
        &dashboard::draw_circles(figure.circles.as_ref().unwrap(), &outlines),
        &[],
    );
    for drawn in [&svg, &preview] {
        assert!(words(drawn, &[]).is_superset(&page), "{page:?}\n{drawn}");
        assert!(!drawn.contains("class="), "{drawn}");
        assert_eq!(
            drawn
                .matches(" fill=\"url(#hidden)\" stroke=\"#7f7b70\" stroke-width=\"1.25\"")
                .count(),
            without.matches(" stroke-width=\"1.25\"").count() + 1
        );
    }
    // The list has all its words, in the room that is left.
    let drawn = |svg: &str| words(svg.split_once("</defs>").unwrap().1, &[]);
    assert!(drawn(&svg).is_superset(&drawn(&without)), "{svg}");
    Tree::from_str(&preview, &Options::default()).unwrap();
}
