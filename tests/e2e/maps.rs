//! The maps that ship with the policies, as the owner of an article looks at them.

use serde_json::json;

use crate::audit;
use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::Server;

const MAPS: &[&str] = &[
    "/map.html",
    "/examples/policies/child-passport/map.html",
    "/examples/policies/library-card/map.html",
    "/examples/policies/security-contact/map.html",
];

/// axe-core finds nothing, in light and dark, on a desktop and on a small phone, and no map is wider than its window.
#[tokio::test]
async fn axe_finds_nothing_on_any_map() {
    let server = Server::start(&project("dist"));
    let look = async |browser: Browser| {
        for map in MAPS {
            browser.goto(&server.url(map)).await;
            audit::bring(&browser).await;
            for scheme in ["light", "dark"] {
                audit::colour(&browser, scheme).await;
                audit::assert_clean(&browser, &[audit::WCAG, &["best-practice"]].concat(), &format!("{map} {scheme}"))
                    .await;
            }
        }
        browser.quit().await;
    };
    tokio::join!(look(Browser::start().await), look(Browser::start_narrow().await));
}

/// With the fonts of a browser, too, every text of the flow is within its box, and no choice reaches into a box.
#[tokio::test]
async fn every_text_of_a_flow_has_its_place() {
    let server = Server::start(&project("dist"));
    let browser = Browser::start().await;
    for map in MAPS {
        browser.goto(&server.url(map)).await;
        let misplaced = "
            const within = (a, b) => b.x <= a.x && b.y <= a.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
            const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            return [...document.querySelectorAll('#flow svg')].flatMap((svg) => {
                const boxes = [...svg.querySelectorAll('.box')].map((box) => box.getBBox());
                return [...svg.querySelectorAll('text')].filter((text) => {
                    const area = text.getBBox();
                    return text.matches('.label') ? !boxes.every((box) => apart(area, box)) : !boxes.some((box) => within(area, box));
                }).map((text) => text.textContent);
            });";
        let texts = browser.run("return document.querySelectorAll('#flow svg text').length").await;
        assert!(texts.as_u64().is_some_and(|texts| texts > 20), "{map}: {texts} texts");
        assert_eq!(browser.run(misplaced).await, json!([]), "{map}");
    }
    browser.quit().await;
}

/// By keyboard alone, from the top of the page: the overview leads to a role's first question, and a cell of the matrix to the
/// answer as a visitor reads it. Where the focus is can be seen.
#[tokio::test]
async fn a_map_is_read_by_keyboard() {
    let server = Server::start(&project("dist"));
    for engine in [Engine::Chromium, Engine::Firefox] {
        let browser = Browser::start_engine(engine).await;
        browser.goto(&server.url("/map.html")).await;
        tab_to(&browser, "#flow svg a.elsewhere").await;
        browser.press(Browser::ENTER).await;
        let asked = "
            const question = document.querySelector('#flow g:target');
            if (question === null) return false;
            const { top, bottom } = question.getBoundingClientRect();
            return question.id === 'ask-1-1' && top < innerHeight && bottom > 0";
        browser.wait_for(asked).await;

        tab_to(&browser, ".matrix tbody:nth-of-type(6) .answer").await;
        let cell = browser.run("return document.activeElement.querySelector('span').textContent").await;
        browser.press(Browser::ENTER).await;
        let read = format!(
            "const answer = document.querySelector('article:target');
            if (answer === null) return false;
            const {{ top, bottom }} = answer.getBoundingClientRect();
            return answer.querySelector('h3').textContent === {cell} && top < innerHeight && bottom > 0"
        );
        browser.wait_for(&read).await;
        browser.quit().await;
    }
}

/// Presses Tab until the focus is on what a selector names, and each time sees that it is shown where it is.
async fn tab_to(browser: &Browser, selector: &str) {
    for _ in 0..400 {
        browser.press(Browser::TAB).await;
        let seen = "
            const focused = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(focused);
            const { width, height } = focused.getBoundingClientRect();
            const shown = outlineStyle !== 'none' && outlineWidth !== '0px' && width > 0 && height > 0;";
        let at = format!("{seen} return [focused.matches('{selector}'), shown, focused.outerHTML.slice(0, 200)]");
        let at = browser.run(&at).await;
        assert_eq!(at[1], json!(true), "the focus is not shown at {}", at[2]);
        if at[0] == json!(true) {
            return;
        }
    }
    panic!("Tab does not lead to {selector}");
}
