//! Chromium, without a window.
//!
//! A page is driven by a script of its own, which leaves behind what it saw in `#seen`; Chromium
//! prints the page as it is then. A frame may be narrower than Chromium's own window.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FRAME: &str = include_str!("frame.html");
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The program that `KATA_BROWSER` names, else one on the path, if there is one.
pub fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("KATA_BROWSER") {
        return Some(named.into());
    }
    let path = env::var_os("PATH")?;
    let mut programs =
        env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    programs.find(|program| program.is_file())
}

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Its width, in CSS pixels.
    pub width: u32,
    /// Whether the reader likes it dark.
    pub is_dark: bool,
}

impl Default for Look {
    /// On a desk, by day.
    fn default() -> Look {
        Look {
            width: 1280,
            is_dark: false,
        }
    }
}

/// Opens `page`, which is written into `folder`, runs `script` in it, and returns what the script
/// has told the page around it, as JSON: `parent.postMessage(…)`. Errors of the page are in the
/// list `errors`.
///
/// # Panics
///
/// The browser cannot be run, or the script has told nothing.
pub fn drive(browser: &Path, folder: &Path, page: &str, script: &str, look: Look) -> String {
    let listen = "<head>\n<script>const errors = []; addEventListener('error', (e) => errors.push(e.message));</script>";
    let driven = page.replacen("<head>", listen, 1);
    let driven = driven.replacen(
        "</body>",
        &format!("<script>\n{script}</script>\n</body>"),
        1,
    );
    fs::write(folder.join("driven.html"), driven).expect("the folder can be written");
    let frame = FRAME.replace("FILE", "driven.html");
    let frame = frame.replace("WIDTH", &look.width.to_string());
    let file = folder.join("frame.html");
    fs::write(&file, frame).expect("the folder can be written");
    let color = if look.is_dark { 0 } else { 1 };
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
        ])
        .args(["--disable-sync", "--virtual-time-budget=5000"])
        .arg(format!("--blink-settings=preferredColorScheme={color}"))
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg("--window-size=1400,1000")
        .arg("--dump-dom")
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("the browser can be run");
    let printed = String::from_utf8_lossy(&output.stdout);
    let found = printed.split_once("id=\"seen\">");
    let (_, found) = found.unwrap_or_else(|| panic!("{printed}{output:?}"));
    let (found, _) = found.split_once("</script>").expect("the element ends");
    found.to_owned()
}
