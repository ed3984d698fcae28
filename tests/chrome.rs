//! Drives a real Chromium through ChromeDriver, and reads its console and its requests to the network.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long a page may take to become what a test waits for.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A fresh browser. It goes with this value.
pub struct Chrome {
    /// The session, for whatever has no method here.
    pub client: Client,
    _driver: Driver,
    _profile: TempDir,
}

impl Chrome {
    /// Starts a browser with an empty profile. The programs are named by `TABLERO_CHROMEDRIVER` and
    /// `TABLERO_CHROMIUM`, as `cargo verify` sets them.
    pub async fn start() -> Result<Chrome> {
        let driver = Driver::start()?;
        let profile = tempfile::tempdir()?;
        // In a container, root cannot have the sandbox, and these pages are our own.
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            // Chromium ends when the pipe does, that is, with ChromeDriver.
            "--remote-debugging-pipe",
            "--window-size=1280,900",
        ];
        let profile_argument = format!("--user-data-dir={}", profile.path().display());
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": env::var("TABLERO_CHROMIUM").context("run `cargo verify`, which sets TABLERO_CHROMIUM")?,
                "args": arguments.into_iter().chain([profile_argument.as_str()]).collect::<Vec<_>>(),
            },
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        });
        let Value::Object(capabilities) = capabilities else {
            bail!("capabilities are an object")
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder
            .capabilities(capabilities)
            .connect(&driver.address)
            .await?;
        let chrome = Chrome {
            client,
            _driver: driver,
            _profile: profile,
        };
        // What the browser's own first page asks for is none of ours.
        chrome.client.goto("about:blank").await?;
        chrome.requests().await?;
        Ok(chrome)
    }

    /// Opens an address and waits until the page stands with all its charts.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        self.until_ready().await.with_context(|| address.to_owned())
    }

    /// Waits until the program has taken over from the written page, and every chart is drawn.
    pub async fn until_ready(&self) -> Result<()> {
        self.until(
            "document.documentElement.dataset.ready !== undefined \
             && document.querySelector('#main')?.getAttribute('aria-busy') === 'false' \
             && [...document.querySelectorAll('.chart')].every(chart => chart.querySelector('svg'))",
        )
        .await
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, condition: &str) -> Result<()> {
        self.until_within(PATIENCE, condition).await
    }

    /// Waits until a JavaScript expression is true, for work that takes long on a busy machine.
    pub async fn until_within(&self, patience: Duration, condition: &str) -> Result<()> {
        let start = Instant::now();
        while self.eval(condition).await? != Value::Bool(true) {
            if start.elapsed() > patience {
                let text = self.eval("document.body.innerText").await?;
                bail!(
                    "waited in vain for {condition}\nthe log: {:?}\nthe page:\n{text}",
                    self.log("browser").await?
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// The value of a JavaScript expression.
    pub async fn eval(&self, expression: &str) -> Result<Value> {
        Ok(self
            .client
            .execute(&format!("return {expression}"), vec![])
            .await?)
    }

    /// The texts of all elements that a CSS selector finds.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let texts = format!(
            "[...document.querySelectorAll({selector:?})].map(one => one.innerText.trim())"
        );
        Ok(serde_json::from_value(self.eval(&texts).await?)?)
    }

    /// Makes the page as wide as a phone, or as anything else.
    pub async fn set_width(&self, width: u32) -> Result<()> {
        let metrics =
            json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await
            .map(drop)
    }

    /// Makes the reader's system prefer a theme: `light` or `dark`.
    pub async fn set_theme(&self, theme: &str) -> Result<()> {
        let preferred = json!({"features": [{"name": "prefers-color-scheme", "value": theme}]});
        self.devtools("Emulation.setEmulatedMedia", preferred)
            .await
            .map(drop)
    }

    /// Shows the page as it is printed on paper of this width, in CSS pixels: printing begins, and the page is laid out.
    pub async fn print(&self, width: u32) -> Result<()> {
        self.eval("window.dispatchEvent(new Event('beforeprint'))")
            .await?;
        let paper = json!({"media": "print"});
        self.devtools("Emulation.setEmulatedMedia", paper).await?;
        self.set_width(width).await
    }

    /// Runs no script of any page from now on; those of tests still run.
    pub async fn forbid_scripts(&self) -> Result<()> {
        let off = json!({"value": true});
        self.devtools("Emulation.setScriptExecutionDisabled", off)
            .await
            .map(drop)
    }

    /// Runs a script in every page before its own, until what it gives back is forgotten.
    pub async fn run_first(&self, script: &str) -> Result<Value> {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({"source": script}),
        )
        .await
    }

    /// Forgets a script that runs in every page.
    pub async fn forget(&self, script: Value) -> Result<()> {
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", script)
            .await
            .map(drop)
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({"cmd": command, "params": parameters});
        Ok(self
            .client
            .issue_cmd(Post {
                path: "goog/cdp/execute",
                body,
            })
            .await?)
    }

    /// Fails if anything was written to the console as a warning or an error, or if the page has asked for anything
    /// outside `site`, since the last time this was called.
    pub async fn assert_quiet(&self, site: &str) -> Result<()> {
        let log = self.log("browser").await?;
        let loud: Vec<&Value> = log
            .iter()
            .filter(|entry| entry["level"] != "INFO" && entry["level"] != "DEBUG")
            .collect();
        ensure!(loud.is_empty(), "the console has: {loud:#?}");
        let requests = self.requests().await?;
        ensure!(
            !requests.is_empty(),
            "the network log holds no request at all"
        );
        let own = |address: &String| address.starts_with(site) || address.starts_with("data:");
        let foreign: Vec<&String> = requests.iter().filter(|address| !own(address)).collect();
        ensure!(foreign.is_empty(), "asked for outside {site}: {foreign:#?}");
        Ok(())
    }

    /// Ends the session. A browser that is dropped without it is killed.
    pub async fn end(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }

    /// The addresses that the page has asked for since the log was last read.
    async fn requests(&self) -> Result<Vec<String>> {
        let mut addresses = Vec::new();
        for entry in self.log("performance").await? {
            let event: Value = serde_json::from_str(
                entry["message"]
                    .as_str()
                    .context("an event has no message")?,
            )?;
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent" {
                addresses.push(
                    event["params"]["request"]["url"]
                        .as_str()
                        .context("a request has no address")?
                        .into(),
                );
            }
        }
        Ok(addresses)
    }

    async fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let entries = self
            .client
            .issue_cmd(Post {
                path: "se/log",
                body: json!({"type": kind}),
            })
            .await?;
        Ok(serde_json::from_value(entries)?)
    }
}

