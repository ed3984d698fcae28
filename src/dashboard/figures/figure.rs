//! Makes the figures of a plan: numbers as a chart, a map or a table, with titles, notes and switches.

use cube::Dimension;

use crate::context::Context;
use crate::figures::classes::Classes;
use crate::figures::panel::{self, Panel};
use crate::figures::sheet::{self, Sheet};
use crate::figures::title::{definitions, shared_subtitle, subtitle, title};
use crate::figures::{chart, drawn, finding, flow, heat, map, remark};
use crate::numbers::{FormattedNumber, Matrix, Numbers};
use crate::plan::Plan;
use crate::query::{AGAINST, Grain, Shape, Show};
use crate::view::drawing::Drawing;
use crate::view::{Body, Figure, Place, Reach, Selection};
use crate::{controls, words};

/// Makes the figures of a plan: one, or one for each of two compared selections, with the same scale.
pub fn figures(page: &Context, plan: &Plan) -> Vec<Figure> {
    let other = page.query.swapped();
    let panels = panel::panels(page, plan, other.as_ref());
    if let Some(figure) = compared(plan, &panels) {
        return vec![figure];
    }
    let scales = Scales {
        classes: classes(plan, &panels),
        persons: persons(&panels),
        largest: panels
            .iter()
            .filter_map(|panel| panel.numbers.as_ref())
            .map(drawn::largest)
            .max()
            .unwrap_or(0),
    };
    let mut figures = Vec::new();
    for panel in &panels {
        figures.push(figure(plan, panel, &scales));
    }
    share_reach(&mut figures);
    figures
}

/// Makes the sheets of a plan's figures that show numbers, each with its figure's id.
pub fn sheets(page: &Context, plan: &Plan) -> Vec<(String, Sheet)> {
    let other = page.query.swapped();
    let panels = panel::panels(page, plan, other.as_ref());
    let figures = figures(page, plan);
    let mut sheets = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let (Some(panel), true) = (panels.get(at), figure.has_numbers) else {
            continue;
        };
        let both = match &panels[..] {
            [one, other] if figures.len() == 1 => side_by_side(one, other),
            _ => panel.numbers.as_ref().map(|numbers| numbers.matrix.clone()),
        };
        let sheet = both.map(|matrix| sheet::sheet(&panel.context, figure, &matrix));
        sheets.extend(sheet.map(|sheet| (figure.id.clone(), sheet)));
    }
    sheets
}

/// Puts the numbers of two selections side by side.
fn side_by_side(one: &Panel, other: &Panel) -> Option<Matrix> {
    let matrices = [one.numbers.as_ref()?, other.numbers.as_ref()?].map(|side| &side.matrix);
    let names = [one, other].map(|panel| panel.context.side().unwrap_or_default());
    let both = matrices[0].clone().with_columns_of(matrices[1]);
    Some(both.with_column_names(names))
}

/// Makes one figure of two compared selections, if both are drawn on one scale.
fn compared(plan: &Plan, panels: &[Panel]) -> Option<Figure> {
    let [one, other] = panels else { return None };
    let (context, numbers) = (&one.context, one.numbers.as_ref()?);
    if !drawn::is_compared(&plan.form, numbers, context.show) {
        return None;
    }
    let sides = [(one, numbers), (other, other.numbers.as_ref()?)];
    let sides = sides.map(|(panel, numbers)| drawn::Side {
        name: panel.context.side().unwrap_or_default(),
        context: panel.context,
        numbers,
    });
    let bases = sides.each_ref().map(|side| side.numbers.matrix.base());
    let pairs = drawn::pairs(&plan.form, sides);
    let has_thick = pairs.rows.iter().any(|row| row.differ);
    let body = Body::Drawing(Box::new(Drawing::Pairs(pairs)));
    let mut notes = remark::remarks(context, plan, &body, None);
    let overlapping = plan
        .form
        .dimension()
        .is_some_and(|dimension| dimension.multi_response);
    if overlapping {
        notes.push(words::figure::OVERLAPPING.text(context.lang()));
    }
    match words::drawing::bases(context.lang(), bases, overlapping, has_thick) {
        Some(bases) => notes.push(bases),
        None if overlapping && bases == [None, None] => {
            notes.push(words::show::NO_KNOWN_BASE.text(context.lang()));
        }
        None => {}
    }
    let source = context.catalog().source.get(context.lang());
    Some(Figure {
        id: plan.id.clone(),
        selection: Selection::Both,
        place: Place::default(),
        title: title(context, plan, Selection::Both),
        finding: None,
        subtitle: shared_subtitle(context, &plan.form),
        shapes: controls::shapes(context, plan, Some(numbers)),
        grains: controls::grains(context, plan, numbers),
        folded: controls::folded(context, plan, numbers),
        definitions: definitions(context, &plan.form),
        notes,
        source: words::figure::source(context.lang(), source, &context.catalog().release),
        own: None,
        has_numbers: true,
        files: None,
        circles: None,
        body,
    })
}

