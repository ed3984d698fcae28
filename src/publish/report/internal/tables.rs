//! Renders the tables of the internal report, one for each question.

use cube::{Lang, Phrase, number};
use maud::{Markup, html};

use crate::report::account::{Account, AnswerCounts, Dimension, Source, TooFine, Waiting};
use crate::report::internal::{
    changes::{Change, Changes},
    words,
};
use quality::parts::{Row, cell, shaded_cell, table, table_with_total, text_cell};

/// Renders how the rows of each source were used. Rare columns are left out if all their numbers are 0.
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
    let sum = account.sum_sources();
    let is_shown = |(head, pick): &(Phrase, Pick)| pick(&sum) > 0 || !words::RARE.contains(head);
    let columns: Vec<_> = columns.into_iter().filter(is_shown).collect();
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
        (table_with_total(heads, rows, total))
        p { (words::say_what_is_merged(lang, sum.merged)) }
        @if account.repeated > 0 { p { (words::count_repeated(lang, account.repeated)) } }
        @if account.without_event > 0 { p { (words::count_without_event(lang, account.without_event)) } }
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

/// Renders what those who keep the records should look at.
pub(super) fn notices(account: &Account, lang: Lang) -> Markup {
    let rows = account.notices.iter().map(|notice| {
        let count = cell(number::count(lang, notice.count));
        (notice.text.get(lang).to_owned(), vec![count])
    });
    table_or(
        lang,
        [words::NOTICE, words::HOW_MANY],
        rows,
        words::NO_NOTICES,
    )
}

/// Renders why rows were set aside.
pub(super) fn reasons(account: &Account, lang: Lang) -> Markup {
    let rows = account.set_aside.iter().map(|refused| {
        let cells = vec![
            text_cell(account.source_label(&refused.source, lang)),
            cell(number::count(lang, refused.rows)),
        ];
        (refused.reason.get(lang).to_owned(), cells)
    });
    table_or(
        lang,
        [words::REASON, words::SOURCE, words::ROWS],
        rows,
        words::NO_REASONS,
    )
}

/// Renders how many rows each rule corrected.
pub(super) fn rules(account: &Account, lang: Lang) -> Markup {
    let rows = account.rules.iter().map(|applied| {
        let meaning = words::explain_rule(lang, &applied.rule)
            .map(|meaning| format!("{} ({meaning})", applied.rule));
        let cells = vec![
            text_cell(account.field_label(&applied.field, lang)),
            text_cell(account.source_label(&applied.source, lang)),
            cell(number::count(lang, applied.rows)),
        ];
        (meaning.unwrap_or_else(|| applied.rule.clone()), cells)
    });
    table_or(
        lang,
        [words::RULE, words::FIELD, words::SOURCE, words::ROWS],
        rows,
        words::NO_RULES,
    )
}

/// Renders unknown values that resemble a known spelling.
pub(super) fn suggestions(account: &Account, lang: Lang) -> Markup {
    let rows = account.suggestions.iter().map(|suggestion| {
        let cells = vec![
            text_cell(&suggestion.written),
            text_cell(account.category_label(&suggestion.dimension, &suggestion.code, lang)),
            cell(number::count(lang, suggestion.rows)),
            text_cell(html! { code { (suggestion.command) } }),
        ];
        (
            account.field_label(&suggestion.dimension, lang).to_owned(),
            cells,
        )
    });
    let heads = [
        words::FIELD,
        words::WRITTEN,
        words::MEANT,
        words::ROWS,
        words::COMMAND,
    ];
    table_or(lang, heads, rows, words::NO_SUGGESTIONS)
}

