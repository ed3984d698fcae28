//! Parses counts as offices write them: `40`, `40.0`, `1,234`, `1.234`, `1 234`.
//!
//! Whether a point or a comma separates thousands or decimals is decided for the whole column. If
//! nothing decides it, the column is refused.

use std::collections::BTreeMap;

/// A count as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Its separators have one meaning, or it has none.
    Clear {
        count: u64,
        /// What its separator, if it has one, must be.
        shows: Option<(char, Role)>,
    },
    /// `1.000`, `1,000`: one thousand, or one with three decimals.
    Unclear {
        separator: char,
        thousands: u64,
        decimal: u64,
    },
}

/// What a separator separates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Thousands,
    Decimals,
}

/// Why the counts of a column cannot be told, with the line and the field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// The first separates thousands and the second decimals by the same sign.
    Both([(usize, String); 2]),
    /// Nothing tells what the separator separates.
    Neither(usize, String),
}

/// Parses one field. `None`: it is no whole count.
pub(super) fn parse(field: &str) -> Option<Written> {
    let (text, has_blanks) = join_groups(field.trim())?;
    let signs: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, sign)| ['.', ','].contains(sign))
        .collect();
    let clear = |count: u64, shows| Some(Written::Clear { count, shows });
    match *signs.as_slice() {
        [] => clear(digits(&text)?, None),
        [(at, sign)] => {
            let (head, tail) = (&text[..at], &text[at + 1..]);
            let is_group = tail.len() == 3 && is_first_group(head) && !has_blanks;
            match (is_group, is_zero(tail)) {
                (true, true) => Some(Written::Unclear {
                    separator: sign,
                    thousands: digits(&format!("{head}{tail}"))?,
                    decimal: digits(head)?,
                }),
                (true, false) => clear(
                    digits(&format!("{head}{tail}"))?,
                    Some((sign, Role::Thousands)),
                ),
                (false, true) => clear(digits(head)?, Some((sign, Role::Decimals))),
                (false, false) => None,
            }
        }
        [(_, first), .., (at, last)] => {
            let (groups, decimals) = if first == last {
                (text.as_str(), "")
            } else {
                (&text[..at], &text[at + 1..])
            };
            let is_decimal_zero = first == last || is_zero(decimals);
            let is_plain = is_decimal_zero && !has_blanks && !groups.contains(other_sign(first));
            let count = digits(&join_thousands(groups, first).filter(|_| is_plain)?)?;
            clear(count, Some((first, Role::Thousands)))
        }
    }
}

/// Reads the counts of a column, given by their lines and fields.
pub(super) fn settle(written: &[(usize, &str, Written)]) -> Result<Vec<u64>, Unclear> {
    let mut shown: BTreeMap<(char, Role), (usize, String)> = BTreeMap::new();
    let mut has_plain = false;
    for (line, field, count) in written {
        match count {
            Written::Clear {
                shows: Some(shows), ..
            } => {
                shown.entry(*shows).or_insert((*line, (*field).into()));
            }
            Written::Clear { .. } => has_plain = true,
            Written::Unclear { .. } => {}
        }
    }
    for sign in ['.', ','] {
        let places =
            [Role::Thousands, Role::Decimals].map(|role| shown.get(&(sign, role)).cloned());
        if let [Some(thousands), Some(decimals)] = places {
            return Err(Unclear::Both([thousands, decimals]));
        }
    }
    let mut counts = Vec::new();
    for (line, field, count) in written {
        counts.push(match *count {
            Written::Clear { count, .. } => count,
            Written::Unclear {
                separator,
                thousands,
                decimal,
            } => {
                let is_shown = |sign, role| shown.contains_key(&(sign, role));
                let other = other_sign(separator);
                if is_shown(separator, Role::Decimals) || is_shown(other, Role::Thousands) {
                    decimal
                } else if has_plain
                    || is_shown(separator, Role::Thousands)
                    || is_shown(other, Role::Decimals)
                {
                    // Counts without decimals stand beside it.
                    thousands
                } else {
                    return Err(Unclear::Neither(*line, (*field).into()));
                }
            }
        });
    }
    Ok(counts)
}

