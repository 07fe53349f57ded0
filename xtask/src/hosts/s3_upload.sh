#!/bin/sh
# Uploads dist/ to a bucket:  sh target/hosts/s3-upload.sh s3://my-bucket
# Assets of earlier versions stay, for visitors who have an old page open.
set -eu
bucket=$1
year='public, max-age=31536000, immutable'

# CloudFront compresses texts on the way. The wasm goes up compressed: every browser that runs it reads brotli.
for copy in dist/assets/*.wasm.br; do
  file=${copy%.br}
  aws s3 cp "$copy" "$bucket/${file#dist/}" --content-type application/wasm --content-encoding br --cache-control "$year"
done
# Assets before the pages that need them.
aws s3 sync dist/assets "$bucket/assets" --exclude '*.wasm' --exclude '*.br' --exclude '*.gz' --cache-control "$year"
aws s3 sync dist "$bucket" --exclude 'assets/*' --exclude '*.br' --exclude '*.gz' \
  --exclude headers.json --exclude _headers --exclude .htaccess --cache-control no-cache
