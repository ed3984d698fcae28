//! Tests that a report reads as text and as JSON.

use cube::Address;

use super::*;

fn report() -> Report {
    let lacking = Group {
        address: Address::new("acreditadas", [("anio", "2024"), ("medios", "RED")]),
        whole: None,
        until: None,
        without: ["medios".into()].into(),
        change: None,
    };
    let residual = Group {
        address: Address::new("acreditadas", [("sexo", "M")]),
        whole: Some("solicitudes".into()),
        until: None,
        without: [].into(),
        change: None,
    };
    let finding = |group: Group, kind, tables: &[&str], proof: &str| Finding {
        group,
        kind,
        tables: tables.iter().map(|table| (*table).into()).collect(),
        proof: proof.into(),
    };
    let cells = Tally {
        published: 3,
        hidden: 2,
        exact: 1,
        narrowed: 1,
        proved: 1,
        homogeneous: 1,
        ..Tally::default()
    };
    Report {
        tables: vec![TableTally {
            table: "acreditadas.sexo".into(),
            cells,
        }],
        total: cells,
        findings: vec![
            finding(
                lacking,
                Kind::Narrowed { low: 1, high: None },
                &[],
                "at least 14 − 13 = 1",
            ),
            finding(
                residual,
                Kind::Exact { value: 3 },
                &["acreditadas.sexo"],
                "20 − 17 = 3",
            ),
        ],
        known: vec![],
        needless: vec![],
        unconfirmed: 0,
        to_try: 0,
        untried: 0,
        refused: vec![],
    }
}

#[test]
fn a_report_reads_as_text() {
    let expected = "\
acreditadas.sexo: 3 published, 2 hidden, 1 exact, 1 narrowed, 1 proved small, 1 rows of one category
All tables: 3 published, 2 hidden, 1 exact, 1 narrowed, 1 proved small, 1 rows of one category
acreditadas anio=2024 medios≠RED: at least 1
    at least 14 − 13 = 1
solicitudes minus acreditadas sexo=M: exactly 3 [acreditadas.sexo]
    20 − 17 = 3
2 findings.
";
    assert_eq!(report().to_string(), expected);
}

#[test]
fn a_report_reads_as_json() {
    let expected = serde_json::json!({
        "tables": [{
            "table": "acreditadas.sexo",
            "published": 3, "hidden": 2, "small": 0, "exact": 1, "narrowed": 1, "proved": 1, "homogeneous": 1,
            "needless": 0,
        }],
        "total": {
            "published": 3, "hidden": 2, "small": 0, "exact": 1, "narrowed": 1, "proved": 1, "homogeneous": 1,
            "needless": 0,
        },
        "findings": [
            {
                "measure": "acreditadas", "pins": { "anio": "2024", "medios": "RED" }, "without": ["medios"],
                "kind": "narrowed", "low": 1, "high": null, "tables": [], "proof": "at least 14 − 13 = 1",
            },
            {
                "measure": "acreditadas", "pins": { "sexo": "M" }, "whole": "solicitudes",
                "kind": "exact", "value": 3, "tables": ["acreditadas.sexo"], "proof": "20 − 17 = 3",
            },
        ],
        "needless": [],
    });
    assert_eq!(serde_json::to_value(report()).unwrap(), expected);
}
