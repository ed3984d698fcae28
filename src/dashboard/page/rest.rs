//! Makes what surrounds the figures: the note on hidden values, the contents, and the list of unanswered figures.

use crate::context::Context;
use crate::page::summary::count_hidden;
use crate::query::AGAINST;
use crate::view::{
    Body, Entry, Figure, Groups, HiddenNote, Link, Selection, Unanswered, UnansweredGroup,
};
use crate::words;

/// The contents are left out of a page with fewer figures.
const FEWEST: usize = 3;
/// The id of the heading above unanswered figures.
const UNANSWERED: &str = "unanswered";

/// Counts the hidden values of the figures and explains them; `None` if there are none.
pub fn hidden_note(
    context: &Context,
    figures: &[Figure],
    groups: Option<&Groups>,
) -> Option<HiddenNote> {
    let lang = context.lang();
    let tiles = groups.into_iter().flat_map(|groups| &groups.columns);
    let tiles = tiles.flat_map(|(_, tiles)| tiles);
    let in_groups: usize = tiles.map(|tile| tile.columns.count_hidden()).sum();
    let hidden = in_groups + figures.iter().map(count_hidden).sum::<usize>();
    let languages = &context.catalog().languages;
    let page = |label: words::Phrase, folder: words::Phrase| Link {
        label: label.text(lang),
        href: languages.folder_of(lang, folder),
    };
    Some(HiddenNote {
        sentence: words::mark::hidden_count(lang, hidden)?,
        why: words::mark::WHY.text(lang),
        heading: words::mark::WHAT_IS_HIDDEN.text(lang),
        texts: vec![
            words::mark::WHY_HIDDEN.text(lang),
            words::mark::smallest_published(lang, context.catalog().threshold),
        ],
        marks: words::mark::MARKS.map(|(name, meaning)| (name.text(lang), meaning.text(lang))),
        pages: vec![
            page(words::frame::METHOD, words::frame::METHOD_FOLDER),
            page(words::frame::CHECK, words::frame::CHECK_FOLDER),
        ],
    })
}

/// Takes the figures that no table answers out of a page's figures, and groups them by reason. A figure that may be answered
/// in another shape stays in its place, with the switch that leads there.
pub fn set_apart(context: &Context, figures: Vec<Figure>) -> (Vec<Figure>, Option<Unanswered>) {
    let is_apart = |figure: &Figure| {
        matches!(figure.body, Body::Unanswered { .. }) && figure.shapes.is_empty()
    };
    let (apart, mut in_place): (Vec<Figure>, Vec<Figure>) = figures.into_iter().partition(is_apart);
    for figure in &mut in_place {
        if let Body::Unanswered { reason, .. } = &mut figure.body {
            *reason = words::relaxation::reason_sentence(context.lang(), reason);
        }
    }
    let apart = join_sides(context, apart);
    let (lang, count) = (context.lang(), apart.len());
    let mut groups: Vec<Apart> = Vec::new();
    for figure in apart {
        let same =
            |group: &&mut Apart| group.reason == figure.reason && group.nearest == figure.nearest;
        match groups.iter_mut().find(same) {
            Some(group) => {
                group.ids.extend(figure.ids);
                group.titles.extend(figure.titles);
            }
            None => groups.push(figure),
        }
    }
    let named = |group: Apart| UnansweredGroup {
        figures: group.ids,
        titles: words::join(lang, &words::as_one_sentence(group.titles)),
        reason: group.reason,
        relaxations: group.nearest,
    };
    let is_protected = |group: &Apart| group.reason != words::relaxation::NOT_SETTLED.get(lang);
    let note = groups.iter().any(is_protected);
    let unanswered = (count > 0).then(|| Unanswered {
        count,
        heading: words::relaxation::count_unanswered(lang, count),
        note: note.then(|| words::relaxation::PROTECTED.text(lang)),
        groups: groups.into_iter().map(named).collect(),
    });
    (in_place, unanswered)
}

/// Figures that are not answered for the same reason.
struct Apart {
    ids: Vec<String>,
    titles: Vec<String>,
    reason: String,
    nearest: Vec<Link>,
}

