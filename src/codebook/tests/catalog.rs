//! Checks what a codebook makes public: relations, breaks, definitions, crosswalks, and what its parts are part of.

use super::*;

/// A section that shows what became of applications.
const OUTCOMES: &str = r#"
[[section]]
id = "tramite"
slug = { es = "tramite", en = "procedure" }
title = { es = "Trámite", en = "Procedure" }
lede = { es = "Entrada", en = "Lede" }
layout = "profile"
measures = ["solicitudes"]
dimensions = ["resultado"]

[[headline]]"#;

#[test]
fn in_which_category_of_its_whole_a_part_is_follows_from_its_condition() {
    let within = |changes: &[(&str, &str)]| {
        let changes = [changes, &[("\n[[headline]]", OUTCOMES)]].concat();
        let codebook = Codebook::parse(&text(&changes)).map_err(|mistakes| mistakes.to_string())?;
        let (part, Pin { dimension, code }) = &codebook.catalog().relations.within[0];
        Ok::<_, String>(format!("{part} {dimension}={code}"))
    };
    assert_eq!(within(&[]).unwrap(), "acreditadas resultado=ACC");
    let both = ("codes = [\"ACC\"]", "codes = [\"ACC\", \"DEN\"]");
    let accredited = "{ code = \"ACC\", es = \"Acreditada\", en = \"Accredited\" },";
    let pending = "{ code = \"PEN\", es = \"En trámite\", en = \"Pending\" },";
    assert_eq!(
        within(&[both, (accredited, &format!("{accredited} {pending}"))]).unwrap_err(),
        "line 39, column 22: the whole is published by “resultado”, so the persons of “acreditadas” must be one category \
         of it: declare one that contains exactly these codes"
    );
    let ended = "{ code = \"FIN\", es = \"Resuelta\", en = \"Decided\" },";
    let below = accredited.replace(" }", ", parent = \"FIN\" }");
    let (above, verbatim) = (
        format!("{pending} {ended} {below}"),
        "verbatim = [\"No acreditada\"]",
    );
    let ended = [
        both,
        (accredited, above.as_str()),
        (verbatim, "parent = \"FIN\""),
    ];
    assert_eq!(within(&ended).unwrap(), "acreditadas resultado=FIN");
}

#[test]
fn what_everybody_knows_is_public_where_both_dimensions_are() {
    let related = r#"
[[implies]]
if = { dimension = "medios", code = "TEJ" }
then = { dimension = "edad", code = "MIN" }

[[impossible]]
a = { dimension = "sexo", code = "M" }
b = { dimension = "tipo", code = "ACU" }

[[asked]]
dimension = "medios"
if = { dimension = "edad", code = "MIN" }
else = "ORG"

[[derived]]
dimension = "sexo"
from = "edad"
codes = { F = ["MIN"], M = ["18_24", "25P"], U = ["U"] }

[tables]"#;
    let adults = "{ code = \"18_24\", es = \"18–24\", en = \"18–24\", from = 18, to = 24 },\n  \
                  { code = \"25P\", es = \"25 y más\", en = \"25 and over\", from = 25 },\n  { code = \"U\"";
    let adult =
        "{ code = \"ADU\", es = \"Mayores\", en = \"Adults\", from = 18 },\n  { code = \"U\"";
    let codebook = codebook(&[(adult, adults), ("[tables]", related)]);
    let relations = &codebook.catalog().relations;
    let format_pin = |pin: &cube::Pin| format!("{}={}", pin.dimension, pin.code);
    let pairs = |pairs: &[(cube::Pin, cube::Pin)]| {
        pairs
            .iter()
            .map(|(a, b)| format!("{} {}", format_pin(a), format_pin(b)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        pairs(&relations.equal),
        [
            "nacionalidad=CRI condicion=NAC",
            "sexo=F edad=MIN",
            "sexo=U edad=U"
        ]
    );
    assert_eq!(pairs(&relations.implies), ["medios=TEJ edad=MIN"]);
    assert!(relations.impossible.is_empty(), "tipo is not published");
    let unions = relations.unions.iter().map(|(whole, parts)| {
        format!(
            "{}: {}",
            format_pin(whole),
            parts.iter().map(format_pin).collect::<Vec<_>>().join(" ")
        )
    });
    assert_eq!(
        unions.collect::<Vec<_>>(),
        [
            "sexo=M: edad=18_24 edad=25P",
            "medios=_T: edad=MIN medios=ORG"
        ]
    );
    assert_eq!(codebook.relations.len(), 7);
}

#[test]
fn breaks_definitions_and_crosswalks_are_public() {
    let more = "reason = { es = \"Ley\", en = \"Law\" }\nsource = \"Ley 1\"\n\n[tables]";
    let codebook = codebook(&[
        ("last = 2025", "last = 2025\nclosed = 2024"),
        (
            "[tables]",
            &format!("[[break]]\nyear = 2025\ndimensions = [\"sexo\"]\n{more}"),
        ),
        (
            "en = \"Force\"",
            "en = \"Force\", map = { htcds = \"PhysicalAbuse\", m49 = \"\" }, ic_tip = \"\"",
        ),
        (
            "column = \"sexo\"",
            "column = \"sexo\"\ndefinition = { es = \"Al nacer\", en = \"At birth\" }",
        ),
    ]);
    let catalog = codebook.catalog();
    assert_eq!(
        (
            catalog.closed,
            catalog.breaks[0].year,
            catalog.breaks[0].dimensions.len()
        ),
        (Some(2024), 2025, 1)
    );
    let means = &catalog.dimension("medios").unwrap().categories[0];
    assert_eq!(
        means.map,
        [("htcds".to_owned(), "PhysicalAbuse".to_owned())].into()
    );
    assert_eq!(
        catalog
            .dimension("sexo")
            .unwrap()
            .definition
            .as_ref()
            .unwrap()
            .get(Lang::En),
        "At birth"
    );
    // They are listed once in the catalog, not in every table.
    let dimensions = catalog
        .tables
        .iter()
        .flat_map(|table| catalog.dimensions_of(table));
    assert!(
        dimensions
            .into_iter()
            .all(|dimension| dimension == dimension.clone().without_catalog_fields())
    );
}
