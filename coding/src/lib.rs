//! HTTP's content codings br (RFC 7932) and gzip (RFC 1952), on the host only.
//!
//! Both encoders are generic over what they read and write, so they are compiled with whatever calls them. Here
//! they are called for bytes, and this crate is optimised in every build.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Brotli's window, 4 MiB: as long as our longest files, and short enough for every browser.
const WINDOW: i32 = 22;

/// Bytes in brotli at a quality from 0 to 11, the best.
pub fn brotli(bytes: &[u8], quality: u8) -> Vec<u8> {
    let mut encoded = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams {
        quality: quality.into(),
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut encoded, &settings)
        .expect("memory takes all that is written");
    encoded
}

/// Bytes in gzip at its best.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("memory takes all that is written")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn brotli_gives_back_what_it_took(bytes in any::<Vec<u8>>(), quality in 0..=11u8) {
            let mut decoded = Vec::new();
            brotli::BrotliDecompress(&mut &*brotli(&bytes, quality), &mut decoded)?;
            prop_assert_eq!(decoded, bytes);
        }

        #[test]
        fn gzip_gives_back_what_it_took(bytes in any::<Vec<u8>>()) {
            let mut decoded = Vec::new();
            GzDecoder::new(&*gzip(&bytes)).read_to_end(&mut decoded)?;
            prop_assert_eq!(decoded, bytes);
        }
    }
}