/// Makes all charts cover the same range of numbers.
fn share_reach(figures: &mut [Figure]) {
    let mut common: Option<Reach> = None;
    for figure in figures.iter() {
        if let Body::Chart(chart) = &figure.body {
            let own = chart.reach();
            common = Some(common.map_or(own, |reach| reach.and(own)));
        }
    }
    for figure in figures {
        if let (Body::Chart(chart), Some(reach)) = (&mut figure.body, common) {
            chart.reach = reach;
        }
    }
}

/// The scales that all panels of a figure share.
struct Scales {
    /// The classes of colours.
    classes: Classes,
    /// The number of persons that is as high as a flow.
    persons: u64,
    /// The largest published number.
    largest: u64,
}

/// Returns the number of persons in the largest flow of all panels.
fn persons(panels: &[Panel]) -> u64 {
    let mut most = 0;
    for panel in panels {
        if let Some(numbers) = &panel.numbers
            && numbers.shapes.1 == Shape::Flow
        {
            most = flow::persons(&panel.context, numbers).max(most);
        }
    }
    most
}

/// Classifies the coloured numbers of all panels together.
fn classes(plan: &Plan, panels: &[Panel]) -> Classes {
    let mut shown: Vec<FormattedNumber> = Vec::new();
    for panel in panels {
        if let Some(numbers) = &panel.numbers {
            shown.extend(coloured_numbers(plan, &panel.context, numbers));
        }
    }
    Classes::from_numbers(shown.iter())
}

fn coloured_numbers(plan: &Plan, context: &Context, numbers: &Numbers) -> Vec<FormattedNumber> {
    let map = plan.form.atlas().zip(plan.form.dimension());
    match (numbers.shapes.1, map) {
        (Shape::Heat, _) => heat::shaded_numbers(context, &plan.form, numbers),
        (Shape::Map, Some((atlas, dimension))) => {
            map::placed_numbers(context, atlas, dimension, numbers)
        }
        _ => vec![],
    }
}

/// Decides whether a figure that opens with groups shows what is in them as well: then the detail alone would say less.
fn shows_parts(context: &Context, plan: &Plan, body: &Body, numbers: &Numbers) -> bool {
    let Body::Drawing(drawing) = body else {
        return false;
    };
    let has_many = |dimension: &Dimension| dimension.multi_response;
    matches!(**drawing, Drawing::Bars(_) | Drawing::Strip(_))
        && numbers.grain() == Grain::Groups
        && !numbers.rolled_up
        && !plan.form.dimension().is_some_and(has_many)
        && context.show == Show::Count
        && context.query.display(&plan.id).grain.is_none()
}

