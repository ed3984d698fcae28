//! Measures reading, cleaning and counting a large file of invented records, beside DuckDB counting the same grouping sets.
//!
//! Run it with `cargo bench -p tablero --bench race`; `RACE_ROWS` is the number of records. A second heat has application
//! numbers, and one in ten applications in the file of a second institution too, with other values: each application counts
//! once, with the values of the first institution.
//!
//! Each runner is a process of its own, to measure its memory. All counts of both are compared. Protection is not measured.
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot go on has failed"
)]
#![allow(clippy::print_stdout, reason = "it prints what it measured")]

use std::{
    fmt::Write as _,
    fs,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use codebook::Codebook;
use cube::Address;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use records::{
    link::Links,
    read::{Input, Values, read},
};

/// Dimensions with one answer for each person, and their codes, the most frequent first.
const DIMENSIONS: [(&str, &str); 18] = [
    ("age", "12-17 18-24 0-11 25-34 35-49 50"),
    ("sex", "F M"),
    ("gid", "woman man transw transm nb"),
    ("nat", "CR NI CO VE PA DO HN SV GT CN CU OT"),
    ("mig", "national regular irregular refugee transit"),
    ("edu", "primary none secondary tech univ unk"),
    (
        "occ",
        "none student domestic agri service sexwork constr other",
    ),
    ("prov", "SJ AL CA HE GU PU LI unk"),
    ("tongue", "es en zh ind oth"),
    ("rform", "online acquaint family partner agency street"),
    ("rplace", "home web school work border public"),
    ("expl", "CR PA NI MX US ES CN OT"),
    ("deceit", "1 0"),
    ("force", "0 1"),
    ("debt", "0 1"),
    ("drug", "0 1"),
    ("vuln", "1 0"),
    ("threat", "0 1"),
];

const YEARS: std::ops::Range<u32> = 2015..2025;

/// The tables that are counted.
#[derive(Clone, Copy)]
enum Family {
    /// By year and each dimension.
    Star,
    /// By year and each dimension, and by every pair of dimensions.
    Pairs,
}

/// The institutions whose records are read.
#[derive(Clone, Copy)]
enum Institutions {
    /// One institution's.
    One,
    /// Two institutions', with some applications in common.
    Two,
}

impl Institutions {
    /// The field of the application number, where there is one.
    fn number(self, field: &str) -> String {
        match self {
            Institutions::One => String::new(),
            Institutions::Two => format!("{field},"),
        }
    }
}

/// One in so many applications is in the file of the second institution too.
const KNOWN_TWICE: u32 = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [_, "--count", codebook, counts, records @ ..] => {
            count(codebook.as_ref(), counts.as_ref(), records)
        }
        _ => race(),
    }
}

fn race() {
    let rows = std::env::var("RACE_ROWS")
        .ok()
        .and_then(|rows| rows.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let one = match std::env::var_os("RACE_FILE") {
        Some(file) => vec![PathBuf::from(file)],
        None => write_records(folder.path(), rows, Institutions::One),
    };
    run_heat(
        folder.path(),
        "year × each",
        Family::Star,
        Institutions::One,
        &one,
    );
    run_heat(
        folder.path(),
        "year × each and all pairs",
        Family::Pairs,
        Institutions::One,
        &one,
    );
    let two = write_records(folder.path(), rows, Institutions::Two);
    run_heat(
        folder.path(),
        "each application once, year × each",
        Family::Star,
        Institutions::Two,
        &two,
    );
}

/// Lets both count the same tables and compares their counts.
fn run_heat(
    folder: &Path,
    name: &str,
    family: Family,
    institutions: Institutions,
    records: &[PathBuf],
) {
    let megabytes = records
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .sum::<u64>()
        >> 20;
    println!("{name}, of {megabytes} MB of records with 18 dimensions and their year");
    let codebook = folder.join("codebook.toml");
    fs::write(&codebook, write_codebook(family, institutions)).unwrap();
    let ours = folder.join("ours.txt");
    let mut tablero = Command::new(std::env::current_exe().unwrap());
    let tablero = run(tablero
        .arg("--count")
        .arg(codebook)
        .arg(&ours)
        .args(records))
    .unwrap();
    println!("  tablero {tablero}");
    let theirs = folder.join("theirs.txt");
    let mut python = Command::new("python3");
    let python = python
        .args(["-c", DUCKDB])
        .arg(write_query(records))
        .arg(&theirs)
        .args(list_sets(family));
    let Some(duckdb) = run(python) else {
        return println!("  DuckDB is not installed: python3 -m pip install duckdb");
    };
    println!("  DuckDB  {duckdb}");
    assert!(
        fs::read_to_string(ours).unwrap() == fs::read_to_string(theirs).unwrap(),
        "the counts differ"
    );
    println!(
        "  the same counts; tablero takes {:.2} of DuckDB's time",
        tablero.seconds / duckdb.seconds
    );
}

/// What a runner used.
struct Usage {
    seconds: f64,
    processor: f64,
    megabytes: f64,
}

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Usage {
            seconds,
            processor,
            megabytes,
        } = self;
        write!(
            f,
            "{seconds:6.2} s, {processor:6.2} s of processors, {megabytes:5.0} MB"
        )
    }
}