fn other_sign(sign: char) -> char {
    if sign == '.' { ',' } else { '.' }
}

/// Joins groups of thousands that blanks or apostrophes separate, and returns whether there were any.
fn join_groups(text: &str) -> Option<(String, bool)> {
    let is_gap = |letter: char| letter.is_whitespace() || ['\'', '’'].contains(&letter);
    if !text.contains(is_gap) {
        return Some((text.into(), false));
    }
    let spaced: String = text
        .chars()
        .map(|letter| if is_gap(letter) { ' ' } else { letter })
        .collect();
    let decimals = spaced.find(['.', ',']).unwrap_or(spaced.len());
    let (whole, rest) = spaced.split_at(decimals);
    Some((join_thousands(whole, ' ')? + rest, true))
}

/// Joins groups of three digits behind a first one of one to three.
fn join_thousands(text: &str, separator: char) -> Option<String> {
    let mut groups = text.split(separator);
    let first = groups.next().filter(|first| is_first_group(first))?;
    let mut joined = first.to_owned();
    for group in groups {
        joined += Some(group).filter(|group| group.len() == 3)?;
    }
    Some(joined)
}

fn is_first_group(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0')
}

fn is_zero(decimals: &str) -> bool {
    !decimals.is_empty() && decimals.chars().all(|digit| digit == '0')
}

/// Parses digits and nothing else.
fn digits(text: &str) -> Option<u64> {
    let is_plain = text.chars().all(|letter| letter.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(fields: &[&str]) -> Result<Vec<u64>, String> {
        let mut written = Vec::new();
        for (line, field) in (2..).zip(fields) {
            let count = parse(field).ok_or(format!("{field} is no count"))?;
            written.push((line, *field, count));
        }
        settle(&written).map_err(|unclear| format!("{unclear:?}"))
    }

    #[test]
    fn counts_are_read_as_offices_write_them() {
        for (fields, expected) in [
            (["40", "7"], [40, 7]),
            (["40.0", "7.0"], [40, 7]),
            (["40,00", "7"], [40, 7]),
            (["1,234", "7"], [1234, 7]),
            (["1.234", "7"], [1234, 7]),
            (["1.234.567", "1.000"], [1_234_567, 1000]),
            (["1,234.0", "1,000"], [1234, 1000]),
            (["1.234,00", "2,0"], [1234, 2]),
            (["1 234", "7"], [1234, 7]),
            (["1\u{a0}234,0", "1\u{202f}000"], [1234, 1000]),
            (["1'234", "7"], [1234, 7]),
            (["1.000", "7"], [1000, 7]),
            (["1.000", "12.500"], [1000, 12500]),
            (["1.000", "7.0"], [1, 7]),
            (["1234.000", "1.000"], [1234, 1]),
            (["0.000", "3.000"], [0, 3]),
            (["1,000", "7.0"], [1000, 7]),
        ] {
            assert_eq!(column(&fields), Ok(expected.to_vec()), "{fields:?}");
        }
    }

    #[test]
    fn what_is_no_whole_count_is_refused() {
        for field in [
            "",
            "x",
            "-3",
            "+3",
            "40.5",
            "1,23,456",
            "12,34",
            "1.2.3",
            "1 23",
            "1e5",
            "1,234.5",
            "4 0.0.0",
            "1 000.000.000",
            "99999999999999999999",
            "٣",
        ] {
            assert_eq!(parse(field), None, "{field}");
        }
    }

    #[test]
    fn a_separator_that_may_mean_either_is_refused() {
        assert_eq!(
            column(&["3.000", "1.000"]).unwrap_err(),
            "Neither(2, \"3.000\")"
        );
        assert_eq!(
            column(&["12", "1.234", "3.0"]).unwrap_err(),
            "Both([(3, \"1.234\"), (4, \"3.0\")])"
        );
    }
}
