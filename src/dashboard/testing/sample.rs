//! Builds a small release for the tests.

use std::collections::BTreeMap;

use cube::{
    Address, Catalog, Category, Cell, Contact, Dimension, Door, Headline, Lang, Languages, Layout,
    Measure, Pin, Population, Preset, Release, Role, Section, Table, TableEntry, Text,
};
/// Builds the same catalog, for a site in these languages.
pub fn catalog_in(languages: Vec<Lang>) -> Catalog {
    Catalog {
        languages: Languages::new(languages).unwrap(),
        ..catalog()
    }
}

/// Builds a catalog with three years, two measures, sex, nested ages, nationality, and overlapping means.
pub fn catalog() -> Catalog {
    let measures = vec![
        measure(
            "solicitudes",
            "Solicitudes",
            "Applications",
            "por fecha de solicitud",
            "by date of application",
        ),
        measure(
            "acreditadas",
            "Personas acreditadas",
            "Accredited persons",
            "por fecha de resolución",
            "by date of decision",
        ),
    ];
    let section = |id: &str,
                   slug: (&str, &str),
                   title: (&str, &str),
                   layout,
                   measures: &[&str],
                   dimensions: &[&str]| Section {
        id: id.into(),
        slug: Text::new(slug.0, slug.1),
        title: Text::new(title.0, title.1),
        lede: Text::new(
            format!("Entrada de {}.", title.0),
            format!("Lede of {}.", title.1),
        ),
        layout,
        measures: strings(measures),
        dimensions: strings(dimensions),
        filters: strings(&["sexo", "edad"]),
        indicators: vec![],
        presets: vec![
            preset(
                ("Niñas, niños y adolescentes", "ninez"),
                ("Children and adolescents", "children"),
                ("edad", "MIN"),
            ),
            preset(
                ("Adolescentes", "adolescentes"),
                ("Adolescents", "adolescents"),
                ("edad", "12_17"),
            ),
            preset(
                ("Mujeres", "mujeres"),
                ("Women and girls", "women"),
                ("sexo", "F"),
            ),
        ],
        door: (id == "acreditadas").then(|| Door {
            question: Text::new("¿Quiénes son?", "Who are they?"),
            answer: "sexo".into(),
        }),
    };
    Catalog {
        codebook: "prueba".into(),
        title: Text::new("Trata en Prueba", "Trafficking in Testland"),
        heading: Text::new("Lo que se registra", "What is recorded"),
        lede: Text::new("Personas detectadas.", "Persons detected."),
        source: Text::new("CONATT", "CONATT"),
        notice: Some(Text::new("Datos inventados.", "Invented data.")),
        caveat: Text::new(
            "Personas detectadas, no prevalencia.",
            "Persons detected, not prevalence.",
        ),
        release: "2026-10".into(),
        next: Some("2027-04".into()),
        populations: vec![
            population("sexo", &[("F", 250_000), ("M", 240_000)]),
            population("pais", &[("CRI", 400_000), ("NIC", 80_000)]),
            population(
                "edad",
                &[
                    ("MIN", 130_000),
                    ("0_11", 80_000),
                    ("12_17", 50_000),
                    ("ADU", 360_000),
                ],
            ),
        ],
        threshold: 5,
        contacts: vec![Contact {
            label: Text::new("Emergencias", "Emergencies"),
            telephone: "911".into(),
        }],
        time: "anio".into(),
        measures,
        dimensions: dimensions(),
        sections: vec![
            section(
                "anual",
                ("anual", "yearly"),
                ("Por año", "By year"),
                Layout::Series,
                &["solicitudes", "acreditadas"],
                &["sexo", "edad"],
            ),
            section(
                "acreditadas",
                ("acreditadas", "accredited"),
                ("Personas acreditadas", "Accredited persons"),
                Layout::Profile,
                &["acreditadas"],
                &["sexo", "edad", "pais", "medios"],
            ),
        ],
        headlines: vec![
            Headline {
                label: Text::new("Solicitudes", "Applications"),
                measure: "solicitudes".into(),
                pin: None,
                sentence: Some(Text::new(
                    "se recibieron [{} solicitudes]",
                    "[{} applications] were received",
                )),
            },
            Headline {
                label: Text::new("Niñez y adolescencia", "Children and adolescents"),
                measure: "acreditadas".into(),
                pin: Some(Pin {
                    dimension: "edad".into(),
                    code: "MIN".into(),
                }),
                sentence: Some(Text::new("[{}] eran menores", "[{}] were minors")),
            },
        ],
        tables: tables(),
        ..Catalog::default()
    }
}

/// Builds the catalog's tables: 110 accredited persons, and twice as many applications.
pub fn release() -> Release {
    release_where(published)
}

/// Builds the catalog's tables with other cells.
pub fn release_where(cell: impl Fn(&Address) -> Cell) -> Release {
    let catalog = catalog();
    let table = |entry: &TableEntry| {
        let label = Text::new(&entry.id, &entry.id);
        (
            entry.id.clone(),
            Table::from_fn(
                &entry.id,
                label,
                &entry.measure,
                catalog.dimensions_of(entry),
                &cell,
            ),
        )
    };
    let tables: BTreeMap<String, Table> = catalog.tables.iter().map(table).collect();
    Release { catalog, tables }
}

