//! The page around an iframe, and the page in it: what others send them does not count. Each check by itself: all else about
//! a message is as it should be.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::common::project;
use crate::server::{Page, Server};

/// A page with the widget in a frame that has no origin of its own, in one that has, and between them a frame like the first
/// that passes on what it is sent. The ids that the host's script makes up are known here: a test can say the right one.
const HOST: &str = "<!doctype html><html lang=\"nl\"><title>Host</title>
    <script>
        crypto.getRandomValues = (numbers) => numbers.fill(7);
        window.received = [];
        addEventListener('message', ({ data }) => received.push(data));
        window.errors = [];
        addEventListener('error', ({ message }) => errors.push(message));
    </script><body>
    <iframe id=\"own\" data-wegwijzer src=\"FRAME\" title=\"Wegwijzer\" sandbox=\"allow-scripts allow-forms\"></iframe>
    <iframe id=\"other\" title=\"other\" sandbox=\"allow-scripts\" src=\"/passes-on.html\"></iframe>
    <iframe id=\"plain\" data-wegwijzer src=\"FRAME\" title=\"Wegwijzer\"></iframe>
    <script type=\"module\" src=\"SCRIPT\"></script>";

/// Passes a message on to a frame beside it, or to the page around both.
const PASSES_ON: &str = "<!doctype html><title>other</title><script>
    addEventListener('message', ({ data: { to, message } }) => (to === 'parent' ? parent : parent.frames[to]).postMessage(message, '*'));
</script>";

const RIGHT: &str = "7-7-7-7";

#[tokio::test]
async fn a_height_counts_from_the_frame_that_was_asked_alone() {
    let (host, files) = (Server::start(&project("dist")), Server::start(&project("dist")));
    open(&host, &files);
    // The page that the plain frame is led to: of another origin, and it knows the id.
    let height = json!({ "wegwijzer": "height", "id": RIGHT, "height": 5 });
    host.add(
        "/elsewhere.html",
        Page::html(&format!("<!doctype html><title>t</title><script>parent.postMessage({height}, '*')</script>")),
    );
    let browser = Browser::start().await;
    browser.goto(&host.url("/host")).await;
    let is_fitted = |frame: &str| format!("return document.querySelector('#{frame}').style.blockSize !== ''");
    browser.wait_for(&is_fitted("own")).await;
    browser.wait_for(&is_fitted("plain")).await;

    // What it shows has one height from now on, so that it tells no more by itself.
    browser.enter_frame().await;
    browser.run("document.documentElement.style.cssText = 'block-size: 500px; overflow: hidden'").await;
    browser.leave_frame().await;
    browser.wait_for("return document.querySelector('#own').style.blockSize === '500px'").await;

    // From the frame itself.
    for (id, height, fitted) in [
        (json!(RIGHT), "777", "777px"),
        (json!("7-7-7-8"), "5", "777px"),
        (json!(null), "5", "777px"),
        (json!([RIGHT]), "5", "777px"),
        (json!(RIGHT), "9999", "9999px"),
        (json!(RIGHT), "10001", "10000px"),
        (json!(RIGHT), "1e9", "10000px"),
        (json!(RIGHT), "-5", "0px"),
        (json!(RIGHT), "888", "888px"),
        (json!(RIGHT), "NaN", "888px"),
        (json!(RIGHT), "Infinity", "888px"),
        (json!(RIGHT), "'5'", "888px"),
        (json!(RIGHT), "null", "888px"),
    ] {
        let message = format!("{{ wegwijzer: 'height', id: {id}, height: {height} }}");
        browser.enter_frame().await;
        browser.run(&format!("parent.postMessage({message}, '*'); parent.postMessage('sent', '*')")).await;
        browser.leave_frame().await;
        assert_fitted(&browser, "own", fitted, &message).await;
    }
    for message in ["null", "'height'", "{}", "{ wegwijzer: 'width', id: '7-7-7-7', height: 5 }"] {
        browser.enter_frame().await;
        browser.run(&format!("parent.postMessage({message}, '*'); parent.postMessage('sent', '*')")).await;
        browser.leave_frame().await;
        assert_fitted(&browser, "own", "888px", message).await;
    }

    // From another frame of the same kind, so of the same origin as far as a message tells.
    let pass_on = |message: &Value| {
        format!(
            "document.querySelector('#other').contentWindow.postMessage({{ to: 'parent', message: {message} }}, '*');"
        )
    };
    browser.run(&[pass_on(&height), pass_on(&json!("sent"))].concat()).await;
    assert_fitted(&browser, "own", "888px", "from another frame").await;

    // From the right frame, when it shows a page of another origin.
    let before = browser.run("return document.querySelector('#plain').style.blockSize").await;
    browser
        .run("received.length = 0; document.querySelector('#plain').contentWindow.location = '/elsewhere.html'")
        .await;
    browser.wait_for("return received.some((data) => data?.height === 5)").await;
    let after = browser.run("return document.querySelector('#plain').style.blockSize").await;
    assert_eq!(after, before, "from another origin");
    assert_eq!(browser.run("return errors").await, json!([]));
    browser.quit().await;
}

