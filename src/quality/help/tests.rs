//! Checks what the page says against what the site does.

use cube::{Catalog, Contact, Lang, Text};

use super::render;
use crate::site::Placement;

fn catalog() -> Catalog {
    let mut catalog = Catalog {
        threshold: 7,
        contacts: vec![Contact {
            label: Text::new("Emergencias", "Emergencies"),
            telephone: "9-1-1".into(),
        }],
        ..Catalog::default()
    };
    catalog.site.exit = Some("https://tiempo.example/".into());
    catalog
}

fn page(lang: Lang) -> String {
    let place = Placement::Site {
        sheet: "page-1.css",
        icon: "icon-1.svg",
        first: "first-1.js",
        address: None,
        picture: None,
    };
    render(&catalog(), lang, place)
}

#[test]
fn the_page_names_the_exit_the_contacts_and_the_threshold_of_the_codebook() {
    for (lang, contact) in [(Lang::Es, "Emergencias"), (Lang::En, "Emergencies")] {
        let page = page(lang);
        for part in [
            "<b>tiempo.example</b>",
            "class=\"exit\" href=\"https://tiempo.example/\"",
            "href=\"tel:911\"",
            contact,
            " 7, ",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(!page.contains("{}"), "{page}");
    }
    let nobody = Catalog::default();
    assert!(!render(&nobody, Lang::Es, Placement::Alone).contains("Dónde pedir ayuda"));
}

/// The page says that pressing the button blanks the page at once and replaces it in the history, that Enter presses it,
/// and that no other key leaves: as the script does, in which no key is named.
#[test]
fn the_exit_does_what_the_page_says() {
    let script = include_str!("../../app/first.js");
    for part in [
        "page.dataset.blank = \"true\"",
        "location.replace(exit.href)",
        "addEventListener(\"click\"",
    ] {
        assert!(script.contains(part), "{part}");
    }
    for key in ["keydown", "keyup", "keypress"] {
        assert!(!script.contains(key), "{key}");
    }
}
