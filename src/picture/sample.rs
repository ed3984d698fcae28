//! Makes drawings of every form, and a figure and a page to put them in.

use cube::Catalog;
use dashboard::view::{
    Body, Dot, DotGroup, Dots, Figure, Folded, Footer, Frame, Link, Place, Sample, Selection, View,
    drawing::{
        Bar, Bars, Columns, Drawing, Fill, Item, Lines, Mirror, MirrorRow, Pair, Pairs, Part,
        Point, Stacks, Strip, Stroke, Trend, Year,
    },
};

use crate::Fonts;

/// A font of 3 kB whose letters are as wide as each other and have no outline: those of the page come from packages.
pub fn fonts() -> Fonts {
    Fonts::read(|_| Some(include_bytes!("letters.ttf").to_vec())).unwrap()
}

fn item(label: &str, text: &str, beside: &str) -> Item {
    Item {
        label: label.into(),
        href: Some("acreditadas/?sexo=F".into()),
        text: text.into(),
        meaning: (text == "c").then(|| "Oculto para proteger".into()),
        beside: beside.into(),
        hidden: text == "c",
    }
}

fn part(length: f64, fill: Fill, text: &str) -> Part {
    Part {
        length,
        fill,
        text: text.into(),
    }
}

fn bar(item: Item, parts: Vec<Part>, detail: Vec<Item>) -> Bar {
    Bar {
        zero: item.text == "0",
        named: item.beside == "36 %",
        item,
        parts,
        detail,
    }
}

fn point(height: Option<f64>, text: &str) -> Point {
    Point {
        height,
        hidden: text == "c",
        provisional: text == "63",
        text: text.into(),
        says: format!("En ese año: {text}"),
        stroke: height.map(|_| Stroke::Thick),
        href: None,
    }
}

fn year(label: &str) -> Year {
    Year {
        label: label.into(),
        broken: label == "2024",
    }
}

fn strings<const N: usize>(texts: [&str; N]) -> [String; N] {
    texts.map(Into::into)
}