/// A frame tells its height to the page that it stands in and to no other, and only when that has asked by an id.
#[tokio::test]
async fn a_frame_answers_to_the_page_around_it_alone() {
    let (host, files) = (Server::start(&project("dist")), Server::start(&project("dist")));
    open(&host, &files);
    let browser = Browser::start().await;
    browser.goto(&host.url("/host")).await;
    let answered =
        |id: &str| format!("return received.some((data) => data?.wegwijzer === 'height' && data.id === {id})");
    browser.wait_for(&answered("'7-7-7-7'")).await;
    let ask = |id: &str| {
        format!("document.querySelector('#own').contentWindow.postMessage({{ wegwijzer: 'height?', id: {id} }}, '*');")
    };

    // Who asks by no text, or in other words, hears nothing, and who asks after them does.
    browser
        .run(&[ask("5"), ask("null"), ask("['x']"), ask("'x'").replace("height?", "width?"), ask("'first'")].concat())
        .await;
    browser.wait_for(&answered("'first'")).await;
    // Nor does who asks from another frame.
    let question = json!({ "wegwijzer": "height?", "id": "theirs" });
    let pass_on = |to: &str, message: &Value| {
        format!("document.querySelector('#other').contentWindow.postMessage({{ to: {to}, message: {message} }}, '*');")
    };
    browser.run(&[pass_on("0", &question), pass_on("'parent'", &json!("sent"))].concat()).await;
    browser.wait_for("return received.includes('sent')").await;
    // Once more from the frame as it is drawn anew: to whoever asked last.
    browser.enter_frame().await;
    browser.run("document.documentElement.style.paddingBlockEnd = '321px'").await;
    browser.leave_frame().await;
    browser.run(&ask("'last'")).await;
    browser.wait_for(&answered("'last'")).await;
    let ids = "return [...new Set(received.filter((data) => data?.wegwijzer === 'height').map(({ id }) => id))]";
    assert_eq!(browser.run(ids).await, json!([RIGHT, "first", "last"]));

    // A page that stands in no other has nobody to tell.
    browser.goto(&files.url("/frame.html")).await;
    let alone = "window.received = [];
        addEventListener('message', ({ data }) => received.push(data?.wegwijzer ?? data));
        postMessage({ wegwijzer: 'height?', id: 'own' });
        postMessage('sent')";
    browser.run(alone).await;
    browser.wait_for("return received.includes('sent')").await;
    // An answer to the first would stand before this.
    browser.run("postMessage('last')").await;
    browser.wait_for("return received.includes('last')").await;
    assert_eq!(browser.run("return received").await, json!(["height?", "sent", "last"]));
    browser.quit().await;
}

fn open(host: &Server, files: &Server) {
    let page = HOST.replace("FRAME", &files.url("/frame.html")).replace("SCRIPT", &files.url("/wegwijzer-frame.js"));
    host.add("/host", Page::html(&page));
    host.add("/passes-on.html", Page::html(PASSES_ON));
}

/// Once the host has received what was sent, and everything before it, a frame is this high.
async fn assert_fitted(browser: &Browser, frame: &str, fitted: &str, what: &str) {
    browser.wait_for("return received.includes('sent')").await;
    let height =
        browser.run(&format!("received.length = 0; return document.querySelector('#{frame}').style.blockSize")).await;
    assert_eq!(height, json!(fitted), "{what}");
}
