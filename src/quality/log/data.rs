//! Renders what changed as data.

use cube::Break;
use serde_json::{Map, Value, json};

use crate::log::{
    compare::{Listed, Renamed, Revised},
    model::{Entry, Log},
};

/// Renders the log as JSON, the last release first.
pub fn render(log: &Log<'_>) -> String {
    let releases: Vec<Value> = log.entries.iter().rev().map(describe).collect();
    let withdrawn: Vec<Value> = log
        .withdrawn
        .iter()
        .map(|one| json!({"release": one.release, "reason": one.reason}))
        .collect();
    let notice = log
        .entries
        .last()
        .and_then(|last| last.release.catalog.notice.as_ref());
    let mut whole = Map::new();
    if let Some(notice) = notice {
        whole.insert("notice".into(), json!(notice));
    }
    whole.insert("releases".into(), Value::Array(releases));
    whole.insert("withdrawn".into(), Value::Array(withdrawn));
    // A value has nothing that cannot be written.
    serde_json::to_string_pretty(&Value::Object(whole)).unwrap_or_default() + "\n"
}

fn describe(entry: &Entry<'_>) -> Value {
    let catalog = &entry.release.catalog;
    let mut described = Map::new();
    described.insert("release".into(), json!(catalog.release));
    if let Some(updated) = catalog.updated() {
        described.insert("updated".into(), json!(updated));
    }
    if !catalog.revised.is_empty() {
        described.insert("corrected_years".into(), json!(catalog.revised));
    }
    if let Some(changes) = &entry.changes {
        let list =
            |listed: &[Listed]| -> Vec<Value> { listed.iter().map(describe_listed).collect() };
        let revised: Vec<Value> = changes.revised.iter().map(describe_revised).collect();
        let renamed: Vec<Value> = changes.renamed.iter().map(describe_renamed).collect();
        let breaks: Vec<Value> = changes.breaks.iter().map(describe_break).collect();
        let changes = json!({
            "added": changes.added,
            "revised": revised,
            "hidden": changes.hidden,
            "shown": changes.shown,
            "renamed": renamed,
            "new_categories": list(&changes.new_categories),
            "gone_categories": list(&changes.gone_categories),
            "new_tables": changes.new_tables,
            "gone_tables": changes.gone_tables,
            "breaks": breaks,
        });
        described.insert("changes".into(), changes);
    }
    Value::Object(described)
}

fn describe_revised(one: &Revised) -> Value {
    json!({
        "measure": one.address.measure,
        "pins": one.address.pins,
        "before": one.before,
        "after": one.after,
    })
}

fn describe_renamed(one: &Renamed) -> Value {
    json!({"of": one.of, "code": one.code, "before": json!(&one.before), "after": json!(&one.after)})
}

fn describe_listed(one: &Listed) -> Value {
    json!({"dimension": one.dimension, "code": one.code, "label": json!(&one.label)})
}

fn describe_break(one: &Break) -> Value {
    json!({
        "year": one.year,
        "measures": one.measures,
        "dimensions": one.dimensions,
        "reason": json!(&one.reason),
        "source": one.source,
    })
}