/// Makes a drawing of every form, with hidden numbers, zeros and names that need several lines.
pub fn drawings() -> Vec<Drawing> {
    let long =
        "Caribe, América del Norte, Asia, África, Europa u Oceanía y personas apátridas, juntas";
    let bars = Bars {
        heads: strings(["Ocupación", "N.º", "%"]),
        rows: vec![
            bar(
                item("Estudiante & otras", "111", "36 %"),
                vec![part(0.9, Fill::Named, "")],
                vec![],
            ),
            bar(
                item("Secundaria", "86", "28 %"),
                vec![
                    part(0.4, Fill::Plain, "60"),
                    part(0.2, Fill::Together, "26"),
                ],
                vec![
                    item("completa", "60", ""),
                    item("técnica y otras", "26", ""),
                ],
            ),
            bar(item("Ninguna", "0", ""), vec![], vec![]),
            bar(item("Oculta", "c", ""), vec![], vec![]),
            bar(
                item(long, "36", "12 %"),
                vec![part(0.3, Fill::Together, "")],
                vec![],
            ),
            bar(
                item("Sin información", "31", ""),
                vec![part(0.2, Fill::Unknown, "")],
                vec![],
            ),
        ],
        hidden: 3,
    };
    let numbers = Bars {
        heads: strings(["Edad", "N.º", ""]),
        rows: vec![
            bar(item(long, "7", ""), vec![], vec![]),
            bar(item("18 y más", "c", ""), vec![], vec![]),
        ],
        hidden: 1,
    };
    let key = vec![
        (item("Extranjera", "206", "48 %"), Fill::Series(0), 0),
        (item(long, "36", "8 %"), Fill::Together, 1),
        (item("Costa Rica", "221", "52 %"), Fill::Series(1), 0),
    ];
    let strip = Strip {
        parts: vec![
            part(0.48, Fill::Series(0), "206"),
            part(0.52, Fill::Series(1), "221"),
        ],
        dots: None,
        key: key.clone(),
        hidden: 2,
    };
    let group = |kind, count: u64| DotGroup {
        kind,
        count,
        text: count.to_string(),
        label: String::new(),
    };
    let dots = Strip {
        dots: Some(Dots {
            groups: vec![
                group(Dot::Series(0), 14),
                group(Dot::Unknown, 3),
                group(Dot::Together, 4),
            ],
            says: String::new(),
        }),
        ..strip.clone()
    };
    let years = ["2023", "2024", "2025"].map(year).to_vec();
    let lines = Lines {
        label: "Solicitudes y personas".into(),
        years: years.clone(),
        series: vec![
            Trend {
                name: "Solicitudes".into(),
                points: vec![
                    point(Some(0.5), "69"),
                    point(Some(0.9), "100"),
                    point(Some(1.0), "109"),
                ],
            },
            Trend {
                name: "Personas acreditadas".into(),
                points: vec![
                    point(Some(0.02), "2"),
                    point(None, "c"),
                    point(Some(0.6), "63"),
                ],
            },
        ],
        steps: vec![(0.46, "50".into()), (0.92, "100".into())],
        strokes: strings(["cambio mayor que el azar", "similar", "puede cambiar"]),
    };
    let columns = Columns {
        label: "Delitos".into(),
        years: years.clone(),
        points: vec![
            point(Some(0.0), "0"),
            point(None, "c"),
            point(Some(0.8), "63"),
        ],
        labelled: true,
    };
    let stacks = Stacks {
        key: vec![
            ("Acreditada".into(), Fill::Series(0)),
            ("Oculto, junto".into(), Fill::Together),
        ],
        heads: strings(["Año", "Solicitudes", "Acreditada"]),
        rows: vec![
            (
                item("2023", "69", "64 %"),
                vec![
                    part(0.5, Fill::Series(0), "44"),
                    part(0.3, Fill::Together, "25"),
                ],
            ),
            (item("2024", "c", "–"), vec![]),
        ],
        hidden: 2,
    };
    let mirror = Mirror {
        sides: [
            item("Mujer", "320", "75 %"),
            item("Hombre, otro o sin información", "107", "25 %"),
        ],
        uneven: true,
        rows: vec![
            MirrorRow {
                label: "Adolescencia (12–17)".into(),
                href: None,
                sides: [item("", "109", ""), item("", "c", "")],
                lengths: [1.0, 0.0],
                fills: [Fill::Named, Fill::Plain],
            },
            MirrorRow {
                label: "65 y más y Sin información, juntas".into(),
                href: None,
                sides: [item("", "8", ""), item("", "5", "")],
                lengths: [0.1, 0.1],
                fills: [Fill::Together, Fill::Together],
            },
        ],
        hidden: 3,
    };
    let pairs = Pairs {
        sides: strings(["Menores de edad", "Mayores de edad"]),
        earlier: Some(1),
        steps: vec![(0.0, "0 %".into()), (1.0, "60 %".into())],
        rows: vec![Pair {
            label: "Redes sociales en línea y otras formas de contacto".into(),
            sides: [item("", "80", "48 %"), item("", "c", "")],
            places: [Some(0.8), None],
            differ: true,
        }],
    };
    vec![
        Drawing::Bars(bars),
        Drawing::Bars(numbers),
        Drawing::Strip(strip),
        Drawing::Strip(dots),
        Drawing::Lines(lines),
        Drawing::Columns(columns),
        Drawing::Stacks(stacks),
        Drawing::Mirror(mirror),
        Drawing::Pairs(pairs),
    ]
}

pub fn figure(drawing: Drawing) -> Figure {
    Figure {
        id: "edad".into(),
        selection: Selection::Alone,
        place: Place::Lead,
        title: "Edad <18 & sexo".into(),
        finding: Some("El grupo más numeroso.".into()),
        subtitle: "Personas, 2023–2025".into(),
        body: Body::Drawing(Box::new(drawing)),
        circles: None,
        shapes: vec![],
        grains: vec![],
        folded: Some(Folded {
            sentence: "2 categorías ocultas: A y B.".into(),
            toggle: link(),
            values: 2,
        }),
        definitions: Vec::new(),
        notes: vec!["Porcentajes sobre 427 personas.".into()],
        source: "CONATT · publicación 2026-10".into(),
        has_numbers: true,
        own: None,
        files: None,
    }
}

fn link() -> Link {
    Link {
        label: String::new(),
        href: String::new(),
    }
}

pub fn view(mark: Option<&str>, figure: Figure) -> View {
    let release = cube::Release {
        catalog: Catalog::default(),
        tables: Default::default(),
    };
    let request = dashboard::Request::parse(&release.catalog, "", "");
    let made = dashboard::view(&release, &request);
    let marks = vec![(Sample::Hidden, "c".into(), "oculto para proteger".into())];
    View {
        heading: "Personas acreditadas".into(),
        mark: mark.map(Into::into),
        banner: mark.map(|mark| format!("{mark}: nadie existe.")),
        figures: vec![figure],
        footer: Footer {
            marks: (String::new(), marks),
            ..made.footer.clone()
        },
        frame: Frame::clone(&made.frame),
        ..made
    }
}
