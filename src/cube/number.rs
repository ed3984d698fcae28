//! Formats numbers as each language writes them: `1 234 567,5` in Costa Rica, `1,234,567.5` in English.

use crate::lang::Lang;

/// A whole number in groups of three digits.
pub fn count(lang: Lang, number: u64) -> String {
    let separator = lang.manner().group;
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// The difference between two counts, with its sign.
pub fn change(lang: Lang, before: u64, after: u64) -> String {
    let sign = if after < before { '−' } else { '+' };
    format!("{sign}{}", count(lang, after.abs_diff(before)))
}

/// A share in per cent: whole, or with one decimal where the base has a thousand persons or more.
pub fn share(lang: Lang, part: u64, base: u64) -> String {
    let number = if base < 1000 {
        count(lang, rounded(part, base, 100))
    } else {
        tenths(lang, rounded(part, base, 1000))
    };
    number + lang.manner().percent
}

/// A share in per cent as [`share`] rounds it.
pub fn share_as_shown(part: u64, base: u64) -> f64 {
    if base < 1000 {
        rounded(part, base, 100) as f64
    } else {
        rounded(part, base, 1000) as f64 / 10.0
    }
}

/// How many of 100,000, as [`rate`] rounds them.
pub fn rate_as_shown(part: u64, base: u64) -> f64 {
    match rounded(part, base, 10_000_000) {
        number @ ..1000 => number as f64 / 100.0,
        _ => rounded(part, base, 1_000_000) as f64 / 10.0,
    }
}

/// How many of 100,000, where `part` of `base` are: with two decimals, or with one from 10 on.
pub fn rate(lang: Lang, part: u64, base: u64) -> String {
    match rounded(part, base, 10_000_000) {
        number @ ..1000 => hundredths(lang, number),
        _ => tenths(lang, rounded(part, base, 1_000_000)),
    }
}

/// A number of hundredths as a decimal.
pub fn hundredths(lang: Lang, number: u64) -> String {
    format!(
        "{}{}{:02}",
        count(lang, number / 100),
        lang.manner().point,
        number % 100
    )
}

/// A number of tenths as a decimal.
fn tenths(lang: Lang, number: u64) -> String {
    format!(
        "{}{}{}",
        count(lang, number / 10),
        lang.manner().point,
        number % 10
    )
}

/// `part / base * scale`, halves upwards; 0 where there is no base.
fn rounded(part: u64, base: u64, scale: u128) -> u64 {
    let (part, base) = (u128::from(part), u128::from(base));
    let rounded = (part * scale * 2 + base).checked_div(base * 2).unwrap_or(0);
    u64::try_from(rounded).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        let both = |number| Lang::ALL.map(|lang| count(lang, number));
        assert_eq!(both(0), ["0", "0"]);
        assert_eq!(both(999), ["999", "999"]);
        assert_eq!(both(1_234), ["1\u{a0}234", "1,234"]);
        assert_eq!(both(1_234_567), ["1\u{a0}234\u{a0}567", "1,234,567"]);
    }

    #[test]
    fn shares_are_rounded_as_the_base_allows() {
        assert_eq!(share(Lang::Es, 1, 3), "33\u{a0}%");
        assert_eq!(share(Lang::En, 1, 2_000), "0.1%");
        assert_eq!(share(Lang::Es, 1_234, 2_000), "61,7\u{a0}%");
        assert_eq!(share(Lang::En, 40, 40), "100%");
    }

    #[test]
    fn rates_are_per_100_000() {
        assert_eq!(rate(Lang::Es, 107, 9 * 1_601_167), "0,74");
        assert_eq!(rate(Lang::En, 20, 20_000), "100.0");
        assert_eq!(rate(Lang::Es, 1_999, 20_000_000), "10,0");
        assert_eq!(rate(Lang::En, 25, 500_000), "5.00");
        assert_eq!(rate(Lang::En, 305, 10_000_000), "3.05");
    }

    #[test]
    fn a_change_has_its_sign() {
        assert_eq!(change(Lang::Es, 97, 104), "+7");
        assert_eq!(change(Lang::En, 2_104, 97), "−2,007");
    }
}
