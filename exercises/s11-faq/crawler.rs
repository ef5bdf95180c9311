//! crawler: a crawler that ends well.
//! Task and hints: `cargo xtask lesson crawler`, `cargo xtask hint crawler`
//! 日本語: exercises/s11-faq/crawler.ja.md

use s11_faq::crawl::{Config, Report};
use s11_faq::web::Web;
use tokio_util::sync::CancellationToken;

/// Fetches all pages that can be reached, until there are no more, or until it is stopped.
pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    for url in &config.start {
        let _ = web.fetch(url).await;
    }
    let _ = stop;
    todo!("links, a limit, retries, time limits, and an end")
}
