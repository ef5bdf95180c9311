//~ works-after-drop in dropped_then_the_exchange_is_over
//! "Spawned inside the block, it begins with the first poll." And ends when it likes: a task does not
//! end with the future that waits for it.

use reqwest::Client;

#[derive(Debug)]
pub enum FetchError {
    Http(reqwest::Error),
    Status(u16),
}

impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> FetchError {
        FetchError::Http(error)
    }
}

pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await?;
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        return Err(FetchError::Status(status.as_u16()));
    }
    Ok(response.text().await?)
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    async move {
        let (client, url) = (client.clone(), url.to_owned());
        let task = tokio::spawn(async move { fetch_data(&client, &url).await });
        task.await.expect("it does not panic")
    }
}
