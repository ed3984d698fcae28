//! Writes a draft as TOML, with comments where a person has to decide. It quotes no count of the records.

use std::fmt::Write;

use crate::{
    categories::{Categories, Category, OTHER, OTHER_TEXTS, UNKNOWN},
    look::MARKS,
    model::{Dimension, Draft, Kind, SEPARATE, Source},
    not_known::NOT_KNOWN,
};

/// Ages that are proposed, whatever the records hold.
const AGES: &str = r#"  { code = "MIN", es = "Menores de edad (0–17)", en = "Minors (0–17)" },
  { code = "0_11", es = "Niñez (0–11)", en = "Children (0–11)", parent = "MIN", from = 0, to = 11 },
  { code = "12_17", es = "Adolescencia (12–17)", en = "Adolescents (12–17)", parent = "MIN", from = 12, to = 17 },
  { code = "ADU", es = "Mayores de edad (18 y más)", en = "Adults (18 and over)" },
  { code = "18_24", es = "18–24", en = "18–24", parent = "ADU", from = 18, to = 24 },
  { code = "25_34", es = "25–34", en = "25–34", parent = "ADU", from = 25, to = 34 },
  { code = "35_49", es = "35–49", en = "35–49", parent = "ADU", from = 35, to = 49 },
  { code = "50_64", es = "50–64", en = "50–64", parent = "ADU", from = 50, to = 64 },
  { code = "65P", es = "65 y más", en = "65 and over", parent = "ADU", from = 65 },
"#;

/// The first line of every draft.
pub const FIRST_LINE: &str =
    "# A codebook that tablero drafted. Lines with TODO are for you to write or to confirm.";

/// Writes a draft as a codebook.
pub fn write(draft: &Draft) -> String {
    let mut text = format!(
        "{FIRST_LINE}\n# Answers that occur less than {} times do not stand here: they are counted with others.\n",
        draft.threshold
    );
    text += &write_head(draft);
    text += &write_time(draft);
    text += &write_records(draft);
    if draft.sources.len() > 1 {
        text += &format!("\n# TODO: {SEPARATE}\n");
    }
    for source in &draft.sources {
        text += &write_source(source);
    }
    text += &write_measure(draft);
    for dimension in &draft.dimensions {
        text += &write_dimension(dimension, draft);
    }
    text += &write_tables(draft);
    text
}

fn write_head(draft: &Draft) -> String {
    format!(
        r#"
format = 1
id = "registro"
release = "{last}-12"   # TODO: the name of this release
threshold = {threshold}

# TODO: title, opening words, publisher and caveat
title = {{ es = "Registro", en = "Register" }}
heading = {{ es = "Personas registradas", en = "Persons registered" }}
lede = {{ es = "Personas que constan en el registro.", en = "Persons who are in the register." }}
publisher = {{ es = "Institución", en = "Institution" }}
caveat = {{ es = "Son personas registradas, y no todas las que hay.", en = "These are persons registered, not all there are." }}
"#,
        last = draft.years.last,
        threshold = draft.threshold,
    )
}

fn write_time(draft: &Draft) -> String {
    let mut text = format!(
        r#"
[time]
id = "anio"
label = {{ es = "Año", en = "Year" }}
first = {}
last = {}
"#,
        draft.years.first, draft.years.last
    );
    if draft.years.outside > 0 {
        text += "# Earlier and later years have too few persons: their rows are set aside.\n";
    }
    if !draft.years.are_single {
        text += "# Single years have too few persons: all years are counted together.\nfinest = \"all\"\n";
    }
    text
}

fn write_records(draft: &Draft) -> String {
    let labels = draft
        .dimensions
        .iter()
        .filter_map(|dimension| match &dimension.kind {
            Kind::Code(categories) | Kind::Multi(_, categories) => Some(categories),
            Kind::Age { .. } | Kind::Mark => None,
        });
    let mut texts = labels
        .flat_map(|categories| &categories.all)
        .flat_map(Category::texts);
    let listed: Vec<String> = texts
        .by_ref()
        .map(codebook::notation::spelling::fold)
        .collect();
    let missing = NOT_KNOWN
        .into_iter()
        .filter(|text| !listed.contains(&codebook::notation::spelling::fold(text)));
    format!(
        "\n[records]\ndates = {}\nmissing = {}\n# What no category lists becomes “not known”, and a row without a date is set \
         aside.\nunsettled = \"unknown\"\n",
        list(draft.notations.iter().map(String::as_str)),
        list(missing)
    )
}

fn write_source(source: &Source) -> String {
    let mut text = format!("\n[[source]]\nid = {}\n", quote(&source.id));
    let mut line = |key: &str, value: String| {
        let _ = writeln!(text, "{key} = {value}");
    };
    if !source.files.is_empty() {
        line("files", list(source.files.iter().map(String::as_str)));
    }
    if let Some(header) = source.header {
        line("header", header.to_string());
    }
    if !source.lacks.is_empty() {
        line("lacks", list(source.lacks.iter().map(String::as_str)));
    }
    if !source.drop.is_empty() {
        text += "drop = [\n";
        for dropped in &source.drop {
            let _ = writeln!(
                text,
                "  {},   # {}",
                quote(&dropped.name),
                dropped.why.reason()
            );
        }
        text += "]\n";
    }
    text
}

fn write_measure(draft: &Draft) -> String {
    format!(
        r#"
[[measure]]
id = "personas"
label = {{ es = "Personas", en = "Persons" }}
definition = {{ es = "Personas registradas, en el año de su fecha.", en = "Persons registered, in the year of their date." }}   # TODO
unit = {{ es = "personas", en = "persons" }}
date = {}
"#,
        quote(&draft.date)
    )
}

