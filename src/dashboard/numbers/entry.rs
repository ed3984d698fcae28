//! Represents one number of a figure, and formats it as a count, a share, a change or a rate.

use cube::{Lang, number};

use crate::counts::{Amount, Change, Rate, SMALLEST_BASE};
use crate::query::Show;
use crate::view::Size;
use crate::words::mark::write_amount;
use crate::words::{self, Phrase};

/// One number of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The number of persons.
    pub amount: Amount,
    /// The base of its share, if it is known.
    pub base: Option<u64>,
    /// The change from the year before, where changes are shown.
    pub change: Option<Change>,
    /// The inhabitants and years of its rate, where rates are shown.
    pub rate: Option<Rate>,
}

/// A number as a figure shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct FormattedNumber {
    /// The length of its bar.
    pub size: Size,
    /// The text.
    pub text: String,
    /// A second text, where there is room: the share of a count, the count of a share or a rate, the percentage of a change.
    pub beside: Option<String>,
    /// The meaning, where the text alone does not say it.
    pub meaning: Option<String>,
}

impl FormattedNumber {
    /// Joins the text with the second text, or a mark with its meaning.
    pub fn in_full(&self) -> String {
        match (&self.beside, &self.meaning) {
            (Some(beside), _) => format!("{} ({beside})", self.text),
            (None, Some(meaning)) if self.size.bounds().is_none() => {
                format!("{} ({})", self.text, words::uncapitalized(meaning))
            }
            _ => self.text.clone(),
        }
    }
}

impl Entry {
    /// Makes a number without base, change or rate.
    pub fn new(amount: Amount) -> Entry {
        Entry {
            amount,
            base: None,
            change: None,
            rate: None,
        }
    }

    /// Makes a hidden number.
    pub fn hidden() -> Entry {
        Entry::new(Amount::Hidden)
    }

    /// Formats the number in the form that the figure shows.
    pub fn format(&self, lang: Lang, show: Show) -> FormattedNumber {
        match (show, self.change, self.rate) {
            (Show::Share, ..) => self.as_share(lang),
            (Show::Change, Some(change), _) => self.as_change(lang, change),
            (Show::Rate, _, Some(rate)) => self.as_rate(lang, rate),
            (Show::Count | Show::Change | Show::Rate, ..) => self.as_count(lang),
        }
    }

    /// Returns the sort key, if it is known exactly: the count, or the rate in millionths where rates are shown.
    pub fn rank(&self) -> Option<u128> {
        let count = self.amount.exact()?;
        match self.rate {
            Some(rate) => Some(u128::from(count) * 100_000_000_000 / u128::from(rate.base(count)?)),
            None => Some(count.into()),
        }
    }

    /// Writes the share, if the number is exact and the base large enough.
    pub fn share(&self, lang: Lang) -> Option<String> {
        let (part, base) = self.part_and_base()?;
        Some(number::share(lang, part, base))
    }

    /// Returns the share of the base, if the number is exact and the base large enough.
    pub fn ratio(&self) -> Option<f64> {
        let (part, base) = self.part_and_base()?;
        Some(part as f64 / base as f64)
    }

    /// Returns the number and its base, if the number is exact and the base large enough for a share.
    pub fn part_and_base(&self) -> Option<(u64, u64)> {
        let base = self.base.filter(|base| *base >= SMALLEST_BASE)?;
        Some((self.amount.exact().filter(|part| *part <= base)?, base))
    }

    fn as_count(&self, lang: Lang) -> FormattedNumber {
        let (size, meaning) = match self.amount {
            Amount::Exact(count) => (Size::Exact(count as f64), None),
            Amount::Between(least, most) => (
                Size::Between(least as f64, most as f64),
                Some(words::mark::between(lang, least, most)),
            ),
            Amount::Hidden => return hidden(lang),
            Amount::NotCollected => return none(lang, words::mark::NOT_COLLECTED),
        };
        FormattedNumber {
            size,
            text: write_amount(lang, self.amount),
            beside: self.share(lang),
            meaning,
        }
    }

    fn as_share(&self, lang: Lang) -> FormattedNumber {
        match (self.part_and_base(), self.amount) {
            (Some((part, base)), _) => FormattedNumber {
                size: Size::Exact(part as f64 * 100.0 / base as f64),
                text: number::share(lang, part, base),
                beside: Some(write_amount(lang, self.amount)),
                meaning: None,
            },
            (None, Amount::Hidden) => hidden(lang),
            (None, Amount::NotCollected) => none(lang, words::mark::NOT_COLLECTED),
            (None, _) => none(lang, words::show::NO_SHARE),
        }
    }

    fn as_rate(&self, lang: Lang, rate: Rate) -> FormattedNumber {
        let count = match self.amount {
            Amount::Exact(exact) => exact,
            Amount::Hidden => return hidden(lang),
            Amount::NotCollected => return none(lang, words::mark::NOT_COLLECTED),
            Amount::Between(..) => return none(lang, words::show::NO_RATE),
        };
        match (rate.inhabitants, rate.base(count)) {
            (None, _) => none(lang, words::show::NO_INHABITANTS),
            (Some(_), None) => none(lang, words::show::TOO_FEW),
            (Some(_), Some(base)) => FormattedNumber {
                // Rounded as it is written, so that its colour is that of the written number's class.
                size: Size::Exact((count as f64 * 10_000_000.0 / base as f64).round() / 100.0),
                text: number::rate(lang, count, base),
                beside: Some(write_amount(lang, self.amount)),
                meaning: None,
            },
        }
    }

    fn as_change(&self, lang: Lang, change: Change) -> FormattedNumber {
        match change {
            Change::More(_, before) | Change::Fewer(_, before) => self.since(lang, before, ""),
            Change::Similar(before) => FormattedNumber {
                meaning: Some(words::show::SIMILAR.text(lang)),
                ..self.since(lang, before, "≈\u{a0}")
            },
            Change::Same => FormattedNumber {
                size: Size::Exact(0.0),
                text: "0".into(),
                beside: None,
                meaning: None,
            },
            Change::Hidden => hidden(lang),
            Change::First => none(lang, words::show::NO_YEAR_BEFORE),
            Change::Broken => none(lang, words::show::COUNTED_OTHERWISE),
            Change::OtherLength => none(lang, words::show::OTHER_LENGTH),
            Change::Unknown => none(lang, words::show::YEAR_BEFORE_HIDDEN),
        }
    }

    /// Formats the difference from the number of the year before.
    fn since(&self, lang: Lang, before: u64, prefix: &str) -> FormattedNumber {
        let now = self.amount.exact().unwrap_or(before);
        let share = (before >= SMALLEST_BASE).then(|| {
            let sign = if now < before { '−' } else { '+' };
            format!(
                "{sign}{}",
                number::share(lang, now.abs_diff(before), before)
            )
        });
        FormattedNumber {
            size: Size::Exact(now as f64 - before as f64),
            text: format!("{prefix}{}", number::change(lang, before, now)),
            beside: share,
            meaning: None,
        }
    }
}

fn hidden(lang: Lang) -> FormattedNumber {
    FormattedNumber {
        size: Size::Hidden,
        text: words::mark::HIDDEN_MARK.into(),
        beside: None,
        meaning: Some(words::mark::HIDDEN_MEANING.text(lang)),
    }
}

fn none(lang: Lang, why: Phrase) -> FormattedNumber {
    FormattedNumber {
        size: Size::None,
        text: words::mark::NONE_MARK.into(),
        beside: None,
        meaning: Some(why.text(lang)),
    }
}
