//! Tests that relations are proposed by meaning, with labels of either language, and never otherwise.

use crate::{Codebook, sample::CODEBOOK, suspect_relations};

/// The sample without its relation, with these dimensions besides; both labels of a category are the same words.
fn codebook(dimensions: &[(&str, &[(&str, &str)])]) -> Codebook {
    let mut text = String::new();
    let mut ids = String::new();
    for (id, categories) in dimensions {
        ids += &format!(", \"{id}\"");
        text += &format!(
            "\n[[dimension]]\nid = \"{id}\"\nlabel = {{ es = \"{id}\", en = \"{id}\" }}\ncolumn = \"{id}\"\ncategories = [\n"
        );
        for (code, label) in *categories {
            let more = if *code == "U" { ", unknown = true" } else { "" };
            text +=
                &format!("  {{ code = \"{code}\", es = \"{label}\", en = \"{label}\"{more} }},\n");
        }
        text += "]\n";
    }
    let (before, after) = CODEBOOK.split_once("[[equal]]").unwrap();
    let (_, after) = after.split_once("[tables]").unwrap();
    let shown = "dimensions = [\"sexo\", \"nacionalidad\", \"condicion\"";
    let all = format!("{before}{text}\n[tables]{after}").replace(shown, &format!("{shown}{ids}"));
    Codebook::parse(&all).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// What is proposed, a line each: `impossible sexo=M genero=CW`.
fn proposed(codebook: &Codebook) -> Vec<String> {
    let suspected = suspect_relations(codebook);
    let line = |relation: &super::SuspectedRelation| {
        let [(a, one), (b, other)] = &relation.sides;
        format!("{} {a}={one} {b}={other}", relation.table)
    };
    suspected.iter().map(line).collect()
}

/// What these dimensions add to what the sample's own suggest.
fn added(dimensions: &[(&str, &[(&str, &str)])]) -> Vec<String> {
    let mut lines = proposed(&codebook(dimensions));
    lines.retain(|line| line != "equal nacionalidad=CRI condicion=NAC");
    lines
}

#[test]
fn a_cisgender_person_has_the_gender_of_the_recorded_sex() {
    let spanish = [
        ("A", "Mujer cisgénero"),
        ("B", "Hombre cis"),
        ("C", "Mujer trans"),
        ("D", "No binaria"),
    ];
    let english = [
        ("A", "Cisgender woman"),
        ("B", "Cis man"),
        ("C", "Trans woman"),
        ("D", "Non-binary"),
    ];
    // Who has a category for trans persons means cisgender ones by the others.
    let implicit = [("A", "Female"), ("B", "Male"), ("C", "Transgender")];
    for categories in [&spanish[..], &english, &implicit] {
        assert_eq!(
            added(&[("identidad", categories)]),
            [
                "impossible sexo=F identidad=B",
                "impossible sexo=M identidad=A"
            ],
            "{categories:?}"
        );
    }
}

#[test]
fn nobody_has_the_status_of_foreigners_in_their_own_country() {
    assert_eq!(
        proposed(&codebook(&[])),
        ["equal nacionalidad=CRI condicion=NAC"],
        "everything else follows from it"
    );
    let spanish = [
        ("A", "Refugiada"),
        ("B", "En situación irregular"),
        ("C", "Ciudadana"),
        ("D", "Apátrida"),
    ];
    let english = [
        ("A", "Asylum seeker"),
        ("B", "Irregular migrant"),
        ("C", "Citizen"),
        ("D", "Stateless"),
    ];
    for categories in [&spanish, &english] {
        assert_eq!(
            added(&[("estatus", categories)]),
            ["equal nacionalidad=CRI estatus=C"],
            "{categories:?}"
        );
    }
}

#[test]
fn the_country_itself_is_recognized_by_its_code_alone_among_groups() {
    let several = [("ARG", "Argentina"), ("PRY", "Paraguay"), ("OTR", "Otras")];
    let one = [
        ("ARG", "Argentina"),
        ("EXT", "Extranjera"),
        ("STL", "Apátrida"),
    ];
    let status = [("N", "Nacional"), ("E", "Extranjera"), ("A", "Apátrida")];
    let about = |lines: Vec<String>| -> Vec<String> {
        let is_about = |line: &String| line.contains("citizenship=");
        lines.into_iter().filter(is_about).collect()
    };
    assert_eq!(
        about(added(&[("citizenship", &several), ("status", &status)])),
        [""; 0],
        "which of the two it is cannot be known"
    );
    assert_eq!(
        about(added(&[("citizenship", &one), ("status", &status)])),
        [
            "equal citizenship=ARG condicion=NAC",
            "implies status=A citizenship=STL",
        ]
    );
}

#[test]
fn ages_exclude_schooling_that_is_begun_later_and_labels_of_other_ages() {
    let spanish = [
        ("P", "Primaria"),
        ("S", "Secundaria"),
        ("B", "Bachillerato"),
        ("T", "Universitaria"),
        ("D", "Maestría o doctorado"),
        ("L", "Sin secundaria"),
    ];
    let english = [
        ("P", "Primary"),
        ("S", "Secondary"),
        ("B", "Upper secondary"),
        ("T", "Post-secondary"),
        ("D", "Master's or doctoral degree"),
        ("L", "Less than secondary"),
    ];
    // Lower secondary is begun at ten in some countries. The last is wider than the one before.
    let expected = [
        "impossible schooling=B edad=0_11",
        "impossible schooling=T edad=0_11",
        "impossible schooling=D edad=MIN",
    ];
    for categories in [&spanish, &english] {
        assert_eq!(
            added(&[("schooling", categories)]),
            expected,
            "{categories:?}"
        );
    }
    for (minor, adult, retired) in [
        ("No requerido (menor de edad)", "Persona adulta", "Jubilada"),
        ("Not required (minor)", "Adult", "Retired"),
    ] {
        let categories = [("N", minor), ("A", adult), ("J", retired), ("X", "Equis")];
        assert_eq!(
            added(&[("motivo", &categories)]),
            [
                "impossible motivo=N edad=ADU",
                "impossible motivo=A edad=MIN",
                "impossible motivo=J edad=MIN",
            ]
        );
    }
}

#[test]
fn cisgender_men_do_not_become_pregnant() {
    let identity = [("A", "Mujer cis"), ("B", "Hombre cis"), ("C", "Trans")];
    let with = |purpose: &[(&str, &str)], id: &str| {
        let mut lines = added(&[("identidad", &identity), (id, purpose)]);
        lines.retain(|line| line.contains(&format!("{id}=")));
        lines
    };
    assert_eq!(
        with(&[("E", "Embarazo forzado"), ("A", "Aborto forzado")], "fin"),
        [
            "impossible fin=E identidad=B",
            "impossible fin=A identidad=B"
        ]
    );
    assert_eq!(
        with(&[("Y", "Yes"), ("N", "No")], "pregnant"),
        ["impossible pregnant=Y identidad=B"]
    );
}

#[test]
fn categories_that_contain_what_is_not_known_suggest_nothing() {
    let identity = [
        ("A", "Mujer cisgénero o sin información"),
        ("B", "Cis man, or not stated"),
        ("U", "Trans"),
    ];
    assert_eq!(added(&[("identidad", &identity)]), [""; 0]);
}

#[test]
fn words_without_a_known_meaning_suggest_nothing() {
    let places = [
        ("A", "Vivienda"),
        ("B", "Centro educativo"),
        ("C", "Universidad"),
    ];
    let others = [("A", "Grooming"), ("B", "Mancha"), ("C", "Womanizer")];
    assert_eq!(added(&[("lugar", &places), ("otro", &others)]), [""; 0]);
}
