//! Makes the fields of one sheet from the codebook: their labels, help and what may be filled in.

use std::ops::RangeInclusive;

use cube::{Category, Lang};
use jiff::civil::{Date, date};

use crate::{
    columns::Columns,
    field::{Applicability, Field, HINT, Input, Requirement},
    words::Words,
};
use codebook::{
    Codebook, Condition, Dimension, Measure, Relation, RowKind,
    notation::{age::OLDEST, spelling::fold},
};

/// The most columns for the answers of a multi-response dimension.
const ANSWERS: usize = 5;

/// The first year of a date of birth.
const FIRST_BIRTH: i16 = 1900;

/// Collects the fields of one sheet.
pub(super) struct FieldBuilder<'a, 'l> {
    codebook: &'a Codebook,
    lang: Lang,
    words: &'static Words,
    lists: &'l mut Vec<Vec<String>>,
    fields: Vec<Field>,
}

impl<'a, 'l> FieldBuilder<'a, 'l> {
    /// Begins without fields. Drop-down lists are appended to `lists`.
    pub(super) fn new(codebook: &'a Codebook, lang: Lang, lists: &'l mut Vec<Vec<String>>) -> Self {
        FieldBuilder {
            codebook,
            lang,
            words: Words::in_lang(lang),
            lists,
            fields: Vec::new(),
        }
    }

    /// Makes the fields of each person.
    pub(super) fn build_persons(mut self) -> Vec<Field> {
        let all = Columns(self.codebook);
        let columns = all.list_of_persons();
        if !columns.iter().any(|column| all.is_text(column)) {
            // Without a number, two persons with the same answers would look like a row entered twice.
            self.add_number();
        }
        for column in columns {
            self.add_column(RowKind::Persons, column);
        }
        self.fields
    }

    /// Makes the fields of each event.
    pub(super) fn build_events(mut self) -> Vec<Field> {
        for column in Columns(self.codebook).list_of_events() {
            self.add_column(RowKind::Events, column);
        }
        self.fields
    }

    fn add_column(&mut self, kind: RowKind, column: &str) {
        let columns = Columns(self.codebook);
        let readers = columns.find_readers(kind, column);
        match readers.iter().max_by_key(|one| leaves(one).count()) {
            Some(detailed) => self.add_answers(detailed, &readers),
            None if columns.is_text(column) => self.add_text(column),
            None if columns.is_birth(column) => self.add_birth(column),
            None => self.add_day(column),
        }
    }

    /// Adds a field, and the column's name to its label if another field has the same label.
    fn add(&mut self, field: Field) {
        let label = fold(&field.label);
        let is_taken = self.fields.iter().any(|other| fold(&other.label) == label);
        let label = if is_taken {
            let column = field.column.as_deref().unwrap_or_default();
            format!("{} ({column})", field.label)
        } else {
            field.label
        };
        self.fields.push(Field { label, ..field });
    }

    /// Adds a number of the application that the codebook does not read.
    fn add_number(&mut self) {
        self.add(Field {
            label: self.words.number.into(),
            hint: self.words.number_hint.into(),
            column: None,
            input: Input::Text,
            requirement: Requirement::Required,
            applicability: None,
        });
    }

    fn add_text(&mut self, column: &str) {
        let requirement = if Columns(self.codebook).is_identifying(column) {
            Requirement::Required
        } else {
            Requirement::Optional
        };
        self.add(Field {
            label: self
                .find_label(column)
                .unwrap_or_else(|| readable_name(column)),
            hint: self.words.text_hint.into(),
            column: Some(column.into()),
            input: Input::Text,
            requirement,
            applicability: None,
        });
    }

    fn add_birth(&mut self, column: &str) {
        let label = self.find_label(column);
        let days = date(FIRST_BIRTH, 1, 1)..=*self.days(true).end();
        self.add(Field {
            label: label.unwrap_or_else(|| self.words.birth.into()),
            hint: compose_hint("", &[self.words.day_hint, self.words.empty_hint]),
            column: Some(column.into()),
            input: Input::Day(days),
            requirement: Requirement::Optional,
            applicability: None,
        });
    }

