//! Checks from outside what commands write over, and where: never over an input or somebody else's file, and nothing
//! confidential into what is public.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use tests::codebook::Codebook;
use tests::tablero;
use tests::workdir::{KEY, Workdir, codebook, stderr, stdout};

/// A folder with a key, a ledger, and a release in `public`.
fn dir() -> Workdir {
    let dir = Workdir::new();
    dir.write("key.txt", KEY);
    dir.publish("public");
    fs::create_dir(dir.path("inbox")).unwrap();
    fs::copy(dir.path("records.csv"), dir.path("inbox/records.csv")).unwrap();
    dir.write("notes.html", "mine");
    fs::create_dir(dir.path("notes")).unwrap();
    dir.write("notes/report.html", "mine");
    dir
}

/// Runs a command that must be refused for this reason and leave every file as it was.
fn check_refused(dir: &Workdir, command: &str, why: &str) {
    let before = dir.published(".");
    let done = dir.run(command);
    assert_eq!(done.status.code(), Some(1), "{command}: {}", stdout(&done));
    assert!(stderr(&done).contains(why), "{command}: {}", stderr(&done));
    assert_eq!(dir.published("."), before, "{command}");
}

#[test]
fn no_output_is_an_input() {
    let dir = dir();
    const INPUT: &str = "this command reads this file, so it does not write over it";
    const OTHER: &str = "this file is there, and this command did not write it";
    const RECORDS: &str = "the next run would read this file as records";
    let publish = "publish --codebook codebook.toml --key key.txt --out new";
    let grain = "suggest-grain --codebook codebook.toml --key key.txt";
    let commands = [
        (format!("{publish} --set-aside records.csv records.csv"), INPUT),
        (format!("{publish} --set-aside codebook.toml records.csv"), INPUT),
        (format!("{publish} --set-aside key.txt records.csv"), INPUT),
        (format!("{publish} --set-aside ./inbox/../records.csv records.csv"), INPUT),
        (format!("{publish} --set-aside inbox/records.csv inbox"), RECORDS),
        (format!("{publish} --set-aside inbox/aside.csv inbox"), RECORDS),
        (format!("{publish} --set-aside notes.html records.csv"), OTHER),
        (format!("{publish} --report notes records.csv"), OTHER),
        (format!("{grain} --out codebook.toml records.csv"), INPUT),
        (format!("{grain} --out records.csv records.csv"), INPUT),
        (format!("{grain} --out key.txt records.csv"), INPUT),
        (format!("{grain} --out notes.html records.csv"), OTHER),
        ("quality public --out records.csv".into(), OTHER),
        ("quality public --out notes.html".into(), OTHER),
        ("quality public --out public/index.json".into(), "the folder of a release holds its own files alone"),
        ("quality public --out public/new.html".into(), "the folder of a release holds its own files alone"),
        ("link propose --codebook codebook.toml --key key.txt --decisions key.txt records.csv".into(), INPUT),
        ("link propose --codebook codebook.toml --key key.txt --decisions codebook.toml records.csv".into(), INPUT),
        ("demo --out .".into(), OTHER),
    ];
    for (command, why) in commands {
        check_refused(&dir, &command, why);
    }
}

#[test]
fn what_a_command_wrote_before_it_writes_again() {
    let dir = dir();
    let commands = [
        "publish --codebook codebook.toml --out new --set-aside aside.csv --report report records.csv",
        "candidate --codebook codebook.toml --key key.txt --out candidate records.csv",
        "suggest-grain --codebook codebook.toml --out grain.toml records.csv",
        "quality public --out quality.html",
        "quality public --language en --out quality.html",
        "demo --out invented",
    ];
    for command in commands {
        for _ in 0..2 {
            let done = dir.run(command);
            assert!(done.status.success(), "{command}: {}", stderr(&done));
        }
    }
}

