//! Prints a page as plain text, for the tests.

use std::fmt::Write;

use crate::testing::drawing;
use crate::view::{
    Answer, Answers, Bar, Body, Chart, Choice, ColourClass, Figure, Flow, FlowSide, Footer, Front,
    Grid, Link, Map, Mark, Number, Question, View,
};

/// Prints a page without the addresses of its choices, which [`crate::whole`] follows.
pub fn print(view: &View) -> String {
    let mut lines = vec![
        format!("title: {}", view.document_title),
        format!("# {}", view.heading),
        view.lede.clone(),
    ];
    lines.extend(view.banner.iter().map(|banner| format!("banner: {banner}")));
    lines.push(format!("pages: {}", choices(&view.navigation)));
    for (_, other) in &view.other_languages {
        lines.push(format!("other language: {}", link(other)));
    }
    for notice in &view.notices {
        lines.push(format!("notice: {notice}"));
    }
    if let Some(front) = &view.front {
        lines.extend(headlines(front));
    }
    lines.extend(view.bar.iter().map(bar));
    if let Some(dead_end) = &view.dead_end {
        lines.push(format!("dead end: {}", dead_end.reason));
        lines.extend(dead_end.relaxations.iter().map(offer));
    }
    lines.push(format!("summary: {}", view.summary));
    if let Some(hidden) = &view.hidden {
        lines.push(format!("hidden: {} {}", hidden.sentence, hidden.why));
    }
    let contents: Vec<&str> = view.contents.iter().map(|one| one.label.as_str()).collect();
    if !contents.is_empty() {
        lines.push(format!("contents: {}", contents.join(" | ")));
    }
    for shown in &view.figures {
        lines.push(format!("\n{}", figure(shown)));
    }
    if let Some(unanswered) = &view.unanswered {
        lines.push(format!("\n## {}", unanswered.heading));
        lines.extend(unanswered.note.clone());
        for group in &unanswered.groups {
            lines.push(format!("{}: {}.", group.titles, group.reason));
            lines.extend(group.relaxations.iter().map(offer));
        }
    }
    for door in view.front.iter().flat_map(|front| &front.doors) {
        let question = door.question.as_deref().unwrap_or_default();
        let words = [question, &door.answer, &door.detail];
        lines.push(format!(
            "door: {}: {}",
            link(&door.link),
            words.join(" ").trim()
        ));
    }
    lines.extend(footer(&view.footer));
    lines.join("\n") + "\n"
}

fn headlines(front: &Front) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((name, logo)) = &front.institution {
        lines.push(format!(
            "institution: {name} {}",
            logo.as_deref().unwrap_or_default()
        ));
    }
    let story: String = front
        .story
        .iter()
        .map(|words| words.text.as_str())
        .collect();
    lines.push(format!("story: {story}"));
    lines.push(format!("notes: {}", front.notes.join(" ")));
    lines.push(format!("release: {}", front.release));
    if let Some(people) = &front.people {
        let rows: Vec<&str> = people
            .rows
            .iter()
            .map(|(_, dots)| dots.says.as_str())
            .collect();
        lines.push(format!(
            "people: {}: {} {}",
            people.heading,
            rows.join(" "),
            people.note
        ));
    }
    for tile in &front.groups {
        lines.push(format!(
            "group: {} = {}: {}",
            link(&tile.link),
            tile.value,
            tile.sentences.join(" ")
        ));
    }
    lines
}

/// Prints the bar of questions.
pub fn bar(bar: &Bar) -> String {
    let mut lines = Vec::new();
    for count in &bar.counts {
        let Number { text, meaning } = &count.number;
        let meaning = meaning.iter().map(|meaning| format!(" ({meaning})"));
        let meaning: String = meaning.collect();
        lines.push(format!("count: {text}{meaning} {}", count.counted));
    }
    let (heading, groups) = &bar.groups;
    if !groups.is_empty() {
        lines.push(format!("{heading}: {}", choices(groups)));
    }
    for question in &bar.questions {
        lines.push(self::question(question));
        let blocks = question.blocks.iter();
        lines.extend(blocks.map(|block| {
            let swap = block.swap.iter().map(|swap| format!(" {}", link(swap)));
            format!("  blocked: {}{}", block.reason, swap.collect::<String>())
        }));
    }
    lines.push(format!("brief: {}", bar.brief));
    lines.extend(
        bar.clear
            .iter()
            .map(|clear| format!("clear: {}", link(clear))),
    );
    let rules = bar.rules.iter().map(|rule| format!(" · {rule}"));
    lines.push(format!("close: {}{}", bar.close, rules.collect::<String>()));
    lines.join("\n")
}