/// Renders for how many persons each dimension is not known.
pub(super) fn missing(account: &Account, lang: Lang) -> Markup {
    type Pick = fn(&AnswerCounts) -> u64;
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
        std::iter::once(words::FIELD.get(lang))
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

fn missing_row(dimension: &Dimension, pick: fn(&AnswerCounts) -> u64, lang: Lang) -> Row {
    let sum = dimension.known.iter().fold((0, 0), |(part, whole), known| {
        (part + pick(known), whole + known.persons())
    });
    let year = |known: &AnswerCounts| {
        shaded_cell(
            number::count(lang, pick(known)),
            pick(known),
            known.persons(),
        )
    };
    let all = [
        cell(number::count(lang, sum.0)),
        shaded_cell(number::share(lang, sum.0, sum.1), sum.0, sum.1),
    ];
    (
        dimension.label.get(lang).to_owned(),
        dimension.known.iter().map(year).chain(all).collect(),
    )
}

/// Renders the tables and groups that are too fine for so few people.
pub(super) fn too_fine(account: &Account, lang: Lang) -> Markup {
    let rows = account.too_fine.iter().map(|too_fine| {
        let (name, outcome) = match too_fine {
            TooFine::Table(table) => (table, words::WITHHELD),
            TooFine::Group(group) => (group, words::UNPROTECTED),
        };
        (name.clone(), vec![text_cell(outcome.get(lang))])
    });
    table_or(
        lang,
        [words::FINE, words::OUTCOME],
        rows,
        words::NOTHING_TOO_FINE,
    )
}

/// Renders what waits because counts of closed years stay as they are.
pub(super) fn waiting(account: &Account, waiting: &[Waiting], lang: Lang) -> Markup {
    let rows = waiting.iter().map(|waiting| {
        let what = match &waiting.dimension {
            None => words::MORE_PERSONS.get(lang),
            Some(dimension) => account.field_label(dimension, lang),
        };
        let persons = match &waiting.dimension {
            None if waiting.persons < 0 => number::change(lang, waiting.persons.unsigned_abs(), 0),
            None => number::change(lang, 0, waiting.persons.unsigned_abs()),
            Some(_) => number::count(lang, waiting.persons.unsigned_abs()),
        };
        let cells = vec![
            text_cell(&waiting.years),
            text_cell(what),
            cell(persons),
            text_cell(words::explain_waiting(waiting.waits_for).get(lang)),
        ];
        (
            account.field_label(&waiting.measure, lang).to_owned(),
            cells,
        )
    });
    let heads = [
        words::MEASURE,
        words::YEARS,
        words::DIFFERS,
        words::DIFFERENT_PERSONS,
        words::WAITS_FOR,
    ];
    table_or(lang, heads, rows, words::NOTHING_WAITS)
}

/// Renders the fields in which sources contradict each other.
pub(super) fn conflicts(account: &Account, lang: Lang) -> Markup {
    let rows = account.conflicts.iter().map(|conflict| {
        let itself = conflict.believed == conflict.overruled;
        let overruled = if itself {
            words::ITSELF.get(lang)
        } else {
            account.source_label(&conflict.overruled, lang)
        };
        let sources = [account.source_label(&conflict.believed, lang), overruled].map(text_cell);
        let count = cell(number::count(lang, conflict.applications));
        (
            account.field_label(&conflict.field, lang).to_owned(),
            sources.into_iter().chain([count]).collect(),
        )
    });
    let heads = [
        words::FIELD,
        words::BELIEVED,
        words::OVERRULED,
        words::APPLICATIONS,
    ];
    table_or(lang, heads, rows, words::NO_CONFLICTS)
}

/// Renders how many candidate pairs each rule proposed.
pub(super) fn links(account: &Account, lang: Lang) -> Markup {
    let rows = account.links.iter().map(|links| {
        let counts =
            [links.open, links.same, links.different].map(|pairs| cell(number::count(lang, pairs)));
        (links.rule.clone(), counts.to_vec())
    });
    table_or(
        lang,
        [words::RULE, words::OPEN, words::SAME, words::DIFFERENT],
        rows,
        words::NO_LINKS,
    )
}

/// Renders what changed since the last report.
pub(super) fn changes(account: &Account, changes: Option<&Changes>, lang: Lang) -> Markup {
    let Some(changes) = changes else {
        return html! { p { (words::NO_LAST.get(lang)) } };
    };
    html! {
        p { (words::compare_with(lang, &changes.since)) }
        @if changes.is_empty() { p { (words::NO_CHANGES.get(lang)) } }
        (render_changes(lang, words::PERSONS, &[words::MEASURE, words::YEAR], &changes.persons,
            |(measure, year)| vec![account.field_label(measure, lang).to_owned(), year.to_string()]))
        (render_changes(lang, words::CATEGORIES, &[words::FIELD, words::CATEGORY, words::YEAR], &changes.categories,
            |key| name_category(account, key, lang)))
        (render_changes(lang, words::READ, &[words::SOURCE], &changes.rows,
            |source| vec![account.source_label(source, lang).to_owned()]))
        (render_changes(lang, words::RULES.0, &[words::RULE, words::FIELD, words::SOURCE], &changes.rules,
            |key| name_rule(account, key, lang)))
        (render_changes(lang, words::REASONS.0, &[words::REASON, words::SOURCE], &changes.set_aside,
            |key| name_reason(account, key, lang)))
    }
}

/// Names a dimension, a category and a year.
fn name_category(
    account: &Account,
    (dimension, code, year): &(String, String, u16),
    lang: Lang,
) -> Vec<String> {
    vec![
        account.field_label(dimension, lang).to_owned(),
        account.category_label(dimension, code, lang).to_owned(),
        year.to_string(),
    ]
}

/// Names a rule, a field and a source.
fn name_rule(
    account: &Account,
    (source, field, rule): &(String, String, String),
    lang: Lang,
) -> Vec<String> {
    vec![
        rule.clone(),
        account.field_label(field, lang).to_owned(),
        account.source_label(source, lang).to_owned(),
    ]
}

/// Names a reason, which is given in Spanish and English, and a source.
fn name_reason(
    account: &Account,
    (source, es, en): &(String, String, String),
    lang: Lang,
) -> Vec<String> {
    let reason = match lang {
        Lang::Es => es,
        Lang::En => en,
    };
    vec![
        reason.clone(),
        account.source_label(source, lang).to_owned(),
    ]
}

/// Renders a table of changes; nothing if there are none. `name` gives the cells before the two numbers.
fn render_changes<K>(
    lang: Lang,
    heading: Phrase,
    keys: &[Phrase],
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
        let mut names = name(&change.key).into_iter();
        let head = names.next().unwrap_or_default();
        let numbers = [change.before, change.now].map(|number| cell(written(number)));
        (head, names.map(text_cell).chain(numbers).collect())
    };
    let heads = keys
        .iter()
        .chain(&[words::BEFORE, words::NOW])
        .map(|head| head.get(lang));
    html! { h3 { (heading.get(lang)) } (table(heads, changes.iter().map(row))) }
}

/// Renders the numbers of a drawing as a table.
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

/// Renders a table, or a sentence if it has no rows.
fn table_or<const N: usize>(
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
