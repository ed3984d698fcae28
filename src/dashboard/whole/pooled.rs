//! Tests a register whose sums over years leave out its last year.

use cube::{Address, Cell, Release, Table, Text};

use crate::testing::sample;
use crate::{Request, view};

fn release() -> Release {
    let mut catalog = sample::catalog();
    let time = catalog
        .dimensions
        .iter_mut()
        .find(|dimension| dimension.id == "anio")
        .unwrap();
    time.categories.last_mut().unwrap().apart = true;
    let count = |address: &Address| {
        let in_year = |year: &str| {
            let mut address = address.clone();
            address.pins.insert("anio".into(), year.into());
            sample::count(&address)
        };
        let is_of_one_year = address.pins.contains_key("anio");
        Cell::Published(if is_of_one_year {
            sample::count(address)
        } else {
            in_year("2023") + in_year("2024")
        })
    };
    let tables = catalog.tables.iter().map(|entry| {
        let table = Table::from_fn(
            &entry.id,
            Text::default(),
            &entry.measure,
            catalog.dimensions_of(entry),
            count,
        );
        (entry.id.clone(), table)
    });
    Release {
        tables: tables.collect(),
        catalog: catalog.clone(),
    }
}

fn summary(path: &str, search: &str) -> String {
    let release = release();
    view(&release, &Request::parse(&release.catalog, path, search)).summary
}

#[test]
fn totals_are_of_the_years_that_are_counted_together() {
    assert_eq!(
        summary("acreditadas", ""),
        "Personas acreditadas: 64. 2023–2024."
    );
    assert_eq!(
        summary("acreditadas", "sexo=F"),
        "Personas acreditadas: 53. 2023–2024; Sexo: Mujer."
    );
    assert_eq!(
        summary("acreditadas", "sexo=F&anio=2023-2024"),
        "Personas acreditadas: 53. 2023–2024; Sexo: Mujer."
    );
    assert_eq!(
        summary("acreditadas", "anio=2025"),
        "Personas acreditadas: 46. 2025."
    );
    assert_eq!(
        summary("acreditadas", "anio=2023-2025"),
        "Personas acreditadas: 110. 2023–2025."
    );
}

#[test]
fn all_years_are_shown_year_by_year() {
    assert_eq!(
        summary("anual", ""),
        "Solicitudes: 220; Personas acreditadas: 110. 2023–2025."
    );
    assert_eq!(
        summary("acreditadas", "por=anio"),
        "Personas acreditadas: 110. 2023–2025."
    );
    assert_eq!(
        summary("anual", "anio=2024-2025"),
        "Solicitudes: 156; Personas acreditadas: 78. 2024–2025."
    );
}