/// Runs a runner and reads what it used from its output; `None` if it fails.
fn run(command: &mut Command) -> Option<Usage> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let [seconds, processor, megabytes] = numbers[..] else {
        return None;
    };
    Some(Usage {
        seconds,
        processor,
        megabytes,
    })
}

/// Reads and counts records, and writes every count whose address has no total.
fn count(codebook: &Path, counts: &Path, records: &[&str]) {
    let begun = Instant::now();
    let codebook = Codebook::open(codebook).unwrap();
    let links = Links::for_one_run().unwrap();
    let inputs: Vec<Input> = records
        .iter()
        .map(|file| Input::File(file.into()))
        .collect();
    let intake = read(&codebook, &inputs, Values::Concealed, &links).unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| {
        line.strip_prefix("VmHWM:")?
            .trim()
            .strip_suffix(" kB")?
            .parse::<f64>()
            .ok()
    });
    let ticks = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: f64 = ticks
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum();
    println!(
        "{seconds} {} {}",
        ticks / 100.0,
        peak.unwrap_or_default() / 1024.0
    );
    let mut lines = Vec::new();
    for table in &codebook.catalog().tables {
        let dimensions = codebook.catalog().dimensions_of(table);
        let mut addresses = vec![Vec::new()];
        for dimension in &dimensions {
            let with = |pins: &Vec<(String, String)>| {
                let with = |code: &str| {
                    [pins.clone(), vec![(dimension.id.clone(), code.to_owned())]].concat()
                };
                dimension.codes().skip(1).map(with).collect::<Vec<_>>()
            };
            addresses = addresses.iter().flat_map(with).collect();
        }
        for mut pins in addresses {
            let address = pins.iter().map(|(id, code)| (id.as_str(), code.as_str()));
            let count = intake
                .counts
                .get(&Address::new(table.measure.as_str(), address));
            pins.sort();
            let pins: Vec<String> = pins
                .into_iter()
                .map(|(id, code)| format!("{id}={code}"))
                .collect();
            lines.extend((count > 0).then(|| format!("{}: {count}\n", pins.join(" "))));
        }
    }
    lines.sort();
    fs::write(counts, lines.concat()).unwrap();
}

const DUCKDB: &str = r#"
import sys, time, resource
try:
    import duckdb
except ImportError:
    sys.exit(1)
source, counts, *sets = sys.argv[1:]
duckdb.sql("set enable_progress_bar = false")
begun = time.time()
columns = sorted({name for each in sets for name in each.split(",")})
groups = ",".join(f"({each})" for each in sets)
query = f"select {','.join(columns)}, count(*) from ({source}) group by grouping sets ({groups})"
rows = duckdb.sql(query).fetchall()
seconds = time.time() - begun
used = resource.getrusage(resource.RUSAGE_SELF)
print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
lines = []
for *codes, count in rows:
    pins = [f"{name}={code}" for name, code in zip(columns, codes) if code is not None]
    lines.append(f"{' '.join(pins)}: {count}\n")
open(counts, "w").write("".join(sorted(lines)))
"#;

/// Writes DuckDB's query for the records, each application once. All columns are text, which is fastest: no types are
/// guessed and no dates converted.
fn write_query(records: &[PathBuf]) -> String {
    let file = |file: &PathBuf| {
        format!(
            "from read_csv('{}', header=true, all_varchar=true)",
            file.display()
        )
    };
    match records {
        [one] => format!("select *, left(date, 4) as year {}", file(one)),
        several => {
            let each = (0..)
                .zip(several)
                .map(|(trust, path)| format!("select *, {trust} as trust {}", file(path)));
            let all = each.collect::<Vec<_>>().join(" union all ");
            format!(
                "select distinct on (number) *, left(date, 4) as year from ({all}) order by number, trust"
            )
        }
    }
}

