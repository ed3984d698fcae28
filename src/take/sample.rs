//! Small sheets for tests: shares with hidden numbers, and changes.

use cube::Lang;
use dashboard::{Cell, Column, Sheet, SheetRow, Value};

use crate::origin::Origin;

pub const ORIGIN: Origin<'static> = Origin {
    site: "Trata de personas",
    publisher: "CONATT",
    release: "2026-10",
    root: "https://cifras.example/",
};

/// Ages with their shares, of invented data.
pub fn ages() -> Sheet {
    let row = |code: &str, label: &str, value: Value, share: Option<f64>| SheetRow {
        code: code.into(),
        label: label.into(),
        cells: vec![Cell {
            value,
            beside: vec![share],
        }],
    };
    Sheet {
        lang: Lang::Es,
        name: "acreditadas-edad_anio-2023-2024_2026-10".into(),
        title: "Edad".into(),
        subtitle: "Personas acreditadas, 2023–2024".into(),
        address: "acreditadas/?anio=2023-2024&v=1".into(),
        fixed: None,
        embed: Some("embed/acreditadas/edad/?anio=2023-2024&v=1".into()),
        head: "Edad".into(),
        columns: vec![Column {
            code: "acreditadas".into(),
            label: "Personas acreditadas".into(),
        }],
        beside: vec!["porcentaje".into()],
        rows: vec![
            row("_T", "Total", Value::Exact(1064), Some(100.0)),
            row("MIN", "Menores; de edad", Value::Exact(29), Some(45.5)),
            row("0_11", "=0–11", Value::Hidden, None),
            row("12_17", "12–17", Value::Between(24, 29), None),
            row("18_", "Adultas", Value::Missing, None),
        ],
        notes: vec![
            "c: oculto para proteger a las personas".into(),
            "Personas acreditadas: por fecha de resolución.".into(),
        ],
        source: "CONATT · publicación 2026-10".into(),
        mark: Some("Datos inventados: nadie de aquí existe.".into()),
    }
}

/// Changes of two measures over two years, in English, of real data.
pub fn changes() -> Sheet {
    let cell = |count: u64, change: Option<f64>, percent: Option<f64>| Cell {
        value: Value::Exact(count),
        beside: vec![change, percent],
    };
    let row = |year: &str, cells: Vec<Cell>| SheetRow {
        code: year.into(),
        label: year.into(),
        cells,
    };
    let column = |code: &str, label: &str| Column {
        code: code.into(),
        label: label.into(),
    };
    Sheet {
        lang: Lang::En,
        name: "yearly-anio_2026-10".into(),
        title: "Applications and accredited persons".into(),
        subtitle: "2024–2025".into(),
        address: "en/yearly/".into(),
        fixed: None,
        embed: None,
        head: "Year".into(),
        columns: vec![
            column("solicitudes", "Applications"),
            column("acreditadas", "Accredited persons"),
        ],
        beside: vec!["yearly change".into(), "yearly change in percent".into()],
        rows: vec![
            row(
                "2024",
                vec![cell(64, Some(0.0), None), cell(32, None, None)],
            ),
            row(
                "2025",
                vec![
                    cell(92, Some(28.0), Some(43.8)),
                    cell(20, Some(-12.0), Some(-37.5)),
                ],
            ),
        ],
        notes: vec![],
        source: "CONATT · release 2026-10".into(),
        mark: None,
    }
}
