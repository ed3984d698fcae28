//! Lists every table of whole numbers that agrees with what is published.

/// All tables: the counts of every cell, or `None` if there are more than `cap`.
pub fn list(
    sums: &[(usize, Vec<usize>)],
    counts: &[i64],
    published: &[bool],
    cap: usize,
) -> Option<Vec<Vec<i64>>> {
    let most = counts.iter().copied().max().unwrap_or(0);
    let ranges = counts.iter().zip(published);
    let ranges: Vec<(i64, i64)> = ranges
        .map(|(count, is_published)| {
            if *is_published {
                (*count, *count)
            } else {
                (0, most)
            }
        })
        .collect();
    let mut found = Vec::new();
    let mut stack = vec![ranges];
    while let Some(mut ranges) = stack.pop() {
        if !narrow(sums, &mut ranges) {
            continue;
        }
        let open = (0..ranges.len()).filter(|at| ranges[*at].0 < ranges[*at].1);
        let Some(next) = open.min_by_key(|at| ranges[*at].1 - ranges[*at].0) else {
            found.push(ranges.iter().map(|(low, _)| *low).collect());
            if found.len() > cap {
                return None;
            }
            continue;
        };
        for value in ranges[next].0..=ranges[next].1 {
            let mut with = ranges.clone();
            with[next] = (value, value);
            stack.push(with);
        }
    }
    Some(found)
}

/// Narrows ranges by the sums until nothing changes; `false` if they contradict each other.
fn narrow(sums: &[(usize, Vec<usize>)], ranges: &mut [(i64, i64)]) -> bool {
    loop {
        let mut has_changed = false;
        for (total, parts) in sums {
            let least: i64 = parts.iter().map(|part| ranges[*part].0).sum();
            let most: i64 = parts.iter().map(|part| ranges[*part].1).sum();
            let whole = ranges[*total];
            has_changed |= intersect(&mut ranges[*total], (least, most));
            for part in parts {
                let (low, high) = ranges[*part];
                let fits = (whole.0 - (most - high), whole.1 - (least - low));
                has_changed |= intersect(&mut ranges[*part], fits);
            }
            if ranges[*total].0 > ranges[*total].1
                || parts.iter().any(|part| ranges[*part].0 > ranges[*part].1)
            {
                return false;
            }
        }
        if !has_changed {
            return true;
        }
    }
}

fn intersect(range: &mut (i64, i64), other: (i64, i64)) -> bool {
    let narrowed = (range.0.max(other.0), range.1.min(other.1));
    std::mem::replace(range, narrowed) != narrowed
}
