//! Reads tables of other publishers, whole and broken, and attacks them.

use super::*;
use crate::absent::remove_totals;

fn layout(dimensions: &str) -> Layout {
    Layout {
        dimensions: dimensions.split(' ').map(Into::into).collect(),
        value: "n".into(),
        hidden: vec!["c".into(), "<5".into()],
        hidden_where: None,
        total: "Total".into(),
        threshold: 5,
        parents: None,
    }
}

/// The findings of an attack on a table.
fn findings(text: &str, layout: &Layout) -> Result<Vec<String>, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.csv"), text).unwrap();
    let release = read(&folder.path().join("t.csv"), layout);
    let release = release.map_err(|error| {
        error
            .to_string()
            .replace(&folder.path().display().to_string(), "")
    })?;
    let mut report = attack::attack(&[&release]);
    let columns = columns_without_total(&folder.path().join("t.csv"), layout).unwrap();
    remove_totals(&mut report, &columns, layout.threshold);
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
        hidden_where: Some(("note".into(), "x".into())),
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
    let parts = "sex,n\nM,3291\nF,1226\n";
    assert_eq!(findings(parts, &layout("sex")).unwrap(), [""; 0]);
    let small = "sex,n\nM,1\nF,1\n";
    assert_eq!(
        findings(small, &layout("sex")).unwrap(),
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
        "/t.csv, line 3: the value is neither a count nor one of the marks of --hidden"
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
        "/t.csv: the column “age” is missing"
    );
}