/// Makes one of the two sides of a comparison that are both not answered, with the nearest views of either; two that drop
/// the same look alike, so the first stands for both.
fn join_sides(context: &Context, figures: Vec<Figure>) -> Vec<Apart> {
    let mut joined: Vec<Apart> = Vec::new();
    for figure in figures {
        let Body::Unanswered {
            reason,
            relaxations,
        } = figure.body
        else {
            continue;
        };
        let is_other_side = |one: &&mut Apart| figure.id == format!("{AGAINST}-{}", one.ids[0]);
        match joined.last_mut().filter(is_other_side) {
            Some(one) => {
                one.ids.push(figure.id);
                one.titles = vec![without_side(context, &one.titles[0]).into()];
                for link in relaxations {
                    let is_known =
                        |known: &Link| known.href == link.href || known.label == link.label;
                    if !one.nearest.iter().any(is_known) {
                        one.nearest.push(link);
                    }
                }
            }
            None => joined.push(Apart {
                ids: vec![figure.id],
                titles: vec![figure.title],
                reason,
                nearest: relaxations,
            }),
        }
    }
    joined
}

/// Returns a figure's title without the side of a comparison behind it.
fn without_side<'a>(context: &Context, title: &'a str) -> &'a str {
    let side = context.side().map(|side| format!(" · {side}"));
    side.and_then(|side| title.strip_suffix(&side))
        .unwrap_or(title)
}

/// Lists the figures of a longer page, and where to find the others; the second of two compared figures follows the first.
pub fn contents(
    context: &Context,
    figures: &[Figure],
    unanswered: Option<&Unanswered>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for figure in figures {
        if figure.selection != Selection::Other {
            entries.push(Entry {
                label: without_side(context, &figure.title).into(),
                target: format!("{}-title", figure.id),
            });
        }
    }
    if entries.len() < FEWEST {
        return vec![];
    }
    if let Some(unanswered) = unanswered {
        entries.push(Entry {
            label: words::relaxation::without_data(context.lang(), unanswered.count),
            target: UNANSWERED.into(),
        });
    }
    entries
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::link::Request;
    use crate::testing::sample;
    use crate::view;

    /// Prints what a page says of its figures that are not answered, and its contents.
    fn rest(search: &str) -> String {
        let release = sample::release();
        let request = Request::parse(&release.catalog, "acreditadas", search);
        let view = view(&release, &request);
        let mut lines = Vec::new();
        if let Some(apart) = view.unanswered {
            lines.push(apart.heading);
            lines.extend(apart.note);
            for group in apart.groups {
                lines.push(format!("{}: {}.", group.titles, group.reason));
                let links = group.relaxations.into_iter();
                lines.extend(links.map(|link| format!("{} → {}", link.label, link.href)));
            }
        }
        let entries = view.contents.into_iter().map(|entry| entry.label);
        lines.push(entries.collect::<Vec<_>>().join(" | "));
        lines.join("\n")
    }

    #[test]
    fn what_is_not_answered_is_named_once_with_its_reason() {
        expect![[r#"
            2 gráficos no tienen datos publicados para esta selección
            Lo que falta aquí no se publica, para proteger a las personas.
            Nacionalidad y medios: no se publica para Mujer y Menores de edad.
            Sin el filtro Sexo: Mujer → acreditadas/ninez/
            Sin el filtro Edad: Menores de edad → acreditadas/mujeres/
        "#]]
        .assert_eq(&rest("sexo=F&edad=MIN"));
        expect![[r#"
            2 gráficos no tienen datos publicados para esta selección
            Lo que falta aquí no se publica, para proteger a las personas.
            Nacionalidad y medios: no se publica para Mujer y Menores de edad.
            Sin el filtro Sexo: Mujer → acreditadas/?edad=MIN&contra=sexo.M&v=1
            Sin el filtro Edad: Menores de edad → acreditadas/?sexo=F&contra=sexo.M&v=1
            Sin el filtro Sexo: Hombre → acreditadas/?sexo=F&edad=MIN&contra=sexo._T&v=1
        "#]]
        .assert_eq(&rest("sexo=F&edad=MIN&contra=sexo.M"));
        expect!["Sexo | Edad | Nacionalidad | Medios"].assert_eq(&rest("sexo=F"));
    }
}