/// Builds the release with these codes in place of its three years; of some years nothing was collected.
pub fn release_over(codes: [&str; 3], without: &[u16]) -> Release {
    let mut release = release();
    let rename = |dimension: &Dimension| {
        let mut dimension = dimension.clone();
        if dimension.id == "anio" {
            for (category, code) in dimension.categories.iter_mut().zip(codes) {
                let label = code.replace('-', "–");
                category.label = Text::new(&label, &label);
                category.code = code.into();
            }
        }
        dimension
    };
    let catalog = &mut release.catalog;
    catalog.without = without.to_vec();
    catalog.dimensions = catalog.dimensions.iter().map(rename).collect();
    for table in release.tables.values_mut() {
        let dimensions = table.dimensions().iter().map(rename).collect();
        let cells = table.cells().to_vec();
        if let Ok(renamed) = Table::new(
            &table.id,
            table.label.clone(),
            &table.measure,
            dimensions,
            cells,
        ) {
            *table = renamed;
        }
    }
    release
}

/// Builds the release with all years together: its tables have no time, but for the totals.
pub fn release_without_time() -> Release {
    let mut catalog = catalog();
    if let Some(time) = catalog.dimensions.first_mut() {
        time.categories = vec![category("2023-2025", "2023–2025", "2023–2025")];
    }
    for entry in &mut catalog.tables {
        if entry.dimensions.len() > 1 {
            entry.dimensions.retain(|id| id != "anio");
        }
        entry.id = format!("{}.{}", entry.measure, entry.dimensions.join("."));
    }
    let table = |entry: &TableEntry| {
        let cell = |address: &Address| {
            let mut address = address.clone();
            address.pins.remove("anio");
            published(&address)
        };
        let (label, dimensions) = (Text::default(), catalog.dimensions_of(entry));
        let table = Table::from_fn(&entry.id, label, &entry.measure, dimensions, cell);
        (entry.id.clone(), table)
    };
    Release {
        tables: catalog.tables.iter().map(table).collect(),
        catalog: catalog.clone(),
    }
}

/// Sex, age, country and means, with the numbers of persons accredited in 2023, 2024 and 2025.
const PERSONS: [(&str, &str, &str, &str, [u64; 3]); 9] = [
    ("F", "12_17", "CRI", "PRO", [8, 9, 10]),
    ("F", "12_17", "NIC", "PRO AME", [5, 3, 6]),
    ("F", "0_11", "CRI", "U", [1, 2, 2]),
    ("F", "ADU", "NIC", "PRO AME", [7, 6, 9]),
    ("F", "ADU", "COL", "PRO", [4, 6, 5]),
    ("F", "ADU", "VEN", "PRO", [2, 0, 5]),
    ("M", "ADU", "NIC", "AME", [3, 6, 6]),
    ("M", "12_17", "CRI", "U", [1, 0, 2]),
    ("X", "U", "OTR", "U", [1, 0, 1]),
];

/// Categories that are hidden together, so that no hidden cell can be computed by subtraction.
const TOGETHER: [&[&str]; 5] = [
    &["2023", "2024", "2025"],
    &["M", "X"],
    &["0_11", "12_17"],
    &["ADU", "U"],
    &["VEN", "OTR"],
];

/// Publishes a cell, unless it or a cell that is hidden together with it has a count below five.
pub fn published(address: &Address) -> Cell {
    let mut beside = vec![Address {
        pins: BTreeMap::new(),
        ..address.clone()
    }];
    for (id, code) in &address.pins {
        let group = TOGETHER
            .into_iter()
            .find(|group| group.contains(&code.as_str()))
            .unwrap_or_default();
        let codes: Vec<&str> = if group.is_empty() {
            vec![code]
        } else {
            group.to_vec()
        };
        let with = |address: &Address, code: &str| {
            let pins = address
                .pins
                .clone()
                .into_iter()
                .chain([(id.clone(), code.to_owned())])
                .collect();
            Address {
                pins,
                ..address.clone()
            }
        };
        beside = beside
            .iter()
            .flat_map(|address| codes.iter().map(|code| with(address, code)))
            .collect();
    }
    if beside.iter().any(|address| count(address) < 5) {
        Cell::Hidden
    } else {
        Cell::Published(count(address))
    }
}

/// Counts the persons of a cell.
pub fn count(address: &Address) -> u64 {
    let holds = |id: &str, codes: &[&str]| {
        address
            .pins
            .get(id)
            .is_none_or(|code| codes.contains(&code.as_str()))
    };
    let mut total = 0;
    for (sex, age, country, means, by_year) in PERSONS {
        let minor = ["0_11", "12_17"].contains(&age).then_some("MIN");
        let ages: Vec<&str> = minor.into_iter().chain([age]).collect();
        let means: Vec<&str> = means.split(' ').collect();
        if holds("sexo", &[sex])
            && holds("edad", &ages)
            && holds("pais", &[country])
            && holds("medios", &means)
        {
            let years = ["2023", "2024", "2025"].into_iter().zip(by_year);
            total += years
                .filter(|(year, _)| holds("anio", &[year]))
                .map(|(_, persons)| persons)
                .sum::<u64>();
        }
    }
    if address.measure == "solicitudes" {
        total * 2
    } else {
        total
    }
}

