//! As much of HTTP/1.1 as the proxy needs: a message is a first line, headers and a body.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

/// Headers of one hop, which the proxy sets itself.
const OWN: [&str; 3] = ["connection", "keep-alive", "content-length"];

/// A request or a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `POST /intake/appointment HTTP/1.1` or `HTTP/1.1 201 Created`.
    pub first: String,
    /// Names in small letters, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Message {
    /// A response of ours.
    pub fn response(status: u16, kind: &str, body: &str) -> Self {
        Self {
            first: format!("HTTP/1.1 {status} Test"),
            headers: vec![("content-type".into(), kind.into())],
            body: body.into(),
        }
    }

    /// Reads a request; none where the connection was closed before one came.
    pub async fn read_request(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Self>> {
        let Some((mut message, mut read)) = read_head(from).await? else {
            return Ok(None);
        };
        let length = message
            .header("content-length")
            .and_then(|length| length.parse().ok())
            .unwrap_or(0);
        while read.len() < length {
            if from.read_buf(&mut read).await? == 0 {
                return Ok(None);
            }
        }
        message.body = read;
        Ok(Some(message))
    }

    /// Reads a response that ends with its connection.
    pub async fn read_response(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Self> {
        let (mut message, mut read) = read_head(from).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
        from.read_to_end(&mut read).await?;
        message.body = read;
        Ok(message)
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// Takes a header away.
    pub fn remove(&mut self, name: &str) {
        self.headers.retain(|(found, _)| found != name);
    }

    /// Sets a header.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.headers.push((name.into(), value.into()));
    }

    /// `POST` or `GET`.
    pub fn method(&self) -> &str {
        self.first.split(' ').next().unwrap_or_default()
    }

    /// `/en/?program=x`.
    pub fn target(&self) -> &str {
        self.first.split(' ').nth(1).unwrap_or_default()
    }

    /// As it goes over the line, the last of its connection.
    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{}\r\n", self.first);
        for (name, value) in self
            .headers
            .iter()
            .filter(|(name, _)| !OWN.contains(&name.as_str()))
        {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!(
            "connection: close\r\ncontent-length: {}\r\n\r\n",
            self.body.len()
        );
        [head.as_bytes(), &self.body].concat()
    }
}

/// First line and headers, and what was read beyond them.
async fn read_head(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<(Message, Vec<u8>)>> {
    const END: &[u8] = b"\r\n\r\n";
    let mut read = Vec::new();
    let end = loop {
        if let Some(end) = read.windows(END.len()).position(|found| found == END) {
            break end;
        }
        if from.read_buf(&mut read).await? == 0 {
            return Ok(None);
        }
    };
    let beyond = read.split_off(end + END.len());
    let text = String::from_utf8_lossy(&read[..end]);
    let mut lines = text.split("\r\n");
    let first = lines.next().unwrap_or_default().to_owned();
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    Ok(Some((
        Message {
            first,
            headers,
            body: Vec::new(),
        },
        beyond,
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_request_is_read_with_its_body() {
        let mut line = &b"POST /a?b HTTP/1.1\r\nContent-Length: 2\r\nX: y\r\n\r\nhi"[..];
        let request = Message::read_request(&mut line).await.unwrap().unwrap();
        assert_eq!(
            (request.method(), request.target(), &request.body[..]),
            ("POST", "/a?b", &b"hi"[..])
        );
    }

    #[tokio::test]
    async fn a_request_that_breaks_off_is_none() {
        let mut line = &b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nhi"[..];
        assert_eq!(Message::read_request(&mut line).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_message_survives_the_line() {
        let sent = Message::response(201, "text/plain", "ok");
        let read = Message::read_response(&mut &sent.bytes()[..])
            .await
            .unwrap();
        assert_eq!((read.first, read.body), (sent.first, sent.body));
    }
}
