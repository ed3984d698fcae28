//! Tests that links are understood as people pass them on: in capitals, cut off, with what others have added.

use super::*;

#[test]
fn links_are_understood_as_they_are_passed_on() {
    for (path, search, canonical) in [
        // In capitals or small letters.
        ("acreditadas", "SEXO=f&V=1", "acreditadas/mujeres/"),
        (
            "Acreditadas/Edad",
            "Por=SEXO&Tabla=EDAD&Mostrar=Porcentaje",
            "acreditadas/edad/?por=sexo&mostrar=porcentaje&tabla=edad&v=1",
        ),
        ("EN/Accredited/WOMEN/", "", "en/accredited/women/"),
        (
            "acreditadas",
            "contra=Edad.min",
            "acreditadas/?contra=edad.MIN&v=1",
        ),
        // Among spaces, or by a program that writes HTML.
        (
            "acreditadas",
            "+sexo+=+F+~%20X%20&amp;edad=MIN",
            "acreditadas/?sexo=F~X&edad=MIN&v=1",
        ),
        // Before what ends a sentence.
        ("acreditadas/edad/).", "", "acreditadas/edad/"),
        ("acreditadas/edad.", "", "acreditadas/edad/"),
        ("en/accredited/index.html%22", "", "en/accredited/"),
        ("acreditadas/", "sexo=F.", "acreditadas/mujeres/"),
        ("acreditadas/", "sexo=F%22%3E,", "acreditadas/mujeres/"),
        (
            "acreditadas/",
            "sexo=F~X&v=1).",
            "acreditadas/?sexo=F~X&v=1",
        ),
        ("acreditadas/", "sexo=F%C2%BB&", "acreditadas/mujeres/"),
        ("acreditadas/", ").", "acreditadas/"),
        // With an open range of years.
        (
            "acreditadas",
            "anio=2024-",
            "acreditadas/?anio=2024-2025&v=1",
        ),
        (
            "acreditadas",
            "anio=2024-.",
            "acreditadas/?anio=2024-2025&v=1",
        ),
        (
            "acreditadas",
            "anio=-2024",
            "acreditadas/?anio=2023-2024&v=1",
        ),
        ("acreditadas", "anio=2025-", "acreditadas/?anio=2025&v=1"),
        ("acreditadas", "anio=2023-", "acreditadas/"),
        (
            "acreditadas",
            "anio=2023&contra=anio.2024-",
            "acreditadas/?anio=2023&contra=anio.2024-2025&v=1",
        ),
    ] {
        let request = parse(path, search);
        let address = href(&sample::catalog(), &request.query);
        assert_eq!(
            (address.as_str(), request.notices),
            (canonical, vec![]),
            "{path}?{search}"
        );
    }
}

#[test]
fn capitals_decide_where_two_names_have_the_same_letters() {
    let mut catalog = sample::catalog();
    let sexes = &mut catalog.dimensions[1].categories;
    let mut small = sexes[0].clone();
    small.code = "f".into();
    sexes.push(small);
    assert_eq!(catalog.dimensions[1].id, "sexo");
    for (code, chosen) in [("F", Some("F")), ("f", Some("f")), ("m", Some("M"))] {
        let query = Request::parse(&catalog, "acreditadas", &format!("sexo={code}")).query;
        let found = query.filters.get("sexo").map(|codes| codes.concat());
        assert_eq!(found.as_deref(), chosen);
    }
    catalog.dimensions[1]
        .categories
        .retain(|one| one.code != "F");
    let mut third = catalog.dimensions[1].categories[0].clone();
    third.code = "Ab".into();
    catalog.dimensions[1].categories.push(third.clone());
    third.code = "aB".into();
    catalog.dimensions[1].categories.push(third);
    let request = Request::parse(&catalog, "acreditadas", "sexo=AB");
    assert_eq!(request.notices.len(), 1, "{request:?}");
    assert!(request.query.filters.is_empty());
}

#[test]
fn periods_have_open_ranges_too() {
    let mut time = sample::catalog().dimensions[0].clone();
    for (category, code) in time
        .categories
        .iter_mut()
        .zip(["2015-2017", "2018-2019", "2020"])
    {
        category.code = code.into();
    }
    for (written, range) in [
        ("2018-", Some(("2018-2019", "2020"))),
        ("-2019", Some(("2015-2017", "2018-2019"))),
        ("-2017", Some(("2015-2017", "2015-2017"))),
        ("2015-2020", Some(("2015-2017", "2020"))),
        ("2016-", None),
        ("-", None),
        ("--", None),
        ("2018--", None),
    ] {
        let found = parse_range(&time, written);
        let found = found.map(|years| (years.first, years.last));
        let range = range.map(|(first, last)| (first.to_owned(), last.to_owned()));
        assert_eq!(found, range, "{written}");
    }
}

/// What others add to links is taken away before the program runs, by a script that knows no codebook: none of our keys may
/// look like theirs.
#[test]
fn keys_of_others_are_not_ours() {
    let script = include_str!("../../../../app/first.js");
    let list = |name: &str| -> Vec<&str> {
        let (_, after) = script.split_once(&format!("const {name} =")).unwrap();
        let (texts, _) = after.split_once(';').unwrap();
        let texts = texts.split('"').skip(1).step_by(2);
        texts.flat_map(str::split_whitespace).collect()
    };
    let (names, beginnings) = (list("NAMES"), list("BEGINNINGS"));
    let is_foreign = |key: &str| {
        names.contains(&key)
            || beginnings
                .iter()
                .any(|beginning| key.starts_with(beginning))
    };
    for foreign in [
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "wbraid",
        "gbraid",
        "msclkid",
        "twclid",
        "ttclid",
        "yclid",
        "igshid",
        "igsh",
        "mibextid",
        "li_fat_id",
        "epik",
        "mkt_tok",
        "_ga",
        "_gl",
        "utm_source",
        "utm_id",
        "mc_cid",
        "mc_eid",
        "mtm_campaign",
        "pk_kwd",
        "__hstc",
        "_hsenc",
        "hsa_cam",
        "vero_id",
        "srsltid",
        "sccid",
        "ref_src",
        "s_cid",
        "rdt_cid",
        "_x_tr_sl",
        "sfmc_id",
        "ck_subscriber_id",
    ] {
        assert!(is_foreign(foreign), "{foreign}");
    }
    let catalog = sample::catalog();
    for key in list_keys(&catalog) {
        assert!(!is_foreign(key), "{key}");
    }
    let lower = |key: &&str| **key == key.to_lowercase();
    assert!(names.iter().chain(&beginnings).all(lower));
}