/// Makes the figure of one panel.
fn figure(plan: &Plan, panel: &Panel, scales: &Scales) -> Figure {
    let numbers = panel.numbers.as_ref();
    // The title of a figure without numbers names all years of the query.
    let context = &Context {
        settled: panel.context.settled.filter(|_| numbers.is_some()),
        ..panel.context
    };
    let title = title(context, plan, panel.selection);
    let subtitle = subtitle(context, &plan.form);
    let finding = numbers.and_then(|numbers| finding::finding(context, &plan.form, numbers));
    let named = finding.as_ref().map_or(&[][..], |finding| &finding.named);
    let body = match numbers {
        None if panel.answers.is_some() => {
            Body::Missing(words::relaxation::TABLE_MISSING.text(context.lang()))
        }
        None => controls::unanswered(context, plan),
        Some(numbers) => body(
            context,
            plan,
            &format!("{title}. {subtitle}"),
            (numbers, named),
            scales,
        ),
    };
    let is_drawn = matches!(
        body,
        Body::Drawing(_) | Body::Chart(_) | Body::Flow(_) | Body::Heat(_)
    );
    let drawn = numbers.filter(|_| is_drawn);
    // What is drawn together is named there.
    let is_named = matches!(body, Body::Drawing(_))
        && numbers.is_some_and(|numbers| drawn::adds_up(context, &plan.form, numbers));
    let id = if panel.selection == Selection::Other {
        format!("{AGAINST}-{}", plan.id)
    } else {
        plan.id.clone()
    };
    let source = context.catalog().source.get(context.lang());
    Figure {
        id,
        selection: panel.selection,
        title,
        place: Place::default(),
        finding: finding.map(|finding| finding.sentence),
        subtitle,
        shapes: controls::shapes(context, plan, numbers),
        grains: drawn
            .filter(|numbers| !shows_parts(context, plan, &body, numbers))
            .map(|numbers| controls::grains(context, plan, numbers))
            .unwrap_or_default(),
        folded: drawn
            .filter(|_| !is_named)
            .and_then(|numbers| controls::folded(context, plan, numbers)),
        definitions: definitions(context, &plan.form),
        notes: remark::remarks(context, plan, &body, numbers),
        source: words::figure::source(context.lang(), source, &context.catalog().release),
        own: None,
        has_numbers: numbers.is_some(),
        files: None,
        circles: numbers
            .filter(|_| matches!(&body, Body::Drawing(one) if matches!(**one, Drawing::Bars(_))))
            .and_then(|numbers| {
                let map = plan.form.atlas().zip(plan.form.dimension())?;
                map::circles(context, map, &numbers.matrix)
            }),
        body,
    }
}

/// Draws the numbers in the shape that is shown.
fn body(
    context: &Context,
    plan: &Plan,
    caption: &str,
    (numbers, named): (&Numbers, &[String]),
    scales: &Scales,
) -> Body {
    let form = &plan.form;
    if let Some(drawing) = drawn::drawing(context, form, numbers, named, scales.largest) {
        return Body::Drawing(Box::new(drawing));
    }
    let chart = || chart::chart(context, form, caption, numbers);
    let table = || numbers.matrix.grid(context, caption.into());
    match (numbers.shapes.1, form.atlas().zip(form.dimension())) {
        (Shape::Table, _) => Body::Table(table()),
        (Shape::Heat, _) => {
            let heat = heat::heat(context, form, caption.into(), numbers, &scales.classes);
            Body::Heat(Box::new(heat))
        }
        (Shape::Flow, _) => {
            let heads = [form.by(), form.dimension()]
                .map(|side| side.map_or_else(String::new, |side| context.text(&side.label)));
            let alternative = (chart().description, table());
            let flow = flow::flow(context, heads, alternative, numbers, scales.persons);
            Body::Flow(Box::new(flow))
        }
        (Shape::Map, Some(place)) => {
            let description = chart().description;
            let map = map::map(
                context,
                place,
                description,
                &numbers.matrix,
                &scales.classes,
            );
            Body::Map(Box::new(map))
        }
        (Shape::Chart | Shape::Stacked | Shape::Mirror | Shape::Map, _) => {
            Body::Chart(Box::new(chart()))
        }
    }
}