fn write_dimension(dimension: &Dimension, draft: &Draft) -> String {
    let Dimension {
        id,
        column,
        es,
        en,
        is_translated,
        kind,
    } = dimension;
    let todo = if *is_translated {
        ""
    } else {
        "   # TODO: translate"
    };
    let mut text = format!(
        "\n[[dimension]]\nid = {}\nlabel = {{ es = {}, en = {} }}{todo}\ncolumn = {}\n",
        quote(id),
        quote(es),
        quote(en),
        quote(column)
    );
    match kind {
        Kind::Age { birth } => {
            text += "kind = \"age\"\n";
            if let Some(birth) = birth {
                let _ = writeln!(
                    text,
                    "birth = {}\non = {}",
                    quote(birth),
                    quote(&draft.date)
                );
            }
            text += "categories = [\n";
            text += AGES;
        }
        Kind::Mark => text += &write_mark(),
        Kind::Code(categories) => text += &write_categories(categories),
        Kind::Multi(separator, categories) => {
            let _ = writeln!(text, "kind = \"multi\"\nseparator = {}", quote(separator));
            text += &write_categories(categories);
        }
    }
    let (es, en) = match kind {
        Kind::Mark => ("Sin marca", "Not marked"),
        _ => ("Sin información", "Not stated"),
    };
    let _ = writeln!(
        text,
        "  {{ code = \"{UNKNOWN}\", es = \"{es}\", en = \"{en}\", unknown = true }},\n]"
    );
    text
}

/// Writes the category of rows with a mark. A codebook cannot join several columns of marks to one dimension.
fn write_mark() -> String {
    let marks = list(MARKS.into_iter());
    format!(
        "# A column of marks: it stays a dimension of its own, because marks cannot be joined to one dimension yet.\ncategories = \
         [\n  {{ code = \"M\", es = \"Con marca\", en = \"Marked\", verbatim = {marks} }},\n"
    )
}

fn write_categories(categories: &Categories) -> String {
    let mut text = String::new();
    if categories.are_places {
        text += "role = \"geo\"\n";
    }
    if categories.is_ordered {
        text += "ordered = true\n";
    }
    if !categories.source.is_empty() {
        let _ = writeln!(text, "source = {}", quote(&categories.source));
    }
    if categories.folded > 0 {
        let _ = writeln!(
            text,
            "otherwise = \"{OTHER}\"   # answers that are too rare to stand here"
        );
    }
    if categories
        .all
        .iter()
        .any(|category| !category.is_translated)
    {
        text += "# TODO: confirm and translate the labels of these categories\n";
    }
    text += "categories = [\n";
    for category in &categories.all {
        let Category {
            code,
            es,
            en,
            spellings,
            place,
            ..
        } = category;
        let _ = write!(
            text,
            "  {{ code = {}, es = {}, en = {}",
            quote(code),
            quote(es),
            quote(en)
        );
        if !spellings.is_empty() {
            let _ = write!(
                text,
                ", verbatim = {}",
                list(spellings.iter().map(String::as_str))
            );
        }
        if let Some((key, place)) = place {
            let _ = write!(text, ", map = {{ {key} = {} }}", quote(place));
        }
        text += " },\n";
    }
    if categories.folded > 0 {
        let _ = writeln!(
            text,
            "  {{ code = \"{OTHER}\", es = {}, en = {}, other = true, verbatim = {} }},",
            quote(OTHER_TEXTS[0]),
            quote(OTHER_TEXTS[1]),
            list(OTHER_TEXTS[2..].iter().copied())
        );
    }
    text
}

impl Category {
    /// All texts that mean the category.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let own = [&self.code, &self.es, &self.en].into_iter();
        own.chain(&self.spellings).map(String::as_str)
    }
}

fn write_tables(draft: &Draft) -> String {
    let ids: Vec<&str> = draft
        .dimensions
        .iter()
        .map(|dimension| &*dimension.id)
        .collect();
    let pairs = || draft.pairs.iter().map(String::as_str);
    let mut text = String::new();
    if !draft.pairs.is_empty() {
        let _ = write!(text, "\n[tables]\npairs = {}\n", list(pairs()));
    }
    if draft.years.are_single {
        let shown = if draft.pairs.is_empty() {
            list(ids.iter().copied().take(1))
        } else {
            list(pairs())
        };
        let _ = write!(
            text,
            r#"
[[section]]
id = "por_ano"
slug = {{ es = "por-ano", en = "by-year" }}
title = {{ es = "Por año", en = "By year" }}
lede = {{ es = "Personas registradas cada año.", en = "Persons registered each year." }}
layout = "series"
measures = ["personas"]
dimensions = {shown}
filters = {}
"#,
            list(pairs())
        );
    }
    let _ = write!(
        text,
        r#"
[[section]]
id = "perfil"
slug = {{ es = "personas", en = "persons" }}
title = {{ es = "Personas", en = "Persons" }}
lede = {{ es = "Quiénes son las personas registradas.", en = "Who the persons registered are." }}
layout = "profile"
measures = ["personas"]
dimensions = {}
filters = {}

[[headline]]
label = {{ es = "Personas registradas", en = "Persons registered" }}
measure = "personas"
"#,
        list(ids.iter().copied()),
        list(pairs())
    );
    text
}

/// A list of texts.
fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(quote).collect::<Vec<_>>().join(", "))
}

/// A text in quotation marks, as TOML has it.
fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
