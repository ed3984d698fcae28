//! Checks every codebook of the repository with the program, and with the schema that it writes for editors.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::PathBuf;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use tests::{files_below, read, root, tablero};

/// Every codebook of the repository.
fn codebooks() -> Vec<PathBuf> {
    let files = ["src", "tests"].into_iter().flat_map(files_below);
    let tomls = files.filter(|file| file.extension().is_some_and(|found| found == "toml"));
    let codebooks: Vec<PathBuf> = tomls
        .filter(|file| read(file).contains("\nformat = 1\n"))
        .collect();
    assert!(
        codebooks.len() >= 3,
        "the codebooks are not where they were"
    );
    codebooks
}

/// The schema that the program writes.
struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn compile() -> Self {
        let written = tablero().args(["codebook", "schema"]).output().unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler
            .add_resource(
                "codebook.schema.json",
                serde_json::from_slice(&written.stdout).unwrap(),
            )
            .unwrap();
        let index = compiler
            .compile("codebook.schema.json", &mut schemas)
            .unwrap();
        Schema { schemas, index }
    }

    fn validate(&self, codebook: &Value) -> Result<(), String> {
        self.schemas
            .validate(codebook, self.index)
            .map_err(|error| error.to_string())
    }
}

fn value(file: &PathBuf) -> Value {
    serde_json::to_value(toml::from_str::<toml::Table>(&read(file)).unwrap()).unwrap()
}

#[test]
fn every_codebook_is_sound() {
    let output = tablero()
        .args(["codebook", "check"])
        .args(codebooks())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}");
    assert_eq!(
        printed.matches(": no mistakes: ").count(),
        codebooks().len(),
        "{printed}"
    );
}

#[test]
fn every_codebook_follows_the_schema() {
    let schema = Schema::compile();
    for file in codebooks() {
        let valid = schema.validate(&value(&file));
        assert!(valid.is_ok(), "{}: {}", file.display(), valid.unwrap_err());
    }
}

#[test]
fn the_schema_finds_what_an_editor_should_mark() {
    let (schema, sound) = (
        Schema::compile(),
        value(&root().join("src/codebook/sample.toml")),
    );
    let wrong: [fn(&mut Value); 5] = [
        |codebook| codebook["dimension"][0]["knid"] = json!("age"),
        |codebook| codebook["dimension"][0]["kind"] = json!("ages"),
        |codebook| codebook["threshold"] = json!("five"),
        |codebook| codebook["title"] = json!({ "es": "Título", "tlh": "pong" }),
        |codebook| drop(codebook.as_object_mut().unwrap().remove("records")),
    ];
    for change in wrong {
        let mut codebook = sound.clone();
        change(&mut codebook);
        assert!(schema.validate(&codebook).is_err());
    }
}

#[test]
fn codebooks_name_a_schema_that_is_there() {
    let mut named = 0;
    for file in codebooks() {
        let text = read(&file);
        let Some(place) = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("#:schema "))
        else {
            continue;
        };
        assert!(
            file.with_file_name(place).is_file(),
            "{} names {place}",
            file.display()
        );
        named += 1;
    }
    assert!(named >= 2, "no codebook names the schema");
}
