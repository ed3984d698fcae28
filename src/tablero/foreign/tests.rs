//! Reads tables of other publishers, whole and broken, and attacks them.

use attack::Effort;

use super::*;
use crate::absent::remove_totals;

fn mark(text: &str) -> HiddenMark {
    text.parse().unwrap()
}

/// The totals of tables of these tests, as `--total` names them.
fn totals(text: &str) -> Totals {
    let columns = ["sex", "region", "age"].map(Into::into);
    Totals::parse(&[text.into()], &columns).unwrap()
}

fn layout(dimensions: &str) -> Layout {
    Layout {
        dimensions: dimensions.split(' ').map(Into::into).collect(),
        value: "n".into(),
        hidden: ["c", "<5"].map(mark).to_vec(),
        hidden_where: None,
        totals: totals("Total"),
        threshold: 5,
        parents: None,
    }
}

/// The findings of an attack on a table.
fn findings(text: &str, layout: &Layout) -> Result<Vec<String>, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.csv"), text).unwrap();
    let table = read(&folder.path().join("t.csv"), layout);
    let table = table.map_err(|error| {
        error
            .to_string()
            .replace(&folder.path().display().to_string(), "")
    })?;
    let releases = [&table.release];
    let mut report = attack::attack_with_marks(&releases, Effort::Joint, &[], &table.marks);
    remove_totals(&mut report, &table.without_total, layout.threshold);
    Ok(report
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.group, finding.kind))
        .collect())
}

#[test]
fn a_hidden_count_is_derived_from_the_total() {
    let text = "sex,note,n\nTotal,,4524\nM,,3291\nF,,1226\nO,,c\n";
    let strict = Layout {
        threshold: 10,
        ..layout("sex")
    };
    assert_eq!(findings(text, &strict).unwrap(), ["n sex=O: exactly 7"]);
    let column = Layout {
        hidden_where: Some(("note".into(), mark("x"))),
        ..strict
    };
    let marked = "sex,note,n\nTotal,,4524\nM,,3291\nF,,1226\nO,x,7\n";
    assert_eq!(findings(marked, &column).unwrap(), ["n sex=O: exactly 7"]);
}

#[test]
fn codes_in_two_hierarchies_are_the_same_persons() {
    // sdcTools/UserSupport #136, invented there: two tables that are safe alone.
    let folder = tempfile::tempdir().unwrap();
    let parents = folder.path().join("parents.csv");
    let mut text = "column,hierarchy,code,parent\n".to_owned();
    for (hierarchy, parent, codes) in [
        ("county", "C1", "ABIJ"),
        ("county", "C2", "KLMN"),
        ("group", "S", "ABIJKN"),
        ("group", "G", "LM"),
    ] {
        codes
            .chars()
            .for_each(|code| text += &format!("region,{hierarchy},{code},{parent}\n"));
    }
    std::fs::write(&parents, text).unwrap();
    let cells =
        "region,n\nTotal,36\nC1,20\nC2,16\nS,30\nG,6\nA,c\nB,c\nI,8\nJ,8\nK,c\nL,c\nM,c\nN,7\n";
    let one = Layout {
        threshold: 4,
        parents: Some(parents),
        ..layout("region")
    };
    assert_eq!(
        findings(cells, &one).unwrap(),
        ["n region.county=K: exactly 3"]
    );
}

/// A table of one column, with a file of parents.
fn with_parents(cells: &str, parents: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parents.csv");
    std::fs::write(&file, format!("column,hierarchy,code,parent\n{parents}")).unwrap();
    let one = Layout {
        parents: Some(file),
        ..layout("region")
    };
    findings(cells, &one).unwrap()
}