/// Lists the columns of each table, as DuckDB's grouping sets.
fn list_sets(family: Family) -> Vec<String> {
    let names: Vec<&str> = DIMENSIONS.iter().map(|(name, _)| *name).collect();
    let star = names.iter().map(|name| format!("year,{name}"));
    let pairs =
        (0..names.len()).flat_map(|at| names[at + 1..].iter().map(move |other| (at, *other)));
    let pairs = pairs.map(|(at, other)| format!("{},{other}", names[at]));
    let pairs: Vec<String> = match family {
        Family::Star => Vec::new(),
        Family::Pairs => pairs.collect(),
    };
    std::iter::once("year".to_owned())
        .chain(star)
        .chain(pairs)
        .collect()
}

/// Writes the codebook of a heat.
fn write_codebook(family: Family, institutions: Institutions) -> String {
    let text = |id: &str, text: &str| format!("{id} = {{ es = \"{text}\", en = \"{text}\" }}\n");
    let mut toml = String::from("format = 1\nid = \"race\"\nrelease = \"1\"\nthreshold = 5\n");
    for key in ["title", "heading", "lede", "publisher", "caveat"] {
        toml += &text(key, key);
    }
    let years = format!("first = {}\nlast = {}\n", YEARS.start, YEARS.end - 1);
    toml += &format!(
        "[time]\nid = \"year\"\n{}{years}[records]\ndates = \"%Y-%m-%d\"\n",
        text("label", "year")
    );
    if matches!(institutions, Institutions::Two) {
        toml += "[[source]]\nid = \"first\"\nfiles = [\"first.csv\"]\n[[source]]\nid = \"second\"\nfiles = [\"second.csv\"]\n";
        toml += "[identity]\ntrust = [\"first\", \"second\"]\nkey = [{ columns = [\"number\"] }]\n";
    }
    toml += "[[measure]]\nid = \"persons\"\ndate = \"date\"\n";
    for key in ["label", "definition", "unit"] {
        toml += &text(key, key);
    }
    let mut names = Vec::new();
    for (name, codes) in DIMENSIONS {
        write!(
            toml,
            "[[dimension]]\nid = \"{name}\"\ncolumn = \"{name}\"\n{}categories = [",
            text("label", name)
        )
        .unwrap();
        for code in codes.split(' ') {
            write!(
                toml,
                "{{ code = \"{code}\", es = \"{code}\", en = \"{code}\" }},"
            )
            .unwrap();
        }
        toml += "]\n";
        names.push(format!("\"{name}\""));
    }
    let names = names.join(", ");
    if matches!(family, Family::Pairs) {
        toml += &format!("[tables]\npairs = [{names}]\n");
    }
    toml +=
        "[[section]]\nid = \"all\"\nslug = { es = \"todo\", en = \"all\" }\nlayout = \"profile\"\n";
    toml += &(text("title", "all") + &text("lede", "all"));
    toml + &format!("measures = [\"persons\"]\ndimensions = [{names}]\n")
}

/// Writes invented records, the same on every machine; each code is half as frequent as the one before it.
fn write_records(folder: &Path, rows: u32, institutions: Institutions) -> Vec<PathBuf> {
    let names: &[&str] = match institutions {
        Institutions::One => &["records.csv"],
        Institutions::Two => &["first.csv", "second.csv"],
    };
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let mut files: Vec<_> = paths
        .iter()
        .map(|path| BufWriter::new(fs::File::create(path).unwrap()))
        .collect();
    let columns: Vec<&str> = DIMENSIONS.iter().map(|(name, _)| *name).collect();
    for file in &mut files {
        writeln!(
            file,
            "{}date,{}",
            institutions.number("number"),
            columns.join(",")
        )
        .unwrap();
    }
    let mut random = ChaCha8Rng::seed_from_u64(1);
    for number in 0..rows {
        // Each number once, in no order that would help a runner.
        let number = institutions.number(&format!("R{:010}", number.wrapping_mul(0x9e37_79b1)));
        write_record(&mut files[0], &number, &mut random);
        if let [_, second] = files.as_mut_slice()
            && random.next_u32().is_multiple_of(KNOWN_TWICE)
        {
            write_record(second, &number, &mut random);
        }
    }
    files.iter_mut().for_each(|file| file.flush().unwrap());
    paths
}

fn write_record(file: &mut impl Write, number: &str, random: &mut ChaCha8Rng) {
    let day = random.next_u32();
    let year = YEARS.start + day % (YEARS.end - YEARS.start);
    write!(
        file,
        "{number}{year}-{:02}-{:02}",
        day / 16 % 12 + 1,
        day / 256 % 28 + 1
    )
    .unwrap();
    for (_, codes) in DIMENSIONS {
        let codes: Vec<&str> = codes.split(' ').collect();
        let at = usize::try_from(random.next_u32().trailing_zeros()).unwrap() % codes.len();
        write!(file, ",{}", codes[at]).unwrap();
    }
    writeln!(file).unwrap();
}