fn question(question: &Question) -> String {
    let button = match &question.button {
        None => String::new(),
        Some(button) if button.set => format!(" [{} / {}]", button.label, button.spoken),
        Some(button) => format!(" ({})", button.label),
    };
    let answers = match &question.answers {
        Answers::Range { single, ends } => {
            let mut parts = vec![format!("○ {}", self::answers(single))];
            for select in ends {
                parts.push(format!("{}: {}", select.label, choices(&select.choices)));
            }
            parts.join("; ")
        }
        Answers::Several(answers) => format!("☐ {}", self::answers(answers)),
        Answers::One(answers) => format!("○ {}", self::answers(answers)),
    };
    format!("{}{button} {answers}", question.name)
}

/// Prints answers as [`choices`], with their depth and their numbers, and without reasons.
fn answers(answers: &[Answer]) -> String {
    let mut texts = Vec::new();
    for answer in answers {
        let label = &answer.choice.link.label;
        let label = match (answer.choice.selected, &answer.choice.unavailable) {
            (true, _) => format!("[{label}]"),
            (false, Some(_)) => format!("{{{label}}}"),
            (false, None) => label.clone(),
        };
        let count = answer.count.iter().map(|count| format!(" {}", count.text));
        let indent = "–".repeat(answer.depth);
        texts.push(format!("{indent}{label}{}", count.collect::<String>()));
    }
    texts.join(" | ")
}

fn offer(relaxation: &Link) -> String {
    format!("offer: {}", link(relaxation))
}

fn footer(footer: &Footer) -> Vec<String> {
    let mut lines = Vec::new();
    for (sample, sign, meaning) in &footer.marks.1 {
        lines.push(format!("{}: {sample:?} {sign}: {meaning}", footer.marks.0));
    }
    for (heading, sentence) in [&footer.caveat, &footer.release] {
        lines.push(format!("{heading}: {sentence}"));
    }
    lines.extend(footer.pages.iter().map(link));
    let (heading, contacts) = &footer.help;
    for contact in contacts {
        lines.push(format!("{heading}: {}", link(contact)));
    }
    lines
}

/// Prints one figure.
pub fn figure(figure: &Figure) -> String {
    let finding = figure
        .finding
        .as_ref()
        .map_or_else(String::new, |finding| format!("finding: {finding}\n"));
    let mut text = format!(
        "## {} ({})\n{finding}{}\n",
        figure.title, figure.id, figure.subtitle
    );
    let mut line = |line: String| writeln!(text, "{line}").unwrap();
    match &figure.body {
        Body::Drawing(drawing) => line(drawing::drawing(drawing)),
        Body::Chart(chart) => line(self::chart(chart)),
        Body::Map(map) => line(self::map(map)),
        Body::Flow(flow) => line(self::flow(flow)),
        Body::Heat(heat) => {
            let legend: Vec<&str> = heat
                .legend
                .iter()
                .map(|(_, words)| words.as_str())
                .collect();
            line(format!(
                "Heat map: {}\nlegend: {}",
                grid(&heat.grid),
                legend.join(" | ")
            ));
        }
        Body::Table(table) => line(format!("Table: {}", grid(table))),
        Body::Missing(reason) => line(reason.clone()),
        Body::Unanswered {
            reason,
            relaxations,
        } => {
            line(reason.clone());
            relaxations.iter().for_each(|link| line(offer(link)));
        }
    }
    figure
        .notes
        .iter()
        .for_each(|note| line(format!("note: {note}")));
    figure.folded.iter().for_each(|folded| {
        line(format!(
            "folded: {} {}",
            folded.sentence,
            link(&folded.toggle)
        ))
    });
    line(format!("shapes: {}", choices(&figure.shapes)));
    if !figure.grains.is_empty() {
        line(format!("grains: {}", choices(&figure.grains)));
    }
    line(format!("definition: {}", figure.definitions.join(" ")));
    write!(text, "source: {}", figure.source).unwrap();
    text
}

