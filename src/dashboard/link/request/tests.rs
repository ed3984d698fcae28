//! Tests that addresses are parsed back into their queries, and that parts that cannot be applied become notices.

use proptest::prelude::*;

use super::*;
use crate::link::address::href;
use crate::query::{Display, Shape, Side, Years};
use crate::testing::queries::{CATALOG, any_query};
use crate::testing::sample;

mod passed_on;

fn parse(path: &str, search: &str) -> Request {
    Request::parse(&CATALOG, path, search)
}

fn parse_href(href: &str) -> Request {
    let (path, search) = href.split_once('?').unwrap_or((href, ""));
    parse(path, search)
}

/// Generates the languages of a site: one, or both in either order.
fn any_languages() -> impl Strategy<Value = Vec<Lang>> {
    let both = Just(Lang::ALL.to_vec()).prop_shuffle();
    (both, 1..=Lang::ALL.len()).prop_map(|(mut languages, count)| {
        languages.truncate(count);
        languages
    })
}

proptest! {
    // `PROPTEST_CASES=100000` tries as many.
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn every_query_has_an_address_that_leads_back_to_it(query in any_query()) {
        let request = parse_href(&href(&CATALOG, &query));
        prop_assert_eq!(request, Request { query, notices: vec![] });
    }
}

proptest! {
    #[test]
    fn every_query_has_an_address_in_whatever_languages_a_site_has(query in any_query(), languages in any_languages()) {
        let lang = languages[query.lang as usize % languages.len()];
        let catalog = sample::catalog_in(languages.clone());
        let query = query.in_language(lang);
        let address = href(&catalog, &query);
        let (path, search) = address.split_once('?').unwrap_or((&address, ""));
        prop_assert_eq!(Request::parse(&catalog, path, search), Request { query, notices: vec![] });
        // The default language is at the root, and every other one in its own folder.
        for other in Lang::ALL {
            let is_in_folder = address.starts_with(&format!("{}/", other.tag()));
            prop_assert_eq!(is_in_folder, other == lang && lang != languages[0]);
        }
    }

    #[test]
    fn any_text_is_an_address_in_whatever_languages_a_site_has(path in "(es/|en/)?(acreditadas|accredited|x|)/?", languages in any_languages()) {
        let catalog = sample::catalog_in(languages.clone());
        let request = Request::parse(&catalog, &path, "");
        prop_assert!(languages.contains(&request.query.lang));
        let address = href(&catalog, &request.query);
        prop_assert_eq!(Request::parse(&catalog, &address, ""), Request { query: request.query, notices: vec![] });
    }

    #[test]
    fn any_text_is_an_address_and_its_canonical_form_is_a_fixed_point(path in ".*", search in ".*") {
        let query = parse(&path, &search).query;
        prop_assert_eq!(parse_href(&href(&sample::catalog(), &query)), Request { query, notices: vec![] });
    }

    #[test]
    fn misspelt_addresses_have_a_canonical_form_too(
        path in "(en/)?(acreditadas|accredited|anual|nada|)/?(index.html)?",
        search in r"\??((anio|sexo|edad|por|contra|mostrar|orden|grupos|detalle|ocultas|grafico|calor|mapa|tabla|v|x)(=cambio|=valor|=pais|=sexo\.[FMZ~]{0,3}|=anio\.202[345]|=edad|=[A-Z0-9_~%+-]{0,12}|=F|=MIN~0_11|=2023-2024|=anio)?&?){0,6}",
    ) {
        let query = parse(&path, &search).query;
        prop_assert_eq!(parse_href(&href(&sample::catalog(), &query)), Request { query, notices: vec![] });
    }
}

#[test]
fn what_a_link_between_sections_drops_becomes_a_notice() {
    let request = parse("acreditadas", "sexo=F&sin=anio~pais~contra~nada&v=1");
    assert_eq!(
        request.notices,
        [
            Notice::Dropped("anio".into()),
            Notice::Dropped("pais".into()),
            Notice::Dropped("contra".into()),
            Notice::Value {
                key: "sin".into(),
                value: "nada".into()
            }
        ]
    );
    assert_eq!(
        href(&sample::catalog(), &request.query),
        "acreditadas/mujeres/"
    );
}