#[test]
fn hierarchies_may_differ_in_depth() {
    let geo = "region,geo,a,P\nregion,geo,b,P\nregion,geo,c,Q\nregion,geo,d,Q\nregion,geo,P,R\nregion,geo,Q,R\n";
    let kind = "region,kind,a,K\nregion,kind,c,K\nregion,kind,b,L\nregion,kind,d,L\n";
    let cells = "region,n\nTotal,40\nR,40\nP,22\nQ,18\nK,20\nL,20\na,12\nb,10\nc,8\nd,10\n";
    assert_eq!(with_parents(cells, &format!("{geo}{kind}")), [""; 0]);
    // The other one ends above the bottom.
    let coarse = "region,kind,P,X\nregion,kind,Q,X\n";
    let cells = "region,n\nTotal,40\nR,40\nX,40\nP,22\nQ,18\na,12\nb,10\nc,8\nd,10\n";
    assert_eq!(with_parents(cells, &format!("{geo}{coarse}")), [""; 0]);
    // The file lacks a level between.
    let cells = "region,n\nTotal,40\nR,40\na,12\nb,10\nc,8\nd,c\n";
    assert_eq!(with_parents(cells, geo), ["n region.geo=d: exactly 10"]);
}

#[test]
fn a_total_that_the_file_lacks_is_no_finding() {
    let without = Layout {
        totals: totals("sex="),
        ..layout("sex")
    };
    let parts = "sex,n\nM,3291\nF,1226\n";
    assert_eq!(findings(parts, &without).unwrap(), [""; 0]);
    let small = "sex,n\nM,1\nF,1\n";
    assert_eq!(
        findings(small, &without).unwrap(),
        [
            "n: exactly 2",
            "n sex=F: published below the threshold: 1",
            "n sex=M: published below the threshold: 1"
        ]
    );
}

#[test]
fn a_mistake_in_the_table_is_reported_with_its_line() {
    assert_eq!(
        findings("sex,n\nTotal,9\nM,x\n", &layout("sex")).unwrap_err(),
        "/t.csv, line 3: “x” is neither a whole count nor one of the marks of --hidden"
    );
    assert_eq!(
        findings("sex,n\nM,9\nM,8\n", &layout("sex")).unwrap_err(),
        "/t.csv: lines with the same codes: 2 = 3"
    );
    let several = "sex,n\nM,9\nF,3\nM,8\nF,3\nM,9\nO,c\n";
    assert_eq!(
        findings(several, &layout("sex")).unwrap_err(),
        "/t.csv: lines with the same codes: 2 = 4 = 6; 3 = 5"
    );
    assert_eq!(
        findings("sex,n\nM,9\n", &layout("age")).unwrap_err(),
        "/t.csv: the column “age” is missing; there are “sex”, “n”"
    );
}

#[test]
fn the_bounds_that_marks_tell_are_used() {
    let exact = |codes: &[&str], value| -> Vec<String> {
        codes
            .iter()
            .map(|code| format!("n region={code}: exactly {value}"))
            .collect()
    };
    let marked = |marks: &[&str], threshold| Layout {
        hidden: marks.iter().map(|text| mark(text)).collect(),
        threshold,
        ..layout("region")
    };
    // The rest of 20 − 12 is twice the largest count that the mark allows.
    for text in [
        "<5",
        "≤4",
        "1-4",
        "1–4",
        "menos de 5",
        "Fewer than five",
        "4 o menos",
    ] {
        let table = format!("region,n\nTotal,20\nA,12\nB,{text}\nC,{text}\n");
        let found = findings(&table, &marked(&["c", text], 5)).unwrap();
        assert_eq!(found, exact(&["B", "C"], 4), "{text}");
    }
    let range = "region,n\nTotal,30\nA,12\nB,1-9\nC,1-9\n";
    assert_eq!(
        findings(range, &marked(&["1-9"], 10)).unwrap(),
        exact(&["B", "C"], 9)
    );
    // What a mark means may be said.
    let footnote = "region,n\nTotal,20\nA,12\nB,c\nC,c\n";
    assert_eq!(findings(footnote, &marked(&["c"], 5)).unwrap(), [""; 0]);
    assert_eq!(
        findings(footnote, &marked(&["c=1-4"], 5)).unwrap(),
        exact(&["B", "C"], 4)
    );
    // A lower end: three parts of at least 3 in 9.
    let low = "region,n\nTotal,9\nA,3+\nB,3+\nC,3+\n";
    assert_eq!(
        findings(low, &marked(&["3+"], 5)).unwrap(),
        exact(&["A", "B", "C"], 3)
    );
    // Of the rest, 7, no part can be below 3.
    let narrow = "region,n\nTotal,19\nA,12\nB,<5\nC,<5\n";
    assert_eq!(
        findings(narrow, &marked(&["<5"], 5)).unwrap(),
        ["n region=B: between 3 and 4", "n region=C: between 3 and 4"]
    );
    // What the mark itself tells is no finding.
    let open = "region,n\nTotal,15\nA,10\nB,<5\nC,<5\nD,<5\n";
    assert_eq!(findings(open, &marked(&["<5"], 5)).unwrap(), [""; 0]);
}

