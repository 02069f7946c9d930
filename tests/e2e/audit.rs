//! axe-core on a page: what it finds there, and whether the page is wider than its window.

use std::fs;

use serde_json::json;

use crate::browser::Browser;
use crate::common::project;

/// The rules of WCAG 2.0 to 2.2 in levels A and AA.
pub const WCAG: &[&str] = &["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/// Brings axe-core into the page that is shown.
pub async fn bring(browser: &Browser) {
    let axe = fs::read_to_string(project("tests/node_modules/axe-core/axe.min.js"));
    browser.run(&axe.expect("run script/bootstrap tests")).await;
}

/// The page in light and dark.
pub async fn colour(browser: &Browser, scheme: &str) {
    browser.run(&format!("document.documentElement.style.colorScheme = '{scheme}'")).await;
}

/// It finds nothing by some rules on what is shown now, and nothing is wider than the window. `what` says what that is.
pub async fn assert_clean(browser: &Browser, rules: &[&str], what: &str) {
    let audit = format!(
        "const {{ scrollWidth, clientWidth }} = document.documentElement;
        axe.run(document, {{ runOnly: {}, resultTypes: ['violations'] }}).then(({{ violations }}) => done([
            ...(scrollWidth > clientWidth ? [['wider than the window', scrollWidth]] : []),
            ...violations.map(({{ id, nodes }}) =>
                [id, ...nodes.slice(0, 3).map(({{ target, failureSummary }}) => [target, failureSummary])]),
        ]));",
        json!(rules)
    );
    assert_eq!(browser.run_async(&audit).await, json!([]), "{what}");
}
