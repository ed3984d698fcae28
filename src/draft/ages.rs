//! Recognizes ages in whole years, by the name of the column and its fields, and groups of ages that are written as text.

use codebook::notation::{
    age::{WrittenAge, parse_age},
    spelling::fold,
};

use crate::{
    column::{Column, is_share},
    words::has_word,
};

/// The share of the answers that must be ages, in percent.
const AGES: u64 = 80;
/// Words in the names of columns of ages.
const NAMES: [&str; 6] = ["edad", "edades", "age", "ages", "idade", "anos"];

/// Whether the name of a column speaks of ages.
pub(crate) fn is_named_age(name: &str) -> bool {
    has_word(name, &NAMES)
}

/// Counts the rows with an age and those with another answer, if most are ages and the column's name says so: other
/// small numbers, such as of children, look the same.
pub(crate) fn find_ages(column: &Column) -> Option<(u64, u64)> {
    let is_age = |text: &str| {
        matches!(
            parse_age(text),
            Some(WrittenAge::Digits(_) | WrittenAge::OtherNotation(_))
        )
    };
    let (fits, all) = (column.count(is_age), column.answered());
    (is_named_age(&column.name) && is_share(fits, all, AGES)).then_some((fits, all - fits))
}

/// The number with which a text such as `0-11`, `18 a 25`, `<18`, `65 y más` or `50+` begins. Groups of ages, of years and
/// of numbers have an order by it.
pub(crate) fn first_number(text: &str) -> Option<u32> {
    let folded = fold(text);
    let rest = folded.trim_start_matches(['<', '>', '=', ' ']);
    let rest = rest.strip_prefix("menos de ").unwrap_or(rest);
    let end = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let number = rest[..end].parse().ok()?;
    // “Less than 18” comes before “18”.
    let is_below = folded.starts_with(['<']) || folded.starts_with("menos");
    Some(if is_below { 0 } else { number })
}