#[test]
fn another_column_may_tell_bounds() {
    let noted = |note: &str| Layout {
        hidden: vec![],
        hidden_where: Some(("note".into(), mark(note))),
        ..layout("region")
    };
    let table = "region,note,n\nTotal,,20\nA,,12\nB,<5,\nC,<5,\n";
    let expected = ["n region=B: exactly 4", "n region=C: exactly 4"];
    assert_eq!(findings(table, &noted("<5")).unwrap(), expected);
    let own = "region,note,n\nTotal,,20\nA,,12\nB,s,<5\nC,s,1 a 4\n";
    assert_eq!(findings(own, &noted("s")).unwrap(), expected);
    let unclear = "region,note,n\nTotal,,20\nA,,12\nB,s,5/2\nC,s,\n";
    let error = findings(unclear, &noted("s")).unwrap_err();
    assert!(
        error.starts_with("/t.csv, line 4: it is not clear what “5/2” tells"),
        "{error}"
    );
}

#[test]
fn what_the_file_lacks_is_an_error_that_says_what_is_there() {
    let sexes = "sex,n\nAmbos sexos,10\nHombres,7\nMujeres,c\n";
    assert_eq!(
        findings(sexes, &layout("sex")).unwrap_err(),
        "/t.csv: the code of all categories, “Total”, stands in no row of “sex”, which has “Ambos sexos”, “Hombres”, \
         “Mujeres”; name the total (--total \"sex=CODE\"), or none if the file lacks it (--total \"sex=\")"
    );
    let named = Layout {
        totals: totals("Ambos sexos"),
        ..layout("sex")
    };
    assert_eq!(
        findings(sexes, &named).unwrap(),
        ["n sex=Mujeres: exactly 3"]
    );
    let note = Layout {
        hidden_where: Some(("note".into(), mark("TRUE"))),
        totals: totals("sex="),
        ..layout("sex")
    };
    assert_eq!(
        findings("sex,note,n\nM,true,7\nF,false,9\n", &note).unwrap_err(),
        "/t.csv: the mark “TRUE” of --hidden-where stands in no row of “note”, which has “false”, “true”"
    );
    assert_eq!(
        findings("sex,n\n", &layout("sex")).unwrap_err(),
        "/t.csv: the table has no rows"
    );
    assert_eq!(
        findings("sex,sex,n\nM,a,7\n", &layout("sex")).unwrap_err(),
        "/t.csv: there are several columns “sex”; give each a name of its own"
    );
    assert_eq!(
        findings("sex,n\nM,7\n", &layout("sex sex")).unwrap_err(),
        "the column “sex” is named twice among --dimensions, --value and --hidden-where"
    );
}

#[test]
fn each_column_may_have_a_total_of_its_own() {
    let table = "region,sex,n\nTodo el país,Ambos sexos,100\nSan José,Ambos sexos,60\nLimón,Ambos sexos,40\n\
                 San José,Hombres,50\nSan José,Mujeres,10\nLimón,Hombres,c\nLimón,Mujeres,37\n";
    let own = Layout {
        totals: totals("region=Todo el país,sex=Ambos sexos"),
        ..layout("region sex")
    };
    let found = findings(table, &own).unwrap();
    assert!(
        found.contains(&"n region=Limón sex=Hombres: exactly 3".into()),
        "{found:?}"
    );
    for one in ["Total", "Todo el país", "Ambos sexos", "sex=Ambos sexos"] {
        let one = Layout {
            totals: totals(one),
            ..layout("region sex")
        };
        let error = findings(table, &one).unwrap_err();
        assert!(error.contains("stands in no row of"), "{error}");
    }
}

