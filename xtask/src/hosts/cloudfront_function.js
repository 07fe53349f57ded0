// CloudFront function for the viewer request: a folder's address means its index.html.
function handler(event) {
  var request = event.request;
  var last = request.uri.split("/").pop();
  if (last !== "" && last.indexOf(".") < 0) {
    return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: request.uri + "/" } } };
  }
  if (last === "") request.uri += "index.html";
  return request;
}
