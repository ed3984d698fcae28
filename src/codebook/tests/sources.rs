//! Checks what a codebook says of its sources, and in which order they are trusted.

use crate::{Codebook, sample::codebook};

/// What a codebook with sources says of them, in the order of its columns.
const SOURCES: &str = r#"
[[source]]
id = "pani"
institution = { es = "PANI", en = "PANI" }
files = ["pani-*.csv"]
encoding = "latin1"
delimiter = ";"
dates = "%d/%m/%Y"
columns = { sexo = "Género" }
lacks = ["nacionalidad", "condicion"]
drop = ["nombre"]

[[source]]
id = "registro"
database = { connection = "TABLERO_REGISTRY", query = "select 1" }

[[source]]
id = "hechos"
holds = "events"
columns = { numero = "solicitud", medios = ["Medio 1", "Medio 2"] }

[identity]
trust = ["registro"]
trust_for = { sexo = ["hechos", "pani"] }
key = [{ columns = ["numero"] }]
near = [{ rule = "nacimiento", same = ["sexo"], date = "nacimiento", days = 30 }]

[events]
key = "numero"

[tables]"#;

fn with_sources() -> Codebook {
    let age = (
        "kind = \"age\"",
        "kind = \"age\"\nbirth = \"nacimiento\"\non = \"solicitud\"",
    );
    codebook(&[
        age,
        ("separator = \",\"", "separator = \",\"\nof = \"events\""),
        ("[tables]", SOURCES),
    ])
}

#[test]
fn each_source_tells_what_it_calls_the_columns_that_are_read_from_it() {
    let mut codebook = with_sources();
    let columns = [
        "condicion",
        "edad",
        "medios",
        "nacimiento",
        "nacionalidad",
        "numero",
        "resolucion",
        "resultado",
        "sexo",
        "solicitud",
        "tipo",
    ];
    assert_eq!(codebook.columns, columns);
    let called = |at: usize| {
        let source = &codebook.sources[at];
        source
            .columns
            .iter()
            .map(|names| names.join("+"))
            .collect::<Vec<_>>()
            .join(",")
    };
    assert_eq!(
        called(0),
        ",edad,,nacimiento,,numero,resolucion,resultado,Género,solicitud,tipo"
    );
    assert_eq!(
        called(1),
        "condicion,edad,,nacimiento,nacionalidad,numero,resolucion,resultado,sexo,solicitud,tipo"
    );
    assert_eq!(called(2), ",,Medio 1+Medio 2,,,solicitud,,,,,");
    let pani = codebook.sources.remove(0);
    assert_eq!(
        (pani.encoding.map(|found| found.name()), pani.delimiter),
        (Some("windows-1252"), Some(b';'))
    );
    assert_eq!(
        (pani.dates, codebook.sources.remove(0).dates),
        (vec!["%d/%m/%Y".into()], vec!["%Y-%m-%d".into()])
    );
}

#[test]
fn sources_are_trusted_in_a_declared_order_and_the_rest_follows() {
    let codebook = with_sources();
    let identity = codebook.identity.as_ref().unwrap();
    assert_eq!(identity.trust("edad"), [1, 0, 2]);
    assert_eq!(identity.trust("sexo"), [2, 0, 1]);
    let name = |at: &usize| codebook.columns[*at].as_str();
    assert_eq!(
        identity
            .keys
            .iter()
            .flat_map(|key| &key.columns)
            .map(name)
            .collect::<Vec<_>>(),
        ["numero"]
    );
    let near = &identity.candidate_rules[0];
    assert_eq!(
        near.within.map(|(at, days)| (name(&at).to_owned(), days)),
        Some(("nacimiento".into(), 30))
    );
    assert_eq!(
        codebook.events.as_ref().map(|events| name(&events.key)),
        Some("numero")
    );
    assert_eq!(self::codebook(&[]).sources[0].id, "records");
}
