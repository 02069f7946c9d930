//! A browser with a visitor's verbs. The visitor has a keyboard and nothing else.
//!
//! One file, as it is one type.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Capabilities;
use thirtyfour::common::print::PrintParameters;
use thirtyfour::prelude::*;
use tokio::sync::Mutex;

/// How long a test waits before it gives up: longer than the widget waits for a file.
const PATIENCE: Duration = Duration::from_secs(40);

/// What a script has at hand: the widget and its shadow root.
const ROOT: &str = "const widget = document.querySelector('contact-wegwijzer'), root = widget?.shadowRoot;";

/// What is on the screen.
const SCREEN: &str = "
    const section = root?.querySelector('section');
    if (!section) return null;
    const heading = section.querySelector('.question, .answer > :first-child');
    return {
        id: section.dataset.id,
        language: root.querySelector('.wegwijzer').lang,
        heading: heading.textContent,
        headingTag: heading.tagName,
        focusOnBeginning: root.activeElement === section.querySelector('[tabindex]'),
        choices: [...section.querySelectorAll('input[type=radio]')].map((radio) => radio.value),
        checked: section.querySelector('input:checked')?.value ?? null,
        trail: [...section.querySelectorAll('.trail .row')].map((row) => row.textContent),
        status: root.querySelector('.status').textContent,
        text: section.textContent,
    };";

/// A browser and the driver that runs it.
pub struct Browser {
    driver: WebDriver,
    _process: Driver,
}

/// The process of a driver, with all that it has started.
struct Driver(Child);

/// What is on the screen.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Screen {
    pub id: String,
    pub language: String,
    pub heading: String,
    pub heading_tag: String,
    pub focus_on_beginning: bool,
    pub choices: Vec<String>,
    pub checked: Option<String>,
    pub trail: Vec<String>,
    pub status: String,
    pub text: String,
}

impl Browser {
    pub const ENTER: &str = "\u{e007}";
    pub const SPACE: &str = " ";
    pub const TAB: &str = "\u{e004}";
    pub const DOWN: &str = "\u{e015}";
    pub const UP: &str = "\u{e013}";

    /// Starts a headless Chromium with a desktop's window.
    pub async fn start() -> Self {
        Self::start_engine(Engine::Chromium).await
    }

    /// Starts a headless Chromium with the screen of a small phone.
    pub async fn start_narrow() -> Self {
        let mut options = Engine::Chromium.capabilities();
        let metrics = json!({ "deviceMetrics": { "width": 320, "height": 640, "pixelRatio": 1.0 } });
        options["goog:chromeOptions"]["mobileEmulation"] = metrics;
        Self::start_with(Engine::Chromium, options).await
    }

    /// Starts a headless Chromium whose user has asked for text of twice the size.
    pub async fn start_large_text() -> Self {
        let mut options = Engine::Chromium.capabilities();
        options["goog:chromeOptions"]["prefs"] = json!({ "webkit.webprefs.default_font_size": 32 });
        Self::start_with(Engine::Chromium, options).await
    }

    /// Starts a browser with a desktop's window.
    pub async fn start_engine(engine: Engine) -> Self {
        Self::start_with(engine, engine.capabilities()).await
    }

    async fn start_with(engine: Engine, capabilities: Value) -> Self {
        // One after the other, so that no two take the same free port; and again, as a machine under load may
        // have a driver give up.
        static STARTING: Mutex<()> = Mutex::const_new(());
        let _turn = STARTING.lock().await;
        let mut errors = Vec::new();
        for _ in 0..3 {
            match Self::try_start(engine, &capabilities).await {
                Ok(browser) => return browser,
                Err(error) => errors.push(error),
            }
        }
        panic!("no session of {engine:?}: {errors:?}");
    }