/// Links in old mails and reports must keep working: this list may grow, but never change.
#[test]
fn the_keys_of_addresses_are_frozen() {
    let addresses = [
        "",
        "en/",
        "?tabla=anio&v=1",
        "acreditadas/",
        "en/accredited/",
        "acreditadas/?anio=2024&v=1",
        "acreditadas/?anio=2023-2024&sexo=F~X&edad=MIN~U&por=anio&tabla=edad~sexo&v=1",
        "en/yearly/?anio=2024-2025&edad=0_11&por=sexo&tabla=anio~solicitudes&v=1",
        "anual/?mostrar=cambio&v=1",
        "acreditadas/?mapa=pais&tabla=edad&v=1",
        "acreditadas/?mostrar=porcentaje&orden=valor&tabla=edad&v=1",
        "acreditadas/?detalle=edad&ocultas=edad~pais&grafico=sexo&v=1",
        "acreditadas/?por=sexo&calor=edad&v=1",
        "acreditadas/?sexo=F&contra=sexo.M~X&v=1",
        "en/accredited/?anio=2023&contra=anio.2024-2025&por=anio&v=1",
        "acreditadas/?contra=edad.MIN&v=1",
        "acreditadas/?edad=MIN&contra=edad._T&v=1",
        "anual/?por=edad&grupos=solicitudes&detalle=acreditadas&v=1",
        "acreditadas/edad/",
        "en/accredited/sexo/?edad=MIN&v=1",
        "acreditadas/mujeres/",
        "en/yearly/women/",
    ];
    // Before groups had a folder, their links named the filter.
    let women = parse_href("acreditadas/?sexo=F&v=1");
    assert_eq!(women, parse_href("acreditadas/mujeres/"));
    for address in addresses {
        let request = parse_href(address);
        assert_eq!(request.notices, [], "{address}");
        assert_eq!(href(&sample::catalog(), &request.query), address);
    }
    let last = parse_href(addresses[7]).query;
    let table = Display {
        shape: Some(Shape::Table),
        ..Display::default()
    };
    let expected = Query {
        lang: Lang::En,
        page: Page::Section("anual".into()),
        figure: None,
        years: Some(Years {
            first: "2024".into(),
            last: "2025".into(),
        }),
        filters: [("edad".to_owned(), vec!["0_11".to_owned()])].into(),
        breakdown: Some("sexo".into()),
        show: Show::Count,
        order: Order::Codebook,
        against: None,
        side: Side::One,
        displays: ["anio", "solicitudes"]
            .map(|figure| (figure.to_owned(), table))
            .into(),
    };
    assert_eq!(last, expected);
    let ordered = parse_href(addresses[10]).query;
    assert_eq!((ordered.show, ordered.order), (Show::Share, Order::Value));
}

#[test]
fn several_ways_to_write_a_link_lead_to_one() {
    for (path, search, canonical) in [
        ("/acreditadas", "?v=1&sexo=X~F", "acreditadas/?sexo=F~X&v=1"),
        (
            "acreditadas/index.html",
            "sexo=%46%7EX",
            "acreditadas/?sexo=F~X&v=1",
        ),
        ("acreditadas/", "edad=0_11~MIN~MIN", "acreditadas/ninez/"),
        (
            "acreditadas/",
            "anio=2024-2023",
            "acreditadas/?anio=2023-2024&v=1",
        ),
        ("acreditadas/", "anio=2023-2025&sexo=", "acreditadas/"),
        ("acreditadas/", "contra=anio.2023-2025", "acreditadas/"),
        ("acreditadas/", "contra=edad._T", "acreditadas/"),
        (
            "acreditadas/",
            "contra=anio.2023-2025&anio=2024",
            "acreditadas/?anio=2024&contra=anio._T&v=1",
        ),
        (
            "acreditadas/",
            "contra=sexo.F&sexo=F",
            "acreditadas/mujeres/",
        ),
        ("//en//accredited//", "", "en/accredited/"),
    ] {
        let request = parse(path, search);
        assert_eq!(
            (
                href(&sample::catalog(), &request.query).as_str(),
                request.notices
            ),
            (canonical, vec![])
        );
    }
}

