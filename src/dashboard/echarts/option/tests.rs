//! Tests the option objects of small charts.

use expect_test::expect;

use super::*;
use crate::view::{Height, Reach, Series};

fn mark(size: Size, label: &str, href: Option<&str>) -> Mark {
    Mark {
        size,
        label: label.into(),
        aside: false,
        href: href.map(Into::into),
    }
}

fn chart(kind: Kind, categories: &[&str], series: Vec<(&str, Vec<Mark>)>) -> Chart {
    Chart {
        kind,
        stacked: None,
        unit: Unit::Count,
        categories: categories
            .iter()
            .map(|category| (*category).into())
            .collect(),
        series: series
            .into_iter()
            .map(|(name, marks)| Series {
                name: name.into(),
                residual: false,
                marks,
            })
            .collect(),
        description: "Sexo. Mujer: 90.".into(),
        height: Height {
            narrow: 110,
            wide: 110,
        },
        legend: kind == Kind::Columns,
        reach: Reach::default(),
    }
}

fn by_sex() -> Chart {
    let marks = vec![
        mark(
            Size::Exact(90.0),
            "90 (82 %)",
            Some("acreditadas/?sexo=F&v=1"),
        ),
        mark(Size::Between(4.0, 13.0), "4–13", None),
        mark(Size::Hidden, "c · oculto", None),
    ];
    chart(
        Kind::Bars,
        &["Mujer", "Hombre", "Otro"],
        vec![("Personas", marks)],
    )
}

fn by_year() -> Chart {
    let marks = |counts: [f64; 2]| {
        counts
            .map(|count| mark(Size::Exact(count), &count.to_string(), None))
            .to_vec()
    };
    chart(
        Kind::Columns,
        &["2024", "2025"],
        vec![
            ("Solicitudes", marks([97.0, 104.0])),
            ("Acreditadas", marks([58.0, 63.0])),
        ],
    )
}

