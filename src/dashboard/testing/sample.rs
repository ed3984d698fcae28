//! Makes a small release by hand, for the tests.

use std::collections::BTreeMap;

use cube::{
    Address, Catalog, Category, Cell, Contact, Dimension, Headline, Layout, Measure, Pin,
    Population, Preset, Release, Role, Section, Table, TableEntry, Text,
};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::plan;
use crate::query::{Against, DisplayOption, Order, Page, Query, Show, Years};

/// Three years, two measures, sex, nested age, nationality and several means at once.
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
                "Niñas, niños y adolescentes",
                "Children and adolescents",
                "edad",
                "MIN",
            ),
            preset("Adolescentes", "Adolescents", "edad", "12_17"),
            preset("Mujeres", "Women and girls", "sexo", "F"),
        ],
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
            },
            Headline {
                label: Text::new("Niñez y adolescencia", "Children and adolescents"),
                measure: "acreditadas".into(),
                pin: Some(Pin {
                    dimension: "edad".into(),
                    code: "MIN".into(),
                }),
            },
        ],
        tables: tables(),
        ..Catalog::default()
    }
}

/// The catalog's tables: 110 persons accredited, and twice as many applications.
pub fn release() -> Release {
    release_where(published)
}

/// The catalog's tables with other cells.
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

/// Any query that a page can ask.
pub fn query() -> impl Strategy<Value = Query> {
    let pages = [
        Page::Home,
        Page::Section("anual".into()),
        Page::Section("acreditadas".into()),
    ];
    let codes = |id: &str| {
        let catalog = catalog();
        let codes: Vec<String> = catalog
            .dimension(id)
            .unwrap()
            .categories
            .iter()
            .map(|one| one.code.clone())
            .collect();
        let count = codes.len();
        subsequence(codes, 0..=count)
    };
    let years = (0..3_usize, 0..3_usize);
    let wishes = proptest::collection::vec((0..8_usize, 0..DisplayOption::ALL.len()), 0..6);
    let against = proptest::option::weighted(0.4, (0..3_usize, 0..9_usize));
    let choices = (0..8_usize, wishes, 0..Show::ALL.len(), 0..2_usize, against);
    let parts = (
        0..2_usize,
        0..3_usize,
        proptest::option::of(years),
        codes("sexo"),
        codes("edad"),
        choices,
    );
    parts.prop_map(
        move |(lang, page, years, sex, age, (breakdown, wishes, show, order, against))| {
            let catalog = catalog();
            let query = Query::plain(cube::Lang::ALL[lang], pages[page].clone());
            let query = wishes.into_iter().fold(query, |query, (at, option)| {
                let figures = plan::ids_for(&catalog, &query, DisplayOption::ALL[option])
                    .into_iter()
                    .nth(at);
                let seen = |figure: String| {
                    query.with_display(
                        &figure,
                        query.display(&figure).with(DisplayOption::ALL[option]),
                    )
                };
                figures.map_or(query.clone(), seen)
            });
            if query.page == Page::Home {
                return query;
            }
            let year = |at: usize| {
                catalog.dimension("anio").unwrap().categories[at]
                    .code
                    .clone()
            };
            let time = catalog.dimension("anio").unwrap();
            let years =
                years.and_then(|(one, other)| Years::between(time, &year(one), &year(other)));
            let query = query.with_years(&catalog, years);
            let filter = |query: Query, id: &str, codes: &[String]| {
                let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                query.with_filter(catalog.dimension(id).unwrap(), &codes)
            };
            let query = filter(filter(query, "sexo", &sex), "edad", &age);
            let against = against.map(|(of, at)| match of {
                // The range of all years is no restriction.
                0 => Against::Years(
                    query
                        .with_years(&catalog, Years::between(time, &year(at % 3), &year(at / 3)))
                        .years,
                ),
                of => {
                    let dimension = catalog.dimension(["", "sexo", "edad"][of]).unwrap();
                    let code = dimension.categories[at % dimension.categories.len()]
                        .code
                        .clone();
                    Against::Filter(dimension.id.clone(), vec![code])
                }
            });
            let query =
                query.with_against(against.filter(|against| *against != Against::Years(None)));
            let breakdown = plan::breakdowns(&catalog, &query)
                .nth(breakdown)
                .map(|dimension| dimension.id.as_str());
            let query = query.with_breakdown(breakdown);
            let show = Some(Show::ALL[show])
                .filter(|show| plan::can_show(&catalog, &query, *show))
                .unwrap_or_default();
            let ordered = query.compares_categories(&catalog);
            query.with_show(show).with_order(if ordered {
                Order::ALL[order]
            } else {
                Order::default()
            })
        },
    )
}

/// The year, sex, age, country and means of so many persons accredited in 2023, 2024 and 2025.
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

/// Categories that are hidden together, so that no line has a single hidden cell that subtraction would give.
const TOGETHER: [&[&str]; 5] = [
    &["2023", "2024", "2025"],
    &["M", "X"],
    &["0_11", "12_17"],
    &["ADU", "U"],
    &["VEN", "OTR"],
];

/// Counts below five are hidden, and what stands beside them.
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

/// The true count of a cell.
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
    let unknown = || Category {
        unknown: true,
        ..category("U", "Sin información", "Not stated")
    };
    let within = |parent: &str, category: Category| Category {
        parent: Some(parent.into()),
        ..category
    };
    let at = |m49: &str, category| Category {
        map: [("m49".into(), m49.into())].into(),
        ..category
    };
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
        within("MIN", category("0_11", "0–11", "0–11")),
        within("MIN", category("12_17", "12–17", "12–17")),
        category("ADU", "Adultas", "Adults"),
        unknown(),
    ];
    let country = vec![
        at("188", category("CRI", "Costa Rica", "Costa Rica")),
        at("558", category("NIC", "Nicaragua", "Nicaragua")),
        at("170", category("COL", "Colombia", "Colombia")),
        at("862", category("VEN", "Venezuela", "Venezuela")),
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
        dimension("edad", "Edad", "Age", age),
        // Not that countries come from sexes: so the sample has a flow.
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
    }
}

fn preset(es: &str, en: &str, dimension: &str, code: &str) -> Preset {
    Preset {
        label: Text::new(es, en),
        dimension: dimension.into(),
        codes: strings(&[code]),
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