/// Each case is a way in which links reach people.
#[test]
fn parts_that_cannot_be_applied_become_notices() {
    let code = |code: &str| Notice::Code {
        dimension: "sexo".into(),
        code: code.into(),
    };
    let value = |key: &str, value: &str| Notice::Value {
        key: key.into(),
        value: value.into(),
    };
    for (path, search, notice, canonical) in [
        ("nada", "", Notice::Page("nada".into()), ""),
        (
            "en/acreditadas",
            "",
            Notice::Page("en/acreditadas".into()),
            "en/",
        ),
        (
            "acreditadas",
            "v=9",
            Notice::Version("9".into()),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "genero=F",
            Notice::Key("genero".into()),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "pais=CRI",
            Notice::Elsewhere("pais".into()),
            "acreditadas/",
        ),
        ("", "sexo=F", Notice::Elsewhere("sexo".into()), ""),
        ("", "anio=2024", Notice::Elsewhere("anio".into()), ""),
        (
            "acreditadas",
            "sexo=F&sexo=M",
            Notice::Repeated("sexo".into()),
            "acreditadas/mujeres/",
        ),
        (
            "acreditadas",
            "sexo=F&%73exo=F",
            Notice::Repeated("sexo".into()),
            "acreditadas/mujeres/",
        ),
        ("acreditadas", "sexo=F~Z", code("Z"), "acreditadas/mujeres/"),
        ("acreditadas", "sexo=F+M", code("F+M"), "acreditadas/"),
        (
            "acreditadas",
            "sexo=%E0%A4%A",
            code("\u{fffd}%A"),
            "acreditadas/",
        ),
        ("acreditadas", "sexo=_T", code("_T"), "acreditadas/"),
        (
            "acreditadas",
            "anio=2019-2024",
            Notice::Years("2019-2024".into()),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "anio=-",
            Notice::Years("-".into()),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "por=pais",
            Notice::Breakdown("pais".into()),
            "acreditadas/",
        ),
        (
            "anual",
            "por=pais",
            Notice::Breakdown("pais".into()),
            "anual/",
        ),
        (
            "acreditadas",
            "tabla=anio",
            Notice::Figure("anio".into()),
            "acreditadas/",
        ),
        (
            "",
            "mostrar=cambio",
            Notice::Elsewhere("mostrar".into()),
            "",
        ),
        (
            "acreditadas",
            "mostrar=todo",
            value("mostrar", "todo"),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "orden=cambio",
            value("orden", "cambio"),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "mostrar=cambio",
            Notice::Show("cambio"),
            "acreditadas/",
        ),
        (
            "anual",
            "mostrar=porcentaje",
            Notice::Show("porcentaje"),
            "anual/",
        ),
        (
            "acreditadas",
            "por=sexo&mostrar=cambio",
            Notice::Show("cambio"),
            "acreditadas/?por=sexo&v=1",
        ),
        (
            "acreditadas",
            "contra=sexo.Z",
            value("contra", "sexo.Z"),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "contra=pais.CRI",
            value("contra", "pais.CRI"),
            "acreditadas/",
        ),
        ("", "contra=sexo.F", Notice::Elsewhere("contra".into()), ""),
        ("", "calor=anio", Notice::Figure("anio".into()), ""),
        (
            "acreditadas",
            "detalle=sexo",
            Notice::Figure("sexo".into()),
            "acreditadas/",
        ),
        ("", "ocultas=anio", Notice::Figure("anio".into()), ""),
        (
            "acreditadas",
            "grupos=edad&detalle=edad",
            Notice::Repeated("edad".into()),
            "acreditadas/?grupos=edad&v=1",
        ),
        (
            "acreditadas",
            "mapa=edad",
            Notice::Figure("edad".into()),
            "acreditadas/",
        ),
        (
            "acreditadas",
            "tabla=pais&mapa=pais",
            Notice::Repeated("pais".into()),
            "acreditadas/?tabla=pais&v=1",
        ),
        (
            "anual",
            "orden=valor",
            Notice::Elsewhere("orden".into()),
            "anual/",
        ),
    ] {
        let request = parse(path, search);
        assert_eq!(request.notices, [notice], "{path}?{search}");
        assert_eq!(
            href(&sample::catalog(), &request.query),
            canonical,
            "{path}?{search}"
        );
    }
}

#[test]
fn overlapping_categories_are_filtered_one_at_a_time() {
    let mut catalog = sample::catalog();
    catalog.sections[1].filters.push("medios".into());
    let request = Request::parse(&catalog, "acreditadas", "medios=PRO~AME");
    assert_eq!(
        request.notices,
        [Notice::OneAtATime {
            dimension: "medios".into()
        }]
    );
    assert_eq!(request.query.filters["medios"], ["PRO"]);
}