#[test]
fn what_somebody_edited_is_not_written_again() {
    let dir = dir();
    const EDITED: &str = "somebody edited this file since this command wrote it";
    let grain = "suggest-grain --codebook codebook.toml --out grain.toml records.csv";
    assert!(dir.run(grain).status.success());
    let proposal = fs::read_to_string(dir.path("grain.toml")).unwrap();
    for edited in [
        proposal.replace("[time]", "[time]\n# We keep the years."),
        proposal.clone() + "# Agreed on Monday.\n",
        proposal.lines().next().unwrap().into(),
    ] {
        dir.write("grain.toml", edited);
        check_refused(&dir, grain, EDITED);
    }
    dir.write("grain.toml", proposal);
    assert!(dir.run(grain).status.success());
    fs::create_dir(dir.path("site")).unwrap();
    for file in ["page-0a.css", "icon-0b.svg", "first-0c.js"] {
        dir.write(&format!("site/{file}"), "");
    }
    let quality = "quality public --site site";
    for _ in 0..2 {
        let done = dir.run(quality);
        assert!(done.status.success(), "{}", stderr(&done));
    }
    const PAGE: &str = "this page would be replaced, but somebody edited it, or put it there";
    let pages: Vec<String> = dir
        .published("site")
        .into_keys()
        .filter(|name| name.ends_with(".html"))
        .collect();
    assert!(pages.len() >= 8, "{pages:?}");
    for page in pages {
        let page = format!("site/{page}");
        let text = fs::read_to_string(dir.path(&page)).unwrap();
        for edited in [text.replacen("<h1>", "<h1>Our ", 1), "mine".into()] {
            assert_ne!(edited, text, "{page}");
            dir.write(&page, edited);
            check_refused(&dir, quality, PAGE);
        }
        dir.write(&page, text);
    }
    assert!(dir.run(quality).status.success());
}

#[cfg(unix)]
#[test]
fn a_key_that_cannot_be_written_leaves_no_file() {
    let dir = dir();
    let program = tablero().get_program().to_owned();
    let key = |limit: &str| {
        // As on a full disk, writing fails; creating a file does not.
        std::process::Command::new("sh")
            .current_dir(dir.path("."))
            .args([
                "-c",
                &format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" link key new.txt"),
            ])
            .arg(&program)
            .output()
            .unwrap()
    };
    let before = dir.published(".");
    let failed = key("0");
    assert_eq!(failed.status.code(), Some(1), "{}", stdout(&failed));
    assert!(
        stderr(&failed).starts_with("new.txt: the file cannot be written: "),
        "{}",
        stderr(&failed)
    );
    assert_eq!(dir.published("."), before);
    assert!(key("unlimited").status.success());
    assert!(!fs::read(dir.path("new.txt")).unwrap().is_empty());
}

#[test]
fn nothing_confidential_comes_near_what_is_public() {
    let dir = dir();
    fs::create_dir_all(dir.path("public/sub")).unwrap();
    fs::create_dir(dir.path("site")).unwrap();
    dir.publish("site/data");
    for page in ["index.html", "404.html"] {
        dir.write(&format!("site/{page}"), "");
    }
    let next = Codebook {
        release: "next".into(),
        ..codebook()
    };
    dir.write("codebook.toml", next.text());
    const CONFIDENTIAL: &str = "this is confidential; name a path that is neither in";
    let publish = "publish --codebook codebook.toml --out new";
    let candidate = "candidate --codebook codebook.toml --key key.txt";
    let grain = "suggest-grain --codebook codebook.toml";
    let commands = [
        (format!("{candidate} --out public records.csv"), CONFIDENTIAL),
        (format!("{candidate} --out public/sub/deeper records.csv"), CONFIDENTIAL),
        (format!("{candidate} --out site records.csv"), "site/data: this release was not made by `tablero candidate`"),
        (format!("{candidate} --out site/new records.csv"), CONFIDENTIAL),
        (format!("{publish} --report public/rep records.csv"), CONFIDENTIAL),
        (format!("{publish} --report site/rep records.csv"), CONFIDENTIAL),
        (format!("{publish} --set-aside public/sub/aside.csv records.csv"), CONFIDENTIAL),
        (format!("{publish} --ledger site/data/libro.json records.csv"), CONFIDENTIAL),
        ("link key public/sub/key.txt".into(), CONFIDENTIAL),
        ("link key site/key.txt".into(), CONFIDENTIAL),
        ("link propose --codebook codebook.toml --key key.txt --decisions public/sub/d.toml records.csv".into(), CONFIDENTIAL),
        (format!("{grain} --out public/sub/grain.toml records.csv"), CONFIDENTIAL),
        (format!("{grain} --out site/data/deeper/grain.toml records.csv"), CONFIDENTIAL),
    ];
    for (command, why) in commands {
        check_refused(&dir, &command, why);
    }
}

