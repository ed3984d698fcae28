//! Groups the codes of a dimension by the category of the questionnaire that the codebook maps them to.

use cube::{Catalog, Category, Dimension};

/// The name under which the codebook maps codes to the questionnaire.
const GLOTIP: &str = "glotip";

/// A category of the questionnaire, or several that are published together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name in the questionnaire: `Female`, `Male; Other`.
    pub name: String,
    /// The codes whose persons are in it. No code lies below another.
    pub codes: Vec<String>,
    /// Their codes in ICCS.
    pub iccs: String,
    /// Their codes in HTCDS.
    pub htcds: String,
}

/// Finds the dimension that has a category of the questionnaire.
pub fn find<'a>(catalog: &'a Catalog, category: &str) -> Option<&'a Dimension> {
    let is_it = |one: &Category| one.map.get(GLOTIP).is_some_and(|name| name == category);
    let mut dimensions = catalog.dimensions.iter();
    dimensions.find(|dimension| dimension.categories.iter().any(is_it))
}

/// Lists the categories of the questionnaire that a dimension has, in its order.
pub fn list(dimension: &Dimension) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for category in &dimension.categories {
        let Some(name) = category.map.get(GLOTIP) else {
            continue;
        };
        let at = groups.iter().position(|group| group.name == *name);
        let group = match at {
            Some(at) => &mut groups[at],
            None => {
                groups.push(Group {
                    name: name.clone(),
                    codes: Vec::new(),
                    iccs: String::new(),
                    htcds: String::new(),
                });
                let last = groups.len() - 1;
                &mut groups[last]
            }
        };
        let is_below = |code: &String| {
            dimension
                .ancestors(&category.code)
                .any(|above| above == code)
        };
        if !group.codes.iter().any(is_below) {
            group.codes.push(category.code.clone());
            add(&mut group.iccs, category.map.get("iccs"));
            add(&mut group.htcds, category.map.get("htcds"));
        }
    }
    groups
}

/// Lists every category of a dimension by its own name.
pub fn list_all(dimension: &Dimension, name: impl Fn(&Category) -> String) -> Vec<Group> {
    let categories = dimension.categories.iter();
    categories
        .map(|category| Group {
            name: name(category),
            codes: vec![category.code.clone()],
            iccs: String::new(),
            htcds: category.map.get("htcds").cloned().unwrap_or_default(),
        })
        .collect()
}

fn add(codes: &mut String, code: Option<&String>) {
    if let Some(code) = code {
        if !codes.is_empty() {
            codes.push_str("; ");
        }
        codes.push_str(code);
    }
}
