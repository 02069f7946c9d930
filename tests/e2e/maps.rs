//! The maps that ship with the policies, as the owner of an article looks at them.

use serde_json::json;

use crate::browser::Browser;
use crate::common::project;
use crate::server::Server;

const MAPS: &[&str] =
    &["/map.html", "/examples/policies/child-passport/map.html", "/examples/policies/security-contact/map.html"];

/// axe-core finds nothing, in light and dark, on a desktop and on a small phone, and no map is wider than its window.
#[tokio::test]
async fn axe_finds_nothing_on_any_map() {
    let axe =
        std::fs::read_to_string(project("tests/node_modules/axe-core/axe.min.js")).expect("run script/bootstrap tests");
    let server = Server::start(&project("dist"));
    let look = async |browser: Browser| {
        for map in MAPS {
            browser.goto(&server.url(map)).await;
            browser.run(&axe).await;
            for scheme in ["light", "dark"] {
                browser.run(&format!("document.documentElement.style.colorScheme = '{scheme}'")).await;
                let audit = "
                    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
                    const { scrollWidth, clientWidth } = document.documentElement;
                    axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(({ violations }) => done([
                        ...(scrollWidth > clientWidth ? [['wider than the window', scrollWidth]] : []),
                        ...violations.map(({ id, nodes }) =>
                            [id, ...nodes.slice(0, 3).map(({ target, failureSummary }) => [target, failureSummary])]),
                    ]));";
                assert_eq!(browser.run_async(audit).await, json!([]), "{map} {scheme}");
            }
        }
        browser.quit().await;
    };
    tokio::join!(look(Browser::start().await), look(Browser::start_narrow().await));
}

/// By keyboard: the picture grows and fits, and a cell of the matrix leads to the answer as a visitor reads it.
#[tokio::test]
async fn a_map_is_read_by_keyboard() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    browser.goto(&server.url("/map.html")).await;
    let width = "return document.querySelector('#flow svg').getBoundingClientRect().width";
    let before = browser.run(width).await.as_f64().unwrap();
    browser.run("document.querySelector(\"[data-zoom='1.25']\").focus()").await;
    browser.press(Browser::ENTER).await;
    let larger = browser.run(width).await.as_f64().unwrap();
    assert!(larger > before * 1.2, "{before} {larger}");
    browser.run("document.querySelector(\"[data-zoom=fit]\").focus()").await;
    browser.press(Browser::ENTER).await;
    let fits = "const frame = document.querySelector('#flow .scroll');
        return Math.abs(frame.clientWidth - frame.firstElementChild.getBoundingClientRect().width) < 2";
    assert_eq!(browser.run(fits).await, json!(true));

    browser.run("document.querySelector(\".matrix tbody tr:nth-child(6) .answer\").focus()").await;
    let cell = browser.run("return document.activeElement.querySelector('span').textContent").await;
    browser.press(Browser::ENTER).await;
    let read = "
        const answer = document.querySelector('article:target');
        const { top, bottom } = answer.getBoundingClientRect();
        return top < innerHeight && bottom > 0 ? answer.querySelector('h3').textContent : null";
    assert_eq!(browser.run(read).await, cell);
    browser.quit().await;
}