#[test]
fn what_is_no_release_is_not_replaced() {
    let dir = dir();
    for folder in ["mine", "more", "empty"] {
        fs::create_dir(dir.path(folder)).unwrap();
    }
    dir.write("mine/index.json", r#"{"name":"not a release"}"#);
    dir.write("mine/precious.json", r#"{"years":"of work"}"#);
    dir.publish("more");
    dir.write("more/precious.json", "{}");
    let publish = |out: &str| format!("publish --codebook codebook.toml --out {out} records.csv");
    for (out, why) in [
        ("mine", "mine: this is not a release, so it is not replaced"),
        (
            "more",
            "precious.json: the release in this folder would be replaced, but this file",
        ),
        ("records.csv", "this is confidential"),
        (".", "this is confidential"),
        ("inbox", "this is not a release"),
    ] {
        check_refused(&dir, &publish(out), why);
    }
    assert!(dir.run(&publish("empty")).status.success());
    let inside = tablero()
        .current_dir(dir.path("empty"))
        .args([
            "publish",
            "--codebook",
            "../codebook.toml",
            "--out",
            ".",
            "../records.csv",
        ])
        .output()
        .unwrap();
    assert!(
        stderr(&inside).contains("you stand in this folder"),
        "{}",
        stderr(&inside)
    );
}

#[test]
fn no_release_is_written_over_or_into_another() {
    let dir = dir();
    let made = dir.run("publish --codebook codebook.toml --key key.txt --out new records.csv");
    assert!(made.status.success());
    assert!(dir.run("release new shown").status.success());
    let publish = "publish --codebook codebook.toml --key key.txt";
    const INSIDE: &str = "the folder of a release holds its own files alone";
    const READ: &str = "this command reads the release in this folder, so it does not replace it";
    let commands = [
        (
            format!("{publish} --out shown/releases/2022 records.csv"),
            INSIDE,
        ),
        (format!("{publish} --out shown/next records.csv"), INSIDE),
        (format!("{publish} --out public/next records.csv"), INSIDE),
        (
            format!("{publish} --out shown records.csv"),
            "keeps the releases that `tablero release` made public",
        ),
        (
            format!("{publish} --earlier public --out public records.csv"),
            READ,
        ),
        ("release new new".into(), READ),
        ("release new new/deeper".into(), READ),
        ("demo --out shown".into(), INSIDE),
        (
            "template --codebook codebook.toml --out shown/new.xlsx".into(),
            INSIDE,
        ),
    ];
    for (command, why) in commands {
        check_refused(&dir, &command, why);
    }
}

#[test]
fn two_who_accept_spellings_at_once_lose_none() {
    let dir = dir();
    const SPELLINGS: usize = 12;
    let running: Vec<_> = (0..SPELLINGS)
        .map(|number| {
            tablero()
                .current_dir(dir.path("."))
                .args(["codebook", "accept", "--codebook", "codebook.toml"])
                .args(["--dimension", "zona", "--category", "S"])
                .args(["--spelling", &format!("Lejos {number}")])
                .spawn()
                .unwrap()
        })
        .collect();
    for mut process in running {
        assert!(process.wait().unwrap().success());
    }
    let text = fs::read_to_string(dir.path("codebook.toml")).unwrap();
    for number in 0..SPELLINGS {
        assert!(text.contains(&format!("\"Lejos {number}\"")), "{number}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let dir = dir();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let done = tablero()
        .current_dir(dir.path("."))
        .args(["attack", "public"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(
        stderr(&done).starts_with("the output cannot be written: No space left"),
        "{}",
        stderr(&done)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn records_are_in_no_core_dump() {
    use std::process::Stdio;
    let dir = dir();
    // It waits for its records, so that its state can be looked at.
    let mut process = tablero()
        .current_dir(dir.path("."))
        .args([
            "candidate",
            "--codebook",
            "codebook.toml",
            "--key",
            "key.txt",
            "--out",
            "candidate",
            "--watch",
            "records.csv",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let limits = fs::read_to_string(format!("/proc/{}/limits", process.id())).unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    let mut words = core.split_whitespace().skip(4);
    assert_eq!(
        (words.next(), words.next()),
        (Some("0"), Some("0")),
        "{core}"
    );
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_refused_as_inputs() {
    let dir = dir();
    let made = std::process::Command::new("mkfifo")
        .arg(dir.path("pipe"))
        .status()
        .unwrap();
    assert!(made.success());
    let publish = "publish --codebook codebook.toml --key key.txt --out new";
    let commands = [
        format!("{publish} pipe"),
        format!("{publish} /dev/zero"),
        format!("{publish} records.csv /dev/null"),
        "publish --codebook pipe --out new records.csv".into(),
        "publish --codebook codebook.toml --key pipe --out new records.csv".into(),
        "suggest-grain --codebook /dev/zero records.csv".into(),
        "attack --table /dev/zero --dimensions sexo --value n --threshold 5".into(),
        "attack public --known pipe".into(),
        "codebook check pipe".into(),
        "template --codebook /dev/zero --out new.xlsx".into(),
        "link propose --codebook pipe --key key.txt --decisions d.toml records.csv".into(),
    ];
    for command in commands {
        let done = dir.run(&command);
        assert_eq!(done.status.code(), Some(1), "{command}");
        let said = stderr(&done) + &stdout(&done);
        assert!(
            said.contains("this is a device or a pipe"),
            "{command}: {said}"
        );
    }
}
