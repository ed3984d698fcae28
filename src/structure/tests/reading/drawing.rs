//! Checks the picture: layers, arrows, descriptions that are cut at a word, and its place in a document.

use std::collections::BTreeSet;
use std::path::PathBuf;

use structure::{Package, Workspace, picture};

use crate::read;

#[test]
fn crates_and_folders_are_drawn_from_the_top() {
    let dashboard = read(&[
        ("lib.rs", "mod page; mod words; mod figure;"),
        (
            "page.rs",
            "//! Composes the page. And more.\nuse crate::{figure::map::Map, words::Text};",
        ),
        (
            "words.rs",
            "//! Holds every [`word`] of `es`.\npub struct Text;",
        ),
        ("figure.rs", "//! Draws figures.\npub mod map;"),
        (
            "figure/map.rs",
            "//! Draws maps.\nmod outline; pub struct Map(crate::words::Text);",
        ),
        ("figure/map/outline.rs", "//! Outlines.\n"),
    ]);
    let workspace = Workspace {
        packages: vec![
            package(
                "cube",
                "What anyone may see",
                &[],
                vec![(PathBuf::from("cube.rs"), read(&[("lib.rs", "")]))],
            ),
            package("tests", "Tests", &["cube"], vec![]),
            package(
                "dashboard",
                "The dashboard",
                &["cube"],
                vec![(PathBuf::from("lib.rs"), dashboard)],
            ),
        ],
    };
    assert_eq!(
        picture::draw(&workspace, ""),
        "```text
crates
  2 dashboard  The dashboard -> cube
  1 cube       What anyone may see

lib.rs
  3 page     Composes the page. -> figure, words
  2 figure/  Draws figures. -> words
      map/   Draws maps.
  1 words    Holds every word of es.
```
"
    );
}

#[test]
fn what_does_not_fit_is_cut_after_a_word_and_arrows_get_lines_of_their_own() {
    let about = "//! Draws everything that a reader of this page could ever want to see, and also what nobody would ever ask for.";
    let names: Vec<String> = (0..30).map(|number| format!("child{number:02}")).collect();
    let uses: String = names
        .iter()
        .map(|name| format!("use crate::{name}::X;\n"))
        .collect();
    let declares: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    let (root, page) = (format!("mod page;\n{declares}"), format!("{about}\n{uses}"));
    let mut texts = vec![("lib.rs", root.as_str()), ("page.rs", page.as_str())];
    let files: Vec<String> = names.iter().map(|name| format!("{name}.rs")).collect();
    let child = format!("{about}\npub struct X;");
    texts.extend(files.iter().map(|file| (file.as_str(), child.as_str())));
    let crates = vec![(PathBuf::from("lib.rs"), read(&texts))];
    let workspace = Workspace {
        packages: vec![package("dashboard", "The dashboard", &[], crates)],
    };
    let drawn = picture::draw(&workspace, "");
    let cut = "Draws everything that a reader of this page could ever want to see, and also what nobody would ever ask…\n";
    assert!(
        drawn.contains(&format!(
            "\n  2 page     {cut}             -> child00, child01,"
        )),
        "{drawn}"
    );
    assert!(drawn.contains(&format!("\n  1 child29  {cut}")), "{drawn}");
    assert!(
        drawn.lines().all(|line| line.chars().count() <= 120),
        "{drawn}"
    );
    assert!(
        names.iter().all(|name| drawn.matches(name).count() == 2),
        "{drawn}"
    );
}

#[test]
fn the_picture_stands_between_the_markers() {
    let document = format!(
        "# Map\n\n{}\nold\n{}\n\nMore.\n",
        picture::BEGIN,
        picture::END
    );
    let fresh = picture::put_into(&document, "new\n").unwrap();
    let expected = format!(
        "# Map\n\n{}\n\nnew\n\n{}\n\nMore.\n",
        picture::BEGIN,
        picture::END
    );
    assert_eq!(fresh, expected);
    assert_eq!(picture::put_into(&fresh, "new\n").unwrap(), fresh);
    let error = picture::put_into("# Map\n", "new\n")
        .unwrap_err()
        .to_string();
    assert!(error.contains("has no line `<!-- arrows"), "{error}");
}

fn package(
    name: &str,
    about: &str,
    knows: &[&str],
    crates: Vec<(PathBuf, structure::Crate)>,
) -> Package {
    let knows: BTreeSet<String> = knows.iter().map(|known| (*known).to_owned()).collect();
    Package {
        name: name.to_owned(),
        about: about.to_owned(),
        knows,
        crates,
    }
}
