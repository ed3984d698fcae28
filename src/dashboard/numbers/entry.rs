//! Formats one number of a figure as a count, a share, a change or a rate.

use cube::{Lang, number};

use crate::counts::{Amount, Change, Rate, SMALLEST_BASE};
use crate::query::Show;
use crate::view::Size;
use crate::words::mark::written;
use crate::words::{self, Phrase};

/// One number of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// What is counted.
    pub amount: Amount,
    /// Of how many persons it is a part, where that is known.
    pub base: Option<u64>,
    /// How it compares with the year before, where changes are shown.
    pub change: Option<Change>,
    /// What its rate is divided by, where rates are shown.
    pub rate: Option<Rate>,
}

/// A number as a figure shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct FormattedNumber {
    /// How long its bar is.
    pub size: Size,
    /// What is written.
    pub text: String,
    /// What is written beside it, where there is room: the share of a count, the count of a share or a rate, how many
    /// per cent a change is.
    pub beside: Option<String>,
    /// What it means where the text alone does not say.
    pub meaning: Option<String>,
}

impl FormattedNumber {
    /// The number with what stands beside it, and what a mark means.
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
    /// A number that is compared with nothing.
    pub fn new(amount: Amount) -> Entry {
        Entry {
            amount,
            base: None,
            change: None,
            rate: None,
        }
    }

    /// What is nowhere published.
    pub fn hidden() -> Entry {
        Entry::new(Amount::Hidden)
    }

    /// The number as a figure shows it.
    pub fn format(&self, lang: Lang, show: Show) -> FormattedNumber {
        match (show, self.change, self.rate) {
            (Show::Share, ..) => self.as_share(lang),
            (Show::Change, Some(change), _) => self.as_change(lang, change),
            (Show::Rate, _, Some(rate)) => self.as_rate(lang, rate),
            (Show::Count | Show::Change | Show::Rate, ..) => self.as_count(lang),
        }
    }

    /// What it is ordered by, where that is known exactly: its rate where rates are shown, in millionths.
    pub fn rank(&self) -> Option<u128> {
        let count = self.amount.exact()?;
        match self.rate {
            Some(rate) => Some(u128::from(count) * 100_000_000_000 / u128::from(rate.base(count)?)),
            None => Some(count.into()),
        }
    }

    /// The share: only of exact numbers, and of a base that is large enough.
    pub fn share(&self, lang: Lang) -> Option<String> {
        let (part, base) = self.part()?;
        Some(number::share(lang, part, base))
    }

    fn part(&self) -> Option<(u64, u64)> {
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
        };
        FormattedNumber {
            size,
            text: written(lang, self.amount),
            beside: self.share(lang),
            meaning,
        }
    }

    fn as_share(&self, lang: Lang) -> FormattedNumber {
        match (self.part(), self.amount) {
            (Some((part, base)), _) => FormattedNumber {
                size: Size::Exact(part as f64 * 100.0 / base as f64),
                text: number::share(lang, part, base),
                beside: Some(written(lang, self.amount)),
                meaning: None,
            },
            (None, Amount::Hidden) => hidden(lang),
            (None, _) => none(lang, words::show::NO_SHARE),
        }
    }

    fn as_rate(&self, lang: Lang, rate: Rate) -> FormattedNumber {
        let count = match self.amount {
            Amount::Exact(count) => count,
            Amount::Hidden => return hidden(lang),
            Amount::Between(..) => return none(lang, words::show::NO_RATE),
        };
        match (rate.inhabitants, rate.base(count)) {
            (None, _) => none(lang, words::show::NO_INHABITANTS),
            (Some(_), None) => none(lang, words::show::TOO_FEW),
            (Some(_), Some(base)) => FormattedNumber {
                // As it is written, so that it is drawn in the class that it is read in.
                size: Size::Exact((count as f64 * 10_000_000.0 / base as f64).round() / 100.0),
                text: number::rate(lang, count, base),
                beside: Some(written(lang, self.amount)),
                meaning: None,
            },
        }
    }

    fn as_change(&self, lang: Lang, change: Change) -> FormattedNumber {
        let since = |before: u64, prefix: &str| {
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
        };
        match change {
            Change::More(_, before) | Change::Fewer(_, before) => since(before, ""),
            Change::Similar(before) => FormattedNumber {
                meaning: Some(words::show::SIMILAR.get(lang)),
                ..since(before, "≈\u{a0}")
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
            Change::Unknown => none(lang, words::show::YEAR_BEFORE_HIDDEN),
        }
    }
}

fn hidden(lang: Lang) -> FormattedNumber {
    FormattedNumber {
        size: Size::Hidden,
        text: words::mark::HIDDEN_MARK.into(),
        beside: None,
        meaning: Some(words::mark::HIDDEN_MEANING.get(lang)),
    }
}

fn none(lang: Lang, why: Phrase) -> FormattedNumber {
    FormattedNumber {
        size: Size::None,
        text: words::mark::NONE_MARK.into(),
        beside: None,
        meaning: Some(why.get(lang)),
    }
}
