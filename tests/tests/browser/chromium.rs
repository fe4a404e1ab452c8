//! A Chromium without a window, driven through its DevTools protocol.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

/// Long enough for a slow machine; nothing waits so long where all is well.
const PATIENCE: Duration = Duration::from_secs(60);

const NAMES: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

const PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

/// The browser that `KANWU_CHROMIUM` names, or the first that is installed.
pub fn installed() -> Option<PathBuf> {
    let named = std::env::var_os("KANWU_CHROMIUM").map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&paths).collect();
    let in_path = folders.iter().flat_map(|folder| {
        NAMES.iter().map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
    });
    named.into_iter().chain(in_path).chain(PLACES.iter().map(PathBuf::from)).find(|path| path.is_file())
}

/// One page of a browser of its own; both end with this.
pub struct Page {
    browser: Child,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    session: Option<String>,
    calls: u64,
    profile: TempDir,
    /// Addresses that were asked for since [`Page::cut_off`].
    pub requests: Vec<String>,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.send("Browser.close", &json!({}), None);
        let end = Instant::now() + Duration::from_secs(5);
        while Instant::now() < end && matches!(self.browser.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}

impl Page {
    /// Starts the browser with a window of this size.
    pub fn open(program: &Path, width: u32, height: u32) -> Page {
        let profile = tempfile::tempdir().expect("a folder");
        let browser = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
            ])
            .arg(format!("--window-size={width},{height}"))
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let told = profile.path().join("DevToolsActivePort");
        let address = waited(|| {
            let text = std::fs::read_to_string(&told).ok()?;
            let (port, path) = text.split_once('\n')?;
            (!path.trim().is_empty()).then(|| format!("ws://127.0.0.1:{port}{}", path.trim()))
        });
        let (socket, _) = tungstenite::connect(address).expect("the browser answers");
        let mut page = Page { browser, socket, session: None, calls: 0, profile, requests: Vec::new() };
        let target = page.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = page.call("Target.attachToTarget", attach);
        page.session = attached["sessionId"].as_str().map(str::to_owned);
        page.call("Page.enable", json!({}));
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        page.call("Emulation.setDeviceMetricsOverride", size);
        page
    }

    fn send(&mut self, method: &str, params: &Value, session: Option<&str>) -> tungstenite::Result<u64> {
        self.calls += 1;
        let mut call = json!({ "id": self.calls, "method": method, "params": params });
        if let Some(session) = session {
            call["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(call.to_string()))?;
        Ok(self.calls)
    }

    /// Calls a method of the protocol and waits for its answer; of events, requests are noted.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let session = self.session.clone();
        let id = self.send(method, &params, session.as_deref()).expect("the browser listens");
        loop {
            let Message::Text(text) = self.socket.read().expect("the browser answers") else { continue };
            let mut answer: Value = serde_json::from_str(&text).expect("JSON");
            if answer["method"] == "Network.requestWillBeSent" {
                self.requests.extend(answer["params"]["request"]["url"].as_str().map(str::to_owned));
            }
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
        }
    }

    /// Opens a file and waits until its program has run.
    pub fn visit(&mut self, file: &Path) {
        // By way of an empty page, so that the page before is gone and what it kept is written.
        self.call("Page.navigate", json!({ "url": "about:blank" }));
        self.wait("document.URL === 'about:blank' && document.readyState === 'complete'");
        let path = file.display().to_string().replace('\\', "/");
        let address = format!("file:///{}", path.trim_start_matches('/'));
        let went = self.call("Page.navigate", json!({ "url": address }));
        assert!(went["errorText"].is_null(), "{went}");
        self.wait("document.documentElement?.dataset.ready === '1'");
    }

    /// The value of an expression.
    pub fn eval(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.call("Runtime.evaluate", params);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// Waits until a condition holds.
    pub fn wait(&mut self, condition: &str) {
        let end = Instant::now() + PATIENCE;
        while self.eval(condition) != Value::Bool(true) {
            assert!(Instant::now() < end, "never: {condition}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses the mouse on the middle of the first element that a selector names.
    pub fn click(&mut self, selector: &str) {
        let selector = json!(selector).to_string();
        // Where it comes to rest: what is laid out on the way may move it.
        let place = self.eval(&format!(
            "(async () => {{ let at = []; for (let n = 0; n < 100; n++) {{ \
               const e = document.querySelector({selector}); if (!e) return null; \
               e.scrollIntoView({{ block: 'nearest' }}); \
               await new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f))); \
               const b = e.getBoundingClientRect(), now = [b.x + b.width / 2, b.y + b.height / 2]; \
               if (now[0] === at[0] && now[1] === at[1] && e.contains(document.elementFromPoint(...now))) return at; \
               at = now; }} return null; }})()"
        ));
        assert!(place.is_array(), "nothing to press at {selector}");
        for event in ["mousePressed", "mouseReleased"] {
            let params =
                json!({ "type": event, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", params);
        }
    }

    /// Presses a key that writes a character, or `Enter`.
    pub fn press(&mut self, key: &str) {
        let mut params = json!({ "type": "keyDown", "key": key });
        match key {
            "Enter" => {
                params["windowsVirtualKeyCode"] = json!(13);
                params["text"] = json!("\r");
            }
            // It writes nothing.
            "Escape" => params["windowsVirtualKeyCode"] = json!(27),
            _ => params["text"] = json!(key),
        }
        self.call("Input.dispatchKeyEvent", params.clone());
        params["type"] = json!("keyUp");
        self.call("Input.dispatchKeyEvent", params);
    }

    /// Writes into what has the focus.
    pub fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Chooses from a list as its user does.
    pub fn choose(&mut self, selector: &str, value: &str) {
        self.eval(&format!(
            "(() => {{ const s = document.querySelector({}); s.value = {}; \
             s.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()",
            json!(selector),
            json!(value)
        ));
    }

    /// Takes the network away, and notes from now on what is asked for.
    pub fn cut_off(&mut self) {
        self.call("Network.enable", json!({}));
        let off = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
        self.call("Network.emulateNetworkConditions", off);
    }

    /// Drops files or folders on the page, as from the desktop.
    pub fn drop_files(&mut self, files: &[&Path]) {
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
        for event in ["dragEnter", "dragOver", "drop"] {
            let params = json!({ "type": event, "x": 200, "y": 200, "data": data });
            self.call("Input.dispatchDragEvent", params);
        }
    }

    /// Does something that saves a file, and gives the file.
    pub fn download(&mut self, extension: &str, act: impl FnOnce(&mut Page)) -> PathBuf {
        let folder = self.profile.path().join(format!("saved{}", self.calls));
        std::fs::create_dir(&folder).expect("a folder");
        let session = self.session.take();
        self.call("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder }));
        self.session = session;
        act(self);
        waited(|| {
            let mut files = std::fs::read_dir(&folder).ok()?.flatten().map(|e| e.path());
            files.find(|f| f.extension().is_some_and(|e| e == extension))
        })
    }

    /// Seconds that the page's thread has worked, whatever else the machine does.
    pub fn busy(&mut self) -> f64 {
        self.call("Performance.enable", json!({ "timeDomain": "threadTicks" }));
        let answer = self.call("Performance.getMetrics", json!({}));
        let metrics = answer["metrics"].as_array().cloned().unwrap_or_default();
        metrics
            .iter()
            .find(|m| m["name"] == "TaskDuration")
            .and_then(|m| m["value"].as_f64())
            .unwrap_or_default()
    }

    /// What is to be seen, as PNG.
    pub fn picture(&mut self) -> Vec<u8> {
        let answer = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        decoded(&answer)
    }

    /// What would be printed, as PDF.
    pub fn print(&mut self) -> Vec<u8> {
        let answer =
            self.call("Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": true }));
        decoded(&answer)
    }
}

fn waited<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn decoded(answer: &Value) -> Vec<u8> {
    data_encoding::BASE64.decode(answer["data"].as_str().unwrap_or_default().as_bytes()).expect("base64")
}