/// ChromeDriver, which ends with this value.
struct Driver {
    process: Child,
    address: String,
}

/// What ChromeDriver prints before the port that it listens at.
const STARTED: &str = "started successfully on port ";

impl Driver {
    fn start() -> Result<Driver> {
        let program = env::var("TABLERO_CHROMEDRIVER")
            .context("run `cargo verify`, which sets TABLERO_CHROMEDRIVER")?;
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process
            .stdout
            .take()
            .context("ChromeDriver has no output")?;
        let mut driver = Driver {
            process,
            address: String::new(),
        };
        let port = port(output)?;
        driver.address = format!("http://127.0.0.1:{port}/");
        Ok(driver)
    }
}

/// Waits until ChromeDriver prints the port that it listens at. Its output is read to the end by a thread of its own: a
/// driver that cannot write its log ends.
fn port(output: ChildStdout) -> Result<String> {
    let (lines, printed) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens any more once the port is known.
            let _ = lines.send(line);
        }
    });
    let start = Instant::now();
    let mut log = String::new();
    loop {
        let left = PATIENCE.saturating_sub(start.elapsed());
        match printed.recv_timeout(left) {
            Ok(line) => match line.split_once(STARTED) {
                Some((_, port)) => return Ok(port.trim().trim_end_matches('.').to_owned()),
                None => log += &format!("{line}\n"),
            },
            Err(RecvTimeoutError::Timeout) => {
                bail!("ChromeDriver has not started after {PATIENCE:?}:\n{log}")
            }
            Err(RecvTimeoutError::Disconnected) => bail!("ChromeDriver did not start:\n{log}"),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Nothing is left to do if it has ended by itself.
        let _ = self.process.kill().and_then(|()| self.process.wait());
    }
}

/// A command of ChromeDriver that WebDriver does not have.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