    fn add_day(&mut self, column: &str) {
        let measures = self.codebook.measures.iter();
        let measures: Vec<&Measure> = measures.filter(|one| one.date == column).collect();
        let whole = &self.codebook.whole().id;
        let is_whole = measures.iter().any(|measure| measure.id == *whole);
        let condition = measures.iter().find_map(|measure| measure.when.as_ref());
        let requirement = match condition {
            _ if is_whole => Requirement::Required,
            Some(when) => self.require_if(when),
            None => Requirement::Optional,
        };
        let condition_hint = self.describe_requirement(&requirement);
        let label = self.find_label(column);
        self.add(Field {
            label: label.unwrap_or_else(|| self.day_label(column, &measures)),
            hint: compose_hint("", &[self.words.day_hint, &condition_hint]),
            column: Some(column.into()),
            input: Input::Day(self.days(is_whole)),
            requirement,
            applicability: None,
        });
    }

    /// The label of a date from the measures that it dates.
    fn day_label(&self, column: &str, measures: &[&Measure]) -> String {
        let mut labels = Vec::new();
        for public in &self.codebook.catalog().measures {
            if measures.iter().any(|measure| measure.id == public.id) {
                labels.push(public.label.get(self.lang));
            }
        }
        if labels.is_empty() {
            readable_name(column)
        } else {
            (self.words.day)(&labels.join(", "))
        }
    }

    /// The label that the codebook declares for a column.
    fn find_label(&self, column: &str) -> Option<String> {
        let label = self.codebook.template.labels.get(column)?;
        Some(label.get(self.lang).to_owned())
    }

    /// The days that a date may have: those of the published years until the records are extracted. The date of a part,
    /// such as that of a decision, may be a year later.
    fn days(&self, is_whole: bool) -> RangeInclusive<Date> {
        let years = &self.codebook.years;
        let last = clamp_year(*years.end()) + i16::from(!is_whole);
        let until = self.codebook.records.until;
        date(clamp_year(*years.start()), 1, 1)..=until.unwrap_or(date(last, 12, 31))
    }

    /// Requires a field if the condition is met, provided that its dimension has an earlier field to choose from.
    fn require_if(&self, when: &Condition) -> Requirement {
        let column = &self.codebook.dimensions[when.dimension].column;
        let mut fields = self.fields.iter();
        match fields.position(|field| field.column.as_ref() == Some(column)) {
            Some(at) if matches!(self.fields[at].input, Input::Choice(_)) => {
                Requirement::RequiredIf(at, self.condition_labels(when))
            }
            _ => Requirement::Optional,
        }
    }

    /// The labels of the categories of a condition.
    fn condition_labels(&self, condition: &Condition) -> Vec<String> {
        let dimension = &self.codebook.dimensions[condition.dimension];
        let categories = condition
            .categories
            .iter()
            .map(|at| &dimension.list.categories[*at]);
        categories
            .map(|category| self.label(category).to_owned())
            .collect()
    }

    /// Describes in the hint when a field is required.
    fn describe_requirement(&self, requirement: &Requirement) -> String {
        match requirement {
            Requirement::RequiredIf(at, labels) => {
                (self.words.needed_if)(&self.fields[*at].label, &labels.join(", "))
            }
            Requirement::Optional | Requirement::Required => String::new(),
        }
    }

    /// To whom a dimension applies, if not to everybody, and the sentence of the hint that says so.
    fn find_applicability(&self, dimension: &Dimension) -> Option<(Applicability, String)> {
        let dimensions = &self.codebook.dimensions;
        for relation in &self.codebook.relations {
            let Relation::Either(applies, others) = relation else {
                continue;
            };
            if dimensions[others.dimension].id != dimension.id {
                continue;
            }
            let labels = self.condition_labels(applies);
            let other_labels = self.condition_labels(others).join(", ");
            let on = &dimensions[applies.dimension];
            let label = on.list.label.get(self.lang);
            let sentence = (self.words.only_if)(label, &labels.join(", "), &other_labels);
            let column = on.column.clone();
            return Some((Applicability { column, labels }, sentence));
        }
        None
    }

    /// Adds the fields of a column of answers. Several dimensions may read the column: an answer is offered only if all
    /// of them understand it.
    fn add_answers(&mut self, dimension: &Dimension, readers: &[&Dimension]) {
        let accepts_empty = is_understood(readers, "");
        let is_required = !accepts_empty || readers.iter().any(|one| one.required);
        let (input, fields) = self.choose_input(dimension, readers, accepts_empty);
        let (applicability, sentence) = self.find_applicability(dimension).unzip();
        let hint = compose_hint(
            &self.describe(dimension),
            &[
                &sentence.unwrap_or_default(),
                self.input_hint(dimension, &input),
                &self.unknown_hint(dimension, &input),
            ],
        );
        let label = dimension.list.label.get(self.lang);
        for number in 1..=fields {
            let is_first = number == 1;
            self.add(Field {
                label: if fields == 1 {
                    label.to_owned()
                } else {
                    format!("{label} {number}")
                },
                hint: hint.clone(),
                column: Some(dimension.column.clone()),
                input: input.clone(),
                requirement: if is_required && is_first {
                    Requirement::Required
                } else {
                    Requirement::Optional
                },
                applicability: applicability.clone(),
            });
        }
    }

