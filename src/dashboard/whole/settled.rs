//! Tests outcomes of applications, which are settled in the first two of three years.

use cube::{
    Address, Category, Cell, Dimension, Release, Section, Settled, Table, TableEntry, Text,
};
use expect_test::expect;

use crate::testing::print::print;
use crate::testing::sample;
use crate::view::View;
use crate::{Request, view};

fn release() -> Release {
    let mut release = sample::release();
    let catalog = &mut release.catalog;
    let category = |code: &str, es: &str, en: &str| Category {
        code: code.into(),
        label: Text::new(es, en),
        ..Category::default()
    };
    let outcome = Dimension {
        id: "fin".into(),
        label: Text::new("Resultado", "Outcome"),
        settled: Some(Settled {
            until: 2024,
            pending: vec!["PEN".into()],
        }),
        categories: vec![
            category("ACC", "Acreditada", "Accredited"),
            category("DEN", "Denegada", "Denied"),
            category("PEN", "En trámite", "Pending"),
        ],
        ..Dimension::default()
    };
    let section = Section {
        id: "solicitudes".into(),
        slug: Text::new("solicitudes", "applications"),
        measures: vec!["solicitudes".into()],
        dimensions: vec!["sexo".into(), "fin".into()],
        filters: vec!["sexo".into()],
        ..catalog.sections[1].clone()
    };
    let entry = TableEntry {
        id: "solicitudes.anio.fin".into(),
        measure: "solicitudes".into(),
        dimensions: vec!["anio".into(), "fin".into()],
        rolled_up: vec![],
    };
    catalog.dimensions.push(outcome);
    catalog.sections.push(section);
    catalog.tables.push(entry.clone());
    let table = Table::from_fn(
        &entry.id,
        Text::default(),
        "solicitudes",
        catalog.dimensions_of(&entry),
        outcome_cell,
    );
    release.tables.insert(entry.id, table);
    release
}

/// Returns a cell of outcomes, which are settled in 2023 and 2024.
fn outcome_cell(address: &Address) -> Cell {
    let pin = |id: &str| address.pins.get(id).map(String::as_str);
    let all = |year: &str| sample::count(&Address::new("solicitudes", [("anio", year)]));
    match (pin("anio"), pin("fin")) {
        (_, None) => Cell::Published(sample::count(address)),
        (Some("2023"), Some("ACC")) => Cell::Published(40),
        (Some("2024"), Some("ACC")) => Cell::Published(39),
        (Some("2023"), Some("DEN")) => Cell::Published(all("2023") - 40),
        (Some("2024"), Some("DEN")) => Cell::Published(all("2024") - 39),
        (Some("2023" | "2024"), Some(_)) => Cell::Published(0),
        _ => Cell::Hidden,
    }
}

fn page(path: &str, search: &str) -> View {
    let release = release();
    view(&release, &Request::parse(&release.catalog, path, search))
}

/// Prints the figure of outcomes up to its switches.
fn figure(path: &str, search: &str) -> String {
    let text = print(&page(path, search));
    let figure = text
        .split("\n## ")
        .find(|figure| figure.contains("(fin)\n"));
    let figure = figure.unwrap_or_else(|| panic!("no such figure in {text}"));
    figure
        .split("shapes: ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn outcomes_are_shown_year_by_year_for_settled_years() {
    let opening = figure("solicitudes", "");
    expect![[r#"
        Resultado (fin)
        finding: De 64 solicitudes de 2024, acreditada: 61 %.
        Solicitudes, año por año, 2023–2024
        Stacks: Año | Solicitudes | Acreditada
        2023 | 64 (63 %) → solicitudes/?anio=2023&v=1: Series(0) 62, Series(1) 38
        2024 | 64 (61 %) → solicitudes/?anio=2024&v=1: Series(0) 61, Series(1) 39
        note: Solicitudes, 2023–2024: 128. Acreditada: 79 (62 %); Denegada: 49 (38 %).
        note: Se publica hasta 2024, el último año en que ya nada está pendiente.
    "#]]
    .assert_eq(&opening);
    let by_year = figure("solicitudes", "por=anio&anio=2023-2025").replace("&por=anio", "");
    assert_eq!(by_year, opening);
    let table = figure("en/applications", "anio=2024-2025&tabla=fin");
    let rows =
        "\nOutcome | 2024 | Share\n= Total | 64 | 100%\nAccredited | 39 | 61%\nDenied | 25 | 39%\n";
    assert!(table.contains(rows), "{table}");
}

#[test]
fn changes_from_year_to_year_have_no_sum() {
    let changes = figure("solicitudes", "mostrar=cambio&por=anio");
    assert!(
        changes.contains("(fin)") && changes.contains("2024"),
        "{changes}"
    );
    assert!(!changes.contains("note: Solicitudes, "), "{changes}");
}

#[test]
fn settled_years_are_shown_even_if_they_are_not_counted_together_yet() {
    let mut release = release();
    let time = release
        .catalog
        .dimensions
        .iter_mut()
        .find(|dimension| dimension.id == "anio")
        .unwrap();
    time.categories[1..]
        .iter_mut()
        .for_each(|year| year.apart = true);
    let page = view(
        &release,
        &Request::parse(&release.catalog, "solicitudes", ""),
    );
    let figure = page
        .figures
        .iter()
        .find(|figure| figure.id == "fin")
        .unwrap();
    assert_eq!(figure.subtitle, "Solicitudes, año por año, 2023–2024");
    assert_eq!(page.figures[0].subtitle, "Solicitudes, 2023");
}

#[test]
fn all_applications_of_a_single_year_stand_above_their_outcomes() {
    expect![[r#"
        Resultado (fin)
        Solicitudes, 2024
        Bars: Resultado | N.º | %
        Solicitudes | 64 (100 %) [Plain 100]
        Acreditada | 39 (61 %) [Plain 61]
        Denegada | 25 (39 %) [Plain 39]
        note: Se publica hasta 2024, el último año en que ya nada está pendiente.
        note: Porcentajes sobre 64 personas.
    "#]]
    .assert_eq(&figure("solicitudes", "anio=2024"));
}

/// Prints the figures of the section that are not answered.
fn unanswered(search: &str) -> String {
    let text = print(&page("solicitudes", search));
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with("## Un gráfico"));
    lines
        .take_while(|line| !line.starts_with("Cómo leer"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_year_that_is_not_settled_has_an_explanation() {
    expect![[r#"
        ## Un gráfico no tiene datos publicados para esta selección
        Resultado: todavía no se publica, porque de estos años aún hay pendientes y puede cambiar.
        offer: Con todos los años → solicitudes/"#]]
    .assert_eq(&unanswered("anio=2025"));
    expect![[r#"
        ## Un gráfico no tiene datos publicados para esta selección
        Lo que falta aquí no se publica, para proteger a las personas.
        Resultado: no se publica por año para Mujer.
        offer: Sin el filtro Sexo: Mujer → solicitudes/"#]]
    .assert_eq(&unanswered("sexo=F"));
}
