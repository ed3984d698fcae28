//! Makes what surrounds the figures: the note on hidden values, the contents, and the list of unanswered figures.

use crate::context::Context;
use crate::page::summary::count_hidden;
use crate::view::{Body, Entry, Figure, HiddenNote, Link, Selection, Unanswered, UnansweredGroup};
use crate::words;

/// The contents are left out of a page with fewer figures.
const FEWEST: usize = 3;
/// The id of the heading above unanswered figures.
const UNANSWERED: &str = "unanswered";

/// Counts the hidden values of the figures and explains them; `None` if there are none.
pub fn hidden_note(context: &Context, figures: &[Figure]) -> Option<HiddenNote> {
    let lang = context.lang();
    let hidden = figures.iter().map(count_hidden).sum();
    let page = |label: words::Phrase, folder: words::Phrase| Link {
        label: label.text(lang),
        href: folder.text(lang),
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
    let lang = context.lang();
    let mut answered = Vec::new();
    let mut apart = Vec::new();
    for figure in figures {
        match figure.body {
            Body::Unanswered {
                reason,
                relaxations,
            } if figure.shapes.is_empty() => {
                apart.push((figure.id, figure.title, reason, relaxations))
            }
            _ => answered.push(figure),
        }
    }
    let count = apart.len();
    let mut groups: Vec<(UnansweredGroup, Vec<String>)> = Vec::new();
    for (id, title, reason, relaxations) in apart {
        let same = |(group, _): &&mut (UnansweredGroup, Vec<String>)| {
            group.reason == reason && group.relaxations == relaxations
        };
        match groups.iter_mut().find(same) {
            Some((group, titles)) => {
                group.figures.push(id);
                titles.push(title);
            }
            None => groups.push((
                UnansweredGroup {
                    figures: vec![id],
                    titles: String::new(),
                    reason,
                    relaxations,
                },
                vec![title],
            )),
        }
    }
    let named = |(group, titles): (UnansweredGroup, Vec<String>)| UnansweredGroup {
        titles: words::join(lang, &words::as_one_sentence(titles)),
        ..group
    };
    let unanswered = (count > 0).then(|| Unanswered {
        heading: words::relaxation::count_unanswered(lang, count),
        groups: groups.into_iter().map(named).collect(),
    });
    (answered, unanswered)
}

/// Lists the figures of a longer page, and where to find the others; the second of two compared figures follows the first.
pub fn contents(
    context: &Context,
    figures: &[Figure],
    unanswered: Option<&Unanswered>,
) -> Vec<Entry> {
    let side = context.side().map(|side| format!(" · {side}"));
    let mut entries = Vec::new();
    for figure in figures {
        if figure.selection != Selection::Other {
            let title = figure.title.as_str();
            let label = side.as_ref().and_then(|side| title.strip_suffix(side));
            entries.push(Entry {
                label: label.unwrap_or(title).into(),
                target: format!("{}-title", figure.id),
            });
        }
    }
    if entries.len() < FEWEST {
        return vec![];
    }
    if let Some(unanswered) = unanswered {
        let count = unanswered.groups.iter().map(|group| group.figures.len());
        entries.push(Entry {
            label: words::relaxation::without_data(context.lang(), count.sum()),
            target: UNANSWERED.into(),
        });
    }
    entries
}
