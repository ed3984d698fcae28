//! Drives Firefox and WebKit through WebDriver, as far as they all understand it.

use std::env;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::chrome::PATIENCE;

/// An engine other than Chromium's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Mozilla's, in Firefox.
    Firefox,
    /// That of Safari, in the browser that comes with WebKitGTK.
    WebKit,
}

impl Engine {
    /// The name of the browser, for failures.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Firefox => "in Firefox",
            Engine::WebKit => "in WebKit",
        }
    }

    /// The variables that name the program that drives it, and the browser.
    fn variables(self) -> [&'static str; 2] {
        match self {
            Engine::Firefox => ["TABLERO_GECKODRIVER", "TABLERO_FIREFOX"],
            Engine::WebKit => ["TABLERO_WEBKITWEBDRIVER", "TABLERO_MINIBROWSER"],
        }
    }

    /// The command that starts its driver at a port. WebKit draws on a screen only; one that nobody sees does.
    fn driver(self, program: &str, port: u16) -> Command {
        match self {
            Engine::Firefox => {
                let mut command = Command::new(program);
                command.arg(format!("--port={port}"));
                command
            }
            Engine::WebKit => {
                let mut command = Command::new("xvfb-run");
                command.args(["--auto-servernum", program, &format!("--port={port}")]);
                // In a container, root cannot have the sandbox, and these pages are our own.
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                command
            }
        }
    }

    fn capabilities(self, browser: &str, scripts: Scripts) -> Value {
        match self {
            Engine::Firefox => {
                let prefs = json!({"javascript.enabled": scripts == Scripts::Allowed});
                json!({"moz:firefoxOptions": {"binary": browser, "args": ["-headless"], "prefs": prefs}})
            }
            // It cannot be told to run no scripts.
            Engine::WebKit => {
                json!({"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}})
            }
        }
    }
}

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As in every browser.
    Allowed,
    /// As in one whose reader has forbidden them; Firefox alone can be told to.
    Forbidden,
}

/// A fresh browser. It goes with this value.
pub struct Session {
    client: Client,
    _driver: Driver,
}

impl Session {
    /// Starts a browser. The programs are named by variables, as `cargo verify` sets them.
    pub async fn start(engine: Engine, scripts: Scripts) -> Result<Session> {
        let [driver, browser] = engine.variables().map(|name| {
            env::var(name).with_context(|| format!("run `cargo verify`, which sets {name}"))
        });
        let driver = Driver::start(engine, &driver?)?;
        let Value::Object(capabilities) = engine.capabilities(&browser?, scripts) else {
            bail!("capabilities are an object")
        };
        let start = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match builder.connect(&driver.address).await {
                Ok(client) => break client,
                // The driver does not listen at once.
                Err(_) if start.elapsed() < PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                Err(error) => return Err(error).context(engine.name()),
            }
        };
        Ok(Session {
            client,
            _driver: driver,
        })
    }

    /// Opens an address and waits until the page is there, whether a program takes it over or not.
    pub async fn open_written(&self, address: &str) -> Result<()> {
        Ok(self.client.goto(address).await?)
    }

    /// Opens an address and waits until the program has taken over from the written page.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.client.goto(address).await?;
        let is_ready = "document.documentElement.dataset.ready !== undefined \
             && document.querySelector('#main')?.getAttribute('aria-busy') === 'false'";
        self.until(is_ready)
            .await
            .with_context(|| address.to_owned())
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, condition: &str) -> Result<()> {
        let start = Instant::now();
        while self.eval(condition).await? != Value::Bool(true) {
            if start.elapsed() > PATIENCE {
                let text = self.eval("document.body.innerText").await?;
                bail!("waited in vain for {condition}\nthe page:\n{text}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// The value of a JavaScript expression.
    pub async fn eval(&self, expression: &str) -> Result<Value> {
        let script = format!("return {expression}");
        Ok(self.client.execute(&script, vec![]).await?)
    }

    /// The value that a JavaScript expression promises.
    pub async fn eval_later(&self, expression: &str) -> Result<Value> {
        let script = format!("{expression}.then(arguments[arguments.length - 1])");
        Ok(self.client.execute_async(&script, vec![]).await?)
    }

    /// Ends the session. A browser that is dropped without it ends with its driver.
    pub async fn end(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }
}

/// The program that drives a browser, which ends with this value.
struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    fn start(engine: Engine, program: &str) -> Result<Driver> {
        // These drivers do not say which port they found, so one is found for them.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = engine.driver(program, port);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        // A group of their own: the driver, its screen and its browser end together.
        let process = command.process_group(0).spawn();
        Ok(Driver {
            process: process.with_context(|| format!("{command:?} cannot be started"))?,
            address: format!("http://127.0.0.1:{port}/"),
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Nothing is left to do if they have ended by themselves.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["--", &group]).status();
        let _ = self.process.wait();
    }
}
