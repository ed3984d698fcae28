//! Finds the oldest C library that a program runs with, by the versions that it names.

/// Returns the newest version of glibc that a program names, such as `2.34`; `-` where it names none.
pub fn needed(program: &[u8]) -> String {
    const MARK: &[u8] = b"GLIBC_2.";
    let mut newest = None;
    for (position, window) in program.windows(MARK.len()).enumerate() {
        if window == MARK {
            let digits = program[position + MARK.len()..].iter();
            let minor: String = digits
                .take_while(|byte| byte.is_ascii_digit())
                .map(|byte| char::from(*byte))
                .collect();
            newest = newest.max(minor.parse::<u32>().ok());
        }
    }
    newest.map_or("-".into(), |minor| format!("2.{minor}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_counts_and_not_the_first_or_longest() {
        let program = b"\0GLIBC_2.9\0GLIBC_2.34\0GLIBC_2.2.5\0GLIBC_2.x\0";
        assert_eq!(needed(program), "2.34");
        assert_eq!(needed(b"static"), "-");
    }
}