    /// What may be filled in for a dimension, and in how many fields.
    fn choose_input(
        &mut self,
        dimension: &Dimension,
        readers: &[&Dimension],
        accepts_empty: bool,
    ) -> (Input, usize) {
        let unknown = self.unknown_label(dimension);
        if let Some(ages) = dimension.dictionary.known_ages() {
            let ages = *ages.start()..=OLDEST.min(*ages.end());
            let other = unknown.filter(|_| !accepts_empty).map(str::to_owned);
            return (Input::Age(ages, other), 1);
        }
        let mut labels = Vec::new();
        for category in leaves(dimension) {
            let label = self.label(category);
            if is_understood(readers, label) {
                labels.push(label.to_owned());
            }
        }
        let known = labels
            .iter()
            .filter(|label| Some(label.as_str()) != unknown)
            .count();
        self.lists.push(labels);
        let input = Input::Choice(self.lists.len() - 1);
        if is_multi(dimension) {
            (input, known.clamp(1, ANSWERS))
        } else {
            (input, 1)
        }
    }

    /// How to fill in a field.
    fn input_hint(&self, dimension: &Dimension, input: &Input) -> &'static str {
        match input {
            Input::Age(..) => self.words.age_hint,
            _ if is_multi(dimension) => self.words.several_hint,
            _ => self.words.choice_hint,
        }
    }

    /// What to fill in if the answer is not known.
    fn unknown_hint(&self, dimension: &Dimension, input: &Input) -> String {
        match self.unknown_label(dimension) {
            Some(_) if matches!(input, Input::Age(_, None)) => self.words.empty_hint.into(),
            Some(label) => (self.words.unknown_hint)(label),
            None => String::new(),
        }
    }

    /// The label of the category for "not known".
    fn unknown_label<'d>(&self, dimension: &'d Dimension) -> Option<&'d str> {
        let category = leaves(dimension).find(|category| category.unknown)?;
        Some(self.label(category))
    }

    /// The definition and the note of a dimension.
    fn describe(&self, dimension: &Dimension) -> String {
        let texts = [&dimension.list.definition, &dimension.list.note];
        let texts = texts.into_iter().flatten();
        texts
            .map(|text| text.get(self.lang))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn label<'d>(&self, category: &'d Category) -> &'d str {
        category.label.get(self.lang)
    }
}

/// Whether several answers can be filled in, in a column each.
fn is_multi(dimension: &Dimension) -> bool {
    dimension.list.multi_response && dimension.dictionary.separator().is_some()
}

/// Whether all dimensions that read a column understand a text.
fn is_understood(readers: &[&Dimension], text: &str) -> bool {
    readers.iter().all(|one| one.dictionary.read(text).is_ok())
}

/// The categories that a record can be in.
fn leaves(dimension: &Dimension) -> impl Iterator<Item = &Category> {
    let categories = dimension.list.categories.iter();
    categories.filter(|category| dimension.list.is_leaf(&category.code))
}

/// The year as calendars count it, leaving room for one more.
fn clamp_year(year: u16) -> i16 {
    let last = Date::MAX.year();
    i16::try_from(year).map_or(last, |year| year.min(last - 1))
}

/// A column's name as people would write it: "Fecha solicitud" for `fecha_solicitud`.
fn readable_name(column: &str) -> String {
    let words = column.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Joins a description and instructions. The description is shortened to what fits.
fn compose_hint(about: &str, instructions: &[&str]) -> String {
    let filled: Vec<&str> = instructions
        .iter()
        .filter(|text| !text.is_empty())
        .copied()
        .collect();
    let instructions = shorten(&filled.join(" "), HINT);
    let room = (HINT - instructions.chars().count()).saturating_sub(1);
    let about = shorten(about, room);
    format!("{about} {instructions}").trim().to_owned()
}

/// The text, or its first whole words and an ellipsis.
fn shorten(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    kept.rfind(' ')
        .map_or(String::new(), |end| format!("{}…", kept[..end].trim_end()))
}
