//! Lists the numbers of a written page with the names that stand beside them: of its tables, lists and points.

use crate::html::{Element, Node};

/// A number as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The id of its figure; empty in the tiles of groups.
    pub figure: String,
    /// The name of its row, or its year.
    pub row: String,
    /// The name of its column, side, series or group.
    pub column: Option<String>,
    /// The number: `1 234`, `c`, `43–51`.
    pub text: String,
    /// Why it is no number of the dataset, if it is none.
    pub derived: Option<&'static str>,
}

/// What is hidden by itself and known together.
const TOGETHER: &str = "sum of hidden ones";

/// Lists the numbers of a page.
pub fn read(page: &Element) -> Vec<Shown> {
    let mut numbers = Vec::new();
    for figure in page.all("figure", "") {
        let id = figure.attribute("id");
        let mut found = Vec::new();
        for table in figure.all("table", "") {
            found.extend(read_table(table));
        }
        for list in figure.all("ol", "bars") {
            found.extend(list.all("li", "row").into_iter().flat_map(read_row));
        }
        for item in figure
            .all("ul", "key")
            .iter()
            .flat_map(|key| key.elements())
        {
            found.extend(read_row(item));
        }
        for list in figure.all("ul", "mirror") {
            found.extend(read_mirror(list));
        }
        found.extend(read_points(figure));
        found.extend(read_stacks(figure));
        for number in &mut found {
            number.figure = id.to_owned();
        }
        numbers.extend(found);
    }
    for tile in page.all("section", "tile") {
        let mut found = read_points(tile);
        // Its heading has the number of the last year.
        let heading = tile.first("span", "number").map(Element::seen);
        if let (Some(last), Some(text)) = (found.last().cloned(), heading) {
            found.push(Shown { text, ..last });
        }
        numbers.extend(found);
    }
    numbers
}

fn number(row: &str, column: Option<&str>, text: String) -> Shown {
    Shown {
        figure: String::new(),
        row: row.into(),
        column: column.map(Into::into),
        text,
        derived: None,
    }
}

/// Reads a table by the headings of its rows and columns. A field over several columns is the number of each.
fn read_table(table: &Element) -> Vec<Shown> {
    let heads = table.all("th", "");
    let columns: Vec<String> = heads
        .iter()
        .filter(|head| head.attribute("scope") == "col")
        .map(|head| head.seen())
        .collect();
    let body = table.first("tbody", "").unwrap();
    let mut numbers = Vec::new();
    for row in body.all("tr", "") {
        let head = row.first("th", "").unwrap().seen();
        // The first heading names the rows.
        let mut at = 1;
        for field in row.all("td", "") {
            let span = field.attribute("colspan").parse().unwrap_or(1);
            for column in &columns[at..at + span] {
                numbers.push(number(&head, Some(column), field.seen()));
            }
            at += span;
        }
        assert_eq!(at, columns.len(), "{head}: fields and headings differ");
    }
    numbers
}

/// Reads a row of a list: its name, its number, its share, and the parts of its bar where they are named.
fn read_row(row: &Element) -> Vec<Shown> {
    let Some(name) = row.first("span", "name") else {
        return vec![];
    };
    let is_together = name.first("span", "chip-hidden").is_some();
    let label = name.seen();
    let mut numbers = Vec::new();
    // Those of parts stand further inside.
    let own = |class: &str| row.elements().find(|one| one.has_class(class));
    if let Some(text) = own("number").map(Element::seen) {
        numbers.push(Shown {
            derived: is_together.then_some(TOGETHER),
            ..number(&label, None, text)
        });
    }
    if let Some(share) = own("beside")
        .map(Element::seen)
        .filter(|one| !one.is_empty())
    {
        numbers.push(Shown {
            derived: Some("beside a number"),
            ..number(&label, None, share)
        });
    }
    if let Some(detail) = own("detail") {
        numbers.extend(read_detail(detail));
    }
    numbers
}

