// Addresses are relative, so that the page works on any host and under any path of a proxy.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayOperationId: true,
  showExtensions: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  // Swagger UI would otherwise send the address of the document to a validator on the internet.
  validatorUrl: null,
});