fn dimensions() -> Vec<Dimension> {
    let dimension = |id: &str, es: &str, en: &str, categories: Vec<Category>| Dimension {
        id: id.into(),
        label: Text::new(es, en),
        categories,
        ..Dimension::default()
    };
    let years = ["2023", "2024", "2025"]
        .map(|year| category(year, year, year))
        .to_vec();
    let sex = vec![
        category("F", "Mujer", "Female"),
        category("M", "Hombre", "Male"),
        category("X", "Otro", "Other"),
    ];
    let age = vec![
        Category {
            note: Some(Text::new("Menos de 18 años.", "Under 18.")),
            ..category("MIN", "Menores de edad", "Minors")
        },
        of_minors("0_11", "0–11"),
        of_minors("12_17", "12–17"),
        category("ADU", "Adultas", "Adults"),
        unknown(),
    ];
    let country = vec![
        on_map("188", category("CRI", "Costa Rica", "Costa Rica")),
        on_map("558", category("NIC", "Nicaragua", "Nicaragua")),
        on_map("170", category("COL", "Colombia", "Colombia")),
        on_map("862", category("VEN", "Venezuela", "Venezuela")),
        category("OTR", "Otras", "Other"),
    ];
    let means = vec![
        category("PRO", "Promesas", "Promises"),
        category("AME", "Amenazas", "Threats"),
        unknown(),
    ];
    vec![
        Dimension {
            role: Role::Time,
            ..dimension("anio", "Año", "Year", years)
        },
        dimension("sexo", "Sexo", "Sex", sex),
        Dimension {
            ordered: true,
            ..dimension("edad", "Edad", "Age", age)
        },
        // Sexes are no origins of countries, but this way the sample has a flow.
        Dimension {
            flows_from: Some("sexo".into()),
            ..dimension("pais", "Nacionalidad", "Nationality", country)
        },
        Dimension {
            multi_response: true,
            ..dimension("medios", "Medios", "Means", means)
        },
    ]
}

fn unknown() -> Category {
    Category {
        unknown: true,
        ..category("U", "Sin información", "Not stated")
    }
}

fn of_minors(code: &str, label: &str) -> Category {
    Category {
        parent: Some("MIN".into()),
        ..category(code, label, label)
    }
}

fn on_map(m49: &str, category: Category) -> Category {
    Category {
        map: [("m49".into(), m49.into())].into(),
        ..category
    }
}

fn tables() -> Vec<TableEntry> {
    let entry = |measure: &str, dimensions: &str, rolled_up: &[&str]| TableEntry {
        id: format!("{measure}.{dimensions}"),
        measure: measure.into(),
        dimensions: dimensions.split('.').map(Into::into).collect(),
        rolled_up: strings(rolled_up),
    };
    let both = ["solicitudes", "acreditadas"]
        .into_iter()
        .flat_map(|measure| {
            ["anio", "anio.sexo", "anio.edad", "sexo.edad"]
                .map(|dimensions| entry(measure, dimensions, &[]))
        });
    let one = ["anio.pais", "anio.medios", "sexo.pais", "sexo.medios"];
    let one = one.map(|dimensions| entry("acreditadas", dimensions, &[]));
    let rolled =
        ["edad.pais", "edad.medios"].map(|dimensions| entry("acreditadas", dimensions, &["edad"]));
    both.chain(one).chain(rolled).collect()
}

fn measure(id: &str, es: &str, en: &str, definition_es: &str, definition_en: &str) -> Measure {
    Measure {
        id: id.into(),
        label: Text::new(es, en),
        definition: Text::new(
            format!("Personas, {definition_es}."),
            format!("Persons, {definition_en}."),
        ),
        unit: Text::new("personas", "persons"),
        ..Measure::default()
    }
}

/// Makes a group from its label and its folder in Spanish and in English, and the category that it is.
fn preset(es: (&str, &str), en: (&str, &str), category: (&str, &str)) -> Preset {
    Preset {
        label: Text::new(es.0, en.0),
        dimension: category.0.into(),
        codes: strings(&[category.1]),
        slug: Text::new(es.1, en.1),
    }
}

fn population(dimension: &str, counts: &[(&str, u64)]) -> Population {
    let counts = counts
        .iter()
        .map(|(code, count)| ((*code).into(), *count))
        .collect();
    Population {
        dimension: dimension.into(),
        year: 2022,
        source: Text::new("Censo", "Census"),
        counts,
    }
}

fn category(code: &str, es: &str, en: &str) -> Category {
    Category {
        code: code.into(),
        label: Text::new(es, en),
        ..Category::default()
    }
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).into()).collect()
}