/// Reads the parts of a bar: each name stands before its number.
fn read_detail(detail: &Element) -> Vec<Shown> {
    let (mut numbers, mut name, mut is_together) = (Vec::new(), String::new(), false);
    for node in &detail.children {
        match node {
            Node::Text(words) => name.push_str(words),
            Node::Element(element) if element.has_class("chip-hidden") => is_together = true,
            Node::Element(element) if element.has_class("number") => {
                let label = name.trim_start_matches([' ', '·']).trim();
                numbers.push(Shown {
                    derived: is_together.then_some(TOGETHER),
                    ..number(label, None, element.seen())
                });
                (name, is_together) = (String::new(), false);
            }
            Node::Element(element) => name.push_str(&element.seen()),
        }
    }
    numbers
}

/// Reads bars on both sides of the categories.
fn read_mirror(list: &Element) -> Vec<Shown> {
    let (mut sides, mut numbers) = (Vec::new(), Vec::new());
    for row in list.elements() {
        if row.has_class("heads") {
            for side in row.all("span", "side") {
                let text = side.first("span", "number").unwrap().seen();
                let share = side.first("span", "beside").map(Element::seen);
                let whole = side.seen();
                let name = whole.strip_prefix(&text).unwrap_or(&whole);
                let name = name.strip_suffix(share.as_deref().unwrap_or_default());
                let name = name.unwrap_or_default().trim().to_owned();
                numbers.push(number("Total", Some(&name), text));
                sides.push(name);
            }
            continue;
        }
        let name = row.first("span", "name").unwrap();
        let is_together = row.has_class("together");
        for (side, column) in row.all("span", "side").iter().zip(&sides) {
            let shown = side.first("span", "number").map(Element::seen);
            let drawn = || side.first("span", "spoken").unwrap().whole();
            numbers.push(Shown {
                derived: is_together.then_some(TOGETHER),
                ..number(&name.seen(), Some(column), shown.unwrap_or_else(drawn))
            });
        }
    }
    numbers
}

/// Reads points and columns: what they say, "2021, solicitudes: 47. Menos que en 2020 (63).", and what stands beside them.
fn read_points(drawing: &Element) -> Vec<Shown> {
    let points = drawing.find(&|one| one.attributes.contains_key("data-point"));
    let mut numbers = Vec::new();
    for point in points {
        let (name, rest) = point.attribute("aria-label").split_once(": ").unwrap();
        let (year, series) = match name.split_once(", ") {
            Some((year, series)) => (year, Some(series)),
            None => (name, None),
        };
        let said = rest.split_once('.').map_or(rest, |(text, _)| text);
        let is_hidden = ["oculto", "hidden"]
            .iter()
            .any(|word| said.starts_with(word));
        let said = if is_hidden { "c" } else { said };
        numbers.push(number(year, series, said.to_owned()));
        let seen = point.first("text", "value").map(Element::seen);
        numbers.extend(seen.map(|seen| number(year, series, seen)));
    }
    numbers
}

/// Reads bars of years that are divided into the same categories: what is read out, and what stands in the parts.
fn read_stacks(figure: &Element) -> Vec<Shown> {
    let mut names: Vec<(String, String)> = Vec::new();
    for item in figure
        .all("ul", "fills")
        .iter()
        .flat_map(|key| key.elements())
    {
        let fill = item.first("rect", "").map(|rect| rect.attribute("class"));
        names.extend(fill.map(|fill| (fill.to_owned(), item.seen())));
    }
    let mut numbers = Vec::new();
    for row in figure
        .all("ol", "stacks")
        .iter()
        .flat_map(|list| list.all("li", "row"))
    {
        let year = row.first("span", "name").unwrap().seen();
        let mut add = |name: &str, text: String| {
            let fill = names.iter().find(|(_, other)| other == name);
            numbers.push(Shown {
                derived: fill
                    .filter(|(fill, _)| fill == "fill-hidden")
                    .map(|_| TOGETHER),
                ..number(&year, Some(name), text)
            });
        };
        let spoken = row.first("span", "spoken").unwrap().whole();
        for part in spoken.split("; ").filter(|part| !part.is_empty()) {
            let (name, text) = part.rsplit_once(": ").unwrap();
            add(name, text.to_owned());
        }
        for text in row.all("text", "within") {
            let class = text.attribute("class").trim_start_matches("within ");
            let (_, name) = names.iter().find(|(fill, _)| fill == class).unwrap();
            add(name, text.seen());
        }
    }
    numbers
}