    async fn try_start(engine: Engine, capabilities: &Value) -> Result<Self, String> {
        let port = free_port();
        let process = engine.driver(port).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).spawn();
        let mut process = Driver(process.map_err(|error| format!("{error}: run script/bootstrap tests"))?);
        let start = std::time::Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > PATIENCE || matches!(process.0.try_wait(), Ok(Some(_))) {
                return Err("its driver does not answer".to_owned());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let Value::Object(capabilities) = capabilities.clone() else { panic!("capabilities are an object") };
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), Capabilities::from(capabilities)).await;
        Ok(Self { driver: driver.map_err(|error| error.to_string())?, _process: process })
    }

    /// Opens a page anew and waits for the app's first screen.
    pub async fn open(&self, url: &str) {
        self.open_at_once(url).await;
        // The app brings the second style sheet; others may have put theirs there, too.
        self.wait_for("return root.adoptedStyleSheets.length >= 2").await;
    }

    /// Opens a page anew and waits for a first screen, be it the app's or the one that is shown before the app has come.
    pub async fn open_at_once(&self, url: &str) {
        // To some browsers, going where one is means to reload, which keeps the place.
        self.goto("about:blank").await;
        self.goto(url).await;
        self.wait_for("return !!root?.querySelector('section')").await;
    }

    /// Opens a page.
    pub async fn goto(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// Has the widget on the page open at some answers.
    pub async fn show(&self, start: &str) {
        self.run_async(&format!(
            "if (widget.getAttribute('start') === '{start}') return done();
            widget.addEventListener('wegwijzer-step', () => done(), {{ once: true }});
            widget.setAttribute('start', '{start}')"
        ))
        .await;
    }

    /// What is on the screen, once the focus has come to rest.
    pub async fn screen(&self) -> Screen {
        self.wait_for("return !root?.activeElement?.matches('.rest')").await;
        serde_json::from_value(self.run(SCREEN).await).expect("a screen")
    }

    /// What is on the screen, once the screen with an id is there.
    pub async fn screen_with_id(&self, id: &str) -> Screen {
        self.wait_for(&format!("return root?.querySelector('section')?.dataset.id === '{id}'")).await;
        self.screen().await
    }

    /// Answers questions in turn.
    pub async fn walk(&self, answers: &[(&str, &str)]) {
        for (question, choice) in answers {
            let screen = self.screen_with_id(question).await;
            self.choose(&screen, choice).await;
            self.proceed().await;
        }
    }

    /// Chooses a radio with Tab, Space and the arrows.
    pub async fn choose(&self, screen: &Screen, choice: &str) {
        let wanted = screen.choices.iter().position(|id| id == choice);
        let wanted = wanted.unwrap_or_else(|| panic!("{} does not offer {choice}", screen.id));
        let checked = screen.checked.as_ref().and_then(|checked| screen.choices.iter().position(|id| id == checked));
        self.tab_to("input[type=radio]").await;
        let keys = match checked {
            None if wanted == 0 => Self::SPACE.to_owned(),
            None => Self::DOWN.repeat(wanted),
            Some(checked) if wanted >= checked => Self::DOWN.repeat(wanted - checked),
            Some(checked) => Self::UP.repeat(checked - wanted),
        };
        self.press(&keys).await;
        self.wait_for(&format!("return root.querySelector('input:checked')?.value === '{choice}'")).await;
    }

    /// Presses the button that submits, and waits for another screen.
    pub async fn proceed(&self) {
        self.run("root.left = root.querySelector('section')").await;
        self.tab_to("button[type=submit]").await;
        self.press(Self::ENTER).await;
        self.wait_for("return root.querySelector('section') !== root.left && !root.activeElement?.matches('.rest')")
            .await;
    }

    /// Presses Tab until the focus is on an element that a selector names.
    pub async fn tab_to(&self, selector: &str) {
        let there = format!("return !!root.activeElement?.matches('{selector}')");
        for _ in 0..40 {
            if self.run(&there).await == Value::Bool(true) {
                return;
            }
            self.press(Self::TAB).await;
        }
        panic!("Tab does not lead to {selector}");
    }

    /// Presses keys, one after the other.
    pub async fn press(&self, keys: &str) {
        let at_once = Some(Duration::ZERO);
        self.driver.action_chain_with_delay(at_once, at_once).send_keys(keys).perform().await.unwrap();
    }

    /// Presses Tab with Shift.
    pub async fn tab_back(&self) {
        self.press_with(Key::Shift, Self::TAB).await;
    }

    /// Presses keys while another one is held.
    pub async fn press_with(&self, held: Key, keys: &str) {
        let at_once = Some(Duration::ZERO);
        let chain = self.driver.action_chain_with_delay(at_once, at_once).key_down(held.clone()).send_keys(keys);
        chain.key_up(held).perform().await.unwrap();
    }

    /// Runs a script in the page, with the widget's shadow root as `root`.
    pub async fn run(&self, script: &str) -> Value {
        let result = self.driver.execute(format!("{ROOT} {script}"), Vec::new()).await.unwrap();
        result.json().clone()
    }

    /// Runs a script that calls `done` with its result.
    pub async fn run_async(&self, script: &str) -> Value {
        let script = format!("const done = arguments[0]; {ROOT} {script}");
        self.driver.execute_async(script, Vec::new()).await.unwrap().json().clone()
    }

    /// Waits until a script returns true.
    pub async fn wait_for(&self, script: &str) {
        let start = std::time::Instant::now();
        while self.run(script).await != Value::Bool(true) {
            if start.elapsed() > PATIENCE {
                let seen = "return [document.readyState, location.href, root?.textContent ?? null, window.record ?? null,
                    performance.getEntriesByType('resource').map(({ name, responseStatus }) => [name, responseStatus])]";
                panic!("waited in vain for {script}; what is there: {}", self.run(seen).await);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// The window where the browser is.
    pub async fn window(&self) -> WindowHandle {
        self.driver.window().await.unwrap()
    }

    /// Opens another window, and goes there.
    pub async fn new_window(&self) -> WindowHandle {
        let window = self.driver.new_window().await.unwrap();
        self.go_to_window(&window).await;
        window
    }

    /// Goes to a window.
    pub async fn go_to_window(&self, window: &WindowHandle) {
        self.driver.switch_to_window(window.clone()).await.unwrap();
    }

    /// Goes into the first frame of the page.
    pub async fn enter_frame(&self) {
        self.driver.enter_frame(0).await.unwrap();
    }

    /// Goes back to the page from a frame.
    pub async fn leave_frame(&self) {
        self.driver.enter_default_frame().await.unwrap();
    }

    /// Has media features take values, `prefers-color-scheme` `dark` for example. Chromium only.
    pub async fn emulate(&self, media: &str, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await;
    }

    /// Sends a command of the DevTools protocol. Chromium only.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }

    /// How many objects of a class there are in the page. Chromium only.
    pub async fn count_instances_of(&self, class: &str) -> usize {
        self.ask_instances(class, "function () { return this.length; }").await as usize
    }

    /// What the page holds, after garbage has been collected. Chromium only.
    pub async fn footprint(&self) -> Footprint {
        self.devtools("HeapProfiler.collectGarbage", json!({})).await;
        self.devtools("HeapProfiler.collectGarbage", json!({})).await;
        let counters = self.devtools("Memory.getDOMCounters", json!({})).await;
        let sum = "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
        Footprint {
            listeners: counters["jsEventListeners"].as_u64().unwrap(),
            nodes: counters["nodes"].as_u64().unwrap(),
            wasm_bytes: self.ask_instances("WebAssembly.Memory", sum).await,
        }
    }

    /// The number that a function gives for the list of all objects of a class.
    async fn ask_instances(&self, class: &str, function: &str) -> u64 {
        let expression = json!({ "expression": format!("{class}.prototype"), "objectGroup": "ask" });
        let prototype = self.devtools("Runtime.evaluate", expression).await;
        let wanted = json!({ "prototypeObjectId": prototype["result"]["objectId"], "objectGroup": "ask" });
        let objects = self.devtools("Runtime.queryObjects", wanted).await;
        let call = json!({
            "objectId": objects["objects"]["objectId"],
            "functionDeclaration": function,
            "returnByValue": true,
        });
        let answer = self.devtools("Runtime.callFunctionOn", call).await;
        self.devtools("Runtime.releaseObjectGroup", json!({ "objectGroup": "ask" })).await;
        answer["result"]["value"].as_u64().unwrap()
    }

    /// A picture of an element that a script names, with a margin in CSS pixels, as lossless WebP. Chromium only.
    pub async fn picture(&self, element: &str, margin: u32) -> Vec<u8> {
        self.picture_with(element, margin, 100).await
    }

    /// The same in a quality from 0 to 100.
    pub async fn picture_with(&self, element: &str, margin: u32, quality: u32) -> Vec<u8> {
        let place = format!(
            "const {{ left, top, right, bottom }} = ({element}).getBoundingClientRect();
            const x = Math.max(0, left + scrollX - {margin}), y = Math.max(0, top + scrollY - {margin});
            return {{ x, y, width: right + scrollX + {margin} - x, height: bottom + scrollY + {margin} - y, scale: 1 }}"
        );
        let clip = self.run(&place).await;
        let parameters = json!({ "format": "webp", "quality": quality, "captureBeyondViewport": true, "clip": clip });
        let taken = self.devtools("Page.captureScreenshot", parameters).await;
        BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture")).expect("base64")
    }

    /// Prints the page on A4 paper.
    pub async fn print(&self) -> Vec<u8> {
        let mut paper = PrintParameters::default();
        (paper.page.width, paper.page.height) = (21.0, 29.7);
        self.driver.print_page(paper).await.unwrap()
    }

    /// Ends the browser.
    pub async fn quit(self) {
        self.driver.clone().quit().await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the session when it ends itself; asking for it here would wait for an answer in vain.
        let _ = self.driver.clone().leak();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A test that failed leaves its browser behind; the driver's group takes it along.
        let _ = Command::new("kill").args(["--", &format!("-{}", self.0.id())]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// What a page holds.
#[derive(Clone, Copy, Debug)]
pub struct Footprint {
    pub listeners: u64,
    pub nodes: u64,
    pub wasm_bytes: u64,
}

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// The command that starts its driver.
    fn driver(self, port: u16) -> Command {
        match self {
            Self::Chromium => command("chromedriver", &[&format!("--port={port}")]),
            Self::Firefox => command("geckodriver", &["--port", &port.to_string()]),
            // It has no headless mode: it gets a screen that nobody sees.
            Self::WebKit => command("xvfb-run", &["-a", "WebKitWebDriver", &format!("--port={port}")]),
        }
    }

    fn capabilities(self) -> Value {
        match self {
            Self::Chromium => json!({ "browserName": "chrome", "goog:chromeOptions": { "args": [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
            ] } }),
            Self::Firefox => json!({ "browserName": "firefox", "moz:firefoxOptions": { "args": ["-headless"] } }),
            Self::WebKit => json!({ "webkitgtk:browserOptions": {
                "binary": mini_browser(),
                "args": ["--automation"],
            } }),
        }
    }
}

/// WebKitGTK's own small browser, where Debian puts it on this kind of machine.
fn mini_browser() -> String {
    let machines = std::fs::read_dir("/usr/lib").expect("/usr/lib").flatten();
    let found = machines.map(|entry| entry.path().join("webkit2gtk-4.1/MiniBrowser")).find(|path| path.exists());
    found.expect("WebKitGTK's MiniBrowser: run script/bootstrap tests").display().to_string()
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}
