//! Answers questions about who knows whom: what can be reached, what forms a circle, what lies above what.

use std::collections::{BTreeMap, BTreeSet};

/// Who knows whom, by name. Whoever is known is there as well.
pub type Graph = BTreeMap<String, BTreeSet<String>>;

/// Everything that can be reached from a name by following at least one arrow.
pub fn reachable(graph: &Graph, from: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(name) = open.pop() {
        for known in graph.get(&name).into_iter().flatten() {
            if reached.insert(known.clone()) {
                open.push(known.clone());
            }
        }
    }
    reached
}

/// The groups of names that can all reach each other. Names in no circle are in no group.
pub fn circles(graph: &Graph) -> Vec<BTreeSet<String>> {
    let mut circles: Vec<BTreeSet<String>> = Vec::new();
    for name in graph.keys() {
        let is_known = circles.iter().any(|circle| circle.contains(name));
        let reached = reachable(graph, name);
        if is_known || !reached.contains(name) {
            continue;
        }
        let comes_back = |other: &String| reachable(graph, other).contains(name);
        circles.push(reached.into_iter().filter(comes_back).collect());
    }
    circles
}

/// The names in layers, from the top: each is above everything that it knows. Names in a circle share a layer.
pub fn layers(graph: &Graph) -> Vec<Vec<String>> {
    let mut heights = BTreeMap::new();
    let mut layers: Vec<Vec<String>> = Vec::new();
    for name in graph.keys() {
        let height = height_of(graph, name, &mut heights);
        if layers.len() <= height {
            layers.resize(height + 1, Vec::new());
        }
        layers[height].push(name.clone());
    }
    layers.reverse();
    layers
}

/// How many layers lie below a name. Heights that were found are kept.
fn height_of(graph: &Graph, name: &str, heights: &mut BTreeMap<String, usize>) -> usize {
    if let Some(height) = heights.get(name) {
        return *height;
    }
    let mut height = 0;
    for below in reachable(graph, name) {
        // What can reach the name as well is in a circle with it, not below it.
        if !reachable(graph, &below).contains(name) {
            height = height.max(height_of(graph, &below, heights) + 1);
        }
    }
    heights.insert(name.to_owned(), height);
    height
}
