//! Names sets of categories: one name for each set, and another set never has it.

use std::collections::BTreeMap;

use super::parts::{CodeSets, Parts};

/// Names the codes of every release: by the last release that has the same set, or by the code
/// itself, if it means no other set later, or by the parts.
pub(super) fn name_codes(codes: &CodeSets) -> Vec<BTreeMap<String, String>> {
    let mut named: BTreeMap<String, Parts> = BTreeMap::new();
    let mut names = vec![BTreeMap::new(); codes.releases.len()];
    for (at, release) in codes.releases.iter().enumerate().rev() {
        let mut own: BTreeMap<String, String> = BTreeMap::new();
        for (code, parts) in release {
            if named.get(code) == Some(parts) {
                own.insert(code.clone(), code.clone());
            }
        }
        for (code, parts) in release {
            if own.contains_key(code) {
                continue;
            }
            let is_free = |name: &&String| !own.values().any(|used| used == *name);
            let same = named
                .iter()
                .filter(|(_, known)| *known == parts && !parts.is_empty());
            let name = match same.map(|(name, _)| name).find(is_free) {
                Some(name) => name.clone(),
                None => new_name(code, parts, codes, &named),
            };
            named.insert(name.clone(), parts.clone());
            own.insert(code.clone(), name);
        }
        names[at] = own;
    }
    names
}

fn new_name(
    code: &str,
    parts: &Parts,
    codes: &CodeSets,
    named: &BTreeMap<String, Parts>,
) -> String {
    let mut name = code.to_owned();
    if named.contains_key(&name) {
        name = join_names(parts, &codes.part_names);
    }
    while named.contains_key(&name) {
        name.push('′');
    }
    name
}

/// Names a set by its parts: `NIC+PAN`.
pub(super) fn join_names(parts: &Parts, names: &[String]) -> String {
    let names: Vec<&str> = parts.iter().map(|part| names[*part].as_str()).collect();
    names.join("+")
}