fn chart(chart: &Chart) -> String {
    let mut text = format!("{:?}: {}", chart.kind, chart.description);
    for (at, category) in chart.categories.iter().enumerate() {
        let marks: Vec<&Mark> = chart
            .series
            .iter()
            .map(|series| &series.marks[at])
            .collect();
        let labels: Vec<&str> = marks.iter().map(|mark| mark.label.as_str()).collect();
        let href = marks[0]
            .href
            .as_ref()
            .map_or_else(String::new, |href| format!(" → {href}"));
        write!(text, "\n{category} | {}{href}", labels.join(" | ")).unwrap();
    }
    text
}

fn map(map: &Map) -> String {
    let mut text = format!("Map of {:?}: {}", map.atlas, map.description);
    for area in &map.areas {
        let href = area
            .href
            .as_ref()
            .map_or_else(String::new, |href| format!(" → {href}"));
        write!(
            text,
            "\n{} | {:?} {}{href}",
            area.outlines.join("+"),
            area.colour,
            area.label
        )
        .unwrap();
    }
    let legend: Vec<String> = map
        .legend
        .iter()
        .map(|(colour, words)| format!("{colour:?} {words}"))
        .collect();
    write!(text, "\nlegend: {}", legend.join(" | ")).unwrap();
    map.elsewhere
        .iter()
        .for_each(|words| write!(text, "\n{words}").unwrap());
    text
}

fn flow(flow: &Flow) -> String {
    let mut text = format!("Flow: {}", flow.description);
    for FlowSide { head, nodes } in &flow.sides {
        write!(text, "\n{head}:").unwrap();
        for node in nodes {
            let href = node
                .href
                .as_ref()
                .map_or_else(String::new, |href| format!(" → {href}"));
            let rest = if node.residual.is_some() { " ▨" } else { "" };
            write!(text, "\n{} | {}{rest}{href}", node.label, node.text).unwrap();
        }
    }
    flow.bands
        .iter()
        .for_each(|band| write!(text, "\n{}", band.label).unwrap());
    let legend: Vec<&str> = flow
        .legend
        .iter()
        .map(|(_, words)| words.as_str())
        .collect();
    write!(
        text,
        "\nlegend: {}\n{}: {}",
        legend.join(" | "),
        flow.table.0,
        grid(&flow.table.1)
    )
    .unwrap();
    text
}

fn grid(grid: &Grid) -> String {
    let mut text = format!("{}\n{}", grid.caption, grid.columns.join(" | "));
    for row in &grid.rows {
        let head = format!(
            "{}{}{}",
            "  ".repeat(row.depth),
            if row.total { "= " } else { "" },
            row.head
        );
        let cells = row
            .cells
            .iter()
            .map(|cell| match (&cell.colour, &cell.meaning) {
                (Some(ColourClass::Class(class)), _) => format!("{}░{class}", cell.text),
                (Some(ColourClass::Hidden), _) => format!("{}▨", cell.text),
                (_, Some(meaning)) => format!("{} ({meaning})", cell.text),
                (_, None) => cell.text.clone(),
            });
        let cells: Vec<String> = std::iter::once(head).chain(cells).collect();
        let href = row
            .href
            .as_ref()
            .map_or_else(String::new, |href| format!(" → {href}"));
        write!(text, "\n{}{href}", cells.join(" | ")).unwrap();
    }
    text
}

/// Prints choices: the selected one in brackets, unavailable ones in braces.
fn choices(choices: &[Choice]) -> String {
    let choice = |choice: &Choice| match (choice.selected, &choice.unavailable) {
        (true, _) => format!("[{}]", choice.link.label),
        (false, Some(reason)) => format!("{{{}: {reason}}}", choice.link.label),
        (false, None) => choice.link.label.clone(),
    };
    choices.iter().map(choice).collect::<Vec<_>>().join(" | ")
}

fn link(link: &Link) -> String {
    format!("{} → {}", link.label, link.href)
}