/// Prints an option object with one part per line, and the items of each series below it.
fn lines(option: &Value) -> String {
    let mut text = String::new();
    for (key, part) in option.as_object().unwrap() {
        if key != "series" {
            text += &format!("{key}: {part}\n");
        }
    }
    for series in option["series"].as_array().unwrap() {
        let mut style = series.clone();
        style.as_object_mut().unwrap().remove("data");
        text += &format!("series: {style}\n");
        series["data"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(|bar| text += &format!("  {bar}\n"));
    }
    text
}

#[test]
fn bars_with_bounds_and_a_hidden_number() {
    expect![[r##"
        animation: false
        aria: {"enabled":true,"label":{"description":"Sexo. Mujer: 90.","enabled":true}}
        grid: [{"bottom":4.0,"left":202.0,"outerBoundsMode":"none","right":90.0,"top":4.0}]
        textStyle: {"fontFamily":"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"}
        tooltip: {"backgroundColor":"#fbf9f4","borderColor":"#ddd7ca","confine":true,"renderMode":"richText","textStyle":{"color":"#171c22","fontSize":13.0},"trigger":"item"}
        xAxis: {"axisLabel":{"color":"#4a525d","fontSize":13.0,"show":false},"interval":90.0,"max":90.0,"min":0.0,"show":false,"splitLine":{"lineStyle":{"color":"#ddd7ca"}},"type":"value"}
        yAxis: {"axisLabel":{"color":"#171c22","fontSize":13.0,"interval":0.0,"lineHeight":15,"overflow":"break","width":190.0},"axisLine":{"show":false},"axisTick":{"show":false},"data":["Mujer","Hombre","Otro"],"inverse":true,"type":"category"}
        series: {"barCategoryGap":"24%","barGap":"12%","barMaxWidth":22,"itemStyle":{"borderRadius":2.0,"color":"#0a3f50"},"label":{"color":"#171c22","fontSize":13.0,"position":"right","show":true},"name":"Personas","stack":"0","type":"bar"}
          {"label":{"formatter":"90 (82 %)"},"tooltip":{"formatter":"Mujer\nPersonas: 90 (82 %)"},"value":90.0}
          {"label":{"show":false},"tooltip":{"formatter":"Hombre\nPersonas: 4–13"},"value":4.0}
          "-"
        series: {"barCategoryGap":"24%","barGap":"12%","barMaxWidth":22,"itemStyle":{"borderColor":"#8d897e","borderRadius":2.0,"borderWidth":1.0,"color":"transparent","decal":{"color":"#8d897e","dashArrayX":[1,0],"dashArrayY":[2,4],"rotation":-0.7853981633974483,"symbol":"rect"}},"label":{"color":"#171c22","fontSize":13.0,"position":"right","show":true},"name":"Personas","stack":"0","type":"bar"}
          "-"
          {"label":{"formatter":"4–13"},"tooltip":{"formatter":"Hombre\nPersonas: 4–13"},"value":9.0}
          {"itemStyle":{"borderWidth":0},"label":{"borderColor":"#8d897e","borderRadius":5,"borderType":"solid","borderWidth":1,"formatter":"c · oculto","lineHeight":15,"padding":[2,5]},"tooltip":{"formatter":"Otro\nPersonas: c · oculto"},"value":0.0}
    "##]].assert_eq(&lines(&option(&by_sex(), Theme::Light, 500)));
}

#[test]
fn columns_have_a_legend_and_an_axis_of_whole_numbers() {
    let option = option(&by_year(), Theme::Dark, 600);
    assert_eq!(
        option["legend"]["data"],
        json!([{ "name": "Solicitudes" }, { "name": "Acreditadas" }])
    );
    assert_eq!(
        (&option["yAxis"]["max"], &option["yAxis"]["interval"]),
        (&json!(125.0), &json!(25.0))
    );
    assert_eq!(option["series"][1]["data"][0]["label"]["formatter"], "58");
    assert_eq!(
        option["series"][1]["data"][0]["tooltip"]["formatter"],
        "2024\nAcreditadas: 58"
    );
    assert_eq!(option["series"][1]["itemStyle"]["color"], "#417686");
}

#[test]
fn years_have_names_where_there_is_room_and_always_at_a_break() {
    let years = ["2017", "2018*", "2019", "2020", "2021", "2022"];
    let marks = years
        .iter()
        .map(|_| mark(Size::Exact(9.0), "9", None))
        .collect();
    let chart = chart(Kind::Columns, &years, vec![("Solicitudes", marks)]);
    let written = |width: u32| {
        let data = option(&chart, Theme::Light, width)["xAxis"]["data"].take();
        data.as_array()
            .unwrap()
            .iter()
            .map(|year| year.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(written(600), "2017 2018* 2019 2020 2021 2022");
    assert_eq!(written(190), " 2018*  2020  2022");
    assert_eq!(written(120), " 2018*    2022");
}

#[test]
fn names_of_bars_are_not_written_as_percentages() {
    let axis = |chart: &Chart| {
        let shares = Chart {
            unit: Unit::Percent(Lang::Es),
            ..chart.clone()
        };
        option(&shares, Theme::Light, 500)["yAxis"]["axisLabel"]["formatter"].clone()
    };
    assert_eq!(axis(&by_year()), "{value}\u{a0}%");
    assert_eq!(axis(&by_sex()), Value::Null);
}

#[test]
fn a_click_on_a_number_or_on_its_hidden_part_leads_to_the_same_view() {
    let chart = by_sex();
    assert_eq!(chart.href_at(0, 0), Some("acreditadas/?sexo=F&v=1"));
    assert_eq!(chart.href_at(1, 0), chart.href_at(0, 0));
    assert_eq!((chart.href_at(0, 1), chart.href_at(0, 9)), (None, None));
    assert_eq!(self::chart(Kind::Bars, &[], vec![]).href_at(0, 0), None);
}

#[test]
fn options_contain_neither_functions_nor_html_nor_small_text() {
    for option in [
        option(&by_sex(), Theme::Dark, 320),
        option(&by_year(), Theme::Light, 200),
    ] {
        let text = option.to_string();
        assert!(!text.contains("function") && !text.contains('<'), "{text}");
        assert_eq!(option["tooltip"]["renderMode"], "richText");
        assert_eq!(option["animation"], false);
        assert_eq!(option["aria"]["label"]["description"], "Sexo. Mujer: 90.");
        let sizes = text
            .split("\"fontSize\":")
            .skip(1)
            .map(|rest| rest.split([',', '}']).next().unwrap());
        assert!(
            sizes.clone().count() > 0
                && sizes
                    .map(|size| size.parse::<f64>().unwrap())
                    .all(|size| size >= 12.0)
        );
    }
}

#[test]
fn a_hidden_number_has_a_sign_and_no_length() {
    let sign = |published| {
        let marks = vec![
            mark(Size::Exact(published), "n", None),
            mark(Size::Hidden, "c", None),
        ];
        let chart = chart(Kind::Bars, &["Mujer", "Otro"], vec![("Personas", marks)]);
        option(&chart, Theme::Light, 500)["series"][1]["data"][1].clone()
    };
    assert_eq!(sign(100.0), sign(1000.0));
    assert_eq!(sign(100.0)["value"], 0.0);
    assert_eq!(sign(100.0)["itemStyle"]["borderWidth"], 0);
    assert_eq!(sign(100.0)["label"]["borderWidth"], 1);
    let nothing = chart(
        Kind::Columns,
        &["2024"],
        vec![("Personas", vec![mark(Size::Hidden, "c", None)])],
    );
    let option = option(&nothing, Theme::Light, 500);
    assert_eq!(option["series"][1]["data"][0]["label"]["formatter"], "c");
    assert_eq!(option["yAxis"]["axisLabel"]["show"], false);
}

#[test]
fn lines_have_forms_of_their_own_and_end_before_hidden_numbers() {
    let counts = |hidden: usize| {
        let mark = |at: usize| match at == hidden {
            true => mark(Size::Hidden, "c", None),
            false => mark(
                Size::Exact(100.0 + at as f64),
                "123",
                Some("acreditadas/?v=1"),
            ),
        };
        (0..9).map(mark).collect::<Vec<Mark>>()
    };
    let years = [
        "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025",
    ];
    let chart = chart(
        Kind::Columns,
        &years,
        vec![("Mujer", counts(3)), ("Hombre", counts(9))],
    );
    let option = option(&chart, Theme::Light, 320);
    let all = |key: &str| {
        option["series"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one[key].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(all("type"), ["line", "line", "bar", "bar"]);
    assert_eq!(
        all("stack"),
        [json!(null), json!(null), json!("0"), json!("1")]
    );
    assert_eq!(all("symbol")[..2], ["circle", "rect"]);
    let styles = all("itemStyle");
    assert_eq!(
        option["series"][2]["data"][3]["label"]["borderColor"], styles[0]["color"],
        "a sign has the colour of its series"
    );
    assert_ne!(all("lineStyle")[0]["type"], all("lineStyle")[1]["type"]);
    let is_gap = |series: usize| {
        (0..9)
            .filter(|at| option["series"][series]["data"][at] == "-")
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (is_gap(0), is_gap(1)),
        (vec![3], vec![]),
        "no line is drawn through a hidden year"
    );
    assert_eq!(is_gap(2), [0, 1, 2, 4, 5, 6, 7, 8], "but its sign");
    // A click finds the same mark on a line as on a bar.
    assert_eq!(
        (chart.href_at(0, 0), chart.href_at(2, 3)),
        (Some("acreditadas/?v=1"), None)
    );
}

#[test]
fn stacked_bars_end_with_their_totals() {
    let marks = |sizes: [Size; 2]| sizes.map(|size| mark(size, "n", None)).to_vec();
    let women = Series {
        name: "Mujer".into(),
        residual: false,
        marks: marks([Size::Exact(40.0), Size::Hidden]),
    };
    let residual = Series {
        name: "Resto".into(),
        residual: true,
        marks: marks([Size::Exact(2.0), Size::Hidden]),
    };
    let stacked = Some(vec!["42".into(), "c".into()]);
    let chart = Chart {
        stacked,
        series: vec![women, residual],
        ..by_year()
    };
    let option = option(&chart, Theme::Light, 600);
    let all = |key: &str| {
        option["series"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one[key].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(all("stack"), ["0", "0", "0"]);
    assert_eq!(all("name"), ["Mujer", "Resto", ""]);
    let part = |series: usize, at: usize| &option["series"][series]["data"][at];
    assert_eq!(
        (&part(0, 0)["value"], &part(0, 0)["label"]["color"]),
        (&json!(40.0), &json!("#ffffff"))
    );
    assert_eq!(part(0, 1), "-", "hidden parts are in the residual");
    assert_eq!(
        part(1, 0)["label"]["show"],
        false,
        "two of fifty have no room for a number"
    );
    assert_eq!(all("itemStyle")[1]["color"], "transparent");
    assert_eq!(part(1, 1), &json!("-"), "an unknown residual has no length");
    assert_eq!(
        (
            &part(2, 0)["label"]["formatter"],
            &part(2, 1)["label"]["formatter"]
        ),
        (&json!("42"), &json!("c"))
    );
}
