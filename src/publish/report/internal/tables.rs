//! The tables of the internal report, one a question.

use cube::{Lang, number};
use maud::{Markup, html};

use crate::report::account::{Account, Dimension, Known, Source, TooFine};
use crate::report::internal::{
    changes::{Change, Changes},
    words,
};
use quality::parts::{Phrase, Row, cell, table, tinted, with_total, worded};

/// What became of the rows of each source. What happened in none of them has no column.
pub(super) fn sources(account: &Account, lang: Lang) -> Markup {
    type Pick = fn(&Source) -> u64;
    let columns: [(Phrase, Pick); 6] = [
        (words::READ, |source| source.rows),
        (words::COUNTED, |source| source.counted),
        (words::CORRECTED, |source| source.corrected),
        (words::MERGED, |source| source.merged),
        (words::LINKED, |source| source.linked),
        (words::SET_ASIDE, |source| source.set_aside),
    ];
    let sum = account.sum();
    let is_told = |(head, pick): &(Phrase, Pick)| pick(&sum) > 0 || !words::RARE.contains(head);
    let columns: Vec<_> = columns.into_iter().filter(is_told).collect();
    let heads = std::iter::once(words::SOURCE)
        .chain(columns.iter().map(|(head, _)| *head))
        .map(|head| head.get(lang));
    let counts = |source: &Source| {
        columns
            .iter()
            .map(|(_, pick)| cell(number::count(lang, pick(source))))
            .collect::<Vec<_>>()
    };
    let rows = account
        .sources
        .iter()
        .map(|source| (source.institution.get(lang).to_owned(), counts(source)));
    let total =
        (account.sources.len() > 1).then(|| (words::TOTAL.get(lang).to_owned(), counts(&sum)));
    html! {
        (with_total(heads, rows, total))
        @if account.repeated > 0 { p { (words::repeated(lang, account.repeated)) } }
        @if account.without_event > 0 { p { (words::without_event(lang, account.without_event)) } }
        details {
            summary { (words::FILES.get(lang)) }
            ul.list {
                @for source in &account.sources {
                    @for file in &source.files { li { (source.institution.get(lang)) ": " (file) } }
                }
            }
        }
    }
}

/// Why rows were set aside.
pub(super) fn reasons(account: &Account, lang: Lang) -> Markup {
    let rows = account.set_aside.iter().map(|refused| {
        let cells = vec![
            worded(account.source(&refused.source, lang)),
            cell(number::count(lang, refused.rows)),
        ];
        (refused.reason.get(lang).to_owned(), cells)
    });
    or_none(
        lang,
        [words::REASON, words::SOURCE, words::ROWS],
        rows,
        words::NO_REASONS,
    )
}

/// What each rule did.
pub(super) fn rules(account: &Account, lang: Lang) -> Markup {
    let rows = account.rules.iter().map(|applied| {
        let meaning =
            words::rule(lang, &applied.rule).map(|meaning| format!("{} ({meaning})", applied.rule));
        let cells = vec![
            worded(account.place(&applied.place, lang)),
            worded(account.source(&applied.source, lang)),
            cell(number::count(lang, applied.rows)),
        ];
        (meaning.unwrap_or_else(|| applied.rule.clone()), cells)
    });
    or_none(
        lang,
        [words::RULE, words::PLACE, words::SOURCE, words::ROWS],
        rows,
        words::NO_RULES,
    )
}

/// Values that are nearly a known spelling.
pub(super) fn suggestions(account: &Account, lang: Lang) -> Markup {
    let rows = account.suggestions.iter().map(|suggestion| {
        let cells = vec![
            worded(&suggestion.written),
            worded(account.category(&suggestion.dimension, &suggestion.code, lang)),
            cell(number::count(lang, suggestion.rows)),
            worded(html! { code { (suggestion.command) } }),
        ];
        (account.place(&suggestion.dimension, lang).to_owned(), cells)
    });
    let heads = [
        words::PLACE,
        words::WRITTEN,
        words::MEANT,
        words::ROWS,
        words::COMMAND,
    ];
    or_none(lang, heads, rows, words::NO_SUGGESTIONS)
}

/// Of how many persons each dimension is not known.
pub(super) fn missing(account: &Account, lang: Lang) -> Markup {
    type Pick = fn(&Known) -> u64;
    let parts: [(Phrase, Pick); 2] = [
        (words::UNKNOWN, |known| known.unknown),
        (words::NOT_ASKED, |known| known.not_asked),
    ];
    let is_any = |pick: Pick| {
        account
            .dimensions
            .iter()
            .flat_map(|dimension| &dimension.known)
            .any(|known| pick(known) > 0)
    };
    let years = account
        .years
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>();
    let last = [words::ALL_YEARS, words::SHARE].map(|head| head.get(lang));
    let heads = || {
        std::iter::once(words::PLACE.get(lang))
            .chain(years.iter().map(String::as_str))
            .chain(last)
    };
    html! {
        @for (heading, pick) in parts.into_iter().filter(|(_, pick)| is_any(*pick)) {
            h3 { (heading.get(lang)) }
            (table(heads(), account.dimensions.iter().map(|dimension| missing_row(dimension, pick, lang))))
        }
    }
}

fn missing_row(dimension: &Dimension, pick: fn(&Known) -> u64, lang: Lang) -> Row {
    let sum = dimension.known.iter().fold((0, 0), |(part, whole), known| {
        (part + pick(known), whole + known.persons())
    });
    let year = |known: &Known| {
        tinted(
            number::count(lang, pick(known)),
            pick(known),
            known.persons(),
        )
    };
    let all = [
        cell(number::count(lang, sum.0)),
        tinted(number::share(lang, sum.0, sum.1), sum.0, sum.1),
    ];
    (
        dimension.label.get(lang).to_owned(),
        dimension.known.iter().map(year).chain(all).collect(),
    )
}

