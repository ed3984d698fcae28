//! Compares patterns of file names, in which `*` matches any characters and `?` matches one.

/// Whether some file name matches both patterns: from the ends on, whether the rests of both patterns have a common
/// name.
pub(super) fn overlap(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let is_any = |rest: &[char]| rest.iter().all(|letter| *letter == '*');
    let mut below: Vec<bool> = (0..=b.len()).map(|at| is_any(&b[at..])).collect();
    for from in (0..a.len()).rev() {
        let mut row = vec![false; b.len() + 1];
        row[b.len()] = is_any(&a[from..]);
        for at in (0..b.len()).rev() {
            row[at] = match (a[from], b[at]) {
                ('*', _) | (_, '*') => below[at] || row[at + 1],
                ('?', _) | (_, '?') => below[at + 1],
                (letter, other) => letter == other && below[at + 1],
            };
        }
        below = row;
    }
    below[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_match_a_common_name_are_found() {
        for (a, b) in [
            ("*", ""),
            ("pani-*.csv", "*-2024.csv"),
            ("a?", "?b"),
            ("a*", "*b*"),
            ("x", "x"),
            ("a?c", "a*"),
        ] {
            assert!(overlap(a, b) && overlap(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("pani-*.csv", "dgme-*.csv"),
            ("a?", "a"),
            ("*.csv", "*.xlsx"),
            ("a?b", "ab"),
            ("?", ""),
        ] {
            assert!(!overlap(a, b) && !overlap(b, a), "{a} {b}");
        }
    }
}