/// What reading a table with this file of parents says.
fn refusal(cells: &str, parents: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parents.csv");
    std::fs::write(&file, format!("column;hierarchy;code;parent\n{parents}")).unwrap();
    let one = Layout {
        parents: Some(file),
        ..layout("region")
    };
    let error = findings(cells, &one).unwrap_err();
    error.replace(&folder.path().display().to_string(), "")
}

#[test]
fn a_file_of_parents_fits_its_table() {
    let cells = "region,n\nTotal,40\nP,22\na,12\nb,10\nc,18\n";
    assert_eq!(
        refusal(cells, "regio;geo;a;P\n"),
        "/parents.csv, line 2: “regio” is none of the columns of --dimensions (region)"
    );
    assert_eq!(
        refusal(cells, "region;geo;a;P\nregion;geo;b;P\n"),
        "/parents.csv: no hierarchy of “region” has the codes “c”; add a row for each, without a parent where it is \
         directly below the total"
    );
    assert_eq!(
        refusal(cells, "region;geo;a;P\nregion;geo;P;a\n"),
        "/parents.csv: in the hierarchy “geo” of “region”, “P” is above itself"
    );
    assert_eq!(
        refusal(cells, "region;geo;a;P\nregion;geo;a;c\n"),
        "/parents.csv, line 3: “a” has another parent in the hierarchy “geo” already; give one of them another hierarchy"
    );
    assert_eq!(
        refusal(cells, "region;geo;a;P\nregion;kind;x;Y\n"),
        "/parents.csv: the table has no code of the hierarchy “kind” in “region”, which has “P”, “a”, “b”, “c”"
    );
    let geo = "region,geo,a,P\nregion,geo,b,P\nregion,geo,c,\n";
    assert_eq!(
        with_parents("region,n\nTotal,40\nP,22\na,12\nb,c\nc,18\n", geo),
        ["n region.geo=b: exactly 10"]
    );
}

#[test]
fn tables_are_read_as_offices_write_them() {
    let expected = ["n sex=O: exactly 7"];
    for text in [
        "sex;n\nTotal;4524\nM;3291\nF;1226\nO;c\n",
        "sex\tn\nTotal\t4524\nM\t3291\nF\t1226\nO\tc\n",
        "sep=;\r\nsex;n\r\nTotal;4524\r\nM;3291\r\nF;1226\r\nO;c\r\n;\r\n",
        "\u{feff}sex,n\nTotal,\"4,524\"\nM,\"3,291\"\nF,\"1,226\"\nO,c\n",
        "sex;n\nTotal;4.524\nM;3.291\nF;1.226\nO;c\n",
        "sex;n\nTotal;4 524,0\nM;3 291,0\nF;1 226,0\nO;c\n",
        "sex,n\nTotal,4524.0\nM,3291.0\nF,1226.0\nO,c\n",
    ] {
        let one = Layout {
            threshold: 10,
            ..layout("sex")
        };
        assert_eq!(findings(text, &one).unwrap(), expected, "{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.csv");
    // Windows-1252.
    std::fs::write(&file, b"sex;a\xf1o;n\nTotal;2024;20\nM;2024;13\nF;2024;7\n").unwrap();
    let year = Layout {
        dimensions: vec!["sex".into(), "año".into()],
        totals: Totals::parse(&["Total,año=".into()], &["sex".into(), "año".into()]).unwrap(),
        ..layout("sex")
    };
    assert_eq!(read(&file, &year).unwrap().without_total, ["año"]);
    let one = "sex,n\nTotal,40.5\nM,40\n";
    assert_eq!(
        findings(one, &layout("sex")).unwrap_err(),
        "/t.csv, line 2: “40.5” is neither a whole count nor one of the marks of --hidden"
    );
    let either = "sex,n\nTotal,3.000\nM,1.000\nF,2.000\n";
    assert_eq!(
        findings(either, &layout("sex")).unwrap_err(),
        "/t.csv, line 2: is “3.000” in thousands or with decimals? Write the counts without separators"
    );
}