/// What is too fine for so few people.
pub(super) fn too_fine(account: &Account, lang: Lang) -> Markup {
    let rows = account.too_fine.iter().map(|told| {
        let (place, what) = match told {
            TooFine::Table(table) => (table, words::WITHHELD),
            TooFine::Group(group) => (group, words::BARE),
        };
        (place.clone(), vec![worded(what.get(lang))])
    });
    or_none(
        lang,
        [words::FINE, words::OUTCOME],
        rows,
        words::NOTHING_TOO_FINE,
    )
}

/// Fields in which sources contradict each other.
pub(super) fn conflicts(account: &Account, lang: Lang) -> Markup {
    let rows = account.conflicts.iter().map(|conflict| {
        let itself = conflict.believed == conflict.overruled;
        let overruled = if itself {
            words::ITSELF.get(lang)
        } else {
            account.source(&conflict.overruled, lang)
        };
        let sources = [account.source(&conflict.believed, lang), overruled].map(worded);
        let count = cell(number::count(lang, conflict.applications));
        (
            account.place(&conflict.place, lang).to_owned(),
            sources.into_iter().chain([count]).collect(),
        )
    });
    let heads = [
        words::PLACE,
        words::BELIEVED,
        words::OVERRULED,
        words::APPLICATIONS,
    ];
    or_none(lang, heads, rows, words::NO_CONFLICTS)
}

/// Pairs of rows that may be the same application.
pub(super) fn links(account: &Account, lang: Lang) -> Markup {
    let rows = account.links.iter().map(|links| {
        let counts =
            [links.open, links.same, links.different].map(|pairs| cell(number::count(lang, pairs)));
        (links.rule.clone(), counts.to_vec())
    });
    or_none(
        lang,
        [words::RULE, words::OPEN, words::SAME, words::DIFFERENT],
        rows,
        words::NO_LINKS,
    )
}

/// What changed since the last run.
pub(super) fn changes(account: &Account, changes: Option<&Changes>, lang: Lang) -> Markup {
    let Some(changes) = changes else {
        return html! { p { (words::NO_LAST.get(lang)) } };
    };
    let source = |id: &str| account.source(id, lang).to_owned();
    let place = |id: &str| account.place(id, lang).to_owned();
    let persons = |(measure, year): &(String, u16)| vec![place(measure), year.to_string()];
    let rules =
        |(id, at, rule): &(String, String, String)| vec![rule.clone(), place(at), source(id)];
    let reasons = |(id, es, en): &(String, String, String)| {
        vec![
            if lang == Lang::Es {
                es.clone()
            } else {
                en.clone()
            },
            source(id),
        ]
    };
    let categories = |(dimension, code, year): &(String, String, u16)| {
        vec![
            place(dimension),
            account.category(dimension, code, lang).to_owned(),
            year.to_string(),
        ]
    };
    let by_category = [words::PLACE, words::CATEGORY, words::YEAR];
    html! {
        p { (words::compared(lang, &changes.since)) }
        @if changes.is_empty() { p { (words::NO_CHANGES.get(lang)) } }
        (changed(lang, words::PERSONS, &[words::MEASURE, words::YEAR], &changes.persons, persons))
        (changed(lang, words::CATEGORIES, &by_category, &changes.categories, categories))
        (changed(lang, words::READ, &[words::SOURCE], &changes.rows, |id| vec![source(id)]))
        (changed(lang, words::RULES.0, &[words::RULE, words::PLACE, words::SOURCE], &changes.rules, rules))
        (changed(lang, words::REASONS.0, &[words::REASON, words::SOURCE], &changes.set_aside, reasons))
    }
}

fn changed<K>(
    lang: Lang,
    heading: Phrase,
    of: &[Phrase],
    changes: &[Change<K>],
    name: impl Fn(&K) -> Vec<String>,
) -> Markup {
    if changes.is_empty() {
        return Markup::default();
    }
    let written = |number: Option<u64>| {
        number.map_or_else(|| "–".into(), |number| number::count(lang, number))
    };
    let row = |change: &Change<K>| {
        let mut names = name(&change.of).into_iter();
        let head = names.next().unwrap_or_default();
        let numbers = [change.before, change.now].map(|number| cell(written(number)));
        (head, names.map(worded).chain(numbers).collect())
    };
    let heads = of
        .iter()
        .chain(&[words::BEFORE, words::NOW])
        .map(|head| head.get(lang));
    html! { h3 { (heading.get(lang)) } (table(heads, changes.iter().map(row))) }
}

/// The table twin of a drawing.
pub(super) fn categories(dimension: &Dimension, years: &[u16], lang: Lang) -> Markup {
    let years = years.iter().map(ToString::to_string).collect::<Vec<_>>();
    let heads = std::iter::once(words::CATEGORY.get(lang)).chain(years.iter().map(String::as_str));
    let heads = heads.chain([words::ALL_YEARS.get(lang)]);
    let rows = dimension.categories.iter().map(|category| {
        let all = category.persons.iter().sum();
        let counts = category
            .persons
            .iter()
            .copied()
            .chain([all])
            .map(|persons| cell(number::count(lang, persons)));
        (
            "\u{2003}".repeat(category.depth) + category.label.get(lang),
            counts.collect(),
        )
    });
    table(heads, rows)
}

/// A table, or what is said where there would be nothing in it.
fn or_none<const N: usize>(
    lang: Lang,
    heads: [Phrase; N],
    rows: impl Iterator<Item = Row>,
    none: Phrase,
) -> Markup {
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return html! { p { (none.get(lang)) } };
    }
    table(heads.map(|head| head.get(lang)), rows)
}
