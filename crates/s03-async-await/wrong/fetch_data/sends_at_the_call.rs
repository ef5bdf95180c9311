//~ eager-start in made_and_not_polled_then_no_connection
//! "The function returns a future, and the task in it is one." The task begins when it is spawned, and
//! that is at the call.

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
    let task = tokio::spawn({
        let (client, url) = (client.clone(), url.to_owned());
        async move { fetch_data(&client, &url).await }
    });
    async move { task.await.expect("it does not panic") }
}
